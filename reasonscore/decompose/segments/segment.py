"""Parts of a sentence that stand for themselves whatever the parser thinks: cut before it reads."""

from __future__ import annotations

import re
from typing import NamedTuple

from reasonscore.decompose.claim import RelationKind
from reasonscore.decompose.search.expression import Expression, Found
from reasonscore.decompose.search.stretch import Stretch
from reasonscore.decompose.segments.courtesy import is_courtesy
from reasonscore.decompose.segments.enclosure import enclosures, is_inside
from reasonscore.decompose.segments.filter import filter_reason
from reasonscore.decompose.segments.joined import begins_clause, is_inserted
from reasonscore.decompose.segments.joint import joints
from reasonscore.decompose.segments.label import divides
from reasonscore.decompose.segments.order_start import follows_order, forbids, is_order
from reasonscore.span import Piece, trim

_SUBJECT = (
    r"(?:(?:the|an?|this|that|these|those|his|her|hers|its|their|your|my|our|he|she|it|they|we|you|i|i'd|"
    r"i'm|it's|no|there|"
    r"patients?|most|some|both|neither|each|every|any|all|one|two|if|unless|when|were)\b|[A-Z\d]|"
    r"\w+(?:ing|tion|sis|itis|ia|s)\b|\w+\s+\w+)"
)
VERB = (
    r"(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|may|might|must|will|would|should|shall|"
    r"isn't|aren't|wasn't|"
    r"don't|doesn't|didn't|can't|won't|\w{2,}(?:ed|[^\W\d_s]s|sses|shes|ches)|rose|fell|grew|began|went|"
    r"came|became|took|gave|found|"
    r"felt|led|held|got|made|met|kept|ran|saw|need|show|suggest|cause|require|occur|remain|include)"
)
_LIMIT = re.compile(r"(?:no|not|never) (?:more|less|fewer|longer|exceeding|above|beyond)\b", re.I)
"""What only limits the order before it: "but no more than four doses a day"."""

_AUXILIARY = (
    r"(?:is|are|was|does|did|has|have|can|could|may|might|must|will|would|cannot|doesn't|didn't|isn't|wasn't|"
    r"should(?=\s(?:be|not|still|never|always|only|also|have)\b)|had|shouldn't|won't|hasn't|haven't|couldn't|wouldn't|can't)\b"
)
_HAS_VERB = Expression(rf"\b{VERB}\b")
_GOES_ON = (
    r"(?:takes|needs|requires|remains|lacks|carries|gets|goes|comes|leaves|keeps|makes|gives|shows|means|does)"
    r"\s(?!\w+(?:s|ed)\s)"
)
"""A verb that goes on with the subject before it: "it helps, but takes months"."""

_STARTS = Expression(rf"(?:and|or|but|so)?\s*(?!{_AUXILIARY}|{_GOES_ON}){_SUBJECT}[^;]{{0,90}}?\b{VERB}\b")
_RELATION: dict[str, RelationKind] = {
    "but": "contrast",
    "yet": "contrast",
    "whereas": "contrast",
    "though": "contrast",
    "although": "contrast",
    "however": "contrast",
    "so": "therefore",
    "and so": "therefore",
    "and therefore": "therefore",
    "and thus": "therefore",
    "and hence": "therefore",
    "therefore": "therefore",
    "thus": "therefore",
}


class Segment(NamedTuple):
    """A part of a sentence; `relation` holds between it and the part before, `cue` are the words that say so."""

    start: int
    end: int
    relation: RelationKind | None = None
    cue: Piece | None = None
    case: bool = False


def split_segments(text: str) -> list[Segment]:
    """The parts of a sentence.

    >>> text = "The CT is normal, but the MRI shows a mass; he was admitted."
    >>> [text[s.start:s.end] for s in split_segments(text)]
    ['The CT is normal', 'the MRI shows a mass', 'he was admitted.']
    """
    segments: list[Segment] = []
    start, relation, cue, case = 0, None, None, False
    opening = _opening(text)
    if opening is not None:
        segments.append(Segment(*opening[0]))
        start, relation, cue = opening[1], opening[2], opening[3]
    cuts = joints(text)
    if not cuts:
        last = _segment(text, start, len(text), relation, cue, case)
        return [*segments, last] if last.start < last.end else segments
    depth_marks = enclosures(text)
    before = Stretch(text, start, _HAS_VERB)
    for match in cuts:
        if (
            match.start() < start
            or not (match["colon"] or _verbless(text, match) or before.has_verb(match.start()))
            or is_inside(match.start(), depth_marks)
        ):
            continue
        if not _cuts(text, before, match):
            continue
        segments.append(_segment(text, start, match.start(), relation, cue, case))
        start = match.end()
        before.move(start)
        case = match["case"] is not None
        word = " ".join((match["word"] or "").lower().split())
        relation = _RELATION.get(word)
        cue = match.span("word") if word else match.span("and") if match["and"] else None
        if match["case"]:
            cue = trim(text, match.start() + (1 if text[match.start()] == "," else 0), match.end())
    segments.append(_segment(text, start, len(text), relation, cue, case))
    return [s for s in segments if s.start < s.end]


