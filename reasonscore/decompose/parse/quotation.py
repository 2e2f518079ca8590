"""Quoted titles: where their closing quote stands, and quotes that a split left alone."""

from __future__ import annotations

import re
from itertools import pairwise

from reasonscore.decompose.parse.parse import Parse

_AMERICAN = re.compile(r'([,.])"(?=[\s,;:)]|$)')
QUOTES = frozenset({'"', "``", "''", "“", "”"})


def logical_quotes(text: str) -> str:
    """The text with commas and periods behind the closing quote, so that a parser sees where a title ends.

    Nothing is added or lost: every other character keeps its offset.

    >>> logical_quotes('Her films include "Dawn," "Noon," and "Dusk."')
    'Her films include "Dawn", "Noon", and "Dusk".'
    """
    if ',"' not in text and '."' not in text:
        return text
    parts = []
    position = 0
    for match in _AMERICAN.finditer(text):
        if text.count('"', 0, match.end() - 1) % 2:
            parts += [text[position : match.start()], '"', match[1]]
            position = match.end()
    return "".join([*parts, text[position:]])


def is_quote(parse: Parse, token: int) -> bool:
    """True for a quotation mark; a single one counts where it is no apostrophe."""
    return parse.words[token] in QUOTES or (parse.words[token] == "'" and parse.tags[token] in ("``", "''"))


def paired_quotes(parse: Parse, tokens: list[int | str]) -> list[int | str]:
    """The tokens without quotes that have lost their partner, or stand around nothing."""
    places = [index for index, t in enumerate(tokens) if isinstance(t, int) and is_quote(parse, t)]
    if not places:
        return tokens
    gone = {index for a, b in pairwise(places) if b == a + 1 for index in (a, b)}
    left = [index for index in places if index not in gone]
    if len(left) % 2:
        gone.add(left[0] if _closes(parse, tokens, left[0]) else left[-1])
    return [t for index, t in enumerate(tokens) if index not in gone]


def _closes(parse: Parse, tokens: list[int | str], place: int) -> bool:
    """True where the mark is written against the word before it."""
    token = tokens[place]
    if not isinstance(token, int) or not token:
        return False
    return parse.starts[token] == parse.ends[token - 1] and parse.words[token - 1] not in ("(", "-")
