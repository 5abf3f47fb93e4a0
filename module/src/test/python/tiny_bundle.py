"""Write a complete model bundle with random weights, and what it must answer, for the tests of the resolve package.

The graphs have the inputs and outputs of the real bundle (one layer, two heads, 8 wide). The answers are computed here
in numpy, step by step without a cache, with the tokenizer library and the Python grammar: nothing of it is shared with
the Java that is tested, and the graphs themselves are checked against the numpy model by onnxruntime.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper, numpy_helper

ROOT = Path(__file__).resolve().parents[4]
sys.path.append(str(ROOT / "training"))

from voxbus_training.catalogue import read_catalogue  # noqa: E402
from voxbus_training.tokenizer import InputEncoder  # noqa: E402
from voxbus_training.tokens import DIGITS, END, START, Grammar, State, TokenVocabulary  # noqa: E402
from voxbus_training.utterances import Utterance  # noqa: E402

FOLDER = ROOT / "module/src/test/resources/io/voxbus/module/resolve/tiny"
WIDTH, HEADS, HEAD_WIDTH = 8, 2, 4
MAXIMUM_TOKENS, MAXIMUM_STEPS, TEMPERATURE = 24, 10, 1.25
THRESHOLDS = {"act": 0.3, "ask": 0.2, "function": 0.4, "argument": 0.35}
END_BIAS = 17
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PIECES = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", ",", ".", "'"),
    *LETTERS,
    *("##" + letter for letter in LETTERS),
    *(digit for digit in "0123456789"),
    *("open", "window", "warm", "the", "##er"),
]
TEXTS = """open the window|warmer|turn off the radio|what a lovely day|the|a|b|set the temperature to 21|x y z
warm the seat, open it|off|i'm freezing|play|louder please|q|zz top|9|window window window|next song
0|7 up|half way|driver's side|fan 3|lock it|defrost|mirror in|close|volume 12|wipers on|rest|kids
sleepy|hot|cold|dark|fog|go|no|yes""".replace("\n", "|").split("|")
CONTEXT = [
    {"function": "set_temperature", "args": {"temperature": 21.5, "area": "driver"}},
    {"function": "control_window", "args": {"action": "vent"}},
]


class Weights:
    """Seeded random matrices; large enough that the choices stand well apart."""

    def __init__(self, seed, tokens):
        rng = np.random.default_rng(seed)

        def matrix(*shape, scale=1.0):
            return rng.normal(0, scale, shape).astype(np.float32)

        self.encoder = {
            "pieces": matrix(len(PIECES), WIDTH),
            "segments": matrix(2, WIDTH),
            "places": matrix(MAXIMUM_TOKENS, WIDTH, scale=0.5),
            "cross_key": matrix(WIDTH, WIDTH),
            "cross_value": matrix(WIDTH, WIDTH),
        }
        self.decoder = {
            "tokens": matrix(len(tokens), WIDTH),
            "steps": matrix(16, WIDTH, scale=0.7),
            "query": matrix(WIDTH, WIDTH, scale=0.5),
            "key": matrix(WIDTH, WIDTH, scale=0.5),
            "value": matrix(WIDTH, WIDTH),
            "cross_query": matrix(WIDTH, WIDTH, scale=0.5),
            "output": matrix(WIDTH, len(tokens)),
            "bias": bias(tokens),
        }


def bias(tokens):
    """Random weights alone would hardly ever end a sequence, or begin a number and go on with it."""
    values = np.zeros(len(tokens), dtype=np.float32)
    values[END] = END_BIAS
    values[[i for i, token in enumerate(tokens) if token.endswith("=")]] = 4
    values[[i for i, token in enumerate(tokens) if token in DIGITS]] = 5
    return values


# ── the model in numpy, whole sequences at once ──────────────────────────────────────────────────


def split_heads(x):
    return x.reshape(len(x), HEADS, HEAD_WIDTH).transpose(1, 0, 2)


def softmax(x):
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def attend(query, keys, values, mask=0.0):
    scores = query @ keys.transpose(0, 2, 1) / np.sqrt(HEAD_WIDTH) + mask
    return (softmax(scores) @ values).transpose(1, 0, 2).reshape(-1, WIDTH)


def cross(weights, ids, segments):
    w = weights.encoder
    x = w["pieces"][ids] + w["segments"][segments] + w["places"][: len(ids)]
    return split_heads(x @ w["cross_key"]), split_heads(x @ w["cross_value"])


def last_logits(weights, tokens, cross_keys, cross_values):
    w = weights.decoder
    x = w["tokens"][tokens] + w["steps"][: len(tokens)]
    future = np.triu(np.full((len(tokens), len(tokens)), -1e9, dtype=np.float32), 1)
    x = x + attend(split_heads(x @ w["query"]), split_heads(x @ w["key"]), split_heads(x @ w["value"]), future)
    x = x + attend(split_heads(x @ w["cross_query"]), cross_keys, cross_values)
    return (x @ w["output"] + w["bias"])[-1]


def answer(weights, grammar, encoder, text, context):
    """What Java must answer, and the smallest lead of a chosen token over the next best on which that depends."""
    encoded = encoder.encode(Utterance(text, (), "single", tuple(context)))
    if encoded is None:
        return {"tokens": [], "calls": [], "confidence": 0.0}, np.inf
    cross_cache = cross(weights, *encoded)
    tokens, steps, calls, lead = read(weights, grammar, cross_cache, [])
    names = [grammar.vocabulary.tokens[t] for t in tokens]
    confidence = float(np.prod([p for p, _, _ in steps])) if tokens[-1] == END else 0.0
    row = {"tokens": names, "calls": calls, "confidence": confidence}
    weakest = min((p for token, (p, _, _) in zip(tokens, steps, strict=True) if grammar.opens_or_ends(token)), default=1)
    weakest_argument = min((p for token, (p, _, _) in zip(tokens, steps, strict=True) if not grammar.opens_or_ends(token)), default=1)
    sure = confidence >= THRESHOLDS["act"] and weakest >= THRESHOLDS["function"] and weakest_argument >= THRESHOLDS["argument"]
    if calls and not sure:
        margins = sorted((p - other, place) for place, (p, second, other) in enumerate(steps) if second is not None)
        place = margins[0][1]
        _, _, instead, lead_instead = read(weights, grammar, cross_cache, [*tokens[:place], steps[place][1]])
        if instead != calls:
            row |= {"instead": instead, "probability": steps[place][0], "other": steps[place][2]}
        apart = margins[1][0] - margins[0][0] if len(margins) > 1 else np.inf
        lead = min(lead, lead_instead, apart)
    return row, lead


def read(weights, grammar, cross_cache, forced):
    """Greedy tokens after the forced ones; a (probability, second, its probability) for each; the distinct calls; the smallest lead."""
    tokens, steps, state, lead = [], [], State(), np.inf
    while not state.ended and len(tokens) < MAXIMUM_STEPS:
        following = grammar.transitions(state)
        allowed = sorted(following)
        scores = last_logits(weights, [START, *tokens], *cross_cache)[allowed].astype(np.float64)
        order = list(np.argsort(-scores, kind="stable"))
        chosen = allowed.index(forced[len(tokens)]) if len(tokens) < len(forced) else order[0]
        others = [i for i in order if i != chosen]
        chances = softmax(scores / TEMPERATURE)
        steps.append((float(chances[chosen]), allowed[others[0]], float(chances[others[0]])) if others else (1.0, None, 0.0))
        if others and len(tokens) >= len(forced):
            lead = min(lead, scores[chosen] - scores[others[0]], *(scores[others[i]] - scores[others[i + 1]] for i in range(len(others) > 1)))
        tokens.append(allowed[chosen])
        state = following[allowed[chosen]]
    calls = grammar.decode(tokens) if state.ended else []
    return tokens, steps, [call for i, call in enumerate(calls) if call not in calls[:i]], lead


# ── the same model as ONNX graphs ────────────────────────────────────────────────────────────────


class Graph:
    """Builds a graph; each method adds a node and gives back the name of its output."""

    def __init__(self, weights):
        self.nodes = []
        self.initializers = [numpy_helper.from_array(value, name) for name, value in weights.items()]

    def constant(self, name, values):
        self.initializers.append(numpy_helper.from_array(np.array(values, dtype=np.int64), name))
        return name

    def add(self, kind, inputs, output=None, **attributes):
        output = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def heads(self, x, weight, output=None):
        """[N, width] to [1, heads, N, head width]."""
        projected = self.add("MatMul", [x, weight])
        parted = self.add("Reshape", [projected, "parted"])
        return self.add("Transpose", [parted], output, perm=[0, 2, 1, 3])

    def attend(self, query, keys, values):
        turned = self.add("Transpose", [keys], perm=[0, 1, 3, 2])
        scores = self.add("Div", [self.add("MatMul", [query, turned]), "root"])
        mixed = self.add("MatMul", [self.add("Softmax", [scores], axis=-1), values])
        return self.add("Reshape", [self.add("Transpose", [mixed], perm=[0, 2, 1, 3]), "joined"])

    def model(self, name, inputs, outputs):
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.initializers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        checker.check_model(model, full_check=True)
        return model.SerializeToString(deterministic=True)


def tensor(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


def cache(name, length):
    return tensor(name, TensorProto.FLOAT, 1, HEADS, length, HEAD_WIDTH)


def encoder_graph(weights):
    g = Graph(weights.encoder)
    g.constant("parted", [1, -1, HEADS, HEAD_WIDTH])
    flat, zero, one = g.constant("flat", [-1]), g.constant("zero", [0]), g.constant("one", [1])
    ids = g.add("Reshape", ["input_ids", flat])
    segments = g.add("Reshape", ["segment_ids", flat])
    places = g.add("Slice", ["places", zero, g.add("Shape", [ids]), zero, one])
    x = g.add("Add", [g.add("Gather", ["pieces", ids]), g.add("Gather", ["segments", segments])])
    x = g.add("Add", [x, places])
    g.heads(x, "cross_key", "cross_keys")
    g.heads(x, "cross_value", "cross_values")
    inputs = [tensor(n, TensorProto.INT64, 1, "S") for n in ("input_ids", "segment_ids")]
    return g.model("encoder", inputs, [cache("cross_keys", "S"), cache("cross_values", "S")])


def decoder_graph(weights, tokens):
    g = Graph(weights.decoder | {"root": np.array(np.sqrt(HEAD_WIDTH), dtype=np.float32)})
    g.constant("parted", [1, -1, HEADS, HEAD_WIDTH])
    g.constant("joined", [-1, WIDTH])
    g.constant("flat", [-1])
    x = g.add("Add", [g.add("Gather", ["tokens", "token"]), g.add("Gather", ["steps", "position"])])
    keys = g.add("Concat", ["past_keys", g.heads(x, "key")], "keys", axis=2)
    values = g.add("Concat", ["past_values", g.heads(x, "value")], "values", axis=2)
    x = g.add("Add", [x, g.attend(g.heads(x, "query"), keys, values)])
    x = g.add("Add", [x, g.attend(g.heads(x, "cross_query"), "cross_keys", "cross_values")])
    scores = g.add("Add", [g.add("MatMul", [x, "output"]), "bias"])
    g.add("Reshape", [scores, "flat"], "logits")
    inputs = [tensor(n, TensorProto.INT64, 1) for n in ("token", "position")]
    inputs += [cache("past_keys", "P"), cache("past_values", "P"), cache("cross_keys", "S"), cache("cross_values", "S")]
    outputs = [tensor("logits", TensorProto.FLOAT, tokens), cache("keys", "N"), cache("values", "N")]
    return g.model("decoder", inputs, outputs)


def check_graphs(files, weights):
    """One text through onnxruntime with the cache, against numpy without it."""
    encoder, decoder = (onnxruntime.InferenceSession(files[f"{name}.onnx"]) for name in ("encoder", "decoder"))
    ids, segments = [2, 20, 30, 3, 40, 3], [0, 0, 0, 0, 1, 1]
    keys, values = encoder.run(None, {"input_ids": np.array([ids]), "segment_ids": np.array([segments])})
    expected_keys, expected_values = cross(weights, ids, segments)
    np.testing.assert_allclose(keys[0], expected_keys, atol=1e-5)
    past = np.zeros((1, HEADS, 0, HEAD_WIDTH), dtype=np.float32)
    feed = {"past_keys": past, "past_values": past, "cross_keys": keys, "cross_values": values}
    tokens = [START, 5, 90, 200]
    for position, token in enumerate(tokens):
        feed |= {"token": np.array([token]), "position": np.array([position])}
        logits, feed["past_keys"], feed["past_values"] = decoder.run(None, feed)
        expected = last_logits(weights, tokens[: position + 1], expected_keys, expected_values)
        np.testing.assert_allclose(logits, expected, atol=1e-4)


def cases(weights, grammar, encoder):
    """The texts with and without a turn before, clear decisions only: floats differ between machines."""
    asked = [(text, ()) for text in TEXTS] + [(text, CONTEXT) for text in TEXTS[:20]]
    asked += [("a " * (MAXIMUM_TOKENS - spare), ()) for spare in (2, 1)]
    asked += [("b " * (MAXIMUM_TOKENS - spare), CONTEXT) for spare in (3, 4)]
    for text, context in asked:
        row, lead = answer(weights, grammar, encoder, text, context)
        if lead > 0.02:
            yield {"text": text, "context": list(context), **row}


def manifest(catalogue, files, golden):
    return {
        "format": 1,
        "id": "tiny",
        "version": "0.1.0",
        "created": "2026-01-01T00:00:00Z",
        "catalogue": {"name": catalogue.name, "version": catalogue.version, "hash": catalogue.hash()},
        "minimum_module_version": "0.1.0",
        "files": {n: {"sha256": hashlib.sha256(b).hexdigest(), "bytes": len(b)} for n, b in files.items()},
        "encoder": {"maximum_tokens": MAXIMUM_TOKENS},
        "decoder": {"layers": 1, "heads": HEADS, "head_width": HEAD_WIDTH, "maximum_steps": MAXIMUM_STEPS},
        "confidence": {"temperature": TEMPERATURE},
        "thresholds": THRESHOLDS,
        "figures": {"note": "random weights", "dev": {"exact": 0.0}},
        "golden": [{key: case[key] for key in ("text", "context", "calls")} for case in golden],
    }


def lines(items):
    return "".join(item + "\n" for item in items).encode()


def main(seed=11):
    catalogue = read_catalogue()
    vocabulary = TokenVocabulary(catalogue)
    grammar = Grammar(catalogue, vocabulary)
    weights = Weights(seed, vocabulary.tokens)
    files = {
        "encoder.onnx": encoder_graph(weights),
        "decoder.onnx": decoder_graph(weights, len(vocabulary)),
        "vocabulary.txt": lines(PIECES),
        "tokens.txt": lines(vocabulary.tokens),
    }
    check_graphs(files, weights)
    expected = list(cases(weights, grammar, InputEncoder(PIECES, catalogue, MAXIMUM_TOKENS)))
    golden = [case for case in expected if len(case["calls"]) > 0][:3]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (FOLDER / name).write_bytes(content)
    (FOLDER / "manifest.json").write_text(json.dumps(manifest(catalogue, files, golden), indent=2) + "\n")
    (FOLDER / "expected.jsonl").write_text("".join(json.dumps(case) + "\n" for case in expected))
    lengths = [len(case["calls"]) for case in expected]
    print(f"{len(PIECES)} pieces, {len(vocabulary)} tokens, {len(expected)} cases; calls: {lengths}")
    print("cut off:", sum(bool(c["tokens"]) and c["tokens"][-1] != "<vc_end>" for c in expected))


if __name__ == "__main__":
    main()
