import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ir_measures import AP, RR, P, R, nDCG

from reasonscore.metrics import Retrieval
from reasonscore.metrics.parse import parse_metric

DOCS = [f"d{n}" for n in range(8)]


@settings(max_examples=60, deadline=None)
@given(
    run=st.dictionaries(st.sampled_from(DOCS), st.sampled_from([-1, 0, 0.3, 0.1 + 0.2, 2, 2 + 1e-12]), min_size=1),
    qrels=st.dictionaries(st.sampled_from(DOCS), st.integers(-1, 2), min_size=1),
    k=st.integers(1, 9),
)
def test_agrees_with_trec_eval_ties_included(run, qrels, k):
    if max(qrels.values()) <= 0:
        return
    gold = [ir_measures.Qrel("q", name, grade) for name, grade in qrels.items()]
    found = [ir_measures.ScoredDoc("q", name, score) for name, score in run.items()]
    oracle = ir_measures.pytrec_eval.calc_aggregate([nDCG @ k, AP @ k, R @ k, P @ k, RR], gold, found)
    row = {"run": run, "qrels": qrels}
    for measure, expected in (("ndcg", nDCG @ k), ("map", AP @ k), ("recall", R @ k), ("precision", P @ k)):
        assert Retrieval(k=k, measure=measure).score(row).value == pytest.approx(oracle[expected], abs=1e-6), measure
    assert Retrieval(k=None, measure="mrr").score(row).value == pytest.approx(oracle[RR], abs=1e-6)


def test_scores_that_differ_beyond_32_bits_are_ties_as_in_trec_eval():
    run, gold = {"a": 0.1 + 0.2, "b": 0.3}, {"a": 1}
    expected = ir_measures.pytrec_eval.calc_aggregate(
        [RR], [ir_measures.Qrel("q", "a", 1)], [ir_measures.ScoredDoc("q", name, score) for name, score in run.items()]
    )
    assert Retrieval(k=None, measure="mrr").score({"run": run, "qrels": gold}).value == expected[RR] == 0.5


def test_lists_names_and_absences():
    assert Retrieval().score({"run": ["x", "a"], "qrels": {"a": 1}}).value == pytest.approx(0.6309, abs=1e-4)
    assert Retrieval().score({"run": {}, "qrels": {"a": 1}}).status == "no_answer"
    assert Retrieval().score({"run": ["a"]}).status == "no_reference"
    assert Retrieval().score({"run": ["a"], "qrels": {"a": 0}}).value == 0
    assert repr(Retrieval()) == "Retrieval@10"
    assert parse_metric("Retrieval") == Retrieval(k=10)
    assert parse_metric(repr(Retrieval(k=None))) == Retrieval(k=None)
    assert parse_metric("Retrieval@100(measure='recall')") == Retrieval(k=100, measure="recall")
