"""What a claim says that a sentence does not, in whatever wording."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from reasonscore.decompose.search.expression import Expression
from reasonscore.resource import resource_text
from reasonscore.span import Piece
from reasonscore.verify.facts.statement import Statement, held_words, light_keys, names, word_key

_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,][0-9]+)*")
_SOFT = "soft"
_COUNTED = frozenset(word_key(word) for word in "all every each most some few several none majority number".split())
_POINTED = frozenset(
    word_key(word)
    for word in "before after more less most only both other another any without until under over above below alone "
    "during either same".split()
)
"""Keys of words that are no content words but change what is said."""
_NUMBERS = {
    word_key(word): str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
}

_PAIRS = (
    "rise fall|before after|begin stop|better worse|common rare|man woman|mother father|stay gone|high low|safe harm|"
    "large small|sudden slow|child elderly"
)
_OPPOSITES = {one: other for pair in _PAIRS.split("|") for one, other in (pair.split(), pair.split()[::-1])}


class _Wordings(NamedTuple):
    words: dict[str, frozenset[str]]
    phrases: dict[str, frozenset[str]]
    pattern: Expression


@cache
def _wordings() -> _Wordings:
    words: dict[str, set[str]] = {}
    phrases: dict[str, set[str]] = {}
    for line in resource_text("verify/wordings.tsv").splitlines():
        if line and not line.startswith("#"):
            meaning, entries = line.split("\t")
            first, *rest = entries.split("|")
            for word in first.split():
                words.setdefault(word_key(word), set()).add(meaning)
            for phrase in rest:
                phrases.setdefault(phrase.strip().lower(), set()).add(meaning)
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    pattern = Expression(rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in longest)})(?!\w)")
    return _Wordings(
        {key: frozenset(found) for key, found in words.items()},
        {key: frozenset(found) for key, found in phrases.items()},
        pattern,
    )


@lru_cache(maxsize=16384)
def meanings(text: str) -> frozenset[str]:
    """What the words and phrases of a text may mean."""
    words = _wordings().words
    found: set[str] = set()
    for word in _WORD.findall(text):
        key = word_key(word)
        found.add(f"={key}")
        if key in words:
            found |= words[key]
        number = _NUMBERS.get(key, key if key.isdigit() else None)
        if number:
            found.add(f"#{number}")
    for _, meant in _phrases(text):
        found |= meant
    return frozenset(found)


@lru_cache(maxsize=16384)
def _phrases(text: str) -> tuple[tuple[Piece, frozenset[str]], ...]:
    """Where the phrases of the table stand in a text, and what each may mean."""
    table = _wordings()
    return tuple((match.span(), table.phrases[match.group().lower()]) for match in table.pattern.finditer(text))


def is_soft(key: str) -> bool:
    """Whether the word with a key adds nothing to what the rest of a sentence says."""
    return _SOFT in _wordings().words.get(key, frozenset())


@cache
def _free() -> frozenset[str]:
    """Keys of words that say too little for their absence to count."""
    return light_keys() - _COUNTED - _POINTED


@lru_cache(maxsize=16384)
def unsaid(claim: Statement, known: Statement) -> tuple[Piece, ...]:
    """Pieces of the claim that a sentence holds in no wording: neither as words nor as another name or phrase.

    Args:
        claim: What is asked for.
        known: A sentence of the evidence.
    """
    held = {claim.words[index].piece for index in held_words(claim, known)}
    there = meanings(known.text)
    missing = [one for one in _telling(claim) if one.same not in there and one.piece not in held]
    if not missing:
        return ()
    covered = [mention.span for mention in claim.mentions if names(known, mention)]
    covered += [piece for piece, meant in _phrases(claim.text) if meant & there]
    return tuple(
        [
            one.piece
            for one in missing
            if one.meanings.isdisjoint(there) and not any(start <= one.piece[0] < end for start, end in covered)
        ]
    )


class _Telling(NamedTuple):
    """A word of a claim whose absence counts: where it stands, what it is itself, and what else it may mean."""

    piece: Piece
    same: str
    meanings: frozenset[str]


@lru_cache(maxsize=16384)
def _telling(claim: Statement) -> tuple[_Telling, ...]:
    table = _wordings()
    content = {word.piece for word in claim.words}
    found = []
    for match in _WORD.finditer(claim.text):
        piece, key = match.span(), word_key(match[0])
        if not (piece in content or key in _POINTED) or key in _free():
            continue
        mine = table.words.get(key, frozenset())
        if _SOFT in mine:
            continue
        number = _NUMBERS.get(key, key if key.isdigit() else None)
        found.append(_Telling(piece, f"={key}", mine | {f"#{number}"} if number else mine))
    return tuple(found)


def is_contested(claim: Statement, known: Statement) -> bool:
    """Whether a sentence also says the opposite of something that the claim says: "rose" beside "rose ... fell"."""
    mine, theirs = meanings(claim.text), meanings(known.text)
    return any(_OPPOSITES[one] in theirs and _OPPOSITES[one] not in mine for one in mine if one in _OPPOSITES)
