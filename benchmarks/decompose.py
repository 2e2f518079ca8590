"""Decomposition against its own parser, in CPU seconds, in one run.

    python benchmarks/decompose.py TEXTS.jsonl [--field source_text] [--limit N]

Prints, for the parse tier, its share of the bare parser's speed with the same pipes on the same sentences, and for the
shallow tier sentences per CPU-second. Every second text warms up: it compiles the rules' expressions as they are first
met, which is the `cold` figure. The other figures are those of the texts between, whose sentences no cache has seen.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.layout.layout import read_layout
from reasonscore.decompose.loader import load_decomposer
from reasonscore.trace.trace import Trace


def cpu(work) -> float:
    """CPU seconds of a call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def sentences_of(texts: list[str]) -> list[str]:
    """The sentences of the texts, each once."""
    units = ((text, unit) for text in texts for unit in read_layout(text, 0, len(text))[0])
    return list(dict.fromkeys(text[unit.start : unit.end] for text, unit in units))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--field", default="source_text")
    parser.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    with options.texts.open(encoding="utf-8") as handle:
        texts = [json.loads(line)[options.field] for line in handle][: options.limit]
    halves = [texts[::2], texts[1::2]]
    first, second = ([Source(Trace(text=text)) for text in half] for half in halves)
    before, sentences = map(sentences_of, halves)
    sentences = [sentence for sentence in sentences if sentence not in set(before)]

    shallow = load_decomposer("shallow")
    cold_seconds = cpu(lambda: shallow.decompose_many(first))
    shallow_seconds = cpu(lambda: shallow.decompose_many(second))
    parse = load_decomposer("parse")
    parse.decompose_many(first)
    bare = load_decomposer("parse")._pipeline._language  # type: ignore[attr-defined]
    list(bare.pipe(before[:100]))
    bare_seconds = cpu(lambda: list(bare.pipe(sentences, batch_size=256)))
    seconds = cpu(lambda: parse.decompose_many(second))
    print(
        json.dumps(
            {
                "sentences": len(sentences),
                "bare_parser_per_second": round(len(sentences) / bare_seconds),
                "parse_tier_per_second": round(len(sentences) / seconds),
                "share_of_bare_parser": round(bare_seconds / seconds, 3),
                "shallow_tier_per_second": round(len(sentences) / shallow_seconds),
                "shallow_tier_cold_per_second": round(len(before) / cold_seconds),
            }
        )
    )


if __name__ == "__main__":
    main()
