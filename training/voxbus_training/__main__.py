"""Train, export and evaluate the command model: one command from data to bundle.

python -m voxbus_training train    --config configs/full.yaml     trains, or resumes where it was stopped
python -m voxbus_training bundle   --config configs/full.yaml     exports, quantizes, measures and writes the bundle
python -m voxbus_training evaluate --config configs/full.yaml --fp32 FILE.jsonl   measures on labelled rows, or on those held out
python -m voxbus_training validate                                 checks the hand-written rows against the catalogue
python -m voxbus_training grid                                     reports which commands they cover too thinly
python -m voxbus_training agree FILE.jsonl                         checks that the service makes the same of every row
python -m voxbus_training mishear FILE.jsonl                       prints labelled rows as a poor recogniser hears them
python -m voxbus_training experiment experiments/e5_functional_weight.yaml   trains and measures each run
python -m voxbus_training measure quantization --config configs/full.yaml --rows FILE.jsonl   experiments that train nothing
python -m voxbus_training results                                  writes RESULTS.md
"""

import argparse
import random
import sys
from dataclasses import replace
from pathlib import Path

from .agree import disagreements
from .bundle import Measured, open_bundle, write_bundle
from .calibrate import choose_thresholds, count_unsure_across, fit_temperature
from .catalogue import ROOT, read_catalogue
from .config import read_config
from .confusions import HEARD, Confusions
from .decode import Resolver, TorchRunner
from .evaluate import evaluate, figures, figures_by_writer, table, write_misses
from .experiment import perform, read_experiment, write_result
from .experiment import report as experiment_report
from .export import OnnxRunner, export, quantize
from .grid import report
from .measure import early_stop, quantization
from .readings import as_heard
from .recognise import choose_speeches, hear, phrases, read_heard, write_phrases
from .train import Setup, load_trained, prepare, train
from .utterances import Utterance, read_rows, row_faults, training_files

RUNS = ROOT / "training/runs"
RESULTS = ROOT / "training/experiments/results"
BUNDLE = ROOT / "module/model"
MEASUREMENTS = {
    "early_stop": (
        "e2_early_stop",
        "What does stopping at `<vc_end>` save? The int8 graphs on one core, row by row.",
        early_stop,
    ),
    "quantization": (
        "e9_quantization",
        "What do int8 weights cost and bring? Whole call right in percent, size, and time on one core.",
        quantization,
    ),
}


