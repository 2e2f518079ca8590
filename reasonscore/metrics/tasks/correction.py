"""An error correction of MEDEC or MedRECT: the flag, the sentence and the corrected text, read from both sides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reasonscore.metrics.row_field import as_flag, as_number
from reasonscore.metrics.score import Score, absent

_LINE = re.compile(r"^(\S+)\s+([01])\s+(-?\d+)\s+(.+)$", re.DOTALL)
UNREADABLE = -1_000_000
"""The index of a sentence that was not given or is no whole number: it equals no other."""

_NONE = frozenset(["", "na", "n/a", "none", "null"])


@dataclass(frozen=True, slots=True)
class Correction:
    """What one side says of a text.

    Args:
        flag: Whether it holds an error; None where that could not be read.
        sentence: Index of the wrong sentence; None for the index that means "no error".
        text: The corrected sentence; None for NA.
    """

    flag: bool | None
    sentence: int | None = None
    text: str | None = None


def read_correction(value: object, no_error: int = -1, correct_is_na: bool = False) -> Correction:
    """A correction from an object (`flag`, `sentence_id`, `correction`) or from a submission line.

    A line is `text-id flag sentence-id correction`; flag 0 forces NA for the correction, and quotes around it are
    dropped. The index counts as it is written, whatever the flag says; only where it is left out does the flag say
    whether there is one. What cannot be read has the flag None, or an index that no sentence has: both are wrong.

    Args:
        value: The object or line.
        no_error: The sentence id that means that there is no error: -1 in MEDEC, 0 in MedRECT.
        correct_is_na: Whether a correction that contains the word CORRECT is NA, as in MedRECT.

    >>> read_correction("ms-1 1 5 'Culture shows yeast.'")
    Correction(flag=True, sentence=5, text='Culture shows yeast.')
    >>> read_correction("ms-1 0 -1 NA")
    Correction(flag=False, sentence=None, text=None)
    """
    if isinstance(value, str):
        match = _LINE.match(value.strip())
        value = {"flag": match[2], "sentence_id": match[3], "correction": match[4]} if match else None
    if not isinstance(value, Mapping):
        return Correction(None)
    flag = as_flag(value.get("flag"))
    if flag is None:
        return Correction(None)
    text = str(value.get("correction") or "").strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].strip()
    if not flag or text.casefold() in _NONE or (correct_is_na and "CORRECT" in text):
        text = ""
    return Correction(flag, _sentence(value.get("sentence_id"), flag, no_error), text or None)


def _sentence(value: object, flag: bool, no_error: int) -> int | None:
    if value is None or value == "":
        return UNREADABLE if flag else None
    number = as_number(value)
    if number is None or number != int(number):
        return UNREADABLE
    return None if int(number) == no_error else int(number)


def read_pair(row: Mapping[str, Any], base: int = 0) -> tuple[Correction, Correction] | Score:
    """What the reference and the prediction of a row say; sentences count from `base` (0 MEDEC, 1 MedRECT)."""
    no_error, lenient = (-1, False) if base == 0 else (0, True)
    reference = read_correction(row.get("reference"), no_error, lenient)
    if reference.flag is None:
        return absent("no_reference")
    return reference, read_correction(row.get("prediction"), no_error, lenient)
