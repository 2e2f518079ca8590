"""ChoiceAccuracy: whether the chosen option of a multiple-choice question is the right one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.answers.gold import gold_answers, options_of
from reasonscore.metrics.catalogue import register
from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio

_HEAD = re.compile(
    r"(?:the )?(?:(?:correct|right|best) )?(?:answer|option|choice)\b(?: is\b)?(?: option\b)?\s*[:-]?", re.IGNORECASE
)
_WRAPPING = "()[].: \t\n"


def gold_letter(gold: str, options: Mapping[str, str]) -> str | None:
    """The letter of the option that a gold answer means: the letter, `Option B`, `B. text`, or the option's text.

    >>> gold_letter("(b)", {"A": "Aspirin", "B": "Heparin"}), gold_letter("heparin.", {"A": "Aspirin", "B": "Heparin"})
    ('B', 'B')
    >>> gold_letter("Option B", {"A": "Aspirin", "B": "Heparin"})
    'B'
    """
    found = _letter(gold, options)
    # What an option says goes before how a letter is announced: a text may well be "Option B".
    return _letter(_announced(gold), options) if found is None else found


def _letter(gold: str, options: Mapping[str, str]) -> str | None:
    letters = {letter.strip().upper(): letter for letter in options}
    bare = gold.strip(_WRAPPING).upper()
    if bare in letters:
        return letters[bare]
    texts = {normal: letter for letter, text in options.items() if (normal := normalise(text))}
    if (letter := texts.get(normalise(gold))) is not None:
        return letter
    head, mark, rest = gold.strip().lstrip("([").partition(gold.strip().lstrip("([")[1:2] or " ")
    if mark in set(".):]") and head.upper() in letters and (not rest.strip() or normalise(rest) in texts):
        return letters[head.upper()]
    return None


def _announced(gold: str) -> str:
    """What follows `Option` and the like; the gold answer itself where nothing announces it."""
    bare = gold.strip().lstrip("([")
    found = _HEAD.match(bare)
    return bare[found.end() :].strip() if found else bare


def _bare_letters(choice: str | None, gold: Sequence[str]) -> dict[str, str]:
    """The choice and the gold answers that are single letters, as options without texts."""
    found = [(choice or "").strip(), *(_announced(answer).strip(_WRAPPING) for answer in gold)]
    return {letter.upper(): "" for letter in found if len(letter) == 1}


def choice_accuracy(choice: str, gold: Sequence[str], options: Mapping[str, str]) -> bool | None:
    """Whether the chosen letter is one of the gold ones; None where no gold answer names an option."""
    letters = [letter for answer in gold if (letter := gold_letter(answer, options)) is not None]
    if not letters:
        return None
    return choice.strip().upper() in {letter.strip().upper() for letter in letters}


@register
@dataclass(frozen=True, slots=True, repr=False)
class ChoiceAccuracy(RowMetric):
    """Whether the option that the response chose is the right one.

    The choice is `trace.choice`; the gold answer (`reference.answer`) may be the letter, alone or as in
    `Option B`, the option's text, or both.
    Several gold answers are all right ones.
    """

    name: ClassVar[str] = "ChoiceAccuracy"
    id: ClassVar[str] = "metrics.choice_accuracy.v1"
    formula: ClassVar[str] = "1 if the chosen letter is that of the gold option, else 0"
    empty: ClassVar[str] = "no value: no_reference (or one that names no option), no_answer, abstained"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one verified row."""
        gold = gold_answers(row)
        trace = row.get("trace") or {}
        choice = trace.get("choice")
        options = options_of(row) or _bare_letters(choice, gold)
        if not gold:
            return absent("no_reference")
        if not choice:
            return absent("abstained" if trace.get("abstained") else "no_answer")
        right = choice_accuracy(choice, gold, options)
        return absent("no_reference", choice=choice) if right is None else ratio(int(right), 1, choice=choice)
