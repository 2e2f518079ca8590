import json
import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.aggregate.comparison import Settings
from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.metrics.score import absent, ratio
from reasonscore.report.table import format_table
from reasonscore.signature import parse_signature

SIGNATURE = "rs:0.1.0|verify:backend=onnx"


def row(value, *, metric="Factuality", status="no_claims", **fields):
    score = {"value": value, "status": status if value is None else "scored"}
    return {"status": "scored", "scores": {metric: score}, "signature": SIGNATURE} | fields


def error_row(**fields):
    return {"status": "error", "scores": {}, "error": {"type": "InputError"}} | fields


def estimate(rows, metrics=("Factuality",), **settings):
    aggregator = Aggregator(metrics, **settings)
    for item in rows:
        aggregator.add(item)
    return aggregator.estimates()[0]


def test_worked_example():
    rows = [
        {"id": "a", "status": "scored", "signature": SIGNATURE, "scores": {"Factuality": score.to_row()}}
        for score in (
            ratio(3, 4, supported=3, contradicted=1, unverifiable=0),
            ratio(1, 2, supported=1, contradicted=0, unverifiable=1),
            absent("no_claims", supported=0, contradicted=0, unverifiable=0),
        )
    ] + [error_row(id="d")]
    found = estimate(rows)
    assert (found.value, found.n, found.n_scored) == (0.625, 4, 2)
    assert found.statuses == {"scored": 2, "error": 1, "no_claims": 1}
    assert found.counts == {"supported": 4, "contradicted": 1, "unverifiable": 1}
    assert found.direction == "higher"
    assert found.interval == (0.5, 0.75)
    assert parse_signature(found.signature)["verify"] == {"backend": "onnx"}
    assert parse_signature(found.signature)["aggregate"]["missing"] == "skip"
    assert json.loads(json.dumps(found.to_row()))["interval"] == [0.5, 0.75]


def test_missing_policies():
    rows = [row(1.0, id="a"), row(None, id="b"), error_row(id="c"), row(0.5, id="d")]
    assert estimate(rows, missing="skip").value == 0.75
    zero = estimate(rows, missing="zero")
    assert (zero.value, zero.n_scored, zero.missing) == (0.375, 2, "zero")
    with pytest.raises(InputError, match=r"row 'b' has no value .no_claims."):
        estimate(rows, missing="error")
    with pytest.raises(InputError, match=r"row 'c' has no value .error."):
        estimate([rows[0], rows[2]], missing="error")


@pytest.mark.parametrize("rows", [[], [row(None)], [error_row()], [row(None), error_row()]])
def test_nothing_scored_has_no_value(rows):
    found = estimate(rows)
    assert found.value is None
    assert found.interval is None
    assert (found.n, found.n_scored) == (len(rows), 0)
    assert "not scored" in str(found)


def test_one_scored_row_has_no_interval():
    assert estimate([row(0.5)]).interval is None
    assert estimate([row(0.5), row(None)], missing="zero").interval is None


def test_discovered_metrics_count_the_rows_before_them():
    aggregator = Aggregator()
    for item in (error_row(), row(0.5), row(1.0, metric="Completeness"), row(0.0)):
        aggregator.add(item)
    first, second = aggregator.estimates()
    assert (first.metric, first.n, first.n_scored) == ("Factuality", 4, 2)
    assert second.statuses == {"scored": 1, "not_in_row": 2, "error": 1}
    assert (aggregator.n_rows, aggregator.n_errors) == (4, 1)


@settings(deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1, allow_subnormal=False)), max_size=40), st.integers(0, 5))
def test_interval_and_policies_hold_for_any_rows(values, seed):
    rows = [row(value) for value in values]
    scored = [value for value in values if value is not None]
    found = estimate(rows, resamples=50, seed=seed)
    assert found.value == (pytest.approx(math.fsum(scored) / len(scored)) if scored else None)
    if len(scored) > 1:
        low, high = found.interval
        assert min(scored) - 1e-12 <= low <= high <= max(scored) + 1e-12
    assert found == estimate(rows, resamples=50, seed=seed)


def test_metric_order_changes_nothing():
    rng = np.random.default_rng(3)
    names = ["Factuality", "Completeness", "Efficiency"]
    rows = [
        {
            "status": "scored",
            "scores": {n: {"value": v, "status": "scored"} for n, v in zip(names, rng.random(3), strict=True)},
        }
        for _ in range(40)
    ]

    def by_name(order):
        aggregator = Aggregator(order)
        for item in rows:
            aggregator.add(item)
        return {found.metric: found for found in aggregator.estimates()}

    assert by_name(names) == by_name(names[::-1])
    assert by_name(["Efficiency"])["Efficiency"] == by_name(names)["Efficiency"]


