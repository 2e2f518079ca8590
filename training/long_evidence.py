"""How well verdicts rank claims beside long evidence that was not fitted, against plain word recall.

    python training/long_evidence.py CASES/medrbench_judged.jsonl.gz [--count 600]

Two kinds: statements beside the long answers that training/combine.py leaves out (one block of four), and reference
steps beside responses, the half of the cases that it leaves out, as a judge found them there or not. Prints the AUROC
of the supported probability and of word recall, and the accuracy or, for the judge's two labels, balanced accuracy.
Then what becomes of such statements when they are turned round by one "not" (training/turned.py), as claims by
themselves and as claims of a response: no passage that supports a statement supports its denial.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from combine import Sample, judged_pairs, response_pairs, turned_pairs
from sklearn.metrics import roc_auc_score

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.verdict import LABELS
from reasonscore.verify.verifier import Case, Verifier
from reasonscore.verify.words import content_words, recall


def described(name: str, samples: Sequence[Sample], *, three_labels: bool) -> str:
    """One line of figures."""
    cases = [
        Case([Claim("c", one.claim, one.claim, ())], [[Passage(text) for text in one.evidence]]) for one in samples
    ]
    verdicts = [judgement.verdicts[0] for judgement in Verifier(OnnxBackend()).verify_many(cases)]
    support = [one.probabilities.supported if one.probabilities else 0.0 for one in verdicts]
    found = [one.label == 0 for one in samples]
    words = [recall(content_words(one.claim), frozenset(content_words(one.evidence[0]))) for one in samples]
    if three_labels:
        right = sum(v.label == LABELS[one.label] for v, one in zip(verdicts, samples, strict=True)) / len(samples)
        accuracy = f"accuracy {right:.3f}"
    else:
        said = [one.label == "supported" for one in verdicts]
        hit = sum(s for s, f in zip(said, found, strict=True) if f) / sum(found)
        kept = sum(not s for s, f in zip(said, found, strict=True) if not f) / (len(found) - sum(found))
        accuracy = f"balanced accuracy {(hit + kept) / 2:.3f}"
    return (
        f"{len(samples)} {name}: AUROC {roc_auc_score(found, support):.3f}, {accuracy}; "
        f"words alone: AUROC {roc_auc_score(found, words):.3f}"
    )


def of_denials(samples: Sequence[Sample], *, extracted: bool) -> str:
    """One line: labels of statements that are contradicted since they were turned round."""
    cases = [
        Case([Claim("c", one.claim, one.claim, ())], [[Passage(text) for text in one.evidence]], extracted=extracted)
        for one in samples
        if one.label == LABELS.index("contradicted")
    ]
    counts = Counter(judgement.verdicts[0].label for judgement in Verifier(OnnxBackend()).verify_many(cases))
    return f"{len(cases)} turned round, {'of a response' if extracted else 'by themselves'}: " + ", ".join(
        f"{counts[label]} {label}" for label in LABELS
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--count", type=int, default=600)
    options = parser.parse_args()
    print(described("statements beside answers", response_pairs(measured=True), three_labels=True))
    denied = turned_pairs(response_pairs(measured=True), 250)
    for extracted in (False, True):
        print(of_denials(denied, extracted=extracted))
    print(described("judged steps", judged_pairs(options.cases, options.count, half=1), three_labels=False))


if __name__ == "__main__":
    main()
