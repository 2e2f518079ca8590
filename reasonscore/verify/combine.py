"""From the backend's rows and the checks' outcomes of several windows to one verdict."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from reasonscore.decompose.claim import Claim
from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.verify.backend import ProbabilityRows
from reasonscore.verify.checks.polarity import has_polarity, may_be_about, polarity_check
from reasonscore.verify.facts.comparison import compare
from reasonscore.verify.facts.statement import REMEMBERED, read_statement
from reasonscore.verify.features import elsewhere_held, log_odds, window_features
from reasonscore.verify.one_sided import OneSided, fullest_of, one_sided
from reasonscore.verify.settled import settle
from reasonscore.verify.trial.record import is_record
from reasonscore.verify.verdict import LABELS, Check, EvidenceWindow, Probabilities, Verdict
from reasonscore.verify.verdict_model import VerdictModel, load_verdict_model
from reasonscore.verify.window import Window

STRONG = 0.5
"""Support and contradiction that both reach this in different windows are reported as conflicting evidence."""


_UNVERIFIABLE = LABELS.index("unverifiable")


class Choice(NamedTuple):
    """The window that gives a verdict its probabilities, and the best one for and against the claim."""

    chosen: int
    best: int
    worst: int


def combine(
    claim: Claim,
    windows: Sequence[Window],
    rows: ProbabilityRows,
    checks: Sequence[Sequence[Check]],
    model: VerdictModel | None = None,
    unasked: Sequence[Window] = (),
) -> Verdict:
    """The verdict over all windows of a claim's evidence.

    Args:
        claim: What is judged.
        windows: What the claim was compared with; at least one.
        rows: Shape `(n_windows, 3)`, the backend's probabilities.
        checks: What the clinical checks found in each window.
        model: Turns features into probabilities; that of the embedded backend by default.
        unasked: Further windows, which the backend was not asked about; only what words they hold counts.
    """
    checks = settle(windows, checks)
    texts = [window.text for window in windows]
    features = features_of(claim.text, windows, rows, checks, unasked)
    model = model or load_verdict_model()
    judged = model.probabilities(list(features))
    if not read_statement(claim.text).words:
        # Nothing that could be true or false.
        judged = np.tile([0.0, 0.0, 1.0], (len(windows), 1))
    choice = choose(judged)
    conflicting = _conflicting(judged, choice) or _speaks_both_ways(claim, texts[choice.chosen])
    row = judged[choice.chosen]
    column = int(row.argmax())
    unsure = column != _UNVERIFIABLE and float(row[column]) < model.threshold
    order = sorted(range(len(windows)), key=lambda i: (i != choice.chosen, -judged[i, column], i))
    evidence = tuple(
        EvidenceWindow(windows[i].passage_id, windows[i].text, (windows[i].piece,), float(judged[i, column]))
        for i in order
    )
    return Verdict(
        "judged",
        LABELS[_UNVERIFIABLE if unsure else column],
        Probabilities(*(float(value) for value in row)),
        evidence,
        tuple(check for check in checks[choice.chosen] if check.outcome != "silent"),
        ("conflicting_evidence",) * conflicting + ("low_confidence",) * unsure,
    )


def features_of(
    claim: str,
    windows: Sequence[Window],
    rows: ProbabilityRows,
    checks: Sequence[Sequence[Check]],
    unasked: Sequence[Window] = (),
) -> list[dict[str, float]]:
    """The features of each window.

    Args:
        claim: The claim's text.
        windows: What it was compared with.
        rows: The backend's probabilities of each window.
        checks: What the checks found in each.
        unasked: Further windows, whose words the claim may have as well.
    """
    texts = [window.text for window in windows]
    others = elsewhere_held(claim, [*texts, *(window.text for window in unasked)])[: len(windows)]
    shares = [[float(value) for value in row] for row in rows]
    means = _means(windows, shares)
    denied = _denied(claim, windows)
    return [
        window_features(claim, one.text, row, found, other, one.reach, means[one.index], denied[one.index])
        for one, row, found, other in zip(windows, shares, checks, others, strict=True)
    ]


def _means(windows: Sequence[Window], shares: Sequence[Sequence[float]]) -> dict[int, tuple[float, float]]:
    """The mean log odds of support and of contradiction over the windows of each passage."""
    odds: dict[int, list[tuple[float, float]]] = {}
    for window, row in zip(windows, shares, strict=True):
        odds.setdefault(window.index, []).append(log_odds(row))
    return {
        index: (sum(one for one, _ in own) / len(own), sum(one for _, one in own) / len(own))
        for index, own in odds.items()
    }


def _denied(claim: str, windows: Sequence[Window]) -> dict[int, OneSided]:
    """What the claim alone denies beside each passage; short ones and lines of a trial's record are left out."""
    asked = read_statement(claim)
    found: dict[int, list[OneSided]] = {window.index: [] for window in windows}
    for window in windows:
        if window.reach.long > 0 and not is_record(window.passage):
            found[window.index].append(one_sided(asked, window.text))
    return {index: fullest_of(own) for index, own in found.items()}


def choose(judged: ProbabilityRows) -> Choice:
    """The window that supports most and the one that contradicts most stand against each other; the stronger wins."""
    best, worst = int(judged[:, 0].argmax()), int(judged[:, 1].argmax())
    return Choice(worst if judged[worst, 1] > judged[best, 0] else best, best, worst)


def _conflicting(judged: ProbabilityRows, choice: Choice) -> bool:
    return bool(judged[choice.best, 0] >= STRONG and judged[choice.worst, 1] >= STRONG)


def _speaks_both_ways(claim: Claim, window: str) -> bool:
    """Whether one sentence of a window states what another one denies."""
    sentences = _sentences(window)
    asked = read_statement(claim.text)
    if len(sentences) < 2 or not has_polarity(asked):
        return False
    # Two sentences have to be about the claim at all.
    sentences = tuple(one for one in sentences if may_be_about(asked, one))
    if len(sentences) < 2:
        return False
    return {"agree", "conflict"} <= {polarity_check(compare(claim, sentence)).outcome for sentence in sentences}


@lru_cache(maxsize=REMEMBERED)
def _sentences(window: str) -> tuple[str, ...]:
    return tuple(window[start:end] for start, end in split_sentences(window))
