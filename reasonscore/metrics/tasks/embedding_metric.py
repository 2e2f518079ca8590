"""What the metrics over token embeddings share: the model, the texts, and what is absent."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.row_metric import Bounds, RowMetric
from reasonscore.metrics.score import Score, absent
from reasonscore.metrics.tasks.embedding import check_model, token_embeddings
from reasonscore.metrics.tasks.text_pair import read_texts


@dataclass(frozen=True, slots=True, repr=False)
class EmbeddingMetric(RowMetric):
    """A metric of the predicted against the gold texts; subclasses say what their embeddings are worth.

    Args:
        model: Path or cached name of a Hugging Face encoder; nothing is downloaded, and none means no value.
    """

    bounds: ClassVar[Bounds] = (-1.0, 1.0)
    empty: ClassVar[str] = (
        "0 for a text without tokens; no value: no_reference, no_answer, abstained, error without a model"
    )

    model: str = ""

    def __post_init__(self) -> None:
        check_model(self.model)

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        pair = read_texts(row)
        if isinstance(pair, Score):
            return pair
        if not self.model:
            return absent("error", reason="no model is named")
        predicted, golds = pair[0], pair[1]
        return self.score_embeddings(
            token_embeddings(self.model, predicted), [token_embeddings(self.model, gold) for gold in golds]
        )

    @abstractmethod
    def score_embeddings(self, predicted: Any, golds: Sequence[Any]) -> Score:
        """The score of the predicted text against the gold ones, each a (n_tokens, width) array of unit vectors."""
