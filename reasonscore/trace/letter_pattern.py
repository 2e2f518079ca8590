"""Where a single letter (or number) in a text names an option of a multiple-choice question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reasonscore.span import Piece, trim
from reasonscore.trace.phrase import cue_words
from reasonscore.trace.table import read_table

OPEN = "[\"'“‘’*_(\\[（【「『{`]"
CLOSE = "[\"'”’‘*_)\\]）】」』}`]"
TICKS = "✓✔✅☑"
CROSSES = "✗✘❌✖❎"
"""Marks by which a line says that its option is right or wrong."""
_ALONE = r"(?![\w'’\-])"
_ENDS = rf"(?={CLOSE}{{0,4}}(?:\s?[.:;,)。，(]|\s*$|\s*\n|\s?[-–—]\s|\s(?:and|&)\s[A-Z]\b))"
_SAYS = (
    r"(?:(?i:\b(?:is|are|be|choose|select|pick|go with|es|est|è|é|este|ist|lautet|ganó))|(?<=\w)['’]s)"
    r"(?:,\s[^,.;:\n]{1,30},)?"
)
_PREFERS = (
    r"(?i:\b(?:tip(?:s|ping)? (?:the (?:balance|scales?) |it )?(?:to|towards?|in favou?r of)|lean(?:ing"
    r"|s)?(?: is)?(?: more)? (?:towards?|to)|settl(?:e|es|ed|ing) (?:on|for)|opt(?:s|ed|ing)? for"
    r"|vot(?:e|es|ed|ing) (?:for|is)|go(?:es|ing)? (?:with|for)|commit(?:ting)? to|favou?r(?:s|ing|ed)?"
    r"|choos(?:e|es|ing)|decid(?:e|es|ed|ing) (?:for|on|in favou?r of)|chose|pick(?:s|ed|ing)?|in favou?r of"
    r"|select(?:s|ed|ing)?|left with|leav(?:es|ing)(?: only| us with| me with| just)?|conclud(?:e|es|ing) (?:with|on)"
    r"|répondre|choisir|cocher|elegir|marcar|responder|scegliere|rispondere|escolher|alege"
    r"|say|make (?:that|it)|(?:chang|switch|revis|correct|amend|updat)(?:e|es|ing|ed)?(?: \w{1,10}){0,3} to))"
)
_NO_NAME = r"(?![ \-](?:cells?|lymph\w*|peptide|reactive|strep\w*|type|wave|symptoms))"
_NAMED_BEFORE = re.compile(
    r"\b(?:vitamins?|hepatitis|groups?|types?|grades?|stages?|class|plan|agent|factor|influenza|arm|child|cohort"
    r"|panel|figure|table|phase|level|appendix|immunoglobulin|protein|Ig|coenzyme|haemophilia|hemophilia|doctor|case"
    r"|patient|study)[ \-]$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(_NO_NAME.replace("(?!", "(?:", 1))
_ARTICLE_AFTER = re.compile(r"\s+[a-z]|['’]|\s+\d")
_ADVERB = (
    r"(?i:therefore|thus|hence|clearly|likely|most likely|probably|definitely|simply|actually|indeed|still|really"
    r"|quindi|donc|portanto|logo|por tanto)"
)
_NOUN = "letra|lettera|lettre|litera|letter|opción|opção|option|choice|alternativa"
_ARTICLE = rf"(?i:(?:la|le|il|a|o|the|l['’])?\s?(?:{_NOUN})?\s?)"
_CROWN = (
    r"(?i:(?:is|would be|seems|appears)\s(?:to be )?(?:the |a )?(?:most |only )?(?:correct|right|best|answer|likely)"
    r"|fits|explains|remains|stands|it is|edges|wins|beats|prevails"
    r"|is the (?:exception|odd one|outlier|one|only one|best|winner|right one)|is (?:favou?red|preferred|left"
    r"|what|how|where)"
    r"|is (?:my|our) (?:\w{1,10} )?(?:answer|choice|pick|vote|selection|guess|bet)"
    r"|the winner|the best|the answer|the most|the correct|the right|the only"
    r"|(?:is|does)(?=[.!]|$))(?!\w)"
)
_DISMISSES = r"(?i:\b(?:rul\w{1,3} out|eliminat\w{1,3}|exclud\w{1,3}|discard\w{0,3}|reject\w{0,3}|dismiss\w{0,3}))"
_VERB = (
    r"(?:is|was|would|could|should|must|has|does|can|will|seems|appears|looks|covers|makes|matches|explains|fits"
    r"|needs"
    r"|lacks|misses|treats|causes|best|addresses|describes|captures|applies)(?!\w)"
)
_LEADS = (
    r"(?i:\b(?:so|but|actually|on|with|chose|chooses|favou?rs?|prefer|supports?|leaves|makes?(?: it)?)\b|[:：=→]|=>|->"
    r"|,)"
)


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
    named: list[tuple[str, Piece]] = []
    found = {
        one.start("key"): one
        for pattern in _patterns(tuple(sorted(keys)))
        for one in pattern.finditer(text, *piece)
        if not _NAMED_BEFORE.search(text[max(0, one.start("key") - 20) : one.start("key")])
    }
    if bare:
        for one in _bare(tuple(sorted(keys))).finditer(text, *piece):
            found.setdefault(one.start("key"), one)
        # A place with nothing but a letter may write it small.
        start, end = trim(text, *piece)
        start, end = _unframed(text, start, end)
        if not found and text[start:end].upper() in known:
            return [(known[text[start:end].upper()], (start, end))]
    for number, place in _ordinals(text, piece):
        # "the second option" of options that are not numbers themselves, or are.
        if number <= len(keys):
            found_key = str(number) if str(number) in keys else keys[number - 1]
            named.append((found_key, place))
    return sorted([*named, *((known[one["key"].upper()], one.span("key")) for one in found.values())], key=_place)


def find_loose(text: str, piece: Piece, keys: Sequence[str]) -> list[tuple[str, Piece]]:
    """Letters that stand alone and are neither an article, a pronoun nor part of a name: for texts that say no more.

    >>> find_loose("Most probably B, as group A and vitamin C are out. A man", (0, 56), ("A", "B", "C"))
    [('B', (14, 15))]
    """
    known = {key.upper(): key for key in keys}
    return [
        (known[one["key"].upper()], one.span("key"))
        for one in _bare(tuple(sorted(keys))).finditer(text, *piece)
        if not _NAMED_BEFORE.search(text[max(0, one.start() - 20) : one.start()])
        and not _NAME_AFTER.match(text, one.end())
        and (one["key"] not in "AI" or not _ARTICLE_AFTER.match(text, one.end()))
    ]


def _place(found: tuple[str, Piece]) -> Piece:
    return found[1]


def _unframed(text: str, start: int, end: int) -> Piece:
    """A piece without brackets, quotation marks and full stops at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _ordinals(text: str, piece: Piece) -> Iterator[tuple[int, Piece]]:
    """Options that are named by their number in the list: `the second option`, `option two`."""
    numbers = {word: int(number) for number, word in read_table("ordinals.tsv")}
    for found in _ordinal().finditer(text, *piece):
        yield numbers[(found["before"] or found["after"]).casefold()], found.span()


