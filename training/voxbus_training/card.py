"""The model card: what the bundle was made of, how good it is, and what it cannot do."""

from collections import Counter

from .calibrate import calibration_bins
from .catalogue import Catalogue
from .evaluate import Result, figures, figures_by_function

LIMITS = """\
- It knows English alone, and the functions of its catalogue alone; names, addresses, messages and free text are beyond it.
- It reads one utterance and the calls of the turn before. What a seat, a unit or a range is in this car is for the service to say.
- Near misses are its weakest side: talk that shares words with a command is now and then taken for one.
- Several commands of which one leaves out its function ("left one on high, right off") go wrong more often than single commands.
- The rows were written, and read a second time, by language models under briefs of many voices; nobody was recorded in a car.
- Clipped, misheard or indirect speech by people whom it has never read goes wrong far more often than plain speech."""


def card(manifest: dict, held_out: list[Result], kinds: Counter, catalogue: Catalogue) -> str:
    """The card in Markdown. `kinds` counts the hand-written training rows of each kind."""
    sections = {
        f"# Model card: {manifest['id']}": _purpose(manifest, catalogue),
        "## Data": _data(manifest, kinds),
        "## Figures": _figures(manifest, held_out),
        "## Confidence": _confidence(manifest, held_out),
        "## By function": _table("function", figures_by_function(held_out, catalogue)),
        "## What it cannot do": LIMITS,
    }
    return "\n".join(f"{heading}\n\n{text}\n" for heading, text in sections.items())


def _purpose(manifest: dict, catalogue: Catalogue) -> str:
    settings = _settings(manifest)
    return (
        f"Turns what was said in a car into calls of the {len(catalogue.functions)} functions of catalogue `{catalogue.name}`,\n"
        f"or into none. A MiniLM-L6 encoder ({settings['input_vocabulary']:,} word pieces) reads the words,\n"
        f"a decoder of {settings['decoder_layers']} layers emits functional tokens; int8."
    )


def _data(manifest: dict, kinds: Counter) -> str:
    settings = _settings(manifest)
    counted = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())
    return (
        f"{manifest['figures']['training']['rows']:,} hand-written rows ({counted}), varied, and mixed with plain wordings\n"
        "of the catalogue, made follow-ups and everyday talk;\n"
        f"{settings['steps']:,} steps of {settings['batch']} rows, seed {settings['seed']}{_beginning(manifest)}."
    )


def _beginning(manifest: dict) -> str:
    before = manifest["figures"]["training"].get("begins_from")
    return f", going on from {before}" if before else ""


def _figures(manifest: dict, held_out: list[Result]) -> str:
    everyday = manifest["figures"]["everyday"]
    talk = f"{everyday['silent']:,} of {everyday['rows']:,} led to nothing" if everyday["rows"] else "not measured"
    return (
        "Held-out rows of known writers, int8, one by one; `whole call` is every function and argument right, in order.\n\n"
        f"{_table('kind', figures(held_out))}\n\n"
        f"Everyday talk that was not trained on: {talk}."
    )


def _confidence(manifest: dict, held_out: list[Result]) -> str:
    limits, unsure = manifest["thresholds"], manifest["figures"]["unsure"]
    rows = (f"| {b.low:.1f} to {b.low + 0.1:.1f} | {b.rows} | {b.confidence:.2f} | {b.right:.2f} |" for b in calibration_bins(held_out))
    return "\n".join(
        [
            f"Temperature {manifest['confidence']['temperature']}, expected calibration error "
            f"{manifest['figures']['expected_calibration_error']:.3f}.",
            "",
            f"A reading of {limits['act']} or more is acted on where each of its functions has {limits['function']} or more",
            f"and each of its arguments {limits['argument']} or more: {unsure['acted']:,} of the {unsure['commands']:,} held-out",
            f"readings that make commands, {unsure['acted_right']:,} of them right. Of the others those of {limits['ask']} or more",
            f"are asked back about, with the runner-up at the closest choice: {unsure['asked']:,}, of which {unsure['offered']:,}",
            "offer what was meant. Thresholds are chosen by all held-out rows: a wrong act weighs four needless questions, and below the",
            "threshold for asking neither reading is right more often than one is. These counts are of each half of the rows, by the",
            "thresholds that the other half chooses.",
            "",
            "| confidence | rows | mean | right |",
            "|---|---|---|---|",
            *rows,
        ]
    )


def _table(name: str, measured: dict[str, dict[str, float]]) -> str:
    rows = (f"| {key} | {row['rows']} | {row['right_function']:.1%} | {row['whole_call']:.1%} |" for key, row in measured.items())
    return "\n".join([f"| {name} | rows | right function | whole call |", "|---|---|---|---|", *rows])


def _settings(manifest: dict) -> dict:
    return manifest["figures"]["training"]["settings"]
