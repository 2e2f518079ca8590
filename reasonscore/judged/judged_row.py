"""An output row of a record that another system judged, its scores recomputed from the judged parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reasonscore.decompose.claim import Claim
from reasonscore.judged.problem import JudgedProblem
from reasonscore.signature import format_signature
from reasonscore.verify.verdict import EvidenceWindow, Label, Verdict, VerdictStatus

OURS = ("id", "status", "error", "scores", "trace", "claims", "filtered", "references", "signature", "problems")
TOLERANCE = 5e-5
"""Stored numbers may be rounded to four decimals; a larger difference is a disagreement."""


@dataclass
class JudgedRow:
    """What a reader found in one record.

    Args:
        format: Name of the format.
        id: The record's id.
        where: Where it stands in the file.
        source: The record as it came: its fields pass through, those that collide with ours under `judged_source`.
        claims: Claims with verdicts.
        steps: Reasoning steps with categories.
        references: Reference items with whether they are covered.
        fields: Other fields of our record format (`question`, `response`, `reference`, ...).
        trace: Entries of the trace besides the steps.
        metrics: Metrics to score it with.
        stored: What the file itself says, by metric.
        problems: What could not be read or disagrees.
    """

    format: str
    id: str
    where: str
    source: Mapping[str, Any] = field(default_factory=dict)
    claims: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    trace: dict[str, Any] = field(default_factory=dict)
    metrics: Sequence[str] = ()
    stored: dict[str, Any] = field(default_factory=dict)
    problems: list[JudgedProblem] = field(default_factory=list)

    def note(self, why: str, part: str = "") -> None:
        """Remember a problem of this record, or of a part of it."""
        self.problems.append(JudgedProblem(f"{self.where} {part}".rstrip(), why))

    def to_row(self) -> dict[str, Any]:
        """The output row, scores recomputed and compared with the stored ones."""
        row = self._passed_through() | self.fields
        answer: dict[str, Any] = {"format": f"judged:{self.format}", "answer": None, "choice": None, "answers": []}
        row["trace"] = answer | {"abstained": False, "truncated": False} | self.trace | {"steps": self.steps}
        row |= {"claims": self.claims, "filtered": [], "references": self.references}
        scores: dict[str, Any] = row.pop("scores", {}) | score_row(row, self.metrics)
        self._compare(scores)
        row |= {"status": "scored", "scores": scores, "signature": judged_signature(self.format)}
        if self.problems:
            row["problems"] = [problem.to_row() for problem in self.problems]
        return row

    def _passed_through(self) -> dict[str, Any]:
        colliding = {key: self.source[key] for key in OURS if key in self.source and key != "id"}
        passed = {key: value for key, value in self.source.items() if key not in OURS}
        return {"id": self.id} | passed | ({"judged_source": colliding} if colliding else {})

    def _compare(self, scores: Mapping[str, Any]) -> None:
        for metric, stored in self.stored.items():
            found = scores.get(metric, {"value": None})["value"]
            if metric not in scores or (stored is None and found is None):
                continue
            if isinstance(stored, bool) or not isinstance(stored, int | float):
                self.note(f"stored {metric} is no number", "scores")
            elif found is None or not abs(found - stored) <= TOLERANCE:
                value = "absent" if found is None else f"{found:.4f}"
                self.note(f"stored {metric} {stored:.4f}, recomputed {value}", "scores")


def score_row(row: Mapping[str, Any], metrics: Iterable[str]) -> dict[str, Any]:
    """The scores of a row by metric, each under the name that the metric itself prints."""
    from reasonscore.metrics import parse_metric

    return {repr(metric): metric.score(row).to_row() for metric in map(parse_metric, metrics)}


def error_row(format: str, row_id: str, problem: JudgedProblem, source: Any = None) -> dict[str, Any]:
    """The row of a record that could not be read: it stays in n, with the reason and what came in."""
    error = {"type": "InputError", "message": str(problem), "field": None}
    row: dict[str, Any] = {"id": row_id, "status": "error", "error": error, "scores": {}}
    row |= {"signature": judged_signature(format), "problems": [problem.to_row()]}
    return row | ({"judged_source": source} if source is not None else {})


def judged_signature(format: str) -> str:
    """The signature of scores that were recomputed from another system's judgements."""
    return format_signature({"judged": {"format": format}})


def judged_claim(
    index: int,
    text: str,
    label: Label | None,
    *,
    error: bool = False,
    evidence: Sequence[Mapping[str, Any]] = (),
    flags: Sequence[str] = (),
    **more: Any,
) -> dict[str, Any]:
    """A claim with the verdict that it got.

    Args:
        index: Its number in the record.
        text: The claim.
        label: The verdict; None where nobody gave one.
        error: Whether that is because judging failed, rather than because there was nothing to judge by.
        evidence: Passages `{id, text}` that it was judged by.
        flags: Flags of the claim.
        more: Further entries, for example the judge's raw answer.
    """
    windows = tuple(
        EvidenceWindow(str(passage.get("id") or f"e{number}"), str(passage.get("text") or ""), (), 0.0)
        for number, passage in enumerate(evidence, start=1)
    )
    status: VerdictStatus = "judged" if label else "error" if error else "no_evidence"
    verdict = Verdict(status, label, evidence=windows).to_row()
    claim = Claim(id=f"c{index + 1}", text=text, atom=text, span=(), flags=tuple(flags), provenance=("judged",))
    return claim.to_row() | {"verdict": verdict} | more


def judged_step(text: str, category: str | None, response: str | None = None, **more: Any) -> dict[str, Any]:
    """A step with its category; its span where the response holds it word by word."""
    start = response.find(text) if response and text else -1
    span = [[start, start + len(text)]] if start >= 0 else None
    return {"text": text, "span": span, "category": category, "probability": None} | more


def judged_reference(text: str, covered: bool, **more: Any) -> dict[str, Any]:
    """A reference item with whether it is covered."""
    return {"text": text, "covered": covered, "probability": float(covered), "claims": []} | more
