"""A run that goes on from a bundle: begins with its weights, and stays near it in bytes."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper

from voxbus_training.__main__ import main
from voxbus_training.batches import split_ids
from voxbus_training.config import read_config
from voxbus_training.export import OnnxRunner, export, quantize
from voxbus_training.graph_weights import GRAPHS, KEEP
from voxbus_training.train import prepare
from voxbus_training.utterances import Utterance

SMOKE = Path(__file__).parents[1] / "configs/smoke.yaml"


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The bundle that the cars have."""
    folder = tmp_path_factory.mktemp("before")
    assert main(["train", "--config", str(SMOKE), "--runs", str(folder)]) == 0
    assert main(["bundle", "--config", str(SMOKE), "--runs", str(folder), "--out", str(folder / "bundle")]) == 0
    return folder / "bundle"


def going_on(before):
    return prepare(replace(read_config(SMOKE), begins_from=str(before)))


def quantized(model, folder, before=None):
    export(model.eval(), folder)
    quantize(folder, before)
    return folder


def tensors(graph):
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(graph).graph.initializer}


def changed_integers(folder, before):
    count = 0
    for name in GRAPHS:
        was, now = tensors(before / f"{name}.onnx"), tensors(folder / f"{name}.onnx")
        count += sum(int((was[tensor] != now[tensor]).sum()) for tensor in was if tensor.endswith("_quantized"))
    return count


def test_a_model_of_the_bundles_weights_gives_the_bundles_graphs_again(before, tmp_path):
    setup = going_on(before)
    folder = quantized(setup.model(), tmp_path, before)
    for name in GRAPHS:
        was, now = tensors(before / f"{name}.onnx"), tensors(folder / f"{name}.onnx")
        assert was.keys() == now.keys()
        assert all(np.array_equal(was[tensor], now[tensor]) for tensor in was)


def test_an_integer_changes_only_where_the_weight_left_it(before, tmp_path):
    model = going_on(before).model()
    layer = model.decoder.layers[0].inner.weight
    scale = tensors(before / "decoder.onnx")["decoder.tokens.weight_scale"]
    with torch.no_grad():
        layer[3, 5] += 0.4 * layer[3].abs().max() / 64  # less than KEEP of a step
        layer[4, 6] -= torch.sign(layer[4, 6]) * 2.0 * layer[4].abs().max() / 64
        model.decoder.tokens.weight[7, 8] += torch.tensor(2.0 * scale)
    folder = quantized(model, tmp_path, before)
    was, now = tensors(before / "decoder.onnx"), tensors(folder / "decoder.onnx")
    changed = {name: np.argwhere(was[name] != now[name]) for name in was if not np.array_equal(was[name], now[name])}
    assert len(changed) == 2
    assert changed["decoder.tokens.weight_quantized"].tolist() == [[7, 8]]
    (matrix,) = (places.tolist() for name, places in changed.items() if name != "decoder.tokens.weight_quantized")
    assert matrix == [[6, 4]]  # the graph has it as (inputs, outputs)


def test_a_channel_that_outgrew_its_scale_gets_another(before, tmp_path):
    model = going_on(before).model()
    with torch.no_grad():
        model.decoder.layers[0].inner.weight[3, 5] = 5.0
    folder = quantized(model, tmp_path, before)
    was, now = tensors(before / "decoder.onnx"), tensors(folder / "decoder.onnx")
    (scale,) = (name for name in was if name.endswith("_scale") and not np.array_equal(was[name], now[name]))
    assert np.argwhere(was[scale] != now[scale]).tolist() == [[3]]
    assert now[scale][3] * 64 == pytest.approx(5.0, rel=0.02)


