"""Telegraphic lines, "Na 128, K 5.9 (low), no known allergies", by a grammar of analyte, value and unit."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.fields.unit_spelling import unit_pattern
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.expression_tree import DIGIT
from reasonscore.decompose.search.table import alternation, read_table, words_of
from reasonscore.decompose.search.word_index import word_index
from reasonscore.decompose.wording import words_of_text

_VERB = Expression(
    r"\b(?:is|are|has|have|had|does|do|did|can|could|may|might|must|will|would|should|shows?|showed|"
    r"suggests?|reveal(?:s|ed)|supports?|supported|argues?|confirms?|points?|makes?|explains?|favou?rs?|means?|warrants?|"
    r"rules?|excludes?|requires?|raises?|reflects?|"
    r"contains?|takes?|gives?|given|presents?|presented|denies|reports?|reported|fell|rose|needs?|causes?|indicates?|includes?|remains?)\b",
)
_VALUE = r"[<>≤≥~=]{0,2}\s?[-−]?\d[\d.,]*\+{0,3}(?:\s?/\s?\d+)?(?:\s?(?:-|–)\s?\d[\d.,]*)?"
_QUALITY = (
    r"positive|negative|normal|raised|elevated|high|low|pending|unremarkable|absent|present|clear|"
    r"reactive|non-?reactive|"
    r"undetectable|stable|\+ve|-ve|nil|WNL|within normal limits"
)
_QUALIFIER = "(?:serum|plasma|urine|blood|total|free|repeat|initial|peak|CSF|random|fasting)"
_SMALL = (
    "up|down|borderline|at|in|on|for|by|to|of|from|with|after|before|"
    "over|under|above|below|about|every|than|and|or|but|the|within|was|were|is|are|had|has|been|peaked|reached"
)
_LABEL = re.compile(r"[A-Za-z][\w /&-]{1,40}:\s+(?=\S)")
_AGE = re.compile(r"(\d{1,3})\s?(?:y/?o\s?|yo\s?)?(M|F|male|female|man|woman)\b\.?,?", re.I)
_FROM = re.compile(rf"(?:up|down|(?:risen|fallen|increased|decreased)) from (?P<value>{_VALUE})", re.I)
_DENIED = re.compile(rf"not (?P<value>{_VALUE}\S*)", re.I)
_WAS = re.compile(r"\(\s*(was|previously|prior|baseline)\s+([^()]{1,40})\)", re.I)


_DOSING = frozenset(
    (
        "infuse",
        "inject",
        "dilute",
        "titrate",
        "load",
        "bolus",
        "initially",
        "then",
        "dose",
        "maximum",
        "quit",
        "since",
        "throughout",
        "around",
        "until",
        "circa",
        "born",
        "dx",
        "diagnosed",
        "stopped",
    )
)
"""What opens a line of doses: "Infuse 500 mL over 30 minutes" measures nothing."""


@cache
def _item() -> re.Pattern[str]:
    names = alternation(tuple(row[0] for row in read_table("analytes")))
    units = unit_pattern()
    tail = r"(?:\s*\((?:[HL]|high|low|normal|N|↑|↓|[^()]{0,40})\))?(?:\s*[HL↑↓*](?=$|[,;.\s]))?"
    orders = "|".join(sorted(words_of("verbs", "order") | words_of("verbs", "treating") | _DOSING))
    other = rf"(?!(?:{_SMALL}|{orders})\s)(?![a-z]{{3,}}ed\s)"
    other += rf"[A-Z][A-Za-z0-9+-]{{0,10}}[A-Za-z0-9+](?:\s(?!(?:{_SMALL})\b)[A-Za-z]{{2,12}})?"
    # The second word of an unknown name is no preposition: "INR above 10" has a comparison.
    name = rf"(?P<name>(?:{_QUALIFIER}\s+)?(?:{names})|{other})(?:\sof\b)?"
    value = rf"(?P<value>{_VALUE}\s?(?:{units})?(?![\w])|{_VALUE})"
    body = (
        rf"{name}\s*(?:[:=]\s*)?(?:"
        rf"(?P<from>\d[\d.,]*%?)(?P<via>(?:\s*(?:->|→|-->)\s*\d[\d.,]*%?(?=\s*(?:->|→|-->)))*)"
        rf"\s*(?:->|→|-->|to)\s*(?P<to>\d[\d.,]*(?:\s?(?:{units})(?![\w]))?)"
        rf"|(?P<moved>(?:up|down)\s+from)\s+(?P<old>\d[\d.,]*%?)\s+to\s+(?P<new>\d[\d.,]*(?:\s?(?:{units})(?![\w]))?)"
        rf"|(?P<verb>was\s+|were\s+)?{value}"
        rf"|(?P<change>up|down)\s+(?P<by>(?:by\s+)?{_VALUE}(?:\s?(?:{units}))?)"
        rf"|(?P<verb2>was\s+|were\s+)?(?P<quality>{_QUALITY})){tail}(?P<rest>(?:\s+(?:on|at|after|before|"
        rf"yesterday|today|in|overnight|from|over)\b[^,;]{{0,40}})?)\.?$"
    )
    return re.compile(body, re.I)


def read_lab_line(text: str, start: int, end: int) -> list[Draft] | None:
    """The claims of a telegraphic line; None where the text is an ordinary sentence.

    >>> [" ".join(w.text for w in d.words) for d in read_lab_line("Labs: Na 128, K 5.9.", 0, 20)]
    ['Na is 128', 'K is 5.9']
    """
    index = word_index(text)
    if index is not None and text.isascii() and DIGIT not in index.words:
        return None
    if not any(map(str.isdigit, text[start:end])) or _VERB.found(text, start, end):
        return None
    label = _LABEL.match(text, start, end)
    first = label.end() if label and not _item().match(text[start:end]) else start
    name = text[start : first - 1].strip(" :").lower() if first > start else ""
    setting = name.split(" on ")[0] if " on " in name else ""
    specimen = name in words_of("notes", "specimen") or setting in words_of("notes", "panel")
    where = words_of_text(text, start, first - 2) if specimen else ()
    if name and not where and name not in words_of("notes", "panel") and name not in words_of("notes", "section"):
        return None
    pieces = _items(text, first, end)
    if not pieces:
        return None
    known = [_item().match(text[a:b]) for a, b in pieces]
    counted = sum(1 for match, (a, b) in zip(known, pieces, strict=True) if match or _AGE.match(text[a:b]))
    chart = _AGE.match(text, *pieces[0]) is not None and all(len(text[a:b].split()) <= 6 for a, b in pieces)
    if (
        counted == 0
        or (counted * 2 < len(pieces) and not chart)
        or (len(pieces) == 1 and not (known[0] and _named(known[0]["name"])))
    ):
        return None
    if any(match is None and len(text[a:b].split()) > 8 for match, (a, b) in zip(known, pieces, strict=True)):
        return None
    drafts: list[Draft] = []
    for (a, b), match in zip(pieces, known, strict=True):
        earlier = _FROM.match(text, a, b)
        if earlier is not None and drafts and "lab.item" in drafts[-1].rules:
            drafts.append(_earlier(text, drafts[-1], earlier.span("value"), b))
        elif drafts and match is None and "lab.item" in drafts[-1].rules and _RHYTHM.fullmatch(text, a, b):
            drafts.append(_also(text, drafts[-1], a, b))
        elif drafts and "lab.item" in drafts[-1].rules and (denied := _DENIED.fullmatch(text, a, b)):
            drafts.append(_denied(text, drafts[-1], denied.start("value"), b))
        else:
            made = _shared_quality(text, a, b, pieces, known) or _drafts(text, a, b, match)
            if drafts and match is None and _DATED.match(text, a, b):
                return None  # "was 95 on Monday and 140 on Friday" is a sentence
            drafts += [_measured_in(draft, where) for draft in made] if where else made
    return drafts


def _shared_quality(
    text: str, start: int, end: int, pieces: list[tuple[int, int]], known: list[re.Match[str] | None]
) -> list[Draft]:
    """For example the "TSH" of "TSH and cortisol normal": what is said of the second is said of the first."""
    at = pieces.index((start, end))
    after = known[at + 1] if at + 1 < len(pieces) else None
    if known[at] is not None or after is None or not after["quality"] or not _named(text[start:end]):
        return []
    offset = pieces[at + 1][0]
    if text[end:offset].strip() != "and":
        return []
    subject = words_of_text(text, start, end)
    quality = words_of_text(text, offset + after.start("quality"), offset + after.end("quality"))
    return [Draft((*subject, Word("is"), *quality), subject=(0, len(subject)), rules=("lab.item",), kind="finding")]


def _measured_in(draft: Draft, where: tuple[Word, ...]) -> Draft:
    """For example "CSF: WCC 1200": the count of the fluid, not of the blood."""
    if "lab.denial" in draft.rules:
        # "Urine dip: no blood" denies it of the urine.
        words = (*where, Word("shows"), *[w for w in draft.words if w.start >= 0])
        return draft._replace(words=words, subject=(0, len(where)))
    if "lab.item" not in draft.rules or any(w.text == ":" for w in draft.words):
        return draft
    first, last = draft.subject
    return draft._replace(words=(*where, *draft.words), subject=(first, last + len(where)))


def _earlier(text: str, after: Draft, value: tuple[int, int], end: int) -> Draft:
    """For example "up from 60": what the analyte of the item before it was."""
    subject = after.words[: after.subject[1]]
    words = (*subject, Word("was"), *words_of_text(text, value[0], end))
    return Draft(words, subject=(0, len(subject)), rules=("lab.item", "lab.earlier"), kind="finding")


def _denied(text: str, before: Draft, value: int, end: int) -> Draft:
    """For example "29, not 92": what the analyte of the item before it is not."""
    subject = before.words[: before.subject[1]]
    verb = before.words[len(subject)].text.lower()
    words = (*subject, Word(verb if verb in ("was", "were") else "is"), Word("not"), *words_of_text(text, value, end))
    return Draft(words, subject=(0, len(subject)), rules=("lab.item",), kind="finding", negated=True)


def _also(text: str, before: Draft, start: int, end: int) -> Draft:
    """For example "pulse 56 and regular": what else the item before it is."""
    subject = before.words[: before.subject[1]]
    verb = before.words[len(subject)].text.lower()
    words = (*subject, Word(verb if verb in ("was", "were", "are") else "is"), *words_of_text(text, start, end))
    return Draft(words, subject=(0, len(subject)), rules=("lab.item",), kind="finding")


_RHYTHM = re.compile(
    r"(?:(?:ir)?regular(?:ly irregular)?|bounding|thready|collapsing|(?:of )?good volume|(?:of )?low volume|stable|"
    r"unchanged|normal|improving|rising|falling|symmetrical)",
    re.I,
)


def _named(name: str) -> bool:
    return name.lower() in {row[0] for row in read_table("analytes")}


_DATED = re.compile(r"\d[\d.,]*\s(?:on|in|at)\s", re.I)
_DIVIDER = re.compile(
    r"[()]|[,;](?=\s|$)|\.\s|\s(?:and|but)\s|\s[|/]\s|(?<!\s[A-Za-z])(?<!\A[A-Za-z])/(?=[A-Za-z]+\d?\s\d)"
)
"""What divides items; "P/F 110" is one."""


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The items of a line, divided at commas, semicolons and "and" outside brackets."""
    pieces, position, depth = [], start, 0
    for match in _DIVIDER.finditer(text, start, end):
        mark = match.group()
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif not depth:
            pieces.append((position, match.start()))
            position = match.end()
    pieces.append((position, end))
    trimmed = []
    for a, b in pieces:
        while a < b and not (text[a].isalnum() or text[a] in "<>"):
            a += 1
        while b > a and text[b - 1] in " .,;":
            b -= 1
        if a < b:
            trimmed.append((a, b))
    return trimmed


