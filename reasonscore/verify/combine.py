"""From the rows of several windows and the checks' outcomes to one verdict."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reasonscore.verify.backend import ProbabilityRows
from reasonscore.verify.verdict import LABELS, Check, EvidenceWindow, Probabilities, Verdict
from reasonscore.verify.window import Window

CONFLICT = 0.15
"""Share of the support that a conflicting check leaves standing; the rest goes to contradiction."""
STRONG = 0.5
"""Support and contradiction that both reach this in different windows are reported as conflicting evidence."""


def combine(windows: Sequence[Window], rows: ProbabilityRows, checks: Sequence[Sequence[Check]]) -> Verdict:
    """The verdict over all windows of a claim's evidence.

    The window that supports most and the one that contradicts most stand against each other; the stronger one gives the
    verdict its label and probabilities.

    Args:
        windows: What the claim was compared with; at least one.
        rows: Shape `(n_windows, 3)`, the backend's probabilities.
        checks: What the clinical checks found in each window.
    """
    adjusted = np.array([_apply(row, found) for row, found in zip(rows, checks, strict=True)])
    best = int(adjusted[:, 0].argmax())
    worst = int(adjusted[:, 1].argmax())
    chosen = worst if adjusted[worst, 1] > adjusted[best, 0] else best
    row = adjusted[chosen]
    column = int(row.argmax())
    order = sorted(range(len(windows)), key=lambda i: (i != chosen, -adjusted[i, column], i))
    evidence = tuple(
        EvidenceWindow(windows[i].passage_id, windows[i].text, (windows[i].piece,), float(adjusted[i, column]))
        for i in order
    )
    conflicting = adjusted[best, 0] >= STRONG and adjusted[worst, 1] >= STRONG
    return Verdict(
        "judged",
        LABELS[column],
        Probabilities(*(float(value) for value in row)),
        evidence,
        tuple(check for check in checks[chosen] if check.outcome != "silent"),
        ("conflicting_evidence",) if conflicting else (),
    )


def _apply(row: np.ndarray[tuple[int], np.dtype[np.float64]], checks: Sequence[Check]) -> list[float]:
    supported, contradicted, unverifiable = (float(value) for value in row)
    for check in checks:
        if check.outcome == "conflict":
            contradicted += supported * (1 - CONFLICT)
            supported *= CONFLICT
    return [supported, contradicted, unverifiable]
