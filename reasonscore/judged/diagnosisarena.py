r"""DiagnosisArena: rows with the judge's grades of a ranked list.

A grade is the number in `\boxed{...}`, in order of appearance; 2 is a hit, 1 (a broader category) is none. A row
without a grade, or with one that is no number, is an error row, where the published script stops. More or fewer than
five grades are reported: missing or extra ones shift the ranks.

Source: SPIRAL-MED/DiagnosisArena, code/open/metric.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, read_items

FORMAT = "diagnosisarena"
METRICS = ("DiagnosisArena@1", "DiagnosisArena@5")
LISTED = 5
_BOXED = re.compile(r"\\boxed\{([^{}]{0,40})\}")
_NUMBERED = re.compile(r"^[^\S\n]*(?:\*\*)?\d{1,2}[.)][^\S\n]*(.*\S)", re.MULTILINE)


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of an evaluated file, one a case."""
    return read_each(FORMAT, read_items(path), _rows)


def _rows(item: Item) -> Iterator[dict[str, Any]]:
    name, why = str(item.value.get("id", item.where)), ""
    grades = _grades(item.value)
    if not grades:
        why = "no grade in boxed form in 'response'"
    elif any(grade not in (0, 1, 2) for grade in grades):
        why = "a grade that is none of 0, 1, 2"
    if why:
        yield error_row(FORMAT, name, JudgedProblem(item.where, why), item.value)
    else:
        yield _row(name, item, [grade or 0 for grade in grades]).to_row()


def _row(name: str, item: Item, grades: list[int]) -> JudgedRow:
    value = item.value
    source = {key: entry for key, entry in value.items() if key not in ("response", "LLM Response")}
    row = JudgedRow(FORMAT, name, item.where, source, metrics=METRICS)
    if len(grades) != LISTED:
        row.note(f"{len(grades)} grades, expected {LISTED}; ranks may be shifted")
    response = str(value.get("LLM Response") or "")
    row.fields = {
        "response": response,
        "question": value.get("Case Information"),
        "judge_response": value.get("response"),
    }
    row.fields |= {"reference": {"answer": value.get("Final Diagnosis")}, "grades": grades[:LISTED]}
    row.trace["answers"] = [found.strip("* ") for found in _NUMBERED.findall(response)][:LISTED]
    return row


def _grades(value: Mapping[str, Any]) -> list[int | None]:
    found = _BOXED.findall(str(value.get("response") or ""))
    return [int(grade) if grade.strip().isdecimal() else None for grade in found]
