"""How resampling may be asked for: by which seed, how often, for which confidence."""

from __future__ import annotations

from reasonscore.errors import ReasonScoreError


def require_resampling(seed: int, resamples: int, confidence: float) -> None:
    """Refuse what no interval can be made with.

    Raises:
        ReasonScoreError: With what was found and what is possible.

    >>> require_resampling(seed=-1, resamples=100, confidence=0.95)
    Traceback (most recent call last):
    reasonscore.errors.ReasonScoreError: found seed -1, expected at least 0
    """
    if seed < 0:
        raise ReasonScoreError(f"found seed {seed}, expected at least 0")
    if resamples < 1 or not 0.0 < confidence < 1.0:
        raise ReasonScoreError(
            f"found resamples {resamples} and confidence {confidence}, expected at least 1 resample and a "
            "confidence between 0 and 1, for example 0.95"
        )
