"""Claims for human labelling: a CSV with text and evidence, the verdict hidden, and the labels read back.

A labeller fills in the last column with supported, contradicted or unverifiable. The record and claim ids join the
labels to the verdicts again, so lines may be sorted, split among people, or left empty.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import IO, Any

from reasonscore.csv_cell import long_cells
from reasonscore.errors import InputError
from reasonscore.messages import flatten_messages
from reasonscore.verify.verdict import LABELS

COLUMNS = ("record", "claim", "text", "question", "evidence", "label")
Key = tuple[str, str]


def write_labelling(
    rows: Iterable[Mapping[str, Any]], target: IO[str], *, sample: int | None = None, seed: int = 0
) -> int:
    """The number of claims written, one a line, without any trace of what was decided about them.

    Args:
        rows: Verified rows.
        target: A text file opened with `newline=""`.
        sample: How many claims to draw at random; None writes all, in order.
        seed: Seed of the draw.
    """
    lines: Iterable[list[str]] = _lines(rows)
    if sample is not None:
        # Reservoir sampling: one pass, `sample` lines held.
        draw, kept = Random(seed), []
        for index, line in enumerate(lines):
            place = index if index < sample else draw.randrange(index + 1)
            if index < sample:
                kept.append(line)
            elif place < sample:
                kept[place] = line
        draw.shuffle(kept)
        lines = kept
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    written = 0
    for line in lines:
        writer.writerow(line)
        written += 1
    return written


def read_labelling(source: IO[str]) -> dict[Key, str]:
    """Labels by record and claim; lines without a label are left out.

    Raises:
        InputError: Where a column is missing, a label is none of the three, or a claim has two different labels.
    """
    reader = csv.DictReader(source)
    lacking = [name for name in ("record", "claim", "label") if name not in (reader.fieldnames or ())]
    if lacking:
        raise InputError(f"no column '{lacking[0]}', expected the columns {', '.join(COLUMNS)}", line=1)
    labels: dict[Key, str] = {}
    for found in _lines_of(reader):
        label = (found["label"] or "").strip().casefold()
        if not label:
            continue
        if label not in LABELS:
            raise InputError(
                f"found the label '{label[:40]}', expected {', '.join(LABELS)} or nothing",
                field="label",
                line=reader.line_num,
            )
        key = (found["record"], found["claim"] or "")
        if labels.setdefault(key, label) != label:
            raise InputError(f"claim {key[1]} of record {key[0]} has two different labels", line=reader.line_num)
    return labels


def _lines_of(reader: csv.DictReader[str]) -> Iterator[dict[str, str]]:
    try:
        with long_cells():
            yield from reader
    except csv.Error as error:
        raise InputError(f"not valid CSV: {error}", line=reader.line_num) from error


def verdict_labels(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Key, str]]:
    """The judged label of every claim that has one, by record and claim."""
    for row in rows:
        for claim, verdict in _claims(row):
            label = verdict.get("label")
            if label in LABELS:
                yield (str(row.get("id")), str(claim.get("id"))), label


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    for row in rows:
        own = row.get("evidence")
        for claim, verdict in _claims(row):
            windows = verdict.get("evidence") or ()
            # What the verifier was shown, or else all that the record brings.
            texts = [window.get("text", "") for window in windows] or _texts(own)
            cells = [claim.get("text", ""), _asked(row.get("question")), "\n\n".join(texts)]
            yield [str(row.get("id")), str(claim.get("id")), *(_literal(str(cell)) for cell in cells), ""]


def _claims(row: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    # A row that was scored elsewhere may call something else of its own claims.
    found = row.get("claims")
    for claim in found if isinstance(found, list | tuple) else ():
        if isinstance(claim, Mapping):
            verdict = claim.get("verdict")
            yield claim, verdict if isinstance(verdict, Mapping) else {}


def _asked(question: Any) -> str:
    if not isinstance(question, list):
        return str(question or "")
    try:
        return flatten_messages(question, "question", role="user")
    except InputError:
        return ""


def _texts(evidence: Any) -> list[str]:
    items = [evidence] if isinstance(evidence, str | Mapping) else evidence or []
    return [item if isinstance(item, str) else str(item.get("text", "")) for item in items]


def _literal(cell: str) -> str:
    # A spreadsheet would run a model's text as a formula if it began with one of these.
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
