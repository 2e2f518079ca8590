"""From a trace to claims that can be verified one by one.

The package can be called: `reasonscore.decompose(text)` is `reasonscore.scorer.decompose(text)`, so that the name means
one thing whether this folder has been imported or not.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reasonscore.decompose.claim import Decomposition


class _CallablePackage(ModuleType):
    def __call__(self, text: str, question: str | None = None, **changes: Any) -> Decomposition:
        from reasonscore.scorer import decompose

        return decompose(text, question, **changes)


sys.modules[__name__].__class__ = _CallablePackage
