"""Input that is not what it should be: one error row each, the exact message, the rest scored, never a traceback."""

import gzip
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from reasonscore_cli.main import main

from reasonscore.jsonl import LONGEST_LINE

ROOT = Path(__file__).parent.parent.parent
FAST = ["--tier", "shallow", "--verifier", "lexical", "--no-primer", "-q"]
GOOD = b'{"id": "good", "response": "Fever."}'
RANGE = "found a number beyond the range of a double (%s...); write it as a string or null"


def run(*arguments, stdin=None):
    """Exit code, stdout and stderr of the command."""
    import click

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def whole(rest):
        main(list(rest))

    done = CliRunner().invoke(whole, [str(argument) for argument in arguments], input=stdin)
    assert "Traceback" not in done.stderr
    return done.exit_code, done.stdout, done.stderr


def rows_of(text):
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("line", "field", "message"),
    [
        (b'{"id": 1, "response": "x"', None, "not valid JSON at column 26: Expecting ',' delimiter"),
        (b"{'id': 1}", None, "not valid JSON at column 2: Expecting property name enclosed in double quotes"),
        (b"not json", None, "not valid JSON at column 1: Expecting value"),
        (b'"text"', None, "found a string, expected a JSON object"),
        (b'[{"response": "x"}]', None, "found a list, expected a JSON object"),
        (b'{"response": 5}', "response", "found a number, expected a string or a list of chat messages"),
        (b'{"response": null}', "response", "found null, expected a string or a list of chat messages"),
        (
            b'{"output": "x"}',
            "response",
            "missing, expected a string or a list of chat messages; the row has output; see --field to rename",
        ),
        (b'{"response": "x", "id": 1.5}', "id", "found a number, expected a string or a whole number"),
        (b'{"response": "x", "id": ["a"]}', "id", "found a list, expected a string or a whole number"),
        (b'{"response": "x", "id": "good"}', "id", "the id 'good' stands in an earlier row; ids must be unique"),
        (b'{"response": "x", "evidence": 3}', "evidence", "found a number, expected a string, an object or a list"),
        (
            b'{"response": "x", "evidence": [{"title": "t"}]}',
            "evidence[0].text",
            "missing, expected a string",
        ),
        (
            b'{"response": "x", "reference": "y"}',
            "reference",
            "found a string, expected an object with answer or reasoning; "
            "a bare answer is read with --field reference.answer=reference",
        ),
        (b'{"response": "x", "steps": [1]}', "steps[0]", "found a number, expected a string"),
        (b'{"response": "x", "options": ["a"]}', "options", "found a list, expected an object like {'A': '...'}"),
        (
            b'{"response": [{"role": "assistant", "content": 1}]}',
            "response[0].content",
            "found a number, expected a string or a list of content blocks",
        ),
        (b'{"response": "caf\xe9"}', None, "found byte 0xe9 at column 18, expected UTF-8"),
        (b'\xff\xfe{\x00"\x00', None, "found byte 0xff at column 1, expected UTF-8"),
        (b'{"response": "a\x00b"}', None, "not valid JSON at column 16: Invalid control character at"),
        (b"\x00\x00\x00", None, "not valid JSON at column 1: Expecting value"),
        (b"[" * 200_000, None, "found lists or objects nested more than 100 deep; flatten them"),
        (
            b'{"response": "x", "more": ' + b"[" * 101 + b"]" * 101 + b"}",
            None,
            "found lists or objects nested more than 100 deep; flatten them",
        ),
        (
            b'{"response": "x", "risk": NaN}',
            None,
            "not valid JSON: found NaN, which JSON does not have; write null where there is no number",
        ),
        (
            b'{"response": "x", "risk": -Infinity}',
            None,
            "not valid JSON: found -Infinity, which JSON does not have; write null where there is no number",
        ),
        (b'{"response": "x", "risk": 1e999}', None, RANGE % "1e999"),
        (b'{"response": "x", "risk": -1.5E+400}', None, RANGE % "-1.5E+400"),
        (b'{"response": "x", "risk": 1' + b"0" * 400 + b"}", None, RANGE % ("1" + "0" * 19)),
        (b'{"response": "x", "risk": 1' + b"0" * 5000 + b"}", None, RANGE % ("1" + "0" * 19)),
    ],
)
def test_a_broken_row_is_written_with_its_error_and_stays_in_n(tmp_path, line, field, message):
    path, summary = tmp_path / "in.jsonl", tmp_path / "summary.json"
    path.write_bytes(b"\n".join([GOOD, line, b'{"id": "last", "response": "No cough."}', b""]))
    code, out, told = run("score", path, *FAST, "-m", "Factuality", "--format", "json", "--summary", summary)
    rows = rows_of(out)
    assert code == 1
    assert [row["status"] for row in rows] == ["scored", "error", "scored"]
    assert rows[1]["error"] == {"type": "InputError", "message": message, "field": field, "line": 2}
    assert rows[1]["scores"] == {}
    where = f"line 2, field '{field}'" if field else "line 2"
    assert f"1 of 3 rows failed; they are written with their error:\n  {where}: {message}\n" in told
    estimate = json.loads(summary.read_text())["metrics"][0]
    assert (estimate["n"], estimate["statuses"]["error"]) == (3, 1)


