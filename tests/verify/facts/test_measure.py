"""Numbers of a sentence: series, times, reference ranges, frequencies, shares, ages and levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.verify.facts.analyte_state import actual_level
from reasonscore.verify.facts.derived import is_computed
from reasonscore.verify.facts.frequency import find_frequencies
from reasonscore.verify.facts.level import find_levels
from reasonscore.verify.facts.measure import measures
from reasonscore.verify.facts.series import split_series, standings
from reasonscore.verify.facts.share import find_shares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferritin has crept up from 9 to 14 µg/L.", [(9, "early"), (14, "late")]),
        ("INR 2.3 → 1.4", [(2.3, "early"), (1.4, "late")]),
        ("Potassium was 2.7 on Monday and is 3.1 now", [(2.7, "early"), (3.1, "late")]),
        ("Ejection fraction increased from 33% to 51% since admission", [(33, "early"), (51, "late")]),
        ("Sodium is now 131 mmol/L", [(131, "late")]),
        ("Sodium 128 mmol/L", [(128, "")]),
    ],
)
def test_numbers_of_one_thing_keep_their_order_and_their_owner(text, expected):
    found = measures(text)
    assert [(one.quantity.value, one.time) for one in found] == expected
    assert len({one.concept or one.quantity.name for one in found}) == 1


def test_a_range_stays_a_range():
    (age,) = measures("Weight between 50 and 65 kg")
    assert (age.quantity.value, age.quantity.high) == (50, 65)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Ferritin 14 µg/L, still short of the 30 we aim for", ["", "aim"]),
        ("fT4 31 (9-19)", ["", "range"]),
        ("The target is 17.3; the count is 33.9", ["aim", ""]),
    ],
)
def test_aims_and_reference_ranges_are_no_values(text, roles):
    assert [one.role for one in measures(text)] == roles


@pytest.mark.parametrize(
    ("words", "daily"),
    [
        ("once daily", 1), ("twice a day", 2), ("b.d.", 2), ("TDS", 3), ("every 6 hours", 4), ("8-hourly", 3),
        ("every other day", 0.5), ("on alternate days", 0.5), ("once a week", 1 / 7), ("three times a week", 3 / 7),
        ("every 12 weeks", 1 / 84), ("nocte", 1), ("q8h", 3), ("four times daily", 4),
    ],
)  # fmt: skip
def test_frequencies_by_the_day(words, daily):
    (found,) = find_frequencies(f"Ibuprofen 400 mg {words}.")
    assert found.daily == pytest.approx(daily)


@pytest.mark.parametrize("text", ["on the day", "a day later", "he came on Monday", "each leg", "once he left"])
def test_other_times_are_no_frequencies(text):
    assert not [one for one in find_frequencies(text) if one.daily != 1]


@pytest.mark.parametrize(
    ("text", "share"),
    [("half of", 50), ("two thirds of", 200 / 3), ("one in ten", 10), ("96 of 480", 20), ("3 out of every 4", 75)],
)
def test_shares_are_percentages(text, share):
    ((quantity, piece),) = find_shares(f"It was {text} them.")
    assert (quantity.value, quantity.unit) == (pytest.approx(share), "%")
    assert piece[1] - piece[0] >= len(text.split()[0])


@pytest.mark.parametrize(
    ("text", "analyte", "level"),
    [
        ("Potassium 6.4 mmol/L", "potassium", "high"),
        ("Hb 92", "hemoglobin", "low"),
        ("creatinine 88 µmol/L", "creatinine", "normal"),
        ("fT4 14 (9-19)", "free thyroxine", "normal"),
        ("sodium 135.2 mmol/L", "sodium", None),
        ("sodium below 130 mmol/L", "sodium", None),
        ("potassium 6.4 mmol/L", "sodium", None),
    ],
)
def test_levels_of_values(text, analyte, level):
    assert actual_level(measures(text)[0], analyte) == level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pCO2 is within the reference range.", [("partial pressure of carbon dioxide", "normal", False)]),
        ("Triglycerides are not elevated.", [("triglycerides", "high", True)]),
        ("She was not hyponatraemic.", [("sodium", "low", True)]),
        ("Troponin was measured with a high-sensitivity test.", []),
    ],
)
def test_levels_in_words(text, expected):
    assert [(one.analyte, one.level, one.denied) for one in find_levels(text)] == expected


@given(st.lists(st.floats(0.1, 1e4), min_size=2, max_size=6))
def test_sums_and_products_are_recognised(numbers):
    assert is_computed(numbers[0] + numbers[1], numbers)
    assert is_computed(numbers[0] * numbers[1], numbers)


PARTS = st.sampled_from("sodium 128 → 131 from 9 to 14 mg (9-19) now was ; and , aged 5 twice daily one in ten".split())


@given(st.lists(PARTS, max_size=14))
def test_pieces_stay_inside_and_every_number_has_a_standing(parts):
    text = " ".join(parts)
    split = split_series(text, find_quantities(text))
    assert len(standings(text, split)) == len(split)
    for one in measures(text):
        assert 0 <= one.piece[0] < one.piece[1] <= len(text)


def test_a_power_of_ten_is_no_number_of_its_own():
    for text in ("The red cell count was 3.55 × 10^6/μL.", "A red cell count of 3.55 × 106/µL.", "9.4 x 103 /µL"):
        assert len(measures(text)) == 1
    assert [one.quantity.value for one in measures("Platelets were 430 x 10^9/L.")] == [430]
    assert [one.quantity.value for one in measures("A mass of 10 x 10 cm.")] == [10, 10]
