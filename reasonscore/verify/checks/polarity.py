"""Polarity: is what the claim states denied by the evidence, or the other way round?"""

from __future__ import annotations

import re

from reasonscore.decompose.negation import negation_cues
from reasonscore.decompose.sentence import split_sentences
from reasonscore.span import Piece
from reasonscore.verify.verdict import Check
from reasonscore.verify.words import content_words, stem

NAME = "polarity"
SAME_TOPIC = 0.75
"""Share of the claim's words that a sentence must hold before their polarities are compared."""

_CLAUSE_END = re.compile(
    r"[;:.]|\b(?:but|however|although|though|except|which|who|because|since|yet|whereas|while|unless|if|despite)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,][0-9]+)*")
_NEGATIVE = frozenset("no not without never neither nor none absent deni negative cannot lack fail absence".split())


def polarity_check(claim: str, evidence: str) -> Check:
    """Whether a sentence of the evidence states or denies what the claim states or denies.

    >>> polarity_check("There is a pleural effusion.", "No pleural effusion is seen.").outcome
    'conflict'
    >>> polarity_check("There is cough.", "No fever, but a cough is present.").outcome
    'agree'
    """
    topic = frozenset(content_words(claim)) - _NEGATIVE
    denied = _denied_share(claim, topic)
    if denied is None or 0.3 < denied < 0.7:
        return Check(NAME, "silent")
    best: tuple[float, Piece, float] | None = None
    for start, end in split_sentences(evidence):
        sentence = evidence[start:end]
        held = topic & frozenset(content_words(sentence))
        share = _denied_share(sentence, held)
        same = len(held) / len(topic)
        if share is not None and same >= SAME_TOPIC and (best is None or same > best[0]):
            best = (same, (start, end), share)
    if best is None or 0.3 < best[2] < 0.7:
        return Check(NAME, "silent")
    outcome = "agree" if (denied >= 0.5) == (best[2] >= 0.5) else "conflict"
    return Check(NAME, "agree" if outcome == "agree" else "conflict", ((0, len(claim)),), (best[1],))


def _denied_share(sentence: str, topic: frozenset[str]) -> float | None:
    """Share of the topic's words in a sentence that a negation reaches; None where the sentence has none of them."""
    reach = [_reach(sentence, cue.kind, cue.piece) for cue in negation_cues(sentence)]
    inside = total = 0
    for match in _WORD.finditer(sentence):
        if stem(match.group().lower()) in topic:
            total += 1
            # Two negations of one word cancel: "not without fever".
            inside += sum(start <= match.start() < end for start, end in reach) % 2
    return inside / total if total else None


def _reach(sentence: str, kind: str, cue: Piece) -> Piece:
    """What a negation cue denies: the rest of its clause; for verbs and words like "absent" also what stands before."""
    following = _CLAUSE_END.search(sentence, cue[1])
    end = following.start() if following else len(sentence)
    if kind not in ("verb", "lexical"):
        return cue[1], end
    start = 0
    for before in _CLAUSE_END.finditer(sentence, 0, cue[0]):
        start = before.end()
    return start, end
