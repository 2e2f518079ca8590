"""The adapters without their trainers: contracts, column names, failures. test_trainers.py runs the real packages."""

import asyncio
import importlib.util
import inspect
import json
import math
import pickle
import sys

import numpy as np
import pytest

from reasonscore.errors import InputError, MissingExtraError, UnknownNameError
from reasonscore.reward.adapters import get_trl_reward, get_trl_reward_async, get_trl_rewards, ms_swift, verl
from reasonscore.reward.adapters.nemo_rl import NemoReward
from reasonscore.reward.adapters.openrlhf import answer_rows, get_openrlhf_reward, query_samples
from reasonscore.reward.adapters.verifiers import VerifiersReward
from reasonscore.reward.reward import Reward

EVIDENCE = ["Serum urate was 9.8 mg/dL.", "The joint fluid held needle-shaped crystals."]
GARBAGE = [
    "",
    "\x00\ufffd\x07" * 50,
    "<think>" * 300,
    "}{][" * 200,
    "a" * 100_000,
    "\ud800 lone",
    None,
    7,
    [],
    [{}],
    [None],
]


def chat(text):
    return [{"role": "assistant", "content": text}]


@pytest.mark.parametrize("wrap", [str, chat])
def test_trl_takes_strings_and_messages(wrap):
    reward = get_trl_reward("choice", profile="rule")
    found = reward(
        prompts=[[{"role": "user", "content": "Which?"}]] * 3,
        completions=[wrap("The answer is B."), wrap("The answer is A."), wrap("Hm.")],
        completion_ids=[[1, 2], [1], [1]],
        answer=["B", "B", None],
        trainer_state=object(),
        log_extra=print,
        environments=None,
    )
    assert found == [1.0, 0.0, None]


def test_trl_functions_have_stable_names_pickle_and_say_whether_they_wait():
    plain, waits = (
        get_trl_reward("choice", profile="rule"),
        get_trl_reward_async("choice", profile="rule", name="right"),
    )
    assert (plain.__name__, waits.__name__) == ("reasonscore_choice", "right")
    assert inspect.iscoroutinefunction(waits.__call__)
    assert not inspect.iscoroutinefunction(plain.__call__)
    again = pickle.loads(pickle.dumps([plain, waits]))
    assert [one.__name__ for one in again] == ["reasonscore_choice", "right"]
    assert again[0](completions=["B"], answer=["B"]) == [1.0]
    assert asyncio.run(again[1](completions=["B"], answer=["B"])) == [1.0]


def test_trl_logs_the_same_names_whatever_it_is_given():
    reward, logged = get_trl_reward("factuality", profile="rule"), []
    for given in ({"evidence": [EVIDENCE]}, {}):
        names = {}
        reward(completions=["Serum urate was high."], log_metric=names.__setitem__, **given)
        logged.append(names)
    assert list(logged[0]) == list(logged[1])
    assert logged[0]["reasonscore_factuality/factuality_scored"] == 1.0
    assert all(math.isfinite(value) for one in logged for value in one.values())


def test_trl_components_are_judged_together():
    rewards = get_trl_rewards("retrieval_use", profile="rule")
    assert len({one.__name__ for one in rewards}) == len(rewards) == 5
    columns = {"completions": ["Serum urate was 9.8 mg/dL, which is high."], "evidence": [EVIDENCE]}
    assert [one(**columns)[0] is None for one in rewards] == [True, False, False, False, False]


def test_trl_columns_can_have_other_names_and_hold_arrays():
    reward = get_trl_reward("ranked_list", profile="rule", columns={"answer": "gold", "answers": None})
    completions = ["1. Lupus\n2. Gout"] * 2
    assert reward(completions=completions, gold=np.array(["gout", "lupus"]), answers=["x", "x"]) == [0.5, 1.0]
    with pytest.raises(UnknownNameError, match="field of a sample 'gold'"):
        get_trl_reward("choice", columns={"gold": "answer"})


