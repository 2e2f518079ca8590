"""Items (a claim with premises of each label) and how they become balanced pairs."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from training.clinical.context import context_sentences

LABELS = ("entailment", "neutral", "contradiction")
ALTERNATION = re.compile(r"\[([^\[\]]*)\]")
WORD = re.compile(r"[\w.%/+-]*\w")
CANDIDATES = 9

WRAPPERS = {
    "entailment": [
        "[It is confirmed that|The notes state that|The record shows that|We found that|It is documented that] {h}.",
        "It was unclear at first whether {h}, but this [was confirmed later|has since been confirmed].",
        "[Contrary to the first impression,|On review,|In summary,|Of note,|As expected,] {h}.",
        "Nobody doubted that {h}, [and the records agree|which was correct].",
        "[It is not in doubt|There is no doubt] that {h}.",
        "The first note denied it, but this was an error: {h}.",
    ],
    "neutral": [
        "It is [unclear|not known|not recorded|uncertain] whether {h}.",
        "[The team will check|It remains to be seen|The referral letter asks|We wondered] whether {h}.",
        "If {h}, [the plan will change|a second opinion is needed|this should be noted].",
        "It was thought that {h}, but this [could not be verified|was not pursued].",
        "[Whether {h} was not discussed|There is no information on whether {h}].",
        "The student assumed that {h}; [nobody has confirmed this|this has not been checked].",
    ],
    "contradiction": [
        "It is [not true|not the case|wrong] that {h}.",
        "It was thought that {h}, but this [turned out to be wrong|was refuted later|proved incorrect].",
        "The first note stated that {h}; [this was an error|this has been retracted as false].",
        "It was unclear at first whether {h}, but this [has since been disproved|was found to be false].",
        "[Contrary to what was written, it is not the case|It is a mistake to say|It was wrongly recorded] that {h}.",
        "The belief that {h} [is mistaken|is false].",
    ],
}
"""Framings of a whole clause. The same openings occur with every label, so that none of them gives a label away."""

AMERICAN = [
    ("aemi", "emi"),
    ("haem", "hem"),
    ("Haem", "Hem"),
    ("oede", "ede"),
    ("oeso", "eso"),
    ("rrhoea", "rrhea"),
    ("pnoea", "pnea"),
    ("coeli", "celi"),
    ("tumour", "tumor"),
    ("ischae", "ische"),
    ("phaeo", "pheo"),
    ("paraes", "pares"),
    ("gynae", "gyne"),
    ("fibre", "fiber"),
    ("litre", "liter"),
    ("ilisation", "ilization"),
    ("generalised", "generalized"),
    ("randomised", "randomized"),
    ("stabilis", "stabiliz"),
    ("hospitalis", "hospitaliz"),
    ("anaes", "anes"),
    ("orthopae", "orthope"),
    ("leukae", "leuke"),
]


@dataclass(slots=True)
class Item:
    """One claim in several wordings, and for each label several premises; all are templates with alternatives."""

    phenomenon: str
    hypotheses: list[str]
    premises: dict[str, list[str]]
    style: str = "patient"
    clause: bool = True
    """Whether the claim is a clause that can stand after `that`."""
    context: bool = True
    """Whether unrelated sentences may stand around the premise."""
    slots: dict[str, str] = field(default_factory=dict)


def lines(templates: str | Sequence[str]) -> list[str]:
    """The templates as a list."""
    return [templates] if isinstance(templates, str) else list(templates)


def item(
    phenomenon: str,
    h: str | Sequence[str],
    e: str | Sequence[str],
    n: str | Sequence[str],
    c: str | Sequence[str],
    *,
    style: str = "patient",
    clause: bool = True,
    context: bool = True,
    **slots: object,
) -> Item:
    """An item from its templates."""
    premises = dict(zip(LABELS, (lines(e), lines(n), lines(c)), strict=True))
    return Item(phenomenon, lines(h), premises, style, clause, context, {k: str(v) for k, v in slots.items()})


def mirrored(
    phenomenon: str,
    first: str | Sequence[str],
    second: str | Sequence[str],
    neither: str | Sequence[str],
    first_more: str | Sequence[str] = (),
    second_more: str | Sequence[str] = (),
    **options: object,
) -> list[Item]:
    """Two items of two states that exclude each other: each state's sentences are claims and premises.

    The same text is then entailed, contradicted and left open by the same set of premises.
    """
    one, two = lines(first), lines(second)
    both = [
        (one, one + lines(first_more), two + lines(second_more)),
        (two, two + lines(second_more), one + lines(first_more)),
    ]
    return [item(phenomenon, h, e, neither, c, **options) for h, e, c in both]  # type: ignore[arg-type]


def expand(rng: random.Random, template: str, slots: dict[str, str]) -> str:
    """One sentence of the template: slots filled, alternatives chosen, spacing and capitals in order."""
    text = template
    if sex := slots.get("_sex"):
        him = sex == "f"
        text = text.replace("She|He", "She" if him else "He").replace("she|he", "she" if him else "he")
        text = text.replace("He|She", "She" if him else "He").replace("his|her", "her" if him else "his")
        text = text.replace("His|Her", "Her" if him else "His").replace("[man|woman]", "woman" if him else "man")
    for _ in range(2):
        for name, value in slots.items():
            text = text.replace("{" + name + "}", value)
    while ALTERNATION.search(text):
        text = ALTERNATION.sub(lambda match: rng.choice(match[1].split("|")), text)
    return tidy(text)


def tidy(text: str) -> str:
    """The text with single spaces, the right article, and capitals at the start of sentences."""
    text = " ".join(text.split())
    text = re.sub(r" ([.,;:%])(?=\s|$)", r"\1", text).replace("..", ".")
    text = re.sub(
        r"\b([Nn]o|any|[Ww]ithout|[Nn]either|nor|[Ll]eft|[Rr]ight|[Bb]ilateral|[Nn]ew|isolated|mild|severe) an? ",
        r"\1 ",
        text,
    )
    text = re.sub(
        r"(\ba|(?:^|(?<=[.!?:] ))A) (?=[aeio8AEIO]|u(?!ni|r[ei]|s[ei]|t[ei])|11\b|18\b|SSRI|SNRI|NSAID|MRI|H2)"
        r"(?!one\b|eu|once|U)",
        r"\1n ",
        text,
    )
    return re.sub(r"(^|[.!?] )([a-z])(?=[a-z]*\b(?!GFR))", lambda m: m[1] + m[2].upper(), text)


def clause_of(sentence: str) -> str:
    """The sentence as a clause: no final stop, lower-case first word unless it is a name or abbreviation."""
    first = sentence.split()[0]
    keep = len(first) < 2 or not first[1:].islower() or first in NAMES
    return (sentence if keep else sentence[0].lower() + sentence[1:]).rstrip(".")


NAMES = {
    "Graves",
    "Crohn",
    "Cushing",
    "Addison",
    "Parkinson",
    "Alzheimer",
    "Hodgkin",
    "Lyme",
    "Escherichia",
    "Guillain-Barré",
    "Lewy",
}


def words(text: str) -> list[str]:
    """Lower-case words and numbers."""
    return [word.lower() for word in WORD.findall(text)]


def coverage(premise: str, hypothesis: str) -> float:
    """Share of the claim's words that the premise has."""
    have, want = set(words(premise)), set(words(hypothesis))
    return len(have & want) / max(1, len(want))


