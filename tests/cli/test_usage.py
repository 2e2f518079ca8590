"""What a person gets wrong on the command line: each mistake is told before any work, with what to do."""

import gzip
import io
import json
import sys

import pytest

FAST = ("--tier", "shallow", "--verifier", "lexical", "--no-primer")
ROW = {"id": "a", "response": "No fever.", "evidence": ["She has no fever."]}


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(ROW) + "\n")
    return path


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-m", ""], "found no metric in --metric"),
        (["-m", "Factualty"], "did you mean Factuality"),
        (["-m", "factuality"], "unknown metric 'factuality'; did you mean Factuality?"),
        (["-m", "ndcg@10"], "unknown metric 'ndcg'; did you mean nDCG?"),
        (["-m", "Factuality@5"], "Factuality has no cutoff; write Factuality"),
        (["-m", "HitRate@x"], "found the cutoff 'x', expected a whole number such as HitRate@5"),
        (["--fail-under", "Factualty=0.5"], "threshold for 'Factualty', but the rows have: Factuality"),
        (["--example"], "--example scores the embedded records; leave"),
        (["-o", "-", "--summary", "-"], "rows and summary cannot both go to stdout"),
        (["--field", "response"], "Invalid value for '--field': found 'response', expected OURS=THEIRS"),
        (["--summary", "no/such/folder.json"], "there is no folder no/such; make it first"),
        (["-o", "no/such/out.jsonl"], "cannot write no/such/out.jsonl: there is no folder no/such; make it first"),
        (["--seed", "-3"], "-3 is not in the range x>=0"),
        (["--resamples", "1000000000"], "1000000000 is not in the range 1<=x<=1000000"),
        (["-o", "."], "cannot write .: Is a directory; name a file in it"),
    ],
)
def test_a_mistake_is_told_before_any_work(rows, command, options, message):
    code, out, told = command("score", rows, *FAST, *options)
    assert (code, out) == (2, "")
    assert message in told
    assert "Scored" not in told


def test_a_search_that_is_not_there_ends_the_run(rows, command):
    rows.write_text(json.dumps({"response": "No fever."}) + "\n")
    code, out, told = command("score", rows, *FAST[:4], "--index", "no_such_module:find")
    assert (code, out) == (3, "")
    assert "No module named 'no_such_module'; expected a function of a module on the path" in told


def test_a_threshold_is_read_as_the_metric_prints_itself(rows, command):
    code, _, told = command("score", rows, *FAST, "-m", "FActScore(gamma=10)", "--fail-under", "FActScore(gamma=10)=0")
    assert code == 0, told


@pytest.mark.parametrize("content", [gzip.compress(b'{"response": "x"}'), b"\x28\xb5\x2f\xfd..."])
def test_a_packed_file_without_its_suffix_is_one_error(rows, command, content):
    rows.write_bytes(content)
    code, _, told = command("check", rows)
    assert code == 2
    assert "in.jsonl is packed; unpack it, or name it .gz or .zst by what it is" in told


def test_fields_are_found_in_lists_and_under_names_with_dots(rows, command):
    row = {"choices": [{"message": {"content": "No fever."}}], "gold.answer": "flu", "gold": {"answer": "MI"}}
    rows.write_text(json.dumps(row) + "\n")
    fields = ["--field", "response=choices.0.message.content", "--field", "reference.answer=gold.answer"]
    code, out, _ = command("decompose", rows, *fields, "--tier", "shallow")
    found = json.loads(out)
    assert (code, found["response"], found["reference"]) == (0, "No fever.", {"answer": "flu"})
    assert command("decompose", rows, "--field", "response=choices.1.message.content")[0] == 1


