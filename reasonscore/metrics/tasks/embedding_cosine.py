"""EmbeddingCosine: cosine of mean token embeddings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.tasks.embedding import check_model, token_embeddings
from reasonscore.metrics.tasks.text_pair import read_texts


def pooled_cosine(predicted: Any, gold: Any) -> float:
    """The cosine of the mean rows of two (n_tokens, width) arrays; 0 where either is empty."""
    if not len(predicted) or not len(gold):
        return 0.0
    one, other = predicted.mean(axis=0), gold.mean(axis=0)
    norm = float((one @ one) ** 0.5 * (other @ other) ** 0.5)
    return float(one @ other) / norm if norm else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class EmbeddingCosine(RowMetric):
    """Cosine of the embeddings of the predicted and the gold text, with a model that you name (extra `torch`).

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer`; the best gold text
    counts. Texts are cut at 512 tokens, special tokens left out.

    Args:
        model: Path or cached name of a Hugging Face encoder; nothing is downloaded, and none means no value.
    """

    name: ClassVar[str] = "EmbeddingCosine"
    id: ClassVar[str] = "metrics.embedding_cosine.v1"
    bounds: ClassVar[tuple[float | None, float | None]] = (-1.0, 1.0)
    formula: ClassVar[str] = "cosine of the two mean token vectors"
    empty: ClassVar[str] = (
        "0 for a text without tokens; no value: no_reference, no_answer, abstained, error without a model"
    )
    source: ClassVar[str] = "one pooled vector a text, used beside BERTScore in summarisation work"

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
        found = token_embeddings(self.model, pair[0])
        best = max(pooled_cosine(found, token_embeddings(self.model, gold)) for gold in pair[1])
        return ratio(min(max(best, -1.0), 1.0), 1)
