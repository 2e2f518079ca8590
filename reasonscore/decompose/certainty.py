"""How sure a sentence is of what it says: cue phrases only, so that evidence can be read in the same way as claims."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple, cast

from reasonscore.decompose.claim import Certainty
from reasonscore.decompose.expression import Expression
from reasonscore.decompose.table import pattern, read_table
from reasonscore.span import Piece


class Sureness(NamedTuple):
    """A degree of certainty and the words that say so."""

    label: Certainty
    cue: Piece | None = None


@cache
def _cues() -> tuple[Expression, re.Pattern[str], tuple[str, ...]]:
    rows = read_table("certainty")
    body = "|".join(f"(?P<c{index}>{row[1]})" for index, row in enumerate(rows))
    # Without the groups a wrong branch costs next to nothing; they are asked only where something was found.
    bare = "|".join(row[1] for row in rows)
    return (
        Expression(rf"(?<![\w-])(?:{bare})(?![\w])"),
        re.compile(rf"(?<![\w-])(?:{body})(?![\w])", re.I),
        tuple(row[0] for row in rows),
    )


# Each wording of a counterfactual holds one of these.
_CONDITIONAL = re.compile("would|could|might|'d", re.I)
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
    if _CONDITIONAL.search(sentence) and pattern("certainty.hypothetical").found(sentence):
        return Sureness("counterfactual")
    anywhere, cues, labels = _cues()
    best: tuple[int, int] | None = None
    found: Sureness | None = None
    for place in anywhere.spans(sentence):
        match = cues.match(sentence, place[0])
        if match is None:
            continue
        label = labels[int((match.lastgroup or "c0")[1:])]
        if label == "asserted":
            continue
        rank = min(_RANK.index(label), 4)
        if best is None or (rank, match.start()) < best:
            best = (rank, match.start())
            found = Sureness(cast("Certainty", label), match.span())
    return found or Sureness("asserted")
