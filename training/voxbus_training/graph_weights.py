"""The weights in a bundle's graphs: read back into a model that is trained on, and kept where it hardly moved.

A bundle that was trained on from another is to differ from it in few bytes, as cars fetch the difference. So its weights are
quantized with the same scales, and an integer changes only where the weight left it by more than `KEEP` steps.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from .model import CommandModel
from .tokenizer import TOKENS

KEEP = 0.9  # in steps; 0.5 would be plain rounding
GRAPHS = ("encoder", "decoder")
MANIFEST = "manifest.json"
INTEGERS, SCALE, ZERO = "_quantized", "_scale", "_zero_point"


@dataclass(frozen=True)
class Quantized:
    """int8 (inputs, outputs) with a scale for each output, or uint8 (rows, width) with one scale: `(integers - zero) * scale`."""

    name: str
    integers: np.ndarray
    scale: np.ndarray
    zero: np.ndarray

    def weights(self) -> np.ndarray:
        return (self.integers.astype(np.float32) - self.zero.astype(np.float32)) * self.scale

    @property
    def is_matrix(self) -> bool:
        """Whether it is a linear layer's, which PyTorch has as (outputs, inputs)."""
        return self.integers.dtype == np.int8

    @property
    def lowest(self) -> int:
        return -64 if self.is_matrix else 0

    @property
    def highest(self) -> int:
        """`reduce_range` gives matrices seven bits."""
        return 64 if self.is_matrix else 255


def bundle_id(folder: Path) -> str:
    """The id of the bundle in a folder. FileNotFoundError where there is none."""
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["id"]


def read_bundle(model: CommandModel, folder: Path, tokens: list[str]) -> None:
    """Give the model a bundle's weights. ValueError when the bundle's model emits other tokens, has another shape or other parts."""
    if (folder / TOKENS).read_text(encoding="utf-8").splitlines() != tokens:
        raise ValueError(f"{folder} emits other tokens: it is of another catalogue; name another bundle, or train without one")
    state, found = model.state_dict(), {}
    for graph in GRAPHS:
        found |= _parameters(onnx.load(folder / f"{graph}.onnx"))
    if missing := sorted(set(state) - set(found)):
        raise ValueError(f"{folder} has no {missing[0]}: its model has another shape; name another bundle, or train without one")
    for name, value in state.items():
        if found[name].shape != value.shape:
            raise ValueError(f"{folder} has {name} as {found[name].shape}, and {tuple(value.shape)} is wanted: train without it")
    model.load_state_dict({name: torch.from_numpy(found[name].copy()) for name in state})


def keep_integers(graph: Path, weights: Path, before: Path) -> None:
    """Rewrite an int8 graph with the scales, and where that is near enough the integers, of the bundle before.

    `weights` is the same graph in fp32. A channel whose weights outgrew its scale keeps its own.
    """
    now = onnx.load(graph)
    exact = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(weights).graph.initializer}
    old = _quantized(onnx.load(before))
    fresh = _quantized(now)
    changed = {}
    for parameter, quantized in fresh.items():
        kept = _kept(exact[quantized.name], quantized, old[parameter])
        changed |= {quantized.name + INTEGERS: kept.integers, quantized.name + SCALE: kept.scale, quantized.name + ZERO: kept.zero}
    for tensor in now.graph.initializer:
        if tensor.name in changed:
            _put(tensor, changed[tensor.name])
    onnx.save(now, graph)


def _put(tensor: onnx.TensorProto, value: np.ndarray) -> None:
    """In the field that the tensor has its values in: then unchanged weights lie at the same place of the file as before."""
    if tensor.HasField("raw_data"):
        tensor.raw_data = value.tobytes()
    else:
        field = tensor.float_data if value.dtype == np.float32 else tensor.int32_data
        field[:] = value.ravel().tolist()


def _kept(exact: np.ndarray, fresh: Quantized, old: Quantized) -> Quantized:
    steps = exact / old.scale + old.zero
    integers = np.where(np.abs(steps - old.integers) <= KEEP, old.integers, np.rint(steps)).astype(np.int16)
    outgrown = ((integers < fresh.lowest) | (integers > fresh.highest)).any(axis=0 if fresh.is_matrix else None)
    return Quantized(
        fresh.name,
        np.where(outgrown, fresh.integers, integers).astype(fresh.integers.dtype),
        np.where(outgrown, fresh.scale, old.scale),
        np.where(outgrown, fresh.zero, old.zero),
    )


def _parameters(graph: onnx.ModelProto) -> dict[str, np.ndarray]:
    """What PyTorch calls each weight in the graph, and the weight as PyTorch has it."""
    found = {_parameter(tensor.name): numpy_helper.to_array(tensor) for tensor in graph.graph.initializer}
    for name, quantized in _quantized(graph).items():
        found[name] = quantized.weights().T if quantized.is_matrix else quantized.weights()
    return found


def _quantized(graph: onnx.ModelProto) -> dict[str, Quantized]:
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.graph.initializer}
    layers = _layers(graph)
    found = {}
    for name in (name.removesuffix(INTEGERS) for name in tensors if name.endswith(INTEGERS)):
        quantized = Quantized(name, tensors[name + INTEGERS], tensors[name + SCALE], tensors[name + ZERO])
        found[layers[name + INTEGERS] if quantized.is_matrix else _parameter(name)] = quantized
    return found


def _layers(graph: onnx.ModelProto) -> dict[str, str]:
    """Which parameter a matrix is: the graph has no name for it, but for the bias that is added behind it."""
    readers = {}
    for node in graph.graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    biases = {tensor.name for tensor in graph.graph.initializer if tensor.name.endswith(".bias")}
    found = {}
    for node in graph.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith(INTEGERS):
            found[node.input[1]] = _parameter(_bias_behind(node, readers, biases)).removesuffix(".bias") + ".weight"
    return found


def _bias_behind(node: onnx.NodeProto, readers: dict[str, list[onnx.NodeProto]], biases: set[str]) -> str:
    while True:
        (node,) = readers[node.output[0]]
        if bias := biases.intersection(node.input):
            return bias.pop()


def _parameter(name: str) -> str:
    return name.removeprefix("model.")
