"""Measures the quality of clinical reasoning written as free text.

    from reasonscore import Scorer
    result = Scorer().score({"response": "...", "evidence": ["..."]})

Names are resolved at first use: importing this package loads neither spaCy nor onnxruntime nor torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reasonscore.signature import VERSION as __version__

if TYPE_CHECKING:
    from reasonscore import metrics
    from reasonscore.aggregate import Aggregator, compare
    from reasonscore.errors import ReasonScoreError
    from reasonscore.judged import read_judged
    from reasonscore.record import Passage, Record
    from reasonscore.scorer import Scorer, decompose, score

_HOMES = {
    "Aggregator": "reasonscore.aggregate",
    "Passage": "reasonscore.record",
    "ReasonScoreError": "reasonscore.errors",
    "Record": "reasonscore.record",
    "Scorer": "reasonscore.scorer",
    "compare": "reasonscore.aggregate",
    "decompose": "reasonscore.scorer",
    "read_judged": "reasonscore.judged",
    "score": "reasonscore.scorer",
}

__all__ = [
    "Aggregator",
    "Passage",
    "ReasonScoreError",
    "Record",
    "Scorer",
    "__version__",
    "compare",
    "decompose",
    "metrics",
    "read_judged",
    "score",
]


if not TYPE_CHECKING:
    # A type checker that sees it takes any name for a good one.
    def __getattr__(name: str) -> Any:
        if name == "metrics":
            return import_module("reasonscore.metrics")
        if name not in _HOMES:
            raise AttributeError(f"module 'reasonscore' has no attribute '{name}'")
        return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
