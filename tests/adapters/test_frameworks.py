"""The adapters inside the frameworks they are for; each test is skipped where its framework is not installed."""

import asyncio
import pickle
import warnings

import pytest

from reasonscore import Scorer
from reasonscore.adapters import (
    TextMetric,
    evaluate_metric,
    inspect_scorer,
    make_process_results,
    metric_list,
    score_frame,
    torch_metric,
)

# What frameworks warn about while they are imported is theirs.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")

FAST = {"tier": "shallow", "verifier": "lexical", "primer": False}
METRICS = ["Factuality", "AnswerAccuracy"]
SCORER = Scorer(METRICS, **FAST)
RESPONSES = ["She has a fever.", "He has a cough. <answer>gout</answer>", "No pain."]
REFERENCES = ["fever", {"answer": ["gout", "podagra"], "reasoning": ["A hot toe."]}, None]
EVIDENCE = [["The patient has a fever."], [{"text": "There is no cough."}], None]


def framework(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name)


def test_evaluate_gives_what_the_text_metric_gives(tmp_path):
    evaluate = framework("evaluate")
    module = {"cache_dir": str(tmp_path)}
    metric = evaluate_metric(SCORER, module=module)
    assert isinstance(metric, evaluate.Metric)
    expected = TextMetric(SCORER).compute(predictions=RESPONSES, references=REFERENCES, evidence=EVIDENCE, seed=1)
    assert metric.compute(predictions=RESPONSES, references=REFERENCES, evidence=EVIDENCE, seed=1) == expected
    metric.add(prediction=RESPONSES[0], reference=REFERENCES[0], evidence=EVIDENCE[0])
    metric.add_batch(predictions=RESPONSES[1:], references=REFERENCES[1:], evidence=EVIDENCE[1:])
    found = metric.compute(seed=1, per_record=True)
    assert [row["id"] for row in found.pop("records")] == ["1", "2", "3"]
    assert found == expected
    alone = metric.compute(predictions=[None, "No pain."])
    assert (alone["Factuality"], alone["n"], alone["n_errors"]) == (None, 2, 1)
    both = evaluate.combine([evaluate_metric(SCORER, columns=(), module=module)])
    assert both.compute(predictions=RESPONSES, references=REFERENCES)["AnswerAccuracy"] == expected["AnswerAccuracy"]


def test_torchmetrics_adds_up_over_batches_copies_and_processes():
    torchmetrics = framework("torchmetrics")
    metric = torch_metric(SCORER)
    assert isinstance(metric, torchmetrics.Metric)
    batch = metric(RESPONSES[:1], REFERENCES[:1], evidence=EVIDENCE[:1])
    assert (batch["Factuality"].item(), batch["n"].item()) == (1.0, 1)
    other = pickle.loads(pickle.dumps(metric.clone()))
    other.reset()
    other.update(RESPONSES[1:], REFERENCES[1:], evidence=EVIDENCE[1:])
    # What a reduction over processes does with states whose reduction is a sum.
    for name in metric._defaults:
        setattr(other, name, getattr(other, name) + getattr(metric, name))
    whole = TextMetric(SCORER).compute(predictions=RESPONSES, references=REFERENCES, evidence=EVIDENCE)
    assert {name: value.item() for name, value in other.compute().items()} == {
        name: whole[name] for name in other.compute()
    }
    before = metric.n
    metric.update(RESPONSES[1:2])
    assert (before.item(), metric.n.item()) == (1, 2), "states must not change in place: spawned processes share them"
    metric.reset()
    metric.update(["No pain."])
    assert "Factuality" not in metric.compute()
    assert metric.compute()["Factuality_n_scored"].item() == 0
    held = torchmetrics.MetricCollection({"text": torch_metric(SCORER)})
    held.update(RESPONSES[:1], evidence=EVIDENCE[:1])
    assert held.compute()["Factuality"].item() == 1.0


