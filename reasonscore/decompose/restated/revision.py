"""What a writer takes back inside a sentence: "the gap is 18... no, 24" says that it is 24."""

from __future__ import annotations

import re

from reasonscore.decompose.layout.plain_text import PlainText, added, cut, joined
from reasonscore.decompose.search.expression import Expression
from reasonscore.decompose.search.word_index import word_index
from reasonscore.decompose.segments.segment import has_verb
from reasonscore.span import Piece

_TURN = Expression(
    r"(?:\.{2,4}|…|\s[—–-]+|[,;—–])\s*(?:but\s+)?(?:"
    r"(?:(?:oh|actually|sorry|wait|hmm)[,.\s]+){0,2}no(?:[,.:!…—–]+|\s+(?=wait\b|sorry\b|actually\b|let\s+me\b|that's\b|it's\b))"
    r"|wait[,.:!…—–]+|(?:scratch|strike)\s+that[,.:!…—–]*|correction[,:—–]+|sorry[,:—–]+|i\s+mean,?|or\s+rather,?|"
    r"make\s+that|no\s+wait[,.:!…—–]*)\s*"
    r"(?:(?:wait|sorry|actually|rather|i\s+mean|make\s+that|that\s+should\s+be)[,.:!…]*\s+){0,2}",
)
_TURN_WORD = re.compile(
    r"[.…—–,;-]\s*(?:but|oh|actually|sorry|wait|hmm|no|scratch|strike|correction|i|or|make)\b", re.I
)
TURNING = frozenset("no wait scratch strike correction sorry make".split())
"""What every turn holds: most sentences have no such word, or none behind a mark, and so much is soon seen."""

RETHOUGHT = re.compile(
    r"(?:i|we)\s+(?:was|were|am|had\s+been|would\s+have|first|initially|at\s+first)\b[^,;.]{0,30}?"
    r"(?:leaning|thinking|considering|thought|considered|suspected|inclined)[^;.]{0,120}?,?\s+"
    r"(?:but|although|yet|however)\s+(?:on\s+(?:second\s+thoughts?|reflection|further\s+thought|reviewing\s+the\s+case)|"
    r"now)\b[,\s]*",
    re.I,
)
_NUMBER = re.compile(r"[<>≤≥~]?\d+(?:[.,/]\d+)*")
_WORD = re.compile(r"\S+")
_FRAGMENT_WORDS = 6


def revise(plain: PlainText) -> tuple[PlainText, list[Piece]]:
    """The sentence as it stands in the end, and the source pieces that were taken back.

    >>> revise(PlainText("The gap is 18... no, 24.", 0))
    (PlainText(text='The gap is 24.', start=0, offsets=(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 21, 22, 23)), [(11, 21)])
    """
    text = plain.text
    rethought = RETHOUGHT.match(text) if text[:2].lower() in ("i ", "we") else None
    if rethought is not None and rethought.end() < len(text) - 3:
        return _cut(plain, 0, rethought.end())
    index = word_index(text)
    may_turn = index is None or not TURNING.isdisjoint(index.words) or "mean" in index.lower or "rather" in index.lower
    turn = _TURN.search(text) if may_turn and _TURN_WORD.search(text) else None
    if turn is None or not turn.start() or turn.end() >= len(text) - 1:
        return plain, []
    rest = text[turn.end() :]
    if not (has_verb(rest) or rest.lower().startswith(("let me", "let's"))) and len(rest.split()) <= _FRAGMENT_WORDS:
        start = _replaced(text[: turn.start()], rest)
        return _cut(plain, start, turn.end()) if start is not None else (plain, [])
    clause = max(text.rfind("; ", 0, turn.start()), text.rfind(", and ", 0, turn.start()), -1)
    return _cut(plain, clause + 1, turn.end()) if clause < 0 else (plain, [])


_WAIT = re.compile(r"(?:\.{2,4}|…|\s[—–-]+|[,;—–])\s*(?:but\s+|and\s+|oh\s+)?wait[,.:!…—–]+\s*(?:actually,?\s+)?", re.I)
_SMALL = frozenset(
    "the a an his her its their this that there is are was were it he she they we i you so then also".split()
)


def pause(plain: PlainText) -> tuple[PlainText, list[Piece]]:
    """The sentence without a "but wait" that adds something, and where that stood: nothing is taken back by it.

    >>> text = "The sodium is 118, which explains it, but wait: the glucose is 42."
    >>> pause(PlainText(text, 0))[0].text
    'The sodium is 118, which explains it; the glucose is 42.'
    """
    text = plain.text
    turn = _WAIT.search(text) if "wait" in text else None
    if turn is None or not turn.start() or not has_verb(text[: turn.start()]):
        return plain, []
    words = [word.strip(".,:;!?").lower() for word in text[turn.end() :].split()[:_FRAGMENT_WORDS]]
    at = next((i for i, word in enumerate(words) if has_verb(word)), 0)
    subject = set(words[:at]) - _SMALL
    if not subject or subject & set(re.findall(r"[\w-]+", text[: turn.start()].lower())):
        return plain, []
    parts = [cut(plain, 0, turn.start()), added("; "), cut(plain, turn.end())]
    return joined(parts), plain.source(turn.start(), turn.end())


def _replaced(before: str, rest: str) -> int | None:
    """Where the words begin that the fragment stands for: the last number, a like beginning, or as many words."""
    if _NUMBER.search(rest):
        numbers = list(_NUMBER.finditer(before))
        return numbers[-1].start() if numbers else None
    words = list(_WORD.finditer(before))
    first = rest.split()[0].lower()
    like = [word.start() for word in words[2:] if word[0].lower() == first]
    if like:
        return like[-1]
    size = len(rest.split())
    return words[-size].start() if len(words) > size + 1 else None


def _cut(plain: PlainText, start: int, end: int) -> tuple[PlainText, list[Piece]]:
    offsets = plain.offsets or tuple(range(plain.start, plain.start + len(plain.text)))
    text = plain.text[:start] + plain.text[end:]
    kept = PlainText(text, offsets[end] if not start else plain.start, offsets[:start] + offsets[end:])
    return kept, plain.source(start, end)
