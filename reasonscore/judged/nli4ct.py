"""NLI4CT: predictions against the gold statements of 2023 and 2024.

Predictions map an id to `{"Prediction": ...}` with, for 2023's second task, evidence line indices. Every gold statement
gives a row; without a prediction, or with one that is no label, its prediction is null. An index that stands twice in a
prediction counts twice, as in the task's script.

Source: ai-systems/nli4ct and ai-systems/Task-2-SemEval-2024, evaluation scripts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.errors import ReasonScoreError
from reasonscore.judged.judged_row import JudgedRow, error_row
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.source import read_text

FORMAT = "nli4ct"
METRICS = ("NLI4CT",)
LABELS = ("Entailment", "Contradiction")
SIDES = {"primary_evidence": "Primary_evidence_index", "secondary_evidence": "Secondary_evidence_index"}


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a prediction file, one a gold statement.

    Raises:
        ReasonScoreError: Without a gold file, or where a file is no JSON object.
    """
    if reference is None:
        raise ReasonScoreError("nli4ct needs the gold statements: --reference with the task's JSON")
    predicted, gold = _load(path), _load(reference)
    for name, entry in gold.items():
        where = f"{reference.name}.{name}"
        if not isinstance(entry, Mapping) or str(entry.get("Label")) not in LABELS:
            why = f"no object with Label, one of {', '.join(LABELS)}"
            yield error_row(FORMAT, name, JudgedProblem(where, why), entry)
        else:
            yield _row(name, entry, where, gold, predicted).to_row()
    for name in predicted:
        if name not in gold:
            why = "a prediction for a statement that the gold file does not have"
            yield error_row(FORMAT, name, JudgedProblem(f"{path.name}.{name}", why), predicted[name])


def _row(
    name: str, entry: Mapping[str, Any], where: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]
) -> JudgedRow:
    kept = {
        key: entry[key] for key in ("Type", "Section_id", "Primary_id", "Secondary_id", "Intervention") if key in entry
    }
    row = JudgedRow(FORMAT, name, where, kept, metrics=METRICS)
    label = _label(predicted.get(name))
    row.fields = {"response": entry.get("Statement") or ""}
    row.fields["reference"] = {"label": entry["Label"]} | _evidence(entry)
    row.fields["prediction"] = {"label": label} | _evidence(predicted[name]) if label else None
    if label is None:
        row.note("no prediction" if name not in predicted else "a prediction that is no label; counts as missing")
    causal = entry.get("Causal_type")
    if isinstance(causal, list) and len(causal) == 2 and isinstance(causal[1], str):
        row.fields["causal_type"] = causal
        if causal[1] not in gold:
            row.note("its original statement is not in the gold file; no faithfulness, no consistency")
    return row


def _label(entry: Any) -> str | None:
    found = entry.get("Prediction") if isinstance(entry, Mapping) else entry
    return found if isinstance(found, str) and found in LABELS else None


def _evidence(entry: Any) -> dict[str, list[int]]:
    found = {}
    for side, key in SIDES.items():
        indices = entry.get(key) if isinstance(entry, Mapping) else None
        if isinstance(indices, list):
            found[side] = [index for index in indices if isinstance(index, int)]
    return found


def _load(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise ReasonScoreError(f"{path} is not valid JSON: {type(error).__name__}") from error
    if not isinstance(content, dict):
        raise ReasonScoreError(f"{path} holds no JSON object, expected statements by id")
    return content
