"""A score table: the values of one scored file by record id, ready to be paired with another file's."""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from reasonscore.aggregate.column import Column, make_column
from reasonscore.aggregate.field_path import field_key, field_value
from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.metrics.given import Given, given_names
from reasonscore.metrics.score import Score


class ScoreTable:
    """Values by metric and record; nothing else of the rows is kept.

    Args:
        name: How the file is called in messages and tables.
        metrics: Metrics to keep, by name or as values; empty means all that the rows bring.
        cluster: Field of rows that belong together.
    """

    def __init__(self, name: str, metrics: Given = (), cluster: str | None = None) -> None:
        self.name = name
        self.cluster = cluster
        self.positions: dict[str, int] = {}
        self.signatures: Counter[str] = Counter()
        self.clusters: list[str] = []
        self.inputs: list[bytes] = []
        self.n_rows = 0
        self.n_errors = 0
        self._wanted = given_names(metrics)
        self._columns: dict[str, Column] = {metric: make_column(metric) for metric in self._wanted}

    def read(self, rows: Iterable[Mapping[str, Any]]) -> ScoreTable:
        """The table itself, once it has taken in the rows.

        Raises:
            InputError: For anything but rows; for a row without scores or cluster, or an id that is there twice.
        """
        if isinstance(rows, Mapping | str) or not isinstance(rows, Iterable):
            raise InputError(f"{self.name}: found {kind_of(rows)}, expected rows")
        for row in rows:
            self.add(row)
        return self

    def add(self, row: Mapping[str, Any]) -> None:
        """Take in one output row.

        A failed row may carry an id that another row has: that of a repeated row, or the line number that stands for
        the id of an unreadable one. It is counted and gives way.

        Raises:
            InputError: For a row without scores or cluster, or an id that is there twice.
        """
        position = self.n_rows
        row_id = str(row.get("id", position + 1))
        failed = row.get("status") == "error"
        earlier = self.positions.get(row_id)
        if earlier is not None and not failed and self.inputs[earlier]:
            raise InputError(f"{self.name}: the id '{row_id}' is there twice; rows are paired by id", field="id")
        scores = row.get("scores") or {}
        if not failed and not isinstance(row.get("scores"), Mapping):
            raise InputError(f"{self.name}, row '{row_id}': no scores; score the file first", field="scores")
        for metric in () if self._wanted else scores:
            if metric not in self._columns:
                self._columns[metric] = make_column(metric)
        for metric, column in self._columns.items():
            while column.n < position:
                column.add_absent("not_in_row", row_id)
            if not failed and metric in scores:
                column.add(scores[metric], row_id)
            else:
                column.add_absent("error" if failed else "not_in_row", row_id)
        if earlier is None or not failed:
            self.positions[row_id] = position
        self.inputs.append(b"" if failed else _input_digest(row))
        self.n_rows += 1
        self.n_errors += failed
        if self.cluster:
            found = field_value(row, self.cluster)
            if found is None and not failed:
                message = f"{self.name}, row '{row_id}': missing, expected a value to cluster rows by"
                raise InputError(message, field=self.cluster)
            self.clusters.append(f"\0{position}" if found is None else field_key(found))
        if not failed:
            self.signatures[str(row.get("signature") or "")] += 1

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics in order of appearance."""
        return tuple(self._columns)

    def values(self, metric: str) -> array[float]:
        """The metric's value in every row, NaN where there is none; this array is internal and never written out."""
        column = self._columns.get(metric)
        found = array("d") if column is None else column.values
        return found + array("d", [math.nan]) * (self.n_rows - len(found))

    def scores(self, metric: str) -> list[Score] | None:
        """The metric's whole score in every row, for a metric that is defined over a file; else None."""
        column = self._columns[metric]
        lacking = self.n_rows - column.n
        return None if column.scores is None else [*column.scores, *(Score(None, "error") for _ in range(lacking))]


def _input_digest(row: Mapping[str, Any]) -> bytes:
    asked = [row.get("question"), row.get("reference")]
    return blake2b(
        json.dumps(asked, sort_keys=True, default=str).encode("utf-8", "surrogatepass"), digest_size=8
    ).digest()
