"""The embedded example records."""

from __future__ import annotations

from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path

_kept_open = ExitStack()


def example_path() -> Path:
    """A file with the example records; unpacked until the process ends where the package lies in an archive."""
    return _kept_open.enter_context(as_file(files("reasonscore_resources") / "examples" / "records.jsonl"))
