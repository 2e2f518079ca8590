"""Seeded metamorphic cases: a change of the text changes the claims as its meaning does, and in no other way."""

import random
import re

import pytest

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.loader import load_decomposer
from reasonscore.trace.trace import Trace

SUBJECTS = [
    "The rash",
    "The fracture",
    "The left lung",
    "The wound",
    "The tumour",
    "The spleen",
    "The fistula",
    "The graft",
]
STATES = ["painful", "swollen", "infected", "visible", "stable", "tender", "inflamed", "unusual"]
FINDINGS = [
    "fever",
    "rigors",
    "vertigo",
    "dysuria",
    "haematuria",
    "myalgia",
    "diplopia",
    "pruritus",
    "dyspnoea",
    "ataxia",
]
DRUGS = ["aspirin", "heparin", "morphine", "digoxin", "lithium", "ramipril", "insulin", "warfarin"]
EVENTS = ["the fever returns", "the wound bleeds", "the pain spreads", "the culture is positive", "the rash gets worse"]
ACTIONS = ["stop {0}", "give {0}", "reduce {0}", "continue {0}"]
GREETINGS = ["Hello!", "Thank you for your question.", "I hope this helps.", "Take care!", "Great question!"]
SEED = 20_240
EACH = 260


def build():
    """The cases: name, first text, second text, data."""
    draw = random.Random(SEED)
    cases = []
    for _ in range(EACH):
        subject, state = draw.choice(SUBJECTS), draw.choice(STATES)
        other = draw.choice([s for s in SUBJECTS if s != subject])
        cases.append(("negate", f"{subject} is {state}.", f"{subject} is not {state}.", None))
        found = draw.sample(FINDINGS, 4)
        shuffled = draw.sample(found, 4)
        listed = "The patient denies {}, {}, {} or {}."
        cases.append(("reorder", listed.format(*found), listed.format(*shuffled), found))
        plain = f"{subject} is {state}. {other} was removed."
        cases.append(("greet", plain, f"{draw.choice(GREETINGS)} {plain} {draw.choice(GREETINGS)}", None))
        event, drug = draw.choice(EVENTS), draw.choice(DRUGS)
        action = draw.choice(ACTIONS).format(drug)
        base = action[0].upper() + action[1:]
        cases.append(("condition", f"{base}.", f"If {event}, {action}.", event))
        cases.append(
            ("move", f"If {event}, {drug} should be stopped.", f"{drug.title()} should be stopped if {event}.", event)
        )
        cases.append(("duplicate", plain, f"{plain}\n\n{plain}", None))
        second = draw.choice([d for d in DRUGS if d != drug])
        sentence = "The patient takes {0}, and {0} causes nausea."
        cases.append(("rename", sentence.format(drug), sentence.format(second), (drug, second)))
        cases.append(
            ("neither", f"{subject} is neither {state} nor bleeding.", f"{subject} is {state} and bleeding.", None)
        )
        joined = draw.choice(["fever", "rigors", "vertigo"])
        cases.append(
            (
                "several",
                f"Stop {drug} if the patient has {joined} or {event}.",
                f"If {event}, stop {drug}; the scan is normal.",
                event,
            )
        )
        cases.append(("divide", f"{subject} is {state} and {other.lower()} was removed.", plain, None))
    return cases


CASES = build()


def normal(text):
    return re.sub(r"\W+", " ", text.lower()).strip()


def claims(result):
    return sorted(normal(claim.text) for claim in result.claims)


def check(name, first, second, data):
    if name == "negate":
        assert [c.negated for c in first.claims] == [False]
        assert [c.negated for c in second.claims] == [True]
    elif name == "reorder":
        assert claims(first) == claims(second)
        assert len(first.claims) == 4
        assert all(c.negated for c in first.claims)
    elif name in ("greet", "divide"):
        assert claims(first) == claims(second)
    elif name == "condition":
        assert not any(c.condition for c in first.claims)
        assert len(second.claims) == len(first.claims)
        assert all([part.text for part in c.condition] == [data] for c in second.claims)
        assert all(data in c.text for c in second.claims)
    elif name == "move":
        records = [
            [(c.negated, c.certainty, c.type, [p.text for p in c.condition]) for c in r.claims] for r in (first, second)
        ]
        assert records[0] == records[1]
        assert records[0][0][3] == [data]
    elif name == "neither":
        assert [c.negated for c in first.claims] == [True, True]
        assert [c.negated for c in second.claims] == [False, False]
    elif name == "several":
        assert all(c.condition for c in first.claims)
        assert any(data in part.text for c in first.claims for part in c.condition)
        assert [[part.text for part in c.condition] for c in second.claims] == [[data], []]
    elif name == "duplicate":
        size = len(first.claims)
        assert claims(second) == sorted(claims(first) * 2)
        assert all(any(f.startswith("redundant_with:") for f in c.flags) for c in second.claims[size:])
        assert not any(f.startswith("redundant_with:") for c in second.claims[:size] for f in c.flags)
    else:
        one, other = data
        assert [c.text.replace(one.title(), other.title()).replace(one, other) for c in first.claims] == [
            c.text for c in second.claims
        ]


@pytest.mark.parametrize("tier", ["parse", "shallow"])
def test_every_case(tier):
    assert len(CASES) >= 2_000
    decomposer = load_decomposer(tier=tier)
    texts = [text for _, first, second, _ in CASES for text in (first, second)]
    results = decomposer.decompose_many([Source(Trace(text=text)) for text in texts])
    failed = []
    for index, (name, first, second, data) in enumerate(CASES):
        if tier == "shallow" and name in ("reorder", "condition", "divide", "rename", "move", "neither", "several"):
            continue
        try:
            check(name, results[2 * index], results[2 * index + 1], data)
        except AssertionError:
            failed.append((name, first, second))
    assert not failed, f"{len(failed)} of {len(CASES)}, for example {failed[:5]}"
