"""Significance: p values and intervals beside effects, and the claims that they speak of."""

import pytest

from reasonscore.verify.checks.significance import effect_shown
from reasonscore.verify.facts.comparison import compare
from reasonscore.verify.facts.significance import find_significance


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Deaths were fewer (P = 0.003).", True),
        ("Deaths were fewer (p<0.05).", True),
        ("Deaths were fewer (P = 0.30).", False),
        ("Deaths were fewer (p > 0.05).", False),
        ("The odds ratio was 1.4 (95% CI 1.1 to 1.8).", True),
        ("The odds ratio was 1.4 (95% CI 0.9-2.2).", False),
        ("The mean difference was 2.1 points (95% CI -0.4 to 4.6).", False),
        ("The mean difference was 2.1 points (95% CI 0.4, 3.8).", True),
        ("The mean age was 61 (95% CI 58 to 64).", None),
        ("Deaths were fewer (P = 0.003) and falls too (P = 0.2).", None),
        ("One or 2 of them had a CI of 1 to 3.", None),
        ("No value was given.", None),
    ],
)
def test_intervals_and_p_values(text: str, shown: bool | None) -> None:
    found = find_significance(text)
    assert (found.shown if found else None) is shown


@pytest.mark.parametrize(
    ("evidence", "claim", "outcome"),
    [
        ("Zinc lowered mortality (hazard ratio 0.9, 95% CI 0.7 to 1.2).", "Zinc lowered mortality.", "conflict"),
        ("Zinc lowered mortality (hazard ratio 0.8, 95% CI 0.7 to 0.9).", "Zinc did not reduce mortality.", "conflict"),
        (
            "Mortality with zinc was 5% against 6% (P = 0.4).",
            "There was no difference in mortality with zinc.",
            "agree",
        ),
        ("Zinc lowered mortality (hazard ratio 0.8, 95% CI 0.7 to 0.9).", "Zinc lowered mortality.", None),
    ],
)
def test_claims_of_effects(evidence: str, claim: str, outcome: str | None) -> None:
    found = effect_shown(compare(claim, evidence))
    assert (found.outcome if found else None) == outcome
