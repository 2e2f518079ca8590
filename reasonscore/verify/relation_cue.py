"""Relations of a sentence: which words act, which are acted on, by the words that join them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reasonscore.span import Piece
from reasonscore.verify.cue_table import find_cues
from reasonscore.verify.statement import read_statement

_CLAUSE = re.compile(r"[;.]|,\s|\b(?:but|whereas|while|although|however)\b", re.IGNORECASE)


class RelationCue(NamedTuple):
    """A relation with the keys of what acts and of what is acted on."""

    name: str
    agent: frozenset[str]
    patient: frozenset[str]
    piece: Piece


@lru_cache(maxsize=16384)
def find_relations(sentence: str) -> tuple[RelationCue, ...]:
    """The relations of a sentence; in the passive the acting side stands behind.

    >>> [(r.name, sorted(r.agent), sorted(r.patient)) for r in find_relations("Anemia is caused by alcohol.")]
    [('cause', ['alcohol'], ['anemia'])]
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
        left = frozenset(word.key for word in statement.words if start <= word.piece[0] < piece[0])
        right = frozenset(word.key for word in statement.words if piece[1] <= word.piece[0] < end)
        # "Before surgery, heparin was stopped": without a left side the comma closes the right one.
        if not left and end < len(sentence):
            left = frozenset(word.key for word in statement.words if word.piece[0] >= end)
        if meaning == "link" and not left:
            left = right
        if left and right:
            passive = meaning.endswith("!")
            agent, patient = (right, left) if passive else (left, right)
            found.append(RelationCue(meaning.rstrip("!"), agent, patient, piece))
    return tuple(found)
