import io
import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from reasonscore_cli.aggregate import aggregate
from sklearn.metrics import cohen_kappa_score

from reasonscore.aggregate.agreement import cohen_kappa
from reasonscore.aggregate.human_label import parse_human_column
from reasonscore.errors import InputError
from reasonscore.report.labelling import COLUMNS, read_labelling, verdict_labels, write_labelling

LABELS = ("supported", "contradicted", "unverifiable")


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=2, max_size=60))
def test_kappa_agrees_with_sklearn(pairs):
    first, second = ([pair[side] for pair in pairs] for side in (0, 1))
    for weights in ("none", "linear", "quadratic"):
        found = cohen_kappa(first, second, labels="abcd", weights=weights, resamples=20)
        if found.kappa is None:
            assert len(set(first)) == len(set(second)) == 1
        else:
            oracle = cohen_kappa_score(
                first, second, labels=list("abcd"), weights=None if weights == "none" else weights
            )
            assert found.kappa == pytest.approx(oracle)
            assert found.interval[0] <= found.interval[1]
    assert found.observed == pytest.approx(np.mean([a == b for a, b in pairs]))


def test_kappa_without_a_choice_is_undefined():
    assert cohen_kappa(["a", "a"], ["a", "a"]).kappa is None
    assert cohen_kappa([], []).kappa is None
    assert cohen_kappa([], []).observed is None
    assert "undefined" in str(cohen_kappa(["a"], ["a"]))
    with pytest.raises(InputError, match="2 and 1"):
        cohen_kappa(["a", "b"], ["a"])
    with pytest.raises(InputError, match="label 'z'"):
        cohen_kappa(["z"], ["a"], labels=["a"])


def verified(row_id, labels, text='-1 mmol/L, "high"\nor so'):
    claims = [
        {
            "id": f"c{index}",
            "text": text,
            "verdict": {"status": "judged", "label": label, "evidence": [{"id": "e1", "text": "Shown window."}]},
        }
        for index, label in enumerate(labels)
    ]
    return {"id": row_id, "question": "Why?", "evidence": "Own.", "claims": claims, "status": "scored", "scores": {}}


def exported(rows, **settings):
    target = io.StringIO(newline="")
    count = write_labelling(rows, target, **settings)
    return count, target.getvalue()


def test_export_hides_the_verdict_and_comes_back():
    rows = [verified("r1", LABELS), verified("r2", ["supported"]), {"id": "r3", "claims": []}]
    count, text = exported(rows)
    assert count == 4
    assert text.startswith(",".join(COLUMNS) + "\n")
    assert not any(label in text for label in LABELS)
    assert "Shown window." in text
    assert "'-1 mmol" in text
    filled = text.replace("r2,c0,", "r2,c0,", 1).rstrip("\n") + "Supported\n"
    assert read_labelling(io.StringIO(filled)) == {("r2", "c0"): "supported"}
    assert dict(verdict_labels(rows))[("r1", "c1")] == "contradicted"


def test_sample_is_seeded_and_draws_from_everywhere():
    rows = [verified(str(index), ["supported"]) for index in range(200)]
    count, text = exported(rows, sample=20, seed=3)
    assert count == 20
    assert exported(rows, sample=20, seed=3)[1] == text
    assert exported(rows, sample=20, seed=4)[1] != text
    assert exported(rows, sample=500)[0] == 200


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("record,claim\n1,c0\n", "no column 'label'"),
        ("record,claim,label\n1,c0,maybe\n", "label 'maybe'"),
        ("record,claim,label\n1,c0,supported\n1,c0,contradicted\n", "two different labels"),
    ],
)
def test_bad_labels_are_named(text, message):
    with pytest.raises(InputError, match=message):
        read_labelling(io.StringIO(text))


def test_command_exports_and_reads_labels_back(tmp_path):
    scored, labels = tmp_path / "scored.jsonl", tmp_path / "labels.csv"
    rows = [verified(str(index), [LABELS[index % 3]]) for index in range(30)]
    for index, row in enumerate(rows):
        row["scores"] = {"Factuality": {"value": float(index % 2), "status": "scored"}}
        row["human"] = {"correct": "yes" if index % 4 else "no"}
    scored.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = CliRunner().invoke(aggregate, [str(scored), "--export-claims", str(labels)])
    assert result.exit_code == 0
    assert "30 claims to label" in result.stderr
    head = "record,claim,label\n"
    labels.write_text(head + "".join(f"{index},c0,{LABELS[index % 3 if index else 1]}\n" for index in range(30)))
    arguments = [str(scored), "--labels", str(labels), "--agree", "Factuality=human.correct", "--format", "json"]
    content = json.loads(CliRunner().invoke(aggregate, arguments).stdout)["agreement"]
    assert content["verdicts and labels"]["kappa"] == pytest.approx(0.95)
    human = content["Factuality and human.correct"]
    assert (human["n"], human["table"]) == (30, [[8, 7], [0, 15]])
    assert "kappa 0.950" in CliRunner().invoke(aggregate, [str(scored), "--labels", str(labels)]).stdout


def test_human_column_leaves_out_what_it_cannot_read():
    column = parse_human_column("FActScore(gamma=5)=label")
    assert (column.metric, column.path) == ("FActScore(gamma=5)", "label")
    for value, label in ((1.0, True), (0.0, "maybe"), (None, "yes"), (0.2, 0)):
        column.add({"scores": {column.metric: {"value": value}}, "label": label})
    assert (column.agreement().n, column.unread) == (2, 1)
    with pytest.raises(InputError, match="judged_correct"):
        parse_human_column("Factuality")
