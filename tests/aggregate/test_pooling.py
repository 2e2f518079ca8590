import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.aggregate.comparison import Settings
from reasonscore.aggregate.pairing import compare_tables
from reasonscore.aggregate.pooling import WORK, affordable
from reasonscore.aggregate.score_table import ScoreTable
from reasonscore.aggregate.subgroup import Subgroups
from reasonscore.errors import InputError
from reasonscore.metrics import parse_metric
from reasonscore.signature import parse_signature

pytestmark = pytest.mark.filterwarnings("ignore:.*comes from this pool")
METRIC = "F1@K(k='max')"


def row_of(supported, claims):
    labels = ["supported"] * supported + ["unverifiable"] * (claims - supported)
    return {"claims": [{"verdict": {"status": "judged", "label": label}} for label in labels]}


def rows(counts, group="a"):
    metric = parse_metric(METRIC)
    for index, (supported, claims) in enumerate(counts):
        score = metric.score(row_of(supported, claims)).to_row()
        yield {
            "id": str(index),
            "status": "scored",
            "group": group,
            "scores": {METRIC: score},
            "signature": "rs:1|v:a=1",
        }


def collected(found, **settings):
    aggregator = Aggregator(**settings)
    for row in found:
        aggregator.add(row)
    return aggregator.estimates()[0]


COUNTS = [(4, 8), (2, 4), (10, 10), (0, 0), (3, 9), (5, 6)]


def test_the_value_is_that_of_the_pool_not_the_mean_of_rows():
    found = collected(rows(COUNTS))

    def f1(supported, claims):
        precision, recall = supported / claims, min(supported / 10, 1)
        return 2 * precision * recall / (precision + recall)

    expected = [f1(*pair) for pair in COUNTS if pair[1]]
    assert found.value == pytest.approx(sum(expected) / len(expected))
    assert (found.n, found.n_scored, found.statuses["no_claims"]) == (6, 5, 1)
    assert found.interval[0] <= found.value <= found.interval[1]
    assert found == collected(rows(COUNTS))
    clustered = collected(rows(COUNTS), cluster="group")
    assert clustered.interval is None


def test_a_given_k_is_a_mean_of_rows_with_its_policies():
    metric = parse_metric("F1@K(k=5)")
    found = [metric.score(row_of(*pair)) for pair in COUNTS]
    scored = [{"status": "scored", "scores": {repr(metric): score.to_row()}} for score in found]
    values = [score.value for score in found if score.value is not None]
    assert collected(scored).value == pytest.approx(sum(values) / 5)
    assert collected(scored, missing="zero").value == pytest.approx(sum(values) / 6)
    shares = [(2 * supported, claims + max(supported, 5)) for supported, claims in COUNTS if claims]
    expected = sum(top for top, _ in shares) / sum(bottom for _, bottom in shares)
    assert collected(scored, average="pooled").value == pytest.approx(expected)
    assert collected(scored).details == {"k": 5}


def test_large_files_get_fewer_resamples_and_say_so():
    assert affordable(1000, 10) == 1000
    assert affordable(1000, WORK) == 100
    found = collected(rows([(1, 2)] * 1000), resamples=1000)
    assert parse_signature(found.signature)["aggregate"]["resamples"] == str(WORK // 1000)


def test_comparison_and_subgroups_pool_too():
    rng = np.random.default_rng(0)
    claims = rng.integers(5, 15, 60)
    better = [(int(n * 0.9), int(n)) for n in claims]
    worse = [(int(n * 0.4), int(n)) for n in claims]
    tables = [ScoreTable(name).read(rows(found)) for name, found in (("worse", worse), ("better", better))]
    (found,) = compare_tables(tables, Settings(resamples=200))
    assert found.difference == pytest.approx(collected(rows(better)).value - collected(rows(worse)).value)
    assert found.p == pytest.approx(1 / 201)
    assert found.interval[0] > 0
    groups = Subgroups("group")
    for row in (*rows(better, "b"), *rows(worse, "w")):
        groups.add(row)
    (gap,) = groups.gaps()
    assert (gap.highest, gap.lowest, gap.p) == ("b", "w", None)
    assert gap.difference == pytest.approx(found.difference)


def test_auroc_of_a_file_is_that_of_sklearn():
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 2, 80)
    numbers = np.round(rng.random(80) * 0.7 + labels * 0.3, 2)
    metric = parse_metric("AUROC")
    found = collected(
        {"status": "scored", "scores": {"AUROC": metric.score({"label": int(label), "prediction": float(x)}).to_row()}}
        for label, x in zip(labels, numbers, strict=True)
    )
    assert found.value == pytest.approx(roc_auc_score(labels, numbers))
    assert found.interval[0] < found.value < found.interval[1]


@pytest.mark.parametrize(
    ("metric", "details"),
    [
        ("ClassificationF1", {"gold": 1, "predicted": [2]}),
        ("BLEU", {"counts": [1], "totals": [1], "predicted_words": 1, "reference_words": 1, "signature": ""}),
        ("BudgetArea", {"budget": "x"}),
        ("LengthCorrectness", {"length": None}),
        ("EntityF1", {"hits": "x", "predicted": 1, "gold": 1}),
    ],
)
def test_details_of_another_kind_are_told(metric, details):
    score = {"value": 0.5, "status": "scored", "numerator": 1, "denominator": 2} | details
    odd = [{"id": index, "status": "scored", "scores": {metric: score}} for index in range(2)]
    with pytest.raises(InputError, match=f"scores of {metric} hold something of another kind than it writes"):
        collected(odd)
