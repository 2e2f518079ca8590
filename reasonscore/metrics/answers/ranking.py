"""A ranked answer list against its gold answers: which rank found which, duplicates collapsed before ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from reasonscore.errors import InputError
from reasonscore.metrics.answer_match import match_answer
from reasonscore.metrics.answers.choice_accuracy import gold_letter
from reasonscore.metrics.answers.gold import gold_answers, gold_items, options_of
from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.metrics.row_field import as_number, field_at, list_at
from reasonscore.metrics.score import Score, absent
from reasonscore.metrics.verdict_counts import is_foreign

LARGEST_COMPARED = 30
"""Gold answers that are compared with each other; the pairs of a longer list would cost more than they tell."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranked list once its duplicates are gone.

    Args:
        found: For each rank the index of the gold answer that it finds first, None where it finds none.
        grades: The grade of each gold answer; names of one thing are one gold answer, with the largest of their grades.
        duplicates: Items that repeated an earlier one, as written or by naming a gold answer again.
    """

    found: tuple[int | None, ...]
    grades: tuple[float, ...]
    duplicates: int

    def hits(self, k: int | None = None) -> int:
        """Gold answers found within the first k ranks."""
        return sum(index is not None for index in self.found[:k])

    def first_hit(self, k: int | None = None) -> int | None:
        """The rank of the first hit, from 1."""
        return next((rank for rank, index in enumerate(self.found[:k], 1) if index is not None), None)


def rank_answers(answers: Sequence[str], gold: Sequence[str], grades: Sequence[float] = ()) -> Ranking:
    """The ranking of a list of answers.

    >>> rank_answers(["Gout", "gout.", "Asthma", "Pseudogout"], ["Pseudogout", "Gout"]).found
    (1, None, 0)
    >>> rank_answers(["MI"], ["myocardial infarction", "heart attack"])
    Ranking(found=(0,), grades=(1.0,), duplicates=0)
    """
    owner = same_answers(tuple(gold))
    seen: set[str] = set()
    found: list[int | None] = []
    duplicates = 0
    for answer in answers:
        key = normalise(answer)
        matches = [(match_answer(answer, item), index) for index, item in enumerate(gold)]
        hits = [(match.similarity, -owner[index]) for match, index in matches if match.matched]
        free = [hit for hit in hits if -hit[1] not in found]
        if key in seen or not key or (hits and not free):
            duplicates += bool(key)
            continue
        seen.add(key)
        found.append(-max(free)[1] if free else None)
    values: dict[int, float] = {}
    for index, own in enumerate(owner):
        grade = grades[index] if index < len(grades) else 1.0
        values[own] = max(grade, values.get(own, grade))
    return Ranking(tuple(found), tuple(values.values()), duplicates)


@lru_cache(maxsize=1024)
def same_answers(gold: tuple[str, ...]) -> tuple[int, ...]:
    """For each gold answer a number, from 0 in order, that those share which name one and the same thing.

    Whoever lists the names of one diagnosis asks for it once: else the best of lists would have a recall below 1.
    Names that are only alike, such as a disease and a form of it, stay apart: they may have grades of their own.

    >>> same_answers(("Heart attack", "Gout", "Myocardial infarction", "inferior myocardial infarction"))
    (0, 1, 0, 2)
    """
    owner: list[int] = []
    for index, item in enumerate(gold):
        earlier = range(index) if len(gold) <= LARGEST_COMPARED else ()
        found = ((match_answer(item, gold[other]), owner[other]) for other in earlier)
        same = next((own for match, own in found if match.matched and match.similarity == 1.0), None)
        owner.append(max(owner, default=-1) + 1 if same is None else same)
    return tuple(owner)


def ranked_list(row: Mapping[str, Any]) -> list[str]:
    """The ranked answers of a row: those of the trace, else its own `answers`, else the one final answer."""
    for path in ("trace.answers", "answers", "trace.answer"):
        if found := [item for item in list_at(row, path) or () if isinstance(item, str) and item.strip()]:
            return found
    return []


def read_list(row: Mapping[str, Any]) -> list[str] | Score:
    """The ranked answers of a row, or the score that says why there are none."""
    answers = ranked_list(row)
    # A refusal is read as the only answer; a list that has more in it, or something else, is one.
    if field_at(row, "trace.abstained") and answers in ([], [field_at(row, "trace.answer")]):
        return absent("abstained")
    return named_options(row, answers) or absent("no_answer")


def named_options(row: Mapping[str, Any], answers: Sequence[str]) -> list[str]:
    """The answers of a row with options, each that names one of them by its letter or text as the option's text.

    A gold letter and the text of its option are one answer, whichever of them the response says.

    >>> named_options({"options": {"A": "Gout", "B": "Lupus"}}, ["B", "(a) gout", "Measles"])
    ['Lupus', 'Gout', 'Measles']
    """
    options = options_of(row)
    letters = ((answer, gold_letter(answer, options) if options else None) for answer in answers)
    return [options[letter] if letter and options[letter].strip() else answer for answer, letter in letters]


def read_ranking(row: Mapping[str, Any], gold: Sequence[str] | None = None) -> Ranking | Score:
    """The ranking of a row, or the score that says why there is none."""
    wanted = named_options(row, gold_answers(row) if gold is None else gold)
    if not wanted:
        return absent("no_reference")
    if is_foreign(row):
        return absent("unsupported_language")
    answers = read_list(row)
    if isinstance(answers, Score):
        return answers
    ranking = rank_answers(answers, wanted, _grades(row) if gold is None else ())
    # An answer such as "A" is no word of its own, and nothing may be left of the list.
    return ranking if ranking.found else absent("no_answer")


def _grades(row: Mapping[str, Any]) -> list[float]:
    """The grades of `gold_answers`, place by place those of `reference.answer`: a blank answer takes its own along."""
    found = [as_number(item) for item in list_at(row, "reference.grades") or ()]
    items = gold_items(row)
    pairs = zip_longest(items, found[: len(items)])
    kept = [grade for item, grade in pairs if item]
    return [1.0 if grade is None else grade for grade in kept]


def check_cutoff(k: object) -> None:
    """Nothing, where the cutoff is None or a whole number of at least 1.

    Raises:
        InputError: Otherwise.
    """
    if k is not None and (isinstance(k, bool) or not isinstance(k, int) or k < 1):
        raise InputError(f"k is {k!r}, expected a whole number of at least 1")
