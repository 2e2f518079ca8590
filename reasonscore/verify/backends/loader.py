"""Backends by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reasonscore.errors import ResourceError
from reasonscore.own_object import import_object, names_object
from reasonscore.registry import Registry
from reasonscore.verify.backend import Backend
from reasonscore.verify.backends.cache import CachedBackend
from reasonscore.verify.backends.own_backend import OwnBackend
from reasonscore.verify.backends.pair_store import StoredBackend


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
OURS = ("onnx", "torch", "lexical")

backends: Registry[BackendFactory] = Registry("verifier")
"""All backends by the name that is written on the command line; plugins join by entry points."""


def load_backend(name: str, choice: BackendChoice | None = None, pair_cache: str | None = None) -> CachedBackend:
    """The backend of that name, with a memory of judged pairs around it.

    Args:
        name: `onnx`, `torch` or `lexical`; one that a plugin brings; or `module:name` of your own.
        choice: Its model, threads, device and precision.
        pair_cache: File that keeps judged pairs for later runs and other processes.

    Raises:
        UnknownNameError: Where there is no such backend.
        ResourceError: Where the model or the file is missing, damaged or does not fit the backend, or your own is none.
        MissingExtraError: Where the backend's packages are not installed.
    """
    choice = choice or BackendChoice()
    if name in ("onnx", "lexical") and (choice.device, choice.dtype) != ("cpu", "float32"):
        raise ResourceError(
            f"the {name} verifier runs on the CPU in its own precision; --device and --dtype need torch"
        )
    backend = backends[name](choice) if name in OURS else _own(name, choice)
    return CachedBackend(StoredBackend(backend, Path(pair_cache)) if pair_cache else backend)


def _own(name: str, choice: BackendChoice) -> OwnBackend:
    """The backend of somebody else's code: of a plugin, or by `module:name`."""
    if names_object(name) and name not in backends:
        made = import_object("verifier", name, "a backend or a function that makes one")
    else:
        made = backends[name]
    if isinstance(made, Backend) and not isinstance(made, type):
        return OwnBackend(name, made)
    if not callable(made):
        raise ResourceError(f"verifier '{name}': found {type(made).__name__}, expected a backend or what makes one")
    return OwnBackend(name, made(choice))


@backends.register("onnx")
def _onnx(choice: BackendChoice) -> Backend:
    from reasonscore.verify.backends.onnx import OnnxBackend

    if choice.model is not None and not Path(choice.model).is_dir():
        raise ResourceError(
            f"--model {choice.model} is not a folder; the onnx verifier takes one made by training/export.py"
        )
    return OnnxBackend(Path(choice.model) if choice.model else None, choice.threads)


@backends.register("lexical")
def _lexical(choice: BackendChoice) -> Backend:
    from reasonscore.verify.backends.lexical import LexicalBackend

    if choice.model is not None:
        raise ResourceError("the lexical verifier has no model; leave --model out or choose --verifier onnx or torch")
    return LexicalBackend()


@backends.register("torch")
def _torch(choice: BackendChoice) -> Backend:
    from reasonscore.verify.backends.torch import TorchBackend

    if choice.model is None:
        raise ResourceError("the torch verifier needs --model: a Hugging Face name or a folder")
    return TorchBackend(choice.model, choice.device, choice.dtype, choice.threads)
