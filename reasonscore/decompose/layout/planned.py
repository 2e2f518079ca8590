"""What stands under a heading of plans: "Plan: repeat the film in 6 weeks" is one, though no verb says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reasonscore.decompose.claim import Claim, Filtered
from reasonscore.decompose.segments.segment import has_verb
from reasonscore.span import Piece

_HEADING = re.compile(
    r"[#*\s\d.)]*(?:(?:treatment|management|discharge|initial|follow-?up|care)\s+)?"
    r"(?:plan|management|treatment|recommendations?|disposition|orders|next steps)\s*(?:/\s*\w+)?[*:\s]*$",
    re.I,
)
_LABEL = re.compile(r"(?:plan|mgmt|management|recommendations?|rx|tx)\s?:\s", re.I)
_OPEN = frozenset({"finding", "mechanism", "history", "test"})


def type_plans(text: str, claims: Sequence[Claim], layout: Sequence[Filtered]) -> list[Claim]:
    """The claims, those without a verb of their own that stand under a heading of plans typed `plan`.

    Args:
        text: What the claims were made of.
        claims: Its claims.
        layout: What was set aside, headings among it.
    """
    regions = _regions(text, layout)
    out = []
    for claim in claims:
        start = claim.span[0][0] if claim.span else -1
        under = any(a <= start < b for a, b in regions) or _LABEL.match(claim.text) is not None
        if under and claim.type in _OPEN and not has_verb(claim.text):
            claim = replace(claim, type="plan")
        out.append(claim)
    return out


def _regions(text: str, layout: Sequence[Filtered]) -> list[Piece]:
    """The stretches between a heading of plans and the next heading."""
    headings = sorted({item.span[0] for item in layout if item.reason == "heading" and item.span})
    if not headings:
        return []
    ends = [*(start for start, _ in headings[1:]), len(text)]
    return [(last, end) for (first, last), end in zip(headings, ends, strict=True) if _HEADING.match(text[first:last])]
