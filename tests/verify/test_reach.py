from hypothesis import given
from hypothesis import strategies as st

from reasonscore.record import Passage
from reasonscore.verify.reach import LONG, NO_REACH, Reach, reach_of, read_sentences
from reasonscore.verify.window import WindowIndex

FILLER = [
    f"Item{chr(97 + i)} was reviewed with the ward pharmacist on round{chr(97 + i)} without comment." for i in range(26)
]
CLAIM = "Warfarin was stopped because of bleeding"
NOTE = [
    "Warfarin had been taken for years.",
    *FILLER,
    "All anticoagulants were stopped because of bleeding from the stomach.",
]


def reach(claim: str, sentences: list[str]) -> Reach:
    return reach_of(claim, read_sentences(sentences))


def test_a_long_passage_holds_a_claim_that_no_sentence_holds() -> None:
    found = reach(CLAIM, NOTE)
    assert found.long == 1.0
    assert found.recall == found.pair == 1.0
    assert 0 < found.sentence < 1
    assert 0 < found.overlap < found.sentence
    assert 0 < found.phrases < 1


def test_short_passages_numbers_and_empty_claims_have_no_reach() -> None:
    assert reach(CLAIM, NOTE[:3]) == NO_REACH
    assert reach("12 of 40", NOTE) == NO_REACH
    assert reach("", NOTE) == NO_REACH
    assert reach(CLAIM, []) == NO_REACH


def test_other_names_of_a_concept_count_and_what_is_missing_is_told() -> None:
    found = reach(
        "Myocardial infarction can follow cocaine.", ["A heart attack is possible after stimulants.", *FILLER]
    )
    assert (found.held, found.names, found.subject) == (0.5, 0.5, 1.0)
    assert found.recall == 0
    assert reach("Cocaine can cause myocardial infarction.", NOTE)[-3:] == (0.0, 0.0, 0.0)


def test_a_window_knows_what_its_own_passage_holds() -> None:
    passages = [Passage("Warfarin was stopped."), Passage(" ".join(NOTE)), Passage(" ".join(FILLER))]
    windows = WindowIndex(passages).best(CLAIM, 3)
    assert {window.index: window.reach.recall for window in windows if window.index < 2} == {0: 0.0, 1: 1.0}


@given(st.lists(st.sampled_from(NOTE), min_size=LONG // 6, max_size=40), st.sampled_from(NOTE))
def test_more_text_takes_nothing_away(sentences: list[str], more: str) -> None:
    before, after = reach(CLAIM, sentences), reach(CLAIM, [*sentences, more])
    assert all(0 <= value <= 1 for value in before)
    if before.long == 1.0:
        assert all(one <= other for one, other in zip(before, after, strict=True))


@given(st.lists(st.lists(st.sampled_from("zinc copper iron lead tin gold".split()), max_size=6), max_size=6))
def test_shares_are_those_of_sets_of_words(drawn: list[list[str]]) -> None:
    sentences = [*(" ".join(words) for words in drawn), *FILLER]
    found, asked = reach("zinc iron gold", sentences), {"zinc", "iron", "gold"}
    held = [asked & set(words) for words in drawn] or [set()]

    def weight(words: set[str]) -> int:
        return sum(map(len, words))

    best = max(held, key=weight)
    total = weight(asked)
    assert found.recall == weight(set().union(*held)) / total
    assert found.sentence == weight(best) / total
    assert found.pair == (weight(best) + max(weight(one - best) for one in held)) / total
