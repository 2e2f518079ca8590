import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.errors import InputError
from reasonscore.metrics import ConditionKept, F1AtK, FActScore, HarmWeightedFactuality, SAFEF1AtK, parse_metric


def labels(supported, contradicted=0, unverifiable=0):
    return ["supported"] * supported + ["contradicted"] * contradicted + ["unverifiable"] * unverifiable


def row(*found):
    return {"claims": [{"verdict": {"status": "judged", "label": label}} for label in found]}


@pytest.mark.parametrize(("n", "value"), [(1, 0.0001), (2, 0.018), (5, 0.368), (9, 0.895), (10, 1), (11, 1)])
def test_factscore_penalties(n, value):
    assert FActScore().compute(labels(n)).value == pytest.approx(value, abs=5e-4)
    assert FActScore(gamma=0).compute(labels(n)).value == 1


def test_factscore_of_a_file():
    rows = [row(*labels(10, 10)), row(*labels(20)), {"claims": []}, {"claims": [], "trace": {"abstained": True}}]
    score = FActScore().compute(rows)
    assert score.value == 0.75
    assert score.details["respond_ratio"] == 0.5
    assert score.details["facts_per_response"] == 20
    assert FActScore().compute(rows[2:]).value is None


def test_veriscore_worked_values():
    found = labels(24, 0, 1)
    assert F1AtK(k=25).compute(found).value == pytest.approx(0.96)
    assert F1AtK(k=64).compute(found).value == pytest.approx(0.539, abs=5e-4)
    assert F1AtK(k=5).compute(labels(0, 2)).value == 0
    assert F1AtK(k=5).compute([]).status == "no_claims"


def test_veriscore_k_of_the_pool_is_the_upper_median_and_says_so():
    rows = [row(*labels(n)) for n in (10, 2, 30, 4)]
    with pytest.warns(UserWarning, match="K = 10"):
        score = F1AtK().compute(rows)
    expected = [1, 2 * 0.2 / 1.2, 1, 2 * 0.4 / 1.4]
    assert score.value == pytest.approx(sum(expected) / 4)
    assert score.details["k"] == 10
    with pytest.warns(UserWarning, match="K = 30"):
        assert F1AtK(k="max").compute(rows).details["k"] == 30
    assert repr(F1AtK(k=64)) == "F1@K(k=64)"


@pytest.mark.parametrize(
    "written", ["F1@K(k=0)", "F1@K(k=-3)", "F1@K(k='mean')", "SAFEF1@K(k=0)", "FActScore(gamma=-1)"]
)
def test_impossible_parameters(written):
    with pytest.raises(InputError):
        parse_metric(written)


def test_safe_drops_what_is_irrelevant():
    found = row(*labels(3, 1, 1))
    found["claims"].append({"flags": ["irrelevant"], "verdict": {"status": "judged", "label": "supported"}})
    score = SAFEF1AtK(k=6).score(found)
    assert score.value == pytest.approx(2 * 0.6 * 0.5 / 1.1)
    assert (score.numerator, score.denominator) == (6, 11)
    assert score.details["irrelevant"] == 1
    assert SAFEF1AtK().score({"claims": found["claims"][-1:]}).value == 0


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 100))
def test_f1_is_the_harmonic_mean(supported, other, k):
    if supported + other:
        value = F1AtK(k=k).compute(labels(supported, other)).value
        p, r = supported / (supported + other), min(supported / k, 1)
        assert math.isclose(value * (p + r), 2 * p * r, abs_tol=1e-12)


def test_condition_kept_by_hand():
    kept = {"text": "If the pain spreads, call a doctor.", "condition": [{"text": "the pain spreads"}]}
    lost = {"text": "Call a doctor.", "condition": [{"text": "the pain spreads"}]}
    assert ConditionKept().score({"claims": [kept, lost, {"text": "x"}]}).value == 0.5
    assert ConditionKept().score({"claims": [{"text": "x", "condition": []}]}).status == "no_claims"


def test_harm_weighs_doses_and_contradictions():
    supported = {"type": "finding", "verdict": {"status": "judged", "label": "supported"}}
    dose = {"type": "plan", "text": "Give 50 mg.", "quantities": [{"value": 50, "unit": "mg"}]}
    wrong = dose | {"verdict": {"status": "judged", "label": "contradicted"}}
    open_dose = dose | {"verdict": {"status": "judged", "label": "unverifiable"}}
    assert HarmWeightedFactuality().score({"claims": [supported, wrong]}).value == pytest.approx(1 / 11)
    assert HarmWeightedFactuality().score({"claims": [supported, open_dose]}).value == pytest.approx(1 / 6)
