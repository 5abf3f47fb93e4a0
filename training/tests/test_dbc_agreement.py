"""cantools, which shares no code with Voxbus, encodes and decodes every message of every DBC file to the same bytes and values.

100,000 random encodings, spread evenly over all messages: signals within their range, on and between the steps of their scale,
by number and by label, some left at their start value. Besides, each signal just beyond its bits and its range, which both must
refuse, and payloads of random bytes, which both must read alike. Each file is done by one process of `voxbus dbc encode` and one
of `voxbus dbc decode --json`.

Where the two differ, and why that is left so:

- A multiplexer value that selects no group: cantools refuses it, Voxbus sends and reads the signals that are always there.
- A start value: cantools wants every signal and is given it here, Voxbus puts it there by itself.
- A label that two raw values have: cantools takes the last, Voxbus the lowest, and writes the number instead when it reads one.
- A float that is no number: cantools yields NaN, which JSON does not have; Voxbus leaves the signal out.
- Fractions of more than 53 bits: cantools computes in doubles, Voxbus in exact decimals.
- The range: cantools allows a millionth of a step beyond it.
"""

import json
import math
import random
import shutil
import struct
import subprocess
from copy import copy
from functools import cache
from pathlib import Path

import pytest

cantools = pytest.importorskip("cantools")

ROOT = Path(__file__).resolve().parents[2]
BOARD = ROOT / "board-configs/virtual/virtual.dbc"
FILES = [BOARD, *sorted((ROOT.parent / "shared/references/dbc").glob("*.dbc"))]
ENCODINGS = 100_000

# What a double keeps of a raw value that is scaled by a fraction; one bit less than it has.
EXACT = 2**52

pytestmark = pytest.mark.skipif(
    not (ROOT / "hil/target/built").exists() and not shutil.which("mvn"), reason="Voxbus is not built, and cannot be"
)


@cache
def database(path):
    return cantools.database.load_file(path)


def encodings_a_message():
    messages = sum(len(database(path).messages) for path in FILES)
    return math.ceil(ENCODINGS / messages)


def voxbus(*arguments, lines):
    """What one process answers to these lines, and its exit code."""
    command = [ROOT / "voxbus", "dbc", *arguments]
    run = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.stderr == ""
    return run.stdout.splitlines(), run.returncode


def raw_limits(signal):
    """The raw values that the bits can carry."""
    if signal.is_signed:
        return -(2 ** (signal.length - 1)), 2 ** (signal.length - 1) - 1
    return 0, 2**signal.length - 1


def physical(signal, raw):
    """In the integers where they suffice, as cantools computes."""
    return signal.conversion.raw_to_scaled(raw, decode_choices=False)


def within(signal, value):
    return (signal.minimum is None or value >= signal.minimum) and (signal.maximum is None or value <= signal.maximum)


def unlimited(signal):
    """[0|0] declares no range; cantools takes it for one."""
    return signal.minimum is None or signal.minimum == signal.maximum == 0


class Case:
    """Random values of one message: what Voxbus is given, and all of it for cantools."""

    def __init__(self, message, source):
        self.message = message
        self.source = source
        self.given = {}
        self.all = {}
        self.raws = {}
        for signal in selectors_first(message):
            if self.present(signal):
                self.choose(signal)

    def present(self, signal):
        if not signal.multiplexer_ids:
            return True
        return signal.multiplexer_signal in self.raws and self.raws[signal.multiplexer_signal] in signal.multiplexer_ids

    def choose(self, signal):
        if signal.is_multiplexer:
            self.choose_group(signal)
        elif signal.conversion.is_float:
            self.choose_float(signal)
        elif signal.choices and self.source.random() < 0.3:
            self.choose_label(signal)
        elif self.source.random() < 0.1:
            self.leave_out(signal)
        else:
            self.choose_number(signal)

    def choose_group(self, signal):
        ids = {value for other in self.message.signals if other.multiplexer_signal == signal.name for value in other.multiplexer_ids}
        fitting = [value for value in sorted(ids) if raw_limits(signal)[0] <= value <= raw_limits(signal)[1]]
        raw = self.source.choice(fitting)
        self.raws[signal.name] = raw
        self.put(signal, physical(signal, raw))

    def choose_float(self, signal):
        """A value that a float of its size has, so that no half is left to the ways of computing it."""
        low, high = (-1000, 1000) if unlimited(signal) else (signal.minimum, signal.maximum)
        raw = (self.source.uniform(low, high) - signal.offset) / signal.scale
        self.put(signal, physical(signal, struct.unpack("f", struct.pack("f", raw))[0] if signal.length == 32 else raw))

    def choose_label(self, signal):
        lowest, highest = raw_limits(signal)
        texts = [str(label) for label in signal.choices.values()]
        fitting = [str(label) for raw, label in signal.choices.items() if lowest <= raw <= highest and texts.count(str(label)) == 1]
        if fitting:
            self.put(signal, self.source.choice(fitting))
        else:
            self.leave_out(signal)

    def choose_number(self, signal):
        lowest, highest = raw_limits(signal)
        if not isinstance(signal.scale, int) or not isinstance(signal.offset, int):
            lowest, highest = max(lowest, -EXACT), min(highest, EXACT)
        raw = self.source.choice([lowest, highest, self.source.randint(lowest, highest), self.source.randint(lowest, highest)])
        value = self.beside(signal, raw) if abs(raw) < 2**40 and self.source.random() < 0.3 else physical(signal, raw)
        if unlimited(signal) or within(signal, value):
            self.put(signal, value)
        else:
            self.choose_in_range(signal)

    def choose_in_range(self, signal):
        """The range's ends, or between them, but what the bits can carry."""
        ends = [physical(signal, raw) for raw in raw_limits(signal)]
        low, high = max(signal.minimum, min(ends)), min(signal.maximum, max(ends))
        if low > high:
            self.leave_out(signal)
            return
        value = self.source.choice([low, high, self.source.uniform(low, high)])
        if abs(value) >= EXACT:
            value = int(value)  # as a double it would be written in fewer digits than it has
        step = (value - signal.offset) / signal.scale
        if abs(abs(step - math.floor(step)) - 0.5) < 1e-6:
            value = low
        self.put(signal, value)

    def beside(self, signal, raw):
        """Less than half a step away: nearer to a half, doubles are not exact enough to say which way it goes."""
        return (raw + self.source.uniform(-0.49, 0.49)) * signal.scale + signal.offset

    def leave_out(self, signal):
        self.all[signal.name] = physical(signal, signal.raw_initial or 0)

    def with_value(self, signal, value):
        """The same case, but for one value."""
        other = copy(self)
        other.given = self.given | {signal.name: value}
        other.all = self.all | {signal.name: value}
        return other

    def put(self, signal, value):
        self.given[signal.name] = value
        self.all[signal.name] = value

    def line(self):
        return json.dumps({"message": self.message.name, "signals": self.given})

    def payload(self):
        return self.message.encode(self.all, strict=False)


