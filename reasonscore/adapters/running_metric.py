"""A running metric: `update`, `compute`, `reset`, as torchmetrics has it, without torch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.errors import ReasonScoreError
from reasonscore.metrics import parse_metric
from reasonscore.result import Result
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS


class RunningMetric:
    """Keeps a sum and a count for each metric, whatever the number of rows.

    Args:
        metrics: Metrics by name, or a scorer that is ready.
        **settings: What `Scorer` takes.

    Raises:
        ReasonScoreError: For a metric that looks at a whole file at once, which no running sum can give.

    >>> metric = RunningMetric(["Factuality"], tier="shallow", verifier="lexical")
    >>> metric.update(["She has a fever."], evidence=["The patient has a fever."])
    >>> metric.compute()
    {'Factuality': 1.0, 'Factuality_n_scored': 1, 'n': 1, 'n_errors': 0}
    """

    def __init__(self, metrics: Sequence[str] | Scorer = DEFAULT_METRICS, **settings: Any) -> None:
        self.scorer = TextScorer(metrics, **settings)
        refuse_pooled(self.scorer.names)
        self.reset()

    def update(
        self, predictions: Sequence[Any], references: Sequence[Any] | None = None, **columns: Sequence[Any] | None
    ) -> None:
        """Score these responses and add them up.

        Args:
            predictions: The responses.
            references: What each is compared with.
            **columns: Other fields of the record, one item for each prediction.
        """
        results = self.scorer.score_texts(predictions, references, **columns)
        for index, name in enumerate(self.scorer.names):
            total, count = sum_scored(results, name)
            self._sums[index] += total
            self._counts[index] += count
        self._n += len(results)
        self._n_errors += count_errors(results)

    def compute(self) -> dict[str, float | int | None]:
        """The mean of each metric `M` so far (None where no row has a value) and `M_n_scored`; `n` and `n_errors`."""
        found: dict[str, float | int | None] = {}
        for name, total, count in zip(self.scorer.names, self._sums, self._counts, strict=True):
            found[name] = total / count if count else None
            found[f"{name}_n_scored"] = count
        return found | {"n": self._n, "n_errors": self._n_errors}

    def reset(self) -> None:
        """Forget all rows."""
        self._sums = [0.0] * len(self.scorer.names)
        self._counts = [0] * len(self.scorer.names)
        self._n = self._n_errors = 0


def sum_scored(results: Iterable[Result], metric: str) -> tuple[float, int]:
    """The sum of a metric's values and the number of rows that have one."""
    scores = [result.scores.get(metric) for result in results]
    values = [score.value for score in scores if score is not None and score.value is not None]
    return sum(values), len(values)


def count_errors(results: Iterable[Result]) -> int:
    """The number of rows that could not be read."""
    return sum(result.get("status") == "error" for result in results)


def refuse_pooled(metrics: Iterable[str]) -> None:
    """Nothing, or the reason why these metrics cannot be added up row by row.

    Raises:
        ReasonScoreError: For a metric that is defined over all rows of a file.
    """
    pooled = [name for name in metrics if parse_metric(name).looks_at_file]
    if pooled:
        raise ReasonScoreError(
            f"{', '.join(pooled)} looks at all rows at once, so sums of rows cannot give it; "
            "use compute(predictions=...) of a text metric or the command line"
        )
