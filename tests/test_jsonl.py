import gzip
import json

import pytest
import zstandard

from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import dump_row, open_text_out, parse_line, read_jsonl

NO_NUMBER = "which JSON does not have; write null where there is no number"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"id": 1', "line 9: not valid JSON at column 9: Expecting ',' delimiter"),
        (b'{"a": \xff}', "line 9: found byte 0xff at column 7, expected UTF-8"),
        (b"[1]", "line 9: found a list, expected a JSON object"),
        (
            b'{"a": NaN}',
            "line 9: not valid JSON: found NaN, which JSON does not have; write null where there is no number",
        ),
        (
            b'{"a": Infinity}',
            "line 9: not valid JSON: found Infinity, which JSON does not have; write null where there is no number",
        ),
        (b"[" * 100_000, "line 9: found lists or objects nested more than 100 deep; flatten them"),
        (b'{"a": "\x00"}', "line 9: not valid JSON at column 8: Invalid control character at"),
    ],
)
def test_a_broken_line_is_an_error_with_its_place(content, message):
    line = parse_line(9, content)
    assert line.row is None
    assert str(line.error) == message


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_files_are_packed_and_unpacked_by_suffix(tmp_path, suffix):
    path = tmp_path / f"rows.jsonl{suffix}"
    with open_text_out(path) as handle:
        handle.write(dump_row({"id": "é"}))
        handle.write("\n")
        handle.write(dump_row({"id": 2}))
    content = path.read_bytes()
    plain = {".gz": gzip.decompress, ".zst": zstandard.ZstdDecompressor().decompressobj().decompress}.get(suffix, bytes)
    assert plain(content).decode() == '{"id": "é"}\n\n{"id": 2}\n'
    assert [(line.number, line.row) for line in read_jsonl(path)] == [(1, {"id": "é"}), (3, {"id": 2})]


def test_the_same_rows_give_the_same_packed_bytes(tmp_path):
    for name in ("a.gz", "b.gz"):
        with open_text_out(tmp_path / name) as handle:
            handle.write("x\n")
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_a_byte_order_mark_is_no_error(tmp_path):
    path = tmp_path / "bom.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1}\n')
    assert [line.row for line in read_jsonl(path)] == [{"id": 1}]


def test_a_torn_archive_keeps_what_came_before_and_says_where_it_broke(tmp_path):
    path = tmp_path / "torn.jsonl.gz"
    rows = "".join(json.dumps({"id": number, "noise": str(hash(number * 7919))}) + "\n" for number in range(4000))
    path.write_bytes(gzip.compress(rows.encode())[:-200])
    seen = []
    with pytest.raises(ReasonScoreError, match="breaks off after line"):
        seen.extend(line.number for line in read_jsonl(path))
    assert len(seen) > 100


def test_lone_surrogates_survive():
    assert json.loads(dump_row({"text": "a\ud800b"})) == {"text": "a\ud800b"}


def test_a_missing_file_is_explained(tmp_path):
    with pytest.raises(ReasonScoreError, match=r"cannot read .*: No such file"):
        list(read_jsonl(tmp_path / "none.jsonl"))