def test_trl_policies_for_samples_that_fail(monkeypatch):
    from reasonscore.reward import engine

    def breaks(record):
        raise KeyError("text")

    monkeypatch.setattr(engine, "read_trace", breaks)
    arguments = {"completions": ["B"], "answer": ["B"]}
    assert get_trl_reward("choice", profile="rule", claims=5)(**arguments) == [None]
    assert get_trl_reward("choice", profile="rule", claims=5, on_error="value", error_value=-1)(**arguments) == [-1.0]
    with pytest.raises(InputError, match="KeyError"):
        get_trl_reward("choice", profile="rule", claims=5, on_error="raise")(**arguments)
    with pytest.raises(UnknownNameError, match="policy"):
        get_trl_reward("choice", on_error="ignore")


def test_trl_says_that_a_batch_without_rewards_trains_nothing(caplog):
    get_trl_reward("factuality", profile="rule")(completions=["Secret text."])
    assert "none of 1 samples has a reward" in caplog.text
    assert "Secret" not in caplog.text


def test_trl_says_once_which_column_it_cannot_use(caplog):
    reward = get_trl_reward("clinical", profile="rule", columns={"answer": "glod"})
    for _ in range(2):
        reward(completions=["It is B.", "It is A."], gold=["B", "B"], evidence=[EVIDENCE], question="Secret?")
    lines = [record.getMessage() for record in caplog.records if "judged without" in record.getMessage()]
    assert lines == [
        "reasonscore_clinical: column 'question' is a string, not a list; it is judged without that column",
        "reasonscore_clinical: column 'glod' for answer is not there; given: evidence, gold, question; "
        "it is judged without that column",
        "reasonscore_clinical: column 'evidence' holds 1 values for 2 completions; it is judged without that column",
    ]


def test_trl_takes_completions_by_name_only():
    reward = get_trl_reward("choice", profile="rule")
    with pytest.raises(InputError, match=r"completions.*reward\(completions="):
        reward(["It is B."], answer=["B"])
    assert reward(prompts=[], completions=[]) == []
    assert repr(reward) == "<TrlReward reasonscore_choice>"


@pytest.mark.parametrize("preset", ["choice", "clinical", "ranked_list", "process"])
def test_no_adapter_raises_on_garbage(preset):
    size = len(GARBAGE)
    wrong = {"answer": [5, {}, [[]], object(), math.nan, b"x", True, "", None, ["a", 3], "B"], "evidence": [7] * size}
    wrong["reasoning"] = [{"a": 1}] * size
    reward = get_trl_reward(preset, profile="rule", on_error="value")
    assert all(math.isfinite(one) for one in reward(completions=GARBAGE, **wrong))
    for text, gold in zip(GARBAGE, wrong["answer"], strict=True):
        flat = verl.compute_score("x", text, gold, {"evidence": 7}, preset=preset, profile="rule")
        assert all(type(value) is float and math.isfinite(value) for value in flat.values())
    found = answer_rows(
        Reward(preset, profile="rule").score_batch(query_samples(GARBAGE, GARBAGE, wrong["answer"])), Reward(preset)
    )
    assert all(map(math.isfinite, found["rewards"]))


def test_verl_gives_the_same_flat_keys_and_never_changes_extra_info():
    beside = {"question": "Which?", "evidence": EVIDENCE, "num_turns": None}
    before = json.dumps(beside)
    kwargs = {"presets": {"lists": "ranked_list"}, "preset": "choice", "profile": "rule", "reward_router_address": "x"}
    one = verl.compute_score("medqa", "The answer is B.", "B", beside, **kwargs)
    two = verl.compute_score("lists", "1. Gout\n2. Lupus", '{"answer": "lupus"}', None, **kwargs)
    assert list(one) == list(two)
    assert (one["score"], two["score"]) == (1.0, 0.5)
    assert json.dumps(beside) == before


def test_verl_async_merges_concurrent_calls():
    async def gather():
        return await asyncio.gather(
            *[
                verl.compute_score_async("x", f"The answer is {'AB'[n % 2]}. {n}", "B", preset="choice", profile="rule")
                for n in range(30)
            ]
        )

    for _ in range(2):
        assert [one["score"] for one in asyncio.run(gather())] == [n % 2 for n in range(30)]


def test_verl_answers_a_sample_without_reward_with_the_value_that_was_asked_for():
    flat = verl.compute_score("x", "Text.", None, None, preset="factuality", profile="rule", absent=-1)
    assert (flat["score"], flat["reward_scored"]) == (-1.0, 0.0)
    with pytest.raises(UnknownNameError, match="presett"):
        verl.compute_score("x", "Text.", None, None, presett="factuality")


