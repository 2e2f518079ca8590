"""How well verdicts rank claims beside long evidence: reference steps beside judged responses that were not fitted.

    python training/judged.py CASES/medrbench_judged.jsonl.gz [--count 600]

The cases are the half that training/combine.py leaves out. Prints the AUROC of the supported probability and of plain
word recall against the judge.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from combine import judged_pairs
from sklearn.metrics import roc_auc_score

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.onnx import OnnxBackend
from reasonscore.verify.verifier import Case, Verifier
from reasonscore.verify.words import content_words, recall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--count", type=int, default=600)
    options = parser.parse_args()
    samples = judged_pairs(options.cases, options.count, half=1)
    cases = [
        Case([Claim("c", one.claim, one.claim, ())], [[Passage(text) for text in one.evidence]]) for one in samples
    ]
    verdicts = [judgement.verdicts[0] for judgement in Verifier(OnnxBackend()).verify_many(cases)]
    support = [one.probabilities.supported if one.probabilities else 0.0 for one in verdicts]
    said = [one.label == "supported" for one in verdicts]
    found = [one.label == 0 for one in samples]
    hit = sum(s for s, f in zip(said, found, strict=True) if f) / sum(found)
    kept = sum(not s for s, f in zip(said, found, strict=True) if not f) / (len(found) - sum(found))
    words = [recall(content_words(one.claim), frozenset(content_words(one.evidence[0]))) for one in samples]
    print(f"{len(samples)} steps: AUROC {roc_auc_score(found, support):.3f}, balanced accuracy {(hit + kept) / 2:.3f};")
    print(f"words alone: AUROC {roc_auc_score(found, words):.3f}")


if __name__ == "__main__":
    main()
