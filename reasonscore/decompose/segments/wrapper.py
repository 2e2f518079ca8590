"""Words around a statement that are not part of it: connectives, evaluative frames, opinion, reported speech."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from reasonscore.decompose.claim import Certainty, RelationKind
from reasonscore.decompose.search.cue import Cues
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.opening_word import OpeningWords
from reasonscore.decompose.search.table import alternation, read_table
from reasonscore.decompose.segments.mandative import RULE
from reasonscore.span import Piece


class Wrapper(NamedTuple):
    """What was taken off the front of a sentence.

    Args:
        start: Where the statement begins.
        pieces: The words taken off, with their reason.
        relation: What a connective says about the sentence before.
        relation_cue: Where that connective stands.
        certainty: Degree set by an opinion.
        negated: True after "I don't think".
        cue: Where the opinion stands.
        rules: Ids of the rules.
    """

    start: int
    pieces: tuple[tuple[Piece, str], ...] = ()
    relation: RelationKind | None = None
    relation_cue: Piece | None = None
    certainty: Certainty | None = None
    negated: bool = False
    cue: Piece | None = None
    rules: tuple[str, ...] = ()


@cache
def _connectives() -> tuple[Expression, dict[str, str]]:
    table = {row[1]: row[0] for row in read_table("connectives")}
    free = (
        "but",
        "so",
        "and",
        "thus",
        "therefore",
        "hence",
        "yet",
        "or",
        "also",
        "in this case",
        "however",
        "plus",
        "scratch that",
        "consequently",
    )
    with_comma = tuple(phrase for phrase in table if phrase not in free)
    # A bare "so" or "but" needs no comma; the others open a clause only with one.
    return (
        Expression(
            rf"(?:(?P<free>{alternation(free)})(?![\w-])\s*(?:,|\.\.\.|…|:)?\s*|"
            rf"(?P<comma>{alternation(with_comma)})\s*(?:,|:|\.\.\.|…|-|–|—|!|\.)\s+)",
        ),
        table,
    )


@cache
def _openings() -> OpeningWords:
    return OpeningWords([_connectives()[0].source])


@cache
def _frames() -> Cues:
    return Cues(read_table("frames"), after=r"(?![\w-])\s*(?:,|:)?\s*")


_STARTS_BADLY = re.compile(r"(?:on|the other|far|that|as|much|many|long)\b", re.I)


# "to be honest" is no order that a parser reads as one: the whole sentence is parsed, its frame taken off afterwards.
_STATE = re.compile(r"\s*(?:be|have|become|get)\b", re.I)


def unwrap(text: str, whole: str | None = None) -> Wrapper:
    """The statement inside a sentence, or inside a part of a whole one, and what stood around it.

    >>> unwrap("However, I think this is viral.")[0]
    17
    >>> unwrap("I don't think surgery is needed.").negated
    True
    """
    position = 0
    out = Wrapper(0)
    pieces: list[tuple[Piece, str]] = []
    connectives, relations = _connectives()
    frames = _frames()
    openings = _openings()
    for _ in range(6):
        match = connectives.match(text, position) if openings.may_open(text, position) else None
        if match and match.end() < len(text):
            word = " ".join((match["free"] or match["comma"]).lower().split())
            if match["free"] in ("so", "So") and _STARTS_BADLY.match(text, match.end()):
                break
            group = "free" if match["free"] else "comma"
            pieces.append((match.span(group), "connective"))
            relation = relations.get(word, "none")
            if relation != "none" and out.relation in (None, "contrast"):
                out = out._replace(relation=cast("RelationKind", relation), relation_cue=match.span(group))
            out = out._replace(rules=(*out.rules, "wrapper.connective"))
            position = match.end()
            continue
        frame = frames.at(text, position, whole)
        if frame and frame.piece[1] < len(text):
            effect, piece = frame
            if effect == "directive" and _STATE.match(text, piece[1]):
                break
            pieces.append((piece, "wrapper"))
            out = _apply(out, effect, piece)
            position = piece[1]
            continue
        break
    return out._replace(start=position, pieces=tuple(pieces)) if pieces else out


def frame_of(text: str) -> tuple[str, int] | None:
    """The effect of the frame that opens a text, and where it ends; None where it opens with none.

    >>> frame_of("it is essential to rest")
    ('directive', 19)
    """
    frame = _frames().at(text)
    return None if frame is None else (frame.label, frame.piece[1])


def _apply(out: Wrapper, effect: str, piece: Piece) -> Wrapper:
    if effect == "directive":
        return out._replace(rules=(*out.rules, "wrapper.directive"))
    if effect == "reported":
        return out._replace(rules=(*out.rules, "wrapper.reported"))
    if effect == "mandated":
        return out._replace(rules=(*out.rules, "wrapper.reported", RULE))
    if effect == "raised":
        return out._replace(
            negated=True, certainty="probable", cue=piece, rules=(*out.rules, "wrapper.negative_raising")
        )
    if effect in ("probable", "possible", "unlikely", "uncertain"):
        return out._replace(certainty=cast("Certainty", effect), cue=piece, rules=(*out.rules, "wrapper.opinion"))
    return out._replace(rules=(*out.rules, "wrapper.frame"))
