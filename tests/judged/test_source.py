"""Sources of judged records: what cannot be read is told, and nothing is read without a bound."""

import gzip

import pytest
import zstandard
from reasonscore_cli.main import main

from reasonscore import csv_cell
from reasonscore.errors import ReasonScoreError
from reasonscore.judged import source


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_one_document_is_read_up_to_a_bound_once_unpacked(tmp_path, monkeypatch, suffix):
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}[suffix]
    path = tmp_path / f"judged.json{suffix}"
    path.write_bytes(pack(b"[" + b" " * 2000 + b"]"))
    assert list(source.read_items(path)) == []
    monkeypatch.setattr(source, "LARGEST_WHOLE", 2000)
    with pytest.raises(ReasonScoreError) as told:
        list(source.read_items(path))
    assert str(told.value) == (
        f"{path} has more than 2,000 bytes (unpacked), the most that is read as one document; split it, or write one "
        "object a line (.jsonl), which has no bound"
    )


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_damaged_archive_is_told(tmp_path, suffix):
    pack = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}[suffix]
    path = tmp_path / f"judged.json{suffix}"
    path.write_bytes(b"x" + pack(b"[1]"))
    with pytest.raises(ReasonScoreError, match=r"cannot read .*judged\.json"):
        list(source.read_items(path))


def test_a_field_that_csv_cannot_hold_is_told(tmp_path, monkeypatch):
    path = tmp_path / "rows.csv"
    path.write_text(f"id,text\n1,short\n2,{'x' * 140_000}\n")
    assert [len(item.value["text"]) for item in source.read_items(path)] == [5, 140_000]
    monkeypatch.setattr(csv_cell, "LONGEST_CELL", 131_072)
    first, second = source.read_items(path)
    assert first.value == {"id": "1", "text": "short"}
    assert second.error == ("not valid CSV: field larger than field limit (131072); the rest of the file is not read")


@pytest.mark.parametrize("name", ["rows.json", "rows.jsonl"])
def test_numbers_that_json_does_not_have_cost_no_record(tmp_path, name):
    path = tmp_path / name
    lines = ['{"id": "a", "score": NaN, "low": -Infinity}', '{"id": "b", "score": 0.5}']
    path.write_text("[" + ", ".join(lines) + "]" if name.endswith(".json") else "\n".join([*lines, '{"id": NaN']))
    first, second, *broken = source.read_items(path)
    assert (first.value, first.error) == ({"id": "a", "score": None, "low": None}, "")
    assert second.value == {"id": "b", "score": 0.5}
    assert all(item.value is None and item.error.startswith("not valid JSON") for item in broken)


def test_the_command_says_so_without_a_traceback(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(source, "LARGEST_WHOLE", 10)
    (tmp_path / "judged.json").write_text(" " * 20)
    with pytest.raises(SystemExit) as ended:
        main(["judged", "factscore", str(tmp_path / "judged.json"), "-o", str(tmp_path / "out.jsonl")])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("reasonscore: error: ")
