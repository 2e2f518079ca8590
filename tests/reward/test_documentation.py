"""docs/rewards.md: its Python compiles, its first example runs, and it names every preset and shaping."""

import re
from pathlib import Path

import pytest

from reasonscore.reward import preset_names
from reasonscore.reward.shaping.shaping import shapings

PAGE = (Path(__file__).parents[2] / "docs" / "rewards.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_examples_compile(number):
    compile(BLOCKS[number], "docs/rewards.md", "exec")


def test_the_first_example_runs():
    space = {}
    exec(BLOCKS[0], space)
    assert space["results"][0].components["answer"] == 1.0


def test_every_preset_and_shaping_is_there():
    for name in preset_names():
        assert f"| `{name}` |" in PAGE
    for name in shapings:
        assert f"| `{name}(" in PAGE


@pytest.mark.trainers
def test_the_example_for_verifiers_is_a_task():
    pytest.importorskip("verifiers.v1", reason="needs the extra 'verifiers'", exc_type=ImportError)
    import asyncio
    from types import SimpleNamespace

    space = {}
    exec(next(block for block in BLOCKS if "verifiers.v1" in block), space)
    task = SimpleNamespace(data=SimpleNamespace(answer="gout", evidence=["Serum urate was 9.8 mg/dL."]))
    trace = SimpleNamespace(last_reply="Serum urate was raised to 9.8 mg/dL. The answer is gout.")
    assert 0 <= asyncio.run(space["Case"].clinical(task, trace)) <= 1
    assert asyncio.run(space["Case"].parts(task, trace))["answer"] == 1.0
