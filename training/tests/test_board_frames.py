"""cantools, which shares no code with Voxbus, decodes every frame that Voxbus makes for the boards."""

import json
from functools import cache
from pathlib import Path

import pytest

cantools = pytest.importorskip("cantools")

ROOT = Path(__file__).resolve().parents[2]
FRAMES = ROOT / "module/target/board-frames.jsonl"
PUBLIC_FRAMES = ROOT / "module/target/public-frames.jsonl"

pytestmark = pytest.mark.skipif(not FRAMES.exists(), reason="the Java test EveryCallTest writes the frames")


@cache
def database(path):
    return cantools.database.load_file(ROOT / path, strict=False)


@cache
def all_rows():
    return [json.loads(line) for line in FRAMES.read_text("utf-8").splitlines()]


def public_rows():
    """Of a public DBC file that the repository does not hold: none where the Java test had to go without."""
    if not PUBLIC_FRAMES.exists():
        return []
    read = [json.loads(line) for line in PUBLIC_FRAMES.read_text("utf-8").splitlines()]
    return [row for row in read if "unsupported" not in row and (ROOT / row["dbc"]).exists()]


@cache
def rows():
    """The calls that a board carries out, each with frames; boards of one bus make many of the same, which are read once."""
    distinct = {json.dumps(dict(row, board="")): row for row in all_rows() if "unsupported" not in row}
    return list(distinct.values())


def decode(row, frame, **options):
    message = database(row["dbc"]).get_message_by_frame_id(frame["id"])
    assert message.is_extended_frame == frame["extended"]
    return message, message.decode(bytes.fromhex(frame["data"]), **options)


def crc8_profile_1(data_id, payload):
    """The remainder of the bits, as one long polynomial, divided by x^8 + x^4 + x^3 + x^2 + 1 (SAE J1850)."""
    octets = data_id.to_bytes(2, "little") + payload[1:]
    rest = int.from_bytes(octets, "big") << 8
    while rest.bit_length() > 8:
        rest ^= 0x11D << rest.bit_length() - 9
    return rest


def test_every_board_has_every_function_of_the_catalogue_or_says_why_not():
    boards = {path.parent.name for path in ROOT.glob("board-configs/*/board.yaml")}
    assert {row["board"] for row in all_rows()} == boards
    for board in boards:
        assert len({row["function"] for row in all_rows() if row["board"] == board}) == 72
    assert all(row.get("frames") or row["unsupported"].strip() for row in all_rows())


def test_request_frames_decode_to_the_signals_that_are_named():
    for row in [*rows(), *public_rows()]:
        sent = {}
        labels = {}
        for frame in row["frames"]:
            if frame["delay_ms"] == 0:
                message, values = decode(row, frame, decode_choices=False)
                sent |= {(message.name, name): value for name, value in values.items()}
                _, worded = decode(row, frame, decode_choices=True)
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
            message, raws = decode(row, frame, scaling=False, decode_choices=False)
            for name, raw in raws.items():
                pulse_is_over = frame["delay_ms"] > 0
                checked = pulse_is_over or (message.name, name) not in named
                if checked and name not in ("CruiseChecksum", "CruiseCounter"):
                    assert raw == (message.get_signal_by_name(name).raw_initial or 0), (row["function"], name)


def test_units_are_those_of_the_dbc_file():
    for row in rows():
        for signal in row["signals"]:
            unit = database(row["dbc"]).get_message_by_name(signal["message"]).get_signal_by_name(signal["name"]).unit
            assert signal["unit"] == (unit or "")


def test_the_protected_message_counts_and_its_checksums_are_right():
    frames = [frame for row in rows() for frame in row["frames"] if frame["id"] == 0x252]
    assert frames
    for frame in frames:
        payload = bytes.fromhex(frame["data"])
        assert payload[1] & 0xF == (0 if frame["delay_ms"] == 0 else 1)
        assert payload[0] == crc8_profile_1(0x252, payload)


def test_the_sums_of_a_public_file_are_right():
    for row in public_rows():
        for frame in row["frames"]:
            if frame["id"] in (0x334, 0x3E9):
                payload = bytes.fromhex(frame["data"])
                assert payload[7] == (sum(payload[:7]) + (frame["id"] & 0xFF) + (frame["id"] >> 8)) & 0xFF
