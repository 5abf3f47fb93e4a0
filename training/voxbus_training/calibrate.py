"""What the model's confidence is worth: a temperature that makes it honest, and the least confidence to act on."""

import math
from collections import defaultdict
from dataclasses import dataclass, replace

from .decode import Choice, Resolution, Resolver
from .evaluate import Result, evaluate
from .tokens import Grammar
from .utterances import Utterance

BINS = 10
WRONG_ACT = 4.0  # how many needless questions a wrong act outweighs
TEMPERATURES = (0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.4, 1.7, 2.0)


def fit_temperature(resolver: Resolver, rows: list[Utterance]) -> tuple[float, list[Result]]:
    """The temperature at which the confidences predict best which rows are right (least log loss), and the results at it."""
    fitted = ((t, evaluate(replace(resolver, temperature=t), rows)) for t in TEMPERATURES)
    return min(fitted, key=lambda pair: _log_loss(pair[1]))


@dataclass(frozen=True)
class Thresholds:
    """What the service does with a reading that makes commands; each from 0 to 1.

    It acts where the reading's confidence is `act` or more, the probability of every function `function` or more, and that of every
    argument `argument` or more. Else it asks back where the confidence is `ask` or more, and does nothing below that.
    """

    act: float
    ask: float
    function: float
    argument: float

    def sure(self, resolution: Resolution, grammar: Grammar) -> bool:
        """Whether the reading is acted on."""
        weakest = {kind: min(p, default=1.0) for kind, p in _by_kind(resolution, grammar).items()}
        return resolution.confidence >= self.act and weakest["function"] >= self.function and weakest["argument"] >= self.argument


def choose_thresholds(results: list[Result], resolver: Resolver) -> Thresholds:
    """The thresholds below which acting costs more than asking (a wrong act weighs WRONG_ACT questions), and asking is mostly in vain."""
    acting = [r for r in results if r.resolution.calls]
    judged = [_judged(r, resolver.grammar) for r in acting]
    function, argument = (choose_threshold([pair for j in judged for pair in j[kind]], WRONG_ACT) for kind in ("function", "argument"))
    act = choose_threshold([(r.resolution.confidence, r.whole) for r in acting], WRONG_ACT)
    unsure = Thresholds(act, 0.0, function, argument)
    asked = [r for r in acting if not unsure.sure(r.resolution, resolver.grammar)]
    ask = choose_threshold([(r.resolution.confidence, offers(r, resolver)) for r in asked])
    return Thresholds(act, ask, function, argument)


def count_unsure(results: list[Result], thresholds: Thresholds, resolver: Resolver) -> dict[str, int]:
    """How many readings make commands, are acted on, are right of these, are asked back about, and offer of these what was meant."""
    acting = [r for r in results if r.resolution.calls]
    acted = [r for r in acting if thresholds.sure(r.resolution, resolver.grammar)]
    unsure = [r for r in acting if not thresholds.sure(r.resolution, resolver.grammar)]
    asked = [r for r in unsure if r.resolution.confidence >= thresholds.ask]
    return {
        "commands": len(acting),
        "acted": len(acted),
        "acted_right": sum(r.whole for r in acted),
        "asked": len(asked),
        "offered": sum(offers(r, resolver) for r in asked),
    }


def count_unsure_across(results: list[Result], resolver: Resolver) -> dict[str, int]:
    """As `count_unsure`, each half of the rows by the thresholds that the other half chooses: no row has a say in what is done to it."""
    halves = [results[::2], results[1::2]]
    counts = [count_unsure(mine, choose_thresholds(others, resolver), resolver) for mine, others in zip(halves, halves[::-1], strict=True)]
    return {name: sum(count[name] for count in counts) for name in counts[0]}


def offers(result: Result, resolver: Resolver) -> bool:
    """Whether a question between the reading and the one instead of it offers what was meant."""
    other = resolver.instead(result.utterance, result.resolution)
    return result.whole or (other is not None and other.calls == list(result.utterance.calls))


def choose_threshold(pairs: list[tuple[float, bool]], cost: float = 1.0) -> float:
    """The probability, in hundredths, below which it was best to hold back; `pairs` are (probability, right).

    Something wrong that was held back counts `cost`, something right -1: at cost 1 more was wrong than right below the threshold.
    """
    balances = defaultdict(float)
    for probability, right in pairs:
        balances[math.floor(probability * 100 + 1)] += -1 if right else cost
    best, gain, balance = 0, 0.0, 0.0
    for hundredth in sorted(balances):
        balance += balances[hundredth]
        if balance > gain:
            best, gain = hundredth, balance
    return min(best, 100) / 100


def _judged(result: Result, grammar: Grammar) -> dict[str, list[tuple[float, bool]]]:
    """(probability, right) of each choice up to the first wrong one, by what was chosen: what follows a wrong one cannot be judged."""
    wanted = grammar.encode(list(result.utterance.calls))
    judged = {"function": [], "argument": []}
    for choice, token in zip(result.resolution.choices, wanted, strict=False):
        judged[_kind(choice, grammar)].append((choice.probability, choice.token == token))
        if choice.token != token:
            break
    return judged


def _by_kind(resolution: Resolution, grammar: Grammar) -> dict[str, list[float]]:
    probabilities = {"function": [], "argument": []}
    for choice in resolution.choices:
        probabilities[_kind(choice, grammar)].append(choice.probability)
    return probabilities


def _kind(choice: Choice, grammar: Grammar) -> str:
    """ "function" for functional tokens and `<vc_end>`, else "argument"."""
    return "function" if grammar.opens_or_ends(choice.token) else "argument"


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
