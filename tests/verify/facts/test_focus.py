"""Focus: what a negation denies first, and what it leaves open."""

from __future__ import annotations

import pytest

from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.facts.focus import focuses, is_unreal, leaves_open


def _said(name: str, claim: str, evidence: str) -> str:
    found = next(check for check in run_checks(claim, evidence) if check.name == name)
    return found.weight if found.outcome == "conflict" else found.outcome


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Melatonin did not shorten the delirium.", ["shorten"]),
        ("No subdural haematoma was seen after the fall.", ["subdural", "haematoma"]),
        ("Ankle reflexes are absent.", ["reflexes"]),
        ("Rest and fluids.", []),
    ],
)
def test_what_is_denied_first(sentence: str, words: list[str]) -> None:
    found = [sentence[slice(*word.piece)] for one in focuses(sentence) for word in one.words]
    assert found == words


def test_what_is_left_open() -> None:
    assert leaves_open("There is no proof that zinc shortens colds.")
    assert leaves_open("A fracture must be excluded.")
    assert not leaves_open("There is no fracture.")
    assert is_unreal("She would eat if she could swallow.")
    assert not is_unreal("She eats well.")


@pytest.mark.parametrize(
    ("name", "claim", "evidence"),
    [
        (
            "polarity",
            "The participants had undergone bypass surgery.",
            "Zinc did not shorten stay after bypass surgery.",
        ),
        ("polarity", "There is a fracture of the hip.", "A fracture of the hip must be excluded."),
        ("polarity", "No seizure occurred in the placebo group.", "Seizure in the placebo group: 0/31."),
        ("laterality", "The left kidney is normal.", "The right kidney is normal."),
        ("direction", "Potassium rose.", "Potassium would fall if the drip were stopped."),
    ],
)
def test_is_no_contradiction(name: str, claim: str, evidence: str) -> None:
    assert _said(name, claim, evidence) != "contradicts"


@pytest.mark.parametrize(
    ("name", "claim", "evidence"),
    [
        ("polarity", "There is a subdural haematoma.", "No subdural haematoma is seen."),
        ("polarity", "There is no subdural haematoma.", "A subdural haematoma is seen."),
        ("quantity", "The potassium is 5.9 mmol/L.", "Potassium 3.4 mmol/L."),
        ("laterality", "The fracture is on the left.", "Fracture of the right clavicle."),
    ],
)
def test_is_a_contradiction(name: str, claim: str, evidence: str) -> None:
    assert _said(name, claim, evidence) == "contradicts"
