"""What a format says about a response: which part thinks, which answers, where the steps stand, what is no claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from reasonscore.registry import Registry
from reasonscore.span import Piece
from reasonscore.trace.trace import Region


@dataclass(frozen=True, slots=True)
class Layout:
    """One reading of a text.

    Args:
        name: The format.
        thinking: Reasoning that is kept apart from the part for the reader.
        final: The part for the reader.
        answers: Places that hold an answer and nothing else, in reading order.
        plans: Places that answer as a whole: a treatment plan, a request for more information.
        ranked: Places that hold several answers, best first.
        items: Ranked answers that the format itself tells apart.
        reasoning: Where the steps stand.
        steps: The steps themselves, where the format marks them.
        regions: What is not the model's own statement.
        unclosed: The last part was opened and never closed.
    """

    name: str
    thinking: tuple[Piece, ...] = ()
    final: tuple[Piece, ...] = ()
    answers: tuple[Piece, ...] = ()
    plans: tuple[Piece, ...] = ()
    ranked: tuple[Piece, ...] = ()
    items: tuple[Piece, ...] = ()
    reasoning: tuple[Piece, ...] = ()
    steps: tuple[Piece, ...] = ()
    regions: tuple[Region, ...] = ()
    unclosed: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """A format family.

    Args:
        layer: The first `envelope` that fits divides the response into thinking and final part; all `region` formats
            say what is not the model's own statement; all `section` formats look for answers and steps in the rest.
        rank: Order within the layer, lowest first; of two sections that find an answer, the first counts.
        read: The reading of `text[start:end]`, or None where the text is not in this format. Earlier layers have
            blanked what they claimed, so offsets stay valid.
    """

    layer: Literal["envelope", "region", "section"]
    rank: int
    read: Callable[[str, Piece], Layout | None]


formats: Registry[Format] = Registry("format")
"""All format families; a plugin adds its own under the entry point group `reasonscore.formats`."""


def in_layer(layer: str) -> list[Format]:
    """The formats of one layer, by rank."""
    import reasonscore.trace.formats  # noqa: F401  (fills the registry)

    return sorted((formats[name] for name in formats if formats[name].layer == layer), key=lambda one: one.rank)
