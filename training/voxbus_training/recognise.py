"""What a real recogniser makes of the hand-written rows, spoken by a synthetic voice: phrases that were said and what was heard instead.

Speech by flite (the Debian package), recognition by PocketSphinx with the American English model that its Python package carries.
"""

import json
import random
import subprocess
import tempfile
import wave
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from shutil import which

import numpy as np

from .confusions import LONGEST_PHRASE
from .utterances import Utterance

VOICES = ("rms", "slt", "slt", "rms", "awb")  # two American voices and, less often, a Scottish one
PACES = (0.85, 1.0, 1.1)  # how much longer than usual it takes to say something
NOISES = (0.0, 0.002, 0.005)  # standard deviation, of a full scale of 1
RATE = 16000  # samples a second
FULL_SCALE = 32767
MOST_CHANGED = 0.5  # share of a text's words; where more differ it was not understood at all


@dataclass(frozen=True)
class Speech:
    """How a text is to be spoken: a voice, its pace and the noise around it."""

    text: str
    voice: str
    pace: float
    noise: float
    seed: int


def choose_speeches(rows: list[Utterance], count: int, seed: int) -> list[Speech]:
    """A seeded draw of rows, each with a voice, a pace and noise of its own."""
    rng = random.Random(seed)
    drawn = rng.sample(rows, min(count, len(rows)))
    return [Speech(row.text, rng.choice(VOICES), rng.choice(PACES), rng.choice(NOISES), rng.randrange(2**32)) for row in drawn]


def hear(speeches: list[Speech], path: Path, workers: int) -> None:
    """Write what is heard of each as JSON lines; what the file holds already is not heard again. FileNotFoundError without flite."""
    if which("flite") is None:
        raise FileNotFoundError("flite is missing: apt-get install flite")
    done = {pair["said"] for pair in read_heard(path)} if path.exists() else set()
    left = [speech for speech in speeches if speech.text not in done]
    with path.open("a", encoding="utf-8") as out, ProcessPoolExecutor(workers) as pool:
        for i, (speech, heard) in enumerate(zip(left, pool.map(hear_one, left, chunksize=8), strict=True), 1):
            out.write(json.dumps({"said": speech.text, "heard": heard}) + "\n")
            if i % 100 == 0:
                print(f"{i}/{len(left)} heard", flush=True)


def read_heard(path: Path) -> list[dict[str, str]]:
    """Pairs of `said` and `heard`."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def hear_one(speech: Speech) -> str:
    """What the recogniser makes of one text."""
    recogniser = _recogniser()
    recogniser.start_utt()
    recogniser.process_raw(_samples(speech).tobytes(), full_utt=True)
    recogniser.end_utt()
    best = recogniser.hyp()
    return best.hypstr if best else ""


def phrases(pairs: list[dict[str, str]]) -> Counter[tuple[str, str]]:
    """How often which phrase was heard for which, of at most so many words each as confusions.py looks for."""
    counted: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        counted.update(_changes(pair["said"].split(), pair["heard"].split()))
    return counted


def write_phrases(counted: Counter[tuple[str, str]], path: Path) -> int:
    """Write the table that confusions.py reads; returns its lines."""
    lines = [f"{said}\t{heard}\t{count}" for (said, heard), count in sorted(counted.items())]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)


def _changes(said: list[str], heard: list[str]) -> Iterator[tuple[str, str]]:
    blocks = [code for code in SequenceMatcher(None, said, heard, autojunk=False).get_opcodes() if code[0] != "equal"]
    if sum(max(b - a, d - c) for _, a, b, c, d in blocks) > MOST_CHANGED * len(said):
        return
    for _, a, b, c, d in blocks:
        if 0 < b - a <= LONGEST_PHRASE and d - c <= LONGEST_PHRASE:
            yield " ".join(said[a:b]), " ".join(heard[c:d])


@cache
def _recogniser():
    from pocketsphinx import Decoder  # takes a second to load: only where something is heard

    return Decoder(samprate=RATE, loglevel="FATAL")


def _samples(speech: Speech) -> np.ndarray:
    """Signed 16-bit samples at 16 kHz."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        pace = f"duration_stretch={speech.pace}"
        subprocess.run(["flite", "-voice", speech.voice, "--setf", pace, "-t", speech.text, "-o", file.name], check=True)
        with wave.open(file.name) as spoken:
            if spoken.getframerate() != RATE:
                raise ValueError(f"flite's voice {speech.voice} speaks at {spoken.getframerate()} Hz; the recogniser wants {RATE} Hz")
            samples = np.frombuffer(spoken.readframes(spoken.getnframes()), "<i2")
    noise = np.random.default_rng(speech.seed).normal(0, speech.noise * FULL_SCALE, len(samples))
    return np.clip(samples + noise, -FULL_SCALE, FULL_SCALE).astype("<i2")
