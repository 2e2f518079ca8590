"""Training pairs of the embedded model: read, held out by premise, balanced by label within each source."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LABELS = ("entailment", "neutral", "contradiction")
"""Order of the model's outputs; `label_map.json` maps them to verdicts."""

MIXTURE: dict[str, tuple[int | None, int]] = {
    "mnli_train_part": (12_000, 1),
    "snli_train_part": (6_000, 1),
    "tenp_train": (5_400, 1),
    "evinf_train": (3_900, 1),
    "scifact_train": (None, 2),
}
"""Shippable sets: (pairs at most, times each is shown). Sets with two classes or without a usable licence are out."""

SECOND: dict[str, tuple[int | None, int]] = {
    "mnli_train_part": (6_000, 1),
    "snli_train_part": (2_400, 1),
    "tenp_train": (3_000, 1),
    "evinf_train": (2_400, 1),
    "scifact_train": (None, 1),
}
"""What the second phase, on clinical pairs, repeats so that nothing of the first is forgotten."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One premise and hypothesis with the index of its label in `LABELS`."""

    premise: str
    hypothesis: str
    label: int
    source: str


def is_held_out(premise: str) -> bool:
    """True where the premise belongs to the development part of its file (a tenth, by digest)."""
    return hashlib.md5(premise.strip().encode()).hexdigest().endswith("0")


def read_pairs(path: Path, held_out: bool) -> Iterator[Pair]:
    """The training part of a set, or its development part."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            if is_held_out(row["premise"]) == held_out:
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


SEEDS = (17, 18)
"""Seeds of the two phases of the shipped model."""


def general(folder: Path, table: dict[str, tuple[int | None, int]], rng: random.Random) -> list[Pair]:
    """The pairs of a table of sets, in the order of the table."""
    pairs = []
    for name, (at_most, times) in table.items():
        found = balanced(list(read_pairs(folder / f"{name}.jsonl.gz", held_out=False)), at_most, rng)
        pairs += found * times
    return pairs


def trained_on(folder: Path) -> set[Pair]:
    """The general pairs that the shipped model has seen in either phase."""
    first, second = (random.Random(seed) for seed in SEEDS)
    return set(general(folder, MIXTURE, first)) | set(general(folder, SECOND, second))


def mixture(folder: Path, seed: int, clinical: Path | None = None) -> list[Pair]:
    """The training mixture, shuffled: the general sets, or fewer of them with the clinical pairs of a second phase."""
    rng = random.Random(seed)
    pairs = general(folder, SECOND if clinical else MIXTURE, rng)
    if clinical:
        with gzip.open(clinical, "rt", encoding="utf-8") as handle:
            rows = [json.loads(line) for line in handle]
        pairs += [Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"]), "clinical") for row in rows]
    rng.shuffle(pairs)
    return pairs


def digest(pairs: list[Pair]) -> str:
    """SHA-256 of the pairs in their order: the identity of a training run's data."""
    state = hashlib.sha256()
    for pair in pairs:
        state.update(json.dumps([pair.premise, pair.hypothesis, pair.label], ensure_ascii=False).encode())
    return state.hexdigest()
