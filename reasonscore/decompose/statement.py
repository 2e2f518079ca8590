"""A sentence made ready to be read: its segments, unwrapped, filtered, their opening conditions cut off."""

from __future__ import annotations

import re
from typing import NamedTuple

from reasonscore.decompose.claim import RelationKind
from reasonscore.decompose.conditions.closing import closing_alternatives
from reasonscore.decompose.conditions.condition import opening_condition
from reasonscore.decompose.draft import ConditionDraft, Dropped
from reasonscore.decompose.search.table import words_of
from reasonscore.decompose.segments.filter import filter_reason
from reasonscore.decompose.segments.segment import Segment, has_verb, split_segments
from reasonscore.decompose.segments.wrapper import Wrapper, unwrap
from reasonscore.span import Piece, trim

_WEIGHED = re.compile(r"\w\s[-–—]+\s.*\b(?:likely|unlikely|possible|probable|excluded|confirmed)\s*$", re.I)
"""A label that says how likely a diagnosis is states something: "Gout - less likely: ..."."""


_GOING_ON = ("process_meta", "task_restatement", "exam_commentary")
"""Talk behind which a statement may follow: "I would like to discuss the risks: bleeding is common"."""

_TURNING = (
    "process_meta",
    "task_restatement",
    "empathy",
    "greeting_thanks_closing",
    "contact_request",
    "personal_story",
)
"""Talk behind which "but" may lead to a statement: "I know waiting is hard, but the biopsy can't be hurried"."""


class Statement(NamedTuple):
    """What is left to read of one segment.

    Args:
        start: Where it begins in the sentence.
        end: Where it ends.
        wrapper: What stood around it.
        openings: Alternative opening conditions; empty where it has none.
        relation: How it bears on the segment before.
        cue: The words that say so.
        case: True behind "in which case".
    """

    start: int
    end: int
    wrapper: Wrapper
    openings: tuple[ConditionDraft, ...] = ()
    relation: RelationKind | None = None
    cue: Piece | None = None
    case: bool = False


def read_statements(text: str) -> tuple[list[Statement], list[Dropped]]:
    """The statements of a sentence, and what of it is dropped.

    >>> statements, dropped = read_statements("Great question! Ibuprofen should be avoided.")
    >>> len(statements), [item.reason for item in dropped]
    (1, [])
    """
    reason = filter_reason(text)
    segments = split_segments(text) if reason in (None, *_GOING_ON) else []
    # "Let me recompute: 140 minus 116, so the gap is 24" talks of the procedure, but not to its end.
    if len(segments) > 1 and text[segments[1].start - 3 : segments[1].start] in ("or ", "nd "):
        whole = closing_alternatives(text, 0, len(text))
        if whole is not None and segments[0].start < whole.start < segments[0].end:
            segments = [Segment(0, len(text))]  # "call if A, B, or if C"
    later = segments[1:]
    goes_on = reason in _GOING_ON and (
        any(segment.relation == "therefore" for segment in later)
        or (reason != "exam_commentary" and any(text[s.end : s.end + 1] == ":" for s in segments[:-1]))
    )
    if not goes_on and (turned := _turned(text, reason) or _asked(text, reason)):
        segments, goes_on = turned, True
    if reason is not None and not goes_on:
        return [], [Dropped((0, len(text)), reason)]
    statements: list[Statement] = []
    dropped: list[Dropped] = []
    for segment in segments:
        _read(text, segment, statements, dropped)
    return statements, dropped


def _turned(text: str, reason: str | None) -> list[Segment]:
    """Talk and what "but" sets against it, where that may make a claim: no verb that is known has to stand in it."""
    turn = _TURN.search(text) if reason in _TURNING else None
    if turn is None or filter_reason(text[turn.end() :]) is not None:
        return []
    return [Segment(0, turn.start()), Segment(turn.end(), len(text), "contrast", turn.span(1))]


def _asked(text: str, reason: str | None) -> list[Segment]:
    """A statement and the question that it leads to: "The film shows air, so could it be a leak?"."""
    ask = _ASK.search(text) if reason == "question" else None
    if ask is None or _INTERROGATIVE.match(text) or not has_verb(text[: ask.start()]):
        return []
    return [Segment(0, ask.start()), Segment(ask.start() + 2, len(text))]


