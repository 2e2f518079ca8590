"""Write one file with every training pair of a run, shuffled: general and biomedical sets, made and written pairs.

    python training/mix.py --data NLI --clinical clinical.jsonl.gz [--unlabelled corpora.jsonl.gz] --out pairs.jsonl.gz

With `--unlabelled`, pairs for the teacher to judge are added; the student learns from both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from pairs import LABELS, Pair, general, read_file, write_file

sys.path.insert(0, str(Path(__file__).parent.parent))
from training.clinical.written import read_written

WRITTEN_TIMES = 3
"""How often a written pair is shown: there are few, and they are nearest to what people write."""


def clinical(path: Path) -> list[Pair]:
    """The pairs of `clinical/generate.py`."""
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle]
    return [Pair(row["premise"], row["hypothesis"], LABELS.index(row["label"]), "clinical") for row in rows]


def written(files: Collection[str] = ()) -> list[Pair]:
    """The written pairs of all files, or of those that are named, but for the blocks kept for calibration."""
    return [
        Pair(pair.premise, pair.hypothesis, LABELS.index(pair.label), "written")
        for pair in read_written(files=files)
        if not pair.is_calibration
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--clinical", type=Path, required=True)
    parser.add_argument("--unlabelled", type=Path)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    pairs = general(options.data, rng) + clinical(options.clinical) + written() * WRITTEN_TIMES
    if options.unlabelled:
        pairs += read_file(options.unlabelled)
    rng.shuffle(pairs)
    print(json.dumps({"pairs": len(pairs), "sources": dict(sorted(Counter(p.source for p in pairs).items()))}))
    print(json.dumps({"digest": write_file(options.out, pairs)}))


if __name__ == "__main__":
    main()
