"""What the model's confidence is worth: a temperature that makes it honest, and the least confidence to act on."""

import math
from dataclasses import dataclass, replace

from .decode import Resolver
from .evaluate import Result, evaluate
from .utterances import Utterance

BINS = 10
TEMPERATURES = (0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.4, 1.7, 2.0)


def fit_temperature(resolver: Resolver, rows: list[Utterance]) -> tuple[float, list[Result]]:
    """The temperature at which the confidences predict best which rows are right (least log loss), and the results at it."""
    fitted = ((t, evaluate(replace(resolver, temperature=t), rows)) for t in TEMPERATURES)
    return min(fitted, key=lambda pair: _log_loss(pair[1]))


def choose_threshold(results: list[Result]) -> float:
    """The confidence below which a reading that would act is more often wrong than right, rounded to two decimals."""
    best, gain, balance = 0.0, 0, 0
    for result in sorted((r for r in results if r.resolution.calls), key=lambda r: r.resolution.confidence):
        balance += -1 if result.whole else 1
        if balance > gain:
            best, gain = result.resolution.confidence, balance
    return round(best, 2)


@dataclass(frozen=True)
class Bin:
    """Results whose confidence lies from `low` to a tenth more: how many, their mean confidence, and the share that was right."""

    low: float
    rows: int
    confidence: float
    right: float


def calibration_bins(results: list[Result]) -> list[Bin]:
    """The results in tenths of confidence; empty tenths are left out."""
    bins = []
    for i in range(BINS):
        group = [r for r in results if min(int(r.resolution.confidence * BINS), BINS - 1) == i]
        if group:
            sure = sum(r.resolution.confidence for r in group) / len(group)
            bins.append(Bin(i / BINS, len(group), sure, sum(r.whole for r in group) / len(group)))
    return bins


def calibration_error(results: list[Result]) -> float:
    """Expected calibration error, 0 to 1: how far confidence and share of right rows lie apart, over tenths of confidence."""
    return sum(abs(b.confidence - b.right) * b.rows for b in calibration_bins(results)) / len(results)


def _log_loss(results: list[Result]) -> float:
    clipped = ((min(max(r.resolution.confidence, 1e-6), 1 - 1e-6), r.whole) for r in results)
    return -sum(math.log(p if right else 1 - p) for p, right in clipped)
