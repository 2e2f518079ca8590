import pytest

from reasonscore.record import Record
from reasonscore.trace.choice import read_choice
from reasonscore.trace.reader import read_trace

OPTIONS = {"A": "Sarcoidosis", "B": "Tuberculosis", "C": "Both A and B", "D": "None of the above"}


def read(text, options=OPTIONS):
    return read_trace(Record("1", text, options=options))


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("It may be B. Wait, the answer is A.", "A"),
        ("Sarcoidosis is the most likely diagnosis; tuberculosis is less likely.", "A"),
        ("Unlike sarcoidosis, tuberculosis explains the caseation and is the best answer.", "B"),
        ("Vitamin A and hepatitis B are mentioned, nothing else.", None),
        ("A 54-year-old man is described.", None),
        ("Nothing of that.", None),
    ],
)
def test_read_choice(text, letter):
    found = read_choice(text, (0, len(text)), OPTIONS)
    assert (found and found.letter) == letter


def test_pairs_resolve_to_the_option_that_says_so():
    assert read("Both A and B are correct.").choice == "C"
    trace = read("Both A and B are correct.", {"A": "Fever", "B": "Cough", "C": "Rash"})
    assert (trace.choice, trace.choices, trace.ambiguities) == (None, ("A", "B"), ("several_choices",))


def test_letter_counts_where_it_contradicts_its_text_and_that_is_reported():
    trace = read("The answer is A: Tuberculosis.")
    assert (trace.choice, trace.ambiguities) == ("A", ("letter_contradicts_text",))


def test_choice_out_of_the_thinking_is_reported():
    trace = read("<think>So the answer is B.</think>\nI hope this helps you.")
    assert (trace.choice, trace.ambiguities) == ("B", ("answer_from_thinking",))


def test_span_is_where_the_letter_stands():
    text = "Option A is wrong. The answer is **B**."
    trace = read(text)
    assert text[slice(*trace.answer_span[0])] == "B"


def test_renaming_the_options_renames_the_choice():
    renamed = {"W": "Sarcoidosis", "X": "Tuberculosis"}
    for letter, other in (("A", "W"), ("B", "X")):
        assert read(f"Final answer: {letter}").choice == letter
        assert read(f"Final answer: {other}", renamed).choice == other


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("The answer is B.", "b"),
        ("Option B is correct.", "b"),
        ("Most probably B, as A is out.", "b"),
        ("The answer is b.", "b"),
        ("A is wrong because it is not used. B is right.", "b"),
        ("This is a man with a clot.", None),
    ],
)
def test_options_with_small_keys_are_named_by_capitals(text, letter):
    options = {"a": "Aspirin", "b": "Heparin", "c": "Warfarin"}
    assert read_trace(Record("1", text, options=options)).choice == letter
