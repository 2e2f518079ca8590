"""The main job through the command: the embedded example end to end, broken input, exit codes, determinism."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from reasonscore_cli.main import main

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = Path(str(files("reasonscore_resources") / "examples" / "records.jsonl"))
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


def rows_of(text):
    return [json.loads(line) for line in text.splitlines()]


def test_the_embedded_example_end_to_end(tmp_path):
    """Frozen: labels and scores of the example. A change needs a reason in the commit message."""
    code, _, told = run("score", "--example", "-o", tmp_path / "out.jsonl")
    assert code == 0
    assert "Factuality" in told
    assert "signature: rs:" in told
    assert told.strip() in (ROOT / "README.md").read_text(encoding="utf-8"), "the README shows another table"
    rows = rows_of((tmp_path / "out.jsonl").read_text())
    frozen = json.loads((Path(__file__).parent / "example_frozen.json").read_text())
    found = {
        row["id"]: {
            "scores": {name: [score["value"], score["status"]] for name, score in row["scores"].items()},
            "claims": [[claim["text"], claim["verdict"]["label"]] for claim in row["claims"]],
            "steps": [step["category"] for step in row["trace"]["steps"]],
        }
        for row in rows
    }
    assert found == json.loads(json.dumps(frozen))


def test_each_claim_and_condition_stands_where_its_span_says(tmp_path):
    run("score", EXAMPLE, "-o", tmp_path / "out.jsonl", *FAST)
    for row in rows_of((tmp_path / "out.jsonl").read_text()):
        for claim in row["claims"]:
            assert claim["span"]
            source = " ".join(row["response"][start:end] for start, end in claim["span"])
            words = [word.strip(".,;:!?()").lower() for word in claim["atom"].split()]
            assert sum(word in source.lower() for word in words) >= 0.8 * len(words)


def test_the_same_input_gives_the_same_bytes_whatever_the_batch_size(tmp_path):
    for name, size in (("a", 1), ("b", 3), ("c", 64)):
        run("score", EXAMPLE, "-o", tmp_path / name, "--tier", "shallow", "--batch-size", size)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes()


def test_broken_rows_are_written_with_their_error_and_counted():
    lines = [
        '{"id": "a", "response": "Fever."}',
        '{"id": "b"',
        '{"id": "a", "response": "x"}',
        '{"id": "d", "response": 5}',
    ]
    code, out, told = run("score", "-", *FAST, "--no-primer", stdin="\n".join(lines))
    assert code == 1
    rows = rows_of(out)
    assert [(row["id"], row["status"]) for row in rows] == [
        ("a", "scored"),
        ("2", "error"),
        ("a", "error"),
        ("d", "error"),
    ]
    assert [row["error"]["field"] for row in rows[1:]] == [None, "id", "response"]
    assert rows[1]["input"] == '{"id": "b"'
    assert "3 of 4 rows failed" in told
    assert "line 4, field 'response': found a number, expected a string or a list of chat messages" in told


def test_stopping_at_the_first_broken_row():
    code, _, told = run("score", "-", *FAST, "--on-error", "stop", stdin='{"id": 1}')
    assert code == 2
    assert "line 1, field 'response': missing" in told


def test_empty_input_and_missing_files_are_explained(tmp_path):
    assert run("score", "-", *FAST, stdin="")[0] == 2
    code, _, told = run("score", tmp_path / "none.jsonl", *FAST)
    assert code == 2
    assert "cannot read" in told


def test_an_unknown_metric_lists_close_ones():
    code, _, told = run("score", EXAMPLE, "-m", "Factualness")
    assert code == 2
    assert "unknown metric 'Factualness'; did you mean" in told
    assert "Factuality" in told


def test_an_unknown_command_lists_close_ones():
    code, _, told = run("scores")
    assert code == 2
    assert "unknown command 'scores'; did you mean score" in told


def test_a_threshold_that_is_not_met_gives_exit_code_four():
    code, _, told = run("score", EXAMPLE, *FAST, "-m", "Factuality", "--fail-under", "Factuality=0.99")
    assert code == 4
    assert "Factuality" in told


def test_fields_are_renamed_and_others_pass_through():
    row = {"key": 7, "output": "The answer is B.", "gold": "B", "options": {"A": "x", "B": "y"}, "id": "q"}
    renamed = ["--field", "response=output", "--field", "reference.answer=gold"]
    code, out, _ = run("score", "-", "-m", "ChoiceAccuracy", *renamed, stdin=json.dumps(row))
    assert code == 0
    assert rows_of(out)[0]["scores"]["ChoiceAccuracy"]["value"] == 1
    assert rows_of(out)[0]["key"] == 7
    assert run("score", "-", "--field", "output", stdin="{}")[0] == 2


def test_no_evidence_is_a_status():
    row = {"id": 1, "response": "Metformin lowers glucose."}
    code, out, _ = run("score", "-", *FAST, "--no-primer", stdin=json.dumps(row))
    found = rows_of(out)[0]
    assert code == 0
    assert found["claims"][0]["verdict"] == {
        "status": "no_evidence", "label": None, "probabilities": None, "evidence": [], "checks": [],
    }  # fmt: skip
    assert found["scores"]["Factuality"]["status"] == "no_evidence"
    assert found["scores"]["Factuality"]["value"] is None


def test_the_primer_serves_rows_without_evidence_and_says_so():
    row = {"id": 1, "response": "Metformin can cause lactic acidosis."}
    code, out, told = run("score", "-", *FAST, stdin=json.dumps(row))
    assert code == 0
    assert rows_of(out)[0]["claims"][0]["verdict"]["status"] == "judged"
    assert "own-or-primer" in rows_of(out)[0]["signature"]
    assert "demonstration corpus" in told


def test_the_stages_chain(tmp_path):
    """decompose | retrieve | verify over an index gives the verdicts that score gives."""
    passages = [
        {"id": "p1", "text": "Metformin can cause lactic acidosis."},
        {"id": "p2", "text": "The heart has four chambers."},
    ]
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(passage) + "\n" for passage in passages))
    assert run("index", "build", corpus, "-o", tmp_path / "index")[0] == 0
    row = json.dumps({"id": 1, "response": "Metformin can cause lactic acidosis."})
    _, decomposed, _ = run("decompose", "-", "--tier", "shallow", stdin=row)
    _, retrieved, _ = run("retrieve", "-", "--index", tmp_path / "index", "-k", 1, stdin=decomposed)
    assert [passage["id"] for passage in rows_of(retrieved)[0]["evidence"]] == ["p1"]
    _, verified, _ = run("verify", "-", "--verifier", "lexical", stdin=retrieved)
    claim = rows_of(verified)[0]["claims"][0]
    _, scored, _ = run("score", "-", *FAST, "--index", tmp_path / "index", "-k", 1, "-m", "Factuality", stdin=row)
    assert claim["verdict"]["label"] == rows_of(scored)[0]["claims"][0]["verdict"]["label"] == "supported"


def test_the_stages_keep_what_a_row_brings_and_sign_as_score_does(tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(json.dumps({"id": "p1", "text": "Metformin can cause lactic acidosis."}) + "\n")
    assert run("index", "build", corpus, "-o", tmp_path / "index")[0] == 0
    row = {"id": 1, "response": "Metformin can cause lactic acidosis.", "evidence": ["Metformin is safe."]}
    _, decomposed, _ = run("decompose", "-", "--tier", "shallow", stdin=json.dumps(row))
    code, retrieved, told = run("retrieve", "-", "--index", tmp_path / "index", stdin=decomposed)
    assert (code, rows_of(retrieved)[0]["evidence"]) == (0, ["Metformin is safe."])
    assert "rows that bring evidence keep it" in told
    _, verified, _ = run("verify", "-", "--verifier", "lexical", stdin=retrieved)
    _, scored, _ = run("score", "-", *FAST, "--index", tmp_path / "index", "-m", "Factuality", stdin=json.dumps(row))
    assert rows_of(verified)[0]["claims"] == rows_of(scored)[0]["claims"]
    assert rows_of(verified)[0]["signature"] == rows_of(scored)[0]["signature"]
    _, own, _ = run("verify", "-", *FAST, stdin=json.dumps(row | {"signature": "mine"}))
    _, scored, _ = run("score", "-", *FAST, "--no-primer", "-m", "Factuality", stdin=json.dumps(row))
    assert rows_of(own)[0]["signature"] == rows_of(scored)[0]["signature"]
    bare = {"id": 2, "claim": "Metformin can cause lactic acidosis.", "evidence": "Metformin is safe."}
    _, kept, _ = run("retrieve", "-", "--index", tmp_path / "index", stdin=json.dumps(bare))
    assert rows_of(kept) == [bare]


def test_bare_claims_come_back_as_id_and_verdict():
    row = {"id": 3, "claim": "There is an effusion.", "evidence": ["There is an effusion."]}
    code, out, _ = run("verify", "-", "--verifier", "lexical", stdin=json.dumps(row))
    assert code == 0
    assert list(rows_of(out)[0]) == ["id", "verdict"]
    assert rows_of(out)[0]["id"] == 3


def test_check_validates_without_scoring():
    code, out, told = run("check", "-", stdin='{"response": "x"}\n{"response": 1}\n')
    assert code == 1
    assert "1 of 2 rows can be scored" in out
    assert "line 2, field 'response'" in told


def test_explain_shows_claims_rules_and_verdicts():
    code, out, _ = run("explain", "There is no effusion.", "--evidence", "A left effusion is seen.", *FAST)
    assert code == 0
    assert "There is no effusion." in out
    assert "rule shallow.segment:" in out


@pytest.mark.parametrize("command", ["score", "decompose", "retrieve", "verify", "explain", "check", "aggregate"])
def test_help_shows_runnable_examples(command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert out.count(f"reasonscore {command}") >= 2
