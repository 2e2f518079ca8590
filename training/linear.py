"""Fit a small logistic model and write it as a readable file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

RESOURCES = Path(__file__).parent.parent / "resources" / "reasonscore_resources" / "verify"


def fit(
    rows: list[dict[str, float]],
    truth: list[bool],
    groups: list[str],
    strata: list[str] | None = None,
    *,
    known: bool = False,
) -> tuple[LogisticRegression, np.ndarray]:
    """The model fitted on all rows, and its out-of-fold probabilities (five folds, no group in two).

    Args:
        rows: Features by name.
        truth: What they should give.
        groups: Rows of one group stay in one fold.
        strata: A nuisance, held constant: its columns follow the features' in the model's weights (first stratum left
            out), and the probabilities are those of a row that belongs to all strata equally.
        known: The probabilities are those of the row's own stratum instead: what could be told by one who knew it.
    """
    matrix = np.array([list(row.values()) for row in rows])
    names = sorted(set(strata or []))
    nuisance = np.array([[float(own == name) for name in names[1:]] for own in strata or [""] * len(rows)])
    full = np.hstack([matrix, nuisance.reshape(len(rows), -1)])
    model = LogisticRegression(C=10, max_iter=2000)
    held_out = np.zeros(len(rows))
    for seen, unseen in GroupKFold(5).split(full, truth, groups):
        model.fit(full[seen], np.array(truth)[seen])
        held = full[unseen].copy()
        if not known:
            held[:, matrix.shape[1] :] = 1 / max(1, len(names))
        held_out[unseen] = model.predict_proba(held)[:, 1]
    return model.fit(full, truth), held_out


def write(name: str, model: LogisticRegression, names: list[str], threshold: float, source: str) -> None:
    """Write a fitted model."""
    weights = {feature: float(weight) for feature, weight in zip(names, model.coef_[0], strict=True)}
    write_weights(name, float(model.intercept_[0]), weights, threshold, source)


def write_weights(
    name: str, intercept: float, weights: dict[str, float], threshold: float, source: str, **further: dict[str, float]
) -> None:
    """Write weights, rounded to three decimals, and what else belongs to the model."""
    content = {
        "source": source,
        "intercept": round(intercept, 3),
        "weights": {feature: round(weight, 3) for feature, weight in weights.items()},
        "threshold": threshold,
        **further,
    }
    RESOURCES.mkdir(parents=True, exist_ok=True)
    (RESOURCES / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
