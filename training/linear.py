"""Fit a small logistic model and write it as a readable file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

RESOURCES = Path(__file__).parent.parent / "resources" / "reasonscore_resources" / "verify"


def fit(rows: list[dict[str, float]], truth: list[bool], groups: list[str]) -> tuple[LogisticRegression, np.ndarray]:
    """The model fitted on all rows, and its out-of-fold probabilities (five folds, no group in two)."""
    matrix = np.array([list(row.values()) for row in rows])
    model = LogisticRegression(C=10, max_iter=2000)
    held_out = cross_val_predict(model, matrix, truth, groups=groups, cv=GroupKFold(5), method="predict_proba")[:, 1]
    return model.fit(matrix, truth), held_out


def write(name: str, model: LogisticRegression, names: list[str], threshold: float, source: str) -> None:
    weights = {feature: round(float(weight), 3) for feature, weight in zip(names, model.coef_[0], strict=True)}
    content = {
        "source": source,
        "intercept": round(float(model.intercept_[0]), 3),
        "weights": weights,
        "threshold": threshold,
    }
    RESOURCES.mkdir(parents=True, exist_ok=True)
    (RESOURCES / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