@lru_cache(maxsize=1)
def _ordinal() -> re.Pattern[str]:
    words = "|".join(sorted({word for _, word in read_table("ordinals.tsv")}, key=lambda word: (-len(word), word)))
    noun = "(?:answer )?(?:option|choice|alternative|opción|opzione|opção|proposition)"
    return re.compile(
        rf"\b(?P<before>{words})\s(?:listed |given )?(?:option|alternative|opción|opzione|opção|proposition)\b"
        rf"|\b{noun}\s(?:number |no\.? )?(?P<after>{words})\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=64)
def _bare(keys: tuple[str, ...]) -> re.Pattern[str]:
    # Whatever the keys: an "a" by itself is an article.
    return re.compile(rf"(?<![\w'’\-])(?<![Nn]/){_group([key.upper() for key in keys])}{_ALONE}")


@lru_cache(maxsize=64)
def _patterns(keys: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    # Options with small keys are named by capitals all the same.
    written = sorted({*keys, *(key.upper() for key in keys)})
    return tuple(re.compile(source) for source in _sources(_group(written), _group([key.lower() for key in keys])))


def _group(keys: Sequence[str]) -> str:
    return "(?P<key>" + "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key))) + ")"


def _sources(key: str, lower: str) -> Iterator[str]:
    named = rf"(?i:{cue_words('names_option')})"
    # Named as an option, in upper or (where nothing else follows) lower case.
    yield rf"{named}\s{{0,2}}[:：=]?\s{{0,2}}{OPEN}{{0,4}}{key}{_ALONE}"
    yield rf"{named}(?i:\s(?:is|would be))?\s{{0,2}}[:：]?\s{{0,2}}{OPEN}{{0,4}}{lower}{_ENDS}"
    yield rf"{named}\s{OPEN}{{0,2}}{lower}{CLOSE}{{0,2}}(?=\s(?:is|was|fits|seems|would|should)\b)"
    verb = r"(?i:\s(?:is|would be|should be|must be|remains|=))"
    yield rf"{named}{verb}\s{{1,3}}{_ARTICLE}{OPEN}{{0,4}}{key}{_ALONE}{_NO_NAME}"
    # Said to be the answer.
    yield rf"{_SAYS}(?:\s{_ADVERB})?\s?[:：]?\s{{0,3}}{_ARTICLE}{OPEN}{{0,4}}{key}{_ENDS}"
    yield rf"(?:是|为|為|选|選|择|は|选项|答案|選択肢)\s?[:：]?\s?{OPEN}{{0,4}}{key}(?![A-Za-z])"
    yield rf"(?:은|는|답)\s?[:：]?\s?{OPEN}{{0,4}}{key}(?=번|입니다|이다|가|이|\W|$)"
    yield rf"{_PREFERS}\s{_ARTICLE}{OPEN}{{0,4}}{key}{_ALONE}{_NO_NAME}"
    yield rf"(?<![A-Za-z]){key}{CLOSE}{{0,2}}(?=\s?(?:选项|選項|项|项正|が正|が最|正确|是正确|是对|最符合))"
    yield rf"(?:^|(?<=\n)|(?<=[.?!]\s)){key}(?=\?\s)"
    # At the end of a sentence after a word or mark that leads to it.
    yield rf"{_LEADS}\s{{0,3}}{OPEN}{{0,4}}{key}{CLOSE}{{0,4}}(?=[.。]?{CLOSE}{{0,4}}(?:\s|$)(?![a-z]))"
    # Framed, or at the start of a line with a mark after it, or a line of its own.
    yield rf"{OPEN}{{1,4}}{key}{CLOSE}{{1,4}}"
    start = rf"(?:^|(?<=\n)|(?<=[:：]\s)|(?<=[{TICKS}{CROSSES}\ufe0f]\s))"
    yield rf"{start}{OPEN}{{0,4}}{key}{CLOSE}{{0,4}}(?:\s?[:.)：、!]|\s[—–-])(?=\s|{OPEN}|[^\x00-\x7f])"
    yield rf"(?:^|(?<=\n))[ \t]{{0,8}}{OPEN}{{0,4}}{key}{CLOSE}{{0,4}}[.,。]?{CLOSE}{{0,2}}[ \t]{{0,8}}(?=\n|$)"
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}(?=\s?(?:->|→|=>)\s?\w)"
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}:(?=\s?[\"'“‘*\w])"
    # Crowned as the answer, or one of a pair.
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}(?=\s{_CROWN}|\s(?:and|or|&)\s[A-Z]\b)"
    yield rf"(?<=\b[A-Z]\sand\s){key}{_ALONE}"
    yield rf"{_DISMISSES}\s{key}{_ALONE}"
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}(?=\s(?:because|since|due)\b)"
    # The subject of a verb, as no article is.
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}(?=\s{_VERB})"
    yield rf"(?<![\w'’\-]){key}{CLOSE}{{0,3}}(?=\s(?:more|less|most|least)\s(?:likely|probable|plausible)\b)"
    # One of several in a row.
    yield rf"(?<=[:：]\s){key}(?=,\s?[A-J]\W{{0,4}}(?:\n|$))"
    yield rf"(?<![\w'’\-]){key}(?=,\s?[A-J](?:,|\s(?:and|&))\s?(?:and\s)?[A-J]\b)"
    yield rf"(?<=\b[A-J],\s){key}(?=(?:,|\s(?:and|&))\s?(?:and\s)?[A-J]\b|[.\s]*$)"
