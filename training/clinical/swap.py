"""Pairs with an entity replaced on both sides: `python training/clinical/swap.py --size 1500 --out swaps.jsonl.gz`.

A row holds a pair and the same pair with one entity replaced: the label must not change, so a model that changes its
answer has learned something about the entity. `--pairs` takes a file of pairs instead of generating them.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.clinical.audit import read
from training.clinical.generate import generate, write
from training.clinical.vocabulary import DISEASES, DRUGS

KNOWLEDGE = {"concept_name", "concept_level", "concept_same_class"}
"""Phenomena whose label rests on what the entity is; an entity cannot be replaced there."""

Row = dict[str, str]


def names(kind: str) -> list[str]:
    """The entities of a kind that have no other name in the tables, longest first."""
    rows = DISEASES if kind == "disease" else DRUGS
    found = [row["name"] for row in rows]
    return sorted(found, key=lambda name: (-len(name), name))


def pattern(kind: str) -> re.Pattern[str]:
    """Any entity of the kind as a whole word."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names(kind)))})\b", re.IGNORECASE)


PATTERNS = {kind: pattern(kind) for kind in ("disease", "drug")}


def replace(text: str, old: str, new: str) -> str:
    """The text with one entity for another, keeping a capital at the start of a sentence, and the article right."""

    def put(match: re.Match[str]) -> str:
        capital = match[0][0].isupper() and old[0].islower()
        return new[0].upper() + new[1:] if capital else new

    swapped = re.sub(rf"\b{re.escape(old)}\b", put, text, flags=re.IGNORECASE)
    article = re.compile(rf"\b([Aa])n? (?={re.escape(new)})")
    return article.sub(lambda match: match[1] + ("n " if new[0].lower() in "aeiou" else " "), swapped)


def swap(row: Row, rng: random.Random) -> Row | None:
    """The row with the swapped texts, or None where no entity stands on both sides by the same name."""
    if row["phenomenon"] in KNOWLEDGE:
        return None
    for kind in ("disease", "drug"):
        in_claim = [match[0].lower() for match in PATTERNS[kind].finditer(row["hypothesis"])]
        in_premise = {match[0].lower() for match in PATTERNS[kind].finditer(row["premise"])}
        shared = [name for name in in_claim if name in in_premise]
        if not shared:
            continue
        old = next(name for name in names(kind) if name.lower() == shared[0])
        both = row["premise"].lower() + row["hypothesis"].lower()
        if kind == "drug" and next(d for d in DRUGS if d["name"] == old)["brand"].lower() in both:
            continue
        if kind == "disease" and next(d for d in DISEASES if d["name"] == old)["synonym"].lower() in both:
            continue
        free = [name for name in names(kind) if name.lower() not in both]
        new = rng.choice(free)
        texts = {
            "swapped_premise": replace(row["premise"], old, new),
            "swapped_hypothesis": replace(row["hypothesis"], old, new),
        }
        return row | texts | {"kind": kind, "old": old, "new": new}
    return None


def swaps(rows: list[Row], seed: int, size: int) -> list[Row]:
    """At most `size` swapped rows, in the order of the given ones, the labels equally frequent."""
    rng = random.Random(seed)
    left = dict.fromkeys(("entailment", "neutral", "contradiction"), size // 3)
    out = []
    for row in rows:
        if left[row["label"]] and (found := swap(row, rng)):
            left[row["label"]] -= 1
            out.append(found)
    return out


def changed(rows: list[Row]) -> float:
    """Share of the rows whose label the shipped model changes with the entity."""
    from reasonscore.verify.backend import TextPair
    from reasonscore.verify.backends.onnx import OnnxBackend

    pairs = [TextPair(row["premise"], row["hypothesis"]) for row in rows]
    swapped = [TextPair(row["swapped_premise"], row["swapped_hypothesis"]) for row in rows]
    labels = OnnxBackend().predict(pairs + swapped).argmax(axis=1)
    return float((labels[: len(rows)] != labels[len(rows) :]).mean())


def main() -> None:
    """Write the swapped pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=1500)
    parser.add_argument(
        "--pairs", type=Path, help="pairs to swap; generated with another seed than the training set otherwise"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--judge", action="store_true", help="print how often the shipped model changes its label")
    options = parser.parse_args()
    rows = read(options.pairs) if options.pairs else generate(1000 + options.seed, options.size * 9)
    found = swaps(rows, options.seed, options.size)
    write(found, options.out)
    print(f"{len(found)} pairs")
    if options.judge:
        print(f"label changed in {changed(found):.4f}")


if __name__ == "__main__":
    main()
