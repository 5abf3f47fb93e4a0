"""Experiments: derived catalogues, low-rank adaptation, and one small experiment from file to report."""

import random
from pathlib import Path

import pytest
import torch
import yaml

from voxbus_training.__main__ import main
from voxbus_training.batches import at_most_each
from voxbus_training.catalogue import read_catalogue
from voxbus_training.derive import resized
from voxbus_training.experiment import read_experiment, read_runs
from voxbus_training.lora import LowRank, adapt, merge
from voxbus_training.model import Encoder, ModelShape
from voxbus_training.utterances import Utterance, read_rows, row_faults, training_files

CATALOGUE = read_catalogue()
TRAINING = Path(__file__).parents[1]
SMOKE = yaml.safe_load((TRAINING / "configs/smoke.yaml").read_text())


@pytest.mark.parametrize("size", [50, 100, 500])
def test_a_derived_catalogue_has_about_the_wanted_size_and_fits_its_rows(size):
    rows = random.Random(1).sample(read_rows(training_files()), 2000)
    derived, relabelled = resized(CATALOGUE, rows, size)
    assert 0.9 * size <= len(derived.functions) <= size
    assert [function.index for function in derived.functions] == list(range(len(derived.functions)))
    assert [fault for row in relabelled for fault in row_faults(row, derived)] == []


def test_a_split_function_takes_its_value_into_its_name():
    row = Utterance("sport", ({"function": "set_drive_mode", "args": {"mode": "sport"}},), "single")
    _, (relabelled,) = resized(CATALOGUE, [row], 500)
    assert relabelled.calls == ({"function": "set_drive_mode_sport", "args": {}},)


def test_more_functions_than_splitting_gives_is_a_user_mistake():
    with pytest.raises(ValueError, match="splitting gives"):
        resized(CATALOGUE, [], 5000)


def small_encoder():
    torch.manual_seed(1)
    shape = ModelShape(20, 10, encoder_layers=1, encoder_width=16, encoder_heads=2, encoder_inner=32, dropout=0.0)
    return Encoder(shape).eval()


def test_an_adapted_encoder_starts_as_it_was_and_trains_only_its_updates():
    encoder = small_encoder()
    ids = torch.tensor([[1, 2, 3]])
    before = encoder(ids, torch.zeros_like(ids), None)
    adapt(encoder, 4)
    assert torch.allclose(before, encoder(ids, torch.zeros_like(ids), None), atol=1e-6)
    assert {name.rpartition(".")[2] for name, p in encoder.named_parameters() if p.requires_grad} == {"down", "up"}


def test_a_merged_update_gives_what_the_adapted_encoder_gave():
    encoder = small_encoder()
    adapt(encoder, 4)
    for module in encoder.modules():
        if isinstance(module, LowRank):
            torch.nn.init.normal_(module.up, std=0.1)
    ids = torch.tensor([[1, 2, 3]])
    adapted = encoder(ids, torch.zeros_like(ids), None)
    merge(encoder)
    assert not any(isinstance(module, LowRank) for module in encoder.modules())
    assert torch.allclose(adapted, encoder(ids, torch.zeros_like(ids), None), atol=1e-5)


def test_at_most_so_many_rows_of_a_function_are_kept_and_rejects_in_proportion():
    command = ({"function": "fold_mirrors", "args": {"action": "fold"}},)
    rows = [Utterance(f"fold {i}", command, "single") for i in range(10)] + [Utterance(f"no {i}", (), "reject") for i in range(10)]
    kept = at_most_each(rows, 5, 1)
    assert sum(bool(row.calls) for row in kept) == 5
    assert sum(not row.calls for row in kept) == 5


def test_every_experiment_of_the_repository_can_be_read():
    files = sorted((TRAINING / "experiments").glob("*.yaml"))
    assert files
    assert all(read_experiment(file).question for file in files)


def test_an_experiment_is_run_once_and_reported(tmp_path, capsys):
    file = tmp_path / "e0_smoke.yaml"
    common = {**SMOKE, "steps": 4, "checkpoint_every": 2}
    file.write_text(yaml.safe_dump({"question": "Does it run?", "common": common, "runs": {"full": {}, "adapted": {"lora_rank": 2}}}))
    results = tmp_path / "experiments/results"
    arguments = ["experiment", str(file), "--runs", str(tmp_path / "runs"), "--results", str(results)]
    assert main(arguments) == 0
    assert "e0_smoke: adapted" in capsys.readouterr().out
    assert main(arguments) == 0
    assert "e0_smoke" not in capsys.readouterr().out
    assert main(["results", "--results", str(results)]) == 0
    written = (tmp_path / "RESULTS.md").read_text()
    assert "Does it run?" in written
    assert "| adapted | 72 | 270 |" in written


def test_a_run_that_another_experiment_has_made_is_taken_from_there(tmp_path):
    results = tmp_path / "experiments/results"
    common = {**SMOKE, "steps": 2, "checkpoint_every": 2}
    for name, runs in (("e1_first", {"full": {}}), ("e2_second", {"the same": {}, "other": {"seed": 7}})):
        file = tmp_path / f"{name}.yaml"
        file.write_text(yaml.safe_dump({"question": "Does it run?", "common": common, "runs": runs}))
        assert main(["experiment", str(file), "--runs", str(tmp_path / "runs"), "--results", str(results)]) == 0
    first, second = (read_runs(results / f"{name}.json") for name in ("e1_first", "e2_second"))
    assert second["the same"] == first["full"]
    assert second["other"] != first["full"]


def test_an_experiment_without_runs_is_a_user_mistake(tmp_path):
    file = tmp_path / "e.yaml"
    file.write_text("question: why\n")
    with pytest.raises(ValueError, match="needs runs"):
        read_experiment(file)


def test_an_experiment_with_an_unknown_setting_is_a_user_mistake(tmp_path):
    file = tmp_path / "e.yaml"
    file.write_text("question: why\nruns: {one: {stepz: 3}}\n")
    with pytest.raises(ValueError, match="stepz is no setting"):
        read_experiment(file)
