"""Pairs written one by one: blocks of one to three premises and hypotheses with a label for each premise.

@ phenomenon | register
1 first premise
2 second premise
EC hypothesis: entailed by the first premise, contradicted by the second
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

LETTERS = {"E": "entailment", "N": "neutral", "C": "contradiction"}
_HEAD = re.compile(r"@ (\w+) \| (\w+)")


@dataclass(frozen=True, slots=True)
class Written:
    """One pair with its phenomenon and the block it came from; blocks share words, so they are never cut apart."""

    premise: str
    hypothesis: str
    label: str
    phenomenon: str
    block: str

    @property
    def is_calibration(self) -> bool:
        """True for one block in eight, which the model never sees."""
        return hashlib.md5(self.block.encode()).hexdigest()[-1] in "01"


def read_written(folder: Path = Path(__file__).parent, files: Collection[str] = ()) -> Iterator[Written]:
    """All written pairs, in the order of the files, or those of the files that are named.

    Raises:
        ValueError: where a line is neither a head, a premise nor a hypothesis with a letter for each premise.
    """
    for path in sorted(path for path in folder.glob("*.txt") if not files or path.stem in files):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line.strip() for line in block.split("\n") if line.strip()]
            if lines:
                yield from _read_block(path.name, lines)


def _read_block(name: str, lines: list[str]) -> Iterator[Written]:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError(f"{name}: expected '@ phenomenon | register', found {lines[0]!r}")
    premises: list[str] = []
    for line in lines[1:]:
        mark, _, text = line.partition(" ")
        if mark.isdigit():
            premises.append(text)
        elif set(mark) <= set(LETTERS) and len(mark) == len(premises):
            for letter, premise in zip(mark, premises, strict=True):
                yield Written(premise, text, LETTERS[letter], head[1], premises[0])
        else:
            raise ValueError(f"{name}: expected {len(premises)} letters out of E, N, C, found {line!r}")