def _drafts(text: str, start: int, end: int, match: re.Match[str] | None) -> list[Draft]:
    words = words_of_text(text, start, end)
    rules = ("lab.item",)
    if match is None:
        item = _fragment(text, start, end, words)
        return [item._replace(certainty="possible") if start and text[start - 1] == "?" else item]
    subject = words_of_text(text, start + match.start("name"), start + match.end("name"))
    count = len(subject)
    after = list(words[count:])
    while after and after[0].text in (":", "=", "of"):
        after.pop(0)
    if match["moved"]:
        # "Lactate up from 1.8 to 4.2" leaves out its verb.
        moved = Word("rose" if match["moved"].lower().startswith("up") else "fell")
        onward = [w for w in after if w.start >= start + match.end("moved") - 4]
        return [Draft((*subject, moved, *onward), subject=(0, count), rules=(*rules, "lab.trend"), kind="finding")]
    if match["from"]:
        old, new = _number(match["from"]), _number(match["to"])
        word = "fell" if new < old else "rose" if new > old else "went"
        arrow = next((i for i, w in enumerate(after) if w.start >= start + match.end("from")), 1)
        via = [w for w in after if match.start("via") <= w.start - start < match.end("via") and w.text[0].isdigit()]
        tail = [w for w in after[arrow:] if w.start >= start + match.start("to")]
        made = [*subject, Word(word), Word("from"), *after[:arrow], Word("to"), *_through(via), *tail]
        return [Draft(tuple(made), subject=(0, count), rules=(*rules, "lab.trend"), kind="finding")]
    earlier = _WAS.search(text, start, end)
    if earlier:
        after = [w for w in after if not earlier.start() <= w.start < earlier.end()]
    verb = [] if match["verb"] or match["verb2"] else [Word("is")]
    drafts = [Draft((*subject, *verb, *after), subject=(0, count), rules=rules, kind="finding")]
    if earlier:
        inner = words_of_text(text, earlier.start(1), earlier.end(2))
        if inner[0].text.lower() in ("baseline", "prior") and len(inner) > 1:
            told = (Word("was"), *inner[1:])
            subject = (inner[0], *subject)
            count += 1
        else:
            told = inner if inner[0].text.lower() == "was" else (Word("was"), *inner)
        drafts.append(Draft((*subject, *told), subject=(0, count), rules=(*rules, "lab.earlier"), kind="finding"))
    return drafts


