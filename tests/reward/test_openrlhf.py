"""OpenRLHF itself: its single-turn executor around a stub engine, with a reward file and with an HTTP endpoint."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest

from reasonscore.reward.adapters.openrlhf import answer_rows, query_samples
from reasonscore.reward.reward import Reward

pytestmark = [pytest.mark.trainers, pytest.mark.filterwarnings("ignore")]

PROMPT = "<|user|>A painful toe after a feast. Which disease?<|assistant|>"
LABEL = json.dumps({"answer": "gout", "evidence": ["Serum urate was 9.8 mg/dL."]})


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


@pytest.fixture(scope="module")
def executor_class():
    pytest.importorskip(
        "torch", reason="needs torch and the wheel of OpenRLHF: docs/rewards.md says how to set them up"
    )
    pytest.importorskip("openrlhf", reason="needs the wheel of OpenRLHF, installed without its dependencies")
    from openrlhf.utils.agent import SingleTurnAgentExecutor

    return SingleTurnAgentExecutor


def execute(executor, *texts):
    params = SimpleNamespace(max_tokens=64, logprobs=None)

    async def gather():
        calls = [executor.execute(PROMPT, LABEL, params, 4096, Characters(), Engine(text)) for text in texts]
        return await asyncio.gather(*calls)

    return asyncio.run(gather())


def test_a_file_gives_one_dimensional_tensors(executor_class, tmp_path):
    import torch

    file = tmp_path / "reward.py"
    file.write_text(
        "from reasonscore.reward.adapters.openrlhf import get_openrlhf_reward\n"
        "reward_func = get_openrlhf_reward('clinical', profile='rule')\n"
    )
    texts = [
        "Serum urate was raised to 9.8 mg/dL. The answer is gout.<|end|>",
        "The answer is lupus.",
        "\x00{<think>",
        "",
    ]
    found = execute(executor_class(str(file)), *texts)
    assert [tuple(one["reward"].shape) for one in found] == [(1,)] * 4
    assert [one["reward"].dtype for one in found] == [torch.float32] * 4
    assert found[0]["reward"].item() > 0
    assert [one["reward"].item() for one in found[1:]] == [0.0] * 3
    assert all(0 <= one["scores"].item() <= 1 for one in found)
    assert len({tuple(one["extra_logs"]) for one in found}) == 1
    assert all(tuple(value.shape) == (1,) for value in found[0]["extra_logs"].values())


def test_an_endpoint_speaks_the_same_contract(executor_class):
    reward = Reward("clinical", profile="rule")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            samples = query_samples(given["query"], given["prompts"], given["labels"])
            body = json.dumps(answer_rows(reward.score_batch(samples), reward)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_address[1]}/reward"
        found = execute(executor_class(url), "Serum urate was raised to 9.8 mg/dL. The answer is gout.", "Hm.")
    finally:
        server.shutdown()
    assert found[0]["reward"][0] > 0 == found[1]["reward"][0]
    assert set(found[0]["extra_logs"]) == set(reward.keys)
