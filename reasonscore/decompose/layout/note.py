"""What clinicians' notes leave out: "Denies cough" and "Abdomen soft, no guarding" are read as whole sentences."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.layout.labline import read_lab_line
from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined, offsets_of
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.opening_word import OpeningWords
from reasonscore.decompose.search.table import read_table, words_of
from reasonscore.decompose.search.word_index import lacks
from reasonscore.decompose.segments.label import has_label_mark

_LONGEST = 400
_MOST_WORDS = 9
_FINITE = Expression(
    r"\b(?:is|are|was|were|be|been|has|have|had|does|do|did|can|cannot|could|may|might|must|will|would|should|shows?|"
    r"showed|suggests?|seems?|appears?|looks?|remains?|needs?|requires?|means|reveal(?:s|ed)|confirms?|makes?|gives?|"
    r"causes?|occurs?|fits?|favou?rs?|explains?|argues?|points?|supports?|indicates?|includes?|i'm|it's)\b"
)
_NOT = re.compile(r"\b\w+n't\b", re.I)
_BAD_START = re.compile(
    r"(?:the|this|that|these|those|he|she|it|they|we|you|i|his|her|its|their|your|my|there|which|who|whom|whose|where|"
    r"when|if|unless|because|since|although|though|while|as|and|so|to|then|with|without|in|on|at|of|from|by|for|after|"
    r"before|during|despite|given|not|especially|particularly|including|such|e\.g|i\.e|most|more|less|some|many|all|"
    r"both|either|neither|one|any|\w+ing)\b",
    re.I,
)
_DENIED = re.compile(r"(?:but\s+|and\s+)?(?:no|nil|denies)\s", re.I)
_JOINED = re.compile(r"(?:and|but)\s+(?=no\s|nil\s)", re.I)
_OR = re.compile(r"\s+or\s+", re.I)
_COMMA = re.compile(r"[,;]\s+")
_DIVIDER = re.compile(r"[,;:]\s+")
_ORDER = re.compile(r"(?:do not|don't|never|avoid)\s", re.I)
_BEHIND = re.compile(r"\s(?:of|to|in|on|at|for|with|over)\s")
_REQUEST = re.compile(
    r"(?:please\s+)?(?:could|can|would)\s+(?P<who>(?:the|your)\s+[\w-]+|GP|gp|you)\s+(?:please\s+|kindly\s+)?(?P<verb>[a-z]+)",
    re.I,
)
_TO = re.compile(
    r"(?P<who>[A-Z][\w/&-]*(?:\s[\w/&-]+(?<!s)(?<!ed)){0,2}?)\s+(?=to\s(?:be\s\w+|review|decide|see|continue|start|stop|arrange|"
    r"remain|follow|attend|have|chase|assess)\b)"
)
TO_DO = frozenset("be review decide see continue start stop arrange remain follow attend have chase assess".split())
_OTHER_SUBJECT = re.compile(r",\s(?:the|an?|he|she|they|it|we|i|you|this|his|her|our|my|your|their|patients?)\s", re.I)
"""What stands behind an opening participle that has its subject in the main clause."""

_SHOWN = re.compile(r"has been (?:associated|linked|shown|reported to|used|approved|licensed|withdrawn)\b", re.I)
"""What is said of a drug rather than of a patient."""

_MODALS = frozenset(("may", "can", "should", "must", "will", "shou", "is"))
_NO_ACTOR = frozenset("unable able due likely prior need needs try aim refer in how what where when time plan".split())
_LABELLED = re.compile(r"(?P<label>[A-Z][\w'’/-]*(?:\s[\w'’()/-]+){0,5}?)(?P<gap>:\s+|\s+[-–—]\s+)(?=[a-z])")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(row[1] for row in read_table('notes') if row[0] == kind)})(?![\w-])", re.I)


@cache
def _described() -> re.Pattern[str]:
    """A noun of one to three words and what it is: "heart sounds normal"."""
    state = _pattern("state").pattern
    no_noun = r"(?:no|nil|not|the|an?|his|her|their|your|is|very|mildly|un\w+ed)\b"
    noun = rf"(?!(?:{state})|{no_noun})[A-Za-z][\w/-]*+(?<!ly)"
    return re.compile(
        rf"(?<![\w/-])(?P<noun>{noun}(?:\s{noun}){{0,2}})\s(?P<how>(?:\w+ly\s)?(?:not\s)?{state})(?P<rest>(?:,?\s(?:and|but|in|at|to|over|on|with|"
        rf"for|throughout|bilaterally|distally)\b[^,;]*)?)$",
        re.I,
    )


def spell_out(plain: PlainText) -> list[PlainText]:
    """The sentences that a line of a note stands for; an ordinary sentence is left as it is.

    >>> [part.text for part in spell_out(PlainText("Abdomen soft, tender RUQ, no guarding.", 0))]
    ['Abdomen is soft', 'tender RUQ', 'no guarding']
    >>> [part.text for part in spell_out(PlainText("Denies cough or fever.", 0))]
    ['The patient denies cough or fever.']
    """
    text = plain.text
    if len(text) > _LONGEST or not text[:1].isalnum():
        return [plain]
    out: list[PlainText] = []
    for start, end in _parts(text):
        out += _line(cut(plain, start, end))
    return out if len(out) != 1 or out[0].text != text else [plain]


def _parts(text: str) -> list[tuple[int, int]]:
    """The stretches between the marks behind which a new elliptical statement begins."""
    if "," not in text and ";" not in text and ":" not in text:
        return [(0, len(text))]
    pieces, position = [], 0
    elliptic = _elliptic(text, 0) is not None or is_circumstance(text)
    if not elliptic and ";" not in text and ":" not in text:
        return [(0, len(text))]
    if ";" in text and read_lab_line(text, 0, len(text)) is not None:
        return [(0, len(text))]
    for match in _DIVIDER.finditer(text):
        before = text[position : match.start()]
        if before.count("(") > before.count(")"):
            continue
        if match[0][0] == "," and not elliptic:
            continue
        following = _DIVIDER.search(text, match.end())
        after = text[match.end() : following.start() if following else len(text)]
        if (
            _elliptic(text, match.end()) is not None
            or (match[0][0] == ";" and (_telegraphic(after) or _ORDER.match(after)))
            or (match[0][0] == ":" and _described().fullmatch(before) and _elliptic(text, match.end()))
        ):
            pieces.append((position, match.start()))
            position = match.end()
    pieces.append((position, len(text)))
    return pieces


def is_circumstance(text: str) -> bool:
    """True for "Sedation off, opens eyes": what is noted first has no verb, and the patient does what follows."""
    comma = text.find(", ")
    first = text[: max(comma, 0)]
    if not 1 < len(first.split()) <= _FEW_WORDS or is_finite(first) or _BAD_START.match(first) or _TIME.match(first):
        return False
    return _pattern("has").match(text, comma + 2) is not None


_FEW_WORDS = 5
_TIME = re.compile(
    r"(?:[\w-]+\s){0,2}(?:minutes?|hours?|days?|weeks?|months?|years?|day|postop|tomorrow|today|overnight)\b", re.I
)


def _telegraphic(part: str) -> bool:
    return _described().fullmatch(part.strip(" .")) is not None or _DENIED.match(part) is not None


def _line(plain: PlainText) -> list[PlainText]:
    text = plain.text
    request = _REQUEST.match(text) if openings().may_open(text) else None
    if request is not None and not text.rstrip().endswith("?"):
        who = _capital(cut(plain, request.start("who"), request.end("who")))
        return [joined([who, added(" should "), cut(plain, request.start("verb"))])]
    missing = _elliptic(text, 0)
    if missing is not None:
        first = text[0].lower() + text[1:] if text[1:2].islower() else text
        return [PlainText(missing + first, plain.start, (*(-1 for _ in missing), *offsets_of(plain)))]
    actor = None if lacks(text, TO_DO) else _TO.match(text)
    if actor is not None and actor["who"].split()[0].lower() not in _NO_ACTOR | words_of("verbs", "order"):
        verb = " are" if _plural(actor["who"]) else " is"
        at = actor.end("who")
        return [joined([cut(plain, 0, at), added(verb), cut(plain, at)])]
    label = _LABELLED.match(text) if has_label_mark(text) else None
    if label is not None and not is_finite(label["label"]) and _pattern("predicate").match(text, label.end()):
        verb = " are " if _plural(label["label"]) else " is "
        return [
            joined(
                [
                    cut(plain, 0, label.end("label")),
                    added(verb),
                    cut(plain, label.end()),
                ]
            )
        ]
    return _listed(plain)


@cache
def openings() -> OpeningWords:
    """The words that a request or a statement without a subject can open with."""
    left_out = [_pattern(kind).pattern for kind in ("has", "was", "is", "it")]
    return OpeningWords([_REQUEST.pattern, _SHOWN.pattern, *left_out])


@lru_cache(maxsize=256)
def _elliptic(text: str, at: int) -> str | None:
    """The words that a statement without a subject leaves out."""
    if not at and not openings().may_open(text):
        return None
    if _SHOWN.match(text, at):
        return "It "
    if _pattern("has").match(text, at):
        return "The patient "
    if _OTHER_SUBJECT.search(text, at):
        return None
    if _pattern("was").match(text, at):
        return "The patient was "
    if _pattern("is").match(text, at):
        return "The patient is "
    if _pattern("it").match(text, at):
        return "It " if text[at : at + 4].split()[0].lower() in _MODALS else "It is "
    return None


def _listed(plain: PlainText) -> list[PlainText]:
    """The findings of a line without a verb, each for itself; "no A, B or C" denies each of the three."""
    text = plain.text
    body = text.rstrip(" .")
    if ":" in body or "(" in body or "?" in body or is_finite(text):
        return [plain]
    pieces, position = [], 0
    for divider in _COMMA.finditer(body):
        pieces.append((position, divider.start()))
        position = divider.end()
    pieces.append((position, len(body)))
    parts = [body[a:b] for a, b in pieces]
    if len(parts) == 1:
        described = _described().fullmatch(body) and not _unlisted(body)
        return [_with_copula(plain, *pieces[0])] if described else [plain]
    if any(len(part.split()) > _MOST_WORDS or _unlisted(part) for part in parts):
        return [plain]
    denied = [_DENIED.match(part) is not None for part in parts]
    if all(denied) or not any(one or _described().fullmatch(part) for one, part in zip(denied, parts, strict=True)):
        return [plain]
    if read_lab_line(text, 0, len(text)) is not None:
        return [plain]
    out: list[PlainText] = []
    index = 0
    noun: PlainText | None = None
    while index < len(parts):
        if _DENIED.match(parts[index]):
            last = _denied_to(parts, index)
            start = pieces[index][0] + (len(conjunction[0]) if (conjunction := _JOINED.match(parts[index])) else 0)
            out.append(cut(plain, start, pieces[last][1]))
            index = last + 1
            continue
        alone = _pattern("state").fullmatch(text, *pieces[index])
        if alone is not None and noun is not None:
            # "Abdomen distended, soft": both are said of the abdomen.
            out.append(joined([noun, added(" are " if _plural(noun.text) else " is "), cut(plain, *pieces[index])]))
        else:
            out.append(_with_copula(plain, *pieces[index]))
            found = _described().fullmatch(text, *pieces[index])
            noun = cut(plain, *found.span("noun")) if found is not None else None
        index += 1
    return out


def is_finite(text: str) -> bool:
    """Whether a word of the text looks like a finite verb."""
    return _FINITE.found(text) or ("'" in text and _NOT.search(text) is not None)


def _unlisted(part: str) -> bool:
    first = part.split()[0].lower() if part.split() else ""
    if _DENIED.match(part):
        return False
    return not part or first in words_of("verbs", "order") or _BAD_START.match(part) is not None


def _denied_to(parts: list[str], index: int) -> int:
    """The last part of the denied list that begins at `index`: "no rash, oedema or bruising" ends with its "or"."""
    for last in range(index, len(parts)):
        if last > index and (_DENIED.match(parts[last]) or _described().fullmatch(parts[last])):
            return index
        if _OR.search(f" {parts[last]}") and (last == index or not _DENIED.match(parts[last])):
            return last
    return index


def _with_copula(plain: PlainText, start: int, end: int) -> PlainText:
    match = _described().fullmatch(plain.text, start, end)
    if match is None:
        return cut(plain, start, end)
    verb = " are" if _plural(match["noun"]) else " is"
    at = match.end("noun")
    return joined([cut(plain, start, at), added(verb), cut(plain, at, end)])


def _plural(noun: str) -> bool:
    last = _BEHIND.split(noun)[0].split()[-1].lower()
    return (last.endswith("s") and not last.endswith(("ss", "us", "is")) and not noun.isupper()) or " and " in noun


def _capital(plain: PlainText) -> PlainText:
    return PlainText(plain.text[:1].upper() + plain.text[1:], plain.start, plain.offsets)


def mark_added(draft: Draft, plain: PlainText) -> Draft:
    """The draft in which the words that a note left out are known to be none of the source's."""
    offsets = plain.offsets
    if offsets is None or -1 not in offsets:
        return draft

    def marked(words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(w._replace(start=-1, end=-1) if w.start >= 0 and offsets[w.start] < 0 else w for w in words)

    words = marked(draft.words)
    if words == draft.words:
        return draft
    conditions = tuple(c._replace(words=marked(c.words)) for c in draft.conditions)
    return draft._replace(words=words, conditions=conditions, rules=(*draft.rules, "note.completed"))
