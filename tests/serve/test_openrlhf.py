"""OpenRLHF's own executor around a stub engine, with this server as its remote reward."""

import asyncio
import json
from types import SimpleNamespace

import pytest

from reasonscore.reward import Reward
from reasonscore.serve.access import Access

pytestmark = [pytest.mark.trainers, pytest.mark.filterwarnings("ignore")]

PROMPT = "<|user|>A painful toe after a feast. Which disease?<|assistant|>"
LABEL = json.dumps({"answer": "gout", "evidence": ["Serum urate was 9.8 mg/dL."]})
TEXTS = ["Serum urate was raised to 9.8 mg/dL. The answer is gout.<|end|>", "Hm.", "\x00{<think>", ""]
TOKEN = "0123456789abcdef"


class Characters:
    """A tokenizer of characters."""

    def __call__(self, text, add_special_tokens, return_tensors):
        import torch

        return {"input_ids": torch.tensor([[ord(one) for one in text]])}

    def decode(self, ids, skip_special_tokens):
        return "".join(map(chr, ids))


class Engine:
    def __init__(self, text):
        self.text = text

    async def generate(self, prompt_ids, params, multi_modal_data=None):
        output = SimpleNamespace(token_ids=[ord(one) for one in self.text], logprobs=None, finish_reason="stop")
        return SimpleNamespace(outputs=[output])


@pytest.mark.parametrize("token", [None, TOKEN])
def test_its_executor_gets_rewards_from_the_server(serving, token):
    pytest.importorskip("torch", reason="needs torch and the wheel of OpenRLHF: docs/rewards.md says how")
    pytest.importorskip("openrlhf", reason="needs the wheel of OpenRLHF, installed without its dependencies")
    from openrlhf.utils.agent import SingleTurnAgentExecutor

    reward = Reward("clinical", profile="rule")
    server = serving([reward], access=Access(token), wait=0.05)
    url = server.url + "/reward"
    # It sends no headers of its own; a password in the URL does.
    executor = SingleTurnAgentExecutor(url.replace("://", f"://any:{token}@") if token else url)
    params = SimpleNamespace(max_tokens=64, logprobs=None)

    async def gather():
        calls = [executor.execute(PROMPT, LABEL, params, 4096, Characters(), Engine(text)) for text in TEXTS * 5]
        return await asyncio.gather(*calls)

    found = asyncio.run(gather())
    assert found[0]["reward"][0] > 0
    assert [one["reward"][0] for one in found[1:4]] == [0.0] * 3
    assert all(0 <= one["scores"][0] <= 1 for one in found)
    assert all(set(one["extra_logs"]) == set(reward.keys) for one in found)
    assert int(server.service.measures.batch_sizes._sum) == 20
