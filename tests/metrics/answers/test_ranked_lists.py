import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.errors import ReasonScoreError
from reasonscore.metrics import (
    AP,
    MRR,
    NDCG,
    DiagnosisArena,
    Duplicates,
    HitRate,
    ListLength,
    MustNotMiss,
    Precision,
    PreferredHit,
    Recall,
    parse_metric,
)
from reasonscore.metrics.answers.ranking import read_ranking

NAMES = ["gout", "asthma", "measles", "stroke", "rabies", "scurvy"]


def row(answers, gold, **reference):
    return {"trace": {"answers": list(answers)}, "reference": {"answer": list(gold)} | reference}


def test_by_hand():
    found = row(["Asthma", "Gout", "gout.", "Scurvy"], ["Gout", "Scurvy", "Stroke"])
    assert HitRate(k=1).score(found).value == 0
    assert (HitRate() @ 2).score(found).value == 1
    assert Recall().score(found).value == pytest.approx(2 / 3)
    assert Precision().score(found).value == pytest.approx(2 / 3)
    assert (Precision() @ 10).score(found).value == pytest.approx(2 / 3)
    assert MRR().score(found).value == 0.5
    assert AP().score(found).value == pytest.approx((1 / 2 + 2 / 3) / 3)
    assert ListLength().score(found).value == 3
    assert Duplicates().score(found).value == 0.25
    assert repr(HitRate() @ 5) == "HitRate@5"
    assert parse_metric("nDCG@10") == NDCG(k=10)


def test_names_of_one_thing_are_one_gold_answer():
    names = ["myocardial infarction", "Heart attack", "MI"]
    for metric in (Recall(), Precision(), AP(), NDCG(), MRR(), HitRate(k=1)):
        assert metric.score(row(["MI"], names)).value == 1
    twice = row(["Heart attack", "MI", "Gout"], [*names, "Gout", "gout"], must_not_miss=names)
    assert Recall().score(twice).value == Precision().score(twice).value == 1
    assert Duplicates().score(twice).value == pytest.approx(1 / 3)
    assert ListLength().score(twice).value == 2
    assert MustNotMiss().score(twice).value == 1


@pytest.mark.parametrize("gold", [["B"], ["Gout"], ["(b) gout"], ["B", "Gout"]])
def test_options_are_one_answer_by_letter_and_text(gold):
    options = {"options": {"A": "Lupus", "B": "Gout", "C": "Asthma"}}
    for answers in (["Lupus", "B"], ["A", "gout"], ["lupus", "B. Gout", "Gout"]):
        found = row(answers, gold) | options
        assert [metric.score(found).value for metric in (HitRate(k=1), MRR(), Recall(k=2))] == [0, 0.5, 1]
        assert ListLength().score(found).value == 2
    missed = {"must_not_miss": ["B"], "preferred": "Gout"}
    found = row(["B"], gold, **missed) | options
    assert (MustNotMiss().score(found).value, PreferredHit(k=1).score(found).value) == (1, 1)
    assert HitRate(k=1).score(row(["B"], ["Gout"])).value == 0


def test_a_blank_gold_answer_takes_its_grade_along():
    found = row(["Gout", "Asthma"], ["", "Gout", "Asthma"], grades=[5, 3, "?"])
    assert read_ranking(found).grades == (3.0, 1.0)
    assert read_ranking(row(["Gout"], ["Gout"], grades=[2, 3])).grades == (2.0,)


def test_forms_of_a_disease_keep_their_grades():
    gold = ["inferior myocardial infarction", "myocardial infarction", "heart attack", "Pericarditis"]
    graded = row(["Heart attack"], gold, grades=[3, 1, 2, 1])
    assert Recall().score(graded).value == pytest.approx(1 / 3)
    assert (NDCG() @ 1).score(graded).value == pytest.approx(2 / 3)


def test_valid_preferred_and_dangerous():
    found = row(["Gout", "Stroke"], ["Stroke", "Gout"], preferred="Stroke", must_not_miss=["Stroke", "Rabies"])
    score = (PreferredHit() @ 1).score(found)
    assert (score.value, score.details["valid"]) == (0, 1)
    assert PreferredHit().score(found).value == 1
    assert MustNotMiss().score(found).value == 0.5
    assert MustNotMiss().score(row(["Gout"], ["Gout"])).status == "no_reference"


@pytest.mark.parametrize("metric", [HitRate(), Recall(), Precision(), MRR(), AP(), NDCG(), PreferredHit()])
def test_absences(metric):
    assert metric.score(row([], ["Gout"])).status == "no_answer"
    assert metric.score(row(["Gout"], [])).status == "no_reference"
    abstained = row([], ["Gout"])
    abstained["trace"]["abstained"] = True
    assert metric.score(abstained).status == "abstained"
    refusal = {"answer": "I cannot say", "answers": ["I cannot say"], "abstained": True}
    assert metric.score(abstained | {"trace": refusal}).status == "abstained"
    listed = refusal | {"answers": ["Gout", "Asthma"]}
    assert metric.score(abstained | {"trace": listed}).status == "scored"