def test_a_summary_takes_the_place_of_nothing_else(rows, command, tmp_path):
    content, out = rows.read_bytes(), tmp_path / "out.jsonl"
    code, _, told = command("score", rows, *FAST, "-o", out, "--summary", rows)
    assert (code, rows.read_bytes()) == (2, content)
    assert "in.jsonl is the input and the output; name another output" in told
    code, _, told = command("score", rows, *FAST, "-o", out, "--summary", tmp_path / "." / "out.jsonl")
    assert (code, out.exists()) == (2, False)
    assert "out.jsonl would be written twice; name two files" in told
    code, _, told = command("verify", rows, "-o", out, "--pair-cache", out)
    assert (code, out.exists()) == (2, False)
    assert "out.jsonl would be written twice; name two files" in told


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_of_utf_16_is_one_error(rows, command, encoding):
    rows.write_bytes('{"response": "x"}\n'.encode(encoding))
    code, _, told = command("check", rows)
    assert code == 2
    assert "in.jsonl is UTF-16, expected UTF-8: iconv -f UTF-16 -t UTF-8 FILE" in told


def test_a_plain_file_that_is_called_gz(rows, command):
    path = rows.rename(rows.with_suffix(".jsonl.gz"))
    code, _, told = command("check", path)
    assert code == 2
    assert "cannot be unpacked: Not a gzipped file" in told


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('[{"response": "x"}]', "a file of one JSON array becomes JSON Lines with: jq -c '.[]' FILE"),
        ('[\n{"response": "x"}\n]', "a file of one JSON array becomes JSON Lines with: jq -c '.[]' FILE"),
        ("id,response\n1,No fever.\n", "a table becomes JSON Lines with: python -c 'import csv,json,sys; "),
        ("id\tresponse\n1\tNo fever.\n", "a table becomes JSON Lines with: "),
        ('{\n  "response": "x"\n}', "a file of indented JSON becomes JSON Lines with: jq -c . FILE"),
    ],
)
def test_json_that_is_not_json_lines_is_told_how_to_become_it(rows, command, text, hint):
    rows.write_text(text)
    code, _, told = command("check", rows)
    assert code == 1
    assert hint in told
    assert "`score` would write them with their error" in told


def test_check_names_fields_that_nothing_reads(rows, command):
    rows.write_text(json.dumps(ROW | {"reference": {"answers": ["x"]}, "gold": "y"}) + "\n")
    fields = ("--field", "response=outptu", "--field", "question=gold")
    code, out, _ = command("check", rows, *fields)
    assert code == 0
    assert "1 with reference that has neither answer nor reasoning" in out
    assert "no row has the field 'outptu' of --field; check its spelling" in out
    assert "'gold'" not in out


def test_check_asks_whether_another_field_was_meant(rows, command):
    lines = [
        ROW | {"referece": {"answer": "x"}, "question_id": 3},
        ROW | {"answer": "x", "reference": {"reasonings": ["y"]}, "answers": ["z"]},
        ROW | {"answer": "x"},
    ]
    rows.write_text("".join(json.dumps(line | {"id": number}) + "\n" for number, line in enumerate(lines)))
    code, out, _ = command("check", rows)
    assert code == 0
    asked = [line.strip() for line in out.splitlines() if "did you mean" in line]
    assert asked == [
        "1 with referece, which is not read; did you mean reference (--field reference=referece)?",
        "2 with answer, which is not read; did you mean reference.answer (--field reference.answer=answer)?",
        "1 with reference.reasonings, which is not read; did you mean reference.reasoning "
        "(--field reference.reasoning=reference.reasonings)?",
    ]
    assert "  1 with answers\n" in out
    code, out, _ = command("check", rows, "--field", "reference.answer=answer")
    assert "did you mean reference.answer" not in out


