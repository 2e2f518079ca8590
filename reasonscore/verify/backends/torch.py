"""The torch backend: any Hugging Face sequence classifier with entailment labels, on a CPU or on GPUs.

Pairs are sorted by length and cut into runs; while the devices work on one run, the next is being tokenised. A batch
holds as many pairs as its token budget allows, padded to a multiple of eight. On a GPU nothing waits for a result until
all batches are under way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from reasonscore.errors import MissingExtraError, ResourceError
from reasonscore.verify.backend import ProbabilityRows, TextPair
from reasonscore.verify.backends.label_name import label_columns
from reasonscore.verify.backends.premise import encode_pairs
from reasonscore.verify.verdict import LABELS

_RUN = 4096
"""Pairs tokenised at once: a part of a second of work, so that the first batch starts early."""
_TOKENS_PER_BATCH = {"cpu": 4096, "cuda": 32768}
_WIDTH = 8
"""Batches are padded to a multiple of this; tensor cores want it."""


class TorchBackend:
    """A classifier whose labels are mapped by name, never by index.

    Args:
        model: Hugging Face name or folder. Nothing is downloaded: a name must be in the local cache.
        device: `cpu`, `cuda`, `cuda:1`, or several with commas (`cuda:0,cuda:1`), each of which gets a copy of the
            model; a GPU is never taken unasked.
        dtype: `float32`, `float16` or `bfloat16`.
        threads: CPU threads; 0 for torch's own choice.
        tokens_per_batch: Tokens of a batch with its padding; 0 for 4096 on a CPU, 32768 on a GPU. A batch that does
            not fit into memory is halved.

    Raises:
        MissingExtraError: Where torch or transformers is not installed.
        ResourceError: Where the model cannot be loaded, its labels are no entailment labels, or a device or precision
            is not there.
    """

    def __init__(
        self, model: str, device: str = "cpu", dtype: str = "float32", threads: int = 0, tokens_per_batch: int = 0
    ) -> None:
        # The tokenizer works beside the model in this very process; its own warning about forks is not for us.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
        try:
            import torch
            from transformers import AutoModelForSequenceClassification, AutoTokenizer
        except ImportError:
            raise MissingExtraError("the torch verifier", "torch") from None
        if dtype not in ("float32", "float16", "bfloat16"):
            raise ResourceError(f"--dtype {dtype} is not known; expected float32, float16 or bfloat16")
        if threads:
            torch.set_num_threads(threads)
        try:
            tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
            loaded = AutoModelForSequenceClassification.from_pretrained(
                model, local_files_only=True, dtype=getattr(torch, dtype)
            )
        except (OSError, ValueError) as error:
            raise ResourceError(f"cannot load the model '{model}' from this machine: {error}") from error
        self._torch, self._name, self._dtype = torch, model, dtype
        self._columns = label_columns(loaded.config.id2label)
        self._padding = loaded.config.pad_token_id or 0
        self._types = getattr(loaded.config, "type_vocab_size", 0) > 1
        self._max_tokens = _longest(tokenizer, loaded.config)
        self._tokenizer = _rust_tokenizer(tokenizer, model, self._max_tokens)
        self._models = _copies(torch, loaded, device)
        self._budget = tokens_per_batch or _TOKENS_PER_BATCH[self._models[0][0].type]

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair, in the order of the pairs."""
        rows = np.zeros((len(pairs), len(LABELS)))
        done = [(part, self._run(encoded, place)) for place, (part, encoded) in enumerate(self._batches(pairs))]
        for part, logits in done:
            rows[part] = self._probabilities(logits.float().cpu().numpy().astype(np.float64))
        return rows

    def signature(self) -> Mapping[str, str]:
        """Backend, model as it was named, precision, maximal length."""
        return {"backend": "torch", "model": self._name, "dtype": self._dtype, "max_tokens": str(self._max_tokens)}

    def _batches(self, pairs: Sequence[TextPair]) -> Iterator[tuple[list[int], list[Any]]]:
        """Indices and encodings of each batch, longest pairs first: what does not fit into memory shows at once."""
        order = sorted(range(len(pairs)), key=lambda i: (-len(pairs[i].premise) - len(pairs[i].hypothesis), i))
        runs = [order[start : start + _RUN] for start in range(0, len(order), _RUN)]
        with ThreadPoolExecutor(max_workers=1) as beside:
            waiting = [beside.submit(self._encode, [pairs[i] for i in run]) for run in runs[:2]]
            for number, run in enumerate(runs):
                encodings = waiting.pop(0).result()
                if number + 2 < len(runs):
                    waiting.append(beside.submit(self._encode, [pairs[i] for i in runs[number + 2]]))
                places = sorted(range(len(run)), key=lambda i: -len(encodings[i].ids))
                while places:
                    size = max(1, self._budget // _padded(len(encodings[places[0]].ids)))
                    part, places = places[:size], places[size:]
                    yield [run[i] for i in part], [encodings[i] for i in part]

    def _encode(self, pairs: Sequence[TextPair]) -> list[Any]:
        return encode_pairs(pairs, self._tokenizer, self._max_tokens)

    def _run(self, encoded: list[Any], place: int) -> Any:
        try:
            return self._forward(encoded, place)
        except self._torch.OutOfMemoryError:
            if len(encoded) == 1:
                raise
            self._torch.cuda.empty_cache()
            half = len(encoded) // 2
            return self._torch.cat([self._run(encoded[:half], place), self._run(encoded[half:], place)])

    def _forward(self, encoded: list[Any], place: int) -> Any:
        device, model = self._models[place % len(self._models)]
        shape = (len(encoded), _padded(max(len(row.ids) for row in encoded)))
        inputs = {"input_ids": np.full(shape, self._padding), "attention_mask": np.zeros(shape, dtype=np.int64)}
        if self._types:
            inputs["token_type_ids"] = np.zeros(shape, dtype=np.int64)
        for number, row in enumerate(encoded):
            width = len(row.ids)
            inputs["input_ids"][number, :width] = row.ids
            inputs["attention_mask"][number, :width] = 1
            if self._types:
                inputs["token_type_ids"][number, :width] = row.type_ids
        moved = {}
        for name, value in inputs.items():
            tensor = self._torch.from_numpy(value)
            moved[name] = tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor
        with self._torch.inference_mode():
            return model(**moved).logits

    def _probabilities(self, logits: ProbabilityRows) -> ProbabilityRows:
        exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares = exponents / exponents.sum(axis=1, keepdims=True)
        rows = np.zeros((len(logits), len(LABELS)))
        for column, label in self._columns.items():
            rows[:, LABELS.index(label)] += shares[:, column]
        return rows


def _padded(width: int) -> int:
    return -(-width // _WIDTH) * _WIDTH


def _longest(tokenizer: Any, config: Any) -> int:
    """Tokens of the longest pair that the model takes, at most 512."""
    limits = [getattr(tokenizer, "model_max_length", None), getattr(config, "max_position_embeddings", None)]
    return min([512, *(limit for limit in limits if isinstance(limit, int) and limit > 0)])


def _rust_tokenizer(tokenizer: Any, model: str, longest: int) -> Any:
    found = getattr(tokenizer, "backend_tokenizer", None)
    if found is None:
        raise ResourceError(f"the model '{model}' has no fast tokenizer; save one beside it as tokenizer.json")
    found.no_padding()
    found.enable_truncation(longest, strategy="longest_first")
    return found


def _copies(torch: Any, model: Any, device: str) -> list[tuple[Any, Any]]:
    """A device and the model on it for each device named."""
    import copy

    made = []
    for name in device.split(","):
        try:
            place = torch.device(name.strip())
            made.append((place, copy.deepcopy(model).to(place).eval()))
        except (RuntimeError, AssertionError) as error:
            count = torch.cuda.device_count()
            raise ResourceError(f"--device {name.strip()} is not to be had; this machine has {count} GPUs") from error
    return made
