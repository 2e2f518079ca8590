import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from reasonscore.aggregate import Aggregator
from reasonscore.metrics import (
    BudgetArea,
    ExamPrecision,
    ExamRecall,
    FormatRobustness,
    LengthCorrectness,
    Pass,
    PathValidity,
)
from reasonscore.metrics.correlation import spearman


def test_pass_any_and_mean():
    row = {"samples": ["gout", "Asthma", "Stroke", "Gout"], "reference": {"answer": "Gout"}}
    assert Pass().score(row).value == 1
    assert Pass(mode="mean").score(row).value == 0.5
    assert (Pass() @ 1).score(row).value == 0.5
    assert (Pass() @ 2).score(row).value == pytest.approx(1 - 1 / 6)
    assert (Pass() @ 5).score(row).status == "no_answer"
    assert Pass().score({"samples": ["gout"]}).status == "no_reference"
    assert Pass().score({"samples": [True, False]}).value == 1
    assert (Pass() @ 1).score({"samples": [0, 1, 1.0, 0]}).value == 0.5


def test_format_robustness_by_hand():
    found = {"1": (True, True), "2": (True, False), "3": (False, False), "4": (True, True)}
    rows = [
        {"item": item, "format": name, "correct": right}
        for item, rights in found.items()
        for name, right in zip(("mcq", "list"), rights, strict=True)
    ]
    assert FormatRobustness().compute(rows).value == 0.75
    assert FormatRobustness(measure="worst_best").compute(rows).value == pytest.approx((2 / 4) / (3 / 4))
    assert FormatRobustness(measure="retention").compute(rows).value == pytest.approx((2 / 3 + 1) / 2)
    assert FormatRobustness().compute(rows[:1]).status == "no_reference"


def test_format_robustness_counts_an_item_as_often_as_it_was_asked():
    rows = [{"item": "1", "format": name, "correct": right} for name, right in zip("aabb", (1, 0, 1, 1), strict=True)]
    score = FormatRobustness().compute(rows)
    assert (score.value, score.details["accuracy"]) == (0.5, {"a": 0.5, "b": 1.0})


def test_the_interval_of_format_robustness_is_that_of_its_items():
    rng = np.random.default_rng(3)
    same = (rng.random(80) < 0.7).tolist()
    rows = [
        {"item": str(index), "format": name, "correct": name == "a" or kept}
        for index, kept in enumerate(same)
        for name in "ab"
    ]
    aggregator = Aggregator(["FormatRobustness"], cluster="item", resamples=1000)
    for row in rows:
        aggregator.add(row | {"scores": {"FormatRobustness": FormatRobustness().score(row).to_row()}})
    (estimate,) = aggregator.estimates()
    deviation = np.sqrt(np.mean(same) * (1 - np.mean(same)) / 80)
    low, high = estimate.interval
    assert (high - low) / (2 * 1.96 * deviation) == pytest.approx(1, abs=0.1)


def test_length_and_correctness():
    rows = [{"response": "x " * n, "correct": n < 3} for n in (1, 2, 3, 4)]
    score = LengthCorrectness().compute(rows)
    assert score.value == pytest.approx(spearmanr([1, 2, 3, 4], [1, 1, 0, 0]).statistic)
    assert (score.details["length_right"], score.details["length_wrong"]) == (1.5, 3.5)
    assert LengthCorrectness().compute(rows[:2]).value is None
    turns = [{"role": "tool", "content": "x " * 50}, {"role": "assistant", "content": "one two three"}]
    assert LengthCorrectness().score({"response": turns, "correct": True}).details["length"] == 3
    graph = [["gout", "treated by", "colchicine"]]
    said = [{"role": "assistant", "content": "Gout: colchicine."}]
    assert PathValidity().score({"response": said, "graph": graph}).value == 1


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=12))
def test_spearman_agrees_with_scipy(pairs):
    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    value = spearman(left, right)
    if value is None:
        assert len(set(left)) == 1 or len(set(right)) == 1
    else:
        assert value == pytest.approx(spearmanr(left, right).statistic)


def test_budget_area_by_hand():
    rows = [{"budget": budget, "correct": right} for budget, right in ((256, 0), (256, 1), (512, 1), (1024, 1))]
    score = BudgetArea().compute(rows)
    assert score.value == pytest.approx((0.75 + 1) / 2)
    assert score.details["curve"] == {"256": 0.5, "512": 1.0, "1024": 1.0}
    assert BudgetArea().compute([{"correct": True}]).status == "no_answer"


def test_exams_are_not_matched_one_to_one():
    exams = {"predicted": ["Chest CT", "chest CT", "Lumbar puncture"], "reference": ["Chest CT", "ECG"]}
    assert ExamPrecision().score({"exams": exams}).value == pytest.approx(2 / 3)
    assert ExamRecall().score({"exams": exams}).value == 0.5
    judged = {
        "predicted": [{"test_name": "CT", "covered": True}],
        "reference": [{"test_name": "MRI", "covered": False}],
    }
    assert ExamPrecision().score({"exams": judged}).value == 1
    assert ExamRecall().score({"exams": judged}).value == 0
    for metric in (ExamPrecision(), ExamRecall()):
        assert metric.score({"exams": {"predicted": [], "reference": []}}).value == 0
        assert metric.score({"exams": exams | {"declined": True}}).value == 0
        assert metric.score({}).status == "no_reference"