def main(arguments: list[str]) -> int:
    """Run one command; 0 when all is well, 1 when faults were found, 2 for a user's mistake."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (FileNotFoundError, RuntimeError, ValueError) as mistake:
        print(f"voxbus_training: {mistake}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="voxbus_training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, about in (
        ("train", _train, "train, or resume"),
        ("bundle", _bundle, "export, quantize, measure and write the bundle"),
        ("evaluate", _evaluate, "measure on labelled rows"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("--config", type=Path, required=True, help="a file in configs/")
        command.add_argument("--runs", type=Path, default=RUNS, help="where runs keep their checkpoints")
        command.set_defaults(run=run)
        if name == "bundle":
            command.add_argument("--out", type=Path, default=BUNDLE, help="the bundle's folder")
        if name == "evaluate":
            command.add_argument("--fp32", action="store_true", help="measure the trained model, not its int8 graphs")
            command.add_argument("--misses", type=Path, help="write the rows that were not whole, with what was made of them, as JSONL")
            command.add_argument("files", type=Path, nargs="*", metavar="FILE.jsonl", help="labelled rows; without any, those held out")
    validate = commands.add_parser("validate", help="check the hand-written rows against the catalogue")
    validate.set_defaults(run=_validate)
    agreeing = commands.add_parser("agree", help="check that Java and Python make the same of every row of a bundle")
    agreeing.add_argument("--bundle", type=Path, default=BUNDLE, help="the bundle's folder (default: %(default)s)")
    agreeing.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    agreeing.set_defaults(run=_agree)
    mishear = commands.add_parser("mishear", help="print labelled rows as a poor recogniser hears them, with alternatives")
    mishear.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    mishear.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    mishear.set_defaults(run=_mishear)
    recognise = commands.add_parser("recognise", help="let a recogniser hear the rows, spoken by flite, and keep what it mistook")
    recognise.add_argument("--rows", type=int, default=4500, help="how many rows to draw (default: %(default)s)")
    recognise.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    recognise.add_argument("--workers", type=int, default=1, help="how many processes (default: %(default)s)")
    recognise.add_argument("--heard", type=Path, default=RUNS / "heard.jsonl", help="where what was heard is kept; it goes on from there")
    recognise.set_defaults(run=_recognise)
    experiment = commands.add_parser("experiment", help="train and measure the runs of experiments that have no result yet")
    experiment.add_argument("files", type=Path, nargs="+", metavar="FILE.yaml", help="files in experiments/")
    experiment.add_argument("--runs", type=Path, default=RUNS, help="where runs keep their checkpoints")
    experiment.add_argument("--results", type=Path, default=RESULTS, help="where results are kept (default: %(default)s)")
    experiment.set_defaults(run=_experiment)
    measuring = commands.add_parser("measure", help="measure a trained and exported model: early_stop (E2), quantization (E9)")
    measuring.add_argument("what", choices=MEASUREMENTS)
    measuring.add_argument("--config", type=Path, required=True, help="a file in configs/")
    measuring.add_argument("--runs", type=Path, default=RUNS, help="where runs keep their checkpoints and graphs")
    measuring.add_argument("--results", type=Path, default=RESULTS, help="where results are kept (default: %(default)s)")
    measuring.add_argument("--rows", type=Path, nargs="+", metavar="FILE.jsonl", help="labelled rows; without any, those held out")
    measuring.set_defaults(run=_measure)
    results = commands.add_parser("results", help="write RESULTS.md from the results of experiments")
    results.add_argument("--results", type=Path, default=RESULTS, help="where results are kept (default: %(default)s)")
    results.set_defaults(run=_results)
    grid = commands.add_parser("grid", help="report which commands the hand-written rows cover too thinly")
    grid.add_argument("--most", type=int, default=30, help="how many of the thinnest cells to list (default: %(default)s)")
    grid.set_defaults(run=_grid)
    return parser


def _train(options) -> int:
    setup = prepare(read_config(options.config))
    print(f"{len(setup.training)} rows, {len(setup.everyday)} everyday utterances, {len(setup.vocabulary)} pieces")
    train(setup, _folder(options, setup))
    return 0


def _bundle(options) -> int:
    setup = prepare(read_config(options.config))
    folder = _folder(options, setup)
    export(load_trained(setup, folder), folder)
    quantize(folder, setup.before)
    resolver = _int8(setup, folder)
    temperature, held_out = fit_temperature(resolver, setup.held_out)
    resolver = replace(resolver, temperature=temperature)
    thresholds, unsure = choose_thresholds(held_out, resolver), count_unsure_across(held_out, resolver)
    everyday = evaluate(resolver, [Utterance(text, (), "reject") for text in setup.everyday_held_out])
    write_bundle(setup, folder, options.out, Measured(temperature, thresholds, unsure, held_out, everyday))
    print(table(figures(held_out)))
    print(f"wrote {options.out}, {sum(f.stat().st_size for f in options.out.iterdir()) / 1e6:.1f} MB")
    return 0


def _evaluate(options) -> int:
    setup = prepare(read_config(options.config))
    folder = _folder(options, setup)
    resolver = _fp32(setup, folder) if options.fp32 else _int8(setup, folder)
    results = evaluate(resolver, read_rows(options.files) if options.files else setup.held_out)
    print(table(figures(results)))
    print(table(figures_by_writer(results)))
    if options.misses:
        write_misses(results, options.misses)
    return 0


def _validate(_options) -> int:
    catalogue, ids, faults = read_catalogue(), set(), []
    rows = read_rows(training_files())
    for row in rows:
        faults += [f"{row.id}: {fault}" for fault in row_faults(row, catalogue)]
        if row.id in ids:
            faults.append(f"{row.id}: id stands twice")
        ids.add(row.id)
    print("\n".join([*faults, f"{len(rows)} rows, {len(faults)} faults"]))
    return 1 if faults else 0


def _agree(options) -> int:
    rows = read_rows(options.files)
    found = disagreements(rows, open_bundle(options.bundle, read_catalogue()), options.bundle)
    print("\n".join([*map(str, found), f"{len(rows)} rows, {len(found)} made otherwise by Java and by Python"]))
    return 1 if found else 0


def _mishear(options) -> int:
    rows, rng = read_rows(options.files), random.Random(options.seed)
    confusions = Confusions((word for row in rows for word in row.text.split()), read_catalogue())
    for row in rows:
        print(as_heard(row, confusions, rng))
    return 0


def _recognise(options) -> int:
    hear(choose_speeches(read_rows(training_files()), options.rows, options.seed), options.heard, options.workers)
    kept = write_phrases(phrases(read_heard(options.heard)), HEARD)
    print(f"{HEARD}: {kept} phrases")
    return 0


def _experiment(options) -> int:
    for file in options.files:
        perform(read_experiment(file), options.runs, options.results)
    return 0


def _measure(options) -> int:
    setup = prepare(read_config(options.config))
    rows = read_rows(options.rows) if options.rows else setup.held_out
    name, question, measured = MEASUREMENTS[options.what]
    source = ", ".join(file.name for file in options.rows) if options.rows else "the rows held out"
    content = {"question": question, "runs": measured(setup, _folder(options, setup), rows), "note": f"On {source}."}
    write_result(options.results / f"{name}.json", content)
    return 0


def _results(options) -> int:
    (options.results.parent.parent / "RESULTS.md").write_text(experiment_report(options.results), encoding="utf-8")
    return 0


def _grid(options) -> int:
    print(report(read_rows(training_files()), read_catalogue(), options.most))
    return 0


def _folder(options, setup: Setup) -> Path:
    return options.runs / setup.config.name


def _int8(setup: Setup, folder: Path) -> Resolver:
    runner = OnnxRunner(folder / "encoder.onnx", folder / "decoder.onnx")
    return Resolver(runner, setup.encoder, setup.grammar, setup.config.maximum_steps)


def _fp32(setup: Setup, folder: Path) -> Resolver:
    runner = TorchRunner(load_trained(setup, folder))
    return Resolver(runner, setup.encoder, setup.grammar, setup.config.maximum_steps)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
