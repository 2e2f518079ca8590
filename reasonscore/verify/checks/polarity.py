"""Polarity: is what the claim states denied by the evidence, or the other way round?"""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.decompose.search.expression import Expression
from reasonscore.verify.checks.experiencer import relative
from reasonscore.verify.facts.comparison import Aligned, Comparison, asked_words
from reasonscore.verify.facts.cue_table import find_cues
from reasonscore.verify.facts.denial import NEGATIVE, denied_reaches, denied_share
from reasonscore.verify.facts.focus import denies_otherwise, holds_focus, is_unreal, leaves_open, shares_focus
from reasonscore.verify.facts.statement import (
    REMEMBERED,
    Statement,
    concept_relation,
    held_words,
    names,
    split_statements,
    word_key,
)
from reasonscore.verify.facts.wording import is_contested, meanings, unsaid
from reasonscore.verify.verdict import Check, silent

NAME = "polarity"
SAME_TOPIC = 0.65
"""Share of the claim's words that a sentence must hold before their polarities are compared."""
REWORDED = 0.4
"""The same before they agree, where the sentence says the rest in other words."""
MOST_REWORDED = 1
"""The most words that may be said in other words: beyond them a sentence says something else more often."""
_NAMING = frozenset(
    word_key(word)
    for word in "final main diagnosis diagnosed principal working given used taken done performed".split()
)
"""Keys of words that only say what the rest is called."""
_NO_TOPIC = NEGATIVE | _NAMING
_UNCOUNTED = NEGATIVE | {word_key(word) for word in "all every each most some few several any majority".split()}
_REVERSED = re.compile(
    r"\b(?:resolved|gone|disappeared|useless|undetectable|unsuitable|ineffective|pointless|unrelated|spared|"
    r"negative|improbable|unlikely|impossible|could not be|cannot be|can't be|excluded|ineligible|"
    r"(?:still|yet|remains?) to be|"
    r"awaited|pending|removed|resected|excised|amputated|refus\w+|declin\w+|turned down|innocent|the same|alike)\b",
    re.IGNORECASE,
)
"""Words of a claim that deny without a negation, as far as they can be told from what they deny."""
_LACKING = re.compile(r"\black(?:s|ed|ing)?\b", re.IGNORECASE)
_ACT = re.compile(
    r"\b(?:given|tested|measured|performed|carried out|done|used|reviewed|examined|assessed|studied|"
    r"recorded|described)\b",
    re.IGNORECASE,
)
"""What a result takes for granted, even where it is denied: "the scan showed nothing" was done."""
_NOT_BOTH = Expression(
    r"(?:,| (?:but|and)|, (?:but|and)) not (?!only|in doubt)(?P<other>(?:(?!\b(?:is|are|was|were|has|have|had|do|does|"
    r"did|be|been|for|because)\b)[^,.;:]){2,50})"
)
_OF_OTHER = re.compile(r",|\.?$")
_NOW = Expression(r"\b(?:now|currently|at present|still|takes|is (?:now |still )?(?:on|taking))\b")
_SWITCHED = Expression(r"\b(?:switched|changed|moved|converted|transitioned) from (?P<old>[^,.;]{2,40}?) (?:on)?to\b")
"""What somebody was changed from is what they do not take now."""
_PLANNED = Expression(
    r"\b(?:should|plan\w*|will|would|to be|recommend\w*|request\w*|asks? for|await\w*|hopes?|may|might|could|can|must|"
    r"offer\w*|consider\w*|if|unless|until|when)\b"
)
"""Words of what is planned, allowed or assumed and need not have happened."""


def polarity_check(comparison: Comparison) -> Check:
    """Whether a sentence of the evidence states or denies what the claim states or denies."""
    claim = comparison.claim
    denied = _stated(claim)[1]
    if denied is None or 0.3 < denied < 0.7:
        return silent(NAME)
    agreed = False
    for sentence in comparison.aligned(REWORDED, _NO_TOPIC):
        if sentence.statement.text.rstrip().endswith("?") or relative(sentence.statement.text) != relative(claim.text):
            continue
        share = _denied_there(claim, sentence.statement)
        if share is None:
            continue
        if 0.3 < share < 0.7:
            return silent(NAME)
        where = ((0, len(claim.text)),), (sentence.piece,)
        if (denied >= 0.5) == (share >= 0.5):
            # The same word is no agreement yet: the sentence has to say everything that the claim says.
            if _says_all(claim, sentence.statement):
                return Check(NAME, "agree", *where)
            agreed = agreed or sentence.share >= SAME_TOPIC
        elif not agreed and (sentence.share >= SAME_TOPIC or not unsaid(claim, sentence.statement)):
            conflicts = not _is_open(sentence.statement, claim) and _denies(sentence, claim, denied >= 0.5)
            return Check(NAME, "conflict", *where) if conflicts else silent(NAME)
    return silent(NAME)


