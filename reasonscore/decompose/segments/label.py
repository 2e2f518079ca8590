"""Labels in front of a colon: names of parts say nothing, "less likely" and "CSF" belong to what follows."""

from __future__ import annotations

import re

from reasonscore.decompose.search.table import words_of

_WEIGHT = re.compile(
    r"\s*(?:(?:most|more|less|least|very|highly|also) )?(?:likely|unlikely|probable|possible|improbable|plausible|"
    r"excluded|ruled out|confirmed|for|against|pro|con|supporting|not supported)\b[^:]{0,40}$",
    re.I,
)


_META = re.compile(r"\s*(?:(?:so|and|but|now|okay|ok|wait|hmm)[,.]?\s+){0,2}let me \w+", re.I)


def has_label_mark(text: str) -> bool:
    """True where a mark stands in the text that can set a label apart: a colon, or a dash behind a blank.

    >>> has_label_mark("Gout - less likely"), has_label_mark("A well-known drug")
    (True, False)
    """
    if ":" in text or "–" in text or "—" in text or " -" in text:
        return True
    return "-" in text and not text.isprintable()  # other blanks than " " cannot be printed


def divides(label: str) -> bool | None:
    """Whether a label stands apart from what follows it; None where that decides.

    >>> divides("TECHNIQUE"), divides("Less likely"), divides("The scan is clear")
    (True, False, None)
    """
    name = label.strip().lower()
    if _WEIGHT.match(label) or name in words_of("notes", "specimen"):
        return False
    if name in words_of("notes", "section") or name in words_of("notes", "panel") or _META.match(label):
        return True
    return None
