"""trec_eval files: a run against its qrels, one row a query.

The rank column is ignored: metrics order documents by score as trec_eval does. Queries of the qrels that the run lacks
give a row without an answer (trec_eval skips them), and queries without relevance judgements one without a reference.

Source: trec_eval; run lines `query Q0 document rank score tag`, qrels lines `query 0 document grade`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reasonscore.errors import ReasonScoreError
from reasonscore.judged.judged_row import JudgedRow, error_row
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.source import read_text

FORMAT = "trec"
METRICS = ("Retrieval@10", "Retrieval(k=None, measure='map')", "Retrieval@100(measure='recall')")


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a run, one a query: those of the qrels first, in their order.

    Raises:
        ReasonScoreError: Without qrels.
    """
    if reference is None:
        raise ReasonScoreError("trec needs the relevance judgements: --reference with the qrels")
    problems: list[JudgedProblem] = []
    qrels = _qrels(reference, problems)
    run = _run(path, problems)
    for query in dict.fromkeys([*qrels, *run]):
        row = JudgedRow(FORMAT, query, f"{path.name} {query}", metrics=METRICS)
        row.fields = {"run": run.get(query, {})} | ({"qrels": qrels[query]} if query in qrels else {})
        if query not in run:
            row.note("the run has no document for this query")
        if query not in qrels:
            row.note("the qrels do not have this query")
        yield row.to_row()
    for problem in problems:
        yield error_row(FORMAT, problem.where, problem)


def _qrels(path: Path, problems: list[JudgedProblem]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for where, parts in _lines(path):
        grade = _number(parts[3]) if len(parts) == 4 else None
        if grade is None or not grade.is_integer():
            problems.append(JudgedProblem(where, "expected: query 0 document grade"))
        else:
            found.setdefault(parts[0], {})[parts[2]] = int(grade)
    return found


def _run(path: Path, problems: list[JudgedProblem]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for where, parts in _lines(path):
        score = _number(parts[4]) if len(parts) == 6 else None
        if score is None:
            problems.append(JudgedProblem(where, "expected: query Q0 document rank score tag"))
        elif parts[2] in found.setdefault(parts[0], {}):
            problems.append(JudgedProblem(where, "a document that this query already has; left out"))
        else:
            found[parts[0]][parts[2]] = score
    return found


def _lines(path: Path) -> Iterator[tuple[str, list[str]]]:
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        if line.strip():
            yield f"{path.name}:{number}", line.split()


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
