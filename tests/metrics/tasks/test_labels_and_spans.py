import pytest
import sklearn.metrics as oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.metrics import AUROC, MAE, ArgumentSpanF1, ClassificationF1, EntityF1, RelationF1
from reasonscore.metrics.tasks.argument_spans import iob_spans

LABELS = st.sampled_from("xyz")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=12))
def test_classification_agrees_with_scikit_learn(pairs):
    rows = [{"label": gold, "prediction": found} for gold, found in pairs]
    gold, found = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    for average in ("macro", "micro", "weighted"):
        expected = oracle.f1_score(gold, found, average=average, zero_division=0)
        score = ClassificationF1(average=average).compute(rows)
        assert score.value == pytest.approx(expected)
    assert score.details["accuracy"] == pytest.approx(oracle.accuracy_score(gold, found))
    one = oracle.f1_score(gold, found, labels=["x"], average="macro", zero_division=0)
    assert ClassificationF1(positive="x").compute(rows).value == pytest.approx(one)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=12))
def test_auroc_agrees_with_scikit_learn(pairs):
    rows = [{"label": int(label), "prediction": number} for label, number in pairs]
    score = AUROC().compute(rows)
    if len({label for label, _ in pairs}) == 1:
        assert score.status == "error"
    else:
        expected = oracle.roc_auc_score([label for label, _ in pairs], [number for _, number in pairs])
        assert score.value == pytest.approx(expected)


def test_labels_as_numbers_and_words():
    assert ClassificationF1().score({"label": 1.0, "prediction": "1"}).value == 1
    assert ClassificationF1().score({"label": "a"}).status == "no_answer"
    assert AUROC().score({"label": "yes", "prediction": {"probability": 0.5}}).details == {"label": 1}


def test_mae_by_hand():
    rows = [
        {"prediction": "about 12 mmol/L", "reference": {"answer": "10"}},
        {"prediction": 7, "reference": {"value": 8}},
        {"prediction": "none", "reference": {"value": 8}},
    ]
    score = MAE().compute(rows)
    assert (score.value, score.details["n_scored"]) == (1.5, 2)
    assert score.details["statuses"]["no_answer"] == 1
    assert MAE().score({"prediction": "1e308", "reference": {"value": 8}}).status == "no_answer"


def test_entities_and_relations_are_pooled():
    rows = [
        {"prediction": {"entities": [["drug", 0, 2], ["drug", 4, 5]]}, "reference": {"entities": [["drug", 0, 2]]}},
        {"prediction": {"entities": []}, "reference": {"entities": [["test", 0, 1]]}},
    ]
    score = EntityF1().compute(rows)
    assert score.value == 0.5
    assert score.details["macro_f1"] == pytest.approx((2 / 3 + 0) / 2)
    assert EntityF1().score({"prediction": {"entities": []}, "reference": {"entities": []}}).value == 0
    relation = {"prediction": {"relations": [["support", 0, 1]]}, "reference": {"relations": [["attack", 0, 1]]}}
    assert RelationF1().score(relation).value == 0


def test_argument_spans_by_hand():
    gold = ["B-Claim", "I-Claim", "O", "B-Premise", "I-Premise"]
    found = ["B-Claim", "I-Claim", "O", "O", "B-Premise"]
    row = {"reference": {"labels": gold}, "prediction": {"labels": found}}
    assert iob_spans(found) == [("Claim", 0, 2), ("Premise", 4, 5)]
    assert ArgumentSpanF1().score(row).value == 0.5
    token = ArgumentSpanF1(match="token").compute([row, row])
    assert token.value == pytest.approx((1 + 2 / 3) / 2)
    assert token.details["f1"] == {"Claim": 1, "Premise": pytest.approx(2 / 3)}
    short = {"reference": {"labels": gold}, "prediction": {"labels": found[:2]}}
    assert ArgumentSpanF1().score(short).status == "error"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.sampled_from(["O", "B-Claim", "I-Claim", "B-Premise"])] * 2), min_size=1, max_size=10))
def test_token_f1_agrees_with_scikit_learn(pairs):
    row = {
        "reference": {"labels": [gold for gold, _ in pairs]},
        "prediction": {"labels": [found for _, found in pairs]},
    }
    score = ArgumentSpanF1(match="token").score(row)
    bare = [[label.partition("-")[2] for label in side] for side in zip(*pairs, strict=True)]
    kinds = sorted({label for side in bare for label in side} - {""})
    expected = oracle.f1_score(bare[0], bare[1], labels=kinds, average="macro", zero_division=0) if kinds else 0
    assert score.value == pytest.approx(expected)
