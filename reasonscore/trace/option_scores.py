"""The option that a text scores highest: `A: 5 %, B: 80 %`, `{"A": 0.05, "B": 0.8}`, `B (0.8)`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from reasonscore.span import Piece

_FEWEST = 2
_SCORE = re.compile(r"\d\s?/\s?(?:5|10|100)\b|\d\s?%|[:=(~≈]\s?[01]?\.\d")
_SCORED_TABLE = re.compile(
    r"\|[^|\n]{0,40}\b(?:score|points|rating|probability|likelihood|weight)\b[^|\n]{0,40}\|", re.I
)
_MOST = 0.5
_CHARACTERS = 4000


def best_scored(text: str, piece: Piece, options: Mapping[str, str]) -> tuple[str, Piece] | None:
    """The option with the highest score and its place; None unless half of them are scored or one has most of it.

    >>> best_scored("A: 5%, B: 80%, C: 15%", (0, 21), {"A": "Gout", "B": "Lupus", "C": "Scurvy"})
    ('B', (7, 8))
    """
    start = max(piece[0], piece[1] - _CHARACTERS)
    known = {key.upper(): key for key in options}
    scores: dict[str, tuple[float, Piece]] = {}
    known |= {text.upper(): key for key, text in options.items() if len(text) > 1}
    texts = tuple(sorted(text for text in options.values() if len(text) > 1))
    for heads in (tuple(sorted(options)), texts):
        # A pattern of option texts serves one question alone, so it is made only where there is something to score.
        wanted = heads and not scores and (heads is not texts or len(_SCORE.findall(text, start, piece[1])) >= _FEWEST)
        for found in _pattern(heads).finditer(text, start, piece[1]) if wanted else ():
            value = float(found["value"]) / float(found["of"] or (100 if found["percent"] else 1))
            if value <= 1:
                scores[known[found["key"].upper()]] = (value, found.span("key"))
    for found in _shared_out(tuple(sorted(options))).finditer(text, start, piece[1]) if not scores else ():
        scores[known[found["key"].upper()]] = (float(found["value"]) / 100, found.span("key"))
    if not scores and _SCORED_TABLE.search(text, start, piece[1]):
        for found in _cells(tuple(sorted(options))).finditer(text, start, piece[1]):
            scores[known[found["key"].upper()]] = (float(found["value"]), found.span("key"))
    if len(scores) < _FEWEST:
        return None
    (first, place), (second, _) = sorted(scores.values(), reverse=True)[:2]
    if 2 * len(scores) < len(options) and first <= _MOST:
        return None
    if first == second:
        return None
    return next(key for key, (_, at) in scores.items() if at == place), place


@lru_cache(maxsize=64)
def _cells(keys: tuple[str, ...]) -> re.Pattern[str]:
    """`| B | 9 |` below a heading of scores."""
    letters = "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))
    return re.compile(
        rf"(?:^|(?<=\n))\|\s{{0,3}}[*(]{{0,3}}(?P<key>{letters})(?![\w'’])[^|\n]{{0,80}}\|"
        r"\s{0,3}\**(?P<value>\d{1,3}(?:\.\d{1,3})?)\**\s{0,3}\|"
    )


@lru_cache(maxsize=64)
def _shared_out(keys: tuple[str, ...]) -> re.Pattern[str]:
    """`85% on A, 10% for B`."""
    letters = "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))
    return re.compile(
        rf"(?<![\d.])(?P<value>\d{{1,3}})\s?%\s(?:on|for|to|in)\s[\"'*(]{{0,3}}(?P<key>{letters})(?![\w'’])"
    )


@lru_cache(maxsize=64)
def _pattern(keys: tuple[str, ...]) -> re.Pattern[str]:
    letters = "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))
    return re.compile(
        rf"(?<![\w'’\-])(?P<key>{letters})[\"'*)\].:]{{0,3}}(?:\s[^\n,;:(%=|0-9]{{1,80}})?\s{{0,2}}[:=("
        rf"|~≈–-]{{0,2}}\s?[~≈]?"
        r"(?:\s{2,60})?(?:[,;]?\s{0,20}[\"']?(?:probability|prob|score|confidence|likelihood"
        r"|weight)[\"']?\s?[:=]\s?)?"
        r"(?P<value>\d{1,3}(?=\s?/\s?(?:5|10|100)\b)|\d{1,3}\s?(?=%)|\d{1,3}\.\d{1,3}(?=\s?%)|0?\.\d{1,4}"
        r"|1\.0{1,4})(?P<percent>\s?%)?(?:\s?/\s?(?P<of>100|10|5))?(?![\d.]\d)"
    )
