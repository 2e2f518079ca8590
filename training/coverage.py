"""Fit the coverage model of reasonscore/verify/coverage.py on judged MedR-Bench reference steps.

python training/coverage.py CASES/medrbench_judged.jsonl.gz
"""

from __future__ import annotations

import gzip
import json
import sys

import numpy as np
from linear import fit, write
from sklearn.metrics import roc_auc_score

from reasonscore.verify.backend import TextPair
from reasonscore.verify.coverage import ResponseIndex
from reasonscore.verify.onnx import OnnxBackend


def main() -> None:
    asked, truth, groups = [], [], []
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as handle:
        for case in map(json.loads, handle):
            response = ResponseIndex("\n".join(step["step"] for step in case["judged_steps"] or []))
            for step in case["judged_reference_steps"] or []:
                asked.append((response, step["step"], response.windows(step["step"])))
                truth.append(bool(step["hit"]))
                groups.append(case["id"])
    pairs = [TextPair(window.text, item) for _, item, windows in asked for window in windows]
    judged = iter(np.split(OnnxBackend().predict(pairs), np.cumsum([len(windows) for _, _, windows in asked])[:-1]))
    rows = [response.features(item, windows, next(judged)) for response, item, windows in asked]
    model, held_out = fit(rows, truth, groups)
    labels = np.array(truth)

    def balanced(threshold: float) -> float:
        return float((held_out[labels] >= threshold).mean() + (held_out[~labels] < threshold).mean()) / 2

    threshold = float(max(np.arange(0.3, 0.8, 0.05), key=balanced).round(2))
    print(f"AUROC {roc_auc_score(truth, held_out):.3f}, balanced accuracy {balanced(threshold):.3f} at {threshold}")
    for name in rows[0]:
        print(f"  {name} alone {roc_auc_score(truth, [row[name] for row in rows]):.3f}")
    write("coverage", model, list(rows[0]), threshold, "training/coverage.py, five-fold by case")


if __name__ == "__main__":
    main()
