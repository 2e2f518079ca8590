"""From scores to estimates: intervals, subgroups, paired comparison, agreement with people.

from reasonscore.aggregate import Aggregator, compare

Names are imported at first use: the command line's help needs no numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reasonscore.aggregate.aggregator import Aggregator
    from reasonscore.aggregate.agreement import Agreement, cohen_kappa
    from reasonscore.aggregate.comparison import Comparison, Settings
    from reasonscore.aggregate.estimate import Estimate
    from reasonscore.aggregate.gap import Gap
    from reasonscore.aggregate.pairing import compare
    from reasonscore.aggregate.pareto import Point, pareto_front
    from reasonscore.aggregate.subgroup import Subgroups

_HOMES = {
    "Aggregator": "aggregator",
    "Agreement": "agreement",
    "Comparison": "comparison",
    "Estimate": "estimate",
    "Gap": "gap",
    "Point": "pareto",
    "Settings": "comparison",
    "Subgroups": "subgroup",
    "cohen_kappa": "agreement",
    "compare": "pairing",
    "pareto_front": "pareto",
}

__all__ = [
    "Aggregator",
    "Agreement",
    "Comparison",
    "Estimate",
    "Gap",
    "Point",
    "Settings",
    "Subgroups",
    "cohen_kappa",
    "compare",
    "pareto_front",
]


if not TYPE_CHECKING:
    # A type checker that sees it takes any name for a good one.
    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module 'reasonscore.aggregate' has no attribute '{name}'")
        return getattr(import_module(f"reasonscore.aggregate.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
