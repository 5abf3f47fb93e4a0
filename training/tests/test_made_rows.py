"""Rows that nobody wrote: plain wordings, follow-ups, misheard words."""

import json
import random

import pytest

from voxbus_training.batches import split_writers
from voxbus_training.catalogue import read_catalogue
from voxbus_training.confusions import MEANING, Confusions
from voxbus_training.followups import FollowUps
from voxbus_training.grid import Cell, grid, thin
from voxbus_training.numbers import beyond
from voxbus_training.readings import as_heard
from voxbus_training.utterances import Utterance, read_rows, row_faults, training_files
from voxbus_training.variation import LATER, Varier
from voxbus_training.wordings import PlainCommands

CATALOGUE = read_catalogue()
PLAIN = PlainCommands(CATALOGUE)
FOLLOWUPS = FollowUps(CATALOGUE, PLAIN.places)


def single(text, function, **args):
    return Utterance(text, ({"function": function, "args": args},), "single")


def follow_many(before):
    rng = random.Random(4)
    made = (FOLLOWUPS.follow(before, rng) for _ in range(300))
    return [row for row in made if row]


def test_plain_wordings_are_valid_and_cover_every_function():
    rng = random.Random(1)
    drawn = [PLAIN.draw(rng) for _ in range(20000)]
    assert [fault for row in drawn for fault in row_faults(row, CATALOGUE)] == []
    assert {call["function"] for row in drawn for call in row.calls} == {function.name for function in CATALOGUE.functions}


def test_a_plain_wording_has_no_placeholder_left():
    rng = random.Random(2)
    assert not any(word.isupper() for _ in range(5000) for word in PLAIN.draw(rng).text.split())


def test_some_plain_wordings_are_near_misses():
    rng = random.Random(3)
    rejects = [row for row in (PLAIN.draw(rng) for _ in range(2000)) if row.kind == "reject"]
    assert 100 < len(rejects) < 600


def test_a_number_beyond_lies_outside_the_range():
    argument = CATALOGUE.function("set_temperature").arguments[0]
    rng = random.Random(5)
    assert all(not argument.minimum <= beyond(argument, rng) <= argument.maximum for _ in range(200))


def test_follow_ups_of_every_single_row_are_valid():
    rng = random.Random(6)
    rows = [row for row in read_rows(training_files()) if row.kind == "single"]
    made = [row for row in (FOLLOWUPS.follow(row, rng) for row in rows) if row]
    assert len(made) > len(rows) / 4
    assert [(row, fault) for row in made for fault in row_faults(row, CATALOGUE)] == []


def test_a_follow_up_changes_the_place_and_keeps_the_level():
    made = follow_many(single("seat heating on three for me", "set_seat_heating", level=3, area="speaker"))
    assert any(row.calls == ({"function": "set_seat_heating", "args": {"level": 3, "area": "passenger"}},) for row in made)


def test_an_amount_is_not_carried_over():
    made = follow_many(single("two degrees warmer", "adjust_temperature", direction="up", amount=2, unit="celsius"))
    assert all("amount" not in call["args"] and "unit" not in call["args"] for row in made for call in row.calls)


def test_more_after_a_set_value_is_the_adjust_function_with_its_channel():
    made = follow_many(single("music at 30", "set_volume", level=30, channel="media"))
    assert any(row.calls == ({"function": "adjust_volume", "args": {"direction": "up", "channel": "media"}},) for row in made)


@pytest.mark.parametrize("before", ["mute", "unmute"])
def test_mute_is_not_turned_back_by_on_or_off(before):
    row = single(before, "set_mute", state="on" if before == "mute" else "off")
    assert all(not call for made in follow_many(row) for call in made.calls)


def test_more_after_a_lumbar_support_made_less_is_not_said():
    made = follow_many(single("less lumbar", "adjust_lumbar_support", direction="less"))
    assert not any(
        "more" in row.text.split() and row.calls[0]["args"]["direction"] == "less" for row in made if row.calls and row.text != "once more"
    )


def test_a_word_is_misheard_as_one_that_sounds_alike():
    confusions = Confusions(["two", "heater", "the"], CATALOGUE)
    assert "too" in confusions.heard["two"]
    assert "meter" in confusions.heard["heater"]


