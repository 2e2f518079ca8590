"""Concepts that follow from lists: sided anatomy, imaging of regions, courses of a disease."""

from __future__ import annotations

from collections.abc import Iterator


def generated() -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Kind, name, forms and broader names of each generated concept."""
    yield from ()
