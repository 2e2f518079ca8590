"""ConceptF1: the lexicon concepts that a text shares with a gold text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import list_at
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score
from reasonscore.metrics.tasks.f_score import FCounts, f_score
from reasonscore.metrics.tasks.text_concepts import text_concepts
from reasonscore.metrics.tasks.text_pair import read_texts


def concept_counts(predicted: frozenset[str], gold: frozenset[str]) -> FCounts:
    """Counts of the shared concepts.

    >>> concept_counts(frozenset("ab"), frozenset("bc")).f1
    0.5
    """
    return FCounts(len(predicted & gold), len(predicted), len(gold))


@register
@dataclass(frozen=True, slots=True, repr=False)
class ConceptF1(RowMetric):
    """F1 of the concepts that the lexicon finds in the predicted and the gold text (CUI-F with an open vocabulary).

    Row fields: `prediction`, else the final answer; `reference.text`, else `reference.answer` (all of them together).
    `prediction_concepts` and `reference_concepts`, lists of ids, replace the look-up where a row brings its own.
    """

    name: ClassVar[str] = "ConceptF1"
    id: ClassVar[str] = "metrics.concept_f1.v1"
    formula: ClassVar[str] = "2 * shared concepts / (predicted concepts + gold concepts)"
    empty: ClassVar[str] = "0 where a side has no concept or both; no value: no_reference, no_answer or abstained"
    source: ClassVar[str] = "CUI-F of problem-list summarisation (ProbSum), with this library's lexicon for QuickUMLS"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        gold, found = list_at(row, "reference_concepts"), list_at(row, "prediction_concepts")
        if gold is not None and found is not None:
            return f_score(concept_counts(frozenset(map(str, found)), frozenset(map(str, gold))))
        pair = read_texts(row)
        if isinstance(pair, Score):
            return pair
        wanted = frozenset().union(*(text_concepts(text) for text in pair[1]))
        return f_score(concept_counts(text_concepts(pair[0]), wanted))
