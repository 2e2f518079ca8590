"""SAFE: records with checked statements, and run files that hold one or two of them a prompt.

Not Supported becomes `unverifiable`; Irrelevant statements keep their place with the flag `irrelevant` and without a
verdict, so that they leave precision and recall.

Source: google-deepmind/long-form-factuality, eval/safe/search_augmented_factuality_eval.py and eval/run_eval.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row, judged_claim
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, read_items
from reasonscore.verify.verdict import Label

FORMAT = "safe"
METRICS = ("SAFEF1@K", "Factuality")
LABELS: dict[str, Label] = {
    "supported": "supported",
    "not supported": "unverifiable",
    # Later forks of SAFE judge three ways.
    "contradicted": "contradicted",
    "unverifiable": "unverifiable",
}
SIDES = ("side1", "side2")


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a SAFE file, one a judged response."""
    return read_each(FORMAT, _prompts(path), _sides)


def _prompts(path: Path) -> Iterator[Item]:
    for item in read_items(path):
        prompts = item.value.get("per_prompt_data") if isinstance(item.value, Mapping) else None
        if not isinstance(prompts, list):
            yield item
        for index, entry in enumerate(prompts if isinstance(prompts, list) else ()):
            yield Item(f"{item.where} per_prompt_data[{index}]", str(index), entry)


def _sides(item: Item) -> Iterator[dict[str, Any]]:
    value = item.value
    parts = {side: value.get(f"{side}_posthoc_eval_data") for side in SIDES}
    judged: dict[str, Mapping[str, Any]] = {side: part for side, part in parts.items() if isinstance(part, Mapping)}
    if "checked_statements" in value:
        judged = {"": value}
    if not judged:
        why = "found no checked statements, expected checked_statements or side1_posthoc_eval_data"
        yield error_row(FORMAT, item.key or item.where, JudgedProblem(item.where, why), value)
    for side, entry in judged.items():
        name = str(value.get("id", item.key or item.where))
        row_id = f"{name}:{side}" if len(judged) > 1 else name
        row = JudgedRow(FORMAT, row_id, item.where, metrics=METRICS)
        row.fields = {"question": entry.get("prompt") or value.get("prompt")}
        row.fields["response"] = entry.get("response") or value.get(f"{side}_response") or ""
        _add_statements(row, entry)
        yield row.to_row()


def _add_statements(row: JudgedRow, entry: Mapping[str, Any]) -> None:
    counts: dict[str, int] = {}
    for index, statement in enumerate(entry.get("checked_statements") or ()):
        if not isinstance(statement, Mapping):
            row.note("no object", f"checked_statements[{index}]")
            continue
        text = str(statement.get("self_contained_atomic_fact") or statement.get("atomic_fact") or "")
        word = str(statement.get("annotation") or "").strip().lower()
        flags = ["irrelevant"] if word == "irrelevant" else []
        label = LABELS.get(word)
        if label is None and not flags:
            row.note("an annotation that is no label; not judged", f"checked_statements[{index}]")
        counts[word] = counts.get(word, 0) + 1
        more = {key: statement[key] for key in ("sentence", "atomic_fact") if key in statement}
        failed = label is None and not flags
        row.claims.append(judged_claim(len(row.claims), text, label, error=failed, flags=flags, **more))
    for word in ("supported", "not supported", "irrelevant"):
        stored = next((entry[key] for key in entry if str(key).lower() == word), None)
        if isinstance(stored, int) and stored != counts.get(word, 0):
            row.note(f"stored count of '{word}' {stored}, {counts.get(word, 0)} in the list")
