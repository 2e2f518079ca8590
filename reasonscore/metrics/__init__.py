"""From verified rows to scores: frozen values around pure functions.

    from reasonscore import metrics
    metrics.Factuality().compute(["supported", "contradicted"]).value

Every metric class is an attribute of this package, also under the name that it prints (`metrics.nDCG(k=10)`); they are
imported at first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reasonscore.metrics.catalogue import registry
    from reasonscore.metrics.parse import parse_metric, parse_metrics
    from reasonscore.metrics.score import Score

__all__ = ["Score", "parse_metric", "parse_metrics", "registry"]


_HOMES = {"Score": "score", "parse_metric": "parse", "parse_metrics": "parse", "registry": "catalogue"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"reasonscore.metrics.{_HOMES[name]}"), name)
    # Modules are written in small letters, metrics are not: `nDCG` is one, `parse` is not.
    if not name.islower() and (found := _classes().get(name)):
        return found
    raise AttributeError(f"module 'reasonscore.metrics' has no attribute '{name}'")


def __dir__() -> list[str]:
    return sorted([*__all__, *_classes()])


def _classes() -> dict[str, Any]:
    return dict(import_module("reasonscore.metrics.catalogue").registry.classes())
