import numpy as np
import pytest
from scipy import stats

from reasonscore.aggregate.bootstrap import bootstrap_means, percentile_interval


@pytest.mark.parametrize(
    "values",
    [
        np.random.default_rng(1).random(60),
        (np.random.default_rng(2).random(300) < 0.3).astype(float),
        np.round(np.random.default_rng(3).random(500), 1),
    ],
    ids=["distinct", "binary", "few"],
)
def test_interval_agrees_with_scipy(values):
    means = bootstrap_means(values, np.ones(len(values)), 20_000, 0)
    low, high = percentile_interval(means, 0.95)
    oracle = stats.bootstrap((values,), np.mean, n_resamples=20_000, method="percentile", rng=1)
    tolerance = 0.06 * oracle.standard_error * 2
    assert low == pytest.approx(oracle.confidence_interval.low, abs=tolerance)
    assert high == pytest.approx(oracle.confidence_interval.high, abs=tolerance)
    assert means.std() == pytest.approx(oracle.standard_error, rel=0.04)


def test_weighted_units_agree_with_scipy():
    rng = np.random.default_rng(4)
    weights = rng.integers(1, 9, 80).astype(float)
    sums = rng.binomial(weights.astype(int), 0.6).astype(float)
    means = bootstrap_means(sums, weights, 20_000, 0)

    def pooled(total, weight, axis):
        return total.sum(axis=axis) / weight.sum(axis=axis)

    oracle = stats.bootstrap((sums, weights), pooled, paired=True, n_resamples=20_000, method="percentile", rng=1)
    assert means.std() == pytest.approx(oracle.standard_error, rel=0.04)
    assert percentile_interval(means, 0.95) == pytest.approx(tuple(oracle.confidence_interval), abs=0.004)


def test_coverage_of_the_interval():
    rng = np.random.default_rng(5)
    covered = 0
    for trial in range(300):
        values = (rng.random(100) < 0.4).astype(float)
        low, high = percentile_interval(bootstrap_means(values, np.ones(100), 400, trial), 0.9)
        covered += low <= 0.4 <= high
    assert 0.84 <= covered / 300 <= 0.95


def test_seed_decides_and_chunks_do_not_lose_draws():
    values, ones = np.random.default_rng(6).random(100_000), np.ones(100_000)
    first, again = bootstrap_means(values, ones, 23, 7), bootstrap_means(values, ones, 23, 7)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, bootstrap_means(values, ones, 23, 8))
    assert len(np.unique(first)) == 23
    assert np.all(np.isfinite(first))
