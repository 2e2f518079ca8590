import pytest

from reasonscore.verify.checks.arithmetic import arithmetic_check, worked_out
from reasonscore.verify.facts.comparison import compare

WEIGHED = "He weighed 80 kg in March and 70 kg in June."


@pytest.mark.parametrize(
    ("claim", "evidence", "speaks"),
    [
        ("He lost 4 kg.", WEIGHED, True),
        # Nothing but the verb is the claim's.
        ("On the new diet his brother lost 4 kg by swimming every morning in June.", WEIGHED, False),
        ("He lost 4 kg.", WEIGHED + " The garden had roses, tulips, lilies, ferns and a long gravel path." * 5, False),
    ],
)
def test_another_result_contradicts_where_it_is_of_the_matter(claim, evidence, speaks):
    pair = compare(claim, evidence)
    assert worked_out(pair).outcome == "conflict"
    assert arithmetic_check(pair).outcome == ("conflict" if speaks else "silent")


def test_a_right_result_agrees_anywhere():
    evidence = WEIGHED + " The garden had roses, tulips, lilies, ferns and a long gravel path." * 5
    assert arithmetic_check(compare("He lost 10 kg.", evidence)).outcome == "agree"
