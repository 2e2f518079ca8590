"""An `evaluate.Metric`: the text metric inside Hugging Face `evaluate`, with `add`, `add_batch` and `combine`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from reasonscore.adapters.framework import import_framework
from reasonscore.adapters.summary import summarise
from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.plain_value import plain_value
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS

COLUMNS = ("question", "evidence", "options", "answers", "steps")
"""Fields of the record that every metric object takes beside predictions and references."""


def evaluate_metric(
    metrics: Sequence[str] | Scorer = DEFAULT_METRICS,
    *,
    columns: Sequence[str] = COLUMNS,
    module: Mapping[str, Any] | None = None,
    **settings: Any,
) -> Any:
    """An `evaluate.Metric` whose `compute` takes and gives what `TextMetric.compute` does, `per_record` included.

    References and columns may be left out. Nothing is downloaded: the object is made here and not by `evaluate.load`.

    Args:
        metrics: Metrics by name, or a scorer that is ready.
        columns: Fields of the record that may come beside predictions and references.
        module: Arguments of `evaluate.Metric`, such as `experiment_id` or `keep_in_memory`.
        **settings: What `Scorer` takes.

    Raises:
        MissingExtraError: Where evaluate or datasets is not installed.
    """
    scorer = TextScorer(metrics, **settings)
    return _evaluate_metric_class()(scorer, tuple(columns), dict(module or {}))


@cache
def _evaluate_metric_class() -> Any:
    evaluate = import_framework("evaluate", "a metric of Hugging Face evaluate")
    datasets = import_framework("datasets", "a metric of Hugging Face evaluate")

    parent: Any = evaluate.Metric

    class TextEvaluateMetric(parent):  # type: ignore[misc]
        """The text metric; Arrow wants one type a column, so every cell is kept as its JSON text."""

        def __init__(self, scorer: TextScorer, columns: tuple[str, ...], module: dict[str, Any]) -> None:
            self.scorer, self.columns = scorer, columns
            super().__init__(**module)

        def _info(self) -> Any:
            names = ("predictions", "references", *self.columns)
            return evaluate.MetricInfo(
                description="Quality of clinical reasoning: " + ", ".join(self.scorer.names),
                citation="",
                inputs_description="predictions: responses; references: answers or objects with answer and reasoning; "
                f"{', '.join(self.columns)}: one item for each prediction. Every cell is kept as JSON.",
                features=datasets.Features({name: datasets.Value("string") for name in names}),
            )

        def compute(self, *, predictions: Any = None, references: Any = None, **options: Any) -> Any:
            """The summary of these predictions and of all that were added; see `TextMetric.compute`."""
            columns = {name: options.pop(name) for name in self.columns if name in options}
            if predictions is not None:
                self.add_batch(predictions=predictions, references=references, **columns)
            return super().compute(**options)

        def add_batch(self, *, predictions: Any = None, references: Any = None, **columns: Any) -> None:
            """Keep these predictions, with what is beside each."""
            given = {"references": references} | columns
            filled = {name: [None] * len(predictions) for name in ("references", *self.columns)}
            filled |= {name: column for name, column in given.items() if column is not None}
            encoded = {name: [_encoded(cell) for cell in column] for name, column in filled.items()}
            super().add_batch(predictions=[_encoded(cell) for cell in predictions], **encoded)

        def add(self, *, prediction: Any = None, reference: Any = None, **fields: Any) -> None:
            """Keep one prediction, with what is beside it."""
            self.add_batch(
                predictions=[prediction],
                references=[reference],
                **{name: [value] for name, value in fields.items()},
            )

        def _compute(self, *, per_record: bool = False, **options: Any) -> dict[str, Any]:
            names = ("predictions", "references", *self.columns)
            columns = {name: [json.loads(cell) for cell in options.pop(name)] for name in names}
            results = self.scorer.score_texts(columns.pop("predictions"), columns.pop("references"), **columns)
            summary = summarise(results, self.scorer.names, **options)
            return summary | ({"records": results} if per_record else {})

    return TextEvaluateMetric


def _encoded(cell: Any) -> str:
    return json.dumps(plain_value(cell), ensure_ascii=False)
