"""The adapters without the frameworks: what each takes and gives, and how an absent value travels."""

import copy
import json
import pickle
from types import SimpleNamespace

import pytest

from reasonscore import Scorer
from reasonscore.adapters import (
    RunningMetric,
    TextMetric,
    TextScorer,
    evaluate_metric,
    frame_rows,
    inspect_scorer,
    make_process_results,
    metric_list,
    score_frame,
    torch_metric,
)
from reasonscore.adapters.framework import import_framework
from reasonscore.adapters.inspect_scorer import explain_result, sample_row
from reasonscore.adapters.named_row import named_row
from reasonscore.adapters.text_row import text_rows
from reasonscore.errors import InputError, MissingExtraError, ReasonScoreError
from reasonscore.metrics import parse_metric, registry

FAST = {"tier": "shallow", "verifier": "lexical", "primer": False}
METRICS = ["Factuality", "AnswerAccuracy"]
RESPONSES = ["She has a fever.", "He has a cough. <answer>gout</answer>", "No pain."]
REFERENCES = ["fever", {"answer": ["gout", "podagra"], "reasoning": ["A hot toe."]}, None]
SCORER = Scorer(METRICS, **FAST)
EVIDENCE = [["The patient has a fever."], [{"text": "There is no cough."}], None]


def test_all_adapters_agree_with_the_scorer():
    rows = list(text_rows(RESPONSES, REFERENCES, evidence=EVIDENCE))
    scorer = SCORER
    expected = [{name: score.value for name, score in result.scores.items()} for result in scorer.score_many(rows)]
    assert [row["Factuality"] for row in expected] == [1.0, 0.0, None]
    found = TextMetric(scorer).compute(
        predictions=RESPONSES, references=REFERENCES, evidence=EVIDENCE, per_record=True, seed=3
    )
    assert found["Factuality"] == 0.5
    assert found["Factuality_n_scored"] == 2
    assert found["Factuality_interval"] == [0.0, 1.0]
    assert (found["n"], found["n_errors"]) == (3, 0)
    assert "tier=shallow" in found["signature"]
    assert "seed=3" in found["signature"]
    text = TextScorer(scorer)
    assert [text.values(result) for result in found["records"]] == expected
    assert text.score_text(RESPONSES[1], REFERENCES[1], evidence=EVIDENCE[1]) == expected[1]
    process = make_process_results(scorer)
    for response, row, values in zip(RESPONSES, rows, expected, strict=True):
        given = process({**row, "response": "not this one"}, [response])
        assert {name: given.get(name) for name in METRICS} == values
        assert given["Factuality_scored"] == float(values["Factuality"] is not None)


def test_a_running_metric_adds_up_in_any_batches():
    whole, parts = RunningMetric(SCORER), RunningMetric(SCORER)
    whole.update(RESPONSES, REFERENCES, evidence=EVIDENCE)
    for index in range(3):
        parts.update(RESPONSES[index : index + 1], REFERENCES[index : index + 1], evidence=EVIDENCE[index : index + 1])
    parts.update([None])
    summed = TextMetric(SCORER).compute(predictions=RESPONSES, references=REFERENCES, evidence=EVIDENCE)
    assert whole.compute() == {name: summed[name] for name in whole.compute()}
    assert parts.compute() == whole.compute() | {"n": 4, "n_errors": 1}
    parts.reset()
    assert parts.compute()["Factuality"] is None
    assert parts.compute()["n"] == 0


def test_metrics_over_whole_files_cannot_run_but_can_be_computed():
    pooled = next(
        metric for _, metric in sorted(registry.classes().items()) if metric.pooled and repr_or_none(metric) is not None
    )
    with pytest.raises(ReasonScoreError, match="looks at all rows at once"):
        RunningMetric([repr_or_none(pooled)], **FAST)
    assert TextMetric([repr_or_none(pooled)], **FAST).compute(predictions=["x"])["n"] == 1
    with pytest.raises(ReasonScoreError, match="looks at all rows at once"):
        RunningMetric(["F1@K"], **FAST)
    assert RunningMetric(["F1@K(k=64)"], **FAST).compute()["n"] == 0


def repr_or_none(metric):
    try:
        return repr(parse_metric(metric.name))
    except InputError:
        return None


def test_no_predictions_and_no_values_are_none_and_json():
    metric = TextMetric(SCORER)
    for found in (metric.compute(predictions=[]), metric.compute(predictions=[None, ""])):
        assert found["Factuality"] is None
        assert found["Factuality_n_scored"] == 0
        json.dumps(found, allow_nan=False)
    assert found["n_errors"] == 1


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"references": ["a"]}, "found 1 items for 3 predictions"),
        ({"evidence": "one passage for all"}, "'evidence'.*found a string, expected a list"),
        ({"evidence": {"text": "x"}}, "found an object"),
        ({"confidence_of_model": 3}, "'confidence_of_model'.*found a number"),
    ],
)
def test_columns_must_be_parallel(columns, message):
    with pytest.raises(InputError, match=message):
        TextMetric(SCORER).compute(predictions=RESPONSES, **columns)


