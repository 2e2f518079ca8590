"""When something does not hold: "Add codeine, but not if you are breastfeeding" forbids it then."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.segments.order_start import is_order

_LONGEST = 400
_BUT_IF = re.compile(
    r"(?P<main>[^;:()?]{4,200}?),?\s(?P<but>but (?:not|never))\s"
    r"(?P<when>(?:if|when|while|until|before|unless|after|where)\s[^;:?]{3,160})$"
)
_HELPER = re.compile(r"\b(?:can|could|should|may|might|must|will|would|is|are|was|were)\b(?!n't|\snot\b|\snever\b)")
_OPENING = re.compile(r"(?:If|When|Once|Unless|After|Before|While)\s[^,]{3,120},\s")
_RELATIVE = re.compile(r"\s(?:who|which|that|whose|whether)\s")


def parts_but_if(plain: PlainText) -> list[PlainText]:
    """The statement, and its denial under the condition behind "but not"; any other sentence as it is.

    >>> [part.text for part in parts_but_if(PlainText("Add codeine, but not if you are breastfeeding.", 0))]
    ['Add codeine.', 'Do not add codeine if you are breastfeeding.']
    >>> [part.text for part in parts_but_if(PlainText("It can be used, but not when the eGFR is low.", 0))]
    ['It can be used.', 'It cannot be used when the eGFR is low.']
    """
    text = plain.text
    match = _BUT_IF.match(text) if len(text) <= _LONGEST and ("but not" in text or "but never" in text) else None
    if match is None:
        return [plain]
    end = match.end("main")
    opening = _OPENING.match(text)
    start = opening.end() if opening is not None and opening.end() < end else 0
    core = text[start:end]
    when = [added(" "), cut(plain, match.start("when"))]
    first = joined([cut(plain, 0, end), added(".")])
    if is_order(text, start) and core.split(None, 1)[0].lower() not in ("please", "never", "always", "do", "don't"):
        order = cut(plain, start, end)
        order = PlainText(order.text[:1].lower() + order.text[1:], order.start, order.offsets)
        return [first, joined([added("Do not "), order, *when])]
    helper = _HELPER.search(core)
    if helper is None or _RELATIVE.search(core, 0, helper.start()):
        return [plain]
    at = start + helper.end()
    subject = cut(plain, start, at)
    subject = PlainText(subject.text[:1].upper() + subject.text[1:], subject.start, subject.offsets)
    denied = added("not" if helper[0] == "can" else " not")
    return [first, joined([subject, denied, cut(plain, at, end), *when])]
