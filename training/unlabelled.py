"""Pairs for the teacher to judge: passages of open corpora against true, altered and unrelated statements.

    python training/unlabelled.py --corpora CORPORA --size 150000 --out unlabelled.jsonl.gz

No label is made here. A statement is a sentence of the same passage (inside the premise or outside it), of a passage on
the same topic, or one of these with a number, a direction, a negation, a hedge, a quantifier or a concept changed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from pairs import UNLABELLED, Pair, write_file

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.lexicon.lexicon import load_lexicon

CORPORA = ("medquad", "openstax")
"""Corpora whose licence (CC BY 4.0) allows derived weights with attribution."""
_PASSAGES = 30_000
_LENGTH = (20, 220)

_SWAPS = [
    ("increase", "decrease"), ("increased", "decreased"), ("increases", "decreases"), ("higher", "lower"),
    ("high", "low"), ("more", "less"), ("before", "after"), ("left", "right"), ("upper", "lower"),
    ("acute", "chronic"), ("benign", "malignant"), ("common", "rare"), ("mild", "severe"), ("early", "late"),
    ("improve", "worsen"), ("improves", "worsens"), ("gain", "loss"), ("always", "sometimes"), ("all", "some"),
    ("most", "few"), ("first", "last"), ("men", "women"), ("children", "adults"), ("inhibits", "activates"),
    ("reduces", "raises"), ("reduce", "raise"), ("prevents", "causes"), ("prevent", "cause"), ("large", "small"),
    ("fast", "slow"), ("positive", "negative"), ("arteries", "veins"), ("inherited", "acquired"),
    ("dominant", "recessive"), ("weak", "strong"), ("without", "with"), ("rarely", "often"), ("safe", "unsafe"),
]  # fmt: skip
SWAPS = {a: b for pair in _SWAPS for a, b in (pair, pair[::-1])}
_WORD = re.compile(r"[A-Za-z]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_VERB = re.compile(r"\b(is|are|was|were|can|may|might|will|should|has|have|does|do)\b")
_HEDGE = re.compile(r"\b(?:may|might|can|could|usually|often|sometimes|typically|probably|generally) ")
_FLAT = {"is": "may be", "are": "may be", "causes": "may cause", "increases": "may increase"}


def negate(text: str, rng: random.Random) -> str | None:
    """The sentence with a `not` more, or one less."""
    if " not " in text:
        return text.replace(" not ", " ", 1)
    match = _VERB.search(text)
    return text[: match.end()] + " not" + text[match.end() :] if match else None


def renumber(text: str, rng: random.Random) -> str | None:
    """The sentence with one number changed."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    old = float(match[0])
    new = old * rng.choice([0.1, 0.5, 0.8, 1.25, 2, 3, 10]) + (1 if old < 3 else 0)
    return text[: match.start()] + (f"{new:.1f}" if "." in match[0] else str(round(new))) + text[match.end() :]


def turn(text: str, rng: random.Random) -> str | None:
    """The sentence with one direction, side, time or quantity word turned round."""
    found = [m for m in _WORD.finditer(text) if m[0].lower() in SWAPS]
    if not found:
        return None
    match = rng.choice(found)
    new = SWAPS[match[0].lower()]
    return text[: match.start()] + (new.capitalize() if match[0][0].isupper() else new) + text[match.end() :]


def harden(text: str, rng: random.Random) -> str | None:
    """The sentence without its hedge, or with one."""
    match = _HEDGE.search(text)
    if match:
        rest = text[match.end() :]
        return text[: match.start()] + ("is" + rest[2:] if rest.startswith("be ") else rest)
    for plain, hedged in _FLAT.items():
        if f" {plain} " in text:
            return text.replace(f" {plain} ", f" {hedged} ", 1)
    return None


def shorten(text: str, rng: random.Random) -> str | None:
    """The part of the sentence before or after a comma, or before a condition."""
    cuts = [m.start() for m in re.finditer(r",| if | when | unless | because | in patients | which ", text)]
    if not cuts:
        return None
    cut = rng.choice(cuts)
    front, back = text[:cut].strip(" ,"), text[cut:].strip(" ,.")
    kept = front if rng.random() < 0.7 or len(back.split()) < 5 else back
    return kept[0].upper() + kept[1:].rstrip(".") + "." if len(kept.split()) >= 4 else None


class Exchange:
    """Replaces a concept by another one of its kind."""

    def __init__(self) -> None:
        self._lexicon = load_lexicon()
        self._names: dict[str, list[str]] = defaultdict(list)

    def learn(self, text: str) -> None:
        for mention in self._lexicon.find(text):
            self._names[mention.concept.kind].append(mention.surface)

    def __call__(self, text: str, rng: random.Random) -> str | None:
        found = [m for m in self._lexicon.find(text) if self._names[m.concept.kind]]
        if not found:
            return None
        mention = rng.choice(found)
        start, end = mention.span
        return text[:start] + rng.choice(self._names[mention.concept.kind]) + text[end:]


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text) if _LENGTH[0] <= b - a <= _LENGTH[1]]


def read_passages(folder: Path, rng: random.Random) -> list[tuple[str, str]]:
    """(title, text) of a sample of the corpora's passages."""
    rows = []
    for name in CORPORA:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as handle:
            rows += [(row["title"], row["text"]) for row in map(json.loads, handle)]
    return rng.sample(rows, min(_PASSAGES, len(rows)))


def make(folder: Path, size: int, seed: int) -> list[Pair]:
    """`size` unlabelled pairs; the same seed gives the same ones."""
    rng = random.Random(seed)
    cut = [(title, found) for title, text in read_passages(folder, rng) if len(found := sentences(text)) >= 2]
    by_title: dict[str, list[str]] = defaultdict(list)
    exchange = Exchange()
    for title, found in cut:
        by_title[title] += found
        exchange.learn(found[0])
    edits: list[Callable[[str, random.Random], str | None]] = [negate, renumber, turn, harden, shorten, exchange]
    pairs: dict[tuple[str, str], Pair] = {}
    everything = [sentence for _, found in cut for sentence in found]
    while len(pairs) < size:
        title, found = rng.choice(cut)
        width = rng.choice([1, 1, 1, 2, 2, 3, 3, 5])
        start = rng.randrange(len(found))
        window = found[start : start + width]
        premise = " ".join(window)
        draw = rng.random()
        if draw < 0.62:
            statement = rng.choice(window)
        elif draw < 0.95:
            others = [s for s in (by_title[title] if draw < 0.8 else found) if s not in window]
            statement = rng.choice(others or everything)
        else:
            statement = rng.choice(everything)
        times = rng.choice([0, 1, 1, 1, 2]) if statement not in window else rng.choice([1, 1, 1, 2])
        changed = statement
        for edit in rng.sample(edits, len(edits)):
            if times == 0:
                break
            new = edit(changed, rng)
            if new and new != changed:
                changed, times = new, times - 1
        if changed != premise:
            pairs[premise, changed] = Pair(premise, changed, UNLABELLED, "corpora")
    return list(pairs.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--size", type=int, default=150_000)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    made = make(options.corpora, options.size, options.seed)
    print(f"{len(made)} pairs, digest {write_file(options.out, made)}")
    print(Counter(len(pair.premise) // 200 * 200 for pair in made))


if __name__ == "__main__":
    main()
