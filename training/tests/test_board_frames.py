"""cantools, which shares no code with Voxbus, decodes every frame that Voxbus makes for the virtual board."""

import json
from functools import cache
from pathlib import Path

import pytest

cantools = pytest.importorskip("cantools")

ROOT = Path(__file__).resolve().parents[2]
FRAMES = ROOT / "module/target/board-frames.jsonl"
BOARD = ROOT / "board-configs/virtual/virtual.dbc"

pytestmark = pytest.mark.skipif(not FRAMES.exists(), reason="the Java test EveryCallTest writes the frames")


@cache
def database():
    return cantools.database.load_file(BOARD)


@cache
def rows():
    return [json.loads(line) for line in FRAMES.read_text("utf-8").splitlines()]


def decode(frame, **options):
    message = database().get_message_by_frame_id(frame["id"])
    assert message.is_extended_frame == frame["extended"]
    return message, message.decode(bytes.fromhex(frame["data"]), **options)


def crc8_profile_1(data_id, payload):
    """The remainder of the bits, as one long polynomial, divided by x^8 + x^4 + x^3 + x^2 + 1 (SAE J1850)."""
    octets = data_id.to_bytes(2, "little") + payload[1:]
    rest = int.from_bytes(octets, "big") << 8
    while rest.bit_length() > 8:
        rest ^= 0x11D << rest.bit_length() - 9
    return rest


def test_every_function_of_the_catalogue_is_there():
    assert len({row["function"] for row in rows()}) == 72


def test_request_frames_decode_to_the_signals_that_are_named():
    for row in rows():
        sent = {}
        labels = {}
        for frame in row["frames"]:
            if frame["delay_ms"] == 0:
                message, values = decode(frame, decode_choices=False)
                sent |= {(message.name, name): value for name, value in values.items()}
                _, worded = decode(frame, decode_choices=True)
                labels |= {(message.name, name): str(value) for name, value in worded.items()}
        assert row["signals"], row
        for signal in row["signals"]:
            key = signal["message"], signal["name"]
            assert sent[key] == pytest.approx(signal["value"], abs=1e-9), (row["function"], signal)
            assert signal["label"] in ("", labels[key]), (row["function"], signal)


def test_signals_that_are_not_named_keep_their_start_values():
    for row in rows():
        named = {(signal["message"], signal["name"]) for signal in row["signals"]}
        for frame in row["frames"]:
            message, raws = decode(frame, scaling=False, decode_choices=False)
            for name, raw in raws.items():
                pulse_is_over = frame["delay_ms"] > 0
                checked = pulse_is_over or (message.name, name) not in named
                if checked and name not in ("CruiseChecksum", "CruiseCounter"):
                    assert raw == (message.get_signal_by_name(name).raw_initial or 0), (row["function"], name)


def test_units_are_those_of_the_dbc_file():
    for row in rows():
        for signal in row["signals"]:
            unit = database().get_message_by_name(signal["message"]).get_signal_by_name(signal["name"]).unit
            assert signal["unit"] == (unit or "")


def test_the_protected_message_counts_and_its_checksums_are_right():
    frames = [frame for row in rows() for frame in row["frames"] if frame["id"] == 0x252]
    assert frames
    for frame in frames:
        payload = bytes.fromhex(frame["data"])
        assert payload[1] & 0xF == (0 if frame["delay_ms"] == 0 else 1)
        assert payload[0] == crc8_profile_1(0x252, payload)
