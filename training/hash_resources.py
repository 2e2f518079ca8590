"""Writes the table of hashes that embedded files are held against when they are read.

    python training/hash_resources.py

Run it after any change under resources/; a test tells where it was forgotten.
"""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "resources")]

from reasonscore.resource import TABLE, resource_names  # noqa: E402

FOLDER = ROOT / "resources" / "reasonscore_resources"


def table() -> str:
    """The lines of the table."""
    return "".join(f"{name}\t{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}\n" for name in resource_names())


if __name__ == "__main__":
    (FOLDER / TABLE).write_text(table(), encoding="utf-8", newline="\n")
    print(f"{len(resource_names())} files in {FOLDER / TABLE}")
