"""Abbreviations of a text's own making, spelled out in the claims that would not be understood without."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from reasonscore.decompose.draft import Draft


def spell_out(draft: Draft, forms: Mapping[str, str]) -> Draft:
    """The draft with the first short form that no lexicon knows spelled out: "ZQD" as "zonal quiet disease (ZQD)"."""
    for position, word in enumerate(draft.words):
        long = forms.get(word.text)
        if long is None or word.start < 0 or long.lower() in _said(draft) or _is_known(word.text):
            continue
        written = long[0].upper() + long[1:] if position == 0 and not draft.conditions else long
        changed = word._replace(text=f"{written} ({word.text})", source=word.source or word.text)
        words = (*draft.words[:position], changed, *draft.words[position + 1 :])
        return draft._replace(words=words, rules=(*draft.rules, "reference.abbreviation"))
    return draft


def _said(draft: Draft) -> str:
    return " ".join([word.text for word in draft.words]).lower().replace(" - ", "-")


@lru_cache(maxsize=1024)
def _is_known(short: str) -> bool:
    """True for an abbreviation that everybody writes: CT, COPD."""
    from reasonscore.lexicon.lexicon import load_lexicon

    return bool(load_lexicon().find(short))
