"""The disease that a sentence names where no phrase announces it, by the lexicon: `My top concern is gout`."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim

_SENTENCE = re.compile(r"[^.!?。\n]+(?:\.(?=\w)[^.!?。\n]+){0,9}")
_SPEAKS = re.compile(
    r"\b(?:i|we|my|our|this|that|it|she|he|they|patient|is|are|was|were|has|have|be|been|being|to|of|with|for"
    r"|like|as|here"
    r"|all|these|which|think|makes?|would|should|could|may|might|must|points?|fits?|suggests?|go(?:es)?|looks?)\b"
    r"|['’](?:s|d|m)\b",
    re.IGNORECASE,
)
"""A word that a name alone does not hold twice."""
_MODIFIER = re.compile(
    r"(?:(?:acute|chronic|subacute|severe|mild|moderate|early|late|left|right|bilateral|primary|secondary"
    r"|recurrent|advanced"
    r"|metastatic|congenital|acquired|hereditary|idiopathic|viral|bacterial|fungal|possible|diffuse|focal|adult"
    r"|juvenile"
    r"|stage|type|post-?\w{2,12}|drug-induced|autoimmune|upper|lower|deep|invasive|systemic|cutaneous)\s{1,2}){1,3}$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|without|unlikely|less likely|exclud\w{1,3}|rule[sd]? out|ruling out|rather than|instead of"
    r"|history of|against)"
    r"(?:\W{1,3}[\w'’\-]{1,20}){0,3}\W{1,3}$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
_LONGEST = 800


def name_in(text: str, start: int, end: int) -> Piece:
    """The one disease that a sentence names, else the whole of it.

    >>> text = "My top concern is acute gout here"
    >>> text[slice(*name_in(text, 0, len(text)))]
    'acute gout'
    """
    words = text[start:end].split()
    if len(words) < _FEWEST_WORDS or len(_SPEAKS.findall(text[start:end])) < 2:
        return start, end
    named = _diseases(text, start, end)
    return named[0] if len(named) == 1 else (start, end)


def last_named(text: str, piece: Piece) -> Piece | None:
    """The disease in the last sentence of a short part that names just one; None where no sentence does."""
    start, end = trim(text, *piece)
    if end - start > _LONGEST:
        return None
    for sentence in reversed(list(_SENTENCE.finditer(text, start, end))):
        named = _diseases(text, *sentence.span())
        if len(named) == 1:
            return named[0]
    return None


def names_disease(text: str) -> bool:
    """Whether a name holds a disease of the lexicon.

    >>> names_disease("Acute gout"), names_disease("Blood cultures")
    (True, False)
    """
    from reasonscore.lexicon.lexicon import load_lexicon

    return any(mention.concept.kind == "disease" for mention in load_lexicon().find(text))


def _diseases(text: str, start: int, end: int) -> list[Piece]:
    """Where the distinct diseases stand that a sentence names and does not deny, each with its adjectives."""
    from reasonscore.lexicon.lexicon import load_lexicon

    said = text[start:end]
    found: dict[str, Piece] = {}
    for mention in load_lexicon().find(said):
        left, right = mention.span
        if mention.concept.kind == "disease" and not _DENIED.search(said[max(0, left - 80) : left]):
            before = _MODIFIER.search(said[max(0, left - 60) : left])
            left = before.start() + max(0, left - 60) if before is not None else left
            found.setdefault(mention.concept.id, (start + left, start + right))
    return list(found.values())
