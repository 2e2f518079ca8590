"""ms-swift itself: its loader of plugins, its registry, and the function with which its trainer asks for rewards."""

import asyncio
import logging
import textwrap

import pytest

pytestmark = [pytest.mark.trainers, pytest.mark.filterwarnings("ignore")]

rewards = pytest.importorskip("swift.rewards", reason="needs ms-swift", exc_type=ImportError)


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    from swift.rl_core.grpo_algorithm import score_completions
    from swift.rlhf_trainers.utils import resolve_reward_funcs
    from swift.utils.utils import import_external_file

    plugin = tmp_path / "plugin.py"
    plugin.write_text(
        textwrap.dedent("""
            from reasonscore.reward.adapters.ms_swift import register
            register("reasonscore_choice", "choice", profile="rule")
            register("reasonscore_factuality", "factuality", profile="rule")
        """)
    )
    monkeypatch.setattr("sys.path", [*__import__("sys").path])
    import_external_file(str(plugin))
    functions, names = resolve_reward_funcs(["reasonscore_choice", "reasonscore_factuality"], args=object())
    assert all(isinstance(one, rewards.ORM) for one in functions)
    assert names == ["reasonscore_choice", "reasonscore_factuality"]
    return lambda samples: score_completions(samples, functions, [None] * 2, False, "cpu", trainer_state=None)


def sample(text, **columns):
    from swift.rl_core.data import GRPOSample

    messages = [{"role": "user", "content": "Why does the toe hurt?"}, {"role": "assistant", "content": text}]
    return GRPOSample(messages=messages, extra=columns)


def test_the_trainers_own_function_gets_rewards(loaded, caplog):
    evidence = [{"text": "Serum urate was 9.8 mg/dL."}]
    with caplog.at_level(logging.WARNING):
        found = loaded(
            [
                sample("Her serum urate came to 9.8 mg/dL. The answer is gout.", answer="gout", evidence=evidence),
                sample("The answer is lupus.", answer="gout", evidence=evidence),
                sample("", answer="gout", evidence=None),
                sample("\ud800 <think> \x00", answer=None, evidence=None),
            ]
        )
    assert found.shape == (4, 2)
    assert found.isfinite().all()
    assert found[:, 0].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert found[0, 1] > found[1, 1] == 0.0
    assert "toe" not in caplog.text


def test_steps_do_not_share_an_event_loop(loaded):
    async def step():
        return loaded([sample("B", answer="B")])[0, 0].item()

    assert [asyncio.run(step()) for _ in range(2)] == [1.0, 1.0]
