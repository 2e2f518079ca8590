"""One input row: validated, frozen, with the fields that are not ours kept as they came.

Source: the record format in docs/data-flow.md.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.messages import flatten_messages
from reasonscore.number_text import number_text

Row = Mapping[str, Any]
"""A JSON object."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of evidence.

    Args:
        text: What it says.
        id: Its name within the record or the corpus.
        title: Heading of the document it was cut from.
        source: Where it comes from.
        date: When that was current, as written by the source.
        score: Retrieval score (BM25, unbounded, higher is better); None for a record's own evidence.
    """

    text: str
    id: str = ""
    title: str | None = None
    source: str | None = None
    date: str | None = None
    score: float | None = None

    def to_row(self) -> dict[str, Any]:
        """The passage as a JSON object, without the fields that are absent."""
        row: dict[str, Any] = {"id": self.id, "title": self.title, "text": self.text}
        row |= {"source": self.source, "date": self.date, "score": self.score}
        return {key: value for key, value in row.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Record:
    """A validated input row.

    Args:
        id: Unique within a file.
        response: The text to be scored; chat messages are flattened into one string.
        question: The case or question.
        gold_answers: `reference.answer`, as a tuple; numbers as JSON spells them.
        gold_reasoning: `reference.reasoning`, as it came: None, one string or a tuple of items.
        evidence: The record's own passages; None where the field is absent (an empty list is empty).
        answers: Ranked answers that the row brings along; None where they must be parsed.
        options: Choices of a multiple-choice question, letter to text; numbers as JSON spells them.
        steps: Reasoning steps that the row brings along; None where they must be parsed.
        row: The input row as it came.
    """

    id: str
    response: str
    question: str | None = None
    gold_answers: tuple[str, ...] | None = None
    gold_reasoning: str | tuple[str, ...] | None = None
    evidence: tuple[Passage, ...] | None = None
    answers: tuple[str, ...] | None = None
    options: Mapping[str, str] | None = None
    steps: tuple[str, ...] | None = None
    row: Row = field(default_factory=dict, compare=False, repr=False)

    def identified(self) -> dict[str, Any]:
        """The row as it came, with the id that it goes by."""
        return identified(self.row, self.id)


def parse_record(row: object, line: int | None = None) -> Record:
    """The record that a JSON object describes.

    Args:
        row: A decoded line.
        line: Its line number, which serves as the id where the row has none.

    Raises:
        InputError: With the path of the field, what was found and what was expected.

    >>> parse_record({"id": "c1", "response": "Start aspirin.", "evidence": "Aspirin is first-line."}).evidence[0].id
    'e1'
    >>> parse_record({"response": "", "evidence": 5}, line=3)
    Traceback (most recent call last):
    reasonscore.errors.InputError: line 3, field 'evidence': found a number, expected a string, an object or a list
    """
    if not isinstance(row, Mapping):
        raise InputError(f"found {kind_of(row)}, expected a JSON object", line=line)
    try:
        return _record(row, line)
    except InputError as error:
        raise InputError(error.message, field=error.field, line=line) from None


def parse_id(row: Row, line: int | None) -> str:
    """The id of a row: its own (a string or a number), else its line number.

    Raises:
        InputError: For an id of another kind.
    """
    found = row.get("id")
    if found is None:
        return str(line) if line is not None else "0"
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise InputError(f"found {kind_of(found)}, expected a string or a whole number", field="id")
    return str(found)


def identified(row: Row, name: str) -> dict[str, Any]:
    """The row with an id: its own as it came (a number stays one), else the name that it goes by.

    >>> identified({"response": "x"}, "7"), identified({"id": 3}, "3")
    ({'response': 'x', 'id': '7'}, {'id': 3})
    """
    own = row.get("id")
    return dict(row) | {"id": name if own is None else own}


def parse_evidence(found: object) -> tuple[Passage, ...] | None:
    """The passages of an `evidence` field: a string, an object, or a list of both; those without id get e1, e2, ..."""
    if found is None:
        return None
    items = [found] if isinstance(found, str | Mapping) else _list(found, "evidence", "a string, an object or a list")
    return tuple(_passage(item, f"evidence[{index}]", index) for index, item in enumerate(items))


def _record(row: Row, line: int | None) -> Record:
    if "response" not in row:
        # A field's name may be quoted, but not a text that somebody used as one.
        names = [name for name in row if isinstance(name, str) and name.isidentifier() and len(name) <= 30]
        found = f"; the row has {', '.join(sorted(names)[:8])}" if names else ""
        message = f"missing, expected a string or a list of chat messages{found}; see --field to rename"
        raise InputError(message, field="response")
    response = row["response"]
    if isinstance(response, list):
        response = flatten_messages(response)
    elif not isinstance(response, str):
        raise InputError(f"found {kind_of(response)}, expected a string or a list of chat messages", field="response")
    reference = row.get("reference")
    if reference is not None and not isinstance(reference, Mapping):
        hint = "; a bare answer is read with --field reference.answer=reference" if isinstance(reference, str) else ""
        message = f"found {kind_of(reference)}, expected an object with answer or reasoning{hint}"
        raise InputError(message, field="reference")
    reference = reference or {}
    reasoning = reference.get("reasoning")
    if not isinstance(reasoning, str):
        reasoning = _strings(reasoning, "reference.reasoning")
    return Record(
        id=parse_id(row, line),
        response=response,
        question=_text(row.get("question"), "question"),
        gold_answers=_texts(reference.get("answer"), "reference.answer"),
        gold_reasoning=reasoning,
        evidence=parse_evidence(row.get("evidence")),
        answers=_strings(row.get("answers"), "answers"),
        options=_options(row.get("options")),
        steps=_strings(row.get("steps"), "steps"),
        row=row,
    )


def _text(value: object, path: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return flatten_messages(value, path, role="user")
    raise InputError(f"found {kind_of(value)}, expected a string", field=path)


def _list(value: object, path: str, expected: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise InputError(f"found {kind_of(value)}, expected {expected}", field=path)
    return value


def _strings(value: object, path: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        return (value,)
    for index, item in enumerate(_list(value, path, "a string or a list of strings")):
        if not isinstance(item, str):
            raise InputError(f"found {kind_of(item)}, expected a string", field=f"{path}[{index}]")
    return tuple(value)  # type: ignore[arg-type]


def _texts(value: object, path: str) -> tuple[str, ...] | None:
    """As `_strings`, where data sets also hold numbers."""
    if value is None:
        return None
    if not isinstance(value, list | tuple):
        return (_text_or_number(value, path, " or a list of them"),)
    return tuple(_text_or_number(item, f"{path}[{index}]") for index, item in enumerate(value))


def _text_or_number(value: object, path: str, besides: str = "") -> str:
    text = value if isinstance(value, str) else number_text(value)
    if text is None:
        odd = " that is not finite" if isinstance(value, float) else ""
        raise InputError(f"found {kind_of(value)}{odd}, expected a string or a finite number{besides}", field=path)
    return text


def _options(value: object) -> dict[str, str] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise InputError(f"found {kind_of(value)}, expected an object like {{'A': '...'}}", field="options")
    return {str(key): _text_or_number(item, f"options.{key}") for key, item in value.items()}


def _passage(item: object, path: str, index: int) -> Passage:
    if isinstance(item, str):
        return Passage(text=item, id=f"e{index + 1}")
    if not isinstance(item, Mapping):
        raise InputError(f"found {kind_of(item)}, expected a string or an object with text", field=path)
    if "text" not in item:
        raise InputError("missing, expected a string", field=f"{path}.text")
    text = item["text"]
    if not isinstance(text, str):
        raise InputError(f"found {kind_of(text)}, expected a string", field=f"{path}.text")
    return Passage(
        text=text,
        id=str(item["id"]) if item.get("id") is not None else f"e{index + 1}",
        title=_text(item.get("title"), f"{path}.title"),
        source=_text(item.get("source"), f"{path}.source"),
        date=str(item["date"]) if item.get("date") is not None else None,
        score=_score(item.get("score"), f"{path}.score"),
    )


def _score(value: object, path: str) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        score = float(value)
    except OverflowError:
        score = math.inf
    if not math.isfinite(score):
        raise InputError("found a number that is not finite, expected one or null", field=path)
    return score
