"""Pairs over structured records: one claim, and of many variants of a record one for which it has each label."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, is_dataclass
from typing import Any

from training.clinical.pair import LABELS, american, apart, expand, likeness

Row = dict[str, str]

YES, OPEN, NO = LABELS
VARIANTS = 48
RENDERED = 8
LOOSE = re.compile(r"[ ]+(?=\n|$)|(?<= )[ ](?! *-)")
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(slots=True)
class Claim:
    """A statement in several wordings and the function that reads its label from a record (None: leave it out)."""

    phenomenon: str
    wordings: list[str]
    judge: Callable[[Any], str | None]


@dataclass(slots=True)
class World:
    """Variants of one record, how to print one, and claims about it."""

    variants: list[Any]
    render: Callable[[random.Random, Any], str]
    claims: list[Claim]
    trials: list[tuple[str, str]] = field(default_factory=list)
    """How the record prints each trial's name, and alternatives for it in a claim."""


def label(value: bool | None) -> str:
    """The label of a claim that is true, false, or not decided by the record."""
    return OPEN if value is None else YES if value else NO


def settled(test: Callable[..., bool], values: Sequence[Any], options: Iterable[Any]) -> str:
    """The label of a claim on values of which some are missing: what is known may settle it whatever the others are."""
    if None not in values:
        return label(test(*values))
    answers: set[bool] = set()
    for chosen in itertools.product(*(options if value is None else (value,) for value in values)):
        answers.add(bool(test(*chosen)))
        if len(answers) > 1:
            return label(None)
    return label(answers.pop())


def copied(value: Any) -> Any:
    """A copy of the lists, dictionaries and data classes of a record; what is inside tables is shared."""
    if isinstance(value, list):
        return [copied(one) for one in value]
    if isinstance(value, dict):
        return {key: copied(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(*(copied(getattr(value, name)) for name in value.__dataclass_fields__))
    return value


def variants(rng: random.Random, base: Any, change: Callable[[random.Random, Any], None]) -> list[Any]:
    """The record itself and changed copies of it."""
    out = [base]
    while len(out) < VARIANTS:
        one = copied(base)
        change(rng, one)
        out.append(one)
    return out


def count_word(rng: random.Random, n: int) -> str:
    """A small number as word or digits."""
    return NUMBERS[n] if 0 < n <= 12 and rng.random() < 0.5 else str(n)


def spelled(text: str) -> str:
    """The claim with its spacing and articles in order."""
    text = re.sub(r"\b([Nn]o|[Aa]ny|[Ww]ithout|of) (?:an?) (?=[a-z])", r"\1 ", text)
    text = re.sub(r"\b1 (patients|participants|people|cases|weeks|months|days|years)\b", _singular, text)
    text = re.sub(r"\b(were|was) (1|one) more (cases)\b", r"was \2 more case", text)
    text = re.sub(r"\b(1|one) more cases\b", r"\1 more case", text)
    return re.sub(r"\b([Oo]ne) (patients|participants|people|cases|weeks|months|days|years)\b", _singular, text)


def _singular(match: re.Match[str]) -> str:
    number, noun = match[0].split()
    return f"{number} {'person' if noun == 'people' else noun[:-1]}"


def triple(rng: random.Random, world: World, claim: Claim) -> list[tuple[str, str, str]] | None:
    """Three pairs, one of each label, alike in what the record repeats of the claim; None if a label cannot be had."""
    pools: dict[str, list[Any]] = {name: [] for name in LABELS}
    for variant in world.variants:
        found = claim.judge(variant)
        if found:
            pools[found].append(variant)
    if not all(pools.values()):
        return None
    shared = spelled(expand(rng, rng.choice(claim.wordings), {}))
    same = rng.random() < 0.7
    rendered = {}
    for name in LABELS:
        text = shared if same else spelled(expand(rng, rng.choice(claim.wordings), {}))
        records = rng.sample(pools[name], min(RENDERED, len(pools[name])))
        prints = [LOOSE.sub("", world.render(rng, record)) for record in (records * RENDERED)[:RENDERED]]
        rendered[name] = (text, [(premise, likeness(premise, text)) for premise in prints])
    aim = rng.choice(rendered[rng.choice(LABELS)][1])[1]
    out = []
    for name in LABELS:
        text, choices = rendered[name]
        premise = min(choices, key=lambda entry: apart(entry[1], aim))[0]
        premise = american(premise) if rng.random() < 0.35 else premise
        out.append((premise, american(text) if rng.random() < 0.35 else text, name))
    return out


def record_rows(seed: int, frames: Sequence[tuple[Callable[[random.Random], World], int]], size: int) -> list[Row]:
    """The first `size` rows of the frames, in whole triples; the triples of one world are a group."""
    seen: set[tuple[str, str]] = set()
    out: list[Row] = []
    for rows in _worlds(random.Random(f"records {seed}"), frames):
        for start in range(0, len(rows), 3):
            triple_rows = rows[start : start + 3]
            keys = {(row["premise"].lower(), row["hypothesis"].lower()) for row in triple_rows}
            if len(keys) == 3 and not keys & seen:
                seen |= keys
                out += triple_rows
        if len(out) >= size:
            break
    return out[: size - size % 3]


def _worlds(rng: random.Random, frames: Sequence[tuple[Callable[[random.Random], World], int]]) -> Iterator[list[Row]]:
    functions, weights = zip(*frames, strict=True)
    number = 0
    while True:
        world = rng.choices(functions, weights)[0](rng)
        rng.shuffle(world.claims)
        rows: list[Row] = []
        used: set[str] = set()
        for claim in world.claims:
            kind = claim.wordings[0][:24]
            if len(used) == 2 or kind in used:
                continue
            pairs = triple(rng, world, claim)
            if not pairs:
                continue
            used.add(kind)
            for premise, text, name in pairs:
                row = {"premise": premise, "hypothesis": text, "label": name, "source": "clinical"}
                rows.append(row | {"phenomenon": claim.phenomenon, "group": f"r{number}"})
        if rows:
            number += 1
            yield rows
