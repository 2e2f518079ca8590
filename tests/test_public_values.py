"""The public values as their users handle them: printed, pickled, copied, shared, and misused."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest

import reasonscore
from reasonscore import Aggregator, Scorer, compare, metrics
from reasonscore.errors import InputError, MissingExtraError, ReasonScoreError, ResourceError, UnknownNameError
from reasonscore.reward import Reward
from reasonscore.settings import SettingChanges, Settings

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
        (lambda: Scorer(metrcs=["Factuality"]), "unknown setting 'metrcs'; did you mean metrics"),
        (lambda: Scorer(["Factuality"], top_k=0), "field 'top_k': found 0, expected a whole number of at least 1"),
        (lambda: Scorer(["Factuality"], block_size="8"), "field 'block_size': found '8', expected a whole number"),
        (lambda: Settings(threads=-1), "field 'threads': found -1, expected a whole number of at least 0"),
        (lambda: Scorer(tier="deep"), "unknown tier 'deep'; known: parse, shallow"),
        (lambda: Scorer(granularity="finer"), "unknown granularity 'finer'; did you mean fine"),
        (lambda: Scorer(verifier="onyx"), "unknown verifier 'onyx'; did you mean onnx"),
        (lambda: Scorer(verifier="torch", dtype="half"), "unknown dtype 'half'; known: bfloat16, float16, float32"),
        (lambda: Scorer(primer="no"), "field 'primer': found 'no', expected True or False"),
        (lambda: Scorer(model=3), "field 'model': found 3, expected a string"),
        (lambda: Scorer(granularity=None), "field 'granularity': found null, expected a string"),
        (lambda: Scorer(top_k=True), "field 'top_k': found True, expected a whole number"),
        (lambda: Scorer(None), r"field 'metrics': found null, expected a list such as \['Factuality'\]"),
        (lambda: Scorer([metrics.MRR]), r"field 'metrics\[0\]': found the class MRR, expected a value such as MRR\(\)"),
        (lambda: Scorer(["MRR", 3]), r"field 'metrics\[1\]': found a number, expected a name or a metric"),
        (lambda: Reward("choice", tier="deep"), "unknown tier 'deep'"),
        (lambda: reasonscore.decompose(None), "field 'text': found null, expected a string"),
        (lambda: reasonscore.decompose("No fever.", teir="shallow"), "unknown setting 'teir'; did you mean tier"),
        (lambda: Scorer(["MRR"]).score_many(None), "found null, expected rows; `score` takes one"),
        (lambda: Scorer(["Factuality"], retriever=5), "found int, expected an object with retrieve and signature"),
        (lambda: Scorer(["Factuality"], **FAST).score_many(ROW), "found an object, expected rows; `score` takes one"),
        (lambda: Aggregator("MRR"), r"field 'metrics': found the string 'MRR', expected a list such as \['MRR'\]"),
        (lambda: Aggregator(metrics.MRR), r"field 'metrics': found the class MRR, expected a list"),
        (
            lambda: Aggregator([metrics.MRR]),
            r"field 'metrics\[0\]': found the class MRR, expected a value such as MRR\(\)",
        ),
        (lambda: compare([], [], metrics="MRR"), "field 'metrics': found the string 'MRR'"),
        (lambda: compare({"scores": {}}, []), "A: found an object, expected rows"),
        (lambda: metrics.Factuality @ 5, "Factuality has no cutoff, so '@5' means nothing"),
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


def test_metrics_are_named_or_given_as_values_everywhere():
    row = {"id": "a", "scores": {"HitRate@5": {"value": 1.0, "status": "scored"}}}
    for given in (["HitRate@5"], [metrics.HitRate(k=5)], [metrics.HitRate() @ 5], [metrics.HitRate @ 5]):
        aggregator = Aggregator(given)
        aggregator.add(row)
        assert [estimate.value for estimate in aggregator.estimates()] == [1.0]
        assert repr(aggregator) == "Aggregator(['HitRate@5'], rows=1)"
        assert [one.metric for one in compare([row], [row], metrics=given)] == ["HitRate@5"]
    assert len(metrics.registry) == len(list(metrics.registry))
    assert repr(metrics.registry).startswith(f"<{len(metrics.registry)} metrics: AP, AUROC, AnswerAccuracy, ")


def test_paths_are_paths(tmp_path):
    scorer = Scorer(["Factuality"], pair_cache=tmp_path / "pairs.db", **FAST)
    assert scorer.settings.pair_cache == str(tmp_path / "pairs.db")
    assert scorer.score(ROW).scores["Factuality"].status == "scored"


def test_editors_know_every_setting():
    names = [item.name for item in fields(Settings) if item.name != "metrics"]
    assert [*SettingChanges.__annotations__] == names
    page = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in page] == []


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