def test_openrlhf_finds_the_completion_in_the_query():
    prompts = ["<s>[INST] Toe? [/INST]", "lost beginning " * 40 + "Toe?", "not there at all"]
    queries = [prompts[0] + " Gout</s>", prompts[1][100:] + " Gout</s>", "Gout</s>"]
    labels = ['{"answer": "gout", "question": "Q"}', "gout", None]
    samples = query_samples(queries, prompts, labels)
    assert [one.response.strip() for one in samples] == ["Gout</s>"] * 3
    assert [one.question for one in samples] == ["Q", *prompts[1:]]
    found = answer_rows(Reward("choice", profile="rule").score_batch(samples), Reward("choice", profile="rule"))
    assert found["rewards"] == found["scores"] == [1.0, 1.0, 0.0]
    assert found["extra_logs"]["answer_scored"] == [1.0, 1.0, 0.0]


def test_scores_lie_between_0_and_1_where_rewards_do_not():
    reward = Reward("choice", profile="rule", shaping=[{"name": "overlong", "longest": 4, "cache": 2}])
    found = answer_rows(reward.score_batch([{"response": "no " * 10, "answer": "B"}]), reward)
    assert (found["rewards"], found["scores"]) == ([-1.0], [0.0])


def test_openrlhf_without_torch_says_what_to_install(monkeypatch):
    if importlib.util.find_spec("torch"):
        monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match="openrlhf"):
        get_openrlhf_reward("choice", profile="rule")(["B"], [""], ["B"])


def test_ms_swift_makes_an_orm_with_and_without_the_package():
    class ORM:
        pass

    made = ms_swift.get_swift_orm("choice", ORM, profile="rule")
    assert issubclass(made, ORM)
    messages = [[{"role": "user", "content": "Which?"}, {"role": "assistant", "content": "B"}]]
    assert made(args=None)(["The answer is B."], messages=messages, answer=["B"], trainer_state=None) == [1.0]
    with pytest.raises(MissingExtraError, match="ms-swift"):
        ms_swift.register()


def test_verifiers_gives_one_number_and_the_parts():
    reward = VerifiersReward("choice", profile="rule")
    assert asyncio.run(reward.score(chat("The answer is B."), answer="B", other=1)) == 1.0
    assert asyncio.run(reward.metrics("The answer is A.", answer="B"))["answer"] == 0.0
    assert asyncio.run(reward.score("The answer is A.")) == 0.0


def test_nemo_rl_judges_what_the_assistant_said_last():
    log = [
        {"role": "user", "content": "Which?"},
        {"role": "assistant", "content": "A", "token_ids": np.zeros(3)},
        {"role": "user", "content": "Sure?"},
        {"role": "assistant", "content": "The answer is B.", "token_ids": np.zeros(3)},
    ]
    reward = NemoReward("choice", profile="rule")
    assert reward.score([log], [{"answer": "B"}]) == [1.0]
    assert reward.components([log], [None]) == {"answer": [0.0]}


@pytest.mark.parametrize(
    ("queries", "prompts", "labels", "rewards"),
    [
        (["<answer>B</answer>"] * 2, None, None, [0.0, 0.0]),
        (["<answer>B</answer>"] * 2, [], ["B"], [1.0, 0.0]),
        ("Q: toe? <answer>B</answer>", "Q: toe?", "B", [1.0]),
        ([None, 5], ["p", "p"], ["B", "B"], [0.0, 0.0]),
        (["<answer>B</answer>"], ["p"], ["B", "A", "C"], [1.0]),
        ([], [], [], []),
    ],
)
def test_there_is_one_reward_a_query_whatever_is_missing(queries, prompts, labels, rewards):
    reward = Reward("choice", profile="rule")
    assert answer_rows(reward.score_batch(query_samples(queries, prompts, labels)), reward)["rewards"] == rewards


def test_nemo_rl_takes_a_missing_conversation_for_an_empty_one():
    reward = NemoReward("choice", profile="rule")
    spoken = [{"role": "assistant", "content": "The answer is B."}]
    assert reward.score([spoken, None, []], [{"answer": "B"}, {"answer": "B"}, None]) == [1.0, 0.0, 0.0]
