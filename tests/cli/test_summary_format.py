"""The summary for programs: its forms, where it goes, and thresholds."""

import csv
import gzip
import io
import json

import pytest

FAST = ["--tier", "shallow", "--verifier", "lexical", "-m", "Factuality,ContradictionRate"]


def values(style, text):
    """Value of Factuality in a summary."""
    if style == "json":
        return json.loads(text)["metrics"][0]["value"]
    if style == "csv":
        return float(next(csv.DictReader(io.StringIO(text)))["value"])
    return float(next(line for line in text.splitlines() if line.startswith("Factuality")).split("&")[1])


@pytest.mark.parametrize("style", ["json", "csv", "latex"])
def test_every_form_says_the_same_on_stdout_and_in_a_file(command, tmp_path, style):
    rows, packed = tmp_path / "rows.jsonl", tmp_path / "summary.gz"
    code, out, told = command("score", "--example", "-o", rows, *FAST, "--format", style)
    assert code == 0
    assert "Factuality" not in told
    code, nothing, _ = command("score", "--example", "-o", rows, *FAST, "--format", style, "--summary", packed)
    assert (code, nothing) == (0, "")
    assert gzip.decompress(packed.read_bytes()).decode() == out
    scored = [json.loads(line)["scores"]["Factuality"]["value"] for line in rows.read_text().splitlines()]
    given = [value for value in scored if value is not None]
    assert values(style, out) == pytest.approx(sum(given) / len(given), abs=6e-4)


def test_rows_on_stdout_are_not_mixed_with_the_summary(command):
    code, out, told = command("score", "--example", "-o", "-", *FAST, "--format", "json")
    assert code == 0
    assert all("scores" in json.loads(line) for line in out.splitlines())
    assert '"metrics"' in told


def test_quiet_leaves_a_summary_that_was_asked_for(command, tmp_path):
    code, out, told = command("score", "--example", "-o", tmp_path / "x", *FAST, "-q", "--format", "json")
    assert code == 0
    assert json.loads(out)["metrics"]
    assert "{" not in told


@pytest.mark.parametrize(
    ("threshold", "code"),
    [("Factuality=0", 0), ("Factuality=1", 4), ("ContradictionRate=1", 0), ("ContradictionRate=-0.1", 4)],
)
def test_a_threshold_looks_in_the_metrics_direction(command, tmp_path, threshold, code):
    found, _, told = command("score", "--example", "-o", tmp_path / "x", *FAST, "-q", "--fail-under", threshold)
    assert found == code, told


@pytest.mark.parametrize("threshold", ["Factuality", "Factuality=x", "=0.5", "Completeness=0.5"])
def test_a_threshold_that_cannot_be_checked_is_a_usage_error(command, tmp_path, threshold):
    assert command("score", "--example", "-o", tmp_path / "x", *FAST, "-q", "--fail-under", threshold)[0] == 2
