"""Experiments: the same training with one thing changed, measured alike, kept as JSON and shown as Markdown."""

import hashlib
import json
import platform
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from .config import Config, require_settings
from .decode import Resolver, TorchRunner
from .evaluate import Result, evaluate, figures
from .train import Setup, prepare, train


@dataclass(frozen=True)
class Experiment:
    """One question: what it asks, the changed settings of each run by the run's name, and what is to be said beside the results."""

    name: str
    question: str
    runs: dict[str, dict]
    note: str = ""


def read_experiment(path: Path) -> Experiment:
    """Read an experiment's file: `question`, `common` settings and `runs`. ValueError without runs, and for a name that is no setting."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not raw.get("runs"):
        raise ValueError(f"{path}: an experiment needs runs")
    runs = {name: {**raw.get("common", {}), **(changes or {})} for name, changes in raw["runs"].items()}
    for settings in runs.values():
        require_settings(settings, path)
    return Experiment(path.stem, raw["question"], runs, raw.get("note", ""))


def perform(experiment: Experiment, scratch: Path, results: Path) -> None:
    """Train and measure each run that has no result yet, here or in another experiment, by its settings on these rows.

    Each is kept as soon as it is there.
    """
    path = results / f"{experiment.name}.json"
    done = read_runs(path) if path.exists() else {}
    elsewhere = [run for other in sorted(results.glob("*.json")) for run in read_runs(other).values() if "settings" in run]
    for name, changes in experiment.runs.items():
        config = Config(name=f"{experiment.name}-{name}".replace(" ", "-"), **changes)
        setup = prepare(config)
        wanted = (_settings(config), digest(setup))
        if name not in done or _what(done[name]) != wanted:
            print(f"{experiment.name}: {name}", flush=True)
            same = (run for run in elsewhere if _what(run) == wanted)
            done[name] = next(same, None) or _run(setup, scratch)
            said = {"note": experiment.note} if experiment.note else {}
            write_result(path, {"question": experiment.question, "runs": done, **said})


def read_runs(path: Path) -> dict[str, dict]:
    """The runs that an experiment's result has so far, by name."""
    return json.loads(path.read_text(encoding="utf-8"))["runs"]


def digest(setup: Setup) -> str:
    """SHA-256 over the rows of a run: those it trains on, those it is measured on and the everyday utterances; 16 hex digits."""
    rows = [[asdict(row) for row in part] for part in (setup.training, setup.held_out)]
    return hashlib.sha256(json.dumps([*rows, setup.everyday], sort_keys=True).encode()).hexdigest()[:16]


def _what(run: dict) -> tuple[dict, str]:
    """What a result is of: settings and rows."""
    return run["settings"], run.get("data", "")


def _run(setup: Setup, scratch: Path) -> dict:
    """One run's settings and figures on the rows held out. A run that was stopped goes on from its checkpoint."""
    config = setup.config
    folder = scratch / config.name
    trained = train(setup, folder)
    model = trained.model
    results = evaluate(Resolver(TorchRunner(model), setup.encoder, setup.grammar, config.maximum_steps), setup.held_out)
    shutil.rmtree(folder)
    return {
        "settings": _settings(config),
        "data": digest(setup),
        "seed": config.seed,
        "rows": len(setup.training),
        "functions": len(setup.encoder.catalogue.functions),
        "parameters": sum(p.numel() for p in model.parameters()),
        "trained_parameters": sum(p.numel() for p in model.parameters() if p.requires_grad),
        "training_seconds": round(trained.seconds),
        "median_micros": _median_micros(results),
        "figures": figures(results),
        "machine": f"{platform.machine()}, {config.threads} threads",
    }


def _settings(config: Config) -> dict:
    """What differs from the defaults, but for the name."""
    return {key: value for key, value in asdict(config).items() if value != getattr(Config(), key) and key != "name"}


def _median_micros(results: list[Result]) -> int:
    return round(sorted(result.micros for result in results)[len(results) // 2])


def write_result(path: Path, content: dict) -> None:
    """Keep an experiment's `question` and `runs`, and a `note` where there is one, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


KINDS = ("single", "multi", "followup", "reject", "all")


def report(results: Path) -> str:
    """Every experiment's table in Markdown, in the order of their numbers."""
    paths = sorted(results.glob("*.json"), key=lambda path: int(path.stem.split("_")[0].removeprefix("e")))
    sections = [_section(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    head = (
        "# Results of the experiments\n\nWritten by `python -m voxbus_training results`; whole call right, in percent, on rows held out.\n"
    )
    return "\n".join([head, *sections])


def _section(name: str, content: dict) -> str:
    rows = {run: _trained_row(measured) if "training_seconds" in measured else measured for run, measured in content["runs"].items()}
    columns = list(next(iter(rows.values())))
    lines = [f"## {name}", "", content["question"], "", f"| run | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {run} | {' | '.join(str(row[column]) for column in columns)} |" for run, row in rows.items()]
    return "\n".join([*lines, *(["", content["note"]] if "note" in content else []), ""])


def _trained_row(measured: dict) -> dict:
    """The columns of a run that was trained; one that was only measured brings its own."""
    figures = measured["figures"]
    shares = {kind: f"{100 * figures[kind]['whole_call']:.1f}" if kind in figures else "" for kind in KINDS}
    return {
        "functions": measured["functions"],
        "rows": measured["rows"],
        **shares,
        "right function": f"{100 * figures['all']['right_function']:.1f}",
        "trained parameters": f"{measured['trained_parameters']:,}",
        "training s": measured["training_seconds"],
        "median ms": f"{measured['median_micros'] / 1000:.1f}",
    }