def test_clusters_are_resampled_whole():
    rows = [row(float(case % 2), case=f"p{case}") for case in range(10) for _ in range(20)]
    plain, clustered = estimate(rows), estimate(rows, cluster="case")
    assert plain.value == clustered.value == 0.5
    width = [found.interval[1] - found.interval[0] for found in (plain, clustered)]
    assert width[1] > 3 * width[0]
    assert estimate([row(1.0, case="a"), row(0.0, case="a")], cluster="case").interval is None
    with pytest.raises(InputError, match="field 'case'"):
        estimate([row(1.0)], cluster="case")
    assert estimate([error_row(), row(1.0, case=["x"])], cluster="case").n == 2


def test_pooled_average():
    rows = [{"status": "scored", "scores": {"Factuality": ratio(n, d).to_row()}} for n, d in ((1, 1), (0, 3), (4, 4))]
    assert estimate(rows).value == pytest.approx(2 / 3)
    assert estimate(rows, average="pooled").value == pytest.approx(5 / 8)
    with pytest.raises(ReasonScoreError, match="numerator"):
        estimate([row(0.5)], average="pooled")


@pytest.mark.parametrize(
    ("score", "path"),
    [
        ({"value": float("nan"), "status": "scored"}, "scores.Factuality.value"),
        ({"value": 10**400, "status": "scored"}, "scores.Factuality.value"),
        ({"value": "high", "status": "scored"}, "scores.Factuality.value"),
        ({"value": True, "status": "scored"}, "scores.Factuality.value"),
        ({"value": None, "status": "scored"}, "scores.Factuality"),
        ({"value": 0.4, "status": "no_claims"}, "scores.Factuality"),
        (0.4, "scores.Factuality"),
    ],
)
def test_unusable_scores_are_named(score, path):
    with pytest.raises(InputError, match="row 'x'") as caught:
        Aggregator(["Factuality"]).add({"id": "x", "status": "scored", "scores": {"Factuality": score}})
    assert caught.value.field == path


def test_unscored_file_is_named():
    with pytest.raises(InputError, match="score the file first"):
        Aggregator().add({"id": "x", "response": "..."})


def test_a_score_that_lost_its_counts_is_named():
    aggregator = Aggregator()
    aggregator.add({"id": "r", "status": "scored", "scores": {"AUROC": ratio(1, 2).to_row()}})
    with pytest.raises(InputError, match="scores of AUROC lack 'label'"):
        aggregator.estimates()


def test_an_estimate_names_its_metric_with_every_parameter():
    aggregator = Aggregator()
    score = ratio(1, 2, init_score=0.5, gold="a", predicted="a").to_row()
    names = ["FActScore", "Retrieval@10(measure='map')", "ClassificationF1(positive='a,b|c')", "House score"]
    aggregator.add({"status": "scored", "signature": SIGNATURE, "scores": dict.fromkeys(names, score)})
    found = aggregator.estimates()
    assert [parse_signature(estimate.signature)["metric"] for estimate in found] == [
        {"name": "FActScore", "version": "1", "gamma": "10"},
        {"name": "Retrieval", "version": "2", "k": "10", "measure": "map"},
        {"name": "ClassificationF1", "version": "1", "average": "macro", "positive": "a%2Cb%7Cc"},
        {"name": "House score"},
    ]
    assert len({estimate.file_signature for estimate in found if "F1" not in estimate.metric}) == 1
    assert "metric:" not in format_table(found)


def test_mixed_signatures_are_kept_apart():
    aggregator = Aggregator()
    for signature in ("rs:1|verify:a=1", "rs:1|verify:a=2", "rs:1|verify:a=1"):
        aggregator.add(row(1.0) | {"signature": signature})
    assert aggregator.signatures == {"rs:1|verify:a=1": 2, "rs:1|verify:a=2": 1}
    assert aggregator.signature.startswith("mixed[rs:1|verify:a=1 ; ")


def test_memory_per_row_is_a_few_numbers():
    aggregator = Aggregator(["Factuality"])
    big = "x" * 10_000
    tracemalloc.start()
    for index in range(20_000):
        aggregator.add(row(0.5, id=index, response=big + str(index)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"missing": "drop"}, "missing is 'drop', expected one of 'skip', 'zero', 'error'"),
        ({"average": "micro"}, "average is 'micro', expected one of 'mean', 'pooled'"),
    ],
)
def test_a_policy_that_is_none_is_refused(settings, message):
    with pytest.raises(InputError, match=message):
        Aggregator(["Factuality"], **settings)


def test_a_comparison_refuses_a_policy_that_is_none():
    with pytest.raises(InputError, match="missing is 'drop'"):
        Settings(missing="drop")
