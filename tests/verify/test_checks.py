"""The two checks on sentence pairs written for them."""

import pytest

from reasonscore.verify.checks.polarity import polarity_check
from reasonscore.verify.checks.quantity import quantity_check


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        ("The eGFR is below 30 mL/min.", "eGFR 24 mL/min.", "agree"),
        ("The eGFR is below 30 mL/min.", "eGFR 48 mL/min.", "conflict"),
        ("Sodium was 128 mmol/L.", "Sodium 128 mmol/L, potassium 5.9 mmol/L.", "agree"),
        ("Potassium was 128 mmol/L.", "Sodium 128 mmol/L, potassium 5.9 mmol/L.", "conflict"),
        ("Glucose was 180 mg/dL.", "Glucose 10 mmol/L.", "agree"),
        ("Glucose was 180 mg/dL.", "Glucose 5 mmol/L.", "conflict"),
        ("Hemoglobin was about 9 g/dL.", "Hemoglobin 9.3 g/dL.", "agree"),
        ("Hemoglobin was 9.3 g/dL.", "Hemoglobin was below 10 g/dL.", "silent"),
        ("Lactate was 4 mmol/L.", "Creatinine 4 mg/dL.", "silent"),
        ("She has a fever.", "Temperature 39.2 °C.", "silent"),
    ],
)
def test_quantity(claim, evidence, outcome):
    assert quantity_check(claim, evidence).outcome == outcome


@pytest.mark.parametrize(
    ("claim", "evidence", "outcome"),
    [
        ("There is a pleural effusion.", "No pleural effusion is seen.", "conflict"),
        ("There is no pleural effusion.", "A pleural effusion is seen.", "conflict"),
        ("There is no pleural effusion.", "No pleural effusion or pneumothorax.", "agree"),
        ("The patient has chest pain.", "The patient denies chest pain.", "conflict"),
        ("Cough is present.", "There is no fever, but cough is present.", "agree"),
        ("Pneumonia was not seen.", "No pneumonia was seen.", "agree"),
        ("She takes metformin.", "No pleural effusion is seen.", "silent"),
    ],
)
def test_polarity(claim, evidence, outcome):
    assert polarity_check(claim, evidence).outcome == outcome


@pytest.mark.parametrize("check", [quantity_check, polarity_check])
def test_empty_texts_say_nothing(check):
    assert check("", "").outcome == "silent"
    assert check("Fever.", "").outcome == "silent"


def test_spans_point_at_the_numbers():
    claim, evidence = "Potassium was 3.1 mmol/L.", "On admission potassium 6.1 mmol/L."
    found = quantity_check(claim, evidence)
    assert "3.1" in claim[slice(*found.span[0])]
    assert "6.1" in evidence[slice(*found.evidence_span[0])]
