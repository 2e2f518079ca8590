"""Focus: what each negation of a sentence denies first, which is what the denial is about.

"Colchicine did not lower recurrent infarction after stenting" denies that something was lowered; that there was any
stenting it takes for granted.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from reasonscore.decompose.fields.negation import negation_cues
from reasonscore.decompose.search.expression import Expression
from reasonscore.span import Piece
from reasonscore.verify.facts.statement import REMEMBERED, Statement, Word, light_keys, names, read_statement, word_key
from reasonscore.verify.facts.wording import is_soft

MOST = 12
"""Negations of one sentence that are looked at."""
LONGEST_RUN = 12
"""Words after a negation that are looked at."""
_SEEN = re.compile(
    r"(?:seen|identified|visuali[sz]ed|found|demonstrated|present|detected|palpable|felt|shown|noted|evident|visible|"
    r"observed|absent|occur(?:red)?|there|any|have|had|been|yet|signs?|features?|evidence|cases?|history|longer|more|ever)"
    r"\b",
    re.IGNORECASE,
)
"""Words that only say that something is there: what is denied is what they are said of."""
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been)\s+$", re.IGNORECASE)
_NO_WORDS = frozenset(word_key(word) for word in "no not nor neither never none without".split())
_CLAUSE = re.compile(r"[,;]\s|\b(?:but|whereas|while|who|which)\b", re.IGNORECASE)
_JOINED = re.compile(r"[\s-]+")
_CLOSED = re.compile(r"[,;:.]")
_BEFORE = frozenset({"is absent", "are absent", "was absent", "were absent", "absent", "not present"})
_LEFT_OPEN = Expression(
    r"\bno (?:good |clear |strong |convincing |reliable |firm )?(?:evidence|proof|indication) that\b|"
    r"\b(?:no|not|without) (?:\w+ )?(?:definite|definitely|certain|certainly|obvious|obviously|clear|clearly|"
    r"convincing|proven|necessarily|usable|asked|reported|collected|entered|posted|heard|told)\b|insufficient|"
    r"\b(?:not|no|never) (?:\w+ ){0,4}(?:in (?:19|20)\d\d|last (?:year|month|week)|yesterday|previously|ago)\b|\"|"
    r"\b(?:must|should|needs?|has|have|remains?|still|yet) (?:yet )?to be (?:excluded|ruled out)|"
    r"\b(?:must|should|needs to|to) be (?:excluded|ruled out)|"
    r"\b(?:den(?:y|ies|ied)|denying) (?:that|having)\b|"
    r"\b(?:told|asked|ordered|begged|warned|advised|instructed|forbade) (?:\w+ ){1,3}not to\b"
)
"""Words that deny nothing of the matter itself: they say what is proved, asked about, claimed or wished."""
_UNREAL = Expression(
    r"\b(?:would|unless|if|whether|how many|in order to|so that|instead of|rather than|might|could have|should have|"
    r"supposed to|was to|were to|wanted to|hoped?|planned|intend\w*|expected to|will)\b(?<!as if)"
)
"""Words of what is assumed, feared or wished and is not stated."""
_OTHERWISE = Expression(
    r"\b(?:nil|none|zero|refus\w+|declin\w+|cancel\w+|put off|call(?:ed|s) off|postpon\w+|struck|clear of|free of|lost|"
    r"absent|absence|missing|unable|stopp\w+|cease\w*|withdr\w+|remov\w+|negative|never|nobody|without|lack\w*|"
    r"too \w+ to|instead|fail\w*|omitted|omits?|avoid\w*|miss(?:ed|es)|unchanged|unaffected|unrelated|stable|"
    r"gone|resolved|beyond|to follow|not|no|cannot|n't|normal|all but|later|worse|forb\w+|ban(?:ned|s)?|excluded)\b|"
    r"(?<![\d.])0(?:\.0)?(?:/\d+| ?%)|\b(?:is|was|were|are|:) 0\b|[a-z] 0(?=[.,;]|$)|\b\w+n't\b|\w-free\b"
)
"""Words that may deny in a way that the reach of a negation does not show."""


class Focus(NamedTuple):
    """The words that a negation denies first, without a gap between them, and where its cue stands."""

    cue: Piece
    words: tuple[Word, ...]


@lru_cache(maxsize=REMEMBERED)
def focuses(sentence: str) -> tuple[Focus, ...]:
    """What each negation of a sentence denies first.

    >>> [[sentence[slice(*word.piece)] for word in one.words]
    ...  for sentence in ["It did not lower the risk of falls.", "No pericardial effusion after surgery."]
    ...  for one in focuses(sentence)]
    [['lower'], ['pericardial', 'effusion']]
    """
    known = read_statement(sentence)
    words = [word for word in known.words if word.key not in _NO_WORDS and not _SEEN.match(sentence, word.piece[0])]
    found = []
    for cue in negation_cues(sentence)[:MOST]:
        start, end = cue.piece
        following = _run([word for word in words if word.piece[0] >= end], sentence, end)
        before = [word for word in words if word.piece[1] <= start]
        bare = all(is_soft(word.key) for word in following) and _is_passive(sentence, cue.piece)
        if (
            not following
            or (bare and before)
            or (sentence[start:end].lower() in _BEFORE and before and _is_predicate(sentence, cue.piece))
        ):
            following = tuple(before[-1:])
        found.append(Focus(cue.piece, following))
    return tuple(found)


def _is_passive(sentence: str, cue: Piece) -> bool:
    """Whether a "not" stands between an auxiliary and a verb: what was not performed stands before it."""
    return _PASSIVE.search(sentence, 0, cue[0]) is not None


def _is_predicate(sentence: str, cue: Piece) -> bool:
    """Whether "absent" is said of what stands before it, and is not part of "absent breast shadow"."""
    rest = sentence[cue[1] :].lstrip()
    return not rest or not rest[0].isalpha() or read_statement(rest.split(maxsplit=1)[0]).words == ()


def _run(words: list[Word], sentence: str, start: int) -> tuple[Word, ...]:
    """The first words after a place that follow each other without a gap, in the same clause; soft ones at need."""
    light = light_keys()
    closed = _CLOSED.search(sentence, start)
    end = closed.start() if closed else len(sentence)
    inside = [word for word in words if word.piece[0] < end][:LONGEST_RUN]
    full = [word for word in inside if not (word.key in light or is_soft(word.key))]
    run: list[Word] = []
    for word in full or inside:
        if run and not _JOINED.fullmatch(sentence, run[-1].piece[1], word.piece[0]):
            break
        run.append(word)
    return tuple(run)


@lru_cache(maxsize=REMEMBERED)
def shares_focus(claim: Statement, known: Statement) -> bool:
    """Whether some negation of a sentence denies first what a claim speaks of."""
    found = focuses(known.text)
    return not found or any(_says(claim, known, focus.words) for focus in found)


@lru_cache(maxsize=REMEMBERED)
def holds_focus(claim: Statement, known: Statement) -> bool:
    """Whether a sentence speaks of what each negation of a claim denies first."""
    return all(_says(known, claim, focus.words) for focus in focuses(claim.text))


def _says(other: Statement, own: Statement, words: tuple[Word, ...]) -> bool:
    """Whether a statement holds all words of another one, or names the concept that they are part of."""
    missing = [word for word in words if word.key not in other.keys]
    for mention in own.mentions if missing else ():
        start, end = mention.span
        if names(other, mention):
            missing = [word for word in missing if not start <= word.piece[0] < end]
    return not missing


def leaves_open(text: str) -> bool:
    """Whether a denial is one of proof, of a report or of a wish, and not of the matter.

    >>> leaves_open("There is no evidence that it works."), leaves_open("It does not work.")
    (True, False)
    """
    return _LEFT_OPEN.search(text) is not None


def is_unreal(text: str) -> bool:
    """Whether a sentence holds words of what is only assumed or wished."""
    return _UNREAL.search(text) is not None


@lru_cache(maxsize=REMEMBERED)
def denies_otherwise(claim: Statement, known: Statement) -> bool:
    """Whether a word that may deny, such as "nil" or "0/22", stands where a sentence speaks of what a claim denies."""
    asked = {word.key for focus in focuses(claim.text) for word in focus.words}
    places = [word.piece[0] for word in known.words if word.key in asked]
    ends = [0, *(match.end() for match in _CLAUSE.finditer(known.text)), len(known.text)]
    for start, end in pairwise(ends):
        near = not places or any(start <= place < end for place in places)
        if near and _OTHERWISE.search(known.text, start, end):
            return True
    return False
