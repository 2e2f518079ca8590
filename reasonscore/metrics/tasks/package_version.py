"""The version of an installed package, for scores that depend on it."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version


@cache
def package_version(name: str) -> str:
    """Name and version of an installed package: `sacrebleu-2.4.0`."""
    return f"{name}-{version(name)}"
