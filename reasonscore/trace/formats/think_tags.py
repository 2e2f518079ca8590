"""Think tags: `<think>...</think> answer`, closed, unclosed, nested, several, or with the opening tag in the prompt.

Also their relatives: `[THINK]`, `◁think▷`, `<|begin_of_thought|>` and the `<|im_start|>think` turns of s1 and m1.
"""

from __future__ import annotations

import re

from reasonscore.span import Piece, subtract, trim
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.mark import Block, Tag, find_blocks, find_tags
from reasonscore.trace.trace import Region

THINK = frozenset(
    "think thinking thought thoughts reasoning reason rationale analysis scratchpad inner_thoughts inner_monologue "
    "internal_reasoning chain_of_thought cot seed:think thinking_process thought_process |thinking".split()
)
ANSWER = frozenset(
    "answer answers final_answer finalanswer final response output solution conclusion diagnosis".split()
)
_OPEN_BARS = {"|begin_of_thought": "|end_of_thought", "|thought_start": "|thought_end"}
_TURN = re.compile(r"(think|answer)\b[ \t]*\n?")


def read(text: str, piece: Piece) -> Layout | None:
    """Thinking and final part by think tags; None where there are none."""
    start, end = piece
    tags = [tag for tag in find_tags(text) if start <= tag.piece[0] and tag.piece[1] <= end]
    blocks = find_blocks(_paired(tags), THINK, end, stops=ANSWER, open_at_start=True) or _turns(text, tags, end)
    if not blocks:
        return None
    thinking = [trim(text, *block.inner) for block in blocks]
    final = [trim(text, *rest) for rest in subtract(start, end, [block.outer for block in blocks])]
    marks = [
        Region(mark, "markup")
        for block in blocks
        for mark in ((block.outer[0], block.inner[0]), (block.inner[1], block.outer[1]))
        if mark[0] < mark[1]
    ]
    # Further tags of the family (nested, repeated, stray) are markup too.
    marks += [Region(tag.piece, "markup") for tag in tags if tag.name in THINK]
    return Layout(
        name="think_tags",
        thinking=tuple(one for one in thinking if one[0] < one[1]),
        final=tuple(one for one in final if one[0] < one[1]),
        regions=tuple(marks),
        unclosed=not blocks[-1].closed,
    )


def _paired(tags: list[Tag]) -> list[Tag]:
    """The tags with `<|begin_of_thought|> ... <|end_of_thought|>` seen as one family of opening and closing tags."""
    ends = set(_OPEN_BARS.values())
    return [
        Tag("thinking", tag.name in ends, tag.rest, tag.piece) if tag.name in ends or tag.name in _OPEN_BARS else tag
        for tag in tags
    ]


def _turns(text: str, tags: list[Tag], end: int) -> list[Block]:
    """Thinking as a chat turn of its own: `<|im_start|>think ... <|im_start|>answer ...`."""
    opened: Piece | None = None
    for tag in tags:
        turn = _TURN.match(text, tag.piece[1]) if tag.name == "|im_start" else None
        if turn is None:
            continue
        if turn[1] == "think" and opened is None:
            opened = (tag.piece[0], turn.end())
        elif turn[1] == "answer":
            outer, inner = opened or (0, 0)
            return [Block("think", (outer, turn.end()), (inner, tag.piece[0]))]
    return [Block("think", (opened[0], end), (opened[1], end), closed=False)] if opened else []


formats.register("think_tags")(Format("envelope", 20, read))
