"""Writes generated pages: one folder holds what one script gives, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_pages(folder: Path, wanted: Mapping[str, str]) -> None:
    """Write every page into the folder and remove pages that nothing gives any more."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, encoding="utf-8")
