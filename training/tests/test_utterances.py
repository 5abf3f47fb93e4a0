"""Hand-written rows and their variation."""

import random

import pytest

from voxbus_training.catalogue import read_catalogue
from voxbus_training.tokenizer import InputEncoder, full_vocabulary, prune, wordpiece
from voxbus_training.utterances import Utterance, context_text, read_rows, row_faults, training_files
from voxbus_training.variation import Varier

CATALOGUE = read_catalogue()


def single(text, function, **args):
    return Utterance(text, ({"function": function, "args": args},), "single")


@pytest.fixture(scope="module")
def varier():
    return Varier(CATALOGUE, read_rows(training_files()), ["what is the capital of peru"])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (single("x", "open_glove_box"), "no function"),
        (single("x", "set_temperature"), "lacks temperature"),
        (single("x", "set_temperature", temperature=200), "may not be 200"),
        (single("x", "set_fan_speed", level=2.5), "may not be 2.5"),
        (single("x", "fold_mirrors", action="fold", area="left"), "no argument area"),
        (Utterance("x", (), "single"), "single with 0 calls"),
        (Utterance("x", (), "followup"), "needs a context"),
    ],
)
def test_a_faulty_row_is_named(row, fault):
    assert any(fault in found for found in row_faults(row, CATALOGUE))


def test_every_hand_written_row_is_valid_and_has_its_own_id():
    rows = read_rows(training_files())
    assert [f"{row.id}: {fault}" for row in rows for fault in row_faults(row, CATALOGUE)] == []
    assert len({row.id for row in rows}) == len(rows)


def test_a_number_is_varied_in_text_and_call_alike(varier):
    row = varier.vary_number(single("set it to twenty one degrees", "set_temperature", temperature=21), random.Random(3))
    assert row.text != "set it to twenty one degrees"
    assert row.calls[0]["args"]["temperature"] != 21
    assert "twenty one degrees" not in row.text


def test_a_number_said_twice_is_left_alone(varier):
    row = single("two no two", "set_fan_speed", level=2)
    assert varier.vary_number(row, random.Random(3)) is None


def test_an_opposite_changes_word_and_value_together(varier):
    row = varier.vary_opposite(single("turn the fog lights on", "set_fog_lights", state="on"), random.Random(1))
    assert (row.text, row.calls[0]["args"]) == ("turn the fog lights off", {"state": "off"})


def test_a_place_changes_word_and_value_together(varier):
    row = varier.vary_area(single("close the rear windows", "control_window", action="close", area="rear"), random.Random(1))
    assert (row.text, row.calls[0]["args"]["area"]) == ("close the front windows", "front")


def test_every_variation_of_every_row_is_valid(varier):
    rng = random.Random(5)
    for row in read_rows(training_files()):
        varied = varier.vary(row, rng)
        for call in varied.calls:
            assert row_faults(Utterance("", (call,), "single"), CATALOGUE) == [], varied


def test_the_same_seed_gives_the_same_variation(varier):
    rows = read_rows(training_files())[:200]
    first, second = ([varier.vary(row, rng) for row in rows] for rng in (random.Random(9), random.Random(9)))
    assert first == second


def test_a_context_is_read_in_words():
    context = [
        {"function": "set_volume", "args": {"level": 30, "channel": "media"}},
        {"function": "control_window", "args": {"area": "rear_left", "action": "open"}},
    ]
    expected = "set volume level 30 channel media , control window action open area rear left"
    assert context_text(context, CATALOGUE) == expected


@pytest.fixture(scope="module")
def vocabulary():
    return prune([row.text for row in read_rows(training_files())], 6000)


def test_a_pruned_word_is_spelled_and_loses_no_letter(vocabulary):
    tokens = wordpiece(vocabulary).encode("zyzzyva", add_special_tokens=False).tokens
    assert "".join(token.removeprefix("##") for token in tokens) == "zyzzyva"


def test_numbers_are_read_digit_by_digit(vocabulary):
    assert wordpiece(vocabulary).encode("101.5", add_special_tokens=False).tokens == ["1", "##0", "##1", ".", "5"]


def test_pieces_keep_the_order_of_the_pretrained_vocabulary(vocabulary):
    places = [full_vocabulary().index(piece) for piece in vocabulary[4:]]
    assert places == sorted(places)


def test_a_text_that_does_not_fit_is_not_encoded(vocabulary):
    encoder = InputEncoder(vocabulary, CATALOGUE, 16)
    assert encoder.encode(Utterance("open " * 40, (), "reject")) is None


def test_a_long_context_is_cut_to_fit(vocabulary):
    encoder = InputEncoder(vocabulary, CATALOGUE, 16)
    context = ({"function": "set_volume", "args": {"level": 30, "channel": "media"}},) * 3
    ids, segments = encoder.encode(Utterance("a bit more", (), "followup", context))
    assert (len(ids), segments[:5], segments[-1]) == (16, [0] * 5, 1)
