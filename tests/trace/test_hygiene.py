import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.record import Record
from reasonscore.trace.hygiene import check_hygiene, is_loop, language_switches, repeated_share
from reasonscore.trace.reader import read_trace

OPTIONS = {"A": "Gout", "B": "Lupus nephritis", "C": "Sarcoidosis"}


def hygiene(response, options=OPTIONS, question=None):
    record = Record("1", response, options=options, question=question)
    return check_hygiene(read_trace(record), record)


def test_repetition_loop_and_plain_text():
    sentence = "The patient has a fever and therefore needs blood cultures. "
    assert is_loop(sentence * 6)
    assert repeated_share(sentence * 4) == pytest.approx(0.75, abs=0.03)
    assert not is_loop(
        "Granulomas are present. " * 2 + "Tuberculosis was excluded by culture, and no fungi were seen at all."
    )
    assert is_loop("患者发热需要血培养检查。" * 8)


def test_language_switch_between_paragraphs():
    english = "The patient has a fever and the lungs are clear on both sides of the chest."
    spanish = "El paciente presenta fiebre y los pulmones están limpios en ambos lados del tórax."
    assert language_switches(f"{english}\n\n{spanish}\n\n{english}") == 2
    assert language_switches(f"{english}\n\n{english}") == 0


@pytest.mark.parametrize(
    ("response", "unmentioned", "contradicts"),
    [
        ("<think>Proteinuria, so it is lupus nephritis.</think>The answer is B.", False, False),
        ("<think>Tophi, so it is gout.</think>The answer is C.", True, True),
        ("<think>Could be sarcoidosis. But tophi, so the answer is A.</think>The answer is C.", False, True),
        ("<think>Hard to tell.</think>The answer is C.", True, None),
        ("C", None, None),
    ],
)
def test_answer_against_the_reasoning(response, unmentioned, contradicts):
    found = hygiene(response)
    assert (found.answer_unmentioned, found.answer_contradicts) == (unmentioned, contradicts)


def test_free_answer_against_the_reasoning():
    found = hygiene("<think>So the most likely diagnosis is gout.</think>The diagnosis is sarcoidosis.", options=None)
    assert (found.answer_unmentioned, found.answer_contradicts) == (True, True)


def test_copied_share_and_truncation():
    question = (
        "A 54-year-old man comes to the clinic because of a two week history of fever, night sweats and weight loss. "
        "He has worked in a bakery for twenty years and has never smoked. What is the most likely diagnosis?"
    )
    found = hygiene(question + " It is sarcoidosis because of the", options=None, question=question)
    assert 0.8 < found.copied < 1
    assert found.truncated
    assert hygiene("It is sarcoidosis.", options=None, question=question).copied == 0


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_hygiene(text):
    found = hygiene(text)
    assert 0 <= found.repeated <= 1
    assert 0 <= found.copied <= 1


def test_a_sentence_in_another_language_within_a_paragraph_is_two_switches():
    text = "The joint is red and it is swollen. 患者的关节红肿并且疼痛难忍。 The crystals are like needles and bend it."
    assert language_switches(text) == 2


def test_names_numbers_and_latin_are_no_switch():
    text = (
        "The patient has a fever and the rash is new. Staphylococcus aureus, Escherichia coli. She is treated with it."
    )
    assert language_switches(text) == 0
