"""What others read of a bench's reports: junitparser, cantools, python-can, can-utils and HdrHistogram's Python port."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "hil/target/bench-report"
DBC = ROOT / "board-configs/virtual/virtual.dbc"
TRACE = REPORT / "trace.log"

# candump -L and canplayer: (seconds.microseconds) interface identifier#data, or identifier##flags and data.
CANPLAYER_LINE = re.compile(r"\(\d{10}\.\d{6}\) \S+ ([0-9A-F]{3}|[0-9A-F]{8})#(#[0-9A-F])?([0-9A-F]{2}){0,64}")

pytestmark = pytest.mark.skipif(not TRACE.exists(), reason="the Java test RunCommandTest writes the reports")


def frames():
    return TRACE.read_text("utf-8").splitlines()


def tool(name):
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def test_junitparser_counts_what_the_report_says():
    junitparser = pytest.importorskip("junitparser")
    report = junitparser.JUnitXml.fromfile(str(REPORT / "junit.xml"))
    cases = [case for suite in report for case in suite]
    assert len(cases) == report.tests > 100
    assert (report.failures, report.errors) == (0, 0)
    assert all(case.is_passed and case.time > 0 and case.classname for case in cases)


def test_each_line_of_the_trace_is_one_that_canplayer_reads():
    assert frames()
    assert [line for line in frames() if not CANPLAYER_LINE.fullmatch(line)] == []


def test_can_utils_reads_each_frame_of_the_trace(tmp_path):
    out = tmp_path / "trace.asc"
    subprocess.run([tool("log2asc"), "-I", TRACE, "-O", out, "vcan0", "vcan1"], check=True, timeout=60)
    assert len([line for line in out.read_text().splitlines() if " Rx " in line]) == len(frames())


def test_python_can_reads_both_traces_alike():
    can = pytest.importorskip("can")
    candump = list(can.CanutilsLogReader(TRACE))
    asc = list(can.ASCReader(REPORT / "trace.asc"))
    assert len(candump) == len(asc) == len(frames())
    for one, other in zip(candump, asc, strict=True):
        assert (one.arbitration_id, one.is_extended_id, one.data) == (
            other.arbitration_id,
            other.is_extended_id,
            other.data,
        )


def test_cantools_decodes_each_frame_of_the_trace():
    pytest.importorskip("cantools")
    # Faults of the bus stand in the trace, too: frames of them have the bits that they have.
    command = ["cantools", "decode", "--no-strict", "--single-line", str(DBC)]
    decoded = subprocess.run(
        [sys.executable, "-m", *command],
        input=TRACE.read_bytes(),
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout.decode()
    lines = [line for line in decoded.splitlines() if "::" in line]
    assert len(lines) == len(frames())
    assert [line for line in lines if "Unknown frame id" in line] == []
    assert any("WindowRequest" in line and "OPEN" in line for line in lines)


@pytest.mark.parametrize("stage", ["to_command", "to_frame", "to_response", "resolve"])
def test_hdrhistogram_reads_each_interval(stage):
    log = pytest.importorskip("hdrh.log")
    histogram = pytest.importorskip("hdrh.histogram").HdrHistogram(1, 3_600_000_000, 3)
    reader = log.HistogramLogReader(str(REPORT / f"latency/{stage}.hlog"), histogram)
    count = 0
    while (interval := reader.get_next_interval_histogram()) is not None:
        count += interval.get_total_count()
    assert count > 50
