import gzip
import json
from pathlib import Path

import pytest

from reasonscore.judged.reader import read_judged

SHARED = Path(__file__).parents[3] / "shared" / "cases" / "medrbench_judged.jsonl.gz"
SCORES = {
    "ReasoningEfficiency": "efficiency",
    "ReasoningFactuality": "factuality",
    "ReasoningCompleteness": "completeness",
}


def case(**changes):
    content = {
        "id": "P1",
        "generate_case": {"case_summary": "A man with a cough.", "diagnosis_results": "Asthma"},
        "results": {"content": "He wheezes at night. This fits asthma. This fits asthma."},
        "reasoning_eval": [
            {"step": "He wheezes at night.", "efficiency": "Citation", "factulity": None, "judgment_path": []},
            {"step": "This fits asthma.", "efficiency": "Reasoning", "factulity": True, "judgment_path": ["x"]},
            {"step": "It is severe.", "efficiency": "Reasoning", "factulity": False},
            {"step": "This fits asthma.", "efficiency": "Repetition", "factulity": None},
        ],
        "gt_reasoning_eval": [{"step": "Wheeze suggests asthma.", "hit": True}, {"step": "Spirometry.", "hit": False}],
        "efficiency": 0.5,
        "factulity": 0.5,
        "recall": 0.5,
    }
    return content | changes


def read(folder, content, name="P1.json"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))
    problems = []
    return list(read_judged("medrbench", folder, problems=problems)), problems


def values(row):
    return [row["scores"][metric]["value"] for metric in SCORES]


def test_worked_example(tmp_path):
    (row,), problems = read(tmp_path, case())
    assert problems == []
    assert row["id"] == "P1"
    assert values(row) == [0.5, 0.5, 0.5]
    assert [step["category"] for step in row["trace"]["steps"]] == ["citation", "reasoning", "reasoning", "repetition"]
    assert row["trace"]["steps"][1]["span"] == [[21, 38]]
    assert row["trace"]["steps"][2]["span"] is None
    assert [item["covered"] for item in row["references"]] == [True, False]
    assert row["reference"] == {"answer": "Asthma"}
    assert row["signature"].endswith("judged:format=medrbench")


def test_both_spellings_and_one_object_by_case(tmp_path):
    right = case()
    right["factuality"] = right.pop("factulity")
    right["reasoning_eval"] = [
        {key.replace("factulity", "factuality"): value for key, value in step.items()}
        for step in right["reasoning_eval"]
    ]
    del right["id"]
    rows, problems = read(tmp_path, {"P1": right, "P2": right}, "all.json")
    assert [row["id"] for row in rows] == ["P1", "P2"]
    assert [values(row) for row in rows] == [[0.5, 0.5, 0.5]] * 2
    assert problems == []


def test_disagreement_and_oddities_are_told_and_nothing_is_lost(tmp_path):
    steps = [{"step": "a", "efficiency": "Musing"}, {"step": "b", "efficiency": "Reasoning"}, "loose text"]
    (row,), problems = read(tmp_path, case(reasoning_eval=steps, efficiency=1.0, recall="high"))
    assert values(row) == [0.5, 0.0, 0.5]
    told = " | ".join(map(str, problems))
    for expected in (
        "none of the four",
        "without a verdict",
        "1 entries are no objects",
        "stored ReasoningEfficiency 1.0000, recomputed 0.5000",
        "stored ReasoningFactuality 0.5000, recomputed 0.0000",
        "stored ReasoningCompleteness is no number",
    ):
        assert expected in told
    assert len(row["problems"]) == len(problems)


def test_empty_cases_are_the_zeros_of_the_paper(tmp_path):
    (row,), _ = read(tmp_path, case(reasoning_eval=[], gt_reasoning_eval=[], efficiency=0, factulity=0, recall=0))
    assert values(row) == [0.0, 0.0, 0.0]


def test_one_turn_runs_accuracy_and_exams(tmp_path):
    parts = {key: case()[key] for key in ("reasoning_eval", "gt_reasoning_eval", "efficiency", "factulity", "recall")}
    exams = {
        "precision": 0.5,
        "recall": 1.0,
        "infer_info_split": [
            {"type": "lab", "test_name": "CBC", "info_requried": "anaemia", "hit": True},
            {"type": "lab", "test_name": "CRP", "info_required": "inflammation", "hit": False},
        ],
        "gt_info_split": [{"type": "lab", "test_name": "CBC", "hit": True}],
    }
    content = {"id": "P1", "ask_info": {"evaluation": exams}, "make_diagnosis": parts | {"accuracy": True}}
    rows, problems = read(tmp_path, content)
    assert [row["id"] for row in rows] == ["P1:ask_info", "P1:make_diagnosis"]
    assert rows[0]["scores"]["ExamPrecision"]["value"] == 0.5
    assert rows[0]["scores"]["ExamRecall"]["value"] == 1.0
    assert rows[0]["exams"]["predicted"][0]["info_required"] == "anaemia"
    assert rows[1]["scores"]["AnswerAccuracy"]["value"] == 1.0
    assert values(rows[1]) == [0.5, 0.5, 0.5]
    assert problems == []


def test_unreadable_files_stay_as_error_rows(tmp_path):
    (tmp_path / "P0.json").write_text('{"id": "P0", "reasoning_eval": [')
    (tmp_path / "P2.json").write_text('{"id": "P2", "note": 1}')
    rows, problems = read(tmp_path, case())
    assert [(row["id"], row["status"]) for row in rows] == [("P0", "error"), ("P1", "scored"), ("P2", "error")]
    assert [problem.where for problem in problems] == ["P0.json", "P2.json"]


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/cases/medrbench_judged.jsonl.gz")
def test_all_published_scores_come_out_exactly(tmp_path):
    with gzip.open(SHARED, "rt") as handle:
        judged = {f"{row['model']}/{row['id']}": row for row in map(json.loads, handle)}
    for name, row in judged.items():
        steps = [
            {"step": s["step"], "efficiency": s["category"], "factulity": s["factual"], "judgment_path": []}
            for s in row["judged_steps"]
        ]
        scores = row["judged_scores"]
        content = {"id": row["id"], "results": row["output"], "reasoning_eval": steps}
        content |= {"gt_reasoning_eval": row["judged_reference_steps"], "efficiency": scores["efficiency"]}
        content |= {"factulity": scores["factuality"], "recall": scores["completeness"]}
        path = tmp_path / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content))
    problems = []
    rows = list(read_judged("medrbench", tmp_path, problems=problems))
    assert len(rows) == 800
    assert problems == []
    for row in rows:
        assert values(row) == [judged[row["id"]]["judged_scores"][key] for key in SCORES.values()]
