"""The doubts that a claim carries in `flags`.

That a claim was ordered or reported is no doubt about how it was read: the rules in `provenance` say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reasonscore.decompose.claim import Claim

FLAGS = {
    "unresolved_reference": "a pronoun or a pointing word whose antecedent is not certain stays as it is written",
    "ambiguous_attachment": "a relative clause may belong to more than one noun, so the claim is kept whole",
    "fragment": "words without a finite verb",
    "self_corrected": "a later claim of the same text corrects it",
    "redundant_with:ID": "it repeats the claim of that id",
}
"""What `flags` may hold, each with its meaning."""

_OF_RULES = {"lab.fragment": "fragment"}


def flags_of(rules: Iterable[str]) -> tuple[str, ...]:
    """The flags that follow from the rules that made a claim.

    >>> flags_of(("lab.fragment", "mood.imperative"))
    ('fragment',)
    """
    return tuple([_OF_RULES[rule] for rule in rules if rule in _OF_RULES])


def flag_corrected(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those that a later one corrects flagged `self_corrected`."""
    corrected = {relation.to for claim in claims for relation in claim.relations if relation.kind == "corrects"}
    if not corrected:
        return list(claims)
    return [replace(c, flags=(*c.flags, "self_corrected")) if c.id in corrected else c for c in claims]