def test_a_word_with_a_meaning_is_never_put_in_place_of_another():
    heard = Confusions((word for row in read_rows(training_files()) for word in row.text.split()), CATALOGUE).heard
    assert not (MEANING | {"yellow", "purple", "tilt", "bass"}) & {other for others in heard.values() for other in others}


def test_a_text_without_confusable_words_is_left_alone():
    assert Confusions(["xyzzy"], CATALOGUE).mishear("xyzzy", random.Random(1)) is None


def test_a_row_is_heard_with_alternatives_and_keeps_its_labels():
    row = single("turn the heater on", "set_climate_power", state="on")
    raw = json.loads(as_heard(row, Confusions(row.text.split(), CATALOGUE), random.Random(3)))
    readings = [raw["text"], *(other["text"] for other in raw["alternatives"])]
    confidences = [raw["confidence"], *(other["confidence"] for other in raw["alternatives"])]
    assert 2 <= len(set(readings)) <= 4
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=0.001)
    assert raw["calls"] == list(row.calls)


def test_commands_are_joined_up_to_four_and_keep_their_order():
    singles = [row for row in read_rows(training_files()) if row.kind == "single"][:500]
    varier, rng = Varier(CATALOGUE, singles, []), random.Random(3)
    multi = Utterance("lock it and mute it", (*singles[0].calls, *singles[1].calls), "multi")
    joined = [made for row in [multi, singles[0]] * 200 if (made := varier.vary_join(row, rng))]
    assert {len(made.calls) for made in joined} == {2, 3, 4}
    assert all(made.kind == "multi" and made.calls[:1] == singles[0].calls for made in joined)


def test_a_number_outside_the_range_makes_a_reject():
    varier = Varier(CATALOGUE, [], [])
    row = varier.vary_beyond(single("set it to twenty one degrees", "set_temperature", temperature=21), random.Random(1))
    assert (row.kind, row.calls) == ("reject", ())
    assert "twenty one" not in row.text


@pytest.mark.parametrize("text", ["fan on my side", "a bit more from the fan up front"])
def test_a_place_is_no_switch(text):
    row = single(text, "adjust_fan_speed", direction="up")
    assert Varier(CATALOGUE, [], []).vary_opposite(row, random.Random(1)) is None


def test_a_number_that_two_calls_share_is_left_alone():
    calls = tuple({"function": "set_temperature", "args": {"temperature": 68, "area": area}} for area in ("driver", "passenger"))
    assert Varier(CATALOGUE, [], []).vary_number(Utterance("both down to 68", calls, "multi"), random.Random(1)) is None


@pytest.mark.parametrize("text", ["make it louder now please", "the same on the left", "raise the"])
def test_a_request_that_leans_on_the_turn_before_gets_no_random_context(text):
    varier = Varier(CATALOGUE, [single("louder", "adjust_volume", direction="up")], [])
    assert varier.vary_context(Utterance(text, (), "reject"), random.Random(1)) is None


def test_writers_are_held_out_whole():
    rows = [Utterance("a", (), "reject", id="x1-0001"), Utterance("b", (), "reject", id="y-2-0001")]
    training, held_out = split_writers(rows, ["y-2"])
    assert ([row.text for row in training], [row.text for row in held_out]) == (["a"], ["b"])
    with pytest.raises(ValueError, match="z9"):
        split_writers(rows, ["z9"])


def test_the_grid_counts_rows_and_writers_of_each_cell():
    rows = [
        Utterance("a", ({"function": "set_seat_heating", "args": {"level": 3, "area": "rear"}},), "single", id=f"w{i % 5}-{i}")
        for i in range(12)
    ]
    cells = grid(rows, CATALOGUE)
    full = Cell("set_seat_heating", "level", "(number)", "rear")
    assert len(cells[full]) == 12
    assert full not in thin(cells)
    assert Cell("set_seat_heating", "level", "(number)", "front") in thin(cells)


@pytest.mark.parametrize("later", [True, False])
def test_a_command_that_is_put_off_is_none_where_nothing_can_be_put_off(later):
    varier, rng = Varier(CATALOGUE, [], [], later_is_reject=later), random.Random(1)
    row = single("lock the car", "set_door_lock", state="lock")
    texts = {varier.vary_nothing(row, rng).text for _ in range(200)}
    assert any(text == f"lock the car {when}" for text in texts for when in LATER) == later
