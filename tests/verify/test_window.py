from hypothesis import given
from hypothesis import strategies as st

from reasonscore.record import Passage
from reasonscore.verify.window import WindowIndex

NOTE = Passage("He is a teacher. Troponin was raised. The ECG showed ST elevation. He lives alone.", "n1")


def test_the_sentence_that_shares_most_comes_first_then_its_neighbourhood():
    windows = WindowIndex([NOTE], whole=False).best("The ECG showed ST elevation.", top=1)
    assert [window.text for window in windows] == [
        "The ECG showed ST elevation.",
        "Troponin was raised. The ECG showed ST elevation. He lives alone.",
    ]
    assert windows[0].passage_id == "n1"


def test_a_short_passage_is_one_window_and_a_long_one_is_not():
    assert [window.text for window in WindowIndex([NOTE]).best("ECG ST elevation")] == [NOTE.text]
    long = Passage(NOTE.text + " Nothing else was found that day." * 40, "n3")
    assert all(len(window.text) < 200 for window in WindowIndex([long]).best("ECG ST elevation"))


def test_windows_never_cross_passages():
    other = Passage("The ECG showed ST elevation.", "n2")
    for window in WindowIndex([NOTE, other]).best("ECG ST elevation"):
        passage = [NOTE, other][window.index]
        assert passage.text[slice(*window.piece)] == window.text


def test_no_evidence_gives_no_windows():
    assert WindowIndex([]).best("fever") == []
    assert WindowIndex([Passage(""), Passage("  \n")]).best("fever") == []


def test_evidence_without_a_shared_word_still_gives_one_window():
    assert [window.text for window in WindowIndex([Passage("He smokes.")]).best("fever")] == ["He smokes."]


@given(st.lists(st.text(max_size=300), max_size=4), st.text(max_size=80))
def test_windows_are_slices_of_their_passages(texts, claim):
    passages = [Passage(text, str(number)) for number, text in enumerate(texts)]
    for window in WindowIndex(passages).best(claim):
        start, end = window.piece
        assert passages[window.index].text[start:end] == window.text
