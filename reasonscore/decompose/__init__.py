"""From a trace to claims that can be verified one by one.

The folders in their order, each of which imports only from those before it; a rule or a way of writing is a module of
its own:

    search       words and expressions, looked for many at once; `table` holds the words, among the resources
    segments     where a sentence is cut before it is parsed; what is filtered (`filter`) or unwrapped (`wrapper`)
    fields       what a claim says of itself: `negation`, `certainty`, `quantity`, one module a field of `claim`
    conditions   the words that open a condition (`marker`) and how far it reaches
    layout       from a text to its sentences: headings, lists, tables, notes and what is written in lines
    restated     sentences that are first put in other words
    parse        the parser's trees in plain lists, and what is put right in them
    clauses      the clauses of a parsed sentence, divided as the `granularity` asks
    references   what pronouns, abbreviations and corrections point at

Where to begin reading: `reader` takes traces in and calls `readable` (the sentences of a trace), `statement` (what of a
sentence is claimed), `tree` (the parse tier's rules in their order) or `shallow` (the other tier, by words alone), and
`document` (drafts become claims, nothing is left over).

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
