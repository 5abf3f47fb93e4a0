"""The service and this package read one bundle alike."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from voxbus_training.__main__ import BUNDLE, main
from voxbus_training.agree import disagreements
from voxbus_training.bundle import open_bundle
from voxbus_training.catalogue import ROOT, read_catalogue
from voxbus_training.utterances import read_rows, training_files

DEVELOPMENT = ROOT.parent / "shared/eval/dev.jsonl"
BUILT = ROOT / "hil/target/built"

pytestmark = pytest.mark.skipif(not BUILT.exists() and not shutil.which("mvn"), reason="the service is not built, and cannot be")


@pytest.fixture(scope="module")
def resolver():
    return open_bundle(BUNDLE, read_catalogue())


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the development rows are not here")
def test_every_development_row_is_read_alike(resolver):
    rows = read_rows([DEVELOPMENT])
    assert len(rows) > 300
    assert list(map(str, disagreements(rows, resolver, BUNDLE))) == []


def test_rows_of_every_writer_are_read_alike(resolver):
    rows = [row for path in training_files() for row in read_rows([path])[:3]]
    assert list(map(str, disagreements(rows, resolver, BUNDLE))) == []


def test_other_probabilities_are_a_disagreement(resolver):
    rows = read_rows(training_files()[:1])[:5]
    assert len(disagreements(rows, replace(resolver, temperature=5.0), BUNDLE)) == 5


def test_a_folder_without_a_bundle_is_named(tmp_path, capsys):
    assert main(["agree", "--bundle", str(tmp_path), str(Path(training_files()[0]))]) == 2
    assert "manifest.json is missing" in capsys.readouterr().err
