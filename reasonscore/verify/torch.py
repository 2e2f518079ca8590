"""The torch backend: any Hugging Face sequence classifier with entailment labels, on CPU or GPU."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from reasonscore.errors import MissingExtraError, ResourceError
from reasonscore.verify.backend import ProbabilityRows, TextPair
from reasonscore.verify.verdict import LABELS, Label

_NAMES: tuple[tuple[Label, str], ...] = (
    ("unverifiable", r"neutral|not[_ -]?enough|no[_ -]?info|unverifiable|not[_ -]?entail|unsupported|not[_ -]?support"),
    ("contradicted", r"contradict|refut"),
    ("supported", r"entail|support"),
)
_TOKENS_PER_BATCH = 8192


class TorchBackend:
    """A classifier whose labels are mapped by name, never by index.

    Args:
        model: Hugging Face name or folder. Nothing is downloaded: a name must be in the local cache.
        device: `cpu`, `cuda`, `cuda:1`, ...; a GPU is never taken unasked.
        dtype: `float32`, `float16` or `bfloat16`.
        threads: CPU threads; 0 for torch's own choice.

    Raises:
        MissingExtraError: Where torch or transformers is not installed.
        ResourceError: Where the model cannot be loaded or its labels are no entailment labels.
    """

    def __init__(self, model: str, device: str = "cpu", dtype: str = "float32", threads: int = 0) -> None:
        try:
            import torch
            from transformers import AutoModelForSequenceClassification, AutoTokenizer
        except ImportError:
            raise MissingExtraError("the torch verifier", "torch") from None
        if threads:
            torch.set_num_threads(threads)
        try:
            self._tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
            loaded = AutoModelForSequenceClassification.from_pretrained(
                model, local_files_only=True, dtype=getattr(torch, dtype)
            )
        except (OSError, ValueError) as error:
            raise ResourceError(f"cannot load the model '{model}' from this machine: {error}") from error
        self._torch, self._name, self._dtype, self._device = torch, model, dtype, device
        self._model: Any = loaded.to(device).eval()
        self._columns = label_columns(loaded.config.id2label)
        limit = getattr(loaded.config, "max_position_embeddings", 512)
        self._max_tokens = min(512, limit if isinstance(limit, int) and limit > 0 else 512)

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair, in the order of the pairs."""
        rows = np.zeros((len(pairs), len(LABELS)))
        order = sorted(range(len(pairs)), key=lambda i: (len(pairs[i].premise) + len(pairs[i].hypothesis), i))
        start = 0
        while start < len(order):
            longest = len(pairs[order[start]].premise) + len(pairs[order[start]].hypothesis)
            size = max(1, _TOKENS_PER_BATCH // max(32, longest // 2))
            part = order[start : start + size]
            rows[part] = self._run([pairs[index] for index in part])
            start += size
        return rows

    def signature(self) -> Mapping[str, str]:
        """Backend, model as it was named, precision, maximal length."""
        return {"backend": "torch", "model": self._name, "dtype": self._dtype, "max_tokens": str(self._max_tokens)}

    def _run(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        try:
            return self._forward(pairs)
        except self._torch.OutOfMemoryError:
            if len(pairs) == 1:
                raise
            self._torch.cuda.empty_cache()
            half = len(pairs) // 2
            return np.concatenate([self._run(pairs[:half]), self._run(pairs[half:])])

    def _forward(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        encoded = self._tokenizer(
            [pair.premise for pair in pairs],
            [pair.hypothesis for pair in pairs],
            truncation="longest_first",
            max_length=self._max_tokens,
            padding=True,
            return_tensors="pt",
        ).to(self._device)
        with self._torch.inference_mode():
            logits = self._model(**encoded).logits.float().cpu().numpy().astype(np.float64)
        exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities = exponents / exponents.sum(axis=1, keepdims=True)
        rows = np.zeros((len(pairs), len(LABELS)))
        for column, label in self._columns.items():
            rows[:, LABELS.index(label)] += probabilities[:, column]
        return rows


def label_columns(names: Mapping[int, str]) -> dict[int, Label]:
    """What each output column of a classifier means, by its label's name.

    Raises:
        ResourceError: Where a name says nothing, or no column means supported.

    >>> label_columns({0: "CONTRADICTION", 1: "NEUTRAL", 2: "ENTAILMENT"})
    {0: 'contradicted', 1: 'unverifiable', 2: 'supported'}
    >>> label_columns({0: "not_entailment", 1: "entailment"})
    {0: 'unverifiable', 1: 'supported'}
    """
    found: dict[int, Label] = {}
    for column, name in sorted(names.items()):
        meant = next((label for label, pattern in _NAMES if re.search(pattern, name, re.IGNORECASE)), None)
        if meant is None:
            raise ResourceError(
                f"the model's label '{name}' is no entailment label; expected names such as entailment, neutral, "
                "contradiction in its config's id2label"
            )
        found[column] = meant
    if "supported" not in found.values():
        raise ResourceError(f"none of the model's labels means entailment: {', '.join(names.values())}")
    return found
