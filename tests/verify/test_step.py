from hypothesis import given
from hypothesis import strategies as st

from reasonscore.verify.step import judge_steps

CASE = "A 60-year-old man with diabetes has had fever and flank pain for two days. Urine shows leukocytes."


def test_each_category():
    steps = [
        "A 60-year-old man with diabetes has had fever and flank pain for two days.",
        "Flank pain with fever and leukocytes in the urine suggests acute pyelonephritis.",
        "Flank pain with fever and leukocytes in the urine suggests acute pyelonephritis.",
        "Okay, next.",
    ]
    found = [step.category for step in judge_steps(steps, CASE, claimless={3})]
    assert found == ["citation", "reasoning", "repetition", "redundancy"]


def test_without_a_case_nothing_is_a_citation():
    assert judge_steps(["Fever suggests infection."], None)[0].category == "reasoning"
    assert judge_steps([], CASE) == []


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=60))
def test_any_steps_get_a_category_and_a_probability(steps, case):
    for found in judge_steps(steps, case):
        assert 0 <= found.probability <= 1
        assert found.reason
