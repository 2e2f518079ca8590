"""The signature command: every field that a run writes is explained, files are read, differences are listed."""

import json

import pytest
from click.testing import CliRunner
from reasonscore_cli.main import main

from reasonscore.scorer import Scorer
from reasonscore.signature import parse_signature
from reasonscore.signature_field import UNKNOWN, explain_signature, meanings

FAST = ["--tier", "shallow", "--verifier", "lexical"]


def run(*arguments, stdin=None):
    """Exit code, stdout and stderr of the command."""
    import click

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def whole(rest):
        main(list(rest))

    done = CliRunner().invoke(whole, [str(argument) for argument in arguments], input=stdin)
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("changes", [{}, {"tier": "shallow", "verifier": "lexical"}, {"primer": False}])
def test_every_field_of_a_run_is_explained(changes):
    for field in explain_signature(Scorer(**changes).signature):
        assert field.meaning != UNKNOWN, field.name


def test_the_meanings_are_sentences():
    for meaning in meanings().values():
        assert meaning.endswith(".")


def test_the_signature_of_a_run_is_that_of_its_rows(tmp_path):
    code, out, _ = run("signature", *FAST)
    run("score", "--example", "-o", tmp_path / "out.jsonl", *FAST)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert code == 0
    assert out.splitlines()[0] == rows[0]["signature"]
    assert "verify.backend" in out
    code, again, told = run("signature", tmp_path / "out.jsonl")
    assert (code, again) == (0, out)
    assert f"{len(rows)} of {len(rows)} rows carry this signature" in told


def test_two_are_compared(tmp_path):
    one, two = "rs:0.1.0|verify:backend=onnx", "rs:0.1.0|verify:backend=lexical"
    assert run("signature", one, two) == (1, "verify.backend: onnx / lexical\n", "")
    assert run("signature", one, one)[:2] == (0, "the same: numbers with these signatures can be compared\n")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": 1}], "none of the 1 rows of {path} carries a signature; score the file first"),
        ([{"signature": "rs:1"}, {"signature": "rs:2"}], "the rows of {path} carry different signatures; explain one"),
    ],
)
def test_files_without_one_signature_are_told(tmp_path, rows, message):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    code, _, told = run("signature", path)
    assert code == 2
    assert message.format(path=path) in told


def test_what_is_no_signature_is_told():
    assert run("signature", "rs:1", "rs:2", "rs:3")[0] == 2
    assert run("signature", "no-such-file")[0] == 2


def test_an_unknown_field_is_said_to_be_unknown():
    assert explain_signature("rs:9|verify:novel=1")[1] == ("verify.novel", "1", UNKNOWN)
    assert parse_signature("rs:9")["rs"] == {"version": "9"}
