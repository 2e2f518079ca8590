"""A frame: rows from a pandas data frame or a Hugging Face dataset in, scores in a data frame out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reasonscore.adapters.framework import import_framework
from reasonscore.adapters.named_row import Fields, named_row
from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.result import Result
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS


def score_frame(
    frame: Any,
    metrics: Sequence[str] | Scorer = DEFAULT_METRICS,
    *,
    fields: Fields | None = None,
    **settings: Any,
) -> Any:
    """A pandas data frame with a row for each input row, in order, under the same index.

    Its columns are `id`, `status`, `error` (the message, or missing), then for each metric `M` its value `M` (dtype
    `Float64`: a missing value is `<NA>`, never NaN) and `M_status`, and `signature`.

    Args:
        frame: A pandas data frame, a Hugging Face `Dataset` (also a streamed one), or any iterable of dicts. Columns
            are named as the fields of a record; `answer` and `reasoning` together make the reference.
        metrics: Metrics by name, or a scorer that is ready.
        fields: Column names by field, where they differ: `{"response": "output"}`; None where a column is not
            the field of its name.
        **settings: What `Scorer` takes.

    Raises:
        InputError: Where the table is none of these, or lacks a column that `fields` names.
        MissingExtraError: Where pandas is not installed.
    """
    pandas = import_framework("pandas", "a data frame of scores")
    scorer = TextScorer(metrics, **settings)
    results = scorer.score_rows(frame_rows(frame, fields))
    index = frame.index if isinstance(frame, pandas.DataFrame) else None
    text = {"dtype": "object", "index": index}
    columns: dict[str, Any] = {
        "id": pandas.Series([str(result.get("id")) for result in results], **text),
        "status": pandas.Series([result["status"] for result in results], **text),
        "error": pandas.Series([_message(result) for result in results], **text),
    }
    for name in scorer.names:
        values = [scorer.values(result)[name] for result in results]
        columns[name] = pandas.Series(pandas.array(values, dtype="Float64"), index=index)
        statuses = [result.scores[name].status if name in result.scores else "error" for result in results]
        columns[f"{name}_status"] = pandas.Series(statuses, **text)
    columns["signature"] = pandas.Series([result.get("signature") for result in results], **text)
    return pandas.DataFrame(columns, index=index)


def frame_rows(frame: Any, fields: Fields | None = None) -> Iterator[dict[str, Any]]:
    """The input rows of a table, one at a time; absent cells are left out, other columns pass through.

    Args:
        frame: A pandas data frame, a Hugging Face dataset or an iterable of dicts.
        fields: Column names by field, where they differ.

    Raises:
        InputError: Where the table is none of these, or lacks a column that `fields` names.
    """
    for number, cells in enumerate(_table_rows(frame), start=1):
        if not isinstance(cells, Mapping):
            raise InputError(f"row {number}: found {kind_of(cells)}, expected a data frame, a dataset or dicts")
        yield named_row(cells, fields)


def _table_rows(frame: Any) -> Iterable[Any]:
    if hasattr(frame, "columns") and hasattr(frame, "iloc"):
        # Column by column: a row of a data frame would be cast to one dtype.
        return (
            dict(zip(frame.columns, cells, strict=True))
            for cells in zip(*(frame.iloc[:, at] for at in range(len(frame.columns))), strict=True)
        )
    if isinstance(frame, str | Mapping) or not isinstance(frame, Iterable):
        raise InputError(f"found {kind_of(frame)}, expected a data frame, a dataset or dicts")
    return frame


def _message(result: Result) -> str | None:
    if result["status"] != "error":
        return None
    error = result["error"]
    return f"field '{error['field']}': {error['message']}" if error.get("field") else str(error["message"])
