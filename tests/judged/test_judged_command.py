import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from reasonscore_cli.aggregate import aggregate
from reasonscore_cli.judged import judged

from reasonscore.errors import UnknownNameError


@pytest.fixture
def files(tmp_path):
    claims = [
        {"claim": "a", "raw": "True", "score": 1},
        {"claim": "b", "raw": "False", "score": 0},
        {"claim": "c", "raw": ""},
    ]
    lines = [json.dumps({"id": str(index), "score": 0.5, "claims": claims[: 2 + index % 2]}) for index in range(4)]
    path = tmp_path / "output.jsonl"
    path.write_text("\n".join([*lines, "{cut"]))
    return path, tmp_path / "scored.jsonl.gz", tmp_path / "problems.jsonl"


def test_rows_go_out_and_problems_are_told(files):
    path, out, told = files
    arguments = ["medscore", str(path), "-o", str(out), "-m", "FActScore(gamma=0)", "--problems", str(told)]
    result = CliRunner().invoke(judged, arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Factuality ↑" in result.stderr
    assert "3 problems" in result.stderr
    assert "2 x, first at output.jsonl:2 claims[2]: the judge's answer says neither" in result.stderr
    assert len(told.read_text().splitlines()) == 3
    content = json.loads(CliRunner().invoke(aggregate, [str(out), "--format", "json"]).stdout)
    assert [(item["metric"], item["value"], item["n"]) for item in content["metrics"]] == [
        ("Factuality", 0.5, 5),
        ("FActScore(gamma=0)", 0.5, 5),
    ]


def test_no_model_is_loaded(files):
    path, out, _ = files
    code = (
        "import sys\n"
        "from reasonscore_cli.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'spacy', 'torch', 'onnxruntime', 'tokenizers'} & set(sys.modules)))"
    )
    arguments = [sys.executable, "-c", code, "judged", "medscore", str(path), "-o", str(out), "-q"]
    found = subprocess.run(
        arguments, capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert found.stdout.strip() == "[]"


def test_stdout_and_quiet(files):
    result = CliRunner().invoke(judged, ["medscore", str(files[0]), "-q"])
    assert result.stderr == ""
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()].count("error") == 1
    assert len(result.stdout.splitlines()) == 5
    assert isinstance(CliRunner().invoke(judged, ["medscor", str(files[0])]).exception, UnknownNameError)


@pytest.mark.parametrize(("option", "value"), [("-o", "output.jsonl"), ("--problems", "output.jsonl")])
def test_what_is_read_is_not_written(files, option, value):
    content = files[0].read_bytes()
    result = CliRunner().invoke(judged, ["medscore", str(files[0]), option, str(files[0].parent / value)])
    assert "is the input and the output; name another output" in str(result.exception)
    assert files[0].read_bytes() == content


def test_an_id_with_a_number_that_another_row_has(tmp_path):
    path = tmp_path / "output.jsonl"
    path.write_text("".join(json.dumps({"id": name, "claims": []}) + "\n" for name in ("a#2", "a", "a", "a")))
    result = CliRunner().invoke(judged, ["medscore", str(path), "-q"])
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a#2", "a", "a#3", "a#4"]
