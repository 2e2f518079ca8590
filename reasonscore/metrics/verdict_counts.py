"""How many claims of a row were supported, contradicted, unverifiable, or not judged at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reasonscore.metrics.score import Score, ScoreStatus, absent


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """Claims by verdict; `no_evidence` and `error` are the claims that were not judged."""

    supported: int = 0
    contradicted: int = 0
    unverifiable: int = 0
    no_evidence: int = 0
    error: int = 0

    @property
    def judged(self) -> int:
        """Claims that have a label."""
        return self.supported + self.contradicted + self.unverifiable

    @property
    def claims(self) -> int:
        """All claims."""
        return self.judged + self.no_evidence + self.error

    def details(self) -> dict[str, int]:
        """The counts that are shown beside every score over verdicts."""
        found = {"supported": self.supported, "contradicted": self.contradicted, "unverifiable": self.unverifiable}
        found["not_judged"] = self.no_evidence + self.error
        return found | ({"errors": self.error} if self.error else {})


def count_verdicts(row: Mapping[str, Any]) -> VerdictCounts:
    """The counts of a row's claims; a claim without a verdict counts as one without evidence.

    >>> count_verdicts({"claims": [{"verdict": {"status": "judged", "label": "supported"}}, {}]})
    VerdictCounts(supported=1, contradicted=0, unverifiable=0, no_evidence=1, error=0)
    """
    counts = dict.fromkeys(VerdictCounts.__dataclass_fields__, 0)
    for claim in row.get("claims") or ():
        counts[verdict_label(claim)] += 1
    return VerdictCounts(**counts)


def verdict_label(claim: Mapping[str, Any]) -> str:
    """The label of a claim, or why it has none: `no_evidence` or `error`."""
    verdict = claim.get("verdict") or {}
    label = verdict.get("label")
    if verdict.get("status", "judged") == "judged" and label in ("supported", "contradicted", "unverifiable"):
        return str(label)
    return "error" if verdict.get("status") == "error" else "no_evidence"


def unreadable(row: Mapping[str, Any]) -> ScoreStatus | None:
    """Why nothing can be said about a response, whatever the metric: its language, or because it abstained."""
    if is_foreign(row):
        return "unsupported_language"
    return "abstained" if (row.get("trace") or {}).get("abstained") and not row.get("claims") else None


def is_foreign(row: Mapping[str, Any]) -> bool:
    """Whether the response is in a language that is not supported."""
    return bool((row.get("trace") or {}).get("language", "en") != "en")


def no_verdicts(row: Mapping[str, Any], counts: VerdictCounts) -> Score | None:
    """The score of a row in which no claim was judged; None where some were."""
    if status := unreadable(row):
        return absent(status, **counts.details())
    if not counts.claims:
        return absent("no_claims", **counts.details())
    if not counts.judged:
        return absent("error" if counts.error == counts.claims else "no_evidence", **counts.details())
    return None
