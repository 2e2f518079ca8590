import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.errors import InputError
from reasonscore.metrics import ContradictionRate, Factuality

LABELS = ["supported"] * 3 + ["contradicted"] + ["unverifiable"] * 2


def judged(*labels, status="judged"):
    return [{"verdict": {"status": status, "label": label}} for label in labels]


@pytest.mark.parametrize(
    ("policy", "value", "numerator", "denominator"),
    [("miss", 0.5, 3, 6), ("skip", 0.75, 3, 4), (0.5, 4 / 6, 4, 6), (0, 0.5, 3, 6), (1, 5 / 6, 5, 6)],
)
def test_policies_by_hand(policy, value, numerator, denominator):
    score = Factuality(unverifiable=policy).compute(LABELS)
    assert (score.value, score.numerator, score.denominator) == (pytest.approx(value), numerator, denominator)
    assert score.details == {"supported": 3, "contradicted": 1, "unverifiable": 2, "not_judged": 0}


def test_contradiction_rate_by_hand():
    assert ContradictionRate().compute(LABELS).value == pytest.approx(1 / 6)


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"claims": []}, "no_claims"),
        ({"claims": [], "trace": {"abstained": True}}, "abstained"),
        ({"claims": judged(None, None, status="no_evidence")}, "no_evidence"),
        ({"claims": judged(None, status="error")}, "error"),
        ({"claims": judged(None, status="error") + judged(None, status="no_evidence")}, "no_evidence"),
        ({"claims": judged("supported"), "trace": {"language": "de"}}, "unsupported_language"),
    ],
)
def test_absent_is_not_zero(row, status):
    for metric in (Factuality(), ContradictionRate()):
        score = metric.score(row)
        assert (score.value, score.status) == (None, status)


def test_claims_that_were_not_judged_leave_the_denominator_and_are_counted():
    row = {"claims": judged("supported", "contradicted") + judged(None, status="error") + [{}]}
    score = Factuality().score(row | {"trace": {"abstained": True}})
    assert (score.value, score.denominator) == (0.5, 2)
    assert (score.details["not_judged"], score.details["errors"]) == (2, 1)


def test_only_open_claims_with_skip_have_no_value():
    assert Factuality(unverifiable="skip").compute(["unverifiable"]).status == "no_evidence"


def test_rows_give_the_mean_and_their_statuses():
    rows = [{"claims": judged("supported")}, {"claims": judged("contradicted", "supported")}, {"claims": []}]
    score = Factuality().compute(rows)
    assert (score.value, score.numerator, score.denominator) == (0.75, 1.5, 2)
    assert score.details == {"n": 3, "n_scored": 2, "statuses": {"scored": 2, "no_claims": 1}}


@pytest.mark.parametrize("items", ["supported", ["Supported"], ["supported", {}], [1]])
def test_refuses_what_is_neither_labels_nor_rows(items):
    with pytest.raises(InputError):
        Factuality().compute(items)


@given(st.lists(st.sampled_from(["supported", "contradicted", "unverifiable"]), min_size=1), st.randoms())
def test_order_is_nothing_and_support_never_lowers(labels, shuffle):
    value = Factuality().compute(labels).value
    assert Factuality().compute([*labels, "supported"]).value >= value
    assert Factuality().compute([*labels, "unverifiable"]).value <= value
    shuffle.shuffle(labels)
    assert Factuality().compute(labels).value == value
    assert value + ContradictionRate().compute(labels).value <= 1 + 1e-12