def test_a_data_frame_in_a_data_frame_out():
    pandas = framework("pandas")
    frame = pandas.DataFrame(
        {
            "output": [*RESPONSES, float("nan")],
            "evidence": [*EVIDENCE, pandas.NA],
            "answer": ["fever", "gout", None, pandas.NaT],
        },
        index=["a", "b", "c", "d"],
    )
    scores = score_frame(frame, SCORER, fields={"response": "output"})
    assert list(scores.index) == list(frame.index)
    assert scores["Factuality"].tolist() == [1.0, 0.0, pandas.NA, pandas.NA]
    assert str(scores["Factuality"].dtype) == "Float64"
    assert scores["Factuality"].mean() == 0.5
    assert list(scores["Factuality_status"]) == ["scored", "scored", "no_evidence", "error"]
    assert scores["error"].tolist()[:3] == [None] * 3
    assert "field 'response'" in scores["error"].iloc[3]
    assert score_frame(frame.iloc[:0], SCORER, fields={"response": "output"}).columns.tolist() == list(scores.columns)


def test_hugging_face_datasets_whole_and_streamed():
    datasets = framework("datasets")
    framework("pandas")
    rows = [
        {"response": RESPONSES[0], "reference": {"answer": "fever", "reasoning": None}, "options": {"A": "fever"}},
        {"response": RESPONSES[1], "reference": None, "options": {"B": "gout"}},
    ]
    rows[0]["evidence"] = [{"text": EVIDENCE[0][0], "date": None}]
    data = datasets.Dataset.from_list(rows)
    found = score_frame(data, SCORER)
    assert found["Factuality_status"].tolist() == ["scored", "no_evidence"]
    for other in (data.to_iterable_dataset(), data.to_pandas()):
        assert score_frame(other, SCORER).equals(found)


def test_the_harness_averages_the_documents_that_have_a_value():
    utils = framework("lm_eval.evaluator_utils")
    process = make_process_results(SCORER)
    docs = [{"reference": REFERENCES[index], "evidence": EVIDENCE[index]} for index in range(3)]
    raw = {}
    for doc, response in zip(docs, RESPONSES, strict=True):
        for name, value in process(doc, [response]).items():
            raw.setdefault((name, "none"), []).append(value)
    mean = framework("lm_eval.api.metrics").mean
    entries = {entry["metric"]: mean for entry in metric_list(METRICS)}

    class Task:
        task_name = "reasoning"

        def aggregation(self):
            return entries

    assert {name for name, _ in raw} == set(entries)
    compute = next(value for name, value in vars(utils).items() if name.endswith("compute_task_aggregations"))
    found = compute(Task(), raw, 0)[0]
    assert found["Factuality,none"] == 0.5
    assert found["Factuality_scored,none"] == pytest.approx(2 / 3)
    assert found["row_errors,none"] == 0.0


def test_inspect_scores_a_state_and_leaves_the_absent_out():
    solver = framework("inspect_ai.solver")
    scorers = framework("inspect_ai.scorer")
    model = framework("inspect_ai.model")
    scorer = inspect_scorer(SCORER, fields={"evidence": "documents"})

    def scored(response, target, documents):
        state = solver.TaskState(
            model="mockllm/model",
            sample_id=1,
            epoch=1,
            input="What is it?",
            messages=[],
            target=scorers.Target(target),
            output=model.ModelOutput.from_content("mockllm/model", response),
            metadata={"documents": documents},
        )
        return asyncio.run(scorer(state, scorers.Target(target)))

    found = scored(RESPONSES[1], ["gout", "podagra"], ["There is no cough."])
    assert found.value == {"Factuality": 0.0, "AnswerAccuracy": 1.0}
    assert found.answer == "gout"
    assert found.explanation.startswith("contradicted: ")
    absent = scored(RESPONSES[2], "", None)
    assert absent.value["Factuality"] != absent.value["Factuality"]
    assert absent.metadata["values"] == {"Factuality": None, "AnswerAccuracy": None}
    reduced = scorers.mean_score()([found, absent])
    assert reduced.value == {"Factuality": 0.0, "AnswerAccuracy": 1.0}
