"""Write the pairs for tuning a trained student: every new written pair, and some of its own lessons to forget none.

    python training/tuning.py --pairs pairs.jsonl.gz --soft soft.npy --replay 14000 --out tuning.jsonl.gz
    python training/tuning.py ... --fresh sense forum --again 6000     # two files, and some of the others

Writes `tuning.jsonl.gz`, its pairs worded as the verifier words them (`shared_name.py`), and beside it `tuning.npy`,
the teacher's logits of the replayed ones; a pair that no teacher has seen has a row of NaN and its label counts alone.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
from mix import written
from pairs import Pair, read_file, write_file

from reasonscore.verify.shared_name import share_names

REPLAY = {
    "mnli_train_part": 0.24,
    "snli_train_part": 0.22,
    "evinf_train": 0.18,
    "written": 0.18,
    "tenp_train": 0.1,
    "scifact_train": 0.05,
    "clinical": 0.03,
}
"""Share of each source in what is replayed."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True, help="file of mix.py that the student was trained on")
    parser.add_argument("--soft", type=Path, required=True, help="the teacher's logits of these pairs")
    parser.add_argument("--replay", type=int, default=14000)
    parser.add_argument("--fresh", nargs="*", default=[], metavar="FILE", help="written files (default all)")
    parser.add_argument("--again", type=int, default=0, help="pairs of the other written files, drawn at random")
    parser.add_argument("--seed", type=int, default=29)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    known, soft = read_file(options.pairs), np.load(options.soft)
    seen = {(pair.premise, pair.hypothesis) for pair in known if pair.source == "written"}
    unseen = [pair for pair in written() if (pair.premise, pair.hypothesis) not in seen]
    fresh = set(written(options.fresh))
    new = [pair for pair in unseen if pair in fresh]
    shown = [pair for pair in unseen if pair not in fresh]
    new += rng.sample(shown, min(options.again, len(shown)))
    chosen = [(pair, np.full(3, np.nan, np.float32)) for pair in new]
    for source, part in REPLAY.items():
        places = [i for i, pair in enumerate(known) if pair.source == source]
        size = min(len(places), round(part * options.replay))
        chosen += [(known[i], soft[i].astype(np.float32)) for i in rng.sample(places, size)]
    rng.shuffle(chosen)
    pairs = [Pair(*share_names(p.premise, p.hypothesis), p.label, p.source) for p, _ in chosen]
    print(json.dumps({"pairs": len(pairs), "sources": dict(sorted(Counter(p.source for p in pairs).items()))}))
    print(json.dumps({"digest": write_file(options.out, pairs)}))
    np.save(options.out.with_name(options.out.name.split(".")[0] + ".npy"), np.array([row for _, row in chosen]))


if __name__ == "__main__":
    main()
