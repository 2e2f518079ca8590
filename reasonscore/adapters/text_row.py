"""A text row: an input row made of a prediction, what it is compared with, and columns beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.plain_value import plain_value


def text_row(prediction: Any, reference: Any = None, **fields: Any) -> dict[str, Any]:
    """The input row of one response; absent fields are left out.

    Args:
        prediction: The response: a string or a list of chat messages.
        reference: The answer, a list of valid answers, or an object with `answer` and `reasoning`.
        **fields: Other fields of the record: `question`, `evidence`, `options`, `answers`, `steps`, `id`.

    >>> text_row("It is gout.", "gout", evidence=None, id="c1")
    {'response': 'It is gout.', 'reference': {'answer': 'gout'}, 'id': 'c1'}
    """
    row: dict[str, Any] = {"response": plain_value(prediction)}
    fields = {"reference": reference} | fields
    for name, value in fields.items():
        plain = plain_value(value)
        if name == "reference" and isinstance(plain, str | list):
            plain = {"answer": plain}
        if plain is not None:
            row[name] = plain
    return row


def text_rows(
    predictions: Sequence[Any], references: Sequence[Any] | None = None, **columns: Sequence[Any] | None
) -> Iterator[dict[str, Any]]:
    """The input rows of parallel lists, one row for each prediction.

    Args:
        predictions: The responses.
        references: What each is compared with; None where nothing is.
        **columns: Other fields of the record, one item for each prediction; a column that is None is absent.

    Raises:
        InputError: Where a column is no list, or has another length than the predictions.

    >>> list(text_rows(["It is gout."], evidence=[["Gout is likely."]]))
    [{'response': 'It is gout.', 'evidence': ['Gout is likely.']}]
    """
    given = {"references": references} | columns
    size = len(_column(predictions, "predictions", None))
    found = {name: _column(column, name, size) for name, column in given.items() if column is not None}
    names = ["reference" if name == "references" else name for name in found]
    return (
        text_row(prediction, **{name: column[index] for name, column in zip(names, found.values(), strict=True)})
        for index, prediction in enumerate(predictions)
    )


def _column(column: Any, name: str, size: int | None) -> Sequence[Any]:
    if isinstance(column, str | Mapping) or not hasattr(column, "__len__") or not hasattr(column, "__getitem__"):
        raise InputError(f"found {kind_of(column)}, expected a list with one item for each prediction", field=name)
    if size is not None and len(column) != size:
        raise InputError(
            f"found {len(column)} items for {size} predictions, expected one for each (None where there is none)",
            field=name,
        )
    # By position, whatever the labels are: a column of a data frame counts by its index otherwise.
    return list(column)