def test_missing_as_an_error_stops():
    with pytest.raises(InputError, match="missing is 'error'"):
        TextMetric(SCORER).compute(predictions=RESPONSES, missing="error")


def test_copies_share_the_models_and_pickles_load_them_anew():
    scorer = TextScorer(["Factuality"], **FAST)
    expected = scorer.score_text(RESPONSES[0], evidence=EVIDENCE[0])
    assert copy.deepcopy(scorer) is scorer
    again = pickle.loads(pickle.dumps(scorer))
    assert again.scorer is not scorer.scorer
    assert again.scorer.settings == scorer.scorer.settings
    assert again.score_text(RESPONSES[0], evidence=EVIDENCE[0]) == expected
    with pytest.raises(TypeError, match="takes no settings: tier"):
        TextScorer(scorer.scorer, tier="shallow")


def test_names_of_fields_may_differ_or_be_withheld():
    cells = {"output": "x", "label": "gout", "answers": {"start": 1}, "reasoning": ["a"], "kept": 1}
    row = named_row(cells, {"response": "output", "answer": "label", "answers": None})
    assert row == {"response": "x", "reference": {"answer": "gout", "reasoning": ["a"]}, "kept": 1}
    swapped = named_row({"question": "an answer", "response": "a question"}, {"response": "question", "question": None})
    assert swapped == {"response": "an answer"}
    with pytest.raises(InputError, match=r"'response'.*no 'text' to take it from, found output"):
        named_row({"output": "x"}, {"response": "text"})
    for wrong in ("text", {"response": "x"}, 5, ["text"]):
        with pytest.raises(InputError, match="expected a data frame"):
            list(frame_rows(wrong))


def test_process_results_names_what_it_wants():
    process = make_process_results(["ContradictionRate"], fields={"evidence": "context"}, **FAST)
    found = process({"context": "There is no cough."}, ["He has a cough."])
    assert found == {"ContradictionRate": 1.0, "ContradictionRate_scored": 1.0, "row_errors": 0.0}
    assert [entry["metric"] for entry in metric_list(["ContradictionRate"])] == list(found)
    assert process({"context": 5}, ["x"]) == {"ContradictionRate_scored": 0.0, "row_errors": 1.0}
    for results in ([], [(-0.3, True)], [["a", "b"]]):
        with pytest.raises(InputError, match="expected a generated text"):
            process({"context": "x"}, results)


def test_an_inspect_sample_becomes_a_row():
    state = SimpleNamespace(
        sample_id=4,
        input_text="Which one?",
        choices=[SimpleNamespace(value="gout"), SimpleNamespace(value="sepsis")],
        metadata={"documents": ["Gout is likely."], "reasoning": "A hot toe."},
        output=SimpleNamespace(completion="It is gout."),
    )
    assert sample_row(state, ["A"], {"evidence": "documents"}) == {
        "id": "4",
        "question": "Which one?",
        "options": {"A": "gout", "B": "sepsis"},
        "evidence": ["Gout is likely."],
        "reference": {"answer": ["A"], "reasoning": "A hot toe."},
        "response": "It is gout.",
    }
    result = Scorer(["Factuality"], **FAST).score({"id": "a", "response": 5})
    assert "found a number" in explain_result(result)


@pytest.mark.parametrize(
    ("module", "make"),
    [
        ("pandas", lambda: score_frame([], ["Factuality"], **FAST)),
        ("evaluate", lambda: evaluate_metric(["Factuality"], **FAST)),
        ("torchmetrics", lambda: torch_metric(["Factuality"], **FAST)),
        ("inspect_ai", lambda: inspect_scorer(["Factuality"], **FAST)),
    ],
)
def test_a_framework_that_is_missing_is_named_with_its_extra(module, make, monkeypatch):
    import sys

    if module in sys.modules:
        pytest.skip(f"{module} is loaded already")

    class Blocked:
        def find_spec(self, name, path=None, target=None):
            if name.split(".")[0] == module:
                raise ModuleNotFoundError(f"No module named '{name}'", name=name)

    monkeypatch.setattr(sys, "meta_path", [Blocked(), *sys.meta_path])
    with pytest.raises(MissingExtraError, match=r"reasonscore\[eval\]"):
        make()


def test_a_framework_that_is_broken_is_not_called_missing(tmp_path, monkeypatch):
    (tmp_path / "broken_framework.py").write_text("import a_module_that_is_not_there\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_not_there"):
        import_framework("broken_framework", "a test")


def test_no_stage_knows_the_adapters():
    from pathlib import Path

    import reasonscore

    home = Path(reasonscore.__file__).parent
    for path in home.rglob("*.py"):
        if path.parent.name != "adapters":
            assert "reasonscore.adapters" not in path.read_text(encoding="utf-8"), path
