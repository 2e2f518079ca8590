import gzip
import json

import pytest
from click.testing import CliRunner
from reasonscore_cli.aggregate import aggregate

from reasonscore.errors import InputError
from reasonscore.metrics.score import absent, ratio

SIGNATURE = "rs:0.1.0|verify:backend=onnx"


def rows(count=6):
    for index in range(count):
        score = ratio(index % 3, 2) if index else absent("no_claims")
        yield {
            "id": str(index),
            "status": "scored",
            "scores": {"Factuality": score.to_row()},
            "signature": SIGNATURE,
        } | {"model": "ab"[index % 2]}


@pytest.fixture
def scored(tmp_path):
    path = tmp_path / "scored.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()))
    return str(path)


def run(*arguments, **more):
    return CliRunner().invoke(aggregate, list(arguments), **more)


def test_table_and_exit_code(scored):
    result = run(scored)
    assert result.exit_code == 0
    assert " Factuality ↑ | 0.600 |" in result.stdout
    assert "no_claims 1" in result.stdout
    assert "5 / 6" in result.stdout
    assert f"signature: {SIGNATURE}|aggregate:missing=skip" in result.stdout
    assert result.stderr == ""


def test_formats_missing_and_groups(scored):
    content = json.loads(run(scored, "--format", "json", "--by", "model", "--missing", "zero").stdout)
    assert content["metrics"][0]["value"] == 0.5
    assert [group["group"] for group in content["groups"]] == ["a", "b"]
    assert content["gaps"][0]["metric"] == "Factuality"
    assert run(scored, "--format", "csv", "--by", "model").stdout.startswith("model,metric,value,low,high")
    assert "largest gap" in run(scored, "--by", "model").stdout
    assert run(scored, "--format", "latex").stdout.startswith(r"\begin{tabular}{lrcr}")
    assert r"b & Factuality $\uparrow$ & 0.500" in run(scored, "--format", "latex", "--by", "model").stdout


def test_rows_whose_claims_are_of_another_kind(tmp_path):
    path, labels = tmp_path / "scored.jsonl", tmp_path / "labels.csv"
    found = [next(rows()) | {"id": "a", "claims": ["text", {"verdict": 3}], "group": "x"}, *list(rows())[1:3]]
    path.write_text("".join(json.dumps(row) + "\n" for row in found))
    assert run(str(path), "--export-claims", str(labels)).exit_code == 0
    assert labels.read_text().count("\n") == 2
    assert run(str(path), "--labels", str(labels)).exit_code == 0
    told = run(str(path), "-m", "ConditionKept", "--by", "group")
    assert told.exit_code == 1
    assert "line 1, row 'a': found claims, trace or references that are not those of the record" in told.stderr
    assert "no_claims 2, error 1" in told.stdout
    assert "ConditionKept ↑ | x" in told.stdout


def test_what_is_read_is_not_written(scored, tmp_path):
    content = (tmp_path / "scored.jsonl").read_text()
    (tmp_path / "alias").symlink_to(scored)
    for path in (scored, str(tmp_path / "alias")):
        refused = run(scored, "--export-claims", path).exception
        assert str(refused) == f"{scored} is the input and the output; name another output"
    (tmp_path / "labels.csv").write_text("record,claim,label\n")
    labels = str(tmp_path / "labels.csv")
    assert "is the input and the output" in str(run(scored, "--labels", labels, "--export-claims", labels).exception)
    assert (tmp_path / "scored.jsonl").read_text() == content


def test_an_export_without_room(scored):
    assert (
        str(run(scored, "--export-claims", "/dev/full").exception) == "cannot write /dev/full: No space left on device"
    )


def test_zeros_that_praise_are_told(tmp_path):
    path = tmp_path / "scored.jsonl"
    scores = ({"ContradictionRate": score.to_row()} for score in (ratio(1, 2), absent("no_claims")))
    path.write_text("".join(json.dumps({"id": str(i), "scores": found}) + "\n" for i, found in enumerate(scores)))
    told = "0 is the best value of ContradictionRate: rows without a value make it look better"
    assert told in run(str(path), "--missing", "zero").stdout
    assert told not in run(str(path)).stdout


