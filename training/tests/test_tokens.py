"""Functional tokens and the grammar of valid sequences."""

import random

import pytest

from voxbus_training.catalogue import read_catalogue
from voxbus_training.tokens import END, Grammar, State, TokenVocabulary
from voxbus_training.utterances import Utterance, read_rows, row_faults, training_files

CATALOGUE = read_catalogue()
VOCABULARY = TokenVocabulary(CATALOGUE)
GRAMMAR = Grammar(CATALOGUE, VOCABULARY)


def spelled(calls):
    return [VOCABULARY.tokens[i] for i in GRAMMAR.encode(calls)]


def ids(text):
    return [VOCABULARY.ids[token] for token in text.split()]


@pytest.mark.parametrize(
    "text",
    [
        "<vc_1> temperature= 9 6 <vc_end>",  # above the catalogue's 95
        "<vc_1> temperature= 9 <vc_end>",  # below its 10
        "<vc_1> temperature= 2 1 . <vc_end>",  # a point and nothing behind it
        "<vc_1> temperature= 2 1 . 0 <vc_end>",  # not its shortest form
        "<vc_1> temperature= 0 2 1 <vc_end>",  # a leading zero
        "<vc_4> level= 3 . 5 <vc_end>",  # a half of a whole number
        "<vc_1> <vc_end>",  # without its required argument
        "<vc_1> area=driver temperature= 2 1 <vc_end>",  # out of order
        "<vc_1> temperature= 2 1 area=driver area=rear <vc_end>",  # twice
        "<vc_1> temperature= 2 1",  # without an end
        "<vc_end> <vc_end>",
        "<vc_35> action=fold " * 5 + "<vc_end>",  # a fifth call
    ],
)
def test_an_ill_formed_sequence_is_refused(text):
    with pytest.raises(ValueError):
        GRAMMAR.decode(ids(text))


def test_two_calls_are_spelled_as_the_design_says():
    calls = [
        {"function": "set_temperature", "args": {"temperature": 21.5, "area": "driver"}},
        {"function": "control_window", "args": {"action": "vent", "area": "speaker"}},
    ]
    expected = "<vc_1> temperature= 2 1 . 5 area=driver <vc_24> action=vent area=speaker <vc_end>"
    assert spelled(calls) == expected.split()


def test_nothing_to_do_is_the_end_token_alone():
    assert GRAMMAR.encode([]) == [END]
    assert GRAMMAR.decode([END]) == []


def test_every_hand_written_row_survives_encoding():
    for row in read_rows(training_files()):
        assert GRAMMAR.decode(GRAMMAR.encode(list(row.calls))) == list(row.calls), row.id


def test_any_walk_over_allowed_tokens_ends_in_valid_calls():
    rng = random.Random(7)
    for _ in range(300):
        state, tokens = State(), []
        while not state.ended:
            token, state = rng.choice(list(GRAMMAR.transitions(state).items()))
            tokens.append(token)
        calls = GRAMMAR.decode(tokens)
        kind = "followup"
        row = Utterance("", tuple(calls), kind, ({"function": "fold_mirrors", "args": {"action": "fold"}},))
        assert row_faults(row, CATALOGUE) == []
