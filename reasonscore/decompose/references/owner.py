"""Whose something is: "the virus" becomes "the virus's"."""

from __future__ import annotations


def owner(base: str | None) -> str | None:
    """The possessive of a thing or a person; None of nothing.

    >>> owner("hormone levels"), owner("the virus")
    ("hormone levels'", "the virus's")
    """
    if base is None:
        return None
    return base + ("'" if base.endswith("s") and base[0].islower() and not base.endswith(("us", "is", "ss")) else "'s")
