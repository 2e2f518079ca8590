"""A bare claim row: `{"id", "claim", "question"?, "evidence"?}`, as retrieve and verify take beside whole records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reasonscore.decompose.claim import Claim
from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.record import Passage, Row, parse_evidence, parse_id


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A validated bare claim row."""

    id: str
    claim: Claim
    question: str | None = None
    evidence: tuple[Passage, ...] | None = None
    row: Row = field(default_factory=dict, compare=False, repr=False)


def is_claim_row(row: object) -> bool:
    """True for a row that brings a claim and no response."""
    return isinstance(row, Mapping) and "claim" in row and "response" not in row


def parse_claim_record(row: Row, line: int | None = None) -> ClaimRecord:
    """The claim record that a JSON object describes.

    Raises:
        InputError: With the path of the field, what was found and what was expected.

    >>> parse_claim_record({"id": 7, "claim": "No fever."}).id
    '7'
    """
    try:
        text = row.get("claim")
        if not isinstance(text, str):
            raise InputError(f"found {kind_of(text)}, expected a string", field="claim")
        question = row.get("question")
        if question is not None and not isinstance(question, str):
            raise InputError(f"found {kind_of(question)}, expected a string", field="question")
        claim = Claim("c1", text, text, ((0, len(text)),) if text else ())
        return ClaimRecord(parse_id(row, line), claim, question, parse_evidence(row.get("evidence")), row)
    except InputError as error:
        raise InputError(error.message, field=error.field, line=line) from None
