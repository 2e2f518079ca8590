"""`reasonscore lexicon lookup`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from reasonscore_cli.lexicon import lexicon
from reasonscore_cli.main import main


def test_jsonl_gives_one_row_for_each_line() -> None:
    result = CliRunner().invoke(lexicon, ["lookup", "-", "--format", "jsonl"], input="MI\n\nlow sodium\nzzz\n")
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert result.exit_code == 0
    assert [row["text"] for row in rows] == ["MI", "", "low sodium", "zzz"]
    assert rows[0]["concepts"][0] == {
        "id": "disease:myocardial-infarction",
        "name": "myocardial infarction",
        "kind": "disease",
        "span": [[0, 2]],
    }
    assert rows[1]["concepts"] == rows[3]["concepts"] == []
    assert rows[2]["concepts"][0]["span"] == [[0, 10]]


def test_text_is_plain_in_a_pipe_and_shows_ambiguity() -> None:
    result = CliRunner().invoke(lexicon, ["lookup", "MS today"])
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert "multiple sclerosis  (ambiguous)" in result.output
    assert "no concept" in CliRunner().invoke(lexicon, ["lookup", "qwxz"]).output


def test_a_users_table_is_laid_over_and_a_bad_one_exits_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.tsv", tmp_path / "bad.tsv"
    good.write_text("kind\tname\tforms\ndrug\tnovostatin\tNVS1\n", encoding="utf-8")
    bad.write_text("kind\tname\tforms\npill\tnovostatin\tNVS1\n", encoding="utf-8")
    runner = CliRunner()
    found = runner.invoke(lexicon, ["lookup", "NVS1 daily", "--lexicon", str(good)])
    assert "novostatin" in found.output
    with pytest.raises(SystemExit) as end:
        main(["lexicon", "lookup", "NVS1", "--lexicon", str(bad)])
    assert end.value.code == 2
    assert "reasonscore: input error: line 2: " in (told := capsys.readouterr().err)
    assert "column 1" in told
