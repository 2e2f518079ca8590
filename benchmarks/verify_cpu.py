"""Speed of verification on a CPU, as ratios against peers in the same run.

    python benchmarks/verify_cpu.py --weights STUDENT [--cases CASES/askdocs.jsonl] [--pairs 600] [--threads 2]

1. Pairs a second of the onnx backend against a transformers text-classification pipeline over the same fine-tuned
   weights (fp32, batch 16, arrival order).
2. The same pairs against onnxruntime alone on the very batches that the backend makes, tokens ready, with as many
   threads of its own.
3. The share of windows, checks and combination in the time of a whole verification: of the first 30 cases, for which
   the lexicon is read and expressions are compiled, and of the next 30, which find them ready.

Cases are JSON Lines with `response` and `evidence`; without `--cases` the passages behind the embedded primer serve.
"""

import argparse
import hashlib
import json
import random
import time
from functools import partial
from pathlib import Path

import numpy as np

from reasonscore.decompose.claim import Claim
from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.record import Passage
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.verifier import Case, Verifier


def sentences(text):
    return [text[a:b] for a, b in split_sentences(text) if b - a > 20]


def read_cases(path):
    """(claims, evidence) of each case."""
    if path is None:
        folder = Path(__file__).parent.parent / "training" / "primer"
        rows = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
        return [(sentences(row["text"]), row["text"]) for row in rows]
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    return [(sentences(row["response"]), row["evidence"]) for row in rows if row["evidence"]]


def mixed_pairs(cases, count, seed=0):
    """Claims beside one to three neighbouring sentences or the start of the evidence, in arrival order."""
    rng, pairs = random.Random(seed), set()
    while len(pairs) < count:
        claims, evidence = rng.choice(cases)
        known = sentences(evidence)
        if not claims or not known:
            continue
        width, start = rng.choice([1, 1, 2, 3, 6]), rng.randrange(len(known))
        pairs.add(TextPair(" ".join(known[start : start + width])[:1000], rng.choice(claims)))
    return sorted(pairs, key=lambda pair: hashlib.sha256("\0".join(pair).encode()).digest())


def timed(function, times):
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        found = function()
        best = min(best, time.perf_counter() - start)
    return found, best


class Bare:
    """Stands in for a session: records the batches first, then runs them with nothing around, one after another."""

    def __init__(self, session, threads):
        import onnxruntime

        self.session, self.batches = session, []
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.alone = onnxruntime.InferenceSession(session._model_path, options)

    def run(self, outputs, inputs):
        self.batches.append(inputs)
        return self.session.run(outputs, inputs)

    def again(self):
        for inputs in self.batches:
            self.alone.run(None, inputs)


class Clocked:
    """A backend that counts its own time."""

    def __init__(self, backend):
        self.backend, self.seconds = backend, 0.0

    def predict(self, pairs):
        start = time.perf_counter()
        rows = self.backend.predict(pairs)
        self.seconds += time.perf_counter() - start
        return rows

    def signature(self):
        return self.backend.signature()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="the fp32 model that was exported")
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--pairs", type=int, default=600)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    import torch
    from transformers import pipeline

    torch.set_num_threads(options.threads)
    cases = read_cases(options.cases)
    pairs = mixed_pairs(cases, options.pairs)
    backend = OnnxBackend(threads=options.threads)
    peer = pipeline("text-classification", model=str(options.weights), device="cpu", dtype=torch.float32)
    texts = [{"text": premise, "text_pair": hypothesis} for premise, hypothesis in pairs]
    backend.predict(pairs[:32])
    ratios = []
    for _ in range(options.rounds):  # turn about, so that a busy minute touches both
        rows, ours = timed(lambda: backend.predict(pairs), 1)
        theirs, reference = timed(lambda: peer(texts, batch_size=16, truncation=True, max_length=256), 1)
        ratios.append(reference / ours)
    order = ("supported", "contradicted", "unverifiable")
    names = {"entailment": 0, "contradiction": 1, "neutral": 2}
    agree = np.mean([names[found["label"]] == int(row.argmax()) for found, row in zip(theirs, rows, strict=True)])
    print(f"{len(pairs)} pairs, {options.threads} threads; same label as fp32: {agree:.3f} of {', '.join(order)}")
    print(f"onnx backend {len(pairs) / ours:.0f} pairs/s, transformers pipeline {len(pairs) / reference:.0f} pairs/s")
    print(f"ratio to the pipeline: {np.median(ratios):.2f} (median of {options.rounds})")

    bare = Bare(backend._session, options.threads)
    backend._session = bare
    backend.predict(pairs)
    backend._session = bare.session
    shares = []
    for _ in range(options.rounds):
        _, whole = timed(lambda: backend.predict(pairs), 1)
        _, alone = timed(bare.again, 1)
        shares.append(alone / whole)
    print(f"share of bare onnxruntime: {np.median(shares):.3f}")

    clocked = Clocked(backend)
    verifier = Verifier(clocked)
    for name, some in (("first", cases[:30]), ("next", cases[30:60])):
        judged = [
            Case([Claim(f"c{i}", text, text, ()) for i, text in enumerate(claims)], [[Passage(evidence, id="e")]])
            for claims, evidence in some
        ]
        clocked.seconds = 0.0
        _, whole = timed(partial(verifier.verify_many, judged), 1)
        share = 1 - clocked.seconds / whole
        print(f"windows, checks, combination: {share:.3f} of {whole:.1f} s, the {name} {len(judged)} cases")


if __name__ == "__main__":
    main()
