"""How often the model is right, for each kind of utterance."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from .catalogue import Catalogue
from .decode import Resolution, Resolver
from .utterances import Utterance

KINDS = ("single", "multi", "followup", "reject")


@dataclass(frozen=True)
class Result:
    """One utterance and what the model made of it."""

    utterance: Utterance
    resolution: Resolution
    micros: float

    @property
    def right_function(self) -> bool:
        return _functions(self.utterance.calls) == _functions(self.resolution.calls)

    @property
    def whole(self) -> bool:
        return list(self.utterance.calls) == self.resolution.calls


def evaluate(resolver: Resolver, rows: list[Utterance]) -> list[Result]:
    """Resolve every row, one by one and unpadded, as the service does."""
    results = []
    for row in rows:
        begun = time.perf_counter()
        resolution = resolver.resolve(row)
        results.append(Result(row, resolution, (time.perf_counter() - begun) * 1e6))
    return results


def figures(results: list[Result]) -> dict[str, dict[str, float]]:
    """Rows, share of right functions and share of whole calls, for each kind and for all."""
    return _shares({kind: [r for r in results if r.utterance.kind == kind] for kind in KINDS} | {"all": results})


def figures_by_writer(results: list[Result]) -> dict[str, dict[str, float]]:
    """The same for each writer."""
    writers = sorted({r.utterance.writer for r in results})
    return _shares({writer: [r for r in results if r.utterance.writer == writer] for writer in writers})


def figures_by_function(results: list[Result], catalogue: Catalogue) -> dict[str, dict[str, float]]:
    """The same for each function, over the rows that ask for it."""
    groups = {f.name: [r for r in results if f.name in _functions(r.utterance.calls)] for f in catalogue.functions}
    return _shares(groups)


def _shares(groups: dict[str, list[Result]]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "rows": len(group),
            "right_function": round(sum(r.right_function for r in group) / len(group), 4),
            "whole_call": round(sum(r.whole for r in group) / len(group), 4),
        }
        for name, group in groups.items()
        if group
    }


def table(measured: dict[str, dict[str, float]]) -> str:
    """The figures as text."""
    lines = [f"{'':10}{'rows':>7}{'function':>11}{'whole call':>12}"]
    for name, row in measured.items():
        lines.append(f"{name:10}{row['rows']:7}{row['right_function']:11.2%}{row['whole_call']:12.2%}")
    return "\n".join(lines)


def write_misses(results: list[Result], path: Path) -> None:
    """Each row that was not whole: what was said, wanted and made of it."""
    misses = [_miss(result) for result in results if not result.whole]
    path.write_text("".join(json.dumps(miss, ensure_ascii=False) + "\n" for miss in misses), encoding="utf-8")


def _miss(result: Result) -> dict:
    row, made = result.utterance, result.resolution
    confidence = round(made.confidence, 3)
    return {"id": row.id, "text": row.text, "context": row.context, "wanted": row.calls, "made": made.calls, "confidence": confidence}


def _functions(calls) -> list[str]:
    return [call["function"] for call in calls]
