"""Whether a text is one answer: a list of what it might be is none, a diagnosis with its details is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.lexicon.relation import relation
from reasonscore.metrics.answer_match import match_answer
from reasonscore.metrics.matching.normal_form import normalise

LONGEST = 400
"""Characters that are read of an answer."""
DETAILS = 6
"""Parts that the details of one diagnosis may have; more is a list."""
RELATED = 0.25
"""Least likeness of a right answer and what stands before the details, so that no right answer hides in those."""

_JOINT = re.compile(
    r"\s(?:or|vs\.?|versus|and/or|and|plus|as well as|besides)\s|\s[/|]\s?|(?<=\w{4})/(?=\w{4})|[;\n\t|\\→⇒>•⁄∕∨∪=]|"
    r"(?<!\d)·|\s[&+]\s|\(\d{1,2}\)|(?<!\w)\d{1,2}\)\s|\d{1,3}\s?%|,\s?(?:or\s|and\s)?|"
    r"\s(?:ou|oder|sau|o bien|eller|или)\s|\s(?-i:[ou])\s|または|又は|あるいは|もしくは|[或和及とや、・，；／]",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s{0,3}\(?1[.)]\s")
_NUMBER = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s")
_REJECTED = re.compile(
    r"(?:^|[,;(\s])(?:but |and )?(?:not|no|rather than|instead of|unlike|isn['’]t)\s"
    r"(?!otherwise|elsewhere|specified|further|well)[^,;()\n]{0,200}",
    re.IGNORECASE,
)
_DOUBTED = re.compile(
    r"\b(?:unlikely|excluded|ruled out|less likely|improbable|absent|mimics?|mimickers?"
    r"|look-?alikes?|wrong|incorrect|discarded|refuted)\b|\w-like\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"^(?:either|one of|any of|possibly|probably|perhaps|maybe|could be|consider)\s+", re.IGNORECASE)
_DETAIL = re.compile(
    r"[,;]?\s(?:with|due to|secondary to|caused by|causing|complicat(?:ed|ing)|associated|involving|including|"
    r"leading to|resulting|presenting|following|after|of|for|in|from|involvement|related to|mimicking|simulating|"
    r"resembling|masquerading as|overlapping)\s",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s?(?:\([^()]{0,200}\)|\[[^\[\]]{0,200}\])")


def alternatives(text: str, gold: Sequence[str] = ()) -> list[str]:
    """The answers that a text names; the text itself where it is one.

    What is said in brackets or after "with", "due to" and the like are details. Joints that a right answer has too do
    not make a list.

    >>> alternatives("gout or pseudogout, or lupus")
    ['gout', 'pseudogout', 'lupus']
    >>> alternatives("lupus (SLE) with nephritis, serositis and anaemia")
    ['lupus (SLE) with nephritis, serositis and anaemia']
    >>> alternatives("sepsis and pneumonia", ["Pneumonia and sepsis"])
    ['sepsis and pneumonia']
    >>> alternatives("gout, not lupus"), alternatives("gout - lupus")
    (['gout'], ['gout', 'lupus'])
    """
    text = _asserted(text, gold)
    if normalise(text) in {normalise(one) for one in gold}:
        return [text]
    head, details = _divided(text)
    parts = _parts(head)
    allowed = max((len(_parts(_divided(one)[0])) for one in gold), default=1)
    if len(parts) > max(1, allowed):
        return [*parts, *_parts(details)]
    listed = _parts(details)
    return [text] if len(listed) <= DETAILS else [*parts, *listed]


def matches(text: str, gold: Sequence[str]) -> bool:
    """Whether a text is a right answer: one answer, not a list of what it might be.

    >>> matches("gout", ["Gout"]), matches("gout or pseudogout", ["Gout"]), matches("gout with lupus", ["Lupus"])
    (True, False, False)
    """
    named = alternatives(text, gold)
    whole = _asserted(text, gold)
    head, details = _divided(whole)
    if not _parts(head):
        return False
    if len(named) != 1 and len(_parts(head)) != 1:
        return bool(named) and all(any(match_answer(one, item).matched for item in gold) for one in named)
    return any(
        match_answer(whole, item).matched and (not details or _related(head, (item, _divided(item)[0])))
        for item in gold
    )


def head_of(text: str, gold: Sequence[str] = ()) -> str:
    """A diagnosis without its details and without what it rejects.

    >>> head_of("lupus (gout)"), head_of("nephritis due to lupus")
    ('lupus', 'nephritis')
    """
    return _divided(_asserted(text, gold))[0]


def _related(head: str, gold: Sequence[str]) -> bool:
    return any(match_answer(head, one).similarity >= RELATED for one in gold)


def _divided(text: str) -> tuple[str, str]:
    """A diagnosis and its details: what stands in brackets, and what follows "with" and the like."""
    inside = "; ".join(_BRACKETS.findall(text))
    plain = _EITHER.sub("", _BRACKETS.sub("", text).strip())
    found = _DETAIL.search(plain)
    if not found or not found.start():
        return plain, inside
    return plain[: found.start()], "; ".join(one for one in (inside, plain[found.end() :]) if one)


def _asserted(text: str, gold: Sequence[str]) -> str:
    """The text without what it rejects: "not gout" is no gout."""
    text = text.strip()[:LONGEST]
    if normalise(text) in {normalise(one) for one in gold}:
        return text
    return _REJECTED.sub("", text).strip(" ,;")


def _parts(text: str) -> list[str]:
    rough = _NUMBER.split(text) if _NUMBERED.match(text) else [text]
    parts = [one for part in rough for one in _JOINT.split(part)]
    named = [part for one in parts for part in _side_by_side(one) if not _DOUBTED.search(part)]
    return [part for one in named if (part := one.strip(" .*_\"'()[]{}:-–—…"))]


def _side_by_side(text: str) -> list[str]:
    """A text cut between diseases that stand beside each other without a word between, and are not the same one."""
    mentions = [one for one in load_lexicon().find(text) if one.concept.kind == "disease"]
    cuts = [
        two.span[0]
        for one, two in pairwise(mentions)
        if not any(sign.isalpha() for sign in text[one.span[1] : two.span[0]])
        and relation(one.concept, two.concept) in ("unrelated", "sibling", "opposite")
    ]
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]
