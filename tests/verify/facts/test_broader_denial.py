"""Broader denials: who has nothing of a kind has no case of it."""

import pytest

from reasonscore.verify.facts.broader_denial import denied_by_broader
from reasonscore.verify.facts.statement import read_statement


@pytest.mark.parametrize(
    ("evidence", "claim", "denied"),
    [
        ("Allergies: none.", "She is allergic to penicillin.", True),
        ("NKDA, non-smoker.", "She has an allergy to co-trimoxazole.", True),
        ("No allergies to penicillin.", "She is allergic to latex.", False),
        ("NKDA.", "She had an allergy as a child.", False),
        ("There is no heart disease.", "She has heart failure.", True),
        ("There is no other heart disease.", "She has heart failure.", False),
        ("There was no heart disease until 2019.", "She has heart failure.", False),
        ("There is no heart disease.", "She has asthma.", False),
        ("There is no heart disease.", "She has no heart failure.", False),
    ],
)
def test_kinds(evidence: str, claim: str, denied: bool) -> None:
    assert (denied_by_broader(read_statement(claim), read_statement(evidence)) is not None) is denied
