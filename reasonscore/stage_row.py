"""What each stage adds to a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reasonscore.decompose.claim import Decomposition
from reasonscore.record import Passage
from reasonscore.trace.trace import Trace
from reasonscore.verify.verifier import Judgement


def trace_row(trace: Trace, judgement: Judgement | None) -> dict[str, Any]:
    """The `trace` field; steps get their category and its probability where they were judged."""
    row = trace.to_row()
    if judgement:
        for step, judged in zip(row["steps"], judgement.steps, strict=True):
            step |= {"category": judged.category, "probability": round(judged.probability, 4), "reason": judged.reason}
    return row


def claims_row(
    decomposition: Decomposition, judgement: Judgement | None, *, with_verdicts: bool = True
) -> dict[str, Any]:
    """The fields `claims` and `filtered`, and `references` where something was judged.

    Claims carry their verdicts, unless nobody asked for them: `no_evidence` must mean that there was none.
    """
    claims = [claim.to_row() for claim in decomposition.claims]
    row: dict[str, Any] = {"claims": claims}
    row["filtered"] = [{"span": part.span, "reason": part.reason} for part in decomposition.filtered]
    if judgement is None:
        return row
    if with_verdicts:
        for claim, verdict in zip(claims, judgement.verdicts, strict=True):
            claim["verdict"] = verdict.to_row()
    return row | {"references": [coverage.to_row() for coverage in judgement.coverages]}


def evidence_row(passages: Sequence[Sequence[Passage]]) -> dict[str, Any]:
    """The field `evidence`: the passages of all claims, each once, in the order in which they were found."""
    found = {passage.id: passage for group in passages for passage in group}
    return {"evidence": [passage.to_row() for passage in found.values()]}
