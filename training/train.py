"""Train the embedded three-way model on a CPU: MiniLM-L6 with a classification head, one pass over the mixture.

    python training/train.py --data NLI_FOLDER --encoder MINILM_FOLDER --out RUN_FOLDER

Writes RUN_FOLDER/model (weights, tokenizer) and RUN_FOLDER/log.jsonl (losses, development accuracy, data digest).
Resumes from RUN_FOLDER/checkpoint.pt when one is there.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from pairs import LABELS, MIXTURE, SECOND, Pair, digest, mixture, read_pairs
from transformers import AutoModelForSequenceClassification, AutoTokenizer

BUCKETS = 50
"""Batches are cut from windows of this many batches sorted by length: little padding, still shuffled."""


def batches(pairs: list[Pair], size: int, rng: random.Random) -> list[list[Pair]]:
    """Batches of pairs of about equal length, in random order."""
    cut = []
    for start in range(0, len(pairs), size * BUCKETS):
        window = sorted(pairs[start : start + size * BUCKETS], key=lambda p: len(p.premise) + len(p.hypothesis))
        cut += [window[i : i + size] for i in range(0, len(window), size)]
    rng.shuffle(cut)
    return cut


def encode(tokenizer: object, pairs: list[Pair], length: int) -> dict[str, torch.Tensor]:
    return tokenizer(  # type: ignore[operator,no-any-return]
        [p.premise for p in pairs],
        [p.hypothesis for p in pairs],
        truncation="longest_first",
        max_length=length,
        padding=True,
        return_tensors="pt",
    )


@torch.no_grad()
def accuracy(model: torch.nn.Module, tokenizer: object, pairs: list[Pair], length: int) -> float:
    """Share of pairs whose most likely label is the right one."""
    model.eval()
    right = 0
    ordered = sorted(pairs, key=lambda p: len(p.premise))
    for start in range(0, len(ordered), 64):
        part = ordered[start : start + 64]
        logits = model(**encode(tokenizer, part, length)).logits
        right += int((logits.argmax(-1) == torch.tensor([p.label for p in part])).sum())
    model.train()
    return right / len(pairs)


def development(folder: Path) -> Iterator[tuple[str, list[Pair]]]:
    for name in MIXTURE:
        yield name, list(read_pairs(folder / f"{name}.jsonl.gz", held_out=True))[:600]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--clinical", type=Path, help="pairs of clinical/generate.py: the second phase")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--learning-rate", type=float, default=8e-5)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument(
        "--bf16", action="store_true", help="bf16 autocast: faster where the processor has it (AVX512-BF16, AMX)"
    )
    parser.add_argument("--limit", type=int, help="train on this many pairs only (to try the script)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    log = (options.out / "log.jsonl").open("a", encoding="utf-8")

    def note(**fields: object) -> None:
        print(json.dumps(fields), file=log, flush=True)
        print(json.dumps(fields), flush=True)

    torch.manual_seed(options.seed)
    tokenizer = AutoTokenizer.from_pretrained(options.encoder)
    model = AutoModelForSequenceClassification.from_pretrained(
        options.encoder,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={n: i for i, n in enumerate(LABELS)},
    )
    # The vocabulary is half of the weights and keeps its meaning: frozen, training is faster and forgets less.
    model.base_model.embeddings.word_embeddings.weight.requires_grad_(False)
    pairs = mixture(options.data, options.seed, options.clinical)[: options.limit]
    note(
        event="start",
        pairs=len(pairs),
        digest=digest(pairs),
        mixture={k: list(v) for k, v in (SECOND if options.clinical else MIXTURE).items()},
        **{
            k: str(v) if isinstance(v, Path) else v
            for k, v in vars(options).items()
            if k not in ("encoder", "out", "data", "clinical")
        },
    )
    steps = [
        batch
        for epoch in range(options.epochs)
        for batch in batches(pairs, options.batch_size, random.Random(options.seed + epoch))
    ]
    optimizer = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad], lr=options.learning_rate, weight_decay=0.01
    )
    warmup = max(1, len(steps) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.0, (len(steps) - step) / (len(steps) - warmup + 1)))
    )
    first, checkpoint = 0, options.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        first = saved["step"]
    model.train()
    began, total = time.time(), 0.0
    for step, batch in enumerate(steps):
        if step < first:
            continue
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.bf16):
            logits = model(**encode(tokenizer, batch, options.length)).logits
        loss = torch.nn.functional.cross_entropy(logits.float(), torch.tensor([p.label for p in batch]))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if (step + 1) % 50 == 0:
            note(
                event="step",
                step=step + 1,
                of=len(steps),
                loss=round(total / 50, 4),
                minutes=round((time.time() - began) / 60, 1),
            )
            total = 0.0
        if (step + 1) % 200 == 0:
            torch.save(
                {
                    "model": model.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step + 1,
                },
                checkpoint,
            )
    model.save_pretrained(options.out / "model")
    tokenizer.save_pretrained(options.out / "model")
    note(
        event="development",
        **{
            name: round(accuracy(model, tokenizer, part, options.length), 4) for name, part in development(options.data)
        },
    )
    checkpoint.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
