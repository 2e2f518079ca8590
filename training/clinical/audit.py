"""How much of the label one finds without reading both texts: `python training/clinical/audit.py pairs.jsonl.gz`.

Claim-only and premise-only: bag of word n-grams; overlap-only: a few counts. Five folds by group; chance is .333.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.clinical.pair import LABELS, likeness, words

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Rows of a file of pairs."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        return [json.loads(line) for line in handle]


def overlap(row: Row) -> list[float]:
    """Overlap features: shared words and bigrams, lengths, copies, shared numbers, length ratio."""
    premise, claim = row["premise"], row["hypothesis"]
    covered, bigrams, extra = likeness(premise, claim)
    p, h = words(premise), words(claim)
    digits = [word for word in h if any(c.isdigit() for c in word)]
    return [
        covered,
        bigrams,
        extra,
        len(h) / 10,
        len(p) / 30,
        float(claim.rstrip(".").lower() in premise.lower()),
        sum(word in p for word in digits) / max(1, len(digits)),
        len(set(p) & set(h)) / max(1, len(set(p) | set(h))),
        covered * covered,
        float(covered == 1),
    ]


def predictions(rows: list[Row], kind: str) -> list[str]:
    """Held-out predictions of one baseline."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline

    labels = [row["label"] for row in rows]
    model: Any
    if kind == "overlap":
        data: list[Any] = [overlap(row) for row in rows]
        model = HistGradientBoostingClassifier(max_iter=80, random_state=0)
    else:
        data = [row[kind] for row in rows]
        counts = CountVectorizer(ngram_range=(1, 2), min_df=3, binary=True)
        model = make_pipeline(counts, LogisticRegression(C=0.3, max_iter=200))
    groups = [row["group"] for row in rows]
    return list(cross_val_predict(model, data, labels, groups=groups, cv=GroupKFold(5)))


def main() -> None:
    """Print accuracy of the baselines, overall and per phenomenon, and the counts of the labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    rows = read(parser.parse_args().pairs)
    hits: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    kinds = ("hypothesis", "overlap", "premise")
    for kind in kinds:
        for row, label in zip(rows, predictions(rows, kind), strict=True):
            hits["ALL"][kind].append(label == row["label"])
            hits[row["phenomenon"]][kind].append(label == row["label"])
    counts = Counter((row["phenomenon"], row["label"]) for row in rows) + Counter(("ALL", row["label"]) for row in rows)
    print("phenomenon", "claim-only", "overlap-only", "premise-only", *LABELS, sep="\t")
    for name in sorted(hits):
        shares = [f"{sum(hits[name][kind]) / len(hits[name][kind]):.3f}" for kind in kinds]
        print(name, *shares, *(counts[name, label] for label in LABELS), sep="\t")


if __name__ == "__main__":
    main()
