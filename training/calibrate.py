"""Fit the temperature of an exported model on pairs that it was neither trained nor measured on.

    python training/calibrate.py --data NLI_FOLDER --model RESOURCES/nli

Prints the temperature with the lowest log loss and writes it into config.json.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
from pairs import LABELS, MIXTURE, Pair, read_pairs

from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.verdict import LABELS as VERDICTS

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.clinical.written import read_written

EACH = 500
ORDER = {"entailment": "supported", "neutral": "unverifiable", "contradiction": "contradicted"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    options = parser.parse_args()
    unused: list[Pair] = []
    for name in MIXTURE:
        left = list(read_pairs(options.data / f"{name}.jsonl.gz", "calibration"))
        unused += random.Random(0).sample(left, min(EACH, len(left)))
    unused += [
        Pair(pair.premise, pair.hypothesis, LABELS.index(pair.label), "written")
        for pair in read_written()
        if pair.is_calibration
    ]
    rows = OnnxBackend(options.model).predict([TextPair(p.premise, p.hypothesis) for p in unused])
    truth = np.array([VERDICTS.index(ORDER[LABELS[p.label]]) for p in unused])
    config = json.loads((options.model / "config.json").read_text(encoding="utf-8"))
    logits = np.log(rows) * config["temperature"]

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled -= np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-scaled[np.arange(len(truth)), truth].mean())

    best = min(np.arange(0.5, 3.01, 0.05), key=loss)
    print(f"{len(unused)} pairs: temperature {best:.2f}, log loss {loss(best):.4f} (at 1: {loss(1.0):.4f})")
    config["temperature"] = round(float(best), 2)
    (options.model / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
