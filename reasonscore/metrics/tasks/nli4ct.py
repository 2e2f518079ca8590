"""NLI4CT: F1, evidence F1, faithfulness and consistency, always together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.parameter import check_choice
from reasonscore.metrics.row_metric import RowMetric, mean_score
from reasonscore.metrics.score import Score, absent, ratio
from reasonscore.metrics.tasks.f_score import FCounts
from reasonscore.metrics.tasks.nli4ct_item import Item, read_item


def entailment_counts(items: Sequence[Item]) -> FCounts:
    """Counts of the Entailment class; a missing prediction is a Contradiction that was not asked for, so a miss."""
    hits = sum(item.gold and item.predicted is True for item in items)
    return FCounts(hits, sum(item.predicted is True for item in items), sum(item.gold for item in items))


def faithfulness(items: Sequence[Item], given_right: bool = False) -> float | None:
    """Share of the altering items whose prediction differs from the gold label of their original statement.

    Args:
        items: All items, the originals among them.
        given_right: Count only items whose original statement was predicted rightly (the published formula).
    """
    bases = {item.id: item for item in items}
    pairs = [(item, bases[item.base]) for item in items if item.kind == "altering" and item.base in bases]
    kept = [(item, base) for item, base in pairs if not given_right or base.predicted == base.gold]
    changed = [item.predicted is not None and item.predicted != base.gold for item, base in kept]
    return sum(changed) / len(changed) if changed else None


def consistency(items: Sequence[Item]) -> float | None:
    """Share of the preserving items whose prediction equals that for their original statement."""
    bases = {item.id: item for item in items}
    pairs = [(item, bases[item.base]) for item in items if item.kind == "preserving" and item.base in bases]
    same = [item.predicted is not None and item.predicted == base.predicted for item, base in pairs]
    return sum(same) / len(same) if same else None


def measures(items: Sequence[Item], given_right: bool = False) -> dict[str, float | None]:
    """The numbers of the task; F1 over the original statements."""
    original = [item for item in items if not item.kind]
    evidence = sum((item.evidence for item in items if item.evidence is not None), FCounts())
    counts = entailment_counts(original)
    return {
        "f1": counts.f1 if original else None,
        "precision": counts.precision if original else None,
        "recall": counts.recall if original else None,
        "evidence_f1": evidence.f1 if evidence.gold + evidence.predicted else None,
        "faithfulness": faithfulness(items, given_right),
        "consistency": consistency(items),
    }


@register
@dataclass(frozen=True, slots=True, repr=False)
class NLI4CT(RowMetric):
    """F1 of Entailment over the original statements, with evidence F1, faithfulness and consistency beside it.

    They are only given together: predicting Contradiction for everything is perfectly faithful and consistent. What the
    two constant predictions would get stands in the details as a check (`always_entailment`, `always_contradiction`).
    One row's value is whether its label is right.

    Row fields: `label` (or `reference.label`) and `prediction` (a label or `{"Prediction": ...}`), `causal_type`
    (`["Altering" or "Preserving", id of the original]`); for the evidence task `reference.primary_evidence`,
    `reference.secondary_evidence` and the same under `prediction`.

    Args:
        given_right: Faithfulness over items whose original was predicted rightly (the published formula); the task's
            script, the default here, takes all.
    """

    name: ClassVar[str] = "NLI4CT"
    id: ClassVar[str] = "metrics.nli4ct.v1"
    pooled: ClassVar[bool] = True
    formula: ClassVar[str] = (
        "F1 of Entailment; faithfulness: altering items predicted unlike the gold label of their original; "
        "consistency: preserving items predicted like their original"
    )
    empty: ClassVar[str] = "a part without items is null; no value: no_reference without original statements"
    source: ClassVar[str] = "NLI4CT 2023, ai-systems/nli4ct, and 2024, ai-systems/Task-2-SemEval-2024"

    given_right: bool = False

    def __post_init__(self) -> None:
        check_choice("given_right", self.given_right, (True, False))

    def score(self, row: Mapping[str, Any]) -> Score:
        """Whether the label of one row is right; a missing prediction is wrong."""
        item = read_item(row)
        if item is None:
            return absent("no_reference")
        return ratio(int(item.predicted == item.gold), 1, **item.to_details())

    def pool(self, scores: Sequence[Score]) -> Score:
        """All numbers of the task."""
        items = [_item(score.details) for score in scores if score.value is not None]
        found = measures(items, self.given_right)
        details = {**mean_score(scores).details, **found}
        for name, label in (("always_entailment", True), ("always_contradiction", False)):
            constant = measures([replace(item, predicted=label, evidence=None) for item in items])
            details[name] = {key: constant[key] for key in ("f1", "faithfulness", "consistency")}
        value = found["f1"]
        return absent("no_reference", **details) if value is None else Score(value, "scored", value, 1, details)


def _item(details: Mapping[str, Any]) -> Item:
    counts = details.get("evidence")
    return Item(
        details["id"],
        details["gold"],
        details["predicted"],
        details["kind"],
        details["base"],
        FCounts(*counts) if counts else None,
    )
