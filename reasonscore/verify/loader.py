"""Backends by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reasonscore.errors import ResourceError
from reasonscore.registry import Registry
from reasonscore.verify.backend import Backend
from reasonscore.verify.cache import CachedBackend

BackendFactory = Callable[[str | None, int], Backend]
"""Takes a model (path or name, None for the backend's own) and the number of threads (0 for all cores)."""

backends: Registry[BackendFactory] = Registry("verifier")


def load_backend(name: str, model: str | None = None, threads: int = 0) -> CachedBackend:
    """The backend of that name, with a memory of judged pairs around it.

    Raises:
        UnknownNameError: Where there is no such backend.
        ResourceError: Where the model is missing or damaged.
        MissingExtraError: Where the backend's packages are not installed.
    """
    return CachedBackend(backends[name](model, threads))


@backends.register("onnx")
def _onnx(model: str | None, threads: int) -> Backend:
    from reasonscore.verify.onnx import OnnxBackend

    if model is not None and not Path(model).is_dir():
        raise ResourceError(f"--model {model} is not a folder; the onnx verifier takes one made by training/export.py")
    return OnnxBackend(Path(model) if model else None, threads)


@backends.register("lexical")
def _lexical(model: str | None, threads: int) -> Backend:
    from reasonscore.verify.lexical import LexicalBackend

    if model is not None:
        raise ResourceError("the lexical verifier has no model; leave --model out or choose --verifier onnx or torch")
    return LexicalBackend()


@backends.register("torch")
def _torch(model: str | None, threads: int) -> Backend:
    from reasonscore.verify.torch import TorchBackend

    if model is None:
        raise ResourceError("the torch verifier needs --model: a Hugging Face name or a folder")
    return TorchBackend(model, threads=threads)
