import pytest

from reasonscore.errors import InputError
from reasonscore.metrics import BestOfN, MICSScore, PRMScore, ReflectionValue, StepValue, parse_metric

PATHS = [
    {"steps": ["a", "b", "c"], "correct": True},
    {"steps": ["a", "b", "d"], "correct": False},
    {"steps": ["a", "e"], "correct": False},
    {"steps": ["f"], "correct": True},
]


def test_step_value_by_hand():
    score = StepValue().score({"paths": PATHS, "path": ["a", "b", "c"]})
    assert score.details["values"] == [pytest.approx(1 / 3), 0.5, 1]
    assert score.value == pytest.approx((1 / 3 + 0.5 + 1) / 3)
    assert StepValue().score({"paths": PATHS, "path": ["z"]}).status == "no_claims"
    assert StepValue().score({"path": ["a"]}).status == "no_reference"


def test_reflection_value_is_the_change():
    score = ReflectionValue().score({"paths": PATHS, "path": ["a", "b", "d"], "reflections": [1, 2, 9]})
    assert score.details["changes"] == [pytest.approx(0.5 - 1 / 3), -0.5]
    assert ReflectionValue().score({"paths": PATHS, "path": ["a"]}).status == "no_claims"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("PRMScore", 0.2),
        ("PRMScore(reduce='mean')", 0.5),
        ("PRMScore(reduce='product')", 0.2 * 0.5 * 0.8),
        ("PRMScore(reduce='geometric')", (0.2 * 0.5 * 0.8) ** (1 / 3)),
        ("PRMScore(reduce='last')", 0.8),
        ("PRMScore(skip_first=True)", 0.5),
    ],
)
def test_prm_reductions(written, value):
    assert parse_metric(written).score({"step_rewards": [0.2, 0.5, 0.8]}).value == pytest.approx(value)
    steps = [{"reward": reward} for reward in (0.2, 0.5, 0.8)]
    assert parse_metric(written).score({"trace": {"steps": steps}}).value == pytest.approx(value)


def test_rewards_whose_product_no_float_holds():
    geometric = PRMScore(reduce="geometric")
    assert geometric.score({"step_rewards": [0.1] * 400}).value == pytest.approx(0.1)
    assert geometric.score({"step_rewards": [0.5, 0.0]}).value == 0
    assert geometric.score({"step_rewards": [0.5, -0.5]}).value == 0
    assert PRMScore(reduce="product").score({"step_rewards": [1e200, 1e200]}).status == "no_claims"
    assert PRMScore(reduce="mean").score({"step_rewards": [1e308, 1e308]}).status == "no_claims"


def test_prm_parameters():
    assert PRMScore().score({"step_rewards": []}).status == "no_claims"
    for written in ("PRMScore(reduce='median')", "PRMScore(skip_first=1)", "BestOfN(vote='most')"):
        with pytest.raises(InputError):
            parse_metric(written)


def test_best_of_n():
    samples = [
        {"answer": "Gout", "step_rewards": [0.9, 0.4]},
        {"answer": "Asthma", "step_rewards": [0.6, 0.7]},
        {"answer": "gout", "step_rewards": [0.5, 0.3]},
    ]
    row = {"samples": samples, "reference": {"answer": "Gout"}}
    assert BestOfN().score(row).value == 0
    assert BestOfN(vote="sum").score(row).value == 1
    assert BestOfN(reduce="mean", vote="mean").score(row).value == 0
    assert BestOfN().score({"samples": samples}).status == "no_reference"
    assert BestOfN().score({"samples": ["Gout"]}).status == "no_answer"
    assert BestOfN().score({"samples": [{"answer": "x", "reward": 1, "correct": True}]}).value == 1


def test_mics():
    assert MICSScore().score({"completions": [True, False, None, True, True, False]}).value == 0.5
    assert MICSScore(interns=0).score({"completions": []}).value == 0
    assert MICSScore().score({}).status == "no_claims"
