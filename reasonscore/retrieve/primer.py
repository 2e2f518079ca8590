"""The embedded primer: a small index that stands in where there is no other evidence.

>>> open_primer().retrieve(["metformin and lactic acidosis"], top_k=1)[0][0].title
'Metformin'
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from reasonscore.errors import ResourceError
from reasonscore.resource import check_folder
from reasonscore.retrieve.index import Index

NOTE = (
    "Demonstration corpus, not clinical guidance: 321 short passages written for this project, dated 2026-11. "
    "Build an index over a corpus that fits your question for real work."
)


def open_primer() -> Index:
    """The index of the embedded primer; its note says what it is good for.

    Raises:
        ResourceError: Where the resources are not installed as files, or are damaged.
    """
    folder = files("reasonscore_resources").joinpath("primer", "index")
    if not isinstance(folder, Path):
        raise ResourceError("the primer can only be mapped from files; install the package unzipped")
    check_folder("primer/index")
    return Index(folder, name="primer")
