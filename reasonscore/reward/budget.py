"""A budget: how much of one sample is read and judged, and for how long."""

from __future__ import annotations

from dataclasses import dataclass, fields

from reasonscore.errors import InputError


@dataclass(frozen=True, slots=True)
class Budget:
    """What one sample may cost. Characters and claims bound the work, and so the time, whatever the clock says.

    Nothing that is cut can pay: a response over its characters is closed by the gate of every preset, and a claim over
    the limit counts like a contradicted one, so that neither can hide what it says behind padding.

    Args:
        characters: Of a response; one that is longer is not read.
        claims: Of a response that are judged, in order.
        gold_characters: Of the evidence, and of the other fields of a sample, each.
        seconds: For a batch, times its samples; what is not judged by then is left, and flagged `timed_out`.

    >>> Budget(claims=0)
    Traceback (most recent call last):
    reasonscore.errors.InputError: field 'claims': found 0, expected a number above 0
    """

    characters: int = 40_000
    claims: int = 96
    gold_characters: int = 200_000
    seconds: float = 20.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
                raise InputError(f"found {value!r}, expected a number above 0", field=field.name)
