"""A text scorer: a `Scorer` for frameworks, which bring texts in lists, call from threads, and copy what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, Self

from reasonscore.adapters.text_row import text_row, text_rows
from reasonscore.result import Result
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS


class TextScorer:
    """Scores texts with one `Scorer`, a call at a time; copies share it, and a pickle loads the models anew.

    Args:
        metrics: Metrics by name, or a scorer that is ready.
        **settings: What `Scorer` takes; not with a scorer that is ready.

    >>> scorer = TextScorer(["Factuality"], tier="shallow", verifier="lexical")
    >>> scorer.score_text("She has a fever.", evidence="The patient has a fever.")
    {'Factuality': 1.0}
    """

    def __init__(self, metrics: Sequence[str] | Scorer = DEFAULT_METRICS, **settings: Any) -> None:
        if isinstance(metrics, Scorer):
            if settings:
                raise TypeError(f"a scorer that is ready takes no settings: {', '.join(settings)}")
            self.scorer = metrics
        else:
            self.scorer = Scorer([metrics] if isinstance(metrics, str) else metrics, **settings)
        self._lock = Lock()

    @property
    def names(self) -> tuple[str, ...]:
        """The metrics as they print themselves."""
        return self.scorer.settings.metrics

    def score_text(self, prediction: Any, reference: Any = None, **fields: Any) -> dict[str, float | None]:
        """The values of one response by metric; None where a metric has none, and for a row that cannot be read.

        Args:
            prediction: The response.
            reference: The answer, a list of valid answers, or an object with `answer` and `reasoning`.
            **fields: Other fields of the record, such as `evidence` and `question`.
        """
        return self.values(self.score_rows([text_row(prediction, reference, **fields)])[0])

    def score_texts(
        self, predictions: Sequence[Any], references: Sequence[Any] | None = None, **columns: Sequence[Any] | None
    ) -> list[Result]:
        """One result for each prediction.

        Args:
            predictions: The responses.
            references: What each is compared with.
            **columns: Other fields of the record, one item for each prediction.

        Raises:
            InputError: Where the lists are not parallel.
        """
        return self.score_rows(text_rows(predictions, references, **columns))

    def score_rows(self, rows: Iterable[Mapping[str, Any]]) -> list[Result]:
        """One result for each input row."""
        with self._lock:
            return list(self.scorer.score_many(rows))

    def values(self, result: Result) -> dict[str, float | None]:
        """The values of a result by metric; all None for an error row."""
        scores = result.scores
        return {name: scores[name].value if name in scores else None for name in self.names}

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # A scorer travels without its models, and a lock does not travel.
        return type(self), (self.scorer,)
