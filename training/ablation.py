"""Measure what words, model and checks each bring, on the development parts and the clinical probes.

    python training/ablation.py --data NLI_FOLDER [--rows FOLDER] [--limit 300]

Four variants: `words` (shared words only, fitted), `NLI` (the embedded model's own probabilities), `checks` (words and
checks, fitted), `both` (what ships). Fitted variants use the pairs of training/combine.py and nothing else; development
rows are measured only. Prints one Markdown table of accuracy and one of the AUROC of support and the calibration error.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from combine import (
    ORDER,
    RESOURCES,
    Sample,
    Table,
    calibration_error,
    fit,
    prepare,
    training_samples,
)
from pairs import part_of
from sklearn.metrics import roc_auc_score
from stored import StoredBackend

from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.combine import choose
from reasonscore.verify.features import CHECK_NAMES
from reasonscore.verify.verdict import LABELS

SETS = (
    "clinical_probes_dev scifact_train evinf_dev mnli_train_part snli_train_part tenp_dev nli4ct_dev"
).split()  # fmt: skip
MODEL = ("supported", "contradicted", "supported_by_recall", "contradicted_by_recall", "certain")


def development(folder: Path, name: str, limit: int) -> tuple[list[Sample], list[str]]:
    """Measured rows of a set, and the probe or source of each."""
    path = next(folder.glob(f"{name}.jsonl*"))
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle]
    if "train" in name:
        rows = [row for row in rows if part_of(row["premise"]) == "development"]
    if limit and len(rows) > limit:
        rows = [rows[index * len(rows) // limit] for index in range(limit)]
    samples = []
    for row in rows:
        evidence = row["evidence"] if "evidence" in row else [row["premise"]]
        label = LABELS.index(ORDER.get(row["label"], row["label"]))
        samples.append(Sample(row.get("claim") or row["hypothesis"], evidence, label, name))
    return samples, [row.get("group", "") for row in rows]


def own_rows(samples: list[Sample], table: Table) -> np.ndarray:
    """The backend's probabilities of the window that it would let decide."""
    found = []
    for sample in samples:
        odds = np.array([[f["supported"], f["contradicted"], 0.0] for f in sample.features])
        rows = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
        found.append(rows[choose(rows).chosen])
    return np.array(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=RESOURCES / "nli")
    parser.add_argument("--rows", type=Path, default=Path("/tmp/reasonscore-rows"))
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--clinical", type=int, default=3000)
    parser.add_argument("--strength", type=float, default=1.0)
    options = parser.parse_args()
    backend = StoredBackend(OnnxBackend(options.model), options.rows)
    training = training_samples(options.data, options.clinical)
    prepare(training, backend)
    every = list(next(s.features[0] for s in training if s.features))
    checked = {n for n in every if n.removeprefix("sure_").rsplit("_", 1)[0] in (*CHECK_NAMES, "any")}
    subsets = {
        "words": [n for n in every if n not in checked and n not in MODEL],
        "checks": [n for n in every if n not in MODEL],
        "both": every,
    }
    models = {}
    for variant, names in subsets.items():
        table = Table(training, names)
        models[variant] = (fit(table, np.arange(len(table.samples)), options.strength), names)
    scores: dict[str, dict[str, str]] = defaultdict(dict)
    for name in SETS:
        samples, groups = development(options.data, name, options.limit)
        prepare(samples, backend)
        groups = [g for g, s in zip(groups, samples, strict=True) if s.features]
        samples = [s for s in samples if s.features]
        labels = np.array([s.label for s in samples])
        for variant in ("words", "NLI", "checks", "both"):
            if variant == "NLI":
                rows = own_rows(samples, Table(samples, every))
            else:
                model, names = models[variant]
                table = Table(samples, names)
                rows = table.judge(model, np.arange(len(samples)))
            right = rows.argmax(axis=1) == labels
            cell = f"{right.mean():.3f} / {roc_auc_score(labels == 0, rows[:, 0]):.2f} / "
            cell += f"{calibration_error(rows, labels):.2f}"
            if groups[0]:
                whole = [all(right[i] for i, g in enumerate(groups) if g == group) for group in dict.fromkeys(groups)]
                cell += f" ({np.mean(whole):.2f} of groups)"
            scores[name][variant] = cell
    print("| set (accuracy / AUROC of support / calibration error) | words | NLI | checks | both |")
    print("|---|---|---|---|---|")
    for name, row in scores.items():
        print(f"| {name} | " + " | ".join(row[v] for v in ("words", "NLI", "checks", "both")) + " |")


if __name__ == "__main__":
    main()
