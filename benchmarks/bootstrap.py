"""Time of 10,000 bootstrap resamples of 10,000 records, against numpy's own resampling of the same records.

    python benchmarks/bootstrap.py [--records 10000] [--resamples 10000]

numpy's own: `rng.integers` for the positions, `values[positions].mean(axis=1)`, in blocks that fit into memory. Prints
CPU seconds of both and their ratio for values of three kinds: 0/1, small ratios, and all different.
"""

import argparse
import time

import numpy as np

from reasonscore.aggregate.bootstrap import bootstrap_means, percentile_interval

BLOCK = 200


def numpy_means(values, resamples, seed):
    rng = np.random.default_rng(seed)
    means = []
    for start in range(0, resamples, BLOCK):
        size = min(BLOCK, resamples - start)
        means.append(values[rng.integers(0, len(values), size=(size, len(values)))].mean(axis=1))
    return np.concatenate(means)


def timed(function, *arguments):
    start = time.process_time()
    result = function(*arguments)
    return result, time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--resamples", type=int, default=10_000)
    options = parser.parse_args()
    rng = np.random.default_rng(0)
    n = options.records
    claims = rng.integers(1, 20, n)
    kinds = {
        "0/1": (rng.random(n) < 0.7).astype(float),
        "supported / claims": rng.binomial(claims, 0.7) / claims,
        "all different": rng.random(n),
    }
    print(f"{options.resamples} resamples of {n} records")
    print(f"{'values':<20} {'ours s':>8} {'numpy s':>8} {'ratio':>6}  interval of ours / numpy's")
    for name, values in kinds.items():
        ours, seconds = timed(bootstrap_means, values, np.ones(n), options.resamples, 0)
        theirs, reference = timed(numpy_means, values, options.resamples, 1)
        intervals = [", ".join(f"{x:.4f}" for x in percentile_interval(means, 0.95)) for means in (ours, theirs)]
        print(f"{name:<20} {seconds:8.2f} {reference:8.2f} {seconds / reference:6.2f}  {' / '.join(intervals)}")


if __name__ == "__main__":
    main()
