"""Fit the coverage model of reasonscore/verify/coverage.py on judged MedR-Bench reference steps.

python training/coverage.py CASES/medrbench_judged.jsonl.gz [--sample CASES]

The features over words are fitted on all cases; the entailment model is asked about a sample of them, and what it adds
is fitted there on top of the log odds of the words. The judged model (which writes longer or shorter responses) is held
constant: it would otherwise speak through every feature. So is the form in which the judge was given the reference: of
the steps of one model written `<Step 1>` it found 81 % covered, of those written in another way 40 %.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from itertools import groupby

import numpy as np
from linear import RESOURCES, fit, write_weights
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.coverage import ResponseIndex
from reasonscore.verify.window import Window

ENTAILMENT = {"entailed": 1, "contradicted": -1}
"""Features of the entailment model, and the sign that their weights must have."""
LITTLE = 0.35
"""Share of an item's words below which a response says little of it."""
Asked = tuple[ResponseIndex, str, list[Window]]


def with_entailment(
    asked: list[Asked], labels: np.ndarray, groups: list[str], weights: dict[str, float], intercept: float, sample: int
) -> tuple[dict[str, float], float]:
    """Weights and intercept with what the entailment model adds, fitted on a sample of the cases."""
    ids = sorted(set(groups))
    random.Random(1).shuffle(ids)
    kept = [i for i, group in enumerate(groups) if group in set(ids[:sample])]
    pairs = [TextPair(window.text, asked[i][1]) for i in kept for window in asked[i][2]]
    sizes = np.cumsum([len(asked[i][2]) for i in kept])[:-1]
    entailment = [
        asked[i][0].features(asked[i][1], asked[i][2], part)
        for i, part in zip(kept, np.split(OnnxBackend().predict(pairs), sizes), strict=True)
    ]
    odds = np.array([intercept + sum(weights[name] * row[name] for name in weights) for row in entailment])
    # What the response entails can only speak for coverage, what it contradicts only against it.
    names = list(ENTAILMENT)
    while True:
        matrix = np.column_stack([odds, *([row[name] for row in entailment] for name in names)])
        second = LogisticRegression(C=10, max_iter=2000).fit(matrix, labels[kept])
        wrong = [name for name, weight in zip(names, second.coef_[0][1:], strict=True) if weight * ENTAILMENT[name] < 0]
        if not wrong:
            break
        names.remove(wrong[0])
    scale = float(second.coef_[0][0])
    final = {name: float(weight) * scale for name, weight in weights.items()}
    final |= dict(zip(names, map(float, second.coef_[0][1:]), strict=True))
    return final, float(second.intercept_[0]) + scale * intercept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases")
    parser.add_argument("--sample", type=int, default=45, help="cases that the entailment model is asked about")
    parser.add_argument("--keep", action="store_true", help="keep the shipped weights of the entailment model")
    options = parser.parse_args()
    asked, truth, groups, models, forms, judged, owners = [], [], [], [], [], [], []
    with gzip.open(options.cases, "rt", encoding="utf-8") as handle:
        for number, case in enumerate(map(json.loads, handle)):
            text = "\n".join(step["step"] for step in case["judged_steps"] or [])
            response = ResponseIndex(text, case["case_summary"])
            for step in case["judged_reference_steps"] or []:
                asked.append((response, step["step"], response.windows(step["step"])))
                truth.append(bool(step["hit"]))
                groups.append(case["id"])
                models.append(case["model"])
                forms.append(f"{case['model']} {step['step'][:1] == '<'}")
                judged.append(case["judged_scores"]["completeness"])
                owners.append(number)
    labels = np.array(truth)
    rows = [response.shared(item, windows) for response, item, windows in asked]
    model, held_out = fit(rows, truth, groups, forms)
    told = fit(rows, truth, groups, forms, known=True)[1]
    matrix, names_of = np.array([list(row.values()) for row in rows]), np.array(models)
    unseen = np.zeros(len(rows))
    for name in sorted(set(models)):
        other = LogisticRegression(C=10, max_iter=2000).fit(matrix[names_of != name], labels[names_of != name])
        unseen[names_of == name] = other.predict_proba(matrix[names_of == name])[:, 1]
    weights = dict(zip(rows[0], model.coef_[0], strict=False))
    # That of a row that belongs to all strata equally; the first has no column.
    strata = model.coef_[0][len(weights) :]
    intercept = float(model.intercept_[0]) + float(strata.sum()) / (len(strata) + 1)

    if options.keep:
        shipped = json.loads((RESOURCES / "coverage.json").read_text(encoding="utf-8"))["weights"]
        final = weights | {name: shipped[name] for name in ENTAILMENT if name in shipped}
        start = intercept
    else:
        final, start = with_entailment(asked, labels, groups, weights, intercept, options.sample)

    def balanced(threshold: float) -> float:
        return float((held_out[labels] >= threshold).mean() + (held_out[~labels] < threshold).mean()) / 2

    def within(threshold: float | None, values: np.ndarray = held_out) -> float:
        """Rank correlation of the share covered (or, without a threshold, of the mean probability) within a model."""
        values = values if threshold is None else values >= threshold
        found = []
        for name in sorted(set(models)):
            cases = []
            for _, part in groupby((i for i in range(len(owners)) if models[i] == name), key=owners.__getitem__):
                items = list(part)
                cases.append((float(values[items].mean()), judged[items[0]]))
            found.append(float(spearmanr(*zip(*cases, strict=True)).statistic))
        return float(np.mean(found))

    threshold = float(max(np.arange(0.5, 0.7, 0.025), key=lambda one: balanced(one) + within(one)).round(3))
    print(
        f"without entailment: AUROC {roc_auc_score(truth, held_out):.3f}, balanced accuracy {balanced(threshold):.3f},"
    )
    print(f"rank correlation within a model {within(threshold):.3f} at {threshold}")
    print(f"rank correlation of the mean probability {within(None):.3f}")
    print(f"  fitted on the other model {within(None, unseen):.3f}, told the judge's form {within(None, told):.3f}")
    said = np.array([row["in_response"] for row in rows])
    for form in sorted(set(forms)):
        own = np.array([one == form for one in forms])
        little = own & (said < LITTLE)
        print(f"  {form}: {labels[own].mean():.3f} of {own.sum()} found covered;", end=" ")
        print(f"{labels[little].mean():.3f} of the {little.sum()} of whose words the response says less than {LITTLE}")
    residual = labels - held_out
    shared = [residual[list(part)] for _, part in groupby(range(len(owners)), key=owners.__getitem__)]
    pairs_of = sum(len(one) * (len(one) - 1) for one in shared)
    between = sum(float(one.sum() ** 2 - (one**2).sum()) for one in shared) / pairs_of
    print(f"share of the error that the items of a response have in common {between / float((residual**2).mean()):.3f}")
    for name in rows[0]:
        print(f"  {name} alone {roc_auc_score(truth, [row[name] for row in rows]):.3f}")
    write_weights("coverage", start, final, threshold, "training/coverage.py, five-fold by case")


if __name__ == "__main__":
    main()
