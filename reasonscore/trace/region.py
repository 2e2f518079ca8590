"""Regions: parts of a response that are not the model's own statements, disjoint and in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from reasonscore.span import Piece, subtract, trim
from reasonscore.trace.trace import Region

_NOT_NEWLINE = re.compile(r"[^\n]")


def merge(regions: Iterable[Region], text: str) -> tuple[Region, ...]:
    """The regions without overlap: the one that starts first keeps what it covers; empty ones are dropped.

    >>> merge([Region((0, 4), "code"), Region((2, 6), "quoted")], "abcdef")
    (Region(piece=(0, 4), reason='code'), Region(piece=(4, 6), reason='quoted'))
    """
    merged: list[Region] = []
    position = 0
    for region in sorted(regions, key=lambda one: (one.piece[0], -one.piece[1], one.reason)):
        start, end = max(region.piece[0], position), min(region.piece[1], len(text))
        if start < end:
            merged.append(Region((start, end), region.reason))
            position = end
    return tuple(merged)


def blank(text: str, regions: Sequence[Region]) -> str:
    r"""The text with its regions overwritten by spaces: same length, same lines, so offsets stay valid.

    >>> blank("a<b>\nc", [Region((1, 5), "markup")])
    'a   \nc'
    """
    parts, position = [], 0
    for region in regions:
        start, end = region.piece
        parts += [text[position:start], _NOT_NEWLINE.sub(" ", text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def outside(piece: Piece, regions: Sequence[Region], text: str) -> list[Piece]:
    """What is left of a piece without the regions, in trimmed pieces.

    Args:
        piece: A part of the text.
        regions: Disjoint regions in order.
        text: The text that both belong to.
    """
    taken = []
    index = bisect_right(regions, piece[0], key=lambda one: one.piece[1])
    while index < len(regions) and regions[index].piece[0] < piece[1]:
        taken.append(regions[index].piece)
        index += 1
    left = [trim(text, *rest) for rest in subtract(*piece, taken)]
    return [rest for rest in left if rest[0] < rest[1]]
