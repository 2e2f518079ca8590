"""What is only said out of courtesy: "keep the wound dry, and please don't hesitate to call"."""

from __future__ import annotations

import re

_COURTESY = re.compile(
    r"(?:please\s(?:do\s)?)?(?:(?:don't|do not|never) hesitate|feel free|let (?:me|us) know|reach out to (?:me|us)|"
    r"keep (?:me|us) (?:posted|updated)|(?:i\s)?hope (?:that )?(?:you|he|she|this|it)|(?:best of|good) luck|"
    r"take care)\b",
    re.I,
)


def is_courtesy(text: str, at: int) -> bool:
    """True where a clause that begins at a place asks to write back, or wishes well.

    >>> is_courtesy("and please feel free to ask", 4)
    True
    """
    return _COURTESY.match(text, at) is not None
