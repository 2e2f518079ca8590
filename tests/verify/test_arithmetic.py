import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.verify.checks.arithmetic import arithmetic_check
from reasonscore.verify.facts import operation
from reasonscore.verify.facts.calendar import elapsed, find_points
from reasonscore.verify.facts.comparison import compare

PAIRS = [
    ("agree", "The daily dose of ibuprofen is 1200 mg.", "Ibuprofen 400 mg is taken three times a day."),
    ("agree", "The course holds 350 mg of doxycycline in all.", "Doxycycline 50 mg daily is given for 7 days."),
    ("agree", "Altogether 13 falls were counted.", "There were 9 falls in May and 4 falls in June."),
    ("agree", "The titre has halved.", "The titre was 80 U/mL in May and is 40 U/mL today."),
    ("contradicts", "The titre has doubled.", "The titre was 40 U/mL in May and is 120 U/mL today."),
    ("agree", "He has smoked 15 pack-years.", "He smoked 10 cigarettes a day for 30 years."),
    ("contradicts", "His body mass index is 40.", "He weighs 90 kg and is 1.80 m tall."),
    ("agree", "The operation followed 6 years after the diagnosis.", "Diagnosed in 2010, operated on in 2016."),
    ("silent", "He lost 4 kg.", "Weights were 80 kg, 78 kg, 77 kg and 76 kg."),
    ("silent", "The patient has gout.", "The patient has gout."),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "claim", "evidence"), PAIRS)
def test_what_follows_from_the_numbers_of_the_evidence(expected, claim, evidence):
    check = arithmetic_check(compare(claim, evidence))
    assert (check.weight if check.outcome == "conflict" else check.outcome) == expected


@given(st.integers(2, 400), st.integers(1, 200), st.integers(1, 300))
def test_a_change_agrees_exactly_where_it_is_the_difference(start, change, claimed):
    evidence = f"The ferritin was {start + change} µg/L at first and is {start} µg/L now."
    outcome = arithmetic_check(compare(f"The ferritin fell by {claimed} µg/L.", evidence)).outcome
    if claimed == change:
        assert outcome in ("agree", "silent")
    elif abs(claimed - change) > max(1, 0.05 * change):
        assert outcome != "agree"


def test_the_time_between_two_clock_times_may_cross_midnight():
    assert elapsed(find_points("From 22:30 until 06:30"), "h") == 8.0
    assert elapsed(find_points("In 2001, in 2005 and in 2009"), "year") is None


def test_a_claim_is_looked_through_once_for_all_its_numbers(monkeypatch):
    class Counted:
        def __init__(self, pattern):
            self.pattern, self.asked = pattern, 0

        def search(self, text, *place):
            self.asked += 1
            return self.pattern.search(text, *place)

    counted = [Counted(getattr(operation, name)) for name in ("_TOTAL", "_BALANCE", "_REST", "_DAILY", "_COURSE")]
    for name, pattern in zip(("_TOTAL", "_BALANCE", "_REST", "_DAILY", "_COURSE"), counted, strict=True):
        monkeypatch.setattr(operation, name, pattern)
    claim = "He took " + ", ".join(f"{number} mg" for number in range(20, 90)) + " of prednisolone."
    arithmetic_check(compare(claim, "There were 9 falls in May and 4 falls in June. Prednisolone 5 mg daily."))
    assert counted[0].asked == 1
    assert all(pattern.asked <= 1 for pattern in counted)
