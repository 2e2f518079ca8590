"""The registry of metrics: every module of this package, then plugins (entry point group `reasonscore.metrics`)."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TypeVar

from reasonscore.metrics.row_metric import RowMetric
from reasonscore.registry import Registry

Class = TypeVar("Class", bound=type[RowMetric])


class MetricRegistry(Registry[type[RowMetric]]):
    """Metric classes by name; the modules that define them are imported at the first look-up that needs them."""

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


registry = MetricRegistry("metric")
"""All metrics by the name that is written on the command line."""


def register(metric: Class) -> Class:
    """The class, once it stands in the registry under its own name."""
    registry.register(metric.name)(metric)
    return metric
