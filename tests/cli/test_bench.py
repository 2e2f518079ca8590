"""Rates and forecasts: what they say follows from what was measured."""

import json

import pytest
from reasonscore_cli.field import FieldMap
from reasonscore_cli.forecast import Forecast, spread_rows

FAST = ["--tier", "shallow", "--verifier", "lexical", "--no-primer"]


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    lines = [json.dumps({"response": f"Fever for {n} days.", "evidence": "Fever."}) for n in range(50)]
    path.write_text("\n".join(lines))
    return path


def test_by_hand():
    found = Forecast(1000, 4, 9, loading=2.0, stages={"a": 1.0, "b": 3.0}, blocks=[(1, 1.0), (1, 0.5), (2, 2.5)])
    assert found.seconds == 4
    assert found.expected == 2 + 1000
    assert found.rate(2.0) == 2
    assert found.rate(0.0) is None
    low, high = found.between
    margin = 1.96 * (((1 - 0.9166667) ** 2 + (0.5 - 0.9166667) ** 2 + (1.25 - 0.9166667) ** 2) / 2 / 3) ** 0.5 * 1000
    assert (low, high) == (pytest.approx(1002 - margin, rel=1e-4), pytest.approx(1002 + margin, rel=1e-4))
    assert Forecast(10, 1, 1, stages={"a": 1.0}, blocks=[(1, 1.0)]).between == (10, 10)


def test_a_file_is_sampled_all_over_and_forecast(command, rows):
    code, out, told = command("bench", rows, *FAST, "--sample", 8, "--format", "json")
    assert (code, told) == (0, "")
    found = json.loads(out)
    assert (found["n_rows"], found["n_sampled"], found["n_claims"]) == (50, 8, 8)
    assert list(found["stages"]) == ["trace", "decompose", "retrieve", "verify", "metrics"]
    spent = sum(stage["seconds"] for stage in found["stages"].values())
    assert found["expected_seconds"] == pytest.approx(found["loading_seconds"] + spent / 8 * 50, rel=1e-3)
    assert found["between"][0] <= found["expected_seconds"] <= found["between"][1]


def test_stages_that_no_metric_needs_are_not_measured(command, rows):
    _, out, _ = command("bench", rows, *FAST, "-m", "ListLength", "--format", "json")
    assert json.loads(out)["stages"]["verify"] == {"seconds": 0.0, "rows_per_second": None}


def test_the_sample_is_the_same_every_time_and_spread(rows):
    first, n_rows, _ = spread_rows(str(rows), 10, FieldMap())
    again, _, _ = spread_rows(str(rows), 10, FieldMap())
    assert first == again
    assert n_rows == 50
    assert len({record.id for record in first}) == 10
    assert max(int(record.id) for record in first) > 25


def test_a_person_reads_a_table(command, rows):
    code, out, _ = command("bench", rows, *FAST, "--sample", 4)
    assert code == 0
    assert out.startswith("4 of 50 rows, 4 claims; loading took")
    assert f"{rows}: about " in out
    code, out, _ = command("bench", *FAST)
    assert code == 0
    assert "about" not in out


def test_broken_rows_are_told_and_a_file_of_them_is_refused(command, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"response": "Fever."}\n{"response": 5}\n')
    code, _, told = command("bench", path, *FAST)
    assert code == 1
    assert "1 of the sampled rows are broken" in told
    path.write_text('{"response": 5}\n')
    code, _, told = command("bench", path, *FAST)
    assert code == 2
    assert "holds no row that can be scored" in told
