"""Courtesies of letters that hold a statement: "Thank you for referring this teacher, who presented with fatigue"."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined

_LONGEST = 500
THANKS = re.compile(
    r"(?:(?:Many|With) thanks|Thank you(?: very much| so much)?|Thanks) for (?:(?:kindly )?(?:referring|sending|"
    r"re-?referring|seeing|asking (?:me|us) to (?:see|review|assess))(?: (?:me|us))?|your (?:kind )?referral of) "
    r"(?P<who>(?:this|your|the) [^,;:.]{4,120}?|(?:Mr|Mrs|Ms|Miss|Dr|Professor) [A-Z][\w'-]+)"
    r"(?:,? (?:with|who|whom) (?P<rest>[^;:]{4,300}))?\.?$",
)
_WHO = re.compile(r",? who (?=\w)")
_WITH = re.compile(r",? with (?=\w)")
_AGED = re.compile(
    r"(?:this|your|the) (?=(?:very |pleasant |lovely |delightful )*(?:\d|man|woman|\w+ (?:man|woman|boy|girl)\b))"
)
_GRATEFUL = re.compile(
    r",? and (?=(?:I |we )?would (?:also )?(?:be (?:very |most )?grateful|appreciate it) if you (?:could|would|can) )"
)


def parts_of_letter(plain: PlainText) -> list[PlainText]:
    """The statement inside a courtesy, or a statement and the request behind it; any other sentence as it is.

    >>> text = "Thank you for referring this 38-year-old teacher, who presented with fatigue."
    >>> [part.text for part in parts_of_letter(PlainText(text, 0))]
    ['This 38-year-old teacher presented with fatigue.']
    >>> text = "I have started insulin and would be grateful if you could check the glucose."
    >>> [part.text for part in parts_of_letter(PlainText(text, 0))]
    ['I have started insulin', 'I would be grateful if you could check the glucose.']
    """
    text = plain.text
    if len(text) > _LONGEST:
        return [plain]
    thanks = THANKS.match(text) if text[:1] in "TMW" else None
    if thanks is not None:
        return [_told(plain, thanks)]
    asked = _GRATEFUL.search(text) if "grateful" in text or "appreciate" in text else None
    if asked is None:
        return [plain]
    request = cut(plain, asked.end())
    first = [] if request.text[:2] in ("I ", "we") else [added("I ")]
    return [cut(plain, 0, asked.start()), joined([*first, request])]


def _told(plain: PlainText, thanks: re.Match[str]) -> PlainText:
    """What the courtesy says of the patient."""
    text = plain.text
    start, end = thanks.span("who")
    who = cut(plain, start, end)
    who = PlainText(who.text[:1].upper() + who.text[1:], plain.start, who.offsets)
    if thanks["rest"] is None:
        aged = _AGED.match(text, start)
        if aged is None:
            return plain
        article = "an " if text[aged.end()] in "aeio8" or text[aged.end() :].startswith(("11", "18")) else "a "
        return joined([added("The patient is " + article), cut(plain, aged.end(), end), added(".")])
    mark = _WHO.match(text, end)
    if mark is not None:
        return joined([who, added(" "), cut(plain, mark.end())])
    mark = _WITH.match(text, end)
    if mark is None:
        return plain
    return joined([who, added(" has "), cut(plain, mark.end())])
