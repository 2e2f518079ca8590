"""Argument components as spans: from IOB2 labels, and which tokens and spans two sides share."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.metrics.tasks.f_score import FCounts

Component = tuple[str, int, int]
"""Type, first token, end token (exclusive)."""


def iob_spans(labels: Sequence[str]) -> list[Component]:
    """The components of IOB2 labels; an I that continues nothing begins one.

    >>> iob_spans(["B-Claim", "I-Claim", "O", "I-Premise"])
    [('Claim', 0, 2), ('Premise', 3, 4)]
    """
    spans: list[Component] = []
    for at, label in enumerate(labels):
        mark, _, kind = str(label).partition("-")
        if mark == "I" and spans and spans[-1][0] == kind and spans[-1][2] == at:
            spans[-1] = (kind, spans[-1][1], at + 1)
        elif mark in ("B", "I"):
            spans.append((kind, at, at + 1))
    return spans


def token_counts(predicted: Sequence[str], gold: Sequence[str], kind: str) -> FCounts:
    """Tokens inside components of one type, B or I alike."""
    ours = [str(label).partition("-")[2] == kind for label in predicted]
    theirs = [str(label).partition("-")[2] == kind for label in gold]
    return FCounts(sum(a and b for a, b in zip(ours, theirs, strict=True)), sum(ours), sum(theirs))


def span_counts(predicted: Sequence[str], gold: Sequence[str]) -> FCounts:
    """Components with the same type and the same ends."""
    ours, theirs = set(iob_spans(predicted)), set(iob_spans(gold))
    return FCounts(len(ours & theirs), len(ours), len(theirs))
