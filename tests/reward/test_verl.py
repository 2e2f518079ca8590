"""verl itself: its loader and its reward managers, with these functions."""

import asyncio
import json
import math
import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.trainers, pytest.mark.filterwarnings("ignore")]

EVIDENCE = ["Serum urate was 9.8 mg/dL.", "The joint fluid held needle-shaped crystals."]
GOOD = "Serum urate was raised to 9.8 mg/dL. The answer is gout."
RESPONSES = [GOOD, "", "\x00\ufffd{{{<think>" * 30, "The answer is gout."]


class Words:
    """A tokenizer of whole texts: token n is response n."""

    def decode(self, ids, skip_special_tokens=True):
        return RESPONSES[int(ids[0])]


@pytest.fixture(scope="module")
def config():
    pytest.importorskip("verl", reason="needs the extra 'verl': docs/rewards.md says how to set it up")
    from omegaconf import OmegaConf

    def make(path, name, **kwargs):
        function = {"path": path, "name": name, "reward_kwargs": {"profile": "rule", **kwargs}}
        reward = {"custom_reward_function": function, "timeout": 30.0, "max_concurrent": 8, "num_workers": 1}
        return OmegaConf.create({"reward": reward, "data": {}, "actor_rollout_ref": {}})

    return make


def item(number):
    import numpy as np
    import torch
    from verl import DataProto

    return DataProto.from_dict(
        tensors={
            "responses": torch.tensor([[number]]),
            "prompts": torch.tensor([[0]]),
            "attention_mask": torch.tensor([[1, 1]]),
        },
        non_tensors={
            "data_source": np.array(["cases"], dtype=object),
            "reward_model": np.array([{"ground_truth": "gout"}], dtype=object),
            "extra_info": np.array([{"evidence": EVIDENCE, "question": "Which?"}], dtype=object),
        },
    )


def load(config):
    from verl.trainer.ppo.reward import get_custom_reward_fn

    return get_custom_reward_fn(config)


def paths(tmp_path):
    file = tmp_path / "reward.py"
    file.write_text("from reasonscore.reward.adapters.verl import compute_score, compute_score_async\n")
    return {"file": str(file), "package": "pkg://reasonscore.reward.adapters.verl"}


@pytest.mark.parametrize(
    ("manager", "home", "function"),
    [
        ("naive", "file", "compute_score"),
        ("naive", "package", "compute_score_async"),
        ("rate_limited", "file", "compute_score_async"),
        ("rate_limited", "package", "compute_score"),
        ("dapo", "file", "compute_score_async"),
        ("gdpo", "package", "compute_score"),
    ],
)
def test_managers_get_finite_scores_under_the_same_keys(config, tmp_path, manager, home, function):
    from verl.experimental.reward_loop.reward_manager import get_reward_manager_cls

    made = config(paths(tmp_path)[home], function, preset="clinical", floor=0.5)
    made.trainer = {"experiment_name": "test"}
    found = asyncio.run(run(get_reward_manager_cls(manager), made))
    keys = [list(one["reward_extra_info"]) for one in found]
    assert keys == [keys[0]] * len(RESPONSES)
    for one in found:
        assert math.isfinite(float(one["reward_score"]))
        assert all(math.isfinite(value) for value in one["reward_extra_info"].values())
    scores = [one["reward_extra_info"]["score"] for one in found]
    assert scores[0] >= scores[3] > scores[1] == scores[2] == 0.0


async def run(manager_class, made):
    if hasattr(manager_class, "init_class"):
        manager_class.init_class(made, Words())
    manager = manager_class(config=made, tokenizer=Words(), compute_score=load(made))
    return await asyncio.gather(*[manager.run_single(item(number)) for number in range(len(RESPONSES))])


def test_what_its_manager_cuts_short_is_zero_and_says_so(config, tmp_path):
    from verl.experimental.reward_loop.reward_manager import get_reward_manager_cls

    made = config(paths(tmp_path)["file"], "compute_score_async", preset="choice")
    made.reward.timeout = 0.001
    found = asyncio.run(run(get_reward_manager_cls("rate_limited"), made))
    assert [(one["reward_score"], one["reward_extra_info"]["timeout"]) for one in found] == [(0.0, True)] * 4


IN_RAY = """
import asyncio, json, sys
sys.path.insert(0, sys.argv[1])
import ray, test_verl
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error")
from omegaconf import OmegaConf
from verl.experimental.reward_loop.reward_manager import get_reward_manager_cls
made = OmegaConf.create(json.loads(sys.argv[2]))
for name in ("naive", "remote"):
    found = asyncio.run(test_verl.run(get_reward_manager_cls(name), made))
    print(json.dumps([[one["reward_score"], one["reward_extra_info"]] for one in found]), flush=True)
ray.shutdown()
"""


@pytest.mark.parametrize("home", ["file", "package"])
def test_a_worker_of_ray_gives_the_same(config, tmp_path, home):
    pytest.importorskip("ray", reason="needs ray, which verl brings")
    from omegaconf import OmegaConf

    made = config(paths(tmp_path)[home], "compute_score", preset="clinical", floor=0.5)
    made.trainer = {"experiment_name": "test"}
    given = json.dumps(OmegaConf.to_container(made))
    # Ray's workers give way to everything else by default, and on a busy machine never come to import verl.
    beside = {"RAY_worker_niceness": "0", "RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", IN_RAY, os.path.dirname(__file__), given]
    try:
        done = subprocess.run(
            command, env=os.environ | beside, capture_output=True, text=True, timeout=180, check=False
        )
    except subprocess.TimeoutExpired:
        pytest.skip("Ray did not come to an end within three minutes")
    if "timed out during startup" in done.stderr:
        pytest.skip("Ray does not start on a machine that is this busy")
    assert done.returncode == 0, done.stderr[-2000:]
    near, far = (json.loads(line) for line in done.stdout.splitlines() if line.startswith("[["))
    assert near == far
    assert len(far) == len(RESPONSES)
