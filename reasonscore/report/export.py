"""Estimates for programs and papers: JSON, CSV, LaTeX."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from reasonscore.aggregate.estimate import Estimate
from reasonscore.verify.verdict import LABELS

LATEX_SIGNS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
}
LATEX_ARROWS = {"higher": r" $\uparrow$", "lower": r" $\downarrow$", "none": ""}


def format_json(estimates: Sequence[Estimate], **more: Any) -> str:
    """One JSON object: what else is to be said, then `metrics`, a list of estimates.

    >>> json.loads(format_json([], n=0))
    {'n': 0, 'metrics': []}
    """
    content = dict(more) | {"metrics": [estimate.to_row() for estimate in estimates]}
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def format_csv(estimates: Sequence[Estimate], labels: Sequence[Mapping[str, str]] = ()) -> str:
    """A CSV line a metric after the header; absent numbers are empty cells.

    Args:
        estimates: In order.
        labels: Columns to put before each line, for example the group that the estimate is of.
    """
    counted = sorted({name for estimate in estimates for name in estimate.counts}, key=_count_order)
    leading = list(labels[0]) if labels else []
    head = ["metric", "value", "low", "high", "confidence", "n", "n_scored", "missing", "direction"]
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*leading, *head, *counted, "not_scored", "signature"])
    for index, estimate in enumerate(estimates):
        low, high = estimate.interval or ("", "")
        absent = ";".join(f"{name}={count}" for name, count in estimate.statuses.items() if name != "scored")
        writer.writerow(
            [
                *(labels[index].values() if labels else ()),
                estimate.metric,
                "" if estimate.value is None else estimate.value,
                low,
                high,
                estimate.confidence,
                estimate.n,
                estimate.n_scored,
                estimate.missing,
                estimate.direction,
                *(estimate.counts.get(name, "") for name in counted),
                absent,
                estimate.signature,
            ]
        )
    return target.getvalue().rstrip("\n")


def format_latex(estimates: Sequence[Estimate], labels: Sequence[Mapping[str, str]] = ()) -> str:
    r"""A `tabular` with booktabs rules; the signatures follow as comments.

    Args:
        estimates: In order.
        labels: Columns to put before each line, for example the group that the estimate is of.

    >>> print(format_latex([Estimate("F1@K(k=64)", 0.5391, (0.5, 0.58), 9, 9, {}, {}, "higher", "")]).splitlines()[4])
    F1@K(k=64) $\uparrow$ & 0.539 & [0.500, 0.580] & 9/9 \\
    """
    confidence = f"{100 * (estimates[0].confidence if estimates else 0.95):.4g}"
    leading = [escape_latex(name) for name in (labels[0] if labels else ())]
    head = " & ".join([*leading, "Metric", "Mean", f"{confidence}\\,\\% interval", "Scored"])
    lines = [f"\\begin{{tabular}}{{{'l' * len(leading)}lrcr}}", r"\toprule", f"{head} \\\\", r"\midrule"]
    for index, estimate in enumerate(estimates):
        value = "--" if estimate.value is None else f"{estimate.value:.3f}"
        interval = f"[{estimate.interval[0]:.3f}, {estimate.interval[1]:.3f}]" if estimate.interval else "--"
        cells = [escape_latex(text) for text in (labels[index].values() if labels else ())]
        name = " & ".join([*cells, escape_latex(estimate.metric) + LATEX_ARROWS[estimate.direction]])
        lines.append(f"{name} & {value} & {interval} & {estimate.n_scored}/{estimate.n} \\\\")
    lines += [r"\bottomrule", r"\end{tabular}"]
    signatures = dict.fromkeys(estimate.file_signature for estimate in estimates if estimate.signature)
    return "\n".join(lines + [f"% signature: {' '.join(text.split())}" for text in signatures])


def escape_latex(text: str) -> str:
    r"""The text with LaTeX's own signs made literal.

    >>> escape_latex("50% of A_1")
    '50\\% of A\\_1'
    """
    return "".join(LATEX_SIGNS.get(sign, sign) for sign in text)


def _count_order(name: str) -> tuple[int, str]:
    return (LABELS.index(name) if name in LABELS else len(LABELS), name)
