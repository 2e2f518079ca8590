"""The aggregator: output rows in, one after the other, an estimate per metric out."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.aggregate.column import NOT_IN_ROW, Column, make_column
from reasonscore.aggregate.estimate import Estimate, Missing
from reasonscore.aggregate.field_path import field_key, field_value
from reasonscore.aggregate.policy import Average, Policy
from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.metrics.given import Given, given_names


class Aggregator:
    """Collects scores in a few numbers a row and estimates each metric with its interval.

    Args:
        metrics: Metrics by name, as they print themselves, or as values; empty means all that the rows bring, in order
            of appearance.
        seed: Seed of the bootstrap; each metric starts from it anew, so the order of metrics changes nothing.
        resamples: Bootstrap resamples.
        confidence: Share of the resampled means inside the interval.
        missing: What a row without a value counts as; error rows are rows without a value.
        cluster: Field (dotted path) of rows that belong together, for example several answers to one case: whole
            clusters are resampled.
        average: `mean` of the rows' values, or `pooled`: sum of the numerators over sum of the denominators. Metrics
            that are defined over a whole file go their own way, whatever `missing` and `average` say.

    >>> aggregator = Aggregator(["Factuality"], resamples=100)
    >>> for value in (1.0, 0.0, 1.0, 1.0):
    ...     aggregator.add({"status": "scored", "scores": {"Factuality": {"value": value, "status": "scored"}}})
    >>> print(aggregator.estimates()[0])
    Factuality 0.750 [0.250, 1.000] (4 of 4 scored)
    """

    def __init__(
        self,
        metrics: Given = (),
        *,
        seed: int = 0,
        resamples: int = 1000,
        confidence: float = 0.95,
        missing: Missing = "skip",
        cluster: str | None = None,
        average: Average = "mean",
    ) -> None:
        self.policy = Policy(seed, resamples, confidence, missing, cluster, average)
        self.signatures: Counter[str] = Counter()
        self.n_rows = 0
        self.n_errors = 0
        names = given_names(metrics)
        self._discover = not names
        self._columns = {name: make_column(name) for name in names}
        self._failed = bytearray()
        self._first_ids: dict[bool, str] = {}
        self._clusters = array("q")
        self._cluster_codes: dict[str, int] = {}

    def __repr__(self) -> str:
        return f"Aggregator({list(self._columns)}, rows={self.n_rows})"

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics so far."""
        return tuple(self._columns)

    @property
    def signature(self) -> str:
        """The signature of the rows; where they differ, all of them, the most frequent first."""
        found = [text for text, _ in sorted(self.signatures.items(), key=lambda item: (-item[1], item[0])) if text]
        return found[0] if len(found) == 1 else f"mixed[{' ; '.join(found)}]" if found else ""

    def add(self, row: Mapping[str, Any]) -> None:
        """Take in one output row.

        Raises:
            InputError: Where the row has no usable scores, or `missing` is `error` and a value is absent.
        """
        row_id = str(row.get("id", self.n_rows + 1))
        failed = row.get("status") == "error"
        scores = row.get("scores", {} if failed else None)
        if not isinstance(scores, Mapping):
            found = kind_of(scores) if "scores" in row else "no scores"
            raise InputError(f"row '{row_id}': found {found}, expected an object; score the file first", field="scores")
        cluster = self._cluster_of(row, row_id, failed) if self.policy.cluster else None
        if self._discover:
            for metric in scores:
                if metric not in self._columns:
                    self._columns[metric] = self._backfilled(metric)
        for metric, column in self._columns.items():
            if failed:
                column.add_absent("error", row_id)
            elif metric in scores:
                column.add(scores[metric], row_id)
            else:
                column.add_absent(NOT_IN_ROW, row_id)
        self._failed.append(failed)
        self._first_ids.setdefault(failed, row_id)
        if cluster is not None:
            self._clusters.append(self._cluster_codes.setdefault(cluster, len(self._cluster_codes)))
        self.n_rows += 1
        self.n_errors += failed
        if not failed:
            self.signatures[str(row.get("signature") or "")] += 1
        if self.policy.missing == "error":
            self._refuse_absent()

    def estimates(self) -> list[Estimate]:
        """One estimate a metric, in the order of the metrics."""
        from reasonscore.aggregate.estimation import estimate_column

        columns = self._columns.values()
        return [estimate_column(column, self.policy, self.clusters, self.signature) for column in columns]

    def column(self, metric: str) -> Column:
        """What was kept of one metric."""
        return self._columns[metric]

    @property
    def clusters(self) -> Sequence[int] | None:
        """The cluster of each row as a running number; None without a cluster field."""
        return self._clusters if self.policy.cluster else None

    def _cluster_of(self, row: Mapping[str, Any], row_id: str, failed: bool) -> str:
        found = field_value(row, self.policy.cluster or "")
        if found is not None:
            return field_key(found)
        if failed:
            return f"\0{self.n_rows}"
        raise InputError(f"row '{row_id}': missing, expected a value to cluster rows by", field=self.policy.cluster)

    def _backfilled(self, metric: str) -> Column:
        column = make_column(metric)
        for failed in self._failed:
            column.add_absent("error" if failed else NOT_IN_ROW, self._first_ids[bool(failed)])
        return column

    def _refuse_absent(self) -> None:
        for metric, column in self._columns.items():
            if column.first_absent:
                row_id, status = column.first_absent
                raise InputError(
                    f"row '{row_id}' has no value ({status}) and missing is 'error'; use 'skip' or 'zero' to go on",
                    field=f"scores.{metric}",
                )
