"""Units, conversions and analytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.lexicon.analyte import analytes, find_analyte
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.lexicon.unit import convert, parse_unit


@pytest.mark.parametrize(
    ("value", "source", "target", "analyte", "expected"),
    [
        (100, "mg/dL", "mmol/L", "glucose", 5.551),
        (5.551, "mmol/L", "mg/dl", "blood sugar", 100),
        (1.0, "mg/dL", "µmol/L", "creatinine", 88.42),
        (1.0, "mg/dL", "umol/L", "serum creatinine", 88.42),
        (10, "mg/dL", "mmol/L", "calcium", 2.495),
        (200, "mg/dL", "mmol/L", "LDL", 5.172),
        (140, "mEq/L", "mmol/L", "sodium", 140),
        (1, "mg/dL", "µmol/L", "bilirubin", 17.104),
        (14, "g/dL", "g/L", None, 140),
        (500, "mcg", "mg", None, 0.5),
        (1, "g", "mg", None, 1000),
        (98.6, "°F", "°C", None, 37),
        (37, "C", "F", None, 98.6),
        (150, "lb", "kg", None, 68.0388555),
        (70, "in", "cm", None, 177.8),
        (760, "mmHg", "kPa", None, 101.3250144354),
        (40, "mmHg", "kPa", None, 5.3328954966),
        (250, "10^3/µL", "10^9/L", None, 250),
        (60, "mL/min", "L/h", None, 3.6),
        (5, "mcg/kg/min", "mg/kg/h", None, 0.3),
        (80, "beats per minute", "/min", None, 80),
        (1000, "IU", "kIU", None, 1),
        (2, "liters", "mL", None, 2000),
        (6, "hours", "min", None, 360),
    ],
)
def test_conversions(value: float, source: str, target: str, analyte: str | None, expected: float) -> None:
    assert convert(value, source, target, analyte) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("source", "target", "analyte"),
    [
        ("mg/dL", "mmol/L", None),
        ("mg/dL", "mmol/L", "no such analyte"),
        ("mg", "mL", None),
        ("mg", "apples", None),
        ("°C", "mmHg", None),
        ("IU", "mg", None),
        ("mEq/L", "mmol/L", None),
        ("", "mg", None),
        ("mg/", "mg", None),
        ("°C/min", "°F/min", None),
    ],
)
def test_what_cannot_be_compared_gives_none(source: str, target: str, analyte: str | None) -> None:
    assert convert(1.0, source, target, analyte) is None


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("MG/DL", "mg/dL"),
        ("milligrams per deciliter", "mg/dL"),
        ("mm Hg", "mmHg"),
        ("degrees Fahrenheit", "°F"),
        ("µg", "µg"),
        ("μg", "µg"),
        ("cells/µL", "cells/µL"),
        ("mL/min/1.73m2", "mL/min/1.73m2"),
        ("bpm", "bpm"),
        ("%", "%"),
        ("mg.", "mg"),
    ],
)
def test_spellings(text: str, symbol: str) -> None:
    unit = parse_unit(text)
    assert unit is not None
    assert unit.symbol == symbol


@settings(deadline=None)
@given(
    st.floats(0.001, 10_000),
    st.sampled_from(
        [("mg", "g"), ("lb", "kg"), ("in", "cm"), ("mmHg", "kPa"), ("°F", "°C"), ("mL/h", "L/d"), ("10^3/µL", "10^9/L")]
    ),
)
def test_there_and_back(value: float, units: tuple[str, str]) -> None:
    there = convert(value, *units)
    assert there is not None
    back = convert(there, units[1], units[0])
    assert back == pytest.approx(value, rel=1e-6, abs=1e-6)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_unit_or_none(text: str) -> None:
    unit = parse_unit(text)
    assert unit is None or unit.factor > 0


def test_analytes_are_sound() -> None:
    lexicon = load_lexicon()
    for name, analyte in analytes().items():
        assert lexicon.concepts(name), name
        assert analyte.low is None or analyte.high is None or analyte.low <= analyte.high
        assert not analyte.unit or parse_unit(analyte.unit), (name, analyte.unit)
        assert not analyte.si_unit or parse_unit(analyte.si_unit), (name, analyte.si_unit)
        for state in (analyte.low_state, analyte.high_state):
            assert not state or lexicon.concepts(state), (name, state)


@pytest.mark.parametrize(
    ("name", "value", "state"),
    [
        ("sodium", 120, "hyponatremia"),
        ("K+", 6.5, "hyperkalemia"),
        ("blood glucose", 40, "hypoglycemia"),
        ("hemoglobin", 8, "anemia"),
        ("platelets", 20, "thrombocytopenia"),
        ("heart rate", 130, "tachycardia"),
        ("temperature", 39, "fever"),
        ("sodium", 140, None),
        ("INR", 3.5, "high international normalized ratio"),
    ],
)
def test_a_value_speaks_for_a_state(name: str, value: float, state: str | None) -> None:
    analyte = find_analyte(name)
    assert analyte is not None
    assert analyte.state(value) == state


def test_every_direction_word_names_the_state_in_both_orders() -> None:
    lexicon = load_lexicon()
    for low in ("low", "decreased", "reduced", "diminished"):
        assert lexicon.concepts(f"{low} serum calcium")[0].name == "hypocalcemia"
        assert lexicon.concepts(f"calcium level is {low}")[0].name == "hypocalcemia"
    for high in ("high", "elevated", "raised", "increased"):
        assert lexicon.concepts(f"{high} triglycerides")[0].name == "hypertriglyceridemia"
        assert lexicon.concepts(f"triglycerides were {high}")[0].name == "hypertriglyceridemia"