def _through(values: list[Word]) -> list[Word]:
    """The values between the first and the last of "88 -> 140 -> 212", each on the way to the next."""
    return [word for value in values for word in (value, Word("and"), Word("to"))]


def _fragment(text: str, start: int, end: int, words: tuple[Word, ...]) -> Draft:
    """For example "no known allergies", "on lisinopril", "45M": what a chart says of the patient without a verb."""
    age = _AGE.match(text, start, end)
    low = words[0].text.lower()
    patient = (Word("The"), Word("patient"))
    if age and len(words) <= 3:
        sex = "man" if age[2].lower() in ("m", "male", "man") else "woman"
        number = Word(f"{age[1]}-year-old", start, end, text[start:end])
        return Draft(
            (*patient, Word("is"), Word("a"), number, Word(sex)), subject=(0, 2), rules=("lab.age",), kind="finding"
        )
    if low in ("no", "nil", "denies"):
        verb = () if low == "denies" else (Word("has"),)
        return Draft((*patient, *verb, *words), subject=(0, 2), rules=("lab.denial",))
    if low in ("on", "off", "afebrile", "alert", "febrile", "allergic", "status"):
        return Draft((*patient, Word("is"), *words), subject=(0, 2), rules=("lab.state",))
    return Draft(words, rules=("lab.fragment",), flags=())


def _number(text: str) -> float:
    found = re.match(r"\d+(?:\.\d+)?", text.replace(",", ""))
    return float(found.group()) if found else 0.0
