import gzip
import json
import random
import re
from pathlib import Path

import pytest

from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.errors import ReasonScoreError
from reasonscore.judged.reader import read_judged
from reasonscore.report.table import format_table

SHARED = Path(__file__).parents[3] / "shared" / "cases"


def read(format, path, reference=None):
    problems = []
    return list(read_judged(format, path, reference=reference, problems=problems)), problems


def write(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def medec_text(name, sentence=None, correction=""):
    flag = 0 if sentence is None else 1
    return {
        "Text ID": name,
        "Text": "t",
        "Error Flag": str(flag),
        "Error Sentence ID": str(-1 if sentence is None else sentence),
    } | {
        "Corrected Sentence": correction if flag else "NA",
        "Error Type": "dose" if flag else "",
    }


@pytest.fixture
def texts(tmp_path):
    rows = [medec_text("ms-1", 4, "Give 5 mg."), medec_text("ms-2"), medec_text("ms-3", 0, "No fever.")]
    return write(tmp_path / "texts.jsonl", "\n".join(map(json.dumps, rows)))


def test_medec_submission(tmp_path, texts):
    lines = ['ms-1 1 4 "Give 5 mg."', "ms-2 0 -1 something", "not a line", "ms-9 0 -1 NA", "", "ms-1 1 4 Give  5 mg."]
    rows, problems = read("medec", write(tmp_path / "run.txt", "\n".join(lines)), texts)
    assert [row["id"] for row in rows] == ["ms-1", "ms-2", "ms-3", "ms-9"]
    assert rows[0]["prediction"] == {"flag": 1, "sentence_id": 4, "correction": "Give 5 mg."}
    assert rows[0]["reference"]["correction"] == "Give 5 mg."
    assert rows[1]["prediction"]["correction"] is None
    assert rows[2]["prediction"] is None
    assert rows[3]["status"] == "error"
    assert [problem.why.split(";")[0].split(",")[0] for problem in problems] == [
        "expected: text-id flag sentence-id correction",
        "a second line for ms-1",
        "no line in the submission",
        "a line for a text that the reference does not have",
    ]


def test_medec_needs_its_texts(tmp_path):
    with pytest.raises(ReasonScoreError, match="--reference"):
        read("medec", write(tmp_path / "run.txt", "a 0 -1 NA"))


def test_medec_flags_of_a_csv_with_blank_rows(tmp_path):
    table = 'Text ID,Error Flag,Error Sentence ID,Corrected Sentence\na,1.0,3.0,"x, y"\n,,,\n'
    rows, _ = read("medec", write(tmp_path / "run.txt", "a 1 3 x, y"), write(tmp_path / "texts.csv", table))
    assert rows[0]["reference"]["flag"] == 1
    assert rows[0]["reference"]["sentence_id"] == 3
    assert [row["status"] for row in rows] == ["scored", "error"]


def test_nli4ct_predictions(tmp_path):
    gold = {
        "base": {"Type": "Single", "Label": "Entailment", "Statement": "s", "Primary_evidence_index": [0, 1]},
        "alter": {"Type": "Single", "Label": "Contradiction", "Statement": "s", "Intervention": "Contradiction",
                  "Causal_type": ["Altering", "base"]},
        "lost": {"Type": "Single", "Label": "Entailment", "Causal_type": ["Preserving", "nowhere"]},
        "odd": {"Type": "Single"},
    }  # fmt: skip
    predicted = {
        "base": {"Prediction": "Entailment", "Primary_evidence_index": [1, 1, 3]},
        "alter": {"Prediction": "Contradiction"},
        "stray": {"Prediction": "Entailment"},
    }
    rows, problems = read("nli4ct", write(tmp_path / "p.json", predicted), write(tmp_path / "g.json", gold))
    by_id = {row["id"]: row for row in rows}
    assert by_id["base"]["prediction"] == {"label": "Entailment", "primary_evidence": [1, 1, 3]}
    assert by_id["alter"]["causal_type"] == ["Altering", "base"]
    total = Aggregator()
    for row in rows:
        total.add(row)
    (found,) = total.estimates()
    assert (found.metric, found.value) == ("NLI4CT", 1.0)
    assert found.details["faithfulness"] == 1.0
    assert found.details["consistency"] is None
    assert found.details["evidence_f1"] == pytest.approx(2 * 2 / (3 + 2))
    assert "faithfulness 1.000" in format_table([found])
    assert by_id["lost"]["prediction"] is None
    assert [by_id[name]["status"] for name in ("odd", "stray")] == ["error", "error"]
    assert len(problems) == 4


def test_trec_run(tmp_path):
    run = "q1 Q0 d1 1 2.0 t\nq1 Q0 d2 2 2.0 t\nq1 Q0 d3 3 9.5 t\nq1 Q0 d3 4 9.5 t\nq1 Q0 d4 5 nan t\nq3 Q0 d1 1 1 t\n"
    qrels = "q1 0 d3 2\nq1 0 d9 0\nq2 0 d1 1\nbroken\n"
    rows, problems = read("trec", write(tmp_path / "run.txt", run), write(tmp_path / "qrels.txt", qrels))
    by_id = {row["id"]: row for row in rows}
    assert by_id["q1"]["run"] == {"d1": 2.0, "d2": 2.0, "d3": 9.5}
    assert by_id["q1"]["scores"]["Retrieval@10"]["value"] == 1.0
    assert by_id["q2"]["scores"]["Retrieval@10"]["status"] == "no_answer"
    assert by_id["q3"]["scores"]["Retrieval@10"]["status"] == "no_reference"
    assert len(problems) == 5


def test_medthink_points_with_and_without_judgements(tmp_path):
    judged = {
        "index": 0,
        "question": "Q",
        "answer": "A",
        "Scoring_Points_expert": ["p1", "p2"],
        "predicted_rationale": "text",
        "llm-explain-with-reference_rationale_score": 0.5,
        "correct_rationale": ["p2"],
    }
    details = judged | {
        "index": 1,
        "correct_rationale": None,
        "llm-explain-with-reference_rationale_eval_details": [
            {"response_text": '{"contains_key_point": true}'},
            {"response_text": "no idea"},
        ],
    }
    plain = {"Index": 7, "question": "Q", "answer": "A", "Scoring_Points": ["p1"]}
    rows, problems = read("medthink", write(tmp_path / "r.json", [judged, details, plain, {"question": "Q"}]))
    assert [item["covered"] for item in rows[0]["references"]] == [False, True]
    assert rows[0]["scores"]["ReasoningRecall"]["value"] == 0.5
    assert rows[0]["response"] == "text"
    assert rows[1]["scores"]["ReasoningRecall"]["status"] == "error"
    assert rows[2]["reference"] == {"answer": "A", "reasoning": ["p1"]}
    assert rows[2]["scores"] == {}
    assert rows[3]["status"] == "error"
    assert len(problems) == 3


@pytest.mark.skipif(
    not (SHARED / "medthink_points.jsonl").exists(), reason="needs ../shared/cases/medthink_points.jsonl"
)
def test_the_medthink_points_are_all_read():
    rows, problems = read("medthink", SHARED / "medthink_points.jsonl")
    assert len(rows) == 100
    assert problems == []
    assert all(row["reference"]["reasoning"] for row in rows)


def test_diagnosisarena_grades(tmp_path):
    def row(name, grades):
        graded = "\n".join(f"{rank}. Disease: \\boxed{{{grade}}};" for rank, grade in enumerate(grades, 1))
        return {"id": name, "Final Diagnosis": "Gout", "LLM Response": "1. **Gout**\n2. Pseudogout", "response": graded}

    lines = [row(0, [1, 2, 0, 0, 0]), row(1, [2, 0, 0, 0, 0]), row(2, [0, 1, 0]), row(3, ["two"]), row(4, [])]
    rows, problems = read("diagnosisarena", write(tmp_path / "r.jsonl", "\n".join(map(json.dumps, lines))))
    found = [[row["scores"][name]["value"] for name in ("DiagnosisArena@1", "DiagnosisArena@5")] for row in rows[:3]]
    assert found == [[0.0, 1.0], [1.0, 1.0], [0.0, 0.0]]
    assert rows[0]["trace"]["answers"] == ["Gout", "Pseudogout"]
    assert [row["status"] for row in rows[3:]] == ["error", "error"]
    assert [problem.why.split(",")[0].split(" ")[0] for problem in problems] == ["3", "a", "no"]


def test_medcalc_rows(tmp_path):
    good = {
        "Row Number": "1",
        "Calculator ID": "2",
        "Ground Truth Answer": "67.0",
        "Lower Limit": "63.6",
        "Upper Limit": "70.3",
    }
    lines = [
        good | {"LLM Answer": "68", "Result": "Correct"},
        {"Calculator ID": "x", "Ground Truth Answer": "1"},
        {"Row Number": 3},
    ]
    rows, problems = read("medcalc", write(tmp_path / "r.jsonl", "\n".join(map(json.dumps, lines))))
    gold = {"calculator_id": 2, "answer": "67.0", "lower_limit": "63.6", "upper_limit": "70.3"}
    assert rows[0]["reference"] == gold
    assert rows[0]["trace"]["answer"] == "68"
    assert rows[0]["scores"]["MedCalcAccuracy"]["value"] == 1.0
    assert [row["status"] for row in rows[1:]] == ["error", "error"]
    assert len(problems) == 2


def mean(rows, metric):
    values = [row["scores"][metric]["value"] for row in rows if row["status"] == "scored"]
    scored = [value for value in values if value is not None]
    return sum(scored) / len(scored)


def test_medec_perfect_and_constant_submissions_by_hand(tmp_path, texts):
    perfect = "ms-1 1 4 Give 5 mg.\nms-2 0 -1 NA\nms-3 1 0 No fever."
    rows, problems = read("medec", write(tmp_path / "perfect.txt", perfect), texts)
    metrics = ("ErrorFlagAccuracy", "ErrorSentenceAccuracy", "CorrectionComposite", "CorrectionScore")
    assert [mean(rows, metric) for metric in metrics] == [1.0, 1.0, 1.0, 1.0]
    assert problems == []
    constant = "\n".join(f"ms-{number} 0 -1 NA" for number in (1, 2, 3))
    rows, _ = read("medec", write(tmp_path / "constant.txt", constant), texts)
    assert [mean(rows, metric) for metric in metrics[:3]] == pytest.approx([1 / 3, 1 / 3, 1 / 3])
    assert all(row["scores"]["CorrectionScore"]["value"] is None for row in rows)


def shared_rows(name):
    with gzip.open(SHARED / name, "rt") as handle:
        return list(map(json.loads, handle))


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/cases")
def test_medec_validation_with_a_constant_and_a_perfect_submission(tmp_path):
    gold = shared_rows("medec_validation.jsonl.gz")
    clean = sum(row["Error Flag"] == "0" for row in gold)
    reference = SHARED / "medec_validation.jsonl.gz"
    lines = [f"{row['Text ID']} 0 -1 NA" for row in gold]
    rows, problems = read("medec", write(tmp_path / "constant.txt", "\n".join(lines)), reference)
    assert len(rows) == 574
    assert problems == []
    for metric in ("ErrorFlagAccuracy", "ErrorSentenceAccuracy", "CorrectionComposite"):
        assert mean(rows, metric) == pytest.approx(clean / 574)
    lines = [
        f"{row['Text ID']} {row['Error Flag']} {row['Error Sentence ID']} "
        + (" ".join(row["Corrected Sentence"].split()) or "NA")
        for row in gold
    ]
    rows, problems = read("medec", write(tmp_path / "perfect.txt", "\n".join(lines)), reference)
    assert len(rows) == 574
    assert problems == []
    # The task's script drops quotes around a submitted sentence but not around the reference's: one has some.
    quoted = [row for row in rows if (row["reference"]["correction"] or "").startswith('"')]
    assert len(quoted) == 1
    for metric in ("ErrorFlagAccuracy", "ErrorSentenceAccuracy", "CorrectionComposite", "CorrectionScore"):
        assert mean([row for row in rows if row not in quoted], metric) == pytest.approx(1.0)
        assert 0.99 < mean(rows, metric) <= 1.0


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/cases")
def test_medcalc_one_shot_rows_at_and_beyond_their_limits(tmp_path):
    asked, expected = [], []
    for row in shared_rows("medcalc_one_shot.jsonl.gz"):
        for answer, right in _answers(row):
            result = "Correct" if right else "Incorrect"
            asked.append(row | {"Row Number": str(len(asked)), "LLM Answer": answer, "Result": result})
            expected.append(float(right))
    rows, problems = read("medcalc", write(tmp_path / "outputs.jsonl", "\n".join(map(json.dumps, asked))))
    assert [row["scores"]["MedCalcAccuracy"]["value"] for row in rows] == expected
    assert problems == []
    assert len({row["reference"]["calculator_id"] for row in rows}) == 55


INTEGERS = {4, *range(15, 19), 20, 21, 25, 27, 28, 29, 32, 33, 36, 43, 45, 48, 51}


def _answers(row):
    calculator, truth = int(row["Calculator ID"]), row["Ground Truth Answer"]
    if calculator in (13, 68):
        month, day, year = truth.split("/")
        return [(truth, True), (f"{month}/{day}/{int(year) + 1}", False)]
    if calculator == 69:
        weeks, days = re.findall(r"\d+", truth)
        right = [f"({weeks}, {days})", f"{weeks} weeks, {days} days"]
        return [(answer, True) for answer in right] + [(f"({weeks}, {int(days) + 1})", False)]
    if calculator in INTEGERS:
        number = int(float(truth))
        return [(str(number), True), (str(number + 0.4), True), (str(number + 1), False), (str(number + 0.6), False)]
    low, high = sorted((float(row["Lower Limit"]), float(row["Upper Limit"])))
    margin = max(abs(high), abs(low)) * 1e-6 + 1e-9
    return [(repr(low), True), (repr(high), True), (f"{low - margin:.12f}", False), (f"{high + margin:.12f}", False)]


def test_trec_agrees_with_ir_measures(tmp_path):
    measures = pytest.importorskip("ir_measures")
    draw = random.Random(3)
    run, qrels = [], []
    for query in range(12):
        documents = draw.sample(range(200), 40)
        run += [f"q{query} Q0 d{doc} 0 {draw.choice((1.5, 2.0, draw.random()))} t" for doc in documents[:30]]
        qrels += [f"q{query} 0 d{doc} {draw.choice((0, 1, 2))}" for doc in documents[10:]]
    files = [write(tmp_path / name, "\n".join(lines)) for name, lines in (("run.txt", run), ("qrels.txt", qrels))]
    rows, problems = read("trec", *files)
    assert problems == []
    names = {"Retrieval@10": "nDCG@10", "Retrieval(k=None, measure='map')": "AP"}
    names["Retrieval@100(measure='recall')"] = "R@100"
    oracle = measures.iter_calc(
        [measures.parse_measure(name) for name in names.values()],
        measures.read_trec_qrels(str(files[1])),
        measures.read_trec_run(str(files[0])),
    )
    expected = {(found.query_id, str(found.measure)): found.value for found in oracle}
    for row in rows:
        for ours, theirs in names.items():
            assert row["scores"][ours]["value"] == pytest.approx(expected[row["id"], theirs])


def test_medcalc_csv(tmp_path):
    table = (
        "Row Number,Calculator ID,Ground Truth Answer,Lower Limit,Upper Limit,LLM Answer,Result\n"
        '1,13,04/05/2021,,,"due 04/05/2021",Incorrect\n2,2,10,9.5,10.5,"(9.5",Correct\n3,2,10,9.5,10.5,,\n'
    )
    rows, problems = read("medcalc", write(tmp_path / "out.csv", table))
    assert [row["scores"]["MedCalcAccuracy"]["status"] for row in rows] == ["scored", "scored", "no_answer"]
    assert [row["scores"]["MedCalcAccuracy"]["value"] for row in rows] == [1.0, 1.0, None]
    assert [problem.why for problem in problems] == ["stored MedCalcAccuracy 0.0000, recomputed 1.0000"]
