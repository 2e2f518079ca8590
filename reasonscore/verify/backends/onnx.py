"""The ONNX backend: the embedded three-way model, or any folder of the same form, on onnxruntime.

A pair is padded to its own length class and batched only with pairs of that class, and the embedded model's integer
scales are computed per token: so no row of a batch changes another. Threads take a batch each: none waits for another
at the end of every product, as threads that share one batch do.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from reasonscore.errors import ResourceError
from reasonscore.resource import check_folder
from reasonscore.verify.backend import ProbabilityRows, TextPair
from reasonscore.verify.backends.premise import encode_pairs
from reasonscore.verify.verdict import LABELS

_TOKENS_PER_BATCH = 2048
_LEAST_TOKENS = 256
"""What a batch keeps where threads share the others: no more is held at a time, and each thread has work."""

_LENGTH_CLASS = 4
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class OnnxBackend:
    """A three-way entailment model in ONNX form.

    Args:
        folder: Holds model.onnx, tokenizer.json and config.json; None for the embedded model.
        threads: Threads of one call; 0 takes all cores that the process may use.

    Raises:
        ResourceError: Where a file is missing or its hash is not the one in config.json.
    """

    def __init__(self, folder: Path | None = None, threads: int = 0) -> None:
        if folder is None:
            check_folder("nli")
            with as_file(files("reasonscore_resources") / "nli") as embedded:
                self._load(Path(embedded), threads)
        else:
            self._load(Path(folder), threads)

    def predict(self, pairs: Sequence[TextPair]) -> ProbabilityRows:
        """One row of probabilities a pair; of a premise that is too long the part nearest to the hypothesis counts."""
        encodings = encode_pairs(pairs, self._tokenizer, self._max_tokens)
        rows = np.zeros((len(pairs), len(LABELS)))

        def judge(batch: tuple[int, list[int]]) -> None:
            length, members = batch
            rows[members] = self._run([encodings[index] for index in members], length)

        batches = _batches([len(encoding.ids) for encoding in encodings], self._threads)
        threads = min(self._threads, len(batches))
        if threads > 1:
            # Not kept between calls: a process with threads cannot be forked.
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(judge, batches))
        else:
            for batch in batches:
                judge(batch)
        return rows

    def signature(self) -> Mapping[str, str]:
        """Backend, model name with the start of its hash, maximal length, temperature."""
        model = f"{self._config['name']}-{self._config['sha256']['model.onnx'][:8]}"
        settings = {"max_tokens": str(self._max_tokens), "temperature": f"{self._config['temperature']:g}"}
        return {"backend": "onnx", "model": model, **settings}

    def _load(self, folder: Path, threads: int) -> None:
        from tokenizers import Tokenizer

        onnxruntime = _quiet_onnxruntime()

        self._threads = threads or _cores()
        self._config = _read_config(folder)
        self._max_tokens = int(self._config["max_tokens"])
        self._columns = [self._config["labels"].index(label) for label in LABELS]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self._max_tokens, strategy="longest_first")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def _run(self, encodings: Sequence[Any], length: int) -> ProbabilityRows:
        inputs = {name: np.zeros((len(encodings), length), dtype=np.int64) for name in _INPUTS}
        for row, encoding in enumerate(encodings):
            width = len(encoding.ids)
            inputs["input_ids"][row, :width] = encoding.ids
            inputs["attention_mask"][row, :width] = 1
            inputs["token_type_ids"][row, :width] = encoding.type_ids
        logits = self._session.run(None, inputs)[0].astype(np.float64) / self._config["temperature"]
        exponents = np.exp(logits - logits.max(axis=1, keepdims=True))
        probabilities: ProbabilityRows = (exponents / exponents.sum(axis=1, keepdims=True))[:, self._columns]
        return probabilities


def _batches(sizes: Sequence[int], threads: int) -> list[tuple[int, list[int]]]:
    """The batches of a call, the largest first: their length, and which of the pairs they hold.

    >>> _batches([5, 18, 7], 1)
    [(20, [1]), (8, [0, 2])]
    """
    classes: dict[int, list[int]] = defaultdict(list)
    for index, size in enumerate(sizes):
        classes[-(-size // _LENGTH_CLASS) * _LENGTH_CLASS].append(index)
    tokens = _TOKENS_PER_BATCH
    if threads > 1:
        whole = sum(length * len(members) for length, members in classes.items())
        tokens = max(_LEAST_TOKENS, min(tokens, whole // 2) // threads)
    batches = []
    for length, members in classes.items():
        count = max(1, tokens // length)
        batches += [(length, members[start : start + count]) for start in range(0, len(members), count)]
    return sorted(batches, key=lambda batch: (-batch[0] * len(batch[1]), batch[1][0]))


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _quiet_onnxruntime() -> Any:
    """The module onnxruntime, which from 1.29 on sends reports of its use unless it is told not to before it loads."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    # Where somebody else loaded it first, this still stops what can be stopped.
    onnxruntime.disable_telemetry_events()
    return onnxruntime


def _read_config(folder: Path) -> dict[str, Any]:
    """The model's config.json, once its files are there and undamaged."""
    for name in ("config.json", "model.onnx", "tokenizer.json"):
        if not os.path.isfile(folder / name):
            raise ResourceError(f"the model folder has no {name}; give --model a folder made by training/export.py")
    config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for name, expected in config["sha256"].items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            raise ResourceError(f"{name} of the model is damaged: its hash is {found[:12]}, expected {expected[:12]}")
    return config
