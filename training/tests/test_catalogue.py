"""The catalogue as Python reads it."""

from voxbus_training.catalogue import STANDARD, read_catalogue


def test_a_comment_or_a_description_does_not_change_the_hash(tmp_path):
    changed = tmp_path / "catalogue.yaml"
    text = STANDARD.read_text(encoding="utf-8")
    changed.write_text("# a comment\n" + text.replace("Fold the side mirrors", "Tuck the side mirrors"), encoding="utf-8")
    assert read_catalogue(changed).hash() == read_catalogue().hash()


def test_a_value_changes_the_hash(tmp_path):
    changed = tmp_path / "catalogue.yaml"
    text = STANDARD.read_text(encoding="utf-8")
    changed.write_text(text.replace("[fold, unfold]", "[fold, unfold, half]"), encoding="utf-8")
    assert read_catalogue(changed).hash() != read_catalogue().hash()


def test_functions_have_their_tokens_in_file_order():
    functions = read_catalogue().functions
    assert [functions[0].token, functions[71].token] == ["<vc_0>", "<vc_71>"]
    assert functions[1].name == "set_temperature"
