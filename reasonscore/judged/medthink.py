"""MedThink-Bench: expert points, alone or with the judge's word on each.

A point whose judgement could not be parsed stays without one (`covered` is null): MedThink voids the whole item then.
Without any judgement the rows carry the points as `reference.reasoning`, ready for `reasonscore score`.

Source: plusnli/MedThink-Bench, evaluator.py and main.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row, judged_reference
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, keyed_items, read_items

FORMAT = "medthink"
METRICS = ("ReasoningRecall",)
POINTS = ("Scoring_Points_expert", "Scoring_Points", "scoring_points", "key_points")
JUDGE = "llm-explain-with-reference"
_VERDICT = re.compile(r'"contains_key_point"\s*:\s*"?(true|false|yes|no)\b', re.IGNORECASE)


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a file of questions, one a question."""
    items = (item for found in read_items(path) for item in keyed_items(found))
    return read_each(FORMAT, items, lambda item: [_row(item)])


def _row(item: Item) -> dict[str, Any]:
    value = item.value
    name = str(next((value[key] for key in ("id", "Index", "index") if value.get(key) is not None), item.where))
    points = next((value[key] for key in POINTS if isinstance(value.get(key), list)), None)
    if points is None:
        return error_row(FORMAT, name, JudgedProblem(item.where, "no list Scoring_Points"), value)
    source = {key: entry for key, entry in value.items() if key not in (*POINTS, "answer", "prediction", "evaluation")}
    row = JudgedRow(FORMAT, name, item.where, source)
    row.fields["reference"] = {"answer": value.get("answer"), "reasoning": [str(point) for point in points]}
    written = ("predicted_rationale", "response", "prediction")
    response = next((value[key] for key in written if isinstance(value.get(key), str)), None)
    if response is not None:
        row.fields["response"] = response
    judged = _judgements(value, row.fields["reference"]["reasoning"], row)
    if judged is not None:
        row.metrics = METRICS
        row.references = [
            judged_reference(str(point), bool(found)) if found is not None else _unjudged(str(point))
            for point, found in zip(points, judged, strict=True)
        ]
    return row.to_row()


def _unjudged(point: str) -> dict[str, Any]:
    return {"text": point, "covered": None, "probability": 0.0, "claims": []}


def _judgements(value: Mapping[str, Any], points: list[str], row: JudgedRow) -> list[bool | None] | None:
    """What the judge said of each point; None where the item was not judged at all."""
    flags = next((value[key] for key in ("covered", "hits", "judgements") if isinstance(value.get(key), list)), None)
    if flags is None:
        if isinstance(value.get(f"{JUDGE}_rationale_score"), int | float):
            row.stored["ReasoningRecall"] = value[f"{JUDGE}_rationale_score"]
        details = value.get(f"{JUDGE}_rationale_eval_details")
        recalled = value.get("correct_rationale")
        if isinstance(recalled, list):
            flags = [point in recalled for point in points]
        elif isinstance(details, list):
            flags = [_flag(detail) for detail in details]
        else:
            return None
    count = len(points)
    found = [flag if isinstance(flag, bool) else None for flag in flags]
    if len(found) != count:
        row.note(f"{len(found)} judgements for {count} points; the rest is not judged")
    for index, flag in enumerate(found):
        if flag is None:
            row.note("a judgement that could not be read; not judged", f"point {index + 1}")
    return (found + [None] * count)[:count]


def _flag(detail: Any) -> bool | None:
    if not isinstance(detail, Mapping):
        return None
    if isinstance(detail.get("contains_key_point"), bool):
        return bool(detail["contains_key_point"])
    found = _VERDICT.search(str(detail.get("response_text") or ""))
    return found.group(1).lower() in ("true", "yes") if found else None
