"""Experiments that train nothing: what early stopping saves (E2), and what int8 costs and brings (E9)."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

from .decode import Resolver
from .evaluate import Result, evaluate, figures
from .export import OnnxRunner
from .tokens import END, START
from .train import Setup
from .utterances import Utterance

CALIBRATION_ROWS = 300  # training rows by which static quantization finds the ranges of activations


def early_stop(setup: Setup, graphs: Path, rows: list[Utterance]) -> dict[str, dict]:
    """Steps and milliseconds of one row, with and without stopping at `<vc_end>`; the calls are the same."""
    resolver = _resolver(setup, graphs / "encoder.onnx", graphs / "decoder.onnx")
    stopped = [result for result in evaluate(resolver, rows) if resolver.encoder.encode(result.utterance)]  # not the too long ones
    runs = {"stop at `<vc_end>`": _timed_row([len(r.resolution.tokens) for r in stopped], [r.micros for r in stopped])}
    whole = [_micros(lambda r=r: _run_on(resolver, r)) for r in stopped]
    return runs | {f"always {resolver.maximum_steps} steps": _timed_row([resolver.maximum_steps] * len(whole), whole)}


def _run_on(resolver: Resolver, result: Result) -> None:
    """Emit the same tokens and then `<vc_end>` until the limit, as a decoder does that knows no end."""
    entered = resolver.encoder.encode(result.utterance)
    step = resolver.runner.begin(*entered)
    emitted = [START, *result.resolution.tokens]
    for token in emitted + [END] * (resolver.maximum_steps - len(emitted)):
        step(token)


def _micros(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e6


def _timed_row(steps: list[int], micros: list[float]) -> dict:
    return {"rows": len(steps), "mean steps": round(float(np.mean(steps)), 1), **_milliseconds(micros)}


def _milliseconds(micros: list[float]) -> dict:
    return {name: round(float(np.percentile(micros, share)) / 1000, 1) for name, share in (("p50 ms", 50), ("p99 ms", 99))}


def quantization(setup: Setup, graphs: Path, rows: list[Utterance]) -> dict[str, dict]:
    """Accuracy, size and milliseconds of the same model in fp32, in int8 with dynamic and with static ranges of activations."""
    quantize_with_ranges(setup, graphs)
    kinds = {"fp32": ".fp32", "int8 dynamic": "", "int8 static": ".static"}
    return {name: _measured(setup, graphs, suffix, rows) for name, suffix in kinds.items()}


def _measured(setup: Setup, graphs: Path, suffix: str, rows: list[Utterance]) -> dict:
    encoder, decoder = (graphs / f"{name}{suffix}.onnx" for name in ("encoder", "decoder"))
    results = evaluate(_resolver(setup, encoder, decoder), rows)
    measured = figures(results)
    shares = {kind: f"{100 * row['whole_call']:.1f}" for kind, row in measured.items()}
    size = (encoder.stat().st_size + decoder.stat().st_size) / 1e6
    right = f"{100 * measured['all']['right_function']:.1f}"
    return {"rows": len(rows), **shares, "right function": right, "MB": round(size, 1), **_milliseconds([r.micros for r in results])}


def quantize_with_ranges(setup: Setup, graphs: Path) -> None:
    """Write encoder.static.onnx and decoder.static.onnx: int8 with ranges of activations that were measured on training rows."""
    rows = setup.training[:: max(1, len(setup.training) // CALIBRATION_ROWS)]
    feeds = {"encoder": _encoder_feeds(setup, rows), "decoder": _decoder_feeds(setup, graphs, rows)}
    for name, each in feeds.items():
        quantize_static(
            graphs / f"{name}.fp32.onnx",
            graphs / f"{name}.static.onnx",
            _Feeds(each),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )


class _Feeds(CalibrationDataReader):
    def __init__(self, feeds: Iterator[dict]):
        self.feeds = feeds

    def get_next(self) -> dict | None:
        return next(self.feeds, None)


def _encoder_feeds(setup: Setup, rows: list[Utterance]) -> Iterator[dict]:
    for row in rows:
        if entered := setup.encoder.encode(row):
            yield {name: np.array([ids], np.int64) for name, ids in zip(("input_ids", "segment_ids"), entered, strict=True)}


def _decoder_feeds(setup: Setup, graphs: Path, rows: list[Utterance]) -> Iterator[dict]:
    """The decoder's inputs at every step of each row's own tokens."""
    runner = OnnxRunner(graphs / "encoder.fp32.onnx", graphs / "decoder.fp32.onnx")
    fitting = [row for row in rows if setup.encoder.encode(row)]
    for row, entered in zip(fitting, _encoder_feeds(setup, fitting), strict=True):
        keys, values = runner.encoder.run(None, entered)
        past = (runner.nothing, runner.nothing)
        for place, token in enumerate([START, *setup.grammar.encode(list(row.calls))[:-1]]):
            feed = {"token": np.array([token]), "position": np.array([place]), "past_keys": past[0], "past_values": past[1]}
            feed |= {"cross_keys": keys, "cross_values": values}
            yield feed
            _, *past = runner.decoder.run(None, feed)


def _resolver(setup: Setup, encoder: Path, decoder: Path) -> Resolver:
    return Resolver(OnnxRunner(encoder, decoder), setup.encoder, setup.grammar, setup.config.maximum_steps)
