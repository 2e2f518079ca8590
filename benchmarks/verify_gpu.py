"""Pairs a second of the torch backend against sentence-transformers' CrossEncoder: same weights, pairs and precision.

    python benchmarks/verify_gpu.py --student FOLDER [--device cuda] [--dtype float16] [--pairs 20000] [--compile]

Shapes: the student (its weights from FOLDER), DeBERTa-v3-base and BERT-large with random weights (throughput does not
depend on them). Pairs are made from the embedded primer: premises of one sentence to several passages, lengths mixed.
CrossEncoder runs at its default batch size and at its best of three; both are warmed up and timed twice, the better
time counts. `--shapes student --device cpu --pairs 64` tries the script without a GPU.
"""

import argparse
import gc
import json
import random
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import CrossEncoder
from transformers import AutoModelForSequenceClassification, AutoTokenizer, BertConfig, DebertaV2Config

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.torch import TorchBackend

PEAK = {"float16": 989e12, "bfloat16": 989e12, "float32": 67e12}
"""Operations a second of an H100 SXM, dense, as its data sheet states them."""
NAMES = {0: "entailment", 1: "neutral", 2: "contradiction"}
CROSS_BATCHES = (32, 128, 512)


def mixed_pairs(count, seed=0):
    """Pairs with premises of one sentence up to four passages, and claims of one sentence."""
    rng = random.Random(seed)
    folder = Path(__file__).parent.parent / "training" / "primer"
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    passages = [json.loads(line)["text"] for line in lines]
    sentences = [text[a:b] for text in passages for a, b in split_sentences(text) if b - a > 25]
    pairs = []
    for _ in range(count):
        kind = rng.random()
        if kind < 0.55:
            premise = rng.choice(sentences)
        elif kind < 0.85:
            premise = rng.choice(passages)
        else:
            premise = " ".join(rng.sample(passages, rng.choice([2, 3, 4])))
        pairs.append(TextPair(premise, rng.choice(sentences)))
    return pairs


def shapes(student, folder, wanted):
    """(name, folder) of each model; those with random weights are saved beside the student's tokenizer."""
    tokenizer = AutoTokenizer.from_pretrained(student)
    configs = {
        "DeBERTa-v3-base": DebertaV2Config(
            vocab_size=128100, hidden_size=768, num_hidden_layers=12, num_attention_heads=12, intermediate_size=3072,
            relative_attention=True, position_buckets=256, norm_rel_ebd="layer_norm", share_att_key=True,
            pos_att_type=["p2c", "c2p"], layer_norm_eps=1e-7, max_relative_positions=-1, position_biased_input=False,
            type_vocab_size=0, max_position_embeddings=512,
        ),
        "BERT-large": BertConfig(
            hidden_size=1024, num_hidden_layers=24, num_attention_heads=16, intermediate_size=4096
        ),
    }  # fmt: skip
    if "student" in wanted:
        yield "student", student
    for name, config in configs.items():
        if name not in wanted:
            continue
        config.id2label, config.label2id = NAMES, {v: k for k, v in NAMES.items()}
        torch.manual_seed(0)
        model = AutoModelForSequenceClassification.from_config(config)
        model.half().save_pretrained(folder / name)
        tokenizer.save_pretrained(folder / name)
        yield name, folder / name


def operations(model, lengths):
    """Floating-point operations of one pass over pairs of these lengths, without padding."""
    config = model.config
    width, layers = config.hidden_size, config.num_hidden_layers
    each = layers * (4 * width**2 + 2 * width * config.intermediate_size)
    return sum(2 * each * n + layers * 4 * n * n * width for n in lengths)


def timed(function, device, times=2):
    found, best = None, float("inf")
    for _ in range(times):
        if device.startswith("cuda"):
            torch.cuda.synchronize()
        start = time.perf_counter()
        found = function()
        if device.startswith("cuda"):
            torch.cuda.synchronize()
        best = min(best, time.perf_counter() - start)
    return found, best


def release():
    gc.collect()
    torch.cuda.empty_cache()


def measure_ours(folder, pairs, options):
    """Rows, seconds, token counts and operations of the torch backend."""
    backend = TorchBackend(str(folder), device=options.device, dtype=options.dtype, tokens_per_batch=options.tokens)
    if options.compile:
        for _, model in backend._models:
            model.compile(dynamic=True)
    lengths = [len(row.ids) for row in backend._encode(pairs)]
    backend.predict(pairs[:2000])
    rows, seconds = timed(lambda: backend.predict(pairs), options.device)
    return rows, seconds, lengths, operations(backend._models[0][1], lengths)


def measure_cross(folder, pairs, options):
    """Rows, and seconds of CrossEncoder at each batch size."""
    cross = CrossEncoder(
        str(folder), device=options.device, max_length=512, model_kwargs={"dtype": getattr(torch, options.dtype)}
    )
    if options.compile:
        cross.model.compile(dynamic=True)
    texts = [tuple(pair) for pair in pairs]
    cross.predict(texts[:2000], show_progress_bar=False)
    times, rows = {}, None
    for size in CROSS_BATCHES:

        def judge(size=size):
            return cross.predict(texts, batch_size=size, apply_softmax=True, show_progress_bar=False)

        rows, times[size] = timed(judge, options.device, 2 if size == CROSS_BATCHES[0] else 1)
    return np.asarray(rows)[:, [0, 2, 1]], times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--dtype", default="float16", choices=sorted(PEAK))
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--shapes", nargs="+", default=["student", "DeBERTa-v3-base", "BERT-large"])
    parser.add_argument("--compile", action="store_true", help="let torch.compile fuse the model, for both sides")
    parser.add_argument("--tokens", type=int, default=0, help="tokens of our batches (0: the backend's own)")
    options = parser.parse_args()
    pairs = mixed_pairs(options.pairs)
    where = torch.cuda.get_device_name() if options.device.startswith("cuda") else "CPU"
    print(f"{where}, torch {torch.__version__}, {options.dtype}, {len(pairs)} pairs")
    with tempfile.TemporaryDirectory() as scratch:
        for name, folder in shapes(options.student, Path(scratch), options.shapes):
            rows, seconds, lengths, work = measure_ours(folder, pairs, options)
            release()
            theirs, times = measure_cross(folder, pairs, options)
            release()
            measured = {
                "shape": name,
                "pairs_per_second": round(len(pairs) / seconds),
                "tokens_per_second": round(sum(lengths) / seconds),
                "mean_tokens": round(float(np.mean(lengths)), 1),
                "share_of_peak": round(work / seconds / PEAK[options.dtype], 4),
                "cross_encoder_pairs_per_second": {size: round(len(pairs) / t) for size, t in times.items()},
                "ratio_default": round(times[CROSS_BATCHES[0]] / seconds, 2),
                "ratio_best": round(min(times.values()) / seconds, 2),
                "largest_difference": round(float(np.abs(theirs - rows).max()), 5),
            }
            print(json.dumps(measured), flush=True)


if __name__ == "__main__":
    main()