_SUBORDINATE = re.compile(
    r"(because(?! of)|given that|seeing that|considering that|although|though|even though|whereas|"
    r"inasmuch as|now that)\s+",
    re.I,
)


def _opening(text: str) -> tuple[Piece, int, RelationKind, Piece] | None:
    """Where a clause that opens with "because" or "although" stands, and where the main clause starts."""
    match = _SUBORDINATE.match(text)
    if match is None:
        return None
    comma = _behind_list(text, match.end(), text.find(",", match.end()))
    while comma > 0:
        if (
            _HAS_VERB.search(text, match.end(), comma)
            and _STARTS.match(text, comma + 2)
            and not _JOINS.match(text, comma + 1)
        ):
            kind: RelationKind = (
                "contrast" if match.group(1).lower() in _RELATION or "though" in match.group(1).lower() else "because"
            )
            return trim(text, match.end(), comma), comma + 2, kind, trim(text, match.start(), match.end())
        comma = text.find(",", comma + 1)
    return None


def _behind_list(text: str, start: int, comma: int) -> int:
    """The first comma where it ends the clause; the one behind its verb where a list of its subject comes first."""
    if comma < 0 or has_verb(text[start:comma]):
        return comma
    listed = _LISTED.match(text, comma)
    return listed.end() - 1 if listed is not None and has_verb(listed[0]) else comma


_LISTED = re.compile(
    r",(?:[^,.;:]{1,40},){0,8}[^,.;:]{0,40}\b(?:and|or)\s[^,.;:]{1,80},(?=\s(?:it|they|he|she|this|these|we|you|there)\s)",
    re.I,
)
_JOINS = re.compile(r"\s*(?:and|or|but|which|who|with)\b", re.I)


def has_verb(text: str) -> bool:
    """True where a word of the text looks like a finite verb."""
    return _SURE.found(text)


_SURE = Expression(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|may|might|must|will|would|should|"
    r"shows?|suggests?|seems?|"
    r"appears?|looks?|remains?|needs?|requires?|means|lacks|fell|rose|grew|began|denies|reports|feels|"
    r"makes|gives|takes|"
    r"explains?|indicates?|confirms?|supports?|\w{3,}ed)\b",
)


def _segment(text: str, start: int, end: int, relation: RelationKind | None, cue: Piece | None, case: bool) -> Segment:
    first, last = trim(text, start, end)
    return Segment(first, last, relation, cue, case)


def _cuts(text: str, before: Stretch, match: Found) -> bool:
    start, end = before.start, match.start()
    if match["plain"] or match["case"]:
        # "if A and if B, C": the second marker belongs to the same condition.
        return match["case"] is not None or not before.is_open(end)
    if match["comma"] and before.is_open(end) and not _ANSWERED.search(text, start, end):
        return False
    if match["colon"] and _COUNTED.search(text, max(start, end - _WINDOW), end):
        return False  # the criteria of "if two of the following apply: ..." are no statements
    if match["comma"] and match["word"].lower() == "but" and _LIMIT.match(text, match.end()):
        return False
    if match["comma"] and _is_aside(text, start, match):
        return False
    if match["semicolon"] and text.startswith("otherwise", match.end()):
        return True
    if match["comma"] and match["word"].lower() == "so" and is_order(text, match.end()):
        return True
    if match["semicolon"] and is_order(text, match.end()):
        return True
    if match["order"]:
        return follows_order(text, start, end)
    if match["joined"]:
        return begins_clause(text, start, end, match.end()) or is_courtesy(text, match.end())
    if (
        match["colon"]
        and _PREDICATE.match(text, match.end())
        and not _SEVEN_WORDS.match(text, start, end)
        and not has_verb(text[start:end])
    ):
        return False  # "Appendicitis: can't be ruled out"
    if match["comma"] and match["word"].lower() == "but" and forbids(text, start, end, match.end()):
        return True
    if match["dash"] and start == 0 and _POINTS_BACK.match(text, match.end()):
        return True
    if match["dash"] and (closed := _CLOSED.search(text, match.end())) is not None:
        return _STARTS.match(text, match.end(), closed.start()) is not None
    if match["colon"]:
        named = _named(text, start, match)
        if named is not None:
            return named
    return _STARTS.match(text, match.end()) is not None


