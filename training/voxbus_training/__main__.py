"""Train, export and evaluate the command model: one command from data to bundle.

python -m voxbus_training train    --config configs/full.yaml     trains, or resumes where it was stopped
python -m voxbus_training bundle   --config configs/full.yaml     exports, quantizes, measures and writes the bundle
python -m voxbus_training evaluate --config configs/full.yaml --fp32 FILE.jsonl
python -m voxbus_training validate                                 checks the hand-written rows against the catalogue
"""

import argparse
import sys
from pathlib import Path

from .bundle import Measured, write_bundle
from .calibrate import fit_temperature
from .catalogue import ROOT, read_catalogue
from .config import read_config
from .decode import Resolver, TorchRunner
from .evaluate import evaluate, figures, table
from .export import OnnxRunner, export, quantize
from .train import Setup, load_trained, prepare, train
from .utterances import Utterance, read_rows, row_faults, training_files

RUNS = ROOT / "training/runs"
BUNDLE = ROOT / "module/model"


def main(arguments: list[str]) -> int:
    """Run one command; 0 when all is well, 1 when faults were found, 2 for a user's mistake."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (FileNotFoundError, ValueError) as mistake:
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
            command.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    validate = commands.add_parser("validate", help="check the hand-written rows against the catalogue")
    validate.set_defaults(run=_validate)
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
    quantize(folder)
    resolver = _int8(setup, folder)
    temperature, held_out = fit_temperature(resolver, setup.held_out)
    everyday = evaluate(resolver, [Utterance(text, (), "reject") for text in setup.everyday_held_out])
    write_bundle(setup, folder, options.out, Measured(temperature, held_out, everyday))
    print(table(figures(held_out)))
    print(f"wrote {options.out}, {sum(f.stat().st_size for f in options.out.iterdir()) / 1e6:.1f} MB")
    return 0


def _evaluate(options) -> int:
    setup = prepare(read_config(options.config))
    folder = _folder(options, setup)
    resolver = _fp32(setup, folder) if options.fp32 else _int8(setup, folder)
    print(table(figures(evaluate(resolver, read_rows(options.files)))))
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