@lru_cache(maxsize=REMEMBERED)
def _stated(claim: Statement) -> tuple[frozenset[int], float | None]:
    """Indices of the words that a claim is about, and the share of them that it denies."""
    words = [i for i, word in enumerate(claim.words) if word.key not in NEGATIVE]
    topic = frozenset(i for i in words if claim.words[i].key not in _NAMING) or frozenset(words)
    return topic, denied_share(claim, frozenset(claim.words[i].key for i in topic))


def has_polarity(claim: Statement) -> bool:
    """Whether a claim as a whole is stated or denied; of others the check says nothing."""
    denied = _stated(claim)[1]
    return denied is not None and not 0.3 < denied < 0.7


def may_be_about(claim: Statement, text: str) -> bool:
    """Whether a text has a sentence that holds enough of a claim for the check to look at it."""
    asked = asked_words(claim, _NO_TOPIC)
    return bool(asked) and any(
        len(asked & held_words(claim, known)) / len(asked) >= REWORDED for _, known in split_statements(text)
    )


def _denies(sentence: Aligned, claim: Statement, denied: bool) -> bool:
    """Whether a sentence of the other polarity is about what the claim states or denies."""
    known = sentence.statement
    if [piece for piece in unsaid(claim, known) if word_key(claim.text[slice(*piece)]) not in _UNCOUNTED]:
        return False
    # A stated sentence denies a claim only in the claim's own words: another word for them seldom means all of them.
    if _reworded(claim, known) > (0 if denied else 1):
        return False
    if _REVERSED.search(claim.text) or (_LACKING.search(claim.text) and "low" in meanings(known.text)):
        return False
    if leaves_open(known.text) or (is_unreal(known.text) and not is_unreal(claim.text)):
        return False
    if not denied and not shares_focus(claim, known):
        return False
    if denied and (not holds_focus(claim, known) or denies_otherwise(claim, known)):
        return False
    if not denied:
        act = _ACT.search(claim.text)
        return not act or f"={word_key(act.group().split()[0])}" in meanings(known.text)
    # "As large as" is no denial of "no larger".
    return "alike" not in meanings(known.text) or "alike" in meanings(claim.text)


def _reworded(claim: Statement, known: Statement) -> int:
    """How many words of a claim a sentence holds only in other words."""
    return len(_stated(claim)[0] - held_words(claim, known))


@lru_cache(maxsize=REMEMBERED)
def _says_all(claim: Statement, known: Statement) -> bool:
    """Whether a sentence states all that the claim states, be it in other words, and not as a question or a plan."""
    if is_contested(claim, known):
        return False
    if _PLANNED.search(known.text) and not _PLANNED.search(claim.text):
        return False
    if _reworded(claim, known) > MOST_REWORDED:
        return False
    return all(word_key(claim.text[start:end]) in NEGATIVE for start, end in unsaid(claim, known))


@lru_cache(maxsize=REMEMBERED)
def _denied_there(claim: Statement, known: Statement) -> float | None:
    """Share of the claim's words, or of the names that stand for them in a sentence, that a negation reaches there."""
    held = _stated(claim)[0] & held_words(claim, known)
    reach = denied_reaches(known.text)
    if _NOW.search(claim.text):
        reach += tuple(match.span("old") for match in _SWITCHED.finditer(known.text))
    keys = frozenset(claim.words[index].key for index in held)
    pieces = [word.piece for word in known.words if word.key in keys]
    for mention in claim.mentions:
        start, end = mention.span
        words = [i for i in held if start <= claim.words[i].piece[0] < end and claim.words[i].key not in known.keys]
        if words and names(known, mention):
            # Another name counts as often as it stands for words.
            named = [m.span for m in known.mentions if concept_relation(m, mention) in ("same", "narrower")]
            pieces += named[:1] * len(words)
    if not pieces:
        return None
    for match in _NOT_BOTH.finditer(known.text):
        # "A, but not B, is licensed": nothing is denied of A, and the whole of B.
        inside = [piece for piece in pieces if match.start("other") <= piece[0] < match.end("other")]
        if not inside:
            reach = tuple(piece for piece in reach if not match.start() <= piece[0] <= match.start("other"))
        elif len(inside) < len(pieces) and _OF_OTHER.match(known.text, match.end()):
            return 1.0
    if not reach:
        return 0.0
    return sum(sum(start <= piece[0] < end for start, end in reach) % 2 for piece in pieces) / len(pieces)


def _is_open(known: Statement, claim: Statement) -> bool:
    """Whether a sentence leaves open what the claim states or denies."""
    left = {cue.meaning for cue in find_cues("hedges", known.text)} & {"open", "unknown"}
    return bool(left) and not any(cue.meaning in left for cue in find_cues("hedges", claim.text))
