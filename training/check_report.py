"""Say how often each clinical check is right, on pairs with a phenomenon.

    python training/check_report.py [--pairs FILE.jsonl.gz] [--check quantity] [--examples 20] [--seed 0] [--limit N]

Without `--pairs` the written pairs and handmade.tsv are read. An outcome is right where it says what the pair's label
says: `agree` on an entailment, `contradicts` on a contradiction, `withholds` on a neutral pair. `recall` is the
share of a phenomenon's pairs on which the check says the right thing.

    check      outcome        E     N     C   precision
    quantity   contradicts   11    40   412       0.890
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from reasonscore.verify.checks.check import CHECKS, run_checks
from training.clinical.written import read_written

HANDMADE = Path(__file__).parent / "clinical" / "handmade.tsv"
LETTERS = {"entailment": "E", "neutral": "N", "contradiction": "C"}
RIGHT = {"agree": "E", "contradicts": "C", "withholds": "N"}
FEW = 3
"""Firings of a check on a phenomenon below which the phenomenon is left out of its table."""


class Item(NamedTuple):
    """A labelled pair; `letter` is E, N or C."""

    premise: str
    hypothesis: str
    letter: str
    phenomenon: str


class Fired(NamedTuple):
    """A check that was not silent on a pair."""

    item: Item
    check: str
    outcome: str


def read_items(path: Path | None) -> Iterator[Item]:
    """The pairs of a file of the generator, or the written and handmade ones."""
    if path is not None:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield Item(row["premise"], row["hypothesis"], LETTERS[row["label"]], row["phenomenon"])
        return
    for pair in read_written():
        yield Item(pair.premise, pair.hypothesis, LETTERS[pair.label], pair.phenomenon)
    with HANDMADE.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Item(row["premise"], row["hypothesis"], LETTERS[row["label"]], row["phenomenon"])


def fire(items: list[Item]) -> list[Fired]:
    """Everything that the checks say of the pairs."""
    found: list[Fired] = []
    for item in items:
        found += [
            Fired(item, check.name, check.weight if check.outcome == "conflict" else "agree")
            for check in run_checks(item.hypothesis, item.premise)
            if check.outcome != "silent"
        ]
    return found


def row(fired: list[Fired]) -> str:
    """Counts by label with the share that is right."""
    counts = Counter(one.item.letter for one in fired)
    right = sum(RIGHT[one.outcome] == one.item.letter for one in fired)
    numbers = "".join(f"{counts[letter]:6d}" for letter in "ENC")
    return f"{numbers}   {right / len(fired):9.3f}" if fired else ""


def main() -> None:
    """Print the tables and the examples."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, help="gzipped JSON lines of the generator")
    parser.add_argument("--check", choices=["correction", *CHECKS, "trial"], help="this check only, by phenomenon")
    parser.add_argument("--phenomenon", help="pairs of this phenomenon only")
    parser.add_argument("--outcome", choices=sorted(RIGHT), help="examples of this outcome only")
    parser.add_argument("--examples", type=int, default=0, help="false alarms to print")
    parser.add_argument("--misses", type=int, default=0, help="pairs of the phenomenon on which the check was silent")
    parser.add_argument("--limit", type=int, help="at most so many pairs, drawn with the seed")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    items = [i for i in read_items(options.pairs) if options.phenomenon in (None, i.phenomenon)]
    draw = random.Random(options.seed)
    if options.limit and options.limit < len(items):
        items = draw.sample(items, options.limit)
    start = time.process_time()
    fired = fire(items)
    sizes = Counter(item.phenomenon for item in items)
    letters = Counter((item.phenomenon, item.letter) for item in items)
    print(f"{len(items)} pairs, {1e3 * (time.process_time() - start) / max(1, len(items)):.2f} CPU ms a pair")
    print(f"{'check':12s} {'outcome':12s} {'E':>5s} {'N':>5s} {'C':>5s}   precision")
    by_check: dict[tuple[str, str], list[Fired]] = defaultdict(list)
    for one in fired:
        by_check[one.check, one.outcome].append(one)
    names = [options.check] if options.check else ["correction", *CHECKS, "trial"]
    for name in names:
        for outcome in RIGHT:
            if by_check[name, outcome]:
                print(f"{name:12s} {outcome:11s}{row(by_check[name, outcome])}")
    if options.check:
        print_phenomena(options.check, by_check, sizes, letters)
        print_examples(options, items, by_check, draw)


def print_phenomena(
    check: str, by_check: dict[tuple[str, str], list[Fired]], sizes: Counter[str], letters: Counter[tuple[str, str]]
) -> None:
    """One line for each phenomenon on which the check speaks, and each outcome."""
    print(f"\n{'phenomenon':20s} {'outcome':11s} {'E':>5s} {'N':>5s} {'C':>5s}   precision  recall")
    for phenomenon in sorted(sizes, key=lambda one: (-sizes[one], one)):
        for outcome, letter in RIGHT.items():
            mine = [one for one in by_check[check, outcome] if one.item.phenomenon == phenomenon]
            if len(mine) >= FEW:
                right = sum(one.item.letter == letter for one in mine)
                share = right / max(1, letters[phenomenon, letter])
                print(f"{phenomenon:20s} {outcome:11s}{row(mine)} {share:7.3f}")


def print_examples(
    options: argparse.Namespace, items: list[Item], by_check: dict[tuple[str, str], list[Fired]], draw: random.Random
) -> None:
    """False alarms and, where asked for, pairs on which the check was silent."""
    wrong = [
        one
        for outcome in RIGHT
        if options.outcome in (None, outcome)
        for one in by_check[options.check, outcome]
        if one.item.letter != RIGHT[outcome]
    ]
    for one in draw.sample(wrong, min(options.examples, len(wrong))):
        print(f"\n! {one.outcome} on {one.item.letter} ({one.item.phenomenon})\n  P {one.item.premise}"
              f"\n  H {one.item.hypothesis}")  # fmt: skip
    spoken = {id(one.item) for outcome in RIGHT for one in by_check[options.check, outcome]}
    silent = [
        i for i in items if id(i) not in spoken and i.letter in ("C" if options.outcome == "contradicts" else "ENC")
    ]
    for item in draw.sample(silent, min(options.misses, len(silent))):
        print(f"\n? silent on {item.letter} ({item.phenomenon})\n  P {item.premise}\n  H {item.hypothesis}")


if __name__ == "__main__":
    main()
