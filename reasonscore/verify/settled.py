"""Settled conflicts: what one part of a passage says otherwise than the claim, while another part says it.

A report gives a pressure before and after surgery, and two lymph nodes with a size each: that one of them is not the
claim's is no contradiction where the other one is.
"""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.verify.verdict import Check, silent
from reasonscore.verify.window import Window

_SEVERAL = ("quantity", "direction", "laterality")
"""Checks of what a passage may say more than once, each time of another day, place or thing."""


def settle(windows: Sequence[Window], checks: Sequence[Sequence[Check]]) -> list[list[Check]]:
    """The checks of each window, silent where they contradict what the same check finds elsewhere in the passage.

    Args:
        windows: What a claim was compared with.
        checks: What was found in each.
    """
    agreed = {
        (window.index, check.name)
        for window, found in zip(windows, checks, strict=True)
        for check in found
        if check.outcome == "agree" and check.name in _SEVERAL
    }
    return [
        [
            silent(check.name) if _speaks_against(check) and (window.index, check.name) in agreed else check
            for check in found
        ]
        for window, found in zip(windows, checks, strict=True)
    ]


def _speaks_against(check: Check) -> bool:
    return check.outcome == "conflict" and check.weight == "contradicts"