def _named(text: str, start: int, match: Found) -> bool | None:
    """Whether the colon behind a label divides; None where what follows has to decide."""
    end = match.start()
    label = text[max(start, end - _WINDOW) : end]
    known = divides(label)
    if known is not None:
        return known
    after = text[match.end() : match.end() + _FAR]
    if _POINTS_BACK.match(after):
        return True
    digits = any(map(str.isdigit, after))
    finite = has_verb(after)
    if digits and "," in after and not finite and has_verb(label):
        return True
    return None if _SENTENCE.match(after) and (finite or (not digits and len(after.split()) > _FEW)) else False


def _verbless(text: str, match: Found) -> bool:
    """True where what stands before needs no verb: "no fever, so malaria is unlikely"."""
    if match["semicolon"]:
        return has_verb(text[match.end() : match.end() + _FAR]) or is_order(text, match.end())
    if match["joined"]:
        return is_courtesy(text, match.end())
    if match["dash"]:
        return match.start() < _SHORT and _POINTS_BACK.match(text, match.end()) is not None
    if match["order"]:
        return True
    if not match["comma"]:
        return False
    word = match["word"].lower()
    if word in ("although", "though") and _ADJECTIVE.match(text, match.end()):
        return False  # "the most serious, though rare, effect"
    # "Not a dentist, but that looks infected": what makes no claim needs no verb.
    return word in ("so", "although", "though", "whereas", "therefore") or (
        word == "but" and match.start() < _SHORT and filter_reason(text[: match.start()]) is not None
    )


def _is_aside(text: str, start: int, match: Found) -> bool:
    """True for what is only put in between commas: "the most serious, though rare, effect"."""
    word = match["word"].lower()
    if word in ("although", "though"):
        return is_inserted(text, match.end()) or _SHORT_ASIDE.match(text, match.end()) is not None
    graded = word == "but" and _GRADED.fullmatch(text, start, match.start()) is not None
    return graded and _SHORT_ASIDE.match(text, match.end()) is not None


_GRADED = re.compile(r"\s*(?:the|an?|his|her|its|their)\s(?:(?:most|more|less|least|very)\s)?[\w-]+", re.I)
_SHORT_ASIDE = re.compile(
    r"\s*(?:(?:less|more|very|often|now|still|usually|only|\w{2,}ly)\s)?(?!so\b)\w+,\s(?!and\b|but\b|or\b|so\b)", re.I
)

_ADJECTIVE = re.compile(r"\s*(?:\w+\s)?\w+,\s")
_PREDICATE = re.compile(r"\s*(?:can(?:no|')?t?|could|may|must|should|would)(?:n't)?\s(?:not\s)?(?:\w+ly\s)?be\b", re.I)
_POINTS_BACK = re.compile(r"\s*(?:it|they|this|these)\s(?!is\s*$|one\b)[\w']+\s\S", re.I)
"""A clause about what the label names: "Statins: they lower cholesterol"."""

_CLOSED = re.compile(r"\s(?:—|–|--)\s|—")
"""A second dash, which closes what the first one puts in."""

_WINDOW = 200
_FAR = 400
_FEW = 5
_SHORT = 60
_SEVEN_WORDS = re.compile(r"\s*+(?:\S++\s++){6}\S")
_COUNTED = re.compile(r"\b(?:of|all|any)\s(?:the\s)?(?:following|these)(?:\s\w+){0,3}$", re.I)
_ANSWERED = re.compile(r"\b(?:would|should|will|might|could)\b|'d\b|'ll\b", re.I)
_SENTENCE = re.compile(
    rf"(?:the|this|that|these|those|his|her|its|their|he|she|it|they|we|you|there|no|[a-z]+\s+[a-z]+|"
    rf"[A-Z][\w-]+)\b[^,;:]{{0,60}}?\b{VERB}\b",
    re.I,
)