@pytest.mark.parametrize("written", ["HitRate@0", "HitRate(k=-1)", "HitRate@5(k=3)", "Factuality@5", "HitRate(k=True)"])
def test_impossible_cutoffs(written):
    with pytest.raises(ReasonScoreError, match=r"k is|twice|has no cutoff"):
        parse_metric(written)


@settings(max_examples=60, deadline=None)
@given(
    answers=st.permutations(NAMES).flatmap(lambda found: st.integers(1, 6).map(lambda n: found[:n])),
    gold=st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
    k=st.integers(1, 7),
    data=st.data(),
)
def test_agrees_with_ir_measures(answers, gold, k, data):
    grades = data.draw(st.lists(st.integers(1, 3), min_size=len(gold), max_size=len(gold)))
    qrels = [ir_measures.Qrel("q", name, grade) for name, grade in zip(gold, grades, strict=True)]
    run = [ir_measures.ScoredDoc("q", name, -rank) for rank, name in enumerate(answers)]
    found = row(answers, gold, grades=grades)
    pairs = [
        (NDCG(k=k), ir_measures.nDCG @ k),
        (AP(), ir_measures.AP),
        (MRR(), ir_measures.RR),
        (Recall(k=k), ir_measures.R @ k),
        (HitRate(k=k), ir_measures.Success @ k),
    ]
    oracle = ir_measures.calc_aggregate([measure for _, measure in pairs], qrels, run)
    for metric, measure in pairs:
        assert metric.score(found).value == pytest.approx(oracle[measure], abs=1e-6), metric


@settings(max_examples=60, deadline=None)
@given(
    answers=st.permutations(NAMES).flatmap(lambda found: st.integers(1, 6).map(lambda n: found[:n])),
    grades=st.lists(st.integers(-2, 5), min_size=1, max_size=6),
    k=st.integers(1, 7),
    gain=st.sampled_from(["linear", "exponential"]),
)
def test_gains_agree_with_ir_measures_where_negative_grades_are_zeros(answers, grades, k, gain):
    # trec_eval counts a grade below 0 as 0, and its binding reads beyond its memory where all are: it gets the zeros.
    worth = [max(grade, 0) if gain == "linear" else 2 ** max(grade, 0) - 1 for grade in grades]
    qrels = [ir_measures.Qrel("q", name, gain) for name, gain in zip(NAMES, worth, strict=False)]
    run = [ir_measures.ScoredDoc("q", name, -rank) for rank, name in enumerate(answers)]
    expected = ir_measures.calc_aggregate([ir_measures.nDCG @ k], qrels, run)[ir_measures.nDCG @ k]
    found = NDCG(k=k, gain=gain).score(row(answers, NAMES[: len(grades)], grades=grades))
    assert found.value == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("gain", ["linear", "exponential"])
def test_no_grade_is_too_large(gain):
    found = row(["gout", "asthma"], ["asthma", "gout"], grades=[1e308, 1e308])
    assert NDCG(gain=gain).score(found).value == pytest.approx(1)
    with pytest.raises(ReasonScoreError, match="gain is 'cubic', expected one of 'linear', 'exponential'"):
        NDCG(gain="cubic")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.lists(st.sampled_from(NAMES), min_size=1, unique=True)
)
def test_repeating_or_appending_a_wrong_item_never_helps(answers, gold):
    for metric in (MRR(), AP(), NDCG(), Precision(), Recall(), HitRate()):
        value = metric.score(row(answers, gold)).value
        assert metric.score(row([*answers, answers[0]], gold)).value == value
        assert metric.score(row([*answers, "something else"], gold)).value <= value


def test_diagnosis_arena():
    assert [repr(DiagnosisArena()), repr(DiagnosisArena(k=None))] == ["DiagnosisArena@5", "DiagnosisArena(k=None)"]
    assert DiagnosisArena(k=1).score({"grades": [1, 2, 0]}).value == 0
    assert DiagnosisArena().score({"grades": [1, 2, 0]}).value == 1
    assert DiagnosisArena().score({"grades": [1, "two"]}).status == "error"
    assert DiagnosisArena().score({}).status == "no_answer"


@pytest.mark.parametrize("metric", [Precision(5), HitRate(5), MRR(5), Recall(5)])
def test_a_list_of_which_no_word_is_left_is_no_answer(metric):
    row = {"trace": {"answers": ["A"], "abstained": False}, "reference": {"answer": "Acute gout"}}
    assert metric.score(row).status == "no_answer"
