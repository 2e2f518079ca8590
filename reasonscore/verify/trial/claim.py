"""Claims about trials: cut into clauses, each of which says one thing that a record can show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reasonscore.verify.trial.clause import Clause, read_clause
from reasonscore.verify.trial.record import Trial

_CLAUSE = re.compile(
    r"[.;](?=\s|$)|,?\s+(?:whereas|while|but|however|although|though)\b,?|"
    r",\s*(?:in contrast|in comparison|conversely)\b,?(?! (?:to|with))|"
    r",?\s+and\s+(?=(?:none|no|only|there|zero|0%?|over|more than|less than|fewer than|at least)\s)|"
    r"(?<!cohort \d)(?<!cohorts \d),?\s+and\s+(?=(?:\d+|one|two|three)%?\s"
    r"(?:more|fewer|less|cases?|patients?|participants?|instances?|had|of)\b)|"
    r",\s+and\s+(?=(?:the\s)?(?:cohort|group|arm|primary|secondary|first|second)\b)|"
    r",\s+(?=(?:none|no|zero|\d+%?)\s(?:in|of|were|was|had|the)\b)|,\s+(?=(?:which )?affect(?:ed|ing)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")


def read_clauses(text: str, record: Sequence[Trial]) -> list[Clause]:
    """The clauses of a claim; one that names no scope or nothing countable takes them from its neighbour."""
    bounds, start = [], 0
    for match in _CLAUSE.finditer(text):
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, len(text)))
    found: list[Clause] = []
    before: Trial | None = None
    for a, b in bounds:
        if _WORD.search(text, a, b):
            clause = read_clause(text[a:b], a, record, before)
            found.append(clause)
            before = clause.scopes[-1].trial if clause.scopes else before
    return _completed(found)


def _completed(clauses: list[Clause]) -> list[Clause]:
    found = list(clauses)
    for i, clause in enumerate(found):
        near = found[i - 1] if i else found[1] if len(found) > 1 else None
        if near is None:
            continue
        if not clause.scopes and clause.known:
            clause = replace(clause, scopes=near.scopes, known=near.known)
        if not clause.phrases and near.phrases:
            clause = replace(clause, phrases=near.phrases)
        found[i] = clause
    return found