def test_what_looks_odd_but_is_right_is_scored():
    lines = [
        {"id": 1, "response": ""},
        {"id": "\x00", "response": "Fever.\x00 No cough."},
        {"id": "s", "response": "lone \ud800 surrogate, no fever."},
        {"id": 10**300, "response": "Fever.", "big": 10**300, "small": 1e-320},
        {"id": "deep", "response": "Fever.", "more": json.loads("[" * 99 + "]" * 99)},
        {"response": "No id."},
    ]
    code, out, _ = run("score", "-", *FAST, stdin="\n\n".join(json.dumps(line) for line in lines) + "\r\n")
    rows = rows_of(out)
    assert code == 0
    assert [row["status"] for row in rows] == ["scored"] * 6
    assert [row["id"] for row in rows] == [1, "\x00", "s", 10**300, "deep", "11"]
    assert rows[4]["more"] == lines[4]["more"]


def test_a_line_of_two_hundred_megabytes_costs_little_memory(tmp_path):
    path = tmp_path / "in.jsonl"
    with path.open("wb") as handle:
        handle.write(GOOD + b'\n{"response": "')
        for _ in range(200):
            handle.write(b"a" * 1_000_000)
        handle.write(b'"}\n{"id": "last", "response": "No cough."}\n')
    # The limit is on what the process may ask for at all: loading leaves it some 300 MB, two copies of the line none.
    paths = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
    done = subprocess.run(
        [sys.executable, "-m", "reasonscore", "score", path, *FAST],
        env=os.environ | {"PYTHONPATH": paths, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (450 << 20, 450 << 20)),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    message = (
        f"found a line of 200,000,017 bytes, expected at most {LONGEST_LINE:,}; split the record or shorten its fields"
    )
    assert f"line 2: {message}" in done.stderr
    rows = rows_of(done.stdout)
    assert [row["status"] for row in rows] == ["scored", "error", "scored"]
    assert rows[1]["error"]["message"] == message
    assert len(rows[1]["input"]) == 10_000


def test_stopping_and_allowing_some(tmp_path):
    lines = [GOOD, b"{", b'{"id": 2, "response": "Rash."}', b"[", b'{"id": 3, "response": "Cough."}']
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    output = tmp_path / "out.jsonl"
    arguments = ["score", tmp_path / "in.jsonl", "-o", output, *FAST, "--batch-size", 1]
    code, _, told = run(*arguments, "--on-error", "stop")
    quotes = "not valid JSON at column 2: Expecting property name enclosed in double quotes"
    assert (code, told) == (2, f"reasonscore: input error: line 2: {quotes}\n")
    assert [row["id"] for row in rows_of(output.read_text())] == ["good"]
    code, _, told = run(*arguments, "--max-errors", 1)
    assert code == 2
    assert told == (
        f"reasonscore: {output} held 1 rows of an interrupted run; it is written anew (--resume goes on)\n"
        "reasonscore: error: stopped: 2 of the first 4 rows failed, more than --max-errors 1:\n"
        f"  line 2: {quotes}\n  line 4: not valid JSON at column 2: Expecting value\n"
    )
    assert [row["id"] for row in rows_of(output.read_text())] == ["good", "2", 2]
    # What ends a run early is no other run: it goes on under another policy.
    assert run(*arguments, "--max-errors", 2, "--resume")[0] == 1
    assert [row["id"] for row in rows_of(output.read_text())] == ["good", "2", 2, "4", 3]


@pytest.mark.parametrize(("policy", "value"), [("skip", 1.0), ("zero", 0.5)])
def test_errors_count_as_the_policy_says(policy, value):
    text = '{"id": 1, "response": "She has a fever.", "evidence": "She has a fever."}\n{"id": 2}\n'
    options = [*FAST[:-1], "-m", "Factuality", "--format", "json", "--missing", policy]
    code, _, told = run("score", "-", *options, stdin=text)
    estimate = json.loads(told[told.index("{") :])["metrics"][0]
    assert (code, estimate["value"], estimate["n"], estimate["n_scored"]) == (1, value, 2, 1)


def test_a_missing_value_can_be_refused():
    code, _, told = run("score", "-", *FAST, "--missing", "error", stdin='{"id": "a", "response": "Fever."}')
    assert code == 2
    assert "row 'a' has no value (no_evidence) and missing is 'error'; use 'skip' or 'zero' to go on" in told


@pytest.mark.parametrize("stage", ["decompose", "verify"])
def test_stages_keep_broken_rows_too(stage):
    code, out, told = run(stage, "-", "--tier", "shallow", stdin='{"id": 1, "response": "Fever."}\n{"id": 2}\n')
    assert code == 1
    assert [row["id"] for row in rows_of(out)] == [1, 2]
    assert rows_of(out)[1]["error"]["field"] == "response"
    assert "1 of 2 rows failed" in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("target", ["-o", "stdout"])
def test_a_full_disk_is_reported_without_a_traceback(tmp_path, target):
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    paths = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
    options = ["-o", "/dev/full"] if target == "-o" else []
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reasonscore", "score", tmp_path / "in.jsonl", *FAST, *options],
            env=os.environ | {"PYTHONPATH": paths}, stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=60, check=False,
        )  # fmt: skip
    name = "/dev/full" if target == "-o" else "standard output"
    assert (done.returncode, done.stderr) == (2, f"reasonscore: error: cannot write {name}: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "arguments", [["metrics"], ["score", "--example", "-o", os.devnull, *FAST, "--summary", "/dev/full"]]
)
def test_no_other_write_to_a_full_disk_gives_a_traceback(arguments):
    paths = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reasonscore", *arguments],
            env=os.environ | {"PYTHONPATH": paths}, stdout=full, stderr=subprocess.PIPE, text=True,
            timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        2,
        "reasonscore: error: cannot write: No space left on device\n",
    )