_ASK = re.compile(
    r",\s(?:so|but|and)\s(?:then\s)?(?:could|would|is|are|was|does|do|did|can|should|might|may|what|why|how|which|where|has|have)"
    r"\s[^,;]{3,90}\?\W*$",
    re.I,
)
_INTERROGATIVE = re.compile(
    r"(?:(?:hmm|wait|okay|ok|so|and|but|well|now|then)[,.]*\s+){0,3}(?:could|would|is|are|was|were|does|do|did|can|should|might|may|"
    r"what|why|how|which|where|when|who|has|have|any|if)\b",
    re.I,
)
_TURN = re.compile(r",\s+(but|however|although),?\s+(?=\S+\s+\S+\s+\S+)", re.I)


def _read(text: str, segment: Segment, statements: list[Statement], dropped: list[Dropped]) -> None:
    part = text[segment.start : segment.end]
    if (
        segment.end < len(text)
        and _ENDS_LABEL.match(text, segment.end)
        and (text[segment.end] == ":" or (segment.start == 0 and "," not in part))
        and len(part.split()) <= 6
        and not has_verb(part)
        and "n't" not in part
        and not _WEIGHED.search(part)
        and not _is_order(part)
    ):
        dropped.append(Dropped((segment.start, segment.end), "heading"))
        return
    reason = filter_reason(part, text) if len(part) < len(text) else None
    wrapper = unwrap(part, text) if reason is None else Wrapper(0)
    if reason is None and wrapper.pieces:
        reason = filter_reason(part[wrapper.start :], text)
    if reason is not None:
        dropped.append(Dropped((segment.start, segment.end), reason))
        return
    wrapper = _shifted(wrapper, segment.start)
    used = (wrapper.relation_cue, wrapper.cue)
    dropped += [Dropped(piece, why) for piece, why in wrapper.pieces if piece not in used]
    start, end = trim(text, segment.start + (wrapper.start - segment.start), segment.end)
    opening = opening_condition(text, start, end)
    openings: tuple[ConditionDraft, ...] = ()
    if opening is not None:
        openings, start = opening.alternatives, opening.start
        inner = unwrap(text[start:end], text)
        if inner.pieces and inner.start < end - start:
            inner = _shifted(inner, start)
            dropped += [
                Dropped(piece, why) for piece, why in inner.pieces if piece not in {inner.relation_cue, inner.cue}
            ]
            start = inner.start
            wrapper = _merged(wrapper, inner)
    elif (closing := closing_alternatives(text, start, end)) is not None:
        openings, end = closing.alternatives, closing.start
    if start < end:
        statements.append(Statement(start, end, wrapper, openings, segment.relation, segment.cue, segment.case))


_ENDS_LABEL = re.compile(r":|\s[-–—]\s+(?=(?:it|they|this|these)\s\w)", re.I)
"""What stands behind a label: a colon, or a dash and a clause about what it names."""


def _is_order(part: str) -> bool:
    """True for a label that tells what to do: "Limit caffeine: it can disturb sleep"."""
    words = part.lower().split()
    return len(words) > 1 and words[0] in words_of("verbs", "order") - _NOUNS and words[1] not in ("of", "and", "or")


_NOUNS = frozenset("rest review test order be do make cut measure request offer return".split())


def _shifted(wrapper: Wrapper, offset: int) -> Wrapper:
    if not offset:
        return wrapper

    def move(piece: Piece | None) -> Piece | None:
        return (piece[0] + offset, piece[1] + offset) if piece else None

    return wrapper._replace(
        start=wrapper.start + offset,
        pieces=tuple(((piece[0] + offset, piece[1] + offset), why) for piece, why in wrapper.pieces),
        relation_cue=move(wrapper.relation_cue),
        cue=move(wrapper.cue),
    )


def _merged(outer: Wrapper, inner: Wrapper) -> Wrapper:
    return inner._replace(
        pieces=outer.pieces + inner.pieces,
        relation=outer.relation or inner.relation,
        relation_cue=outer.relation_cue or inner.relation_cue,
        certainty=inner.certainty or outer.certainty,
        cue=inner.cue or outer.cue,
        negated=inner.negated or outer.negated,
        rules=outer.rules + inner.rules,
    )
