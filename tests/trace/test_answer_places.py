"""Where answers stand beside the well-known formats: tables, scores, runaway text, ordinals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.record import Record
from reasonscore.trace.letter_pattern import find_loose
from reasonscore.trace.option_scores import best_scored
from reasonscore.trace.reader import read_trace

OPTIONS = {"A": "Gout", "B": "Lupus", "C": "Scurvy", "D": "Rickets"}


def read(text, options=OPTIONS):
    return read_trace(Record("1", text, options=options))


def test_a_table_of_diagnoses_is_ranked_and_a_table_of_laboratory_values_is_not():
    table = "| # | Diagnosis | Why |\n|---|---|---|\n| 1 | Gout | crystals |\n| 2 | Lupus | rash |"
    assert read(table, None).answers == ("Gout", "Lupus")
    assert read("| Test | Value |\n|---|---|\n| Sodium | 140 |\n| Potassium | 4 |", None).answers == ()


def test_runaway_text_is_no_claim_and_no_answer():
    text = "The answer is B.\n\nQuestion: What causes scurvy?\nA. Gout\nAnswer: C"
    trace = read(text)
    assert trace.choice == "B"
    assert trace.text[slice(*trace.regions[-1].piece)].lstrip().startswith("Question:")


def test_a_question_before_the_answer_is_not_runaway():
    assert read("Question: what is it?\nA. Gout\nB. Lupus\nC. Scurvy\nD. Rickets\nAnswer: C").choice == "C"


@pytest.mark.parametrize(
    ("text", "letter"),
    [("A: 5%, B: 80%", "B"), ("A: 40%, B: 40%, C: 20%", None), ("A: 20%", None), ("B: 3/10, C: 8/10, D: 1/10", "C")],
)
def test_best_scored(text, letter):
    found = best_scored(text, (0, len(text)), OPTIONS)
    assert (found and found[0]) == letter


@pytest.mark.parametrize("text", ["Vitamin A", "hepatitis B", "A man came", "B cells", "group C"])
def test_letters_in_names_and_articles_are_no_options(text):
    assert find_loose(text, (0, len(text)), tuple(OPTIONS)) == []


@given(st.text(alphabet="AB.,:;()→✅❌? aisnotor12%/\n|#-", max_size=120))
def test_any_text_is_read_and_spans_lie_in_it(text):
    trace = read(text)
    for span in (*trace.answer_spans, *([trace.answer_span] if trace.answer_span else [])):
        assert all(0 <= start <= end <= len(text) for start, end in span)
