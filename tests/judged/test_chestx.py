import gzip
import json
from pathlib import Path

import pytest

from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.judged.reader import read_judged

SHARED = Path(__file__).parents[3] / "shared" / "cases" / "chestx_openi_judged.jsonl.gz"
METRICS = ("RadRFactuality", "RadRCompleteness", "RadREffectiveness", "RadRScore")


def finding(observation, status="present"):
    return {"observation": observation, "status": status}


def item(**changes):
    content = {
        "item_id": "x1",
        "pred": "<think>Opacity at the base.</think>",
        "original_report": "Opacity at the left base.",
        "answer": "A",
        "reason_steps": ["Opacity is seen."],
        "gt_key_finding": {"key_conclusion": [finding("opacity"), finding("effusion", "absent")]},
        "pred_key_finding": {"key_conclusions": [finding("opacity"), finding("nodule"), finding("effusion", "absent")]},
        "recall_res": {"recalled_findings": [finding("Opacity")], "recalled_count": 1},
        "precision_res": {"correct_steps": [finding("opacity"), "effusion"], "correct_count": 2},
        "efficiency": {"effective_steps": ["a", "b", "c"], "effective_count": 3, "ineffective_count": 1},
    }
    return content | changes


def read(tmp_path, *items):
    path = tmp_path / "results.json"
    path.write_text(json.dumps(items))
    problems = []
    return list(read_judged("chestx", path, problems=problems)), problems


def values(row):
    return [row["scores"][metric]["value"] for metric in METRICS]


def test_worked_example(tmp_path):
    (row,), problems = read(tmp_path, item())
    assert values(row) == pytest.approx([2 / 3, 1 / 2, 3 / 4, (2 / 3 + 1 / 2 + 3 / 4) / 3])
    assert [claim["verdict"]["label"] for claim in row["claims"]] == ["supported", "unverifiable", "supported"]
    assert [reference["covered"] for reference in row["references"]] == [True, False]
    assert problems == []


def test_lists_count_and_parts_are_clamped(tmp_path):
    lists = {"recalled_findings": [finding("opacity")] * 4, "recalled_count": 9}
    steps = {"effective_steps": ["a"], "effective_count": 5, "ineffective_count": -2}
    (row,), problems = read(tmp_path, item(recall_res=lists, efficiency=steps))
    assert values(row)[1:3] == [1.0, 1.0]
    told = " | ".join(problem.why for problem in problems)
    for expected in (
        "count 9 disagrees with its list of 4",
        "4 named out of 2",
        "count 5 disagrees with its list of 1",
        "-2 ineffective steps",
        "not among those it was chosen from",
    ):
        assert expected in told


def test_a_broken_part_leaves_the_others_standing(tmp_path):
    (row, other), problems = read(tmp_path, item(pred_key_finding={"refined_steps": []}), "text")
    assert values(row) == [None, 0.5, 0.75, None]
    assert row["scores"]["RadRScore"]["status"] == "error"
    assert (other["status"], other["id"]) == ("error", "results.json[1]")
    assert [problem.why for problem in problems] == [
        "pred_key_finding has no list of findings",
        "found a string, expected an object",
    ]


def test_empty_prediction_is_told(tmp_path):
    (row,), problems = read(tmp_path, item(pred=" "))
    assert "3 findings of an empty prediction, 2 of them judged correct" in str(problems[0])
    assert row["problems"]


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/cases/chestx_openi_judged.jsonl.gz")
def test_the_openi_results_are_recomputed_and_none_is_lost():
    with gzip.open(SHARED, "rt") as handle:
        judged = list(map(json.loads, handle))
    problems = []
    rows = list(read_judged("chestx", SHARED, problems=problems))
    assert len(rows) == len(judged) == 471
    assert len({row["id"] for row in rows}) == 471
    complete, counted = 0, 0
    for row, source in zip(rows, judged, strict=True):
        assert row["id"].split("#")[0] == source["item_id"]
        findings = [source[key].get("key_conclusion", source[key].get("key_conclusions")) for key in
                    ("pred_key_finding", "gt_key_finding")]  # fmt: skip
        named = [source["precision_res"]["correct_steps"], source["recall_res"]["recalled_findings"]]
        for metric, whole, part in zip(METRICS, findings, named, strict=False):
            score = row["scores"][metric]
            if whole is None:
                assert score["status"] == "error"
                assert row["problems"]
            else:
                assert score["value"] == (min(len(part), len(whole)) / len(whole) if whole else 0.0)
                counted += 1
        complete += row["scores"]["RadRScore"]["status"] == "scored"
    assert counted == 2 * 471 - 9
    assert complete == 461
    disagreements = [problem for problem in problems if "disagrees with its list" in problem.why]
    assert len(disagreements) == 3
    total = Aggregator(METRICS)
    for row in rows:
        total.add(row)
    assert all(estimate.n == 471 and 0 < estimate.value < 1 for estimate in total.estimates())
