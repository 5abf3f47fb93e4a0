"""A recogniser's readings of one utterance: which is meant, and labelled rows made to look as a poor recogniser hears them."""

import json
import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from .confusions import Confusions
from .decode import Resolution
from .utterances import Utterance

NOTHING = 0.5  # how much a reading that asks for nothing counts against one that makes a command: a misheard word mostly makes nonsense


@dataclass(frozen=True)
class Reading:
    """One reading; `confidence` is the recogniser's, 0 to 1."""

    text: str
    confidence: float


def best_reading(readings: list[Reading], model: Callable[[str], Resolution]) -> Resolution:
    """What the likeliest reading asks for: the recogniser's share of it times the model's confidence, the first where they are equal.

    A reading whose share alone is less than the best so far is not asked about.
    """
    total = sum(reading.confidence for reading in readings)
    best, best_score = model(readings[0].text), -1.0
    for i, reading in enumerate(readings):
        share = reading.confidence / total if total else 2.0 ** -(i + 1)
        if share <= best_score:
            continue
        resolution = best if i == 0 else model(reading.text)
        score = share * resolution.confidence * (1.0 if resolution.calls else NOTHING)
        if score > best_score:
            best, best_score = resolution, score
    return best


def mishear_row(row: Utterance, confusions: Confusions, rng: random.Random, most: int = 4) -> tuple[str, list[Reading]]:
    """(what was heard best, all readings, best first): misheard ones beside what was said, which a tenth of the time is not among them.

    Each misheard word costs as much as the recogniser is unsure by, so that it puts what was said first in about half of all rows.
    """
    heard = {confusions.mishear(row.text, rng) or row.text for _ in range(most - 1)}
    texts = sorted(heard | ({row.text} if rng.random() > 0.1 else set()))
    weights = {text: math.exp(rng.gauss(-0.7 * _changed(row.text, text), 1.0)) for text in texts}
    readings = [Reading(text, round(weights[text] / sum(weights.values()), 4)) for text in texts]
    readings.sort(key=lambda reading: -reading.confidence)
    return readings[0].text, readings


def row_with_readings(row: Utterance, confusions: Confusions, rng: random.Random) -> str:
    """The row as JSON with what was heard as its text, and the other readings as alternatives."""
    text, readings = mishear_row(row, confusions, rng)
    raw = {"id": row.id, "text": text, "confidence": readings[0].confidence, "calls": row.calls, "kind": row.kind}
    raw["alternatives"] = [{"text": reading.text, "confidence": reading.confidence} for reading in readings[1:]]
    if row.context:
        raw["context"] = row.context
    return json.dumps(raw, ensure_ascii=False)


def _changed(said: str, heard: str) -> int:
    return sum(one != other for one, other in zip(said.split(), heard.split(), strict=True))
