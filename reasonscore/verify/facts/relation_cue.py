"""Relations of a sentence: which words act, which are acted on, by the words that join them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.span import Piece
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.statement import Statement, light_keys, read_statement

_SWITCHED = re.compile(r"^\s*(?P<old>[^\s.;,][^.;,]{1,59}?)\sto\s+(?P<new>[^\s.;,][^.;,]{1,59})", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:^|\s|,)(?:about |some |almost |within |just )?(?:an?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"several|a few|many|shortly|soon|immediately|long)"
    r"(?: (?:seconds?|minutes?|hours?|h|days?|weeks?|months?|years?))?\s*$",
    re.IGNORECASE,
)
"""How long before or after: no part of what happened."""
_RELATIVE = re.compile(r"\s*(?:which|that|who)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;.]|,\s|\b(?:but|whereas|while|although|however)\b", re.IGNORECASE)


class RelationCue(NamedTuple):
    """A relation with the keys of what acts and of what is acted on."""

    name: str
    agent: frozenset[str]
    patient: frozenset[str]
    piece: Piece


@lru_cache(maxsize=16384)
def find_relations(sentence: str, *, words: bool = False) -> tuple[RelationCue, ...]:
    """The relations of a sentence; in the passive the acting side stands behind.

    Args:
        sentence: Of a claim or of evidence.
        words: Whether sides are compared by their words, and not by the concepts that these name.

    >>> [(r.name, sorted(r.agent), sorted(r.patient)) for r in find_relations("Anemia is caused by alcohol.")]
    [('cause', ['drug:alcohol'], ['disease:anemia'])]
    """
    statement = read_statement(sentence)
    found = []
    for meaning, piece in find_cues("relations", sentence):
        start, end = 0, len(sentence)
        for match in _CLAUSE.finditer(sentence):
            if match.end() <= piece[0]:
                start = match.end()
            elif match.start() >= piece[1]:
                end = match.start()
                break
        if meaning == "become_from":
            # "Switched from A to B": B takes the place of A.
            switched = _SWITCHED.match(sentence[piece[1] : end])
            if switched:
                old = _side(statement, words, piece[1] + switched.start("old"), piece[1] + switched.end("old"))
                new = _side(statement, words, piece[1] + switched.start("new"), piece[1] + switched.end("new"))
                if old and new:
                    found.append(RelationCue("become", new, old, piece))
            continue
        lead = sentence[start : piece[0]]
        span = _SPAN.search(lead) if meaning.startswith("precede") else None
        left = _side(statement, words, start, start + span.start() if span else piece[0])
        right = _side(statement, words, piece[1], end)
        if start and (not left or _RELATIVE.match(lead)):
            # "Clarithromycin, an inhibitor, increases ..." and "..., which can later cause ...": look before the comma.
            left = _side(statement, words, 0, start)
        # "Before surgery, heparin was stopped": without a left side the comma closes the right one.
        if not left and end < len(sentence):
            left = _side(statement, words, end, len(sentence))
        if meaning == "link" and not left:
            left = right
        if left and right:
            passive = meaning.endswith("!")
            agent, patient = (right, left) if passive else (left, right)
            found.append(RelationCue(meaning.rstrip("!"), agent, patient, piece))
    return tuple(found)


def _side(statement: Statement, plain: bool, start: int, end: int) -> frozenset[str]:
    """What a part of a sentence names: ids of its concepts and keys of its other words."""
    mentions = [m for m in statement.mentions if start <= m.span[0] and m.span[1] <= end and not plain]
    words = [word for word in statement.words if start <= word.piece[0] < end]
    loose = {
        word.key
        for word in words
        if not any(a <= word.piece[0] < b for a, b in (m.span for m in mentions)) and word.key not in light_keys()
    }
    return frozenset(loose | {m.concept.id for m in mentions}) or frozenset(word.key for word in words)
