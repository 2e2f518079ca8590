"""MedR-Bench: per-case results of its reasoning, accuracy and examination judges.

Both spellings of the misspelt keys are read (`factulity`, `info_requried`). One-turn runs nest a result for asking and
one for diagnosing: each is a row. In sub-folders, which hold one model each, the folder becomes part of the id. A
category that is none of the four is redundancy, as in the paper's parser.

Source: MAGIC-AI4Med/MedRBench, src/Evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row, judged_reference, judged_step
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, keyed_items, read_items

FORMAT = "medrbench"
REASONING = ("ReasoningEfficiency", "ReasoningFactuality", "ReasoningCompleteness")
EXAM = ("ExamPrecision", "ExamRecall")
CATEGORIES = ("citation", "repetition", "reasoning", "redundancy")
STAGES = ("ask_info", "make_diagnosis")
JUDGED = ("reasoning_eval", "gt_reasoning_eval", "accuracy", "evaluation")


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a results folder or file, one a case (two for one-turn runs)."""
    return read_each(FORMAT, _cases(path), _rows)


def _cases(path: Path) -> Iterator[Item]:
    for item in read_items(path):
        whole = isinstance(item.value, Mapping) and any(key in item.value for key in (*JUDGED, *STAGES, "id"))
        yield from [item] if whole else keyed_items(item)


def _rows(item: Item) -> Iterator[dict[str, Any]]:
    value = item.value
    folder = PurePosixPath(item.where).parent.as_posix()
    name = str(value.get("id") or item.key or item.where)
    name = name if folder == "." else f"{folder}/{name}"
    stages = {stage: value[stage] for stage in STAGES if isinstance(value.get(stage), Mapping)}
    parts = {f"{name}:{stage}": (stage, {**value, **part}) for stage, part in stages.items()} or {name: ("", value)}
    for row_id, (stage, part) in parts.items():
        where = f"{item.where} {stage}".rstrip()
        if not any(key in part for key in JUDGED):
            yield error_row(FORMAT, row_id, JudgedProblem(where, f"found none of {', '.join(JUDGED)}"), value)
            continue
        row = JudgedRow(FORMAT, row_id, where)
        row.source = {key: entry for key, entry in part.items() if key not in (*JUDGED, *STAGES, "results")}
        row.fields = _fields(part) | ({"stage": stage} if stage else {})
        if "reasoning_eval" in part or "gt_reasoning_eval" in part:
            _add_reasoning(row, part)
        if "accuracy" in part:
            _add_accuracy(row, part["accuracy"])
        if isinstance(part.get("evaluation"), Mapping):
            _add_exam(row, part["evaluation"])
        yield row.to_row()


def _fields(part: Mapping[str, Any]) -> dict[str, Any]:
    case = part.get("generate_case") if isinstance(part.get("generate_case"), Mapping) else {}
    results = part.get("results")
    content = results.get("content") if isinstance(results, Mapping) else results
    fields: dict[str, Any] = {"question": case.get("case_summary")} if case and case.get("case_summary") else {}
    if isinstance(content, str):
        fields["response"] = content
    answer = (case or {}).get("diagnosis_results") or (case or {}).get("treatment_plan_results")
    return fields | ({"reference": {"answer": answer}} if isinstance(answer, str) else {})


def _add_reasoning(row: JudgedRow, part: Mapping[str, Any]) -> None:
    row.metrics = (*row.metrics, *REASONING)
    response = row.fields.get("response")
    for index, step in enumerate(_list(row, part, "reasoning_eval")):
        category = str(step.get("efficiency", "")).strip().lower()
        if category not in CATEGORIES:
            row.note("a category that is none of the four; taken as redundancy", f"reasoning_eval[{index}]")
            category = "redundancy"
        factual = step.get("factulity", step.get("factuality"))
        if category == "reasoning" and not isinstance(factual, bool):
            row.note("a reasoning step without a verdict; not factual", f"reasoning_eval[{index}]")
            factual = False
        factual = factual if isinstance(factual, bool) else None
        more = {"judgment_path": step["judgment_path"]} if step.get("judgment_path") else {}
        row.steps.append(judged_step(str(step.get("step", "")), category, response, factual=factual, **more))
    for index, step in enumerate(_list(row, part, "gt_reasoning_eval")):
        hit = step.get("hit")
        if not isinstance(hit, bool):
            row.note("a reference step without a verdict; not covered", f"gt_reasoning_eval[{index}]")
        row.references.append(judged_reference(str(step.get("step", "")), hit is True))
    keys = (("efficiency",), ("factulity", "factuality"), ("recall", "completeness"))
    for metric, names in zip(REASONING, keys, strict=True):
        stored = next((part[name] for name in names if name in part), None)
        if stored is not None:
            row.stored[metric] = stored
    row.source = {
        key: entry for key, entry in row.source.items() if key not in {name for names in keys for name in names}
    }


def _add_accuracy(row: JudgedRow, accuracy: Any) -> None:
    if not isinstance(accuracy, bool):
        row.note("no boolean; no accuracy", "accuracy")
        return
    value = float(accuracy)
    score = {"value": value, "status": "scored", "numerator": value, "denominator": 1, "matched_by": "judge"}
    row.fields["scores"] = {"AnswerAccuracy": score}


def _add_exam(row: JudgedRow, evaluation: Mapping[str, Any]) -> None:
    row.metrics = (*row.metrics, *EXAM)
    exam = {}
    for side, key in (("predicted", "infer_info_split"), ("reference", "gt_info_split")):
        exam[side] = [
            {
                "type": entry.get("type"),
                "test_name": entry.get("test_name"),
                "info_required": entry.get("info_required", entry.get("info_requried")),
                "covered": entry.get("hit") is True,
            }
            for entry in _list(row, evaluation, key)
        ]
    row.fields["exams"] = exam
    stored = ((EXAM[0], "precision"), (EXAM[1], "recall"))
    row.stored |= {metric: evaluation[key] for metric, key in stored if key in evaluation}


def _list(row: JudgedRow, part: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = part.get(key)
    if not isinstance(found, list):
        row.note("missing, expected a list", key)
        return []
    kept = [entry for entry in found if isinstance(entry, Mapping)]
    if len(kept) < len(found):
        row.note(f"{len(found) - len(kept)} entries are no objects; left out", key)
    return kept
