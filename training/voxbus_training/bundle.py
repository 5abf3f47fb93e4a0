"""The model bundle: the folder that the service loads and an update replaces."""

import hashlib
import json
import shutil
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from .calibrate import Thresholds, calibration_error
from .card import card
from .catalogue import Catalogue
from .decode import Resolver
from .evaluate import Result, figures
from .export import OnnxRunner
from .graph_weights import MANIFEST, bundle_id
from .tokenizer import TOKENS, VOCABULARY, InputEncoder, read_vocabulary
from .tokens import Grammar, TokenVocabulary
from .train import Setup

FORMAT = 1
VERSION = "0.1.0"
FILES = ("encoder.onnx", "decoder.onnx", VOCABULARY, TOKENS)
GOLDEN_EACH = 6  # golden commands of each kind
GOLDEN_MARGIN = 0.9  # the least confidence of a golden command: int8 kernels differ between processors, decisions must not


@dataclass(frozen=True)
class Measured:
    """What the int8 graphs gave: on the held-out rows (at `temperature`), and on everyday utterances that were not trained on."""

    temperature: float
    thresholds: Thresholds
    unsure: dict[str, int]  # what thresholds did to held-out rows that had no say in them
    held_out: list[Result]
    everyday: list[Result]


def write_bundle(setup: Setup, graphs: Path, folder: Path, measured: Measured) -> dict:
    """Write the bundle of the exported graphs and its model card; returns its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("encoder.onnx", "decoder.onnx"):
        shutil.copyfile(graphs / name, folder / name)
    (folder / VOCABULARY).write_text("\n".join(setup.vocabulary) + "\n", encoding="utf-8")
    (folder / TOKENS).write_text("\n".join(setup.grammar.vocabulary.tokens) + "\n", encoding="utf-8")
    manifest = _manifest(setup, folder, measured)
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    kinds = Counter(row.kind for row in setup.training)
    (folder / "MODEL_CARD.md").write_text(card(manifest, measured.held_out, kinds, setup.encoder.catalogue), encoding="utf-8")
    return manifest


def open_bundle(folder: Path, catalogue: Catalogue) -> Resolver:
    """A written bundle, ready to resolve. FileNotFoundError where there is none, ValueError for one of another catalogue."""
    path = folder / MANIFEST
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: name a bundle's folder, or write one by `bundle`")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    if manifest["catalogue"]["hash"] != catalogue.hash():
        raise ValueError(f"{folder} was trained on another catalogue; name a bundle of this one")
    return Resolver(
        OnnxRunner(folder / "encoder.onnx", folder / "decoder.onnx"),
        InputEncoder(read_vocabulary(folder), catalogue, manifest["encoder"]["maximum_tokens"]),
        Grammar(catalogue, TokenVocabulary(catalogue)),
        manifest["decoder"]["maximum_steps"],
        manifest["confidence"]["temperature"],
    )


def _manifest(setup: Setup, folder: Path, measured: Measured) -> dict:
    config, catalogue = setup.config, setup.encoder.catalogue
    created = datetime.now(UTC).replace(microsecond=0)
    return {
        "format": FORMAT,
        "id": f"voxbus-{catalogue.name}-{config.name}-{created:%Y%m%d-%H%M}",
        "version": VERSION,
        "created": created.isoformat().replace("+00:00", "Z"),
        "catalogue": {"name": catalogue.name, "version": catalogue.version, "hash": catalogue.hash()},
        "minimum_module_version": "0.1.0",
        "files": {name: _fingerprint(folder / name) for name in FILES},
        "encoder": {"maximum_tokens": config.maximum_tokens},
        "decoder": {
            "layers": config.decoder_layers,
            "heads": config.decoder_heads,
            "head_width": config.decoder_width // config.decoder_heads,
            "maximum_steps": config.maximum_steps,
        },
        "confidence": {"temperature": measured.temperature},
        "thresholds": asdict(measured.thresholds),
        "figures": _figures(setup, measured),
        "golden": _golden(measured.held_out),
    }


def _figures(setup: Setup, measured: Measured) -> dict:
    return {
        "held_out_rows_of_known_writers": figures(measured.held_out),
        "expected_calibration_error": round(calibration_error(measured.held_out), 4),
        "unsure": measured.unsure,
        "everyday": {
            "rows": len(measured.everyday),
            "silent": sum(not result.resolution.calls for result in measured.everyday),
        },
        "training": {"rows": len(setup.training), **_beginning(setup), "settings": setup.config.to_dict()},
    }


def _beginning(setup: Setup) -> dict:
    return {"begins_from": bundle_id(setup.before)} if setup.before else {}


def _fingerprint(path: Path) -> dict:
    content = path.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def _golden(results: list[Result]) -> list[dict]:
    """Commands that the bundle must still answer alike on the target: right and sure ones, some of each kind."""
    golden = []
    for kind in ("single", "multi", "followup", "reject"):
        sure = [r for r in results if r.utterance.kind == kind and r.whole and r.resolution.confidence > GOLDEN_MARGIN]
        for result in sure[:GOLDEN_EACH]:
            row = result.utterance
            golden.append({"text": row.text, "context": list(row.context), "calls": list(row.calls)})
    return golden
