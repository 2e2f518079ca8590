"""The core: batches, ranges, constant keys, failures, pickles."""

import math
import pickle

import pytest

from reasonscore.errors import InputError, UnknownNameError
from reasonscore.reward import Budget, Reward, RewardResult, Sample, preset_names, score_batch

EVIDENCE = [
    "Troponin I was 4.2 ng/mL three hours after the pain began.",
    "The electrocardiogram showed ST elevation in leads II, III and aVF.",
    "Her potassium was 4.1 mmol/L and her kidneys worked normally.",
]


def rule(preset, **settings):
    return Reward(preset, profile="rule", **settings)


@pytest.fixture(params=["choice", "format", "ranked_list", "factuality"])
def reward(request):
    return rule(request.param)


def test_results_come_in_order_and_equal_samples_are_judged_once():
    samples = [Sample(f"The answer is {letter}.", answer="B") for letter in "ABAB"]
    assert [one.reward for one in rule("choice").score_batch(samples)] == [0.0, 1.0, 0.0, 1.0]


def test_keys_are_the_same_numbers_for_every_sample(reward):
    samples = [
        Sample("<think>Hm.</think><answer>B</answer>", answer="B", evidence=EVIDENCE),
        Sample(None),
        Sample("x" * 100_000, answer="B", evidence=EVIDENCE),
        Sample(5, answer={"a": 1}, evidence=7),
    ]
    for result in reward.score_batch(samples):
        flat = result.to_flat()
        assert tuple(flat) == reward.keys
        assert all(type(value) is float and math.isfinite(value) for value in flat.values())
        assert result.reward is None or reward.bounds[0] <= result.reward <= reward.bounds[1]


def test_a_reward_pickles_without_its_models_and_gives_the_same():
    reward = rule("factuality", penalty=1.0)
    sample = Sample("Troponin I was 4.2 ng/mL.", evidence=EVIDENCE)
    before = reward.score(sample)
    data = pickle.dumps(reward)
    assert len(data) < 2000
    again = pickle.loads(data)
    assert again == reward
    assert again.score(sample) == before


def test_missing_evidence_is_none_and_an_empty_response_is_zero():
    found = rule("factuality").score_batch([Sample("She has a fever."), Sample("", evidence=EVIDENCE)])
    assert [one.reward for one in found] == [None, 0.0]
    assert found[0].to_flat()["reward_scored"] == 0.0


def test_parameters_go_where_they_belong():
    reward = rule("ranked_list", longest=3, claims=7, threads=1, budget=Budget(seconds=3))
    assert (reward.preset.longest, reward.budget.claims, reward.budget.seconds, reward.settings.threads) == (3, 7, 3, 1)


@pytest.mark.parametrize("name", ["longests", "metrics", "primer"])
def test_an_unknown_parameter_is_refused(name):
    with pytest.raises(UnknownNameError, match="parameter of ranked_list"):
        rule("ranked_list", **{name: 3})


def test_unknown_presets_and_profiles_list_what_there_is():
    with pytest.raises(UnknownNameError, match="did you mean ranked_list"):
        Reward("ranked_lists")
    with pytest.raises(UnknownNameError, match="known: nli, rule"):
        Reward("choice", profile="x")
    assert {"choice", "format", "ranked_list", "factuality"} <= set(preset_names())


def test_a_batch_that_runs_out_of_time_flags_the_rest():
    from reasonscore.reward.engine import CHUNK, Engine

    ticks = iter([0.0, 100.0])
    engine = Engine(rule("choice").settings, clock=lambda: next(ticks))
    found = engine.assess([Sample(str(n), answer="B") for n in range(CHUNK + 2)], (), Budget(seconds=1))
    assert [getattr(one, "timed_out", False) for one in found] == [False] * CHUNK + [True] * 2


def test_a_stage_that_fails_on_one_sample_does_not_take_its_neighbours(monkeypatch):
    from reasonscore.reward import engine

    whole = engine.read_trace

    def fragile(record):
        if "crash" in record.response:
            raise KeyError("secret text")
        return whole(record)

    monkeypatch.setattr(engine, "read_trace", fragile)
    good, bad, other = rule("choice").score_batch([Sample(t, answer="B") for t in ("B", "crash", "The answer is B.")])
    assert (good.reward, bad.reward, other.reward) == (1.0, None, 1.0)
    assert bad.failed
    assert "KeyError" in bad.problem
    assert "secret" not in bad.problem


def test_a_mapping_serves_as_a_sample_and_a_bad_budget_is_refused():
    assert score_batch([{"response": "B", "answer": "B", "id": 4}], "choice", profile="rule")[0].reward == 1.0
    assert isinstance(score_batch(["B"], "format", profile="rule")[0], RewardResult)
    with pytest.raises(InputError, match="seconds"):
        Budget(seconds=-1)


def test_the_gold_side_is_prepared_once_for_a_group():
    reward = rule("factuality", granularity="fine")
    before = reward.engine.gold.made
    group = [Sample(f"Troponin I was {n} ng/mL.", evidence=EVIDENCE) for n in range(16)]
    reward.score_batch(group)
    assert reward.engine.gold.made - before == 1
    reward.score_batch(group)
    assert reward.engine.gold.made - before == 1


@pytest.mark.parametrize("preset", ["clinical", "retrieval_use"])
def test_a_closed_gate_can_save_the_judging_of_claims(preset):
    samples = [
        Sample(f"Troponin I was raised to 4.2 ng/mL. The answer is {answer}.", answer=gold, evidence=EVIDENCE)
        for answer, gold in (("gout", "gout"), ("gout", "lupus"), ("gout", None))
    ]
    whole, saved = rule(preset).score_batch(samples), rule(preset, judge_closed=False).score_batch(samples)
    assert [one.reward for one in whole] == [one.reward for one in saved]
    assert [one.counters["claims"] > 0 for one in saved] == [True, False, True]
    assert None in saved[1].components.values()
    assert saved[0] == whole[0]


def test_a_signature_names_preset_and_stages():
    assert rule("factuality").signature.startswith("FactualityReward(penalty=0.5")
    assert "verify:backend=lexical" in rule("factuality").signature
