"""Labelled rows as a poor recogniser hears them: a best reading that may be wrong, and others beside it."""

import json
import math
import random
from dataclasses import dataclass
from difflib import SequenceMatcher

from .confusions import Confusions
from .utterances import Utterance

MOST = 4  # readings of a row
MISSED = 0.1  # how often what was said is not among them
COST = 0.7  # how much less likely each misheard word makes a reading, against noise of standard deviation 1


@dataclass(frozen=True)
class Reading:
    """One reading; `confidence` is the recogniser's, 0 to 1."""

    text: str
    confidence: float


def heard(row: Utterance, confusions: Confusions, rng: random.Random) -> list[Reading]:
    """What a recogniser hears, best first: the row's text, mostly, and the same with a word or two misheard."""
    misheard = {confusions.mishear(row.text, rng) or row.text for _ in range(MOST - 1)}
    texts = sorted(misheard | ({row.text} if rng.random() > MISSED else set()))
    weights = {text: math.exp(rng.gauss(-COST * _changed(row.text, text), 1.0)) for text in texts}
    readings = [Reading(text, round(weights[text] / sum(weights.values()), 4)) for text in texts]
    return sorted(readings, key=lambda reading: -reading.confidence)


def as_heard(row: Utterance, confusions: Confusions, rng: random.Random) -> str:
    """The row as JSON with what was heard best as its text, and the other readings as alternatives."""
    best, *others = heard(row, confusions, rng)
    raw = {"id": row.id, "text": best.text, "confidence": best.confidence, "calls": row.calls, "kind": row.kind}
    raw["alternatives"] = [{"text": reading.text, "confidence": reading.confidence} for reading in others]
    if row.context:
        raw["context"] = row.context
    return json.dumps(raw, ensure_ascii=False)


def _changed(said: str, other: str) -> int:
    words, others = said.split(), other.split()
    codes = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for code, a, b, c, d in codes if code != "equal")
