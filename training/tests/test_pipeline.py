"""The whole pipeline on its smoke configuration: train, stop, resume, export, quantize, bundle."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from voxbus_training.__main__ import main
from voxbus_training.batches import split_rows
from voxbus_training.calibrate import Thresholds, calibration_bins, choose_threshold, choose_thresholds, count_unsure_across
from voxbus_training.config import read_config
from voxbus_training.decode import Choice, Resolution, Resolver, TorchRunner, without_repeats
from voxbus_training.evaluate import Result
from voxbus_training.export import OnnxRunner
from voxbus_training.measure import early_stop
from voxbus_training.train import _set_rates, load_trained, prepare, train
from voxbus_training.utterances import Utterance

SMOKE = Path(__file__).parents[1] / "configs/smoke.yaml"
RADIO = {"function": "control_playback", "args": {"action": "stop"}}


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs")
    assert main(["train", "--config", str(SMOKE), "--runs", str(folder)]) == 0
    assert main(["bundle", "--config", str(SMOKE), "--runs", str(folder), "--out", str(folder / "bundle")]) == 0
    return folder


def test_bundling_before_training_is_a_user_mistake(tmp_path, capsys):
    assert main(["bundle", "--config", str(SMOKE), "--runs", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "train first" in capsys.readouterr().err


def test_an_unknown_setting_is_a_user_mistake(tmp_path):
    config = tmp_path / "bad.yaml"
    config.write_text("stepz: 5\n")
    with pytest.raises(ValueError, match="stepz is no setting"):
        read_config(config)


def test_training_lowers_the_loss(runs):
    log = [json.loads(line) for line in (runs / "smoke/log.jsonl").read_text().splitlines()]
    assert log[-1]["loss"] < 0.8 * log[0]["loss"]


def test_a_stopped_run_resumes_where_it_was(tmp_path, capsys, monkeypatch):
    config = replace(read_config(SMOKE), steps=30, checkpoint_every=10)
    with monkeypatch.context() as stopping:
        stopping.setattr("voxbus_training.train._set_rates", stop_at(25))
        with pytest.raises(KeyboardInterrupt):
            train(prepare(config), tmp_path)
    before = torch.load(tmp_path / "checkpoint.pt", weights_only=True)["seconds"]
    whole = train(prepare(config), tmp_path)
    assert "resuming at step 20" in capsys.readouterr().out
    assert whole.seconds > before  # the time of the part before counts


def stop_at(last: int):
    def set_rates(optimizer, config, step):
        if step == last:
            raise KeyboardInterrupt
        return _set_rates(optimizer, config, step)

    return set_rates


def test_a_checkpoint_of_other_settings_is_not_resumed(tmp_path):
    config = replace(read_config(SMOKE), steps=4, checkpoint_every=2)
    train(prepare(config), tmp_path)
    with pytest.raises(ValueError, match="another decoder_rate"):
        train(prepare(replace(config, decoder_rate=1e-3)), tmp_path)


def test_the_same_seed_trains_the_same_model(tmp_path):
    config = replace(read_config(SMOKE), steps=15)
    first, second = (train(prepare(config), tmp_path / name).model for name in ("a", "b"))
    assert all((x == y).all() for x, y in zip(first.parameters(), second.parameters(), strict=True))


def test_held_out_rows_are_not_trained_on(runs):
    setup = prepare(read_config(SMOKE))
    assert setup.held_out
    assert not {row.id for row in setup.held_out} & {row.id for row in setup.training}
    assert split_rows(setup.training, 0.1, 1) == split_rows(setup.training, 0.1, 1)


def test_the_exported_graph_decides_as_the_trained_model_does(runs):
    setup = prepare(read_config(SMOKE))
    steps = setup.config.maximum_steps
    trained = Resolver(TorchRunner(load_trained(setup, runs / "smoke")), setup.encoder, setup.grammar, steps)
    folder = runs / "smoke"
    graphs = OnnxRunner(folder / "encoder.fp32.onnx", folder / "decoder.fp32.onnx")
    exported = Resolver(graphs, setup.encoder, setup.grammar, steps)
    for row in setup.held_out[:20]:
        one, other = trained.resolve(row), exported.resolve(row)
        assert one.tokens == other.tokens
        assert one.confidence == pytest.approx(other.confidence, abs=1e-3)


def test_the_bundle_names_what_it_holds(runs):
    manifest = json.loads((runs / "bundle/manifest.json").read_text())
    assert set(manifest["files"]) == {"encoder.onnx", "decoder.onnx", "vocabulary.txt", "tokens.txt"}
    assert manifest["catalogue"]["hash"] == prepare(read_config(SMOKE)).encoder.catalogue.hash()
    assert manifest["figures"]["held_out_rows_of_known_writers"]["all"]["rows"] == 30


def test_the_model_card_gives_figures_confidence_and_limits(runs):
    card = (runs / "bundle/MODEL_CARD.md").read_text()
    assert "| all | 30 |" in card
    assert "expected calibration error" in card
    assert "## What it cannot do" in card


def test_the_tenths_of_confidence_hold_every_result_once():
    bins = calibration_bins([result(1.0, True), result(0.95, False), result(0.05, False)])
    assert [(b.low, b.rows, b.right) for b in bins] == [(0.0, 1, 0.0), (0.9, 2, 0.5)]


def result(confidence, right):
    return Result(Utterance("radio off", (RADIO,) if right else (), "single"), Resolution([RADIO], [Choice(2, confidence, -1, 0)]), 0)


def test_the_threshold_drops_what_is_more_often_wrong_than_right():
    assert choose_threshold([(0.13, False), (0.153, False), (0.17, True), (0.9, True), (0.95, True)]) == 0.16
    assert choose_threshold([(0.5, False), (0.5, True), (0.5, True)]) == 0.0
    assert choose_threshold([(0.9, True)]) == 0.0


def test_a_threshold_is_the_higher_the_more_what_is_wrong_costs():
    pairs = [(0.2, False), (0.5, False), (0.5, True), (0.5, True), (0.9, True)]
    assert choose_threshold(pairs) == 0.21
    assert choose_threshold(pairs, 3.0) == 0.51


def test_a_reading_is_sure_when_it_and_every_choice_in_it_is(runs):
    setup = prepare(read_config(SMOKE))
    function, word, end = (setup.grammar.encode([RADIO])[i] for i in (0, 1, -1))
    sure, unsure = Choice(function, 0.9, -1, 0), Choice(word, 0.7, -1, 0)
    reading = Resolution([RADIO], [sure, unsure, Choice(end, 1.0, -1, 0)])
    assert Thresholds(act=0.6, ask=0.1, function=0.8, argument=0.6).sure(reading, setup.grammar)
    assert not Thresholds(act=0.64, ask=0.1, function=0.8, argument=0.6).sure(reading, setup.grammar)
    assert not Thresholds(act=0.6, ask=0.1, function=0.95, argument=0.6).sure(reading, setup.grammar)
    assert not Thresholds(act=0.6, ask=0.1, function=0.8, argument=0.75).sure(reading, setup.grammar)


def test_each_half_is_counted_by_the_thresholds_of_the_other(runs):
    grammar = prepare(read_config(SMOKE)).grammar

    def reading(confidence, right):
        tokens = grammar.encode([RADIO])
        choices = [Choice(token, confidence if i == 0 else 1.0, -1, 0) for i, token in enumerate(tokens)]
        return Result(Utterance("radio off", (RADIO,) if right else (), "single"), Resolution([RADIO], choices), 0)

    resolver = SimpleNamespace(grammar=grammar, instead=lambda *reading: None)
    wrong_half, right_half = [reading(0.6, False)] * 3, [reading(0.5, True)] * 3
    assert choose_thresholds(wrong_half, resolver).act == 0.61
    assert choose_thresholds(right_half, resolver).act == 0.0
    alternating = [result for pair in zip(wrong_half, right_half, strict=True) for result in pair]
    counts = count_unsure_across(alternating, resolver)
    assert (counts["commands"], counts["acted"], counts["acted_right"]) == (6, 3, 0)


def test_the_reading_instead_takes_the_runner_up_at_the_closest_choice(runs):
    setup = prepare(read_config(SMOKE))
    resolver = Resolver(TorchRunner(load_trained(setup, runs / "smoke")), setup.encoder, setup.grammar, setup.config.maximum_steps)
    pairs = [(first, resolver.instead(row, first)) for row in setup.held_out for first in [resolver.resolve(row)]]
    assert any(other for _, other in pairs)
    for first, other in [pair for pair in pairs if pair[1]]:
        assert other.calls != first.calls
        place = first.closest
        assert other.tokens[:place] == first.tokens[:place]
        assert other.tokens[place] == first.choices[place].second


def test_the_same_call_twice_is_one():
    other = {"function": "set_mute", "args": {"state": "on"}}
    assert without_repeats([RADIO, other, dict(RADIO)]) == [RADIO, other]


def test_a_checkpoint_of_other_rows_is_a_user_mistake(runs):
    setup = prepare(read_config(SMOKE))
    with pytest.raises(ValueError, match="trained on other rows"):
        load_trained(replace(setup, vocabulary=setup.vocabulary[:-1]), runs / "smoke")


def test_a_folder_without_rows_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="holds no"):
        prepare(replace(read_config(SMOKE), data=str(tmp_path)))


@pytest.mark.parametrize("what, name, runs_of_it", [("early_stop", "e2_early_stop", 2), ("quantization", "e9_quantization", 3)])
def test_a_measurement_is_kept_and_shown(runs, tmp_path, what, name, runs_of_it):
    results = tmp_path / "experiments/results"
    options = ["measure", what, "--config", str(SMOKE), "--runs", str(runs), "--results", str(results)]
    assert main(options) == 0
    kept = json.loads((results / f"{name}.json").read_text())["runs"]
    assert len(kept) == runs_of_it
    assert all(row["rows"] == 30 for row in kept.values())
    assert main(["results", "--results", str(results)]) == 0
    assert f"## {name}" in (tmp_path / "RESULTS.md").read_text()


def test_stopping_at_the_end_takes_fewer_steps_than_the_limit(runs):
    setup = prepare(read_config(SMOKE))
    stopped, whole = early_stop(setup, runs / "smoke", setup.held_out[:5]).values()
    assert stopped["mean steps"] < whole["mean steps"] == setup.config.maximum_steps
