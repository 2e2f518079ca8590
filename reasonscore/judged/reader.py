"""`read_judged`: the output rows of a file in any of the formats."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from reasonscore.errors import ReasonScoreError, UnknownNameError
from reasonscore.judged.problem import JudgedProblem

FORMATS = {
    "medscore": "MedScore decompositions, verifications or output (JSON Lines)",
    "factscore": "FActScore decisions, label dumps or annotated facts (JSON, JSON Lines)",
    "veriscore": "VeriScore verification rows (JSON Lines)",
    "safe": "SAFE records or run files with checked statements (JSON, JSON Lines)",
    "medrbench": "MedR-Bench per-case results (a folder of JSON files, or one object by case)",
    "chestx": "ChestX-Reasoner results (JSON, JSON Lines)",
    "medec": "MEDEC / MEDIQA-CORR submission lines (--reference: the CSV or JSON Lines of the texts)",
    "nli4ct": "NLI4CT predictions (--reference: the gold JSON)",
    "medcalc": "MedCalc-Bench outputs (CSV, JSON Lines)",
    "medthink": "MedThink-Bench points and their judgements (JSON, JSON Lines)",
    "trec": "trec_eval runs (--reference: the qrels)",
    "diagnosisarena": "DiagnosisArena rows with the judge's grades (JSON Lines)",
}
"""Formats, each in the module of its name, with what they read."""


def read_judged(
    format: str, path: str | Path, *, reference: str | Path | None = None, problems: list[JudgedProblem] | None = None
) -> Iterator[dict[str, Any]]:
    """The output rows of a judged file: claims with verdicts, steps, references, scores recomputed from them.

    Every record gives a row. One that cannot be read gives an error row, so that it stays in n; whatever is odd about
    a record also stands in its row's `problems`.

    Args:
        format: One of `FORMATS`.
        path: A file or, where the format allows, a folder.
        reference: The gold file, for formats that keep it apart.
        problems: A list that collects all problems of the file.

    Raises:
        UnknownNameError: For a format that is not known.
        ReasonScoreError: Where a file is missing or is not of the format at all.
    """
    if format not in FORMATS:
        raise UnknownNameError("judged format", format, FORMATS)
    for given in (path, reference):
        if given is not None and not Path(given).exists():
            raise ReasonScoreError(f"cannot read {given}: no such file or folder")
    read = import_module(f"reasonscore.judged.{format}").read
    rows = read(Path(path)) if reference is None else read(Path(path), Path(reference))
    return _unique(rows, problems if problems is not None else [])


def _unique(rows: Iterator[dict[str, Any]], problems: list[JudgedProblem]) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = {}
    for row in rows:
        name = str(row["id"])
        seen[name] = seen.get(name, 0) + 1
        found = list(row.get("problems", ()))
        if seen[name] > 1:
            while f"{name}#{seen[name]}" in seen:
                seen[name] += 1
            row["id"] = f"{name}#{seen[name]}"
            seen[row["id"]] = 1
            found.append({"where": row["id"], "why": "the id stands in an earlier record too; a number was added"})
            row["problems"] = found
        problems += [JudgedProblem(**problem) for problem in found]
        yield row
