"""What a recogniser mistook: phrases found beside what was said, and which of them training takes."""

import random

from voxbus_training.catalogue import read_catalogue
from voxbus_training.confusions import HEARD, MEANING, Confusions, read_phrases
from voxbus_training.recognise import choose_speeches, phrases, read_heard, write_phrases
from voxbus_training.utterances import Utterance, read_rows, training_files

CATALOGUE = read_catalogue()


def pair(said, heard):
    return {"said": said, "heard": heard}


def test_a_phrase_that_was_heard_otherwise_is_counted():
    counted = phrases([pair("rear right window up", "rewrite window up"), pair("the rear right window down", "the rewrite window down")])
    assert counted == {("rear right", "rewrite"): 2}


def test_a_text_of_which_little_was_heard_says_nothing():
    assert not phrases([pair("new lumbar tighter on the side", "villain tyler and her sigh")])


def test_the_table_is_read_as_it_was_written(tmp_path):
    assert write_phrases(phrases([pair("turn it to low please", "turn it allow please")]), tmp_path / "heard.tsv") == 1
    assert read_phrases(tmp_path / "heard.tsv") == {"to low": {"allow": 1}}


def test_the_same_seed_chooses_the_same_speeches():
    rows = [Utterance(f"row {i}", (), "reject") for i in range(50)]
    assert choose_speeches(rows, 10, 1) == choose_speeches(rows, 10, 1) != choose_speeches(rows, 10, 2)


def test_what_was_heard_is_read_line_by_line(tmp_path):
    (tmp_path / "heard.jsonl").write_text('{"said": "a", "heard": "b"}\n')
    assert read_heard(tmp_path / "heard.jsonl") == [pair("a", "b")]


def test_no_phrase_brings_a_word_that_would_mean_something_else():
    for said, heard in Confusions([], CATALOGUE).phrases.items():
        assert not {word for phrase in heard for word in phrase.split()} & MEANING - set(said.split())


def test_a_phrase_of_the_table_is_heard():
    confusions = Confusions([], CATALOGUE)
    said, heard = next(iter(confusions.phrases.items()))
    texts = {confusions.mishear(f"xyzzy {said}", random.Random(seed)) for seed in range(20)}
    assert texts & {f"xyzzy {phrase}" for phrase in heard}


def test_every_phrase_comes_from_a_row():
    words = {word for row in read_rows(training_files()) for word in row.text.split()}
    assert all(set(said.split()) <= words for said in read_phrases(HEARD))