def test_an_export_with_long_cells_is_read_back(tmp_path):
    path, labels = tmp_path / "scored.jsonl", tmp_path / "labels.csv"
    claim = {"id": "c", "text": "x", "verdict": {"status": "judged", "label": "supported"}}
    asked = [{"role": "user", "content": "q" * 200_000}, {"role": "assistant", "content": "a"}]
    path.write_text(json.dumps(next(rows()) | {"question": asked, "claims": [claim]}) + "\n")
    assert run(str(path), "--export-claims", str(labels)).exit_code == 0
    assert labels.read_text().splitlines()[1].startswith("0,c,x,qqq")
    labels.write_text(labels.read_text().rstrip("\n") + "supported\n")
    assert "(1 items)" in run(str(path), "--labels", str(labels)).stdout


def test_a_column_that_nobody_can_read_is_told(scored):
    assert (
        "no row has both a value of Factuality and the field 'human'"
        in run(scored, "--agree", "Factuality=human").stderr
    )
    told = run(scored, "--agree", "Factuality=model").stderr
    assert "6 values of 'model' are neither yes nor no, and left out" in told


def test_threshold(scored):
    assert run(scored, "--fail-under", "Factuality=0.6").exit_code == 0
    missed = run(scored, "--fail-under", "Factuality=0.7")
    assert missed.exit_code == 4
    assert "Factuality is 0.6000, expected at least 0.7" in missed.stderr
    assert isinstance(run(scored, "--fail-under", "Factuality").exception, InputError)
    assert isinstance(run(scored, "--fail-under", "Nothing=1").exception, InputError)
    assert isinstance(run(scored, "--fail-under", "Factuality=nan").exception, InputError)


def test_failed_and_broken_rows_stay_in_n(tmp_path):
    path = tmp_path / "scored.jsonl.gz"
    lines = [
        *(json.dumps(row) for row in rows()),
        json.dumps({"id": "e", "status": "error", "scores": {}}),
        '{"id": "cut',
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    result = run(str(path))
    assert result.exit_code == 1
    assert "5 / 8" in result.stdout
    assert "error 2" in result.stdout
    assert "line 8: not valid JSON" in result.stderr


def test_stdin_and_mixed_signatures():
    lines = [json.dumps(row | {"signature": f"rs:{index % 2}"}) for index, row in enumerate(rows())]
    result = run("-", input="\n".join(lines))
    assert "different signatures" in result.stderr
    assert "signature: mixed[rs:0 ; rs:1]" in result.stdout


def test_asked_metrics_are_computed_where_the_row_lacks_them(tmp_path):
    claims = [{"verdict": {"status": "judged", "label": label}} for label in ("supported", "contradicted")]
    path = tmp_path / "judged.jsonl"
    path.write_text(json.dumps({"id": "1", "status": "scored", "scores": {}, "claims": claims}))
    content = json.loads(run(str(path), "-m", "Factuality,ContradictionRate", "--format", "json").stdout)
    assert [(found["metric"], found["value"]) for found in content["metrics"]] == [
        ("Factuality", 0.5),
        ("ContradictionRate", 0.5),
    ]
    assert content["metrics"][0]["counts"] == {"supported": 1, "contradicted": 1, "unverifiable": 0, "not_judged": 0}


def test_a_file_without_rows_is_named(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_text("\n")
    assert "holds no rows" in str(run(str(path)).exception)
    assert "cannot read" in str(run(str(tmp_path / "none.jsonl")).exception)


def test_k_of_the_pool_is_told_once_and_stands_below_the_table(tmp_path):
    path = tmp_path / "judged.jsonl"
    claims = [{"verdict": {"status": "judged", "label": "supported"}}]
    judged = [{"id": str(n), "status": "scored", "scores": {}, "claims": claims * n} for n in (1, 2, 5)]
    path.write_text("\n".join(map(json.dumps, judged)))
    result = run(str(path), "-m", "F1@K")
    assert result.stderr == "warning: F1@K: K = 2 comes from this pool of 3 responses; give k to compare with another\n"
    assert "F1@K: k 2" in result.stdout
