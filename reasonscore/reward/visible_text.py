"""The text as a reader sees it: without characters that show nothing, and with letters of one alphabet in each word."""

from __future__ import annotations

import html
import re
import unicodedata

_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|lrm|rlm|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef]"
)
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WORD = re.compile(r"\w{2,60}")
_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУаеѕіјорсухԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTXYaesijopcyxdhABEZHIKMNOPTYXo",
)
"""Cyrillic and Greek letters that look like Latin ones; the other Greek ones name things in medicine."""
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0) not in "<>|"}


def visible_text(text: str) -> str:
    r"""The text without characters that change what is read as words and not what is seen.

    Format characters such as zero-width spaces and soft hyphens go, and so do marks that make no letter; every space
    becomes a plain one; wide and lookalike letters become Latin ones. A copy that is written with them is still a copy,
    and a word still that word.

    >>> visible_text("gra\u200bnulo\u00admas\u00a0&nbsp;of the \u0455kin"), visible_text("β-blocker, 10⁹/L, naïve")
    ('granulomas  of the skin', 'β-blocker, 10⁹/L, naïve')
    """
    if "&" in text:
        text = _ENTITY.sub(_shown, text)
    if text.isascii():
        return text
    text = _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    return _WORD.sub(_latin, text.translate(_WIDE))


def _shown(match: re.Match[str]) -> str:
    found = html.unescape(match[0])
    # What would become a tag stays what it is.
    return match[0] if found in "<>&" else found


def _latin(match: re.Match[str]) -> str:
    word = match[0]
    mixed = not word.isascii() and any("a" <= letter <= "z" for letter in word.lower())
    return word.translate(_LOOKALIKES) if mixed else word
