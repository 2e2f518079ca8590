"""Make clinical entailment pairs: `python training/clinical/generate.py --seed 1 --size 24000 --out pairs.jsonl.gz`."""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from training.clinical import labs, modality, negation, quantities, relations, texts, trials
from training.clinical.pair import realise
from training.clinical.records import record_rows
from training.clinical.vocabulary import Draw

FRAMES = [*quantities.FRAMES, *negation.FRAMES, *modality.FRAMES, *relations.FRAMES, *texts.FRAMES]
RECORD_FRAMES = [*trials.FRAMES, *labs.FRAMES]

Row = dict[str, str]


def groups(seed: int) -> Iterator[list[Row]]:
    """Groups of rows without end: the minimal pairs of one draw of one frame."""
    rng = random.Random(seed)
    frames, weights = zip(*FRAMES, strict=True)
    number = 0
    while True:
        frame = rng.choices(frames, weights)[0]
        items = frame(Draw(rng))
        if len(items) > 2:
            items = rng.sample(items, 2)
        rows = []
        for found in items:
            for premise, claim, label in realise(rng, found):
                row = {"premise": premise, "hypothesis": claim, "label": label, "source": "clinical"}
                rows.append(row | {"phenomenon": found.phenomenon, "group": f"c{number}"})
        if rows:
            number += 1
            yield rows


def generate(seed: int, size: int) -> list[Row]:
    """The first `size` rows, in whole triples; no pair occurs twice."""
    seen: set[tuple[str, str]] = set()
    out: list[Row] = []
    for rows in groups(seed):
        for start in range(0, len(rows), 3):
            triple = rows[start : start + 3]
            keys = {(row["premise"].lower(), row["hypothesis"].lower()) for row in triple}
            if len(keys) < 3 or keys & seen:
                continue
            seen |= keys
            out += triple
        if len(out) >= size:
            return out[: size - size % 3]
    return out


def handmade() -> list[Row]:
    """The pairs of `handmade.tsv`; the three pairs of one premise or claim are a group."""
    out = []
    with (Path(__file__).parent / "handmade.tsv").open(encoding="utf-8", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)):
            fields = {key: row[key] for key in ("premise", "hypothesis", "label")}
            out.append(fields | {"source": "clinical", "phenomenon": row["phenomenon"], "group": f"h{number // 3}"})
    return out


def write(rows: list[Row], path: Path) -> None:
    """Write the rows as JSON lines, gzipped by suffix; the bytes depend on the rows only."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    if path.suffix == ".gz":
        buffer = io.BytesIO()
        with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, filename="") as handle:
            handle.write(text)
        text = buffer.getvalue()
    path.write_bytes(text)


def main() -> None:
    """Write the pairs and print how many there are of each phenomenon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=24_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--handmade", type=int, default=0, metavar="N", help="add the handmade pairs, N times")
    parser.add_argument("--records", type=int, default=0, metavar="N", help="add N rows over trial and patient records")
    options = parser.parse_args()
    rows = generate(options.seed, options.size) + handmade() * options.handmade
    rows += record_rows(options.seed, RECORD_FRAMES, options.records) if options.records else []
    write(rows, options.out)
    for name, count in sorted(Counter(row["phenomenon"] for row in rows).items()):
        print(f"{name}\t{count}")


if __name__ == "__main__":
    main()
