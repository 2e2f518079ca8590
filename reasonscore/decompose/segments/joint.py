"""Where a sentence may be cut: the marks and the joining words, whether or not a clause stands on either side."""

from __future__ import annotations

import re

from reasonscore.decompose.search.expression import Expression, Found
from reasonscore.decompose.search.word_index import word_index
from reasonscore.decompose.segments.order_start import is_order

# A run of blanks is entered at its start only: from every blank of it, the work would grow with its square.
_GAP = r"(?:,|(?<![\s,]))\s++"
_CUT = Expression(
    rf"(?P<semicolon>;\s+)|(?P<case>{_GAP}in which case,?\s+)|(?P<colon>:\s+)|"
    r"(?P<dash>(?<!\s)\s++(?:—|–|--)\s+|—)|"
    r"(?P<comma>(?:,|\s[—–]|—)\s+(?P<word>so|but|yet|whereas|though|although|and so|and therefore|and thus|and hence|"
    r"however|therefore|thus)\s+(?!that\b|as\b|much\b|far\b|long\b))|"
    r"(?P<joined>,?\s+and\s+"
    r"(?!if\b|unless\b|when\b|once\b|until\b|in case\b|even if\b|only if\b|that\b|then\b|is\b|are\b))|"
    r"(?P<order>,\s+(?=(?:otherwise,?|(?:then )?(?:take|throw|carry|stop|start|avoid|call|seek|use|drink|eat|keep|wash|"
    r"apply|check|ask|tell|skip|wear|put|continue|finish|go|don't|do not|never|make sure))\s+\w))|"
    rf"(?P<plain>{_GAP}(?P<and>and|or|but)\s+(?=(?:if|unless|when|once|until|in case|even if|only if)\s))",
)
_JOINT = re.compile(r"[;:,—\s](?:(?<=[;:—])|(?<=,)(?=\s)|(?<=\s)(?=\s*+(?:and|or|but|in|[–—]|--)(?!\w)))", re.I)
"""Where a cut can begin, found in a fraction of the time that a search for cuts takes."""


def joints(text: str) -> list[Found]:
    """The marks and words between which a sentence may be cut, in order.

    >>> [match.group() for match in joints("The CT is normal, but the MRI shows a mass; he was admitted.")]
    [', but ', '; ']
    """
    if not _may_cut(text):
        return []
    found: list[Found] = []
    position = 0
    for place in _JOINT.finditer(text):
        if place.start() >= position and (match := _CUT.match(text, place.start())) is not None:
            found.append(match)
            position = match.end()
    return found


_JOINING = frozenset("so but yet whereas though although hence however therefore thus".split())
_OPENING = frozenset("if unless when once until case".split())
_PLAIN = frozenset({"and", "or", "but"})
_COPULAS = frozenset("is are was were isn aren wasn must should cannot can has have hesitate free know posted".split())


def _may_cut(text: str) -> bool:
    """True where the marks and words stand that a cut needs."""
    index = word_index(text)
    if index is None or ";" in text or ":" in text or "—" in text or "–" in text or "--" in text:
        return True
    words = index.words
    if "," in text and (not _JOINING.isdisjoint(words) or is_order(text, 0)):
        return True
    if "and" in words and not _COPULAS.isdisjoint(words):
        return True
    return not _OPENING.isdisjoint(words) and ("which" in words or not _PLAIN.isdisjoint(words))
