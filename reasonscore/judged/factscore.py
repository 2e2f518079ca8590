"""FActScore: the decisions of its output, the published label dumps, and annotated facts.

A response without decisions abstained. Not supported becomes `unverifiable`: FActScore does not tell it from
contradicted. Facts labelled irrelevant (`IR`) keep their place with the flag `irrelevant` and without a verdict.

Source: shmsw25/FActScore, factscore/factscorer.py and its data files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row, judged_claim
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, read_items
from reasonscore.verify.verdict import Label

FORMAT = "factscore"
METRICS = ("FActScore", "Factuality")
LABELS: dict[str, Label] = {"s": "supported", "ns": "unverifiable"}


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a FActScore file: one a decision list, or one a prediction and labeller."""
    return read_each(FORMAT, read_items(path), _rows)


def _rows(item: Item) -> Iterator[dict[str, Any]]:
    if isinstance(item.value.get("decisions"), list):
        yield from _decisions(item)
    elif isinstance(item.value.get("facts"), list):
        yield from _labelled(item)
    elif "output" in item.value:
        yield _annotated(item).to_row()
    else:
        why = "found none of decisions, facts and output, expected a file of FActScore"
        yield error_row(FORMAT, item.where, JudgedProblem(item.where, why), item.value)


def _decisions(item: Item) -> Iterator[dict[str, Any]]:
    for index, facts in enumerate(item.value["decisions"]):
        row = JudgedRow(FORMAT, str(index), f"{item.where} decisions[{index}]", metrics=METRICS)
        if facts is None or facts == []:
            row.trace["abstained"] = True
        elif not isinstance(facts, list):
            yield error_row(FORMAT, row.id, JudgedProblem(row.where, "no list of facts"), facts)
            continue
        for fact in facts or ():
            text = _text(fact)
            supported = fact.get("is_supported") if isinstance(fact, Mapping) else None
            if not isinstance(supported, bool | int | float):
                row.note("a fact without is_supported; not judged")
            label = None if not isinstance(supported, bool | int | float) else LABELS["s" if supported else "ns"]
            row.claims.append(judged_claim(len(row.claims), text, label, error=label is None))
        yield row.to_row()


def _labelled(item: Item) -> Iterator[dict[str, Any]]:
    value = item.value
    # The published files and their README spell these keys in different ways.
    columns = [key for key in value if key.lower().endswith("_labels")]
    facts = [_text(fact) for fact in value["facts"]]
    for column in columns:
        labeller = column[: -len("_labels")]
        name = str(value.get("id", value.get("prompt", value.get("topic", item.where))))
        row_id = f"{name}:{labeller}" if len(columns) > 1 else name
        rest = {key: entry for key, entry in value.items() if key not in columns}
        row = JudgedRow(FORMAT, row_id, item.where, rest, metrics=METRICS, fields={"labeller": labeller})
        _add(row, facts, value[column], column)
        yield row.to_row()
    if not columns:
        yield error_row(FORMAT, item.where, JudgedProblem(item.where, "facts without a column of labels"), value)


def _annotated(item: Item) -> JudgedRow:
    value = item.value
    row = JudgedRow(FORMAT, str(value.get("id", value.get("topic", item.where))), item.where, value, metrics=METRICS)
    row.fields["response"] = value["output"] if isinstance(value["output"], str) else ""
    found = value.get("annotations")
    for sentence in found if isinstance(found, list) else ():
        facts = sentence.get("human-atomic-facts") or sentence.get("model-atomic-facts") or ()
        labels = [fact.get("label") if isinstance(fact, Mapping) else None for fact in facts]
        _add(row, [_text(fact) for fact in facts], labels, "annotations")
    row.trace["abstained"] = not row.claims
    return row


def _add(row: JudgedRow, facts: Sequence[str], labels: Any, column: str) -> None:
    given = list(labels) if isinstance(labels, list) else []
    if len(given) != len(facts):
        row.note(f"{len(given)} labels for {len(facts)} facts; the rest is not judged", column)
    for index, fact in enumerate(facts):
        word = str(given[index]).lower() if index < len(given) and given[index] is not None else ""
        flags = ["irrelevant"] if word == "ir" else []
        label = LABELS.get(word)
        if label is None and word not in ("ir", ""):
            row.note("a label that is none of S, NS, IR; not judged", f"{column}[{index}]")
        row.claims.append(judged_claim(len(row.claims), fact, label, flags=flags, error=bool(word) and not flags))


def _text(fact: Any) -> str:
    if isinstance(fact, Mapping):
        fact = next((fact[key] for key in ("atom", "text", "fact") if key in fact), "")
    return str(fact)
