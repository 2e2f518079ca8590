"""Trial: counts, shares and comparisons in a trial record's lines of adverse events and outcomes."""

from __future__ import annotations

from reasonscore.span import Piece, Span
from reasonscore.verify.trial.claim import read_clauses
from reasonscore.verify.trial.design import HEAD, judge_design
from reasonscore.verify.trial.judge import judge
from reasonscore.verify.trial.kinds import judge_kinds
from reasonscore.verify.trial.record import read_record
from reasonscore.verify.verdict import Check, silent

NAME = "trial"
LONGEST = 600
"""Characters of the longest claim that is read as a statement about a trial."""


def trial_check(claim: str, passage: str, window: Piece | None = None) -> Check:
    """Whether a claim about a trial says what the trial's record says.

    A claim agrees where each of its clauses does; one clause that the record denies conflicts, and a group that the
    record does not have withholds. The check looks at the whole passage, as a table cut in two would miss lines: that a
    record does not list an event says that nobody had it.

    Args:
        claim: The claim's text.
        passage: The whole passage.
        window: The part of it that the other checks see; the spans are those in it.
    """
    record = read_record(passage) if len(claim) <= LONGEST else ()
    if not record:
        return silent(NAME)
    clauses = read_clauses(claim, record)
    answers = [
        judge_kinds(claim, clause) or judge(clause, record) or judge_design(claim, clause, record) for clause in clauses
    ]
    known = [answer for answer in answers if answer is not None]
    for clause, answer in zip(clauses, answers, strict=True):
        if answer is not None and not answer.holds:
            return Check(NAME, "conflict", (clause.piece,), _within(answer.pieces, window))
    for clause in clauses:
        if clause.missing is not None:
            start, end = clause.missing.piece
            place = _within(((start, min(end, start + HEAD)),), window)
            return Check(NAME, "conflict", (clause.piece,), place, weight="withholds")
    if not answers or len(known) < len(answers):
        return silent(NAME)
    pieces = tuple(sorted({piece for answer in known for piece in answer.pieces}))
    return Check(NAME, "agree", tuple(clause.piece for clause in clauses), _within(pieces, window))


def _within(pieces: Span, window: Piece | None) -> Span:
    """The pieces of a passage that lie in a window, as pieces of the window."""
    if window is None:
        return pieces
    start, end = window
    return tuple((a - start, b - start) for a, b in pieces if start <= a and b <= end)
