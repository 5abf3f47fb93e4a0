"""Hand-written utterances: rows of `training/data/*.jsonl`, and the everyday utterances that must do nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from .catalogue import ROOT, Argument, Catalogue, plain

DATA = ROOT / "training/data"
EVERYDAY = ROOT.parent / "shared/negatives/everyday.jsonl"


@dataclass(frozen=True)
class Utterance:
    """What was said, the calls of the turn before, and the calls it asks for. `kind` is single, multi, followup or reject."""

    text: str
    calls: tuple[dict, ...]
    kind: str
    context: tuple[dict, ...] = ()
    id: str = field(default="", compare=False)

    @property
    def writer(self) -> str:
        """Whoever wrote it: the part of the id before its number."""
        return self.id.rpartition("-")[0]


def read_rows(paths: Iterable[Path]) -> list[Utterance]:
    """All rows of JSONL files, in order."""
    return [_row(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _row(line: str) -> Utterance:
    raw = json.loads(line)
    return Utterance(raw["text"], tuple(raw["calls"]), raw["kind"], tuple(raw.get("context", ())), raw["id"])


def training_files(folder: Path = DATA) -> list[Path]:
    """The hand-written files, one writer each, in a fixed order. FileNotFoundError when there are none."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(f"{folder} holds no *.jsonl file of hand-written rows")
    return files


def context_text(context: Iterable[dict], catalogue: Catalogue) -> str:
    """The turn before in words, as the encoder reads it: `set volume level 30 channel media , ...`."""
    return " , ".join(_call_text(call, catalogue) for call in context)


def _call_text(call: dict, catalogue: Catalogue) -> str:
    function = catalogue.function(call["function"])
    words = [function.name]
    for argument in function.arguments:
        if argument.name in call["args"]:
            value = call["args"][argument.name]
            words += [argument.name, value if isinstance(value, str) else plain(Decimal(str(value)))]
    return " ".join(words).replace("_", " ")


CALLS_OF_KIND = {"single": (1, 1), "multi": (2, 4), "reject": (0, 0), "followup": (0, 4)}


def row_faults(row: Utterance, catalogue: Catalogue) -> list[str]:
    """What is wrong with a row's labels, a line each; empty when they are valid."""
    if row.kind not in CALLS_OF_KIND:
        return [f"unknown kind {row.kind!r}; kinds are {', '.join(CALLS_OF_KIND)}"]
    faults = [fault for call in row.calls + row.context for fault in _call_faults(call, catalogue)]
    least, most = CALLS_OF_KIND[row.kind]
    if not least <= len(row.calls) <= most:
        faults.append(f"{row.kind} with {len(row.calls)} calls")
    if (row.kind == "followup") != bool(row.context):
        faults.append("a follow-up needs a context" if row.kind == "followup" else f"{row.kind} with a context")
    return faults


def _call_faults(call: dict, catalogue: Catalogue) -> list[str]:
    try:
        function = catalogue.function(call["function"])
    except KeyError as unknown:
        return [str(unknown)]
    known = {argument.name: argument for argument in function.arguments}
    faults = [f"{function.name} has no argument {name}" for name in call["args"] if name not in known]
    for name, argument in known.items():
        value = call["args"].get(name)
        if value is None and not argument.optional:
            faults.append(f"{function.name} lacks {name}")
        elif value is not None and not _valid(value, argument):
            faults.append(f"{function.name}.{name} may not be {value!r}")
    return faults


def _valid(value: object, argument: Argument) -> bool:
    if isinstance(value, str):
        return value in argument.words
    if isinstance(value, bool) or not isinstance(value, int | float) or not argument.numeric:
        return False
    return argument.minimum <= Decimal(str(value)) <= argument.maximum and (argument.decimals or value == int(value))
