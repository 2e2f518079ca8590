"""ChestX-Reasoner: judged results, recomputed from the judge's lists.

The judge's lists hold findings of the reference or of the prediction; each is paired with the finding that it names,
the most similar one first, and none is counted twice, so that no part exceeds 1. Its counts are only compared: where
they disagree with the lists, where a list names more than there is, or where an empty prediction got findings, the row
says so. Where an answer of the judge lacks a key, the part that needs it has the status error and the others stand.

Source: MAGIC-AI4Med/ChestX-Reasoner, eval/reasoning_eval.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, judged_claim, judged_reference, judged_step
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, read_items

FORMAT = "chestx"
METRICS = ("RadRFactuality", "RadRCompleteness", "RadREffectiveness", "RadRScore")
FINDINGS = ("key_conclusion", "key_conclusions")
"""Both spellings of the list of findings in the judge's answers."""

JUDGED = ("gt_key_finding", "pred_key_finding", "recall_res", "precision_res", "efficiency")
PARAPHRASED = 60.0
"""Similarity (0 to 100) below which a judged finding is reported as none of those it was chosen from."""


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a results file, one an item."""
    return read_each(FORMAT, read_items(path), lambda item: [_row(item).to_row()])


def _row(item: Item) -> JudgedRow:
    value = item.value
    item_id = str(value.get("item_id", value.get("id", item.where)))
    source = {
        key: entry for key, entry in value.items() if key not in (*JUDGED, "reason_steps", "pred", "original_report")
    }
    broken = _unreadable(value)
    row = JudgedRow(FORMAT, item_id, item.where, source, metrics=[name for name in METRICS if name not in broken])
    report = value.get("original_report")
    row.fields = {"response": value.get("pred") or "", "evidence": [report] if isinstance(report, str) else []}
    row.fields["judged_source"] = {key: value[key] for key in JUDGED if key in value}
    row.fields["reference"] = {"answer": value.get("answer"), "reasoning": value.get("reason_steps")}
    row.fields["scores"] = {
        name: {"value": None, "status": "error", "numerator": None, "denominator": None} for name in broken
    }
    for why in dict.fromkeys(why for why in broken.values() if why):
        row.note(why)
    if "RadRFactuality" not in broken:
        predicted = _findings(value["pred_key_finding"]) or []
        correct = _marked(row, predicted, value["precision_res"], "correct_steps", "correct_count", "precision_res")
        for index, text in enumerate(predicted):
            row.claims.append(judged_claim(index, text, "supported" if index in correct else "unverifiable"))
        if predicted and not row.fields["response"].strip():
            row.note(f"{len(predicted)} findings of an empty prediction, {len(correct)} of them judged correct", "pred")
    if "RadRCompleteness" not in broken:
        gold = _findings(value["gt_key_finding"]) or []
        recalled = _marked(row, gold, value["recall_res"], "recalled_findings", "recalled_count", "recall_res")
        row.references = [judged_reference(text, index in recalled) for index, text in enumerate(gold)]
    if "RadREffectiveness" not in broken:
        _add_steps(row, value["efficiency"])
    return row


def _unreadable(value: Mapping[str, Any]) -> dict[str, str]:
    """The metrics that cannot be computed, with the reason."""
    parts = {
        "RadRFactuality": ("pred_key_finding", "precision_res", "correct_steps"),
        "RadRCompleteness": ("gt_key_finding", "recall_res", "recalled_findings"),
    }
    found = {}
    for metric, (findings, judged, key) in parts.items():
        if not isinstance(value.get(findings), Mapping) or _findings(value[findings]) is None:
            found[metric] = f"{findings} has no list of findings"
        elif not isinstance(value.get(judged), Mapping) or not isinstance(value[judged].get(key), list):
            found[metric] = f"{judged} has no list {key}"
    steps = value.get("efficiency")
    count = steps.get("ineffective_count") if isinstance(steps, Mapping) else None
    if not isinstance(steps, Mapping) or not isinstance(steps.get("effective_steps"), list):
        found["RadREffectiveness"] = "efficiency has no list effective_steps"
    elif isinstance(count, bool) or not isinstance(count, int):
        found["RadREffectiveness"] = "efficiency has no number ineffective_count"
    return found | ({"RadRScore": ""} if found else {})


def _findings(part: Mapping[str, Any]) -> list[str] | None:
    found = next((part[key] for key in FINDINGS if isinstance(part.get(key), list)), None)
    return None if found is None else [_text(entry) for entry in found]


def _text(entry: Any) -> str:
    if isinstance(entry, Mapping):
        parts = [str(entry[key]) for key in ("observation", "status") if entry.get(key)]
        return ": ".join(parts) or str(dict(entry))
    return str(entry)


def _marked(
    row: JudgedRow, findings: Sequence[str], judged: Mapping[str, Any], key: str, count: str, part: str
) -> set[int]:
    """The findings that the judge's list names, each entry of it paired with one finding."""
    from rapidfuzz.fuzz import token_sort_ratio

    named = [_text(entry) for entry in judged[key]]
    if count in judged and judged[count] != len(named):
        row.note(f"the count {judged[count]} disagrees with its list of {len(named)}", part)
    if len(named) > len(findings):
        row.note(f"{len(named)} named out of {len(findings)}; counted as {len(findings)}", part)
    pairs = [
        (-_similarity(finding, entry, token_sort_ratio), place, index)
        for place, entry in enumerate(named)
        for index, finding in enumerate(findings)
    ]
    placed: dict[int, int] = {}
    for distance, place, index in sorted(pairs):
        if place not in placed and index not in placed.values():
            placed[place] = index
            if -distance < PARAPHRASED:
                row.note("a named finding is not among those it was chosen from; paired with the nearest", part)
    return set(placed.values())


def _similarity(finding: str, entry: str, measure: Any) -> float:
    one, two = finding.casefold(), entry.casefold()
    # A bare observation names its finding although the status is left out.
    return 100.0 if one == two else 99.0 if one.startswith(f"{two}: ") else float(measure(one, two)) * 0.98


def _add_steps(row: JudgedRow, judged: Mapping[str, Any]) -> None:
    effective, count = judged["effective_steps"], judged.get("effective_count")
    if count is not None and count != len(effective):
        row.note(f"the count {count} disagrees with its list of {len(effective)}", "efficiency")
    ineffective = judged["ineffective_count"]
    if ineffective < 0:
        row.note(f"{ineffective} ineffective steps; counted as 0", "efficiency")
    row.steps = [judged_step(_text(step), None, effective=True) for step in effective]
    # The judge only counts these; their words are not in the file.
    row.steps += [judged_step("", None, effective=False) for _ in range(max(ineffective, 0))]
