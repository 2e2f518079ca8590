"""Attribution: what a sentence says of one subject is not said of another."""

import pytest

from reasonscore.verify.facts.attribution import misattributed
from reasonscore.verify.facts.statement import read_statement

TWO = "Ampicillin was given for the listeria, and gentamicin was stopped after the hearing test."


@pytest.mark.parametrize(
    ("claim", "crossed"),
    [
        ("Ampicillin was stopped after the hearing test.", True),
        ("Gentamicin was stopped after the hearing test.", False),
        ("Gentamicin was stopped.", False),
        ("Ampicillin was given.", False),
        ("Vancomycin was stopped after the hearing test.", False),
    ],
)
def test_parallel_clauses(claim: str, crossed: bool) -> None:
    assert (misattributed(read_statement(claim), read_statement(TWO)) is not None) is crossed


def test_clauses_without_a_subject_of_their_own_are_not_compared() -> None:
    known = read_statement("Ampicillin was given for the listeria and was stopped after a week.")
    assert misattributed(read_statement("Ampicillin was stopped after a week."), known) is None
