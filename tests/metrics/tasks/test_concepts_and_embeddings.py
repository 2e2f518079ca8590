import numpy as np
import pytest

from reasonscore.errors import InputError, MissingExtraError
from reasonscore.metrics import BERTScore, ConceptF1, EmbeddingCosine
from reasonscore.metrics.tasks.bert_score import bert_score
from reasonscore.metrics.tasks.embedding_cosine import pooled_cosine


def test_concepts_of_synonyms_are_shared():
    row = {"prediction": "Heart attack and low sodium.", "reference": {"answer": "Myocardial infarction with gout"}}
    score = ConceptF1().score(row)
    assert (score.details["hits"], score.details["predicted"], score.details["gold"]) == (1, 2, 2)
    assert score.value == 0.5
    assert ConceptF1().score({"prediction": "x", "reference": {"answer": "y"}}).value == 0
    given = {"prediction_concepts": ["C1", "C2"], "reference_concepts": ["C2"]}
    assert ConceptF1().score(given).value == pytest.approx(2 / 3)


def test_bert_score_by_hand():
    found = np.array([[1.0, 0.0], [0.0, 1.0]])
    gold = np.array([[1.0, 0.0]])
    assert bert_score(found, gold) == (0.5, 1.0, pytest.approx(2 / 3))
    assert bert_score(found, gold[:0]) == (0.0, 0.0, 0.0)


def test_pooled_cosine_by_hand():
    found = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert pooled_cosine(found, np.array([[1.0, 0.0]])) == pytest.approx(2**-0.5)
    assert pooled_cosine(found, found[:0]) == 0


@pytest.mark.parametrize("metric", [BERTScore, EmbeddingCosine])
def test_a_model_must_be_named_and_there(metric):
    row = {"prediction": "x", "reference": {"answer": "y"}}
    assert metric().score(row).status == "error"
    with pytest.raises(InputError):
        metric(model=1)
    with pytest.raises((InputError, MissingExtraError), match=r"model|extra"):
        metric(model="no/such-model").score(row)
