"""Fit what a contradiction needs to be asserted (reasonscore/verify/second_reading.py).

    python training/contradiction.py --data NLI_FOLDER [--rows FOLDER]

To be run after training/combine.py, whose pairs it takes: of these the ones that the combination calls contradicted,
right or wrong, those beside long answers among them. Beside them stand claims of ordinary text, half of the cases
(the other half measures): responses to patients beside the doctor's reply that they tell (`../cases/askdocs.jsonl`),
the same claims beside the nearest reply to another patient, and reasoning about a case beside its report
(`../cases/medrbench_judged.jsonl.gz` and `medrbench_case_reports.jsonl.gz`). Nobody labelled these; of 260
contradictions among them that were read, fewer than one in twenty was one, so they all count as none. Writes
verify/contradiction.json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from combine import (
    RESOURCES,
    TURNED,
    clinical_pairs,
    composed_pairs,
    probe_pairs,
    response_pairs,
    turned_pairs,
    unrelated_pairs,
    unused_pairs,
    written_pairs,
)
from linear import write_weights
from scipy.optimize import minimize
from sklearn.model_selection import GroupKFold
from stored import StoredBackend

from reasonscore.decompose.claim import Claim
from reasonscore.pipeline import Pipeline
from reasonscore.record import Passage, Record
from reasonscore.settings import Settings
from reasonscore.verify.backend import Backend
from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.second_reading import needs_reading, reading_features, reread_pairs
from reasonscore.verify.verdict import LABELS
from reasonscore.verify.verifier import Case, Verifier
from reasonscore.verify.words import content_words

CONTRADICTED = LABELS.index("contradicted")
COMPOSED = 2500
"""Written pairs that are taken."""
EMPHASIS = {"own": 10.0, "other": 5.0, "report": 5.0}
"""What a claim of ordinary text counts for: the pairs of the sets are contradicted twenty times as often."""
REPORTS = 30
THRESHOLD = 0.5
"""From which on a contradiction is asserted: it holds rather than not."""
PRIORS = {"paired": 0.8, "extracted": 0.5}
"""How many of the contradictions found hold (reasonscore/verify/prior.py). Of claims that come by themselves it is
about three in four on development sets. Of claims of good answers it is hardly one in thirty; but what is scored is not
always good, and who looks for errors wants to see them: one in two is a choice, in favour of finding."""
FOR = (
    "contradicted window_contradicted turned_contradicted sentence_contradicted fullest_contradicted "
    "held_by_contradicting conflict sure_conflict denied_by_claim denied_by_window"
).split()
AGAINST = (
    "supported window_supported sentence_supported fullest_supported agreement conflicting lacking "
    "denied_elsewhere only_one_advises only_one_personal possibility ascribed"
).split()
"""Features that may only speak for a contradiction, or against it, whatever the sample says: the sets' pairs and
ordinary text differ in much that is no reason for either."""


class Pair(NamedTuple):
    """A claim beside evidence; `contradicted` is whether it is, and `source` where it is from."""

    claim: Claim
    evidence: Sequence[str]
    contradicted: bool
    source: str


def labelled(folder: Path) -> list[Pair]:
    """Pairs that the combination is fitted on and the model is not."""
    own = unused_pairs(folder)
    samples = own + unrelated_pairs(own, 400) + written_pairs(1) + probe_pairs() + clinical_pairs(600)
    beside = response_pairs()
    samples += random.Random(29).sample(composed_pairs(), COMPOSED) + beside + turned_pairs(beside, TURNED)
    return [
        Pair(Claim("c", one.claim, one.claim, ()), one.evidence, one.label == CONTRADICTED, one.source)
        for one in samples
    ]


def ordinary(folder: Path, half: int) -> list[Pair]:
    """Claims of ordinary text, half of the cases (0 is fitted on, 1 measures)."""
    lines = (folder / "askdocs.jsonl").read_text(encoding="utf-8").splitlines()
    posts = [row for row in map(json.loads, lines) if _half(row["id"]) == half]
    words = [frozenset(content_words(row["evidence"])) for row in posts]
    found = []
    for row, own, claims in zip(
        posts, words, _claims([(row["response"], row["question"]) for row in posts]), strict=True
    ):
        for claim in claims:
            asked = frozenset(content_words(claim.text))
            near = max(range(len(posts)), key=lambda i: (words[i] is not own, len(words[i] & asked), -i))
            found.append(Pair(claim, [row["evidence"]], False, "own"))
            found.append(Pair(claim, [posts[near]["evidence"]], False, "other"))
    with gzip.open(folder / "medrbench_case_reports.jsonl.gz", "rt", encoding="utf-8") as handle:
        reports = {row["id"]: row["text"] for row in map(json.loads, handle)}
    with gzip.open(folder / "medrbench_judged.jsonl.gz", "rt", encoding="utf-8") as handle:
        cases = [row for row in map(json.loads, handle) if row["id"] in reports and _half(row["id"]) == half]
    cases = random.Random(31).sample(cases, REPORTS)
    texts = ["\n".join(step["step"] for step in row["judged_steps"] or []) for row in cases]
    for row, claims in zip(cases, _claims([(text, None) for text in texts]), strict=True):
        found += [Pair(claim, [reports[row["id"]]], False, "report") for claim in claims]
    return found


def _claims(texts: Sequence[tuple[str, str | None]]) -> list[Sequence[Claim]]:
    """The claims of responses, each with the question that it answers."""
    pipeline = Pipeline(Settings())
    records = [Record(id=str(number), response=text, question=asked) for number, (text, asked) in enumerate(texts)]
    return [one.claims for one in pipeline.decompose(pipeline.read(records))]


def contradictions(pairs: Sequence[Pair], backend: Backend) -> tuple[list[Pair], list[dict[str, float]]]:
    """The pairs that the combination calls contradicted, with what is seen of them when they are read again."""
    verifier = Verifier(backend, second_reading=False)
    cases = [
        Case([pair.claim], [[Passage(text, id=f"e{i}") for i, text in enumerate(pair.evidence)]]) for pair in pairs
    ]
    judged = [one.verdicts[0] for one in verifier.verify_many(cases)]
    kept = [(pair, verdict) for pair, verdict in zip(pairs, judged, strict=True) if needs_reading(verdict)]
    asked = [reread_pairs(pair.claim.text, verdict) for pair, verdict in kept]
    rows = backend.predict([pair for own in asked for pair in own])
    ends = np.cumsum([len(own) for own in asked])
    parts = np.split(rows, ends[:-1])
    features = [
        dict(reading_features(pair.claim.text, verdict, part))
        for (pair, verdict), part in zip(kept, parts, strict=True)
    ]
    return [pair for pair, _ in kept], features


def describe(pairs: Sequence[Pair], holds: np.ndarray) -> None:
    """Print what would be left of the contradictions of each source, right and wrong."""
    for threshold in (0.22, 0.3, 0.4, 0.5, 0.6):
        parts = []
        for source in sorted({pair.source for pair in pairs}):
            mine = np.array([pair.source == source for pair in pairs])
            true = np.array([pair.contradicted for pair in pairs])
            left = holds >= threshold
            parts.append(f"{source} {(left & mine & true).sum()}/{(mine & true).sum()} right "
                         f"{(left & mine & ~true).sum()}/{(mine & ~true).sum()} wrong")  # fmt: skip
        print(f"  from {threshold}: " + "; ".join(parts))


def fit(names: Sequence[str], matrix: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weights and, last, the intercept of a logistic regression with a quadratic penalty and signs that are given."""
    bounds = [(0.0, None) if name in FOR else (None, 0.0) if name in AGAINST else (None, None) for name in names]
    full, side = np.hstack([matrix, np.ones((len(matrix), 1))]), np.where(truth, 1.0, -1.0)

    def loss(found: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (full @ found)
        penalty = np.append(found[:-1], 0.0)
        gradient = -(full * (side * weights / (1 + np.exp(margin)))[:, None]).sum(axis=0) + penalty
        return float((weights * np.logaddexp(0, -margin)).sum() + (penalty**2).sum() / 2), gradient

    start = np.zeros(full.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x


def holding(matrix: np.ndarray, found: np.ndarray) -> np.ndarray:
    """The probability that each contradiction holds."""
    return 1 / (1 + np.exp(-(matrix @ found[:-1] + found[-1])))


def _half(name: str) -> int:
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=RESOURCES / "nli")
    parser.add_argument("--rows", type=Path, default=Path("/tmp/reasonscore-rows"))
    options = parser.parse_args()
    backend = StoredBackend(OnnxBackend(options.model), options.rows)
    cases = options.data.parent / "cases"
    pairs, rows = contradictions(labelled(options.data) + ordinary(cases, 0), backend)
    print(Counter(pair.source for pair in pairs))
    names = list(rows[0])
    matrix = np.array([list(row.values()) for row in rows])
    truth = np.array([pair.contradicted for pair in pairs])
    weights = np.array([EMPHASIS.get(pair.source, 1.0) for pair in pairs])
    groups = [hashlib.md5(pair.evidence[0].encode()).hexdigest() for pair in pairs]
    holds = np.zeros(len(pairs))
    for seen, unseen in GroupKFold(5).split(matrix, truth, groups):
        holds[unseen] = holding(matrix[unseen], fit(names, matrix[seen], truth[seen], weights[seen]))
    print("five folds:")
    describe(pairs, holds)
    found = fit(names, matrix, truth, weights)
    unfitted = [
        Pair(Claim("c", one.claim, one.claim, ()), one.evidence, one.label == CONTRADICTED, one.source)
        for one in response_pairs(measured=True)
    ]
    others, seen_rows = contradictions(ordinary(cases, 1) + unfitted, backend)
    print("the other half of ordinary text, and the answers kept for measuring:")
    describe(others, holding(np.array([list(row.values()) for row in seen_rows]), found))
    fitted = dict(zip(names, map(float, found[:-1]), strict=True))
    source = f"training/contradiction.py, {len(pairs)} contradictions"
    priors = {"fitted": round(float(weights @ truth / weights.sum()), 3)} | PRIORS
    write_weights("contradiction", float(found[-1]), fitted, THRESHOLD, source, priors=priors)


if __name__ == "__main__":
    main()
