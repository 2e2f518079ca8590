"""From a trace to claims that can be verified one by one.

Where to begin reading; a rule or a way of writing is a module of its own, called from the module named here:

    reader       takes traces in and calls all of the below
    readable     the sentences of a trace: `layout`, `sentence`, and what is first put in other words: `note`, `letter`
    statement    what of a sentence is claimed: `filter`, `segment`, `wrapper`, and the `condition` that opens it
    tree         the parse tier: `parse` is mended (`repair`), split into clauses (`split`), and each clause divided
    shallow      the other tier, by words alone
    document     drafts become claims: `reference`, `negation`, `certainty`, `quantity`, one module a field of `claim`
    granularity  which lists are divided, and how finely
    expression   how a text is searched for many expressions at once; `table` holds the words, among the resources

What each rule does, with a sentence before and after, is in docs/decomposition.md.

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
