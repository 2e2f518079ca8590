"""Lists under a line that they complete: "Call a doctor if:" and its items are read as whole sentences."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.listing import PLURAL
from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.segments.segment import has_verb

_VERBS = r"have|has|are|is|experience|develop|notice|feel|get|show|report"
_CONDITION = re.compile(
    rf"(?:^|\s)(?:if|when|whenever|unless|once)(?:\s(?:you|they|he|she|there|patients|(?:the|your)\s\w+))?(?P<verb>\s(?:{_VERBS}))?$",
    re.I,
)
_OBJECT = re.compile(
    r"\s(?:includ(?:e|es|ed|ing)|are|is|was|were|involves?|causes?|contains?|comprises?|have|has|experiences?|such as|"
    r"avoid|limit)$",
    re.I,
)
_INFINITIVE = re.compile(r"\s(?:to|should|must|can|may)$", re.I)
_POINTER = re.compile(
    r"\s(?:(?:any|one|some|either)(?:\sor\smore)?\sof\s)?(?:the\sfollowing|these|those)(?:\s(?!are\b|is\b|may\b|can\b|include\b|could\b)[\w-]+){0,2}$",
    re.I,
)
_NAMED = re.compile(rf"{PLURAL.pattern}(?:\s(?:of|for|in|with|to|from|that|include)\s[^,;]{{1,60}})?$", re.I)
_LINE = re.compile(r"[^:\n]{3,160}:\W{0,4}$")
_MOST_WORDS = 25


def is_lead_in(line: str) -> bool:
    """True where a line ends in a colon and wants to be completed by what stands under it.

    >>> is_lead_in("Seek help if:"), is_lead_in("Common causes:"), is_lead_in("Plan:")
    (True, True, False)
    """
    if not _LINE.match(line):
        return False
    bare = _bare(line)
    return bool(_CONDITION.search(bare) or _OBJECT.search(bare) or _INFINITIVE.search(bare) or _label(bare))


def tells_when(line: str) -> bool:
    """True for a heading that the list under it completes: "When to call an ambulance".

    >>> tells_when("When to call an ambulance"), tells_when("When to start treatment is unclear.")
    (True, False)
    """
    return _WHEN.fullmatch(line.strip(" *#:")) is not None


_WHEN = re.compile(
    r"When (?:to|you should|should you) (?P<order>(?:call|ring|phone|see|seek|contact|get|go|visit|return|come|tell|"
    r"stop)\b(?:(?! is\b| are\b| and how\b| or where\b)[^.;:?])*)",
    re.I,
)


_DOING = re.compile(r"\w+ing (?:so|too|hard|heavily|or|and|an?|your|the|more|up|very|fast|badly)\b", re.I)


def _as_order(lead: PlainText, item: str) -> PlainText:
    """For example "Call an ambulance if you have:" for "When to call an ambulance"."""
    found = _WHEN.fullmatch(lead.text.strip(" *:"))
    if found is None:
        return lead
    at = lead.text.index(found["order"])
    order = cut(lead, at, at + len(found["order"]))
    first = item.split(" ", 1)[0].lower()
    doing = first.endswith("ing") and (not _finite(item) or _DOING.match(item) is not None)
    finite = _finite(item) or first in ("you", "your", "the", "he", "she", "it", "they")
    glue = " if you are:" if doing else " if:" if finite else " if you have:"
    return joined([PlainText(order.text[:1].upper() + order.text[1:], order.start, order.offsets), added(glue)])


def complete(lead: PlainText, item: PlainText) -> PlainText | None:
    """The line and one of its items as one sentence; None where they make none.

    >>> lead, item = PlainText("Seek help if:", 0), PlainText("The pain is severe.", 16)
    >>> complete(lead, item).text
    'Seek help if the pain is severe.'
    """
    lead = _as_order(lead, item.text)
    if not is_lead_in(lead.text):
        return None
    bare = _bare(lead.text)
    words = item.text.split()
    if not words or len(words) > _MOST_WORDS or ":" in item.text or item.text.rstrip().endswith("?"):
        return None
    condition = _CONDITION.search(bare)
    finite = _finite(item.text)
    if condition is not None:
        fits = not finite or condition["verb"] is None
    elif _INFINITIVE.search(bare):
        fits = words[0].isalpha() and not words[0].lower().endswith(("ing", "tion", "ed"))
    else:
        fits = not finite
    if not fits:
        return None
    glue = ": " if _label(bare) else " "
    named = _WATCHED.match(bare) if glue == ": " else None
    gone = named.end() if named is not None else 0  # "Watch for signs of infection": what they are is listed
    so = _SO.match(item.text) if bare.endswith(" if you are") else None
    if so is not None:  # "breathing so hard you can't talk"
        item = joined([cut(item, 0, so.end()), added("that "), cut(item, so.end())])
    text = bare[gone:] + glue + _lowered(item.text)
    colon = (lead.source(len(bare) - 1, len(bare)) or lead.source(0, len(bare)))[-1][1]
    offsets = [*_offsets(lead, len(bare))[gone:], *[colon] * len(glue), *_offsets(item, len(item.text))]
    return PlainText(text[0].upper() + text[1:], lead.start, tuple(offsets))


_SO = re.compile(r"\w+ing so \w+ (?=(?:you|he|she)\b)", re.I)
_WATCHED = re.compile(
    r"(?:watch (?:out )?for|look (?:out )?for|be alert (?:to|for)|know|monitor for|check for|beware of|report)\s"
    r"(?:any |the |these |common )?(?=(?:\w+ )?(?:signs|symptoms|side effects|effects|complications|reactions)\b)",
    re.I,
)


def _finite(item: str) -> bool:
    """True where an item has a verb of its own: "a rash that is spreading" and "acting confused" have none."""
    own = _OWN.split(item, maxsplit=1)[0]
    return has_verb(_ADJECTIVE.sub("", own))


_OWN = re.compile(r"\s(?:that|which|who|when|while|if|because|and you|so \w+ (?:you|he|she))\s", re.I)
_ADJECTIVE = re.compile(
    r"(?:^|, |\bor |\band )\w+ed(?= [a-z]+)|"
    r"\b(?:acting|feeling|being|becoming|getting|looking|a|an|your|more|very) \w+ed\b",
    re.I,
)


def expand(plain: PlainText) -> list[PlainText]:
    """A sentence whose condition lists alternatives behind a colon, one sentence for each; itself where it has none.

    >>> text = "Stop it if you have one of these symptoms: fever, a rash, or jaundice."
    >>> [part.text for part in expand(PlainText(text, 0))]
    ['Stop it if you have fever', 'Stop it if you have a rash', 'Stop it if you have jaundice']
    """
    if ":" not in plain.text:
        return [plain]
    colon = plain.text.find(": ")
    following = _FOLLOWING.search(plain.text)
    if following is not None and not has_verb(plain.text[colon + 2 :]):
        offsets = _offsets(plain, len(plain.text))
        a, b = following.span()
        return [PlainText(plain.text[:a] + plain.text[b:], plain.start, (*offsets[:a], *offsets[b:]))]
    if colon > 0 and _DASHED.match(plain.text, colon) and is_lead_in(plain.text[: colon + 1]):
        return _dashed(plain, colon)
    if colon < 0 or not _POINTER.search(plain.text[:colon]) or not is_lead_in(plain.text[: colon + 1]):
        return [plain]
    lead = PlainText(plain.text[: colon + 1], plain.start, plain.offsets)
    if _CONDITION.search(_bare(lead.text)) is None:
        return [plain]
    pieces, position = [], colon + 2
    outside = _BRACKETED.sub(lambda match: "_" * len(match[0]), plain.text)
    for divider in _DIVIDER.finditer(outside, position):
        pieces.append((position, divider.start()))
        position = divider.end()
    pieces.append((position, len(outside.rstrip(".! "))))
    if len(pieces) < 2:
        return [plain]
    whole = []
    for start, end in pieces:
        offsets = _offsets(plain, len(plain.text))[start:end]
        made = complete(lead, PlainText(plain.text[start:end], plain.start, tuple(offsets)))
        if made is None:
            return [plain]
        whole.append(made)
    return whole


def _dashed(plain: PlainText, colon: int) -> list[PlainText]:
    """The line with each item that a dash opens: "Call if you notice: - a rash - fever"."""
    lead = PlainText(plain.text[: colon + 1], plain.start, plain.offsets)
    offsets = _offsets(plain, len(plain.text))
    dashes = [match.span() for match in _DASH.finditer(plain.text, colon + 1)]
    starts = [end for _, end in dashes]
    ends = [*[start for start, _ in dashes[1:]], len(plain.text)]
    whole = [
        complete(lead, PlainText(plain.text[a:b], plain.start, tuple(offsets[a:b])))
        for a, b in zip(starts, ends, strict=True)
    ]
    made = [part for part in whole if part is not None]
    return made if len(made) == len(whole) > 1 else [plain]


_DASHED = re.compile(r":\s{1,3}[-–•*]\s\w[^\n]{2,300}?\s[-–•*]\s\w")
_DASH = re.compile(r"\s[-–•*]\s(?=\w)")
_FOLLOWING = re.compile(r"(?<=\s)(?<!\bof\s)the following:\s(?=\w[^:;]{1,300}(?:,|\s(?:and|or)\s)[^:;]{1,300}$)", re.I)
"""Words that only point at the list behind them: "has the following: fever and a rash"."""

_BRACKETED = re.compile(r"\([^()]{0,200}\)")
_DIVIDER = re.compile(r"\s*[,;]\s*(?:(?:and|or)\s+)?|\s+or\s+(?=[\w\s()-]+[.!]?$)")


def _bare(line: str) -> str:
    """The line without its colon, without "the following" and without what stands in brackets behind a label."""
    bare = line.strip().rstrip(":* ").rstrip()
    named = _REMARK.sub("", bare)
    if named != bare and _NAMED.search(named) and not has_verb(named):
        bare = named
    return _POINTER.sub("", bare)


_REMARK = re.compile(r"\s\([^()]{1,80}\)$")


def _label(bare: str) -> bool:
    if _CONDITION.search(bare) or _OBJECT.search(bare) or _INFINITIVE.search(bare):
        return False
    return _NAMED.search(bare) is not None and not has_verb(bare) and len(bare.split()) <= 8


def _lowered(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if first[1:].islower() or first in ("A", "I") else text


def _offsets(plain: PlainText, size: int) -> list[int]:
    if plain.offsets is not None:
        return list(plain.offsets[:size])
    return list(range(plain.start, plain.start + size))