def test_a_disk_that_fills_up_leaves_whole_rows_and_goes_on(tmp_path):
    path, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    path.write_text("".join(f'{{"id": {n}, "response": "Fever on day {n}."}}\n' for n in range(60)))
    paths = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
    arguments = [sys.executable, "-m", "reasonscore", "score", path, "-o", output, *FAST, "--batch-size", "4"]

    def small_files():
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        arguments, env=os.environ | {"PYTHONPATH": paths}, preexec_fn=small_files, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    rows = rows_of(output.read_text())
    assert 0 < len(rows) < 60
    assert len(rows) % 4 == 0
    told = f"cannot write {output}: File too large; its first {len(rows)} rows are whole"
    assert (done.returncode, done.stderr) == (
        2,
        f"reasonscore: error: {told}: make room, then go on with --resume\n",
    )
    assert run("score", path, "-o", output, *FAST, "--batch-size", 4, "--resume")[0] == 0
    whole = tmp_path / "whole.jsonl"
    run("score", path, "-o", whole, *FAST, "--batch-size", 4)
    assert output.read_bytes() == whole.read_bytes()


def test_outputs_that_cannot_be_written(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    output = tmp_path / "none" / "out.jsonl"
    code, _, told = run("score", tmp_path / "in.jsonl", "-o", output, *FAST)
    assert (code, told) == (
        2,
        f"reasonscore: error: cannot write {output}: there is no folder {output.parent}; make it first\n",
    )
    code, _, told = run("score", tmp_path / "in.jsonl", "-o", tmp_path, *FAST)
    assert (code, told) == (2, f"reasonscore: error: cannot write {tmp_path}: Is a directory; name a file in it\n")


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/proc/sys").exists(), reason="root may write anywhere")
def test_a_read_only_output_is_reported(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(GOOD)
    target = Path("/proc/sys/kernel/ostype") if os.geteuid() == 0 else tmp_path / "locked.jsonl"
    if os.geteuid():
        target.touch(mode=0o444)
    code, _, told = run("score", tmp_path / "in.jsonl", "-o", target, *FAST)
    assert code == 2
    assert told.startswith("reasonscore: error: cannot write ")
    assert "Permission denied" in told or "Read-only" in told or "No such file" in told


def test_a_torn_archive_is_told_after_what_came_before(tmp_path):
    rows = b"".join(b'{"id": %d, "response": "Fever %d."}\n' % (n, n * 7919) for n in range(200))
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(rows)[:-300])
    code, out, told = run("score", tmp_path / "in.jsonl.gz", *FAST)
    assert code == 2
    assert len(rows_of(out)) > 50
    assert "in.jsonl.gz breaks off after line" in told
