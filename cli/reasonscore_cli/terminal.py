"""The terminal: how wide it is, whether it shows colours, what it can print."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from reasonscore.report.table import Look


def terminal_look(stream: TextIO | None = None) -> Look:
    """How tables are drawn on a stream: colours and the width of a terminal, plain text elsewhere and with NO_COLOR."""
    from reasonscore.report.table import Look

    stream = stream or sys.stdout
    terminal = stream.isatty()
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "")
    return Look(
        width=shutil.get_terminal_size().columns if terminal else None,
        color=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        ascii_only=not encoding.startswith("utf"),
    )
