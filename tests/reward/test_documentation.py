"""docs/rewards.md: its Python compiles, its first example runs, and it names every preset and shaping."""

import abc
import re
import sys
from collections import namedtuple
from pathlib import Path
from types import ModuleType

import numpy as np
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


def test_the_environment_for_nemo_rl_keeps_to_its_interface(monkeypatch):
    """Its wheel is an empty placeholder, so the interface is written here as its sources have it."""

    class EnvironmentInterface(abc.ABC):
        @abc.abstractmethod
        def step(self, message_log_batch, metadata): ...

        @abc.abstractmethod
        def global_post_process_and_metrics(self, batch): ...

    fields = ["observations", "metadata", "next_stop_strings", "rewards", "terminateds", "answers"]
    interfaces = ModuleType("nemo_rl.environments.interfaces")
    interfaces.EnvironmentInterface = EnvironmentInterface
    interfaces.EnvironmentReturn = namedtuple("EnvironmentReturn", fields, defaults=[None])
    ray, torch = ModuleType("ray"), ModuleType("torch")
    ray.remote = lambda **_: lambda made: made
    torch.tensor, torch.ones = np.array, np.ones
    modules = {"ray": ray, "torch": torch, "nemo_rl.environments.interfaces": interfaces}
    for name, module in {"nemo_rl": ModuleType("nemo_rl"), "nemo_rl.environments": ModuleType("x"), **modules}.items():
        monkeypatch.setitem(sys.modules, name, module)
    space = {}
    exec(next(block for block in BLOCKS if "nemo_rl" in block), space)
    environment = space["ClinicalEnvironment"]({"preset": "choice"})
    logs = [
        [{"role": "user", "content": "Which?", "token_ids": np.zeros(2)}, {"role": "assistant", "content": text}]
        for text in ("The answer is B.", "The answer is A.", "")
    ]
    found = environment.step(logs, [{"answer": "B"}, {"answer": "B"}, None])
    assert found.rewards.tolist() == [1.0, 0.0, 0.0]
    assert found.rewards.shape == found.terminateds.shape == (3,)
    assert len(found.observations) == len(found.metadata) == len(found.next_stop_strings) == 3
    assert environment.global_post_process_and_metrics({}) == ({}, {})
