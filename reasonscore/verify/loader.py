"""Backends by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reasonscore.errors import ResourceError
from reasonscore.registry import Registry
from reasonscore.verify.backend import Backend
from reasonscore.verify.cache import CachedBackend
from reasonscore.verify.pair_store import StoredBackend


@dataclass(frozen=True, slots=True)
class BackendChoice:
    """What a backend is made from.

    Args:
        model: Path or name; None for the backend's own.
        threads: CPU threads, 0 for all cores.
        device: Where the torch backend runs.
        dtype: Precision of the torch backend.
    """

    model: str | None = None
    threads: int = 0
    device: str = "cpu"
    dtype: str = "float32"


BackendFactory = Callable[[BackendChoice], Backend]

backends: Registry[BackendFactory] = Registry("verifier")


def load_backend(name: str, choice: BackendChoice | None = None, pair_cache: str | None = None) -> CachedBackend:
    """The backend of that name, with a memory of judged pairs around it.

    Args:
        name: `onnx`, `torch` or `lexical`.
        choice: Its model, threads, device and precision.
        pair_cache: File that keeps judged pairs for later runs and other processes.

    Raises:
        UnknownNameError: Where there is no such backend.
        ResourceError: Where the model or the file is missing, damaged or does not fit the backend.
        MissingExtraError: Where the backend's packages are not installed.
    """
    choice = choice or BackendChoice()
    if name != "torch" and (choice.device, choice.dtype) != ("cpu", "float32"):
        raise ResourceError(
            f"the {name} verifier runs on the CPU in its own precision; --device and --dtype need torch"
        )
    backend = backends[name](choice)
    return CachedBackend(StoredBackend(backend, Path(pair_cache)) if pair_cache else backend)


@backends.register("onnx")
def _onnx(choice: BackendChoice) -> Backend:
    from reasonscore.verify.onnx import OnnxBackend

    if choice.model is not None and not Path(choice.model).is_dir():
        raise ResourceError(
            f"--model {choice.model} is not a folder; the onnx verifier takes one made by training/export.py"
        )
    return OnnxBackend(Path(choice.model) if choice.model else None, choice.threads)


@backends.register("lexical")
def _lexical(choice: BackendChoice) -> Backend:
    from reasonscore.verify.lexical import LexicalBackend

    if choice.model is not None:
        raise ResourceError("the lexical verifier has no model; leave --model out or choose --verifier onnx or torch")
    return LexicalBackend()


@backends.register("torch")
def _torch(choice: BackendChoice) -> Backend:
    from reasonscore.verify.torch import TorchBackend

    if choice.model is None:
        raise ResourceError("the torch verifier needs --model: a Hugging Face name or a folder")
    return TorchBackend(choice.model, choice.device, choice.dtype, choice.threads)
