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
