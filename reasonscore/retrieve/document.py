"""What a corpus reader gives: documents, and reports of those that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from reasonscore.record import Passage


@dataclass(frozen=True, slots=True)
class Document:
    """A document or a ready-made passage of a corpus.

    Args:
        id: Its name within the corpus.
        text: What it says; not empty.
        title: Heading; indexed with the text.
        source: Where it comes from.
        date: When it was current, as its source writes it; ISO order (2026, 2026-11, 2026-11-05) makes it filterable.
        licence: Under which terms it may be shown.
        divisible: It is a whole document, to be cut into passages where nothing else is asked for.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    date: str | None = None
    licence: str | None = None
    divisible: bool = False

    def to_row(self) -> dict[str, Any]:
        """The document as a JSON object, without the fields that are absent."""
        row = {"id": self.id, "title": self.title, "text": self.text}
        row |= {"source": self.source, "date": self.date, "licence": self.licence}
        return {key: value for key, value in row.items() if value is not None}

    def part(self, number: int, text: str) -> Document:
        """Passage `number` (from 0) of this document."""
        return replace(self, id=f"{self.id}#{number}", text=text)


@dataclass(frozen=True, slots=True)
class BadDocument:
    """A document that was skipped: in which file, on which line, in which field, and why."""

    path: str
    reason: str
    line: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        where = [self.path, f"line {self.line}" if self.line else "", f"field '{self.field}'" if self.field else ""]
        return f"{', '.join(part for part in where if part)}: {self.reason}"


def passage_of(row: dict[str, Any], score: float | None = None) -> Passage:
    """The passage that a stored row holds."""
    return Passage(
        text=row["text"],
        id=row["id"],
        title=row.get("title"),
        source=row.get("source"),
        date=row.get("date"),
        score=score,
    )
