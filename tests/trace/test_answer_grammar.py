"""The small grammars of answers: titles, refusals, judgements of options, named diseases, reach of announcements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.metrics import AnswerAccuracy, ChoiceAccuracy
from reasonscore.record import Record
from reasonscore.trace.named_disease import last_named, name_in
from reasonscore.trace.option_verdict import accepted_option
from reasonscore.trace.phrase import abstentions
from reasonscore.trace.reader import read_trace
from reasonscore.trace.title import title_role

OPTIONS = {"A": "Gout", "B": "Lupus", "C": "Scurvy"}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("most likely clinical dx", "answer"),
        ("final diagnosis and rationale", "answer"),
        ("top 3 differentials", "differential"),
        ("detailed step by step analysis", "thinking"),
        ("alternative diagnosis", None),
        ("second choice", None),
        ("laboratory results", None),
        ("", None),
    ],
)
def test_titles(title, role):
    assert title_role(title) == role


@given(st.text(max_size=60))
def test_any_title_has_a_role_or_none(title):
    assert title_role(title) in {None, "answer", "differential", "thinking"}


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, I cannot help with that.",
        "We are unable, at this time, to provide a diagnosis.",
        "I must respectfully decline.",
        "Further imaging would be needed before anything can be said; additional information is required.",
        "There isn't enough information here to choose.",
        "The diagnosis remains unclear.",
    ],
)
def test_refusals_are_abstentions_and_no_wrong_answers(text):
    for options in (None, OPTIONS):
        trace = read_trace(Record("1", text, options=options))
        assert trace.abstained
        assert trace.choice is None
        row = {"trace": trace.to_row(), "reference": {"answer": "Gout"}, "options": options or {}}
        assert AnswerAccuracy().score(row).status == "abstained"
        assert ChoiceAccuracy().score(row).value is None


@pytest.mark.parametrize(
    "text",
    ["I cannot rule out lupus, but the answer is gout.", "Unable to walk, she has gout.", "It was made of salt."],
)
def test_other_inabilities_are_no_refusals(text):
    assert abstentions("refusal").search(text) is None
    assert not read_trace(Record("1", text)).abstained


def test_judgements_of_options():
    def letter(text):
        found = accepted_option(text, (0, len(text)), OPTIONS)
        return found.letter if found else None

    assert letter("(A) ✗ (B) ✓ (C) ✗") == "B"
    assert letter("| A | No |\n| B | No |\n| C | Yes |") == "C"
    assert letter("A: too late\nB: contraindicated\nC: an old sailor") == "C"
    assert letter("A: yes\nB: yes\nC: no") is None
    assert letter("A: yes") is None
    assert letter("") is None


def test_a_named_disease_is_found_where_nothing_announces_it():
    text = "My top concern in him is acute gout"
    assert text[slice(*name_in(text, 0, len(text)))] == "acute gout"
    assert last_named("No disease is named here.", (0, 25)) is None
    assert name_in("Gout flare", 0, 10) == (0, 10)


def test_an_announcement_ends_at_the_next_option():
    text = "The answer is A, though B is a fair thought."
    assert read_trace(Record("1", text, options=OPTIONS)).choice == "A"


def test_what_is_left_when_all_others_are_excluded():
    text = "A is wrong. B is wrong."
    assert read_trace(Record("1", text, options=OPTIONS)).choice == "C"
