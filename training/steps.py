"""Fit the citation model of reasonscore/verify/step.py on judged MedR-Bench steps.

python training/steps.py CASES/medrbench_judged.jsonl.gz
"""

from __future__ import annotations

import gzip
import json
import sys

import numpy as np
from linear import fit, write
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, f1_score, roc_auc_score

from reasonscore.verify.step import NEAR, step_features
from reasonscore.verify.words import content_words


def main() -> None:
    rows, truth, groups, models = [], [], [], []
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as handle:
        for case in map(json.loads, handle):
            steps = [step["step"] for step in case["judged_steps"] or []]
            asked = frozenset(content_words(case["case_summary"]))
            words = [frozenset(content_words(step)) for step in steps]
            for index, step in enumerate(case["judged_steps"] or []):
                earlier = words[:index]
                rows.append(step_features(step["step"], asked, earlier[-NEAR:], frozenset().union(*earlier)))
                truth.append(step["category"].lower() == "citation")
                groups.append(case["id"])
                models.append(case["model"])
    model, held_out = fit(rows, truth, groups)
    thresholds = np.arange(0.2, 0.6, 0.025)
    threshold = float(max(thresholds, key=lambda t: f1_score(truth, held_out >= t)).round(3))
    predicted = held_out >= threshold
    print(
        f"citation F1 {f1_score(truth, predicted):.3f}, kappa {cohen_kappa_score(truth, predicted):.3f} at {threshold}"
    )
    matrix, gold, names = np.array([list(row.values()) for row in rows]), np.array(truth), np.array(models)
    for name in sorted(set(models)):
        other = LogisticRegression(C=10, max_iter=2000).fit(matrix[names != name], gold[names != name])
        unseen = other.predict_proba(matrix[names == name])[:, 1]
        print(f"fitted without {name}: AUROC on it {roc_auc_score(gold[names == name], unseen):.3f}")
    write("citation", model, list(rows[0]), threshold, "training/steps.py, five-fold by case")


if __name__ == "__main__":
    main()
