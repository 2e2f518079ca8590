"""Coverage: what is said covers an item, what is not said or is contradicted does not, and padding changes nothing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.verify.coverage import ResponseIndex
from reasonscore.verify.linear import load_linear_model

ITEM = "Noncaseating granulomas on biopsy point to sarcoidosis."
SAID = "The biopsy shows noncaseating granulomas, which points to sarcoidosis. The calcium of 11.2 mg/dL fits."
WORDS = st.sampled_from("biopsy granulomas sarcoidosis tuberculosis fever calcium noncaseating lymph nodes".split())


def judged(response, item=ITEM, row=(0.3, 0.1, 0.6)):
    index = ResponseIndex(response, "A man has cough and hilar lymph nodes.")
    windows = index.windows(item)
    return index.judge(item, windows, np.array([row] * len(windows), dtype=np.float32).reshape(-1, 3))


def test_an_item_that_the_response_states_is_covered_and_another_is_not():
    assert judged(SAID).covered
    assert not judged("The cough began three weeks ago after a cold. No fever was measured.").covered


@pytest.mark.parametrize(("response", "item"), [("", ITEM), (SAID, ""), (SAID, "the of and")])
def test_nothing_said_or_nothing_asked_covers_nothing(response, item):
    found = judged(response, item)
    assert (found.covered, found.probability) == (False, 0.0)


def test_other_numbers_do_not_matter():
    item = "The calcium of 10.9 mg/dL supports sarcoidosis."
    assert judged(SAID, item).probability == judged(SAID, item.replace("10.9", "11.2")).probability


def test_a_contradicted_item_is_less_probable():
    assert judged(SAID, row=(0.05, 0.9, 0.05)).probability < judged(SAID).probability


def test_shared_features_lie_between_zero_and_one_and_have_weights_of_the_right_sign():
    index = ResponseIndex(SAID)
    assert all(0 <= value <= 1 for value in index.shared(ITEM, index.windows(ITEM)).values())
    weights = load_linear_model("coverage").weights
    against = {"contradicted", "missing_concepts"}
    assert all(weight > 0 for name, weight in weights.items() if name not in against)
    assert all(weights.get(name, 0) <= 0 for name in against)


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, max_size=6))
def test_saying_more_never_takes_words_away(said, more):
    less, longer = (ResponseIndex(" ".join(words) + ".") for words in (said, said + more))
    names = ("in_response", "phrases", "least_sentence")
    before, after = (one.shared(ITEM, one.windows(ITEM)) for one in (less, longer))
    assert all(before[name] <= after[name] for name in names)
    assert after["missing_concepts"] <= before["missing_concepts"]
