"""BERTScore: greedy matching of token embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.score import Score, ratio
from reasonscore.metrics.tasks.embedding_metric import EmbeddingMetric


def bert_score(predicted: Any, gold: Any) -> tuple[float, float, float]:
    """Precision, recall and F1 of two (n_tokens, width) arrays of unit vectors; zeros where either is empty."""
    if not len(predicted) or not len(gold):
        return 0.0, 0.0, 0.0
    cosines = predicted @ gold.T
    precision, recall = float(cosines.max(axis=1).mean()), float(cosines.max(axis=0).mean())
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both > 0 else 0.0


@register
@dataclass(frozen=True, slots=True, repr=False)
class BERTScore(EmbeddingMetric):
    """BERTScore of the predicted and the gold text, with a model that you name (extra `torch`).

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer`; the best gold text
    counts. No idf weights, no baseline rescaling, special tokens left out, texts cut at 512 tokens.

    Args:
        model: Path or cached name of a Hugging Face encoder; nothing is downloaded, and none means no value.
    """

    name: ClassVar[str] = "BERTScore"
    id: ClassVar[str] = "metrics.bert_score.v1"
    formula: ClassVar[str] = "F1 of the best cosine of each token on either side"
    source: ClassVar[str] = "BERTScore; ProbSum uses SapBERT"

    def score_embeddings(self, predicted: Any, golds: Sequence[Any]) -> Score:
        """The score by the best gold text."""
        best = max((bert_score(predicted, gold) for gold in golds), key=lambda part: part[2])
        return ratio(min(max(best[2], -1.0), 1.0), 1, precision=best[0], recall=best[1])
