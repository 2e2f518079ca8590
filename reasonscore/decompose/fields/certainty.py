"""How sure a sentence is of what it says: cue phrases only, so that evidence can be read in the same way as claims."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple, cast

from reasonscore.decompose.claim import Certainty
from reasonscore.decompose.search.cue import Cues
from reasonscore.decompose.search.keys import Keys
from reasonscore.decompose.search.table import pattern, read_table
from reasonscore.decompose.search.word_bits import WORD_BITS
from reasonscore.decompose.search.word_index import word_index
from reasonscore.span import Piece


class Sureness(NamedTuple):
    """A degree of certainty and the words that say so."""

    label: Certainty
    cue: Piece | None = None


@cache
def _cues() -> Cues:
    return Cues(read_table("certainty"), r"(?<![\w-])", r"(?![\w])")


# Each wording of a counterfactual holds one of these.
_CONDITIONAL = WORD_BITS.number(Keys(prefixes=frozenset({"wou", "cou", "mig"})))
_RANK = ("excluded", "counterfactual", "unlikely", "uncertain", "possible", "probable")


@lru_cache(maxsize=4096)
def certainty(sentence: str) -> Sureness:
    """The certainty of a sentence and its cue; `asserted` where it has none.

    Where several cues stand in one sentence a stronger departure from assertion wins: excluded, counterfactual,
    unlikely, uncertain; then the first of probable and possible.

    >>> certainty("A fracture is unlikely.").label, certainty("Torsion has been ruled out.").label
    ('unlikely', 'excluded')
    >>> certainty("A ruptured cyst cannot be excluded.").label, certainty("The calcium is low.").label
    ('possible', 'asserted')
    """
    index = word_index(sentence)
    conditional = index is None or index.bits() & _CONDITIONAL or "'d" in index.lower
    if conditional and pattern("certainty.hypothetical").found(sentence):
        return Sureness("counterfactual")
    best: tuple[int, int] | None = None
    found: Sureness | None = None
    for label, piece in _cues().all(sentence):
        if label == "asserted":
            continue
        rank = min(_RANK.index(label), 4)
        if best is None or (rank, piece[0]) < best:
            best = (rank, piece[0])
            found = Sureness(cast("Certainty", label), piece)
    return found or Sureness("asserted")
