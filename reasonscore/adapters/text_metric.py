"""A text metric: `compute(predictions=, references=)`, as Hugging Face `evaluate` has it, without that package."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reasonscore.adapters.summary import summarise
from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS

CHOICES = ("missing", "cluster", "average", "resamples", "confidence", "seed")
"""Options of `compute` that say how rows become one number; every other option is a column."""


class TextMetric:
    """Scores lists of texts and sums them up in one dict.

    Args:
        metrics: Metrics by name, or a scorer that is ready.
        **settings: What `Scorer` takes.

    >>> metric = TextMetric(["Factuality"], tier="shallow", verifier="lexical")
    >>> found = metric.compute(predictions=["She has a fever."], evidence=["The patient has a fever."])
    >>> found["Factuality"], found["Factuality_n_scored"], found["n"]
    (1.0, 1, 1)
    """

    def __init__(self, metrics: Sequence[str] | Scorer = DEFAULT_METRICS, **settings: Any) -> None:
        self.scorer = TextScorer(metrics, **settings)

    def compute(
        self,
        *,
        predictions: Sequence[Any],
        references: Sequence[Any] | None = None,
        per_record: bool = False,
        **options: Any,
    ) -> dict[str, Any]:
        """The summary of the predictions; keys as `reasonscore.adapters.summary.summarise` lists them.

        Args:
            predictions: The responses.
            references: For each the answer, a list of valid answers, an object with `answer` and `reasoning`, or None.
            per_record: Whether the output rows come along, under `records`.
            **options: Columns beside the predictions (`evidence`, `question`, `options`, ...: one item for each), and
                how rows become one number (`missing`, `cluster`, `average`, `resamples`, `confidence`, `seed`).

        Raises:
            InputError: Where the lists are not parallel, or a value is absent and `missing` is `error`.
        """
        choices = {name: options.pop(name) for name in CHOICES if name in options}
        results = self.scorer.score_texts(predictions, references, **options)
        summary = summarise(results, self.scorer.names, **choices)
        return summary | ({"records": results} if per_record else {})
