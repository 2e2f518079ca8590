"""Training pairs of the embedded model: read, cut into parts by premise, balanced by label within each source."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Part = Literal["training", "calibration", "development"]

LABELS = ("entailment", "neutral", "contradiction")
"""Order of the model's outputs; the exported model's config.json maps them to verdicts."""

UNLABELLED = -1
"""Label of a pair that only the teacher judges."""

MIXTURE: dict[str, int] = {
    "mnli_train_part": 1,
    "snli_train_part": 1,
    "tenp_train": 1,
    "evinf_train": 1,
    "scifact_train": 3,
}
"""Shippable sets and how often each is shown. Sets with two classes or without a usable licence are out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One premise and hypothesis with the index of its label in `LABELS`, or `UNLABELLED`."""

    premise: str
    hypothesis: str
    label: int
    source: str


def part_of(premise: str) -> Part:
    """The part that a premise belongs to: a tenth each for measuring and for calibrating, by digest."""
    last = hashlib.md5(premise.strip().encode()).hexdigest()[-1]
    return {"0": "development", "1": "calibration"}.get(last, "training")  # type: ignore[return-value]


def read_pairs(path: Path, part: Part) -> Iterator[Pair]:
    """The pairs of one part of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            if part_of(row["premise"]) == part:
                yield Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"]), path.name.split(".")[0])


def balanced(pairs: list[Pair], at_most: int | None, rng: random.Random) -> list[Pair]:
    """Equally many pairs of each label: a source whose labels are uneven teaches its topic instead of the relation."""
    by_label: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_label[pair.label].append(pair)
    size = min(len(group) for group in by_label.values())
    if at_most is not None:
        size = min(size, at_most // len(LABELS))
    return [pair for label in sorted(by_label) for pair in rng.sample(by_label[label], size)]


def general(folder: Path, rng: random.Random) -> list[Pair]:
    """The training parts of the general and biomedical sets, in the order of `MIXTURE`."""
    pairs = []
    for name, times in MIXTURE.items():
        pairs += balanced(list(read_pairs(folder / f"{name}.jsonl.gz", "training")), None, rng) * times
    return pairs


def write_file(path: Path, pairs: list[Pair]) -> str:
    """Write the pairs as gzip JSON Lines and return the SHA-256 of their text, the identity of a run's data."""
    state = hashlib.sha256()
    with gzip.GzipFile(path, "wb", mtime=0) as handle:
        for pair in pairs:
            line = json.dumps([pair.premise, pair.hypothesis, pair.label, pair.source], ensure_ascii=False) + "\n"
            state.update(line.encode())
            handle.write(line.encode())
    return state.hexdigest()


def read_file(path: Path) -> list[Pair]:
    """The pairs of a file that `write_file` wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        return [Pair(*json.loads(line)) for line in handle]
