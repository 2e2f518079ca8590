"""Numbers that are always worked out from others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.verify.checks.arithmetic import arithmetic_check
from reasonscore.verify.facts.comparison import compare

PAIRS = [
    ("agree", "The anion gap is 22 mmol/L.", "Na 138, Cl 100, HCO3 16 mmol/L."),
    ("conflict", "The anion gap is 12 mmol/L.", "Na 138, Cl 100, HCO3 16 mmol/L."),
    ("silent", "The anion gap is 22 mmol/L.", "Na 138, Cl 100 mmol/L."),
    ("agree", "The pulse pressure is 70 mmHg.", "BP 160/90."),
    ("agree", "The mean arterial pressure is 80 mmHg.", "Blood pressure 120/60 mmHg."),
    ("conflict", "The shock index is 0.8.", "Heart rate 130, BP 90/60."),
    ("agree", "The P/F ratio is 180.", "PaO2 90 mmHg on FiO2 0.5"),
    ("agree", "The corrected calcium is 2.30 mmol/L.", "Calcium 2.10 mmol/L, albumin 30 g/L."),
    ("agree", "Unconjugated bilirubin was 40 µmol/L.", "Total bilirubin 55 µmol/L, direct bilirubin 15 µmol/L."),
    ("agree", "The globulin is 45 g/L.", "Total protein 78 g/L, albumin 33 g/L."),
    ("silent", "The anion gap is 22 mmol/L.", ""),
]


@pytest.mark.parametrize(("expected", "claim", "evidence"), PAIRS)
def test_a_formula_that_the_claim_names_is_worked_out(expected, claim, evidence):
    assert arithmetic_check(compare(claim, evidence)).outcome == expected


@given(st.integers(120, 155), st.integers(85, 115), st.integers(5, 35), st.integers(1, 60))
def test_only_the_difference_itself_agrees(sodium, chloride, bicarbonate, claimed):
    gap = sodium - chloride - bicarbonate
    evidence = f"Sodium {sodium} mmol/L, chloride {chloride} mmol/L, bicarbonate {bicarbonate} mmol/L."
    outcome = arithmetic_check(compare(f"The anion gap was {claimed} mmol/L.", evidence)).outcome
    if gap > 0 and abs(claimed - gap) > 1 + 0.03 * gap:
        assert outcome != "agree"
    if claimed == gap and gap not in (sodium, chloride, bicarbonate):
        assert outcome == "agree"
