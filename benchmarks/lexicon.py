"""Times the lexicon: loading, memory, and sentences a second on one core, beside an Aho-Corasick automaton.

    PYTHONPATH=.:resources python benchmarks/lexicon.py CORPUS.jsonl.gz [CORPUS.jsonl.gz ...]

CPU time of this process only; best of five rounds. `ahocorasick-rs` is measured where it is installed, on the same
folded keys and with the folding of the text included, as it would have to be.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
LOADING = """
import resource, time
start = time.process_time()
from reasonscore.lexicon.lexicon import load_lexicon
load_lexicon()
print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def sentences(paths: Sequence[str], count: int = 20_000) -> list[str]:
    found: list[str] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found += [piece for piece in SENTENCE_END.split(json.loads(line)["text"]) if len(piece) > 25]
    return random.Random(7).sample(found, min(count, len(found)))


def best(call: Callable[[str], object], texts: Sequence[str], rounds: int = 5) -> float:
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            call(text)
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> None:
    loads = [
        [
            float(cell)
            for cell in subprocess.run(
                [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True
            ).stdout.split()
        ]
        for _ in range(5)
    ]
    print(f"loads in {min(row[0] for row in loads):.3f} s CPU, process peak {max(row[1] for row in loads):.0f} MB")

    from reasonscore.lexicon.lexicon import load_lexicon
    from reasonscore.lexicon.token import tokenise

    lexicon = load_lexicon()
    texts = sentences(sys.argv[1:])
    words = sum(len(text.split()) for text in texts) / len(texts)
    mentions = sum(len(lexicon.find(text)) for text in texts)
    seconds = best(lexicon.find, texts)
    print(f"{len(texts)} sentences of {words:.1f} words, {mentions / len(texts):.2f} mentions each")
    print(f"own index: {len(texts) / seconds:.0f} sentences/s")

    try:
        import ahocorasick_rs
    except ImportError:
        return
    keys = [f" {key} " for key in lexicon._keys]
    start = time.process_time()
    automaton = ahocorasick_rs.AhoCorasick(keys, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    print(f"ahocorasick-rs: builds in {time.process_time() - start:.2f} s CPU")

    def scan(text: str) -> object:
        return automaton.find_matches_as_indexes(f" {' '.join(tokenise(text).folded)} ")

    print(f"ahocorasick-rs: {len(texts) / best(scan, texts):.0f} sentences/s for bare offsets of keys alone")


if __name__ == "__main__":
    main()
