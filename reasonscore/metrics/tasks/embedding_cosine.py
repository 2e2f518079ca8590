"""EmbeddingCosine: cosine of mean token embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.embedding_metric import EmbeddingMetric


def pooled_cosine(predicted: Any, gold: Any) -> float:
    """The cosine of the mean rows of two (n_tokens, width) arrays; 0 where either is empty."""
    if not len(predicted) or not len(gold):
        return 0.0
    one, other = predicted.mean(axis=0), gold.mean(axis=0)
    norm = float((one @ one) ** 0.5 * (other @ other) ** 0.5)
    return float(one @ other) / norm if norm else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class EmbeddingCosine(EmbeddingMetric):
    """Cosine of the embeddings of the predicted and the gold text, with a model that you name (extra `torch`).

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer`; the best gold text
    counts. Texts are cut at 512 tokens, special tokens left out.

    Args:
        model: Path or cached name of a Hugging Face encoder; nothing is downloaded, and none means no value.
    """

    name: ClassVar[str] = "EmbeddingCosine"
    id: ClassVar[str] = "metrics.embedding_cosine.v1"
    formula: ClassVar[str] = "cosine of the two mean token vectors"
    source: ClassVar[str] = "one pooled vector a text, used beside BERTScore in summarisation work"

    def score_embeddings(self, predicted: Any, golds: Sequence[Any]) -> Score:
        """The score by the best gold text."""
        best = max(pooled_cosine(predicted, gold) for gold in golds)
        return ratio(min(max(best, -1.0), 1.0), 1)
