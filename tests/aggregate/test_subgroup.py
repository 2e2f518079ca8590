import numpy as np
import pytest
from scipy import stats

from reasonscore.aggregate.gap import gap_p_value
from reasonscore.aggregate.subgroup import Subgroups


def row(value, **fields):
    status = "scored" if value is not None else "no_claims"
    return {"status": "scored", "scores": {"Factuality": {"value": value, "status": status}}} | fields


def collected(rows, by, **settings):
    groups = Subgroups(by, **settings)
    for item in rows:
        groups.add(item)
    return groups


def test_groups_and_largest_gap():
    rows = [row(v, meta={"sex": s}) for s, v in (("f", 1.0), ("f", 0.5), ("m", 0.5), ("m", 0.0), ("x", None))] + [
        row(0.6)
    ]
    groups = collected(rows, "meta.sex")
    assert {name: found[0].value for name, found in groups.estimates().items()} == {
        "f": 0.75,
        "m": 0.25,
        "x": None,
        "(none)": 0.6,
    }
    (gap,) = groups.gaps()
    assert (gap.highest, gap.lowest, gap.difference) == ("f", "m", 0.5)
    assert 0 < gap.p <= 1


def test_rows_of_several_groups_count_in_each():
    groups = collected([row(1.0, organ=["heart", "lung"]), row(0.0, organ=["lung"]), row(1.0, organ=[])], "organ")
    assert {name: found[0].n for name, found in groups.estimates().items()} == {"heart": 1, "lung": 2, "(none)": 1}
    assert groups.gaps()[0].p is None


def test_one_group_has_no_gap():
    assert collected([row(1.0, model="a"), row(None, model="b")], "model").gaps() == []


def test_small_groups_can_be_kept_out_of_the_gap():
    rows = [row(1.0, g="tiny")] + [row(0.5, g="a")] * 5 + [row(0.4, g="b")] * 5
    assert collected(rows, "g").gaps()[0].highest == "tiny"
    assert collected(rows, "g", smallest=5).gaps()[0].highest == "a"


@pytest.mark.parametrize(("right", "settings"), [((70, 50), {}), ((100, 60), {}), ((90, 40), {"missing": "zero"})])
def test_many_alike_rows_are_each_counted_in_the_gap(right, settings):
    rows = [row(float(i < k), g=name) for name, k in zip("ab", right, strict=True) for i in range(100)]
    (gap,) = collected(rows, "g", metrics=["Factuality"], **settings).gaps()
    a, b = (np.arange(100) < k for k in right)
    oracle = stats.fisher_exact([[a.sum(), 100 - a.sum()], [b.sum(), 100 - b.sum()]]).pvalue
    assert gap.p == pytest.approx(max(oracle, 1 / 1001), abs=0.02)
    normal = 1.96 * np.hypot(a.std(), b.std()) / 10
    assert gap.interval == pytest.approx((gap.difference - normal, gap.difference + normal), abs=0.04)


def test_the_smallest_group_is_told_by_rows_and_not_by_claims():
    def counted(value, claims, group):
        score = {"value": value, "status": "scored", "numerator": value * claims, "denominator": claims}
        return {"status": "scored", "g": group, "scores": {"Factuality": score}}

    rows = [counted(1.0, 50, "tiny")] + [counted(0.5, 2, "a")] * 5 + [counted(0.0, 2, "b")] * 5
    assert collected(rows, "g", smallest=5, average="pooled").gaps()[0].highest == "a"
    alike = [row(1.0, g="a")] * 40 + [row(0.0, g="b")] * 40
    assert collected(alike, "g", smallest=20).gaps()[0].interval == (1.0, 1.0)


def test_p_value_agrees_with_scipy():
    rng = np.random.default_rng(0)
    groups = [rng.random(12) + shift for shift in (0.0, 0.1, 0.25)]

    def statistic(*samples):
        means = [sample.mean() for sample in samples]
        return max(means) - min(means)

    oracle = stats.permutation_test(
        groups, statistic, n_resamples=4000, alternative="greater", vectorized=False, rng=1
    ).pvalue
    assert gap_p_value(groups, 4000, 0) == pytest.approx(oracle, abs=0.03)


def test_no_difference_gives_no_small_p():
    rng = np.random.default_rng(1)
    found = [gap_p_value(np.split(rng.random(60), 6), 199, seed) for seed in range(100)]
    assert np.mean(np.array(found) <= 0.1) < 0.2
