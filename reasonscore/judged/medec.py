"""MEDEC / MEDIQA-CORR: submission lines against the reference texts.

A line is `text-id flag sentence-id correction`. As in the published script, flag 0 forces NA and quotes around a
correction are dropped. Every reference text gives a row: without a usable line its prediction is null, which counts as
wrong. Lines that cannot be read and lines for unknown texts are reported; of several lines for one text the last one
counts. Flags written as 1.0 (a CSV with blank rows makes them so) are read as 1.

Source: abachaa/MEDIQA-CORR-2024, evaluation scripts 1 and 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.errors import ReasonScoreError
from reasonscore.judged.judged_row import JudgedRow, error_row
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.source import expect_object, read_items, read_text

FORMAT = "medec"
METRICS = ("ErrorFlagAccuracy", "ErrorSentenceAccuracy", "CorrectionComposite", "CorrectionScore")
_LINE = re.compile(r"(\S+)\s+(\d+)\s+(-?\d+)\s+(\S.*)")
NOT_APPLICABLE = "NA"


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a submission, one a reference text.

    Raises:
        ReasonScoreError: Without a reference file.
    """
    if reference is None:
        raise ReasonScoreError("medec needs the texts: --reference with MEDEC's CSV or the same columns as JSON Lines")
    problems: list[JudgedProblem] = []
    predictions = _predictions(path, problems)
    for item in read_items(reference):
        why = expect_object(item) or _unusable(item.value)
        if why:
            name = item.where if item.value is None else str(item.value.get("Text ID", item.where))
            yield error_row(FORMAT, name, JudgedProblem(item.where, why), item.value)
            continue
        row = _row(item.value, item.where, predictions)
        row.problems += problems
        problems = []
        yield row.to_row()
    for name, found in predictions.items():
        problem = JudgedProblem(found["where"], "a line for a text that the reference does not have")
        yield error_row(FORMAT, name, problem, found["prediction"])


def _row(value: Mapping[str, Any], where: str, predictions: dict[str, dict[str, Any]]) -> JudgedRow:
    name = str(value["Text ID"])
    found = predictions.pop(name, None)
    kept = {key: value[key] for key in ("Text", "Sentences") if key in value}
    row = JudgedRow(FORMAT, name, found["where"] if found else where, kept, metrics=METRICS)
    flag = _whole(value["Error Flag"])
    row.fields["reference"] = {
        "flag": flag,
        "sentence_id": _whole(value["Error Sentence ID"]),
        "correction": _correction(value.get("Corrected Sentence")) if flag else None,
        "error_type": value.get("Error Type") or None,
    }
    row.fields["prediction"] = found["prediction"] if found else None
    if not found:
        row.note("no line in the submission; counts as wrong")
    return row


def _predictions(path: Path, problems: list[JudgedProblem]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        where = f"{path.name}:{number}"
        if not line.strip():
            continue
        match = _LINE.fullmatch(" ".join(line.split()))
        if not match:
            problems.append(JudgedProblem(where, "expected: text-id flag sentence-id correction; line left out"))
            continue
        name, flag, sentence, text = match.groups()
        if int(flag) not in (0, 1):
            problems.append(JudgedProblem(where, f"flag {flag[:10]}, expected 0 or 1; counts as wrong"))
        if name in found:
            problems.append(JudgedProblem(where, f"a second line for {name}; the last one counts"))
        correction = _correction(text.strip('"')) if int(flag) else None
        prediction = {"flag": int(flag), "sentence_id": int(sentence), "correction": correction}
        found[name] = {"where": where, "prediction": prediction}
    return found


def _correction(text: Any) -> str | None:
    words = " ".join(str(text).split()) if text is not None else ""
    return None if words in ("", NOT_APPLICABLE) else words


def _unusable(value: Mapping[str, Any]) -> str:
    if "Text ID" not in value:
        return "no column 'Text ID'"
    bad = [key for key in ("Error Flag", "Error Sentence ID") if _whole(value.get(key)) is None]
    return f"column '{bad[0]}' is no whole number" if bad else ""


def _whole(value: Any) -> int | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return int(number) if number.is_integer() else None
