"""The public values as their users handle them: printed, pickled, copied, shared, and misused."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import reasonscore
from reasonscore import Scorer, metrics
from reasonscore.errors import InputError, MissingExtraError, ReasonScoreError, ResourceError, UnknownNameError
from reasonscore.settings import Settings

FAST = {"tier": "shallow", "verifier": "lexical"}
ROW = {"id": "a", "response": "No fever. The lactate was 4.", "evidence": ["She has no fever."]}


def test_a_scorer_prints_what_it_was_made_of_and_travels_without_its_models():
    scorer = Scorer(["Factuality", metrics.nDCG(k=3)], **FAST)
    assert repr(scorer) == "Scorer([Factuality, nDCG@3], tier='shallow', verifier='lexical')"
    before = pickle.dumps(scorer)
    result = scorer.score(ROW)
    for other in (pickle.loads(before), pickle.loads(pickle.dumps(scorer)), copy.deepcopy(scorer)):
        assert other.score(ROW) == result
        assert repr(other) == repr(scorer)
    assert pickle.loads(pickle.dumps(result)) == copy.deepcopy(result) == result


def test_threads_may_share_a_scorer():
    scorer = Scorer(["Factuality"], **FAST)
    rows = [ROW | {"response": f"No fever. The lactate was {number}."} for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        shared = list(pool.map(scorer.score, rows))
    assert shared == [scorer.score(row) for row in rows]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Scorer("Factuality"), r"expected a list such as \['Factuality'\]"),
        (lambda: Scorer(["Factuality"], teir="shallow"), "unknown setting 'teir'; did you mean tier"),
        (lambda: Scorer(["Factuality"], top_k=0), "field 'top_k': found 0, expected a whole number of at least 1"),
        (lambda: Scorer(["Factuality"], block_size="8"), "field 'block_size': found '8', expected a whole number"),
        (lambda: Settings(threads=-1), "field 'threads': found -1, expected a whole number of at least 0"),
        (lambda: Scorer(["Factuality"], retriever=5), "found int, expected an object with retrieve and signature"),
        (lambda: Scorer(["Factuality"], **FAST).score_many(ROW), "found an object, expected rows; `score` takes one"),
    ],
)
def test_a_mistake_is_told_where_it_is_made(make, message):
    with pytest.raises((InputError, UnknownNameError), match=message):
        make()


@pytest.mark.parametrize(
    "error",
    [
        ReasonScoreError("a"),
        InputError("found 5", field="evidence", line=3),
        UnknownNameError("metric", "Factualty", ["Factuality", "MRR"]),
        ResourceError("b"),
        MissingExtraError("the torch verifier", "torch"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_cross_processes(error):
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(other), str(other), vars(other)) == (type(error), str(error), vars(error))


def test_a_metric_goes_by_its_own_name_in_python():
    assert metrics.nDCG is metrics.NDCG
    assert repr(metrics.nDCG() @ 10) == "nDCG@10"
    assert "nDCG" in dir(metrics)
    assert not hasattr(metrics, "ndcg")
    assert not hasattr(metrics, "Ndcg")


def test_all_is_sorted_and_complete():
    assert reasonscore.__all__ == sorted(reasonscore.__all__)
    assert dir(reasonscore) == reasonscore.__all__
    for name in reasonscore.__all__:
        assert getattr(reasonscore, name).__doc__, name


def test_the_names_of_the_contract_are_where_it_says():
    from reasonscore import Scorer, decompose, metrics, score
    from reasonscore.reward import get_trl_reward

    assert all(callable(name) for name in (Scorer, score, decompose))
    assert metrics.Factuality().compute(["supported", "contradicted"]).value == 0.5
    reward = get_trl_reward("choice", profile="rule")
    assert reward(completions=["The answer is B.", "The answer is C."], answer=["B", "B"]) == [1.0, 0.0]
