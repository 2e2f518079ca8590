"""TRL itself: GRPO on a tiny random model, with these rewards."""

import math
import os
import re
from pathlib import Path

import pytest

from reasonscore.reward.adapters import get_trl_reward, get_trl_reward_async, get_trl_rewards

pytestmark = [pytest.mark.trainers, pytest.mark.filterwarnings("ignore")]

TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
CASES = [
    (
        "A painful swollen toe after a feast.",
        "gout",
        ["Serum urate was 9.8 mg/dL.", {"text": "Needle-shaped crystals."}],
    ),
    ("Crushing chest pain for three hours.", "infarction", ["Troponin was 4.2 ng/mL."]),
    ("Pills rolling tremor at rest.", "parkinson disease", None),
    ("Wheeze at night in a child.", "asthma", ["Forced expiratory volume rose by 20% after salbutamol."]),
]


@pytest.fixture(scope="module")
def trl():
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", HF_DATASETS_OFFLINE="1", CUDA_VISIBLE_DEVICES="")
    pytest.importorskip("torch", reason="needs torch and trl: docs/rewards.md says how to set them up")
    return pytest.importorskip("trl", reason="needs the extra 'trl'")


@pytest.fixture(scope="module")
def tokenizer(trl):
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    bare = Tokenizer(models.BPE())
    bare.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bare.decoder = decoders.ByteLevel()
    special = ["<|pad|>", "<|end|>", "<|user|>", "<|assistant|>", "<|system|>"]
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    bare.train_from_iterator([case[0] for case in CASES], trainer)
    found = PreTrainedTokenizerFast(tokenizer_object=bare, pad_token="<|pad|>", eos_token="<|end|>")
    found.chat_template = TEMPLATE
    return found


def make_model(tokenizer):
    import torch
    from transformers import Qwen2Config, Qwen2ForCausalLM

    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=len(tokenizer), hidden_size=32, intermediate_size=64, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=256, bos_token_id=None,
        pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id,
    )  # fmt: skip
    return Qwen2ForCausalLM(config)


def dataset(conversational):
    from datasets import Dataset

    rows = []
    for question, answer, evidence in CASES * 2:
        prompt = [{"role": "user", "content": question}] if conversational else question
        passages = [one if isinstance(one, dict) else {"text": one} for one in evidence or []] or None
        rows.append({"prompt": prompt, "answer": answer, "evidence": passages, "reasoning": [f"This is {answer}."]})
    return Dataset.from_list(rows)


def train(tmp_path, tokenizer, conversational, rewards, **settings):
    from trl import GRPOConfig, GRPOTrainer

    model = make_model(tokenizer)
    before = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    config = GRPOConfig(
        output_dir=str(tmp_path), max_steps=3, per_device_train_batch_size=8, num_generations=4,
        max_completion_length=24, learning_rate=1e-2, use_cpu=True, bf16=False, report_to="none",
        save_strategy="no", logging_steps=1, beta=0.0, disable_tqdm=True, seed=0, **settings,
    )  # fmt: skip
    trainer = GRPOTrainer(
        model=model, reward_funcs=rewards, args=config, train_dataset=dataset(conversational),
        processing_class=tokenizer,
    )  # fmt: skip
    trainer.train()
    moved = max(
        float((weight.detach() - before[name]).abs().max()) for name, weight in trainer.model.named_parameters()
    )
    logs = [entry for entry in trainer.state.log_history if "reward" in entry]
    assert len(logs) == 3
    return moved, logs


def closeness(completions, **_):
    """Gives a random policy something to learn from: the share of letters."""
    texts = [one if isinstance(one, str) else one[-1]["content"] for one in completions]
    return [sum(c.isalpha() for c in text) / max(1, len(text)) for text in texts]


@pytest.mark.parametrize("conversational", [True, False], ids=["conversational", "plain"])
def test_grpo_takes_steps_with_sync_and_async_rewards_and_an_evidence_column(tmp_path, tokenizer, conversational):
    rewards = [
        get_trl_reward("clinical", profile="rule", style="any"),
        get_trl_reward_async("factuality", profile="rule"),
        get_trl_reward("ranked_list", profile="rule", shaping=[{"name": "overlong", "longest": 24, "cache": 8}]),
        closeness,
    ]
    moved, logs = train(tmp_path, tokenizer, conversational, rewards)
    assert moved > 0
    for entry in logs:
        for name in ("reasonscore_clinical", "reasonscore_factuality", "reasonscore_ranked_list"):
            assert math.isfinite(entry[f"rewards/{name}/mean"])
            assert entry[f"{name}/error"] == 0.0
        assert math.isfinite(entry["loss"])
    # One case in four brings no evidence.
    assert min(entry["reasonscore_factuality/factuality_scored"] for entry in logs) < 1.0


def test_grpo_weighs_the_components_itself(tmp_path, tokenizer):
    rewards = [*get_trl_rewards("retrieval_use", profile="rule"), closeness]
    moved, logs = train(
        tmp_path, tokenizer, True, rewards,
        reward_weights=[1.0] * len(rewards), multi_objective_aggregation="normalize_then_sum",
    )  # fmt: skip
    assert moved > 0
    assert "rewards/reasonscore_retrieval_use_grounded/mean" in logs[-1]


def test_rloo_takes_the_same_functions(tmp_path, tokenizer):
    from trl import RLOOConfig, RLOOTrainer

    config = RLOOConfig(
        output_dir=str(tmp_path), max_steps=1, per_device_train_batch_size=4, num_generations=4, beta=0.0,
        max_completion_length=8, use_cpu=True, bf16=False, report_to="none", save_strategy="no", disable_tqdm=True,
    )  # fmt: skip
    trainer = RLOOTrainer(
        model=make_model(tokenizer), reward_funcs=[get_trl_reward("choice", profile="rule"), closeness], args=config,
        train_dataset=dataset(conversational=False), processing_class=tokenizer,
    )  # fmt: skip
    trainer.train()
    assert trainer.state.global_step == 1


def test_the_script_of_the_documentation_runs(tmp_path, tokenizer, monkeypatch):
    import trl
    from transformers import AutoTokenizer

    page = (Path(__file__).parents[2] / "docs" / "rewards.md").read_text(encoding="utf-8")
    code = next(block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "trainer.train()" in block)
    home = tmp_path / "model"
    make_model(tokenizer).save_pretrained(home)
    tokenizer.save_pretrained(home)
    assert AutoTokenizer.from_pretrained(home).chat_template
    small = {"max_steps": 2, "max_completion_length": 16, "use_cpu": True, "bf16": False, "report_to": "none"}
    whole = trl.GRPOConfig
    monkeypatch.setattr(trl, "GRPOConfig", lambda **given: whole(**(given | small | {"save_strategy": "no"})))
    monkeypatch.chdir(tmp_path)
    space = {}
    exec(code.replace('"Qwen/Qwen2.5-7B-Instruct"', repr(str(home))), space)
    logs = [entry for entry in space["trainer"].state.log_history if "rewards/reasonscore_clinical/mean" in entry]
    assert logs
    assert all(math.isfinite(entry["rewards/form/mean"]) for entry in logs)
    assert logs[-1]["reasonscore_clinical/words"] > 0