def test_a_row_without_an_id_goes_by_its_line(command):
    lines = [{"response": "Fever."}, {"id": None, "response": "Fever."}, {"id": 7, "response": "Fever."}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    out = command("score", "-", *FAST, "-q", stdin=text)[1]
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["1", "2", 7]


def test_fields_of_an_output_row_come_in_the_order_of_the_record_format(rows, command):
    rows.write_text(json.dumps(ROW | {"mine": 1}) + "\n" + json.dumps(ROW | {"id": "b", "references": "old"}) + "\n")
    for metric in ("Factuality", "HitRate"):
        found, again = (json.loads(line) for line in command("score", rows, *FAST, "-q", "-m", metric)[1].splitlines())
        assert list(found)[:4] == ["id", "response", "evidence", "mine"]
        assert list(found)[4:] == ["status", "scores", "trace", "claims", "filtered", "references", "signature"]
        assert again["references"] == []


def test_a_row_for_verify_brings_a_response_or_a_claim(command):
    code, out, _ = command("verify", "-", *FAST[:4], stdin='{"id": 1, "text": "No fever."}\n')
    assert code == 1
    assert json.loads(out)["error"]["message"] == "missing, expected a response, or a bare claim in 'claim'"


def test_aggregate_and_compare_refuse_what_cannot_be(rows, command, tmp_path):
    scored = tmp_path / "scored.jsonl"
    assert command("score", rows, *FAST, "-q", "-o", scored)[0] == 0
    for options, message in (
        ([scored, "--sample", "2"], "--sample needs --export-claims"),
        ([scored, "--labels", "no.csv"], "cannot read no.csv: No such file or directory\n"),
        ([scored, "--export-claims", "no/such.csv"], "there is no folder no; make it first"),
        ([rows], "row 'a': found no scores, expected an object; score the file first"),
    ):
        code, _, told = command("aggregate", *options)
        assert code == 2
        assert message in told
    assert "standard input can be read only once" in command("compare", "-", "-")[2]
    assert "standard input holds no rows" in command("aggregate", "-", stdin="")[2]
    code, _, told = command("aggregate", scored, "--by", "modle")
    assert (code, "no row has the field 'modle' of --by" in told) == (0, True)


def test_what_no_stage_looked_at_is_not_taken_for_absent(rows, command, tmp_path):
    scored = tmp_path / "scored.jsonl"
    assert command("score", rows, *FAST, "-q", "-m", "AnswerAccuracy", "-o", scored)[0] == 0
    options = ["-m", "Factuality,ReasoningEfficiency,Completeness", "--format", "json"]
    _, out, told = command("aggregate", scored, *options)
    n = len(rows.read_text().splitlines())
    assert [item["statuses"] for item in json.loads(out)["metrics"]] == [{"not_in_row": n}] * 3
    assert "scored without verdicts, which Factuality needs; score them again" in told
    claims = [{"id": "c", "text": "x", "verdict": {"status": "judged", "label": "supported"}}]
    own = [json.loads(line) | {"claims": claims} for line in scored.read_text().splitlines()]
    scored.write_text("".join(json.dumps(row) + "\n" for row in own))
    assert json.loads(command("aggregate", scored, *options)[1])["metrics"][0]["value"] == 1


def test_metrics_takes_the_names_that_score_takes(command):
    code, out, _ = command("metrics", "HitRate@5", "F1@K", "FActScore(gamma=5)", "--format", "json")
    assert code == 0
    assert [metric["name"] for metric in json.loads(out)] == ["F1@K", "FActScore", "HitRate"]


def test_explain_says_that_a_text_is_not_english(command):
    text = "Der Patient hat hohes Fieber und starken Husten, aber keine Atemnot in der Nacht."
    assert "no claims: this text is not English" in command("explain", text, *FAST[:4])[1]


def test_an_index_of_nothing_says_what_was_skipped(tmp_path, command):
    path = tmp_path / "passages.jsonl"
    path.write_text('{"id": 1, "title": "x"}\n')
    code, _, told = command("index", "build", path, "-o", tmp_path / "index")
    assert code == 2
    assert "skipped" in told.splitlines()[0]


def test_a_closed_pipe_is_no_failure(command, monkeypatch):
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError(32, "Broken pipe")

    from reasonscore_cli.main import main

    monkeypatch.setattr(sys, "stdout", Closed())
    monkeypatch.setattr("os.dup2", lambda a, b: None)
    monkeypatch.setattr(Closed, "fileno", lambda self: 1)
    with pytest.raises(SystemExit) as end:
        main(["metrics", "Factuality"])
    assert end.value.code == 0
