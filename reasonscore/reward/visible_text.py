"""The text as a reader sees it: no characters that show nothing, plain letters and digits, one alphabet a word."""

from __future__ import annotations

import html
import re
import unicodedata

from reasonscore.reward.hidden_text import without_hidden

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
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz")
_STYLED = re.compile(
    "[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\u2102-\u2149\u24b6-\u24e9"
    "\U0001d400-\U0001d7ff\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]"
)
"""Letters of mathematics, letters in circles and squares, and digits of other scripts; not superscripts, as in 10⁹."""
_PART = r"[^\W_]{1,60}(?:[.,]\d{1,20})*"
_CHAIN = re.compile(rf"(?<![^\W_])(?!(?<=\d[.,])\d){_PART}(?:[,;:]?[-_\u2010\u2011]{_PART}){{2,40}}")
_SAYS = frozenset(
    "is are was were be been has had have does did shows showed she he it her his their they there this that".split()
)
"""Words that no term has between its hyphens."""
_TERM = 8
"""Parts that no term has."""
_JOINT = re.compile("[-_\u2010\u2011]")


def visible_text(text: str) -> str:
    r"""The text without characters that change what is read as words and not what is seen.

    Comments and hidden elements go, format characters such as zero-width spaces and soft hyphens, and marks that make
    no letter; every space becomes a plain one; wide, styled and lookalike letters become Latin ones, and a sentence
    whose words are joined by hyphens comes apart. A copy that is written with them is still a copy, and a word still
    that word.

    >>> visible_text("gra\u200bnulo\u00admas\u00a0&nbsp;of the \u0455kin"), visible_text("β-blocker, 10⁹/L, naïve")
    ('granulomas  of the skin', 'β-blocker, 10⁹/L, naïve')
    >>> visible_text("\U0001d41f\U0001d41e\U0001d42f\U0001d41e\U0001d42b of ٣٩, she-has-no-fever-at-all")
    'fever of 39, she has no fever at all'
    """
    text = without_hidden(text)
    if "&" in text:
        text = _ENTITY.sub(_shown, text)
    if not text.isascii():
        text = _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
        text = _WORD.sub(_latin, _STYLED.sub(_plain, text.translate(_WIDE)))
    joints = text.count("-") + text.count("_") + text.count("\u2010") + text.count("\u2011")
    return _CHAIN.sub(_parted, text) if joints > 1 else text


def _shown(match: re.Match[str]) -> str:
    found = html.unescape(match[0])
    # What would become a tag stays what it is.
    return match[0] if found in "<>&" else found


def _parted(match: re.Match[str]) -> str:
    parts = _JOINT.split(match[0])
    return match[0] if len(parts) < _TERM and _SAYS.isdisjoint(map(str.lower, parts)) else " ".join(parts)


def _plain(match: re.Match[str]) -> str:
    digit = unicodedata.decimal(match[0], None)
    found = str(digit) if digit is not None else unicodedata.normalize("NFKC", match[0])
    if found == match[0]:
        # Letters in dark squares have no decomposition.
        found = unicodedata.name(match[0])[-1:] if "CAPITAL LETTER" in unicodedata.name(match[0], "") else found
    return found if len(found) == 1 and found.isalnum() else match[0]


def _latin(match: re.Match[str]) -> str:
    word = match[0]
    mixed = not word.isascii() and any("a" <= letter <= "z" for letter in word.lower())
    return word.translate(_LOOKALIKES).translate(_SMALL_CAPITALS) if mixed else word.translate(_SMALL_CAPITALS)
