"""Concepts, and where a text mentions them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from reasonscore.span import Piece

Kind = Literal[
    "disease", "finding", "drug", "drug_class", "lab", "vital", "imaging", "procedure", "organism", "anatomy"
]
KINDS: tuple[Kind, ...] = get_args(Kind)

_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that words name.

    Attributes:
        id: Stable slug of kind and canonical name, for example `disease:myocardial-infarction`.
        name: Canonical name, for people.
        kind: What it is.
    """

    id: str
    name: str
    kind: Kind

    def __hash__(self) -> int:
        return hash(self.id)


class Mention(NamedTuple):
    """One place in a text that names a concept.

    Attributes:
        concept: What is named; the likeliest candidate where that is open.
        span: Character offsets `[start, end)`.
        surface: The text there.
        candidates: Every concept that may be meant, likeliest first; `concept` alone where it is plain.
    """

    concept: Concept
    span: Piece
    surface: str
    candidates: tuple[Concept, ...]

    @property
    def ambiguous(self) -> bool:
        """Whether more than one concept may be meant."""
        return len(self.candidates) > 1


def slug(kind: str, name: str) -> str:
    """The id of a concept.

    >>> slug("disease", "Guillain-Barré syndrome")
    'disease:guillain-barré-syndrome'
    """
    return f"{kind}:{'-'.join(_RUN.findall(name.lower()))}"
