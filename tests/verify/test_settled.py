from reasonscore.verify.settled import settle
from reasonscore.verify.verdict import Check
from reasonscore.verify.window import Window

AGAINST, FOR = (Check("quantity", outcome, ((0, 1),), ((0, 1),)) for outcome in ("conflict", "agree"))


def outcomes(passages=(0, 0), checks=(AGAINST, FOR)):
    windows = [Window(index, "p", str(number), (number, number + 1)) for number, index in enumerate(passages)]
    return [[check.outcome for check in own] for own in settle(windows, [[one] for one in checks])]


def test_a_value_that_stands_elsewhere_in_the_passage_is_no_conflict():
    assert outcomes() == [["silent"], ["agree"]]


def test_another_passage_may_still_contradict():
    assert outcomes(passages=(0, 1)) == [["conflict"], ["agree"]]


def test_what_is_withheld_or_denied_stays():
    less = Check("quantity", "conflict", ((0, 1),), ((0, 1),), "withholds")
    assert outcomes(checks=(less, FOR)) == [["conflict"], ["agree"]]
    denied, stated = (Check("polarity", outcome, ((0, 1),), ((0, 1),)) for outcome in ("conflict", "agree"))
    assert outcomes(checks=(denied, stated)) == [["conflict"], ["agree"]]
    assert settle([], []) == []
