"""MedCalc-Bench: model outputs, judged anew by the rule of each calculator.

The stored `Result` is compared with the rule's outcome. Rows without a model answer (the question files) have no answer
and no score.

Source: ncbi-nlp/MedCalc-Bench, evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, read_items

FORMAT = "medcalc"
METRICS = ("MedCalcAccuracy",)
KEPT = ("Row Number", "Calculator Name", "Category", "Output Type", "Note ID", "Note Type", "LLM Explanation")
NEEDED = ("Calculator ID", "Ground Truth Answer")


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of an output file, one a question."""
    return read_each(FORMAT, read_items(path), _rows)


def _rows(item: Item) -> Iterator[dict[str, Any]]:
    name = str(item.value.get("Row Number", item.value.get("id", item.where)))
    why = "; ".join(f"no '{key}'" for key in NEEDED if item.value.get(key) in (None, ""))
    if not why and _whole(item.value["Calculator ID"]) is None:
        why = "'Calculator ID' is no whole number"
    if why:
        yield error_row(FORMAT, name, JudgedProblem(item.where, why), item.value)
    else:
        yield _row(name, item).to_row()


def _row(name: str, item: Item) -> JudgedRow:
    value: Mapping[str, Any] = item.value
    row = JudgedRow(FORMAT, name, item.where, {key: value[key] for key in KEPT if key in value}, metrics=METRICS)
    parts = [str(value[key]) for key in ("Patient Note", "Question") if value.get(key)]
    gold = {"calculator_id": _whole(value["Calculator ID"]), "answer": value["Ground Truth Answer"]}
    gold |= {"lower_limit": value.get("Lower Limit"), "upper_limit": value.get("Upper Limit")}
    row.fields = {"question": "\n\n".join(parts), "reference": gold}
    answer = value.get("LLM Answer")
    row.trace["answer"] = None if answer is None else str(answer)
    result = str(value.get("Result") or "").strip().lower()
    if result in ("correct", "incorrect"):
        row.stored["MedCalcAccuracy"] = float(result == "correct")
    return row


def _whole(value: Any) -> int | None:
    try:
        return int(str(value).strip())
    except ValueError:
        return None
