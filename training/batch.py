"""Token batches: pairs are encoded once, batches hold pairs of about equal length."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch
from pairs import Pair
from tokenizers import Encoding, Tokenizer

BUCKETS = 50
"""Batches are cut from runs of this many batches sorted by length: little padding, still shuffled."""
LENGTH = 256
"""Tokens of the longest pair; the shipped model reads no more."""


class Encoder:
    """Pairs as rows of token ids, for models with and without token types."""

    def __init__(self, folder: Path, padding: int, types: bool, length: int = LENGTH) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(length, strategy="longest_first")
        self._padding, self._types = padding, types

    def encode(self, pairs: list[Pair]) -> list[Encoding]:
        return self._tokenizer.encode_batch_fast([(p.premise, p.hypothesis) for p in pairs])  # type: ignore[no-any-return]

    def tensors(self, rows: list[Encoding], device: str) -> dict[str, torch.Tensor]:
        """Padded input of a model; widths are multiples of eight, which suits tensor cores."""
        width = -(-max(len(row.ids) for row in rows) // 8) * 8
        shape = (len(rows), width)
        ids, mask, types = np.full(shape, self._padding), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        for number, row in enumerate(rows):
            ids[number, : len(row.ids)] = row.ids
            mask[number, : len(row.ids)] = 1
            types[number, : len(row.ids)] = row.type_ids
        made = {"input_ids": ids, "attention_mask": mask} | ({"token_type_ids": types} if self._types else {})
        return {name: torch.from_numpy(value).to(device, non_blocking=True) for name, value in made.items()}


def shuffled(lengths: list[int], size: int, rng: random.Random) -> list[list[int]]:
    """Batches of indices of about equal length, in random order; every index once."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    cut = []
    for start in range(0, len(order), size * BUCKETS):
        window = sorted(order[start : start + size * BUCKETS], key=lambda i: lengths[i])
        cut += [window[i : i + size] for i in range(0, len(window), size)]
    rng.shuffle(cut)
    return cut


def in_order(lengths: list[int], size: int) -> list[list[int]]:
    """Batches of indices sorted by length, for inference."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [order[i : i + size] for i in range(0, len(order), size)]
