"""From the trained model to two int8 ONNX graphs.

Weights become int8 by dynamic quantization. They are kept to 7 bits (`reduce_range`): the AVX2 kernels of x86 processors without VNNI
add two products in 16 bits and would saturate, so that a test machine and the car's ARM core would read an utterance differently.
"""

from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from .decode import Step
from .graph_weights import keep_integers
from .model import CommandModel

OPSET = 17


class EncoderGraph(nn.Module):
    """(1, S) piece and segment ids to the decoder's cross keys and values, each (L, H, S, D)."""

    def __init__(self, model: CommandModel):
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, segment_ids: Tensor) -> tuple[Tensor, Tensor]:
        encoded = self.model.encoder(input_ids, segment_ids, None)
        keys, values = zip(*(layer.memory(encoded) for layer in self.model.decoder.layers), strict=True)
        return torch.cat(keys), torch.cat(values)


class DecoderGraph(nn.Module):
    """One step: the last token (1), its position (1) and the caches (L, H, P, D) to logits (V) and the extended caches."""

    def __init__(self, model: CommandModel):
        super().__init__()
        self.decoder = model.decoder

    def forward(self, token, position, past_keys, past_values, cross_keys, cross_values):
        pasts = list(zip(past_keys.split(1), past_values.split(1), strict=True))
        memories = list(zip(cross_keys.split(1), cross_values.split(1), strict=True))
        logits, extended = self.decoder(token[None], position, pasts, memories, None, None)
        keys, values = zip(*extended, strict=True)
        return logits[0, 0], torch.cat(keys), torch.cat(values)


def export(model: CommandModel, folder: Path) -> None:
    """Write encoder.fp32.onnx and decoder.fp32.onnx."""
    folder.mkdir(parents=True, exist_ok=True)
    shape = model.shape
    ids = torch.tensor([[2, 9, 8, 3]])
    cache = torch.zeros(shape.decoder_layers, shape.decoder_heads, 2, shape.head_width)
    _export(
        EncoderGraph(model),
        (ids, torch.zeros_like(ids)),
        folder / "encoder.fp32.onnx",
        inputs={"input_ids": {1: "pieces"}, "segment_ids": {1: "pieces"}},
        outputs={"cross_keys": {2: "pieces"}, "cross_values": {2: "pieces"}},
    )
    past, cross = {2: "past"}, {2: "pieces"}
    _export(
        DecoderGraph(model),
        (torch.tensor([0]), torch.tensor([2]), cache, cache, cache, cache),
        folder / "decoder.fp32.onnx",
        inputs={
            "token": {},
            "position": {},
            "past_keys": past,
            "past_values": past,
            "cross_keys": cross,
            "cross_values": cross,
        },
        outputs={"logits": {}, "keys": {2: "steps"}, "values": {2: "steps"}},
    )


def quantize(folder: Path, before: Path | None = None) -> None:
    """Write encoder.onnx and decoder.onnx, int8, beside their fp32 originals; near those of the bundle before, where one is given."""
    for name in ("encoder", "decoder"):
        quantize_dynamic(
            folder / f"{name}.fp32.onnx",
            folder / f"{name}.onnx",
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )
        if before:
            keep_integers(folder / f"{name}.onnx", folder / f"{name}.fp32.onnx", before / f"{name}.onnx")


def _export(graph: nn.Module, example: tuple, path: Path, inputs: dict, outputs: dict) -> None:
    axes = {name: dynamic for name, dynamic in {**inputs, **outputs}.items() if dynamic}
    torch.onnx.export(
        graph.eval(),
        example,
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


class OnnxRunner:
    """Runs exported graphs with ONNX Runtime on one thread."""

    def __init__(self, encoder: Path, decoder: Path):
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.encoder = ort.InferenceSession(str(encoder), options, providers=["CPUExecutionProvider"])
        self.decoder = ort.InferenceSession(str(decoder), options, providers=["CPUExecutionProvider"])
        layers, heads, _, width = next(i for i in self.decoder.get_inputs() if i.name == "past_keys").shape
        self.nothing = np.zeros((layers, heads, 0, width), np.float32)

    def begin(self, input_ids: list[int], segment_ids: list[int]) -> Step:
        keys, values = self.encoder.run(None, {"input_ids": [input_ids], "segment_ids": [segment_ids]})
        past = (self.nothing, self.nothing)

        def step(token: int) -> np.ndarray:
            nonlocal past
            feeds = {"token": [token], "position": [past[0].shape[2]], "past_keys": past[0], "past_values": past[1]}
            logits, *past = self.decoder.run(None, {**feeds, "cross_keys": keys, "cross_values": values})
            return logits

        return step
