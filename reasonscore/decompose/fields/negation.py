"""Whether the main statement of a sentence is denied: cue words and their reach, without a parser."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reasonscore.decompose.search.cue import Cues
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.table import read_table
from reasonscore.span import Piece

_SUBORDINATE = Expression(
    r"(?<![\w-])(?:if|unless|when|whenever|until|once|because|since|although|though|while|whereas|who|which|that|whose|"
    r"provided|where|in case|than|as long as|whether)(?![\w-])",
)
_PHRASE_BEFORE = re.compile(
    r"(?<![\w-])(?:with|of|from|by|despite|given|has been associated with|in|to)\s+(?:\w+\s+and\s+)?$", re.I
)
_VERB = Expression(
    r"(?<![\w-])(?:is|are|was|were|be|been|has|have|had|does|do|did|can|could|may|might|must|will|would|"
    r"should|shows?|showed|"
    r"\w{3,}(?:ed|es|s))(?![\w-])",
)


_ASIDE = re.compile(r"not\s(?:\w+ly\s)?\w{2,}ing\b", re.I)
"""What only describes a noun: "patients not taking anticoagulants"."""

_HELPED = re.compile(r"\b(?:is|are|was|were|be|been|am|'s|'re)\s$|^$", re.I)
_BUT = re.compile(r"\bbut\s$", re.I)


class Cue(NamedTuple):
    """A negation cue: its kind (verb, object, lexical, phrase) and where it stands."""

    kind: str
    piece: Piece


@cache
def _cues() -> Cues:
    groups: dict[str, list[str]] = {}
    for kind, expression in read_table("negation"):
        groups.setdefault(kind, []).append(expression)
    rows = [(kind, "|".join(expressions)) for kind, expressions in groups.items()]
    return Cues(rows, r"(?<![\w-])", r"(?![\w-])", inside="n't")


def negation_cues(sentence: str) -> list[Cue]:
    """The negation cues of a sentence, without those that deny nothing ("not only", "cannot be excluded").

    >>> [cue.kind for cue in negation_cues("She denies fever and has no rash.")]
    ['lexical', 'object']
    """
    return [Cue(kind, piece) for kind, piece in _cues().all(sentence) if kind != "pseudo"]


def polarity(sentence: str) -> bool:
    """True where the main statement is denied; conditions, relative clauses and "with no ..." phrases do not count.

    >>> polarity("The patient denies fever."), polarity("A man with no fever has a cough.")
    (True, False)
    >>> polarity("Antibiotics are not needed unless it spreads."), polarity("If there is no fever, stop it.")
    (True, False)
    """
    cues = negation_cues(sentence)
    if not cues:
        return False
    start, end = _main(sentence)
    opening = _OPENING.match(sentence)
    if opening is not None and _SAYS.search(sentence, 0, opening.end()):
        opening = None
    count = 0
    for cue in cues:
        at = cue.piece[0]
        if not start <= at < end or cue.kind == "phrase" or _is_bracketed(sentence, at):
            continue
        if opening is not None and at < opening.end() and _ADDED.search(sentence, 0, at):
            continue  # "In adults without asthma and no gout, ...": whom it is about
        if at > start + 2 and _BUT.search(sentence, max(0, at - 5), at):
            continue  # "in asthma but not in fibrosis": what the statement is about is asserted
        if _ASIDE.match(sentence, at) and not _HELPED.search(sentence, max(0, at - 12), at):
            continue
        if cue.kind == "object" and _PHRASE_BEFORE.search(sentence, max(0, at - 30), at):
            continue
        if cue.kind == "verb" and sentence[at : at + 7].lower().startswith(("neither", "nor")) and count:
            continue
        count += 1
    return count % 2 == 1 if count < 3 else True


def _is_bracketed(sentence: str, at: int) -> bool:
    """True for "Ring the ward (not your doctor)", which tells to ring."""
    opened = sentence.rfind("(", 0, at)
    return opened > 0 and sentence.rfind(")", 0, at) < opened and sentence.find(")", at) >= 0


_OPENING = re.compile(r"((?:In|For|Among|With)\s(?!no\b|none\b|neither\b)\S{1,40})\s[^,]{3,160},\s")
"""A phrase that opens a sentence and says of whom it is true."""

_ADDED = re.compile(r"\b(?:and|or|but)\s\Z")
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|must|will|would|should|he|she|it|they|we|you|i|there)\b",
    re.I,
)


def _main(sentence: str) -> Piece:
    """The part of a sentence outside its conditions and relative clauses: one stretch from its start or to its end."""
    first = _SUBORDINATE.search(sentence)
    if first is None:
        return 0, len(sentence)
    if first.start() > 1:
        if _VERB.search(sentence, 0, first.start()):
            return 0, first.start()
        comma = sentence.find(",", first.end())
        return (0, len(sentence)) if comma < 0 else (comma, len(sentence))
    comma = sentence.find(", ", first.end())
    if comma < 0:
        return 0, len(sentence)
    later = _SUBORDINATE.search(sentence, comma)
    return comma, later.start() if later and later.start() > comma + 8 else len(sentence)
