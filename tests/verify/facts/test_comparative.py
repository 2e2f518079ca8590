"""Comparatives: which side is set above the other, in words or by numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.verify.facts.comparative import find_comparatives, ranked_alike
from reasonscore.verify.facts.statement import read_statement

NAUSEA = "Nausea was less common with ondansetron than with metoclopramide."
RATES = "Relapse occurred in 30% on placebo and in 18% on the drug."
CARRIED = "Zinc did better than iron in the first year but caused more vomiting."


@pytest.mark.parametrize(
    ("evidence", "claim", "agrees"),
    [
        (NAUSEA, "Nausea was more common with metoclopramide than with ondansetron.", True),
        (NAUSEA, "Ondansetron led to more nausea than metoclopramide.", False),
        (NAUSEA, "Vomiting was less common with ondansetron than with metoclopramide.", None),
        (RATES, "Relapse was lower on the drug.", True),
        (RATES, "Relapse was lower on placebo.", False),
        (
            "Relapse occurred in 30% on placebo and in 18% on the drug (P = 0.4).",
            "Relapse was lower on the drug.",
            None,
        ),
        (CARRIED, "Iron caused more vomiting.", False),
        (CARRIED, "Zinc caused more vomiting than iron.", True),
        ("Suture was non-inferior to glue and left smaller scars.", "Glue left smaller scars.", False),
        ("Relapse was rare.", "Relapse was lower on the drug.", None),
    ],
)
def test_two_sides_are_ranked(evidence: str, claim: str, agrees: bool | None) -> None:
    found = ranked_alike(read_statement(claim), read_statement(evidence))
    assert (found.agrees if found else None) is agrees


def test_denied_comparatives_set_nothing_above() -> None:
    assert find_comparatives("It was no more effective than placebo.") == ()


@given(st.text(alphabet="abc more less than in,.;5% 10", max_size=80))
def test_any_text_is_read(text: str) -> None:
    statement = read_statement(text)
    found = ranked_alike(statement, statement)
    assert found is None or 0 <= found.own[0] < found.own[1] <= len(text)
