"""The reference ranking: rank-bm25 over passages in memory, by the same formula and tokens as an index.

Slow and simple; it serves to check an index, not to replace it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from reasonscore.errors import MissingExtraError
from reasonscore.record import Passage
from reasonscore.retrieve.tokenizer import signature, tokenize


class RankBm25Retriever:
    """A retriever over a list of passages.

    Args:
        passages: In the order that decides between equal scores.
        k1: Saturation of the term frequency.
        b: Weight of the passage length.

    Raises:
        MissingExtraError: Where rank-bm25 is not installed.
    """

    def __init__(self, passages: Sequence[Passage], *, k1: float = 0.9, b: float = 0.4) -> None:
        try:
            from rank_bm25 import BM25Okapi
        except ImportError:
            raise MissingExtraError("the reference ranking", "rank-bm25") from None

        class Lucene(BM25Okapi):  # type: ignore[misc]
            """Okapi with Lucene's inverse document frequency, which is never negative."""

            def _calc_idf(self, nd: Mapping[str, int]) -> None:
                size = self.corpus_size
                self.idf = {term: math.log(1 + (size - df + 0.5) / (df + 0.5)) for term, df in nd.items()}

        self._passages = list(passages)
        self._k1, self._b = k1, b
        tokens = [tokenize(f"{passage.title or ''}\n{passage.text}") for passage in passages]
        self._engine: Any = Lucene(tokens, k1=k1, b=b) if any(tokens) else None

    def retrieve(self, queries: Sequence[str], top_k: int) -> list[list[Passage]]:
        """For each query at most `top_k` passages that share a token with it, best first, ties in passage order."""
        return [self._search(query, top_k) for query in queries]

    def signature(self) -> Mapping[str, str]:
        """Engine, variant, parameters and tokenizer."""
        entries = {"engine": "rank-bm25", "variant": "lucene", "k1": f"{self._k1:g}", "b": f"{self._b:g}"}
        return entries | {"tokenizer": signature()}

    def _search(self, query: str, top_k: int) -> list[Passage]:
        from dataclasses import replace

        if self._engine is None:
            return []
        # Okapi multiplies every score by k1 + 1, which Lucene leaves out.
        scores = (self._engine.get_scores(tokenize(query)) / (self._k1 + 1)).tolist()
        # Sums in another order differ in the last bits; rounded, equal passages tie.
        order = sorted(range(len(scores)), key=lambda position: (-round(scores[position], 9), position))
        return [replace(self._passages[n], score=round(scores[n], 4)) for n in order[:top_k] if scores[n] > 0]
