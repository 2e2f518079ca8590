"""Let one or several teachers judge a file of pairs: the mean of their logits, in the order of the file.

python training/label.py --pairs all.jsonl.gz --teacher TEACHER/model [--teacher ...] --out soft.npy
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from batch import Encoder
from pairs import UNLABELLED, read_file
from train import logits_of
from transformers import AutoModelForSequenceClassification


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, action="append", required=True)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    pairs = read_file(options.pairs)[: options.limit]
    total = np.zeros((len(pairs), 3), np.float32)
    for folder in options.teacher:
        model = AutoModelForSequenceClassification.from_pretrained(folder).float().to(options.device)
        encoder = Encoder(folder, model.config.pad_token_id, getattr(model.config, "type_vocab_size", 1) > 1)
        total += logits_of(model, encoder, pairs, options.device, options.bf16)
    mean = total / len(options.teacher)
    np.save(options.out, mean.astype(np.float16))
    sources = np.array([p.source for p in pairs])
    labels = np.array([p.label for p in pairs])
    for source in sorted(set(sources)):
        of = sources == source
        known = of & (labels != UNLABELLED)
        share = np.bincount(mean[of].argmax(-1), minlength=3) / of.sum()
        agreed = f"{(mean[known].argmax(-1) == labels[known]).mean():.3f}" if known.any() else "-"
        print(f"{source}: {of.sum()} pairs, agrees with {agreed} of the labels, classes {share.round(3).tolist()}")


if __name__ == "__main__":
    main()
