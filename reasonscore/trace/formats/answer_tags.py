"""Answer tags: `<answer>B</answer>` and relatives; the last one that holds something counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reasonscore.span import Piece, trim
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.mark import Block, Tag, find_blocks, find_tags
from reasonscore.trace.title import title_role
from reasonscore.trace.trace import Region

_NAMES = frozenset(
    "answer answers final_answer finalanswer final-answer final_diagnosis diagnosis choice final_choice "
    "final conclusion option result ans verdict prediction pred letter decision".split()
)
_LIKE = re.compile(
    r"(?:final|correct|selected|chosen|predicted|my)[_\-]?(?:answer|choice|option|diagnosis|letter)"
    r"|answer[_\-]?(?:choice|option|letter)"
)
_RANKED = frozenset("answers differential differential_diagnosis diagnoses ranked_list".split())
_ITEMS = frozenset("item diagnosis dx li entry candidate condition disease name d option hypothesis".split())
_WIDE = frozenset("final_response response output solution".split())
_RANK = re.compile(r"\b(?:rank|index|number|no|id|n|position)\s?=", re.IGNORECASE)
_STEPS = frozenset(("steps", "reasoning_steps"))


def read(text: str, piece: Piece) -> Layout | None:
    """The answers between tags; None where there are no such tags."""
    tags = [_plain(_renamed(tag)) for tag in find_tags(text) if piece[0] <= tag.piece[0] < piece[1]]
    blocks = find_blocks(tags, _NAMES | _RANKED, piece[1])
    wide = find_blocks(tags, _WIDE, piece[1])
    known = _NAMES | _RANKED | _WIDE | _STEPS
    regions = tuple(Region(tag.piece, "markup") for tag in tags if tag.name in known)
    if not regions:
        return None
    single = [trim(text, *block.inner) for block in blocks if block.name not in _RANKED]
    ranked = [trim(text, *block.inner) for block in blocks if block.name in _RANKED]
    numbered = {tag.piece[1] for tag in tags if _RANK.search(tag.rest)}
    items = [trim(text, *block.inner) for block in blocks if block.inner[0] in numbered]
    if not items and ranked:
        inside = find_blocks(tags_within(find_tags(text), ranked[-1]), _ITEMS, ranked[-1][1])
        items = [trim(text, *block.inner) for block in inside]
    if not items and not ranked:
        items = _adjacent(text, blocks)
    final = [trim(text, *block.inner) for block in wide]
    return Layout(
        name="answer_tags" if blocks else "response_tags",
        final=tuple(one for one in final if one[0] < one[1]),
        answers=tuple(one for one in single if one[0] < one[1] and one not in items),
        items=tuple(one for one in items if one[0] < one[1]),
        ranked=tuple(one for one in ranked if one[0] < one[1]),
        regions=regions,
        unclosed=bool(blocks) and not blocks[-1].closed,
    )


def tags_within(tags: Sequence[Tag], piece: Piece) -> list[Tag]:
    """The tags that stand in a piece."""
    return [tag for tag in tags if piece[0] <= tag.piece[0] < piece[1]]


def _adjacent(text: str, blocks: Sequence[Block]) -> list[Piece]:
    """What several tags of a diagnosis hold that follow each other with nothing between: a list, best first."""
    named = [block for block in blocks if block.name in _ITEMS]
    apart = any(text[one.outer[1] : two.outer[0]].strip() for one, two in pairwise(named))
    return [trim(text, *block.inner) for block in named] if len(named) > 1 and not apart else []


def _renamed(tag: Tag) -> Tag:
    """Any tag that says that it holds an answer, as one."""
    if _LIKE.fullmatch(tag.name):
        return Tag("answer", tag.closes, tag.rest, tag.piece)
    if tag.name in _NAMES | _RANKED | _WIDE | _STEPS:
        return tag
    role = title_role(tag.name.replace("_", " ").replace("-", " "))
    name = {"answer": "answer", "differential": "differential"}.get(role or "", tag.name)
    return Tag(name, tag.closes, tag.rest, tag.piece)


def _plain(tag: Tag) -> Tag:
    """Solution bars (`<|begin_of_solution|>`) as tags."""
    if tag.name in ("|begin_of_solution", "|end_of_solution"):
        return Tag("solution", tag.name == "|end_of_solution", "", tag.piece)
    return tag


formats.register("answer_tags")(Format("section", 10, read))
