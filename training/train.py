"""Train a three-way model, the teacher on labels or the student on a teacher's probabilities, on a CPU or a GPU.

    python training/train.py --pairs labelled.jsonl.gz --encoder MPNET --out TEACHER
    python training/train.py --pairs all.jsonl.gz --soft soft.npy --encoder MINILM --out STUDENT
    python training/train.py --pairs tuning.jsonl.gz --soft tuning.npy --encoder STUDENT/model --upper 3 --out TUNED

Writes OUT/model (weights, tokenizer) and OUT/log.jsonl. Resumes from OUT/checkpoint.pt when one is there.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from pathlib import Path

import numpy as np
import torch
from batch import Encoder, in_order, shuffled
from pairs import LABELS, MIXTURE, UNLABELLED, Pair, read_file, read_pairs
from transformers import AutoModelForSequenceClassification

SOFTNESS = 2.0
"""Temperature at which the student's and the teacher's probabilities are compared."""


def loss_of(logits: torch.Tensor, labels: torch.Tensor, soft: torch.Tensor | None, hard: float) -> torch.Tensor:
    """Cross entropy with the labels, or a mixture of it with the divergence from the teacher's probabilities.

    A row of NaN in `soft` is a pair that the teacher has not seen: its label counts alone.

    Source: Hinton et al. 2015, section 2 (the gradients of soft targets are scaled by the temperature squared).
    """
    known = labels != UNLABELLED
    own = torch.nn.functional.cross_entropy(logits, labels, ignore_index=UNLABELLED, reduction="none")
    if soft is None:
        return own.mean()
    unseen = soft.isnan().any(-1)
    teacher = torch.softmax(soft.nan_to_num() / SOFTNESS, -1)
    student = torch.log_softmax(logits / SOFTNESS, -1)
    apart = torch.nn.functional.kl_div(student, teacher, reduction="none").sum(-1) * SOFTNESS**2
    weight = torch.where(unseen, 1.0, hard) * known.float()
    return (weight * own + (1 - weight) * apart).mean()


@torch.no_grad()
def logits_of(model: torch.nn.Module, encoder: Encoder, pairs: list[Pair], device: str, half: bool) -> np.ndarray:
    """Logits of the pairs in input order, shape (pairs, 3)."""
    model.eval()
    rows = encoder.encode(pairs)
    made = np.zeros((len(pairs), len(LABELS)), np.float32)
    for batch in in_order([len(row.ids) for row in rows], 256 if device != "cpu" else 32):
        with torch.autocast(device, dtype=torch.bfloat16, enabled=half):
            made[batch] = model(**encoder.tensors([rows[i] for i in batch], device)).logits.float().cpu().numpy()
    model.train()
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True, help="file of mix.py")
    parser.add_argument("--soft", type=Path, help="the teacher's logits of the same pairs, written by label.py")
    parser.add_argument("--hard", type=float, default=0.3, help="weight of the label beside the teacher (default 0.3)")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="NLI folder: development accuracy is logged at the end")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--learning-rate", type=float, default=3e-5)
    parser.add_argument("--freeze", action="store_true", help="keep the word embeddings: faster on a CPU")
    parser.add_argument("--upper", type=int, help="train this many upper layers and the head only")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--bf16", action="store_true", help="bf16 autocast: GPUs, and CPUs with AVX512-BF16 or AMX")
    parser.add_argument("--limit", type=int, help="train on this many pairs only (to try the script)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    log = (options.out / "log.jsonl").open("a", encoding="utf-8")

    def note(**fields: object) -> None:
        print(json.dumps(fields), file=log, flush=True)
        print(json.dumps(fields), flush=True)

    torch.manual_seed(options.seed)
    device = options.device
    names = dict(enumerate(LABELS))
    model = AutoModelForSequenceClassification.from_pretrained(
        options.encoder, num_labels=len(LABELS), id2label=names, label2id={n: i for i, n in names.items()}
    )
    model = model.float().to(device)
    model.base_model.embeddings.word_embeddings.weight.requires_grad_(not options.freeze)
    if options.upper is not None:
        layers = model.config.num_hidden_layers
        trained = ("pooler.", "classifier.", *(f"layer.{i}." for i in range(layers - options.upper, layers)))
        for name, parameter in model.named_parameters():
            parameter.requires_grad_(any(part in name for part in trained))
    encoder = Encoder(options.encoder, model.config.pad_token_id, getattr(model.config, "type_vocab_size", 1) > 1)
    pairs = [p for p in read_file(options.pairs) if options.soft or p.label != UNLABELLED][: options.limit]
    labels = torch.tensor([p.label for p in pairs])
    soft = torch.from_numpy(np.load(options.soft).astype(np.float32)) if options.soft else None
    rows = encoder.encode(pairs)
    lengths = [len(row.ids) for row in rows]
    steps = [
        batch
        for epoch in range(options.epochs)
        for batch in shuffled(lengths, options.batch_size, random.Random(options.seed + epoch))
    ]
    shown = {k: v for k, v in vars(options).items() if not isinstance(v, Path)}
    note(event="start", pairs=len(pairs), tokens=sum(lengths), steps=len(steps), taught=soft is not None, **shown)
    decayed = [p for n, p in model.named_parameters() if p.requires_grad and p.dim() > 1]
    plain = [p for n, p in model.named_parameters() if p.requires_grad and p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}],
        lr=options.learning_rate,
        fused=device != "cpu",
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
    began, total, every = time.time(), torch.zeros((), device=device), max(50, len(steps) // 40)
    for step, batch in enumerate(steps):
        if step < first:
            continue
        with torch.autocast(device, dtype=torch.bfloat16, enabled=options.bf16):
            logits = model(**encoder.tensors([rows[i] for i in batch], device)).logits
        taught = soft[batch].to(device) if soft is not None else None
        loss = loss_of(logits.float(), labels[batch].to(device), taught, options.hard)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.detach()
        if (step + 1) % every == 0:
            minutes = round((time.time() - began) / 60, 1)
            note(event="step", step=step + 1, of=len(steps), loss=round(total.item() / every, 4), minutes=minutes)
            total.zero_()
        if device == "cpu" and (step + 1) % 200 == 0:
            parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
            torch.save({k: v.state_dict() for k, v in parts.items()} | {"step": step + 1}, checkpoint)
    model.save_pretrained(options.out / "model")
    for path in options.encoder.glob("*token*.json"):
        shutil.copy(path, options.out / "model")
    if options.data:
        found = {}
        for name in MIXTURE:
            held = list(read_pairs(options.data / f"{name}.jsonl.gz", "development"))[:600]
            guess = logits_of(model, encoder, held, device, options.bf16).argmax(-1)
            found[name] = round(float((guess == [p.label for p in held]).mean()), 4)
        note(event="development", **found)
    checkpoint.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
