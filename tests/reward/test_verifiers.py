"""verifiers itself: the task of docs/rewards.md, scored as its environments score a rollout."""

import asyncio
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.trainers

vf = pytest.importorskip("verifiers.v1", reason="needs verifiers", exc_type=ImportError)

PAGE = (Path(__file__).parents[2] / "docs" / "rewards.md").read_text(encoding="utf-8")
EVIDENCE = ["Serum urate was 9.8 mg/dL.", "The crystals were negatively birefringent."]


@pytest.fixture(scope="module")
def space():
    code = next(block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "verifiers.v1" in block)
    found = {"__name__": "case"}
    exec(code.replace('VerifiersReward("clinical")', 'VerifiersReward("clinical", profile="rule")'), found)
    return found


def trace_of(task, reply):
    from verifiers.v1.trace import AgentInfo, Trace, TraceTask

    recorded = TraceTask(type="Case", data=task.data, key="k", hash="h")
    return Trace(task=recorded, agent=AgentInfo(config=vf.AgentConfig()), root_reply=reply)


def test_rollouts_are_scored_together_and_never_fail(space):
    task = space["Case"](space["CaseData"](idx=0, prompt="Why?", answer="gout", evidence=EVIDENCE))
    replies = ["Urate was raised to 9.8 mg/dL. The answer is gout.", "The answer is lupus.", "", "\x00 <think>"]
    traces = [trace_of(task, reply) for reply in replies]

    async def score():
        await asyncio.gather(*(task.score(trace) for trace in traces))

    asyncio.run(score())
    values = [trace.rewards["clinical"].score for trace in traces]
    assert values[0] >= 0.25
    assert values[1:] == [0.0] * 3
    assert len({tuple(sorted(trace.metrics)) for trace in traces}) == 1
    assert [trace.metrics["answer"] for trace in traces] == [1.0, 0.0, 0.0, 0.0]
    assert all(isinstance(value, float) for trace in traces for value in trace.metrics.values())
    assert not any(trace.errors for trace in traces)
