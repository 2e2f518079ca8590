"""A response while it is read: what the formats have said so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reasonscore.span import Piece, Span, make_span
from reasonscore.trace.layout import Layout
from reasonscore.trace.region import blank, merge, outside
from reasonscore.trace.trace import Region


@dataclass(slots=True)
class Reading:
    """A response while it is read.

    Args:
        text: The response, with what earlier layers claimed blanked out.
        names: Formats that were recognised.
        regions: What is not the model's own statement.
        thinking: Reasoning apart from the part for the reader.
        final: The part for the reader.
        sections: What the section formats said, by rank.
        unclosed: The last part was opened and never closed.
    """

    text: str
    names: list[str] = field(default_factory=list)
    regions: tuple[Region, ...] = ()
    thinking: tuple[Piece, ...] = ()
    final: tuple[Piece, ...] = ()
    sections: list[Layout] = field(default_factory=list)
    unclosed: bool = False

    def claim(self, regions: Sequence[Region]) -> None:
        """Adds regions and blanks them out of the text."""
        self.regions = merge([*self.regions, *regions], self.text)
        self.text = blank(self.text, self.regions)

    def span_of(self, piece: Piece) -> Span:
        """A piece without the regions in it."""
        return make_span(outside(piece, self.regions, self.text))
