"""Units as people write them."""

from __future__ import annotations

import pytest

from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.decompose.fields.unit_spelling import read_unit


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("177 micromol/L", 177.0, "µmol/L"),
        ("12 micrograms per litre", 12.0, "µg/L"),
        ("3.4 milligrams per  decilitre", 3.4, "mg/dL"),
        ("10 nanograms/mL", 10.0, "ng/mL"),
        ("120 units per litre", 120.0, "U/L"),
        ("5 millimoles per liter", 5.0, "mmol/L"),
        ("0.5 mL/kg/h", 0.5, "mL/kg/h"),
        ("0.1 micrograms/kg/min", 0.1, "µg/kg/min"),
        ("20 breaths/min", 20.0, "/min"),
        ("150,000 per microlitre", 150000.0, "/µL"),
        ("5 mEq / L", 5.0, "mmol/L"),
    ],
)
def test_a_written_out_unit_is_that_unit(written: str, value: float, unit: str) -> None:
    found = find_quantities(f"The level was {written} today.")
    assert [(one.value, one.unit) for one, _ in found] == [(value, unit)]


@pytest.mark.parametrize("text", ["", "visits", "mg/visit", "per litre", "mg/", "day/kg"])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert read_unit(text) is None


def test_a_dose_by_the_day_stays_a_dose() -> None:
    (dose, _), *_ = find_quantities("He takes 300 mg per day.")
    assert (dose.value, dose.unit) == (300.0, "mg")