def test_a_short_run_changes_few_integers_and_no_weight_is_far_off(before, tmp_path):
    model = going_on(before).model()
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter += 1e-3 * torch.randn(parameter.shape, generator=generator)
    near, plain = quantized(model, tmp_path / "near", before), quantized(model, tmp_path / "plain")
    assert 0 < changed_integers(near, before) < 0.7 * changed_integers(plain, before)
    exact, now = tensors(near / "decoder.fp32.onnx"), tensors(near / "decoder.onnx")
    for name in (name.removesuffix("_quantized") for name in now if name.startswith("onnx::") and name.endswith("_quantized")):
        restored = now[f"{name}_quantized"].astype(np.float32) * now[f"{name}_scale"]
        assert (np.abs(restored - exact[name]) / now[f"{name}_scale"]).max() < KEEP + 1e-3
    OnnxRunner(near / "encoder.onnx", near / "decoder.onnx").begin([2, 9, 3], [0, 0, 0])(0)


def test_a_run_goes_on_and_its_bundle_names_where_from(before, tmp_path):
    config = tmp_path / "onward.yaml"
    text = SMOKE.read_text(encoding="utf-8").replace("steps: 150", "steps: 20").replace("checkpoint_every: 75", "checkpoint_every: 20")
    config.write_text(f"{text}begins_from: {before}\n", encoding="utf-8")
    assert main(["train", "--config", str(config), "--runs", str(tmp_path)]) == 0
    assert main(["bundle", "--config", str(config), "--runs", str(tmp_path), "--out", str(tmp_path / "bundle")]) == 0
    was, now = (json.loads((folder / "manifest.json").read_text(encoding="utf-8")) for folder in (before, tmp_path / "bundle"))
    assert now["figures"]["training"]["begins_from"] == was["id"]
    assert f"going on from {was['id']}" in (tmp_path / "bundle/MODEL_CARD.md").read_text(encoding="utf-8")
    assert now["files"]["vocabulary.txt"] == was["files"]["vocabulary.txt"]


def test_a_bundle_of_another_shape_is_a_user_mistake(before, tmp_path, capsys):
    config = tmp_path / "other.yaml"
    config.write_text(SMOKE.read_text(encoding="utf-8").replace("decoder_inner: 64", "decoder_inner: 32") + f"begins_from: {before}\n")
    assert main(["train", "--config", str(config), "--runs", str(tmp_path)]) == 2
    assert "decoder.layers.0.inner.weight" in capsys.readouterr().err


def test_a_bundle_of_other_tokens_is_a_user_mistake(before, tmp_path, capsys):
    other, config = tmp_path / "renamed", tmp_path / "renamed.yaml"
    shutil.copytree(before, other)
    (other / "tokens.txt").write_text((before / "tokens.txt").read_text(encoding="utf-8").replace("<vc_1>", "<vc_one>"), encoding="utf-8")
    config.write_text(SMOKE.read_text(encoding="utf-8") + f"begins_from: {other}\n")
    assert main(["train", "--config", str(config), "--runs", str(tmp_path)]) == 2
    assert "emits other tokens" in capsys.readouterr().err


def test_a_bundle_that_was_exchanged_after_training_is_a_user_mistake(before, tmp_path, capsys):
    cars, config = tmp_path / "cars", tmp_path / "onward.yaml"
    shutil.copytree(before, cars)
    config.write_text(SMOKE.read_text(encoding="utf-8").replace("steps: 150", "steps: 2") + f"begins_from: {cars}\n", encoding="utf-8")
    assert main(["train", "--config", str(config), "--runs", str(tmp_path)]) == 0
    manifest = json.loads((cars / "manifest.json").read_text(encoding="utf-8")) | {"id": "the-next-one"}
    (cars / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert main(["bundle", "--config", str(config), "--runs", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "has another bundle" in capsys.readouterr().err


def test_a_bundle_that_is_not_there_is_a_user_mistake(tmp_path, capsys):
    config = tmp_path / "nowhere.yaml"
    config.write_text(SMOKE.read_text(encoding="utf-8") + "begins_from: runs/nowhere\n")
    assert main(["train", "--config", str(config), "--runs", str(tmp_path)]) == 2
    assert "copy a bundle to" in capsys.readouterr().err


def test_named_rows_are_held_out(tmp_path):
    rows = [Utterance("one", (), "reject", (), "a-1"), Utterance("two", (), "reject", (), "a-2")]
    (tmp_path / "ids").write_text("a-2\ngone-7\n")
    assert split_ids(rows, tmp_path / "ids") == (rows[:1], rows[1:])
