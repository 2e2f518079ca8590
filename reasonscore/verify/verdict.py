"""A verdict: whether passages support a claim, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from reasonscore.span import Span

Label = Literal["supported", "contradicted", "unverifiable"]
LABELS: tuple[Label, ...] = ("supported", "contradicted", "unverifiable")
"""Column order of every probability array."""

VerdictStatus = Literal["judged", "no_evidence", "error"]
Outcome = Literal["agree", "conflict", "silent"]
Weight = Literal["contradicts", "withholds"]
"""What a conflict does: it speaks against the claim, or only takes its support away (evidence that is conditional, only
possible, or about somebody else)."""


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Probabilities of the three labels; they sum to one."""

    supported: float
    contradicted: float
    unverifiable: float

    def to_row(self) -> dict[str, float]:
        """Rounded to four decimals, the precision that batch size and backend leave untouched."""
        return {label: round(getattr(self, label), 4) for label in LABELS}


@dataclass(frozen=True, slots=True)
class Check:
    """What one clinical check found; `span` lies in the claim's text, `evidence_span` in the passage."""

    name: str
    outcome: Outcome
    span: Span = ()
    evidence_span: Span = ()
    weight: Weight = "contradicts"

    def to_row(self) -> dict[str, Any]:
        """The check as a JSON object."""
        return {"name": self.name, "outcome": self.outcome, "span": self.span, "evidence_span": self.evidence_span}


@cache
def silent(name: str) -> Check:
    """The check of that name with nothing to say, as most checks have of most evidence; the same one each time."""
    return Check(name, "silent")


@dataclass(frozen=True, slots=True)
class EvidenceWindow:
    """Sentences of one passage that a claim was compared with; `score` is the probability of the verdict's label."""

    id: str
    text: str
    span: Span
    score: float

    def to_row(self) -> dict[str, Any]:
        """The window as a JSON object."""
        return {"id": self.id, "text": self.text, "span": self.span, "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Label and probabilities are None unless the status is `judged`."""

    status: VerdictStatus
    label: Label | None = None
    probabilities: Probabilities | None = None
    evidence: tuple[EvidenceWindow, ...] = ()
    checks: tuple[Check, ...] = ()
    flags: tuple[str, ...] = ()

    def to_row(self) -> dict[str, Any]:
        """The verdict as a JSON object; `flags` only where there are some."""
        return {
            "status": self.status,
            "label": self.label,
            "probabilities": self.probabilities.to_row() if self.probabilities else None,
            "evidence": [window.to_row() for window in self.evidence],
            "checks": [check.to_row() for check in self.checks],
        } | ({"flags": self.flags} if self.flags else {})


NO_EVIDENCE = Verdict("no_evidence")
"""There was nothing to compare with: never a verdict about the claim."""