def likeness(premise: str, hypothesis: str) -> tuple[float, float, float]:
    """Coverage of the claim, its bigrams covered, and the premise's words outside the claim (scaled)."""
    p, h = words(premise), words(hypothesis)
    bigrams = set(itertools.pairwise(h))
    shared = len(bigrams & set(itertools.pairwise(p))) / max(1, len(bigrams))
    extra = len(set(p) - set(h)) / 12
    return coverage(premise, hypothesis), shared, extra


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Distance of two likenesses."""
    return sum(weight * abs(a - b) for weight, a, b in zip((2.0, 1.0, 0.7), one, other, strict=True))


def american(text: str) -> str:
    """The text in American spelling."""
    for british, spelling in AMERICAN:
        text = text.replace(british, spelling)
    return text


def candidates(rng: random.Random, claim: str, found: Item, label: str) -> list[str]:
    """Premises of one label: expansions of the item's templates and, for a clause, framings of the claim."""
    out = [expand(rng, rng.choice(found.premises[label]), found.slots) for _ in range(CANDIDATES)]
    telegraphic = ":" in claim or found.phenomenon.startswith(("condition", "certainty"))
    if found.clause and not telegraphic and rng.random() < 0.25:
        wrapper = rng.choice(WRAPPERS[label])
        out += [tidy(expand(rng, wrapper, {"h": clause_of(claim).replace("[", "(").replace("]", ")")}))]
    return out


def realise(rng: random.Random, found: Item) -> list[tuple[str, str, str]]:
    """Three pairs (premise, claim, label), one of each label, alike in how much of the claim the premise repeats."""
    found.slots["_sex"] = rng.choice("fm")
    shared = expand(rng, rng.choice(found.hypotheses), found.slots)
    same_claim = rng.random() < 0.6
    pools = {}
    for label in LABELS:
        claim = shared if same_claim else expand(rng, rng.choice(found.hypotheses), found.slots)
        pools[label] = (claim, [(text, likeness(text, claim)) for text in candidates(rng, claim, found, label)])
    aim = rng.choice(pools[rng.choice(LABELS)][1])[1]
    n_context = rng.choices((0, 1, 2, 3), (42, 27, 19, 12))[0] if found.context else 0
    avoid = {word for text in (*found.slots.values(), *found.hypotheses) for word in words(text) if len(word) > 3}
    pairs = []
    for label in LABELS:
        claim, pool = pools[label]
        core = min(pool, key=lambda entry: apart(entry[1], aim))[0]
        if label == "neutral" and found.context and rng.random() < 0.05:
            core = ""
        around = context_sentences(rng, found.style, n_context + (not core), avoid, found.slots["_sex"])
        split = rng.randint(0, len(around))
        premise = " ".join(text for text in (*around[:split], core, *around[split:]) if text)
        if rng.random() < 0.35:
            premise = american(premise)
        if rng.random() < 0.35:
            claim = american(claim)
        pairs.append((premise, claim, label))
    return pairs
