"""What a sentence does not say of a claim, and agreement that rests on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.verify.checks.check import run_checks
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.statement import read_statement
from reasonscore.verify.facts.wording import is_contested, meanings, unsaid


def missing(claim: str, known: str) -> list[str]:
    asked = read_statement(claim)
    return [claim[start:end] for start, end in unsaid(asked, read_statement(known))]


def polarity(claim: str, evidence: str) -> str:
    return next(check.outcome for check in run_checks(claim, evidence) if check.name == "polarity")


@pytest.mark.parametrize(
    ("claim", "known", "expected"),
    [
        ("Warfarin was discontinued.", "Warfarin was stopped.", []),
        ("The wrist is broken.", "Fracture of the left wrist.", []),
        ("Two doses were given.", "2 doses were given.", []),
        ("All patients received insulin.", "Some patients received insulin.", ["All"]),
        ("Insulin was given before surgery.", "Insulin was given after surgery.", ["before"]),
        ("The cough became worse.", "The cough was dry.", ["worse"]),
        ("", "The cough was dry.", []),
    ],
)
def test_what_a_sentence_does_not_say(claim: str, known: str, expected: list[str]) -> None:
    assert [word for word in missing(claim, known) if word != "became"] == expected


@given(st.text(max_size=60))
def test_a_sentence_says_everything_that_it_says(text: str) -> None:
    assert unsaid(read_statement(text), read_statement(text)) == ()
    assert meanings("") == frozenset()


def test_the_opposite_beside_what_is_claimed() -> None:
    known = read_statement("Sodium rose and potassium fell.")
    assert is_contested(read_statement("Potassium rose."), known)
    assert not is_contested(read_statement("Sodium rose and potassium fell."), known)


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        ("The rash cleared after prednisolone.", "The rash cleared after prednisolone.", "agree"),
        ("The left collarbone is broken.", "There is a fracture of the left collarbone.", "agree"),
        # One word more than the evidence has.
        ("Metoprolol caused the rash.", "The rash was seen while she took metoprolol and a new soap.", "silent"),
        # A question and a plan state nothing.
        ("The patient has had measles.", "Have you had measles?", "silent"),
        ("The splenectomy was done.", "The splenectomy will be done next week.", "silent"),
        ("Fluconazole is licensed for this.", "Voriconazole, but not fluconazole, is licensed for this.", "conflict"),
        ("Voriconazole is licensed for this.", "Voriconazole, but not fluconazole, is licensed for this.", "agree"),
        ("The child sits.", "The child has no words, sits and smiles.", "agree"),
        # What a normal value leaves unsaid.
        ("The bile duct is not dilated.", "The bile duct measures 5 mm.", "silent"),
        ("There is a contraindication to heparin.", "Heparin is contraindicated.", "agree"),
    ],
)
def test_agreement_needs_all_that_is_claimed(claim: str, evidence: str, outcome: str) -> None:
    assert polarity(claim, evidence) == outcome


def test_a_list_of_findings_is_denied_to_its_end() -> None:
    text = "No fever, cough or rash."
    assert [text[start:end] for start, end in denied_reaches(text)] == [" fever, cough or rash"]
