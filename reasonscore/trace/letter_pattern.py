"""Where a single letter (or number) in a text names an option of a multiple-choice question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reasonscore.span import Piece, trim
from reasonscore.trace.phrase import cue_words

OPEN = "[\"'“‘’*_(\\[（【{`]"
CLOSE = "[\"'”’‘*_)\\]）】}`]"
_ALONE = r"(?![\w'’\-])"
_ENDS = rf"(?={CLOSE}{{0,4}}(?:[.:;,)。，]|\s*$|\s*\n|\s?[-–—]\s|\s(?:and|&)\s[A-Z]\b))"
_SAYS = r"(?i:\b(?:is|are|be|choose|select|pick|go with|es|est|è|é|este|ist))"
_ADVERB = (
    r"(?i:therefore|thus|hence|clearly|likely|most likely|probably|definitely|simply|actually|indeed|still|really"
    r"|quindi|donc|portanto|logo|por tanto)"
)
_NOUN = "letra|lettera|lettre|litera|letter|opción|opção|option|choice|alternativa"
_ARTICLE = rf"(?i:(?:la|le|il|a|o|the|l['’])?\s?(?:{_NOUN})?\s?)"
_CROWN = (
    r"(?i:(?:is|would be|seems|appears)\s(?:to be )?(?:the |a )?(?:most |only )?(?:correct|right|best|answer|likely)"
    r"|fits|explains|remains|stands|it is)\b"
)
_LEADS = r"(?i:\b(?:so|on|with|chose|chooses|favou?rs?|prefer|supports?|leaves)\b|[:：=→]|=>|->|,)"


def find_letters(text: str, piece: Piece, keys: Sequence[str], *, bare: bool = False) -> list[tuple[str, Piece]]:
    """The letters that name an option, with their places in reading order.

    Args:
        text: The response.
        piece: A part of it.
        keys: The options' keys.
        bare: Any letter that stands alone counts, because the part holds nothing but an answer.

    >>> find_letters("Vitamin A is fine, but the answer is (B).", (0, 41), ("A", "B"))
    [('B', (38, 39))]
    """
    known = {key.upper(): key for key in keys}
    found = {
        one.start("key"): one for pattern in _patterns(tuple(sorted(keys))) for one in pattern.finditer(text, *piece)
    }
    if bare:
        for one in _bare(tuple(sorted(keys))).finditer(text, *piece):
            found.setdefault(one.start("key"), one)
        # A place with nothing but a letter may write it small.
        start, end = trim(text, *piece)
        if not found and end - start == 1 and text[start:end].upper() in known:
            return [(known[text[start:end].upper()], (start, end))]
    return [(known[one["key"].upper()], one.span("key")) for _, one in sorted(found.items())]


@lru_cache(maxsize=64)
def _bare(keys: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’\-]){_group(keys)}{_ALONE}")


@lru_cache(maxsize=64)
def _patterns(keys: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source) for source in _sources(_group(keys), _group([key.lower() for key in keys])))


def _group(keys: Sequence[str]) -> str:
    return "(?P<key>" + "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key))) + ")"


def _sources(key: str, lower: str) -> Iterator[str]:
    named = rf"(?i:{cue_words('names_option')})"
    # Named as an option, in upper or (where nothing else follows) lower case.
    yield rf"{named}\s{{0,2}}[:：=]?\s{{0,2}}{OPEN}{{0,4}}{key}{_ALONE}"
    yield rf"{named}(?i:\s(?:is|would be))?\s{{0,2}}[:：]?\s{{0,2}}{OPEN}{{0,4}}{lower}{_ENDS}"
    # Said to be the answer.
    yield rf"{_SAYS}(?:\s{_ADVERB})?\s?[:：]?\s{{0,3}}{_ARTICLE}{OPEN}{{0,4}}{key}{_ENDS}"
    yield rf"(?:是|为|為|选|選|择|は|选项|答案|選択肢)\s?[:：]?\s?{OPEN}{{0,4}}{key}(?![A-Za-z])"
    # At the end of a sentence after a word or mark that leads to it.
    yield rf"{_LEADS}\s{{0,3}}{OPEN}{{0,4}}{key}{CLOSE}{{0,4}}(?=[.。]?{CLOSE}{{0,4}}(?:\s|$)(?![a-z]))"
    # Framed, or at the start of a line with a mark after it, or a line of its own.
    yield rf"{OPEN}{{1,4}}{key}{CLOSE}{{1,4}}"
    yield rf"(?:^|(?<=\n)|(?<=[:：]\s)){OPEN}{{0,4}}{key}{CLOSE}{{0,4}}\s?[:.)：、](?=\s|{OPEN}|[^\x00-\x7f])"
    yield rf"(?:^|(?<=\n))[ \t]{{0,8}}{OPEN}{{0,4}}{key}{CLOSE}{{0,4}}[.,。]?{CLOSE}{{0,2}}[ \t]{{0,8}}(?=\n|$)"
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}:(?=\s?[\"'“‘*\w])"
    # Crowned as the answer, or one of a pair.
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}(?=\s{_CROWN}|\s(?:and|or|&)\s[A-Z]\b)"
    yield rf"(?<=\b[A-Z]\sand\s){key}{_ALONE}"
