"""The registry of metrics: every module of this package, then plugins (entry point group `reasonscore.metrics`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TypeVar

from reasonscore.errors import UnknownNameError
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.registry import Registry
from reasonscore.resource import resource_text

Class = TypeVar("Class", bound=type[RowMetric])


class MetricRegistry(Registry[type[RowMetric]]):
    """Metric classes by name; the modules that define them are imported at the first look-up that needs them."""

    def __getitem__(self, name: str) -> type[RowMetric]:
        try:
            return super().__getitem__(name)
        except UnknownNameError as error:
            written = name.strip().casefold()
            # trec_eval writes the cutoff into the name: P_5, ndcg_cut_10.
            meant = foreign_names().get(written) or foreign_names().get(written.rstrip("0123456789").rstrip("_.-"))
            if meant is None:
                raise
            raise UnknownNameError(error.kind, name, error.known, meant) from None

    def _load_plugins(self) -> None:
        if not self._plugins_loaded:
            package = import_module("reasonscore.metrics")
            for module in walk_packages(package.__path__, "reasonscore.metrics."):
                import_module(module.name)
        Registry._load_plugins(self)

    def classes(self) -> dict[str, type[RowMetric]]:
        """Every metric by the name of its class, and by its own name where Python code can write that."""
        named = {self[name].__name__: self[name] for name in self}
        return named | {name: self[name] for name in self if name.isidentifier()}


@cache
def foreign_names() -> Mapping[str, tuple[str, ...]]:
    """Our metrics by what trec_eval, ir_measures, scikit-learn and others call them, in small letters."""
    lines = resource_text("metrics/foreign_names.tsv").splitlines()[1:]
    return {name: tuple(ours.split(", ")) for name, ours, *_ in (line.split("\t") for line in lines if line)}


registry = MetricRegistry("metric")
"""All metrics by the name that is written on the command line."""


def register(metric: Class) -> Class:
    """The class, once it stands in the registry under its own name."""
    registry.register(metric.name)(metric)
    return metric