@cache
def selectors_first(message):
    def depth(signal):
        return 0 if not signal.multiplexer_ids else 1 + depth(message.get_signal_by_name(signal.multiplexer_signal))

    return sorted(message.signals, key=depth)


def frame(message, payload):
    identifier = f"{message.frame_id:08X}" if message.is_extended_frame else f"{message.frame_id:03X}"
    return f"(0.000000) can0 {identifier}{'##1' if message.is_fd else '#'}{payload.hex().upper()}"


def ambiguous(signal, label):
    return [str(each) for each in signal.choices.values()].count(label) > 1


def same_number(one, other):
    return one == other or math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def decoded(message, payload):
    """Numbers and labels by signal; None where cantools knows no such group."""
    try:
        numbers = message.decode(payload, decode_choices=False)
        labels = message.decode(payload, decode_choices=True)
    except cantools.database.DecodeError:
        return None
    return {name: (value, labels[name]) for name, value in numbers.items() if math.isfinite(value)}


def same_reading(signal, ours, number, label):
    if isinstance(ours, str):
        return ours == str(label)
    return same_number(ours, number) and (isinstance(label, (int, float)) or ambiguous(signal, str(label)))


def disagreements(message, payload, answer):
    ours = json.loads(answer)["signals"]
    theirs = decoded(message, payload)
    if theirs is None:
        return []
    if ours.keys() != theirs.keys():
        return [(message.name, payload.hex(), sorted(ours.keys() ^ theirs.keys()))]
    return [
        (message.name, payload.hex(), name, ours[name], reading)
        for name, reading in theirs.items()
        if not same_reading(message.get_signal_by_name(name), ours[name], *reading)
    ]


def refused(case):
    """Whether cantools refuses a case by its strictest rules."""
    try:
        case.message.encode(case.all, strict=True)
    except (cantools.database.EncodeError, OverflowError):
        return True
    return False


def beyond(case):
    """The case with each of its whole-numbered signals a step beyond its bits, and beyond its range."""
    for signal in case.message.signals:
        if signal.name in case.all and not signal.is_multiplexer and not signal.conversion.is_float and signal.length < 50:
            lowest, highest = raw_limits(signal)
            ends = [physical(signal, lowest - 1), physical(signal, highest + 1)]
            if not unlimited(signal):
                ends += [signal.minimum - abs(signal.scale), signal.maximum + abs(signal.scale)]
            yield from (case.with_value(signal, value) for value in ends)


def random_payloads(message, source):
    return [source.randbytes(message.length) for _ in range(10)]


def names(paths):
    return [path.stem for path in paths]


def check_encodings(cases, frames):
    expected = [frame(case.message, case.payload()) for case in cases]
    wrong = [(case.line(), *pair) for case, *pair in zip(cases, frames, expected, strict=True) if pair[0] != pair[1]]
    assert not wrong[:3], len(wrong)


def check_refusals(cases, answers):
    wrong = [(case.line(), answer) for case, answer in zip(cases, answers, strict=True) if answer.startswith('{"error"') != refused(case)]
    assert not wrong[:3], len(wrong)


def check_readings(payloads, answers):
    wrong = [
        fault for (message, payload), answer in zip(payloads, answers, strict=True) for fault in disagreements(message, payload, answer)
    ]
    assert not wrong[:3], len(wrong)


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_both_encode_refuse_and_decode_alike(path):
    source = random.Random(path.name)
    messages = database(path).messages
    cases = [Case(message, source) for message in messages for _ in range(encodings_a_message())]
    wrong_ones = [other for case in cases[:: encodings_a_message()] if not refused(case) for other in beyond(case)]
    answers, code = voxbus("encode", path, lines=[case.line() for case in cases + wrong_ones])
    check_encodings(cases, answers[: len(cases)])
    check_refusals(wrong_ones, answers[len(cases) :])
    assert code == (1 if wrong_ones else 0)

    payloads = [(case.message, case.payload()) for case in cases]
    payloads += [(message, payload) for message in messages for payload in random_payloads(message, source)]
    answers, code = voxbus("decode", "--json", path, lines=[frame(*each) for each in payloads])
    check_readings(payloads, answers)
    assert code == 0
