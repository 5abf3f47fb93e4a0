"""Whether the service and this package make the same of every row: the same bundle read by Java and by Python."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .catalogue import ROOT
from .decode import Resolver
from .utterances import Utterance

LAUNCHER = ROOT / "voxbus"
TOLERANCE = 1e-3  # of a confidence: other pieces or another context give another one


@dataclass(frozen=True)
class Disagreement:
    """A row of which Java and Python made something else, each as (calls, confidence)."""

    row: Utterance
    java: tuple[list[dict], float]
    python: tuple[list[dict], float]

    def __str__(self) -> str:
        return f"{self.row.id}: {self.row.text!r}\n  Java   {self.java}\n  Python {self.python}"


def disagreements(rows: list[Utterance], resolver: Resolver, bundle: Path) -> list[Disagreement]:
    """The rows whose calls differ, or whose confidence does by more than the tolerance. RuntimeError when the service cannot be asked."""
    found = []
    for row, java in zip(rows, _ask_java(rows, bundle), strict=True):
        resolution = resolver.resolve(row)
        python = (resolution.calls, resolution.confidence)
        if java[0] != python[0] or abs(java[1] - python[1]) > TOLERANCE:
            found.append(Disagreement(row, java, python))
    return found


def _ask_java(rows: list[Utterance], bundle: Path) -> list[tuple[list[dict], float]]:
    lines = (json.dumps({"id": row.id, "text": row.text, "context": row.context}) for row in rows)
    command = [str(LAUNCHER), "resolve", "--model", str(bundle)]
    answered = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=False)
    if answered.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {answered.stderr.strip() or answered.stdout.strip()[-500:]}")
    answers = (json.loads(line) for line in answered.stdout.splitlines())
    return [(answer["calls"], answer["confidence"]) for answer in answers]
