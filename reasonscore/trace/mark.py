"""Tags in a response (`<think>`, `[/THINK]`, `<|im_end|>`) and the blocks that they enclose.

One scan finds all tags and one pass pairs them, so a million unclosed tags cost as much as a million closed ones.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reasonscore.span import Piece

_TAG = re.compile(
    r"<\s?(?P<shut>/?)\s?(?P<name>[A-Za-z][A-Za-z0-9_:.\-]{0,30})(?P<rest>[\s=][^<>\n]{0,120})?\s?/?>"
    r"|<[|｜](?P<pipe>[^\s<>|｜]{1,40})[|｜]?>"
    r"|\[(?P<shut2>/?)(?P<square>THINK|THINKING|ANSWER|INST|TOOL_CALLS|TOOL_RESULTS|REASONING)\]"
    r"|◁(?P<shut3>/?)(?P<arrow>[a-z_]{1,20})▷"
)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its name in lower case, whether it closes, what follows the name, and its place.

    Tags written between bars (`<|end|>`) have a name that starts with `|`.
    """

    name: str
    closes: bool
    rest: str
    piece: Piece


@dataclass(frozen=True, slots=True)
class Block:
    """A pair of tags: with (`outer`) and without (`inner`) the tags themselves.

    Args:
        name: Name of the opening tag.
        outer: From the first character of the opening tag to the last of the closing one.
        inner: What stands between them.
        opened: False where only the closing tag is there.
        closed: False where only the opening tag is there.
    """

    name: str
    outer: Piece
    inner: Piece
    opened: bool = True
    closed: bool = True


def find_tags(text: str) -> list[Tag]:
    """Every tag of the text, in order.

    >>> [(tag.name, tag.closes) for tag in find_tags("<think>a</think><|im_end|>")]
    [('think', False), ('think', True), ('|im_end', False)]
    """
    tags = []
    for match in _TAG.finditer(text):
        if match["pipe"] is not None:
            name, closes = "|" + match["pipe"].lower().replace("▁", "_"), False
        else:
            name = (match["name"] or match["square"] or match["arrow"]).lower()
            closes = bool(match["shut"] or match["shut2"] or match["shut3"])
        tags.append(Tag(name, closes, (match["rest"] or "").strip(), match.span()))
    return tags


def find_blocks(
    tags: Sequence[Tag],
    names: Collection[str],
    end: int,
    *,
    stops: Collection[str] = (),
    open_at_start: bool = False,
) -> list[Block]:
    """The outermost blocks of a family of tags, in order and disjoint.

    Any closing name of the family closes any opening one. The last closing tag of the text closes whatever is open: a
    repeated opening tag is common, and does not put the answer into the thinking.

    Args:
        tags: All tags of the text.
        names: The family.
        end: Where a block ends that is never closed, unless a stop comes first.
        stops: Names of opening tags that end an unclosed block.
        open_at_start: A closing tag without an opening one closes a block that began with the text (the chat template
            wrote its opening tag).

    >>> text = "<think>a<think>b</think>c"
    >>> [text[slice(*block.inner)] for block in find_blocks(find_tags(text), {"think"}, len(text))]
    ['a<think>b']
    """
    last_close = max((i for i, tag in enumerate(tags) if tag.closes and tag.name in names), default=-1)
    blocks: list[Block] = []
    first: Tag | None = None
    depth = 0
    for index, tag in enumerate(tags):
        if tag.name in names and not tag.closes:
            if first is None:
                first = tag
            depth += 1
        elif tag.name in names and first is not None:
            depth = 0 if index == last_close else depth - 1
            if depth <= 0:
                blocks.append(Block(first.name, (first.piece[0], tag.piece[1]), (first.piece[1], tag.piece[0])))
                first, depth = None, 0
        elif tag.name in names and open_at_start and not blocks:
            blocks.append(Block(tag.name, (0, tag.piece[1]), (0, tag.piece[0]), opened=False))
        elif first is not None and tag.name in stops and not tag.closes and index > last_close:
            blocks.append(_unclosed(first, tag.piece[0]))
            first, depth = None, 0
    if first is not None:
        blocks.append(_unclosed(first, end))
    return blocks


def _unclosed(first: Tag, end: int) -> Block:
    return Block(first.name, (first.piece[0], end), (first.piece[1], end), closed=False)
