"""Agreement of two raters beyond chance: Cohen's kappa, for example of verdicts with a column of human labels.

Source: J. Cohen, A Coefficient of Agreement for Nominal Scales (1960); weighted: J. Cohen, Weighted Kappa (1968).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from reasonscore.aggregate.bootstrap import percentile_interval
from reasonscore.errors import InputError

Weights = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two raters agree.

    Args:
        kappa: 1 full agreement, 0 that of chance; None where both use one and the same label throughout.
        interval: Percentile bootstrap interval over the items; None with fewer than two.
        observed: Share of items with equal labels; None without items.
        n: Items that both raters labelled.
        labels: The labels, in the order of the table's rows and columns.
        table: Items by first rater's label (row) and second rater's (column).
    """

    kappa: float | None
    interval: tuple[float, float] | None
    observed: float | None
    n: int
    labels: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]

    def to_row(self) -> dict[str, Any]:
        """The agreement as a JSON object."""
        row: dict[str, Any] = {"kappa": self.kappa, "interval": list(self.interval) if self.interval else None}
        row |= {"observed": self.observed, "n": self.n, "labels": list(self.labels)}
        return row | {"table": [list(line) for line in self.table]}

    def __str__(self) -> str:
        kappa = "undefined" if self.kappa is None else f"{self.kappa:.3f}"
        interval = f" [{self.interval[0]:.3f}, {self.interval[1]:.3f}]" if self.interval else ""
        observed = "" if self.observed is None else f", equal labels {self.observed:.3f}"
        return f"kappa {kappa}{interval}{observed} ({self.n} items)"


def cohen_kappa(
    first: Sequence[str],
    second: Sequence[str],
    *,
    labels: Sequence[str] | None = None,
    weights: Weights = "none",
    resamples: int = 1000,
    confidence: float = 0.95,
    seed: int = 0,
) -> Agreement:
    """The agreement of two raters on the same items.

    Args:
        first: Labels of the first rater.
        second: Labels of the second one, item by item.
        labels: All labels; their order is that of the scale where weights are used. None: those found, sorted.
        weights: How much it matters how far apart two labels are.
        resamples: Bootstrap resamples of the items.
        confidence: Of the interval.
        seed: Seed of the bootstrap.

    Raises:
        InputError: Where the raters' lists differ in length or hold a label that is not among `labels`.

    >>> cohen_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"]).kappa
    0.5
    """
    if len(first) != len(second):
        raise InputError(f"found {len(first)} and {len(second)} labels, expected one of each rater for every item")
    names = tuple(labels) if labels is not None else tuple(sorted({*first, *second}))
    position = {name: index for index, name in enumerate(names)}
    unknown = next((label for label in (*first, *second) if label not in position), None)
    if unknown is not None:
        raise InputError(f"found the label '{unknown[:40]}', expected one of {', '.join(names)}")
    size = len(names)
    counts = np.zeros((size, size))
    for left, right in zip(first, second, strict=True):
        counts[position[left], position[right]] += 1
    n = len(first)
    cost = _cost(size, weights)
    found = _kappas(counts.reshape(1, -1), cost)
    interval = None
    if n >= 2 and not np.isnan(found[0]):
        draws = np.random.default_rng(seed).multinomial(n, counts.reshape(-1) / n, size=resamples)
        kappas = _kappas(draws.astype(np.float64), cost)
        interval = percentile_interval(kappas[~np.isnan(kappas)], confidence)
    return Agreement(
        kappa=None if not n or np.isnan(found[0]) else float(found[0]),
        interval=interval,
        observed=float(np.trace(counts) / n) if n else None,
        n=n,
        labels=names,
        table=tuple(tuple(int(count) for count in line) for line in counts),
    )


def _cost(size: int, weights: Weights) -> NDArray[np.float64]:
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))).astype(np.float64)
    powers = {"none": (apart > 0).astype(np.float64), "linear": apart, "quadratic": apart**2}
    return powers[weights]


def _kappas(tables: NDArray[np.float64], cost: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kappa of each flattened table, NaN where chance alone already agrees fully."""
    size = len(cost)
    tables = tables.reshape(len(tables), size, size)
    n = np.maximum(tables.sum(axis=(1, 2)), 1.0)
    expected = np.einsum("ti,tj,ij->t", tables.sum(axis=2), tables.sum(axis=1), cost) / n
    observed = np.einsum("tij,ij->t", tables, cost)
    safe = np.where(expected > 0, expected, 1.0)
    kappas: NDArray[np.float64] = np.where(expected > 0, 1.0 - observed / safe, np.nan)
    return kappas
