"""What a response copies from its question: runs of words that stand there word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reasonscore.span import Piece
from reasonscore.trace.letter_pattern import CROSSES, TICKS
from reasonscore.trace.line import lines
from reasonscore.trace.option_mention import normal
from reasonscore.trace.trace import Region

_WORD = re.compile(r"\w{1,60}")
_SHINGLE = 8
_REGION_WORDS = 30
_FEWEST_OPTIONS = 3
_SENTENCE_START = re.compile(r"(?:[.!?:]|\n)[\s\"'“*#>\-]*$")


@dataclass(frozen=True, slots=True)
class PromptCopy:
    """Share of the response's words that are copied, and the runs long enough to be a restated question."""

    share: float
    regions: tuple[Region, ...]


def find_copies(text: str, question: str | None) -> PromptCopy:
    """The copied words of a response; runs of 30 words or more that make whole sentences become regions.

    A shorter run stays with the model: naming the findings of the case is part of reasoning about it.
    """
    if not question:
        return PromptCopy(0.0, ())
    asked = [found[0].casefold() for found in _WORD.finditer(question)]
    known = {tuple(asked[i : i + _SHINGLE]) for i in range(len(asked) - _SHINGLE + 1)}
    words = [found.span() for found in _WORD.finditer(text)]
    folded = [text[start:end].casefold() for start, end in words]
    runs: list[Piece] = []
    for i in range(len(folded) - _SHINGLE + 1):
        if tuple(folded[i : i + _SHINGLE]) in known:
            if runs and i <= runs[-1][1]:
                runs[-1] = (runs[-1][0], i + _SHINGLE)
            else:
                runs.append((i, i + _SHINGLE))
    regions = []
    for first, last in runs:
        if last - first >= _REGION_WORDS:
            piece = _sentences(text, words[first][0], words[last - 1][1])
            if piece is not None:
                regions.append(Region(piece, "question"))
    copied = sum(last - first for first, last in runs)
    return PromptCopy(copied / len(words) if words else 0.0, tuple(regions))


def _sentences(text: str, start: int, end: int) -> Piece | None:
    """The whole sentences within a run; None where there are none."""
    if start and not _SENTENCE_START.search(text, max(0, start - 40), start):
        following = re.compile(r"[.!?]\s+|\n").search(text, start, end)
        if following is None:
            return None
        start = following.end()
    if text[end : end + 1] in ".?!":
        return (start, end + 1) if start < end else None
    if not text[end : end + 2].strip() or text[end : end + 1] == "\n":
        stop = text.find("\n", end)
        if end >= len(text) or not text[end : stop if stop >= 0 else len(text)].strip():
            return (start, end) if start < end else None
    last = max(text.rfind(mark, start, end) for mark in (". ", "? ", "! ", ".\n", "\n"))
    return (start, last + 1) if last > start else None


def find_restated_options(text: str, options: Mapping[str, str]) -> tuple[Region, ...]:
    r"""Blocks of three lines or more that only repeat the options, letter and text.

    >>> text = "A. Gout\nB. Lupus\nC. Scurvy\nIt is C."
    >>> [region.piece for region in find_restated_options(text, {"A": "Gout", "B": "Lupus", "C": "Scurvy"})]
    [(0, 26)]
    """
    known = {f"{letter} {words}".strip() for letter, words in zip(options, map(normal, options.values()), strict=True)}
    known = {normal(one) for one in known}
    longest = max((len(one) for one in known), default=0) + 40
    firsts = tuple(sorted({one[0] for one in known if one}))
    regions: list[Region] = []
    block: list[Piece] = []
    for start, end in [*lines(text), (len(text), len(text))]:
        line = text[start : min(end, start + longest + 1)]
        likely = len(line) <= longest and line.lstrip(" \t([*-").casefold().startswith(firsts)
        judged = any(mark in line for mark in TICKS + CROSSES)
        if likely and not judged and normal(line) in known:
            block.append((start, end))
            continue
        if len(block) >= _FEWEST_OPTIONS:
            regions.append(Region((block[0][0], block[-1][1]), "question"))
        block = []
    return tuple(regions)
