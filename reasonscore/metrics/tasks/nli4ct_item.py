"""One statement of NLI4CT: its labels, its evidence, and the statement that it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reasonscore.metrics.row_field import field_at, list_at
from reasonscore.metrics.tasks.f_score import FCounts

ENTAILMENT, CONTRADICTION = "entailment", "contradiction"


@dataclass(frozen=True, slots=True)
class Item:
    """A statement with what was predicted for it.

    Args:
        id: Its name.
        gold: Whether it is entailed.
        predicted: Whether that was predicted; None where there is no prediction.
        kind: `altering` or `preserving` for an intervention, an empty string for an original statement.
        base: Name of the original statement.
        evidence: Counts of the evidence lines, None where the row has none.
    """

    id: str
    gold: bool
    predicted: bool | None
    kind: str = ""
    base: str = ""
    evidence: FCounts | None = None

    def to_details(self) -> dict[str, Any]:
        """The item as details of a score."""
        counts = self.evidence
        found: dict[str, Any] = {"id": self.id, "gold": self.gold, "predicted": self.predicted}
        found |= {"kind": self.kind, "base": self.base}
        return found | ({"evidence": [counts.hits, counts.predicted, counts.gold]} if counts else {})


def read_label(value: object) -> bool | None:
    """Whether a label says Entailment; None for what is neither label.

    >>> read_label("Entailment"), read_label({"Prediction": "Contradiction"}), read_label(None)
    (True, False, None)
    """
    if isinstance(value, Mapping):
        value = value.get("Prediction", value.get("label"))
    word = str(value).strip().casefold()
    return True if word == ENTAILMENT else False if word == CONTRADICTION else None


def read_item(row: Mapping[str, Any]) -> Item | None:
    """The statement of a row, None where it has no gold label."""
    labels = (field_at(row, "reference.label"), row.get("label"), row.get("Label"))
    gold = next((flag for value in labels if (flag := read_label(value)) is not None), None)
    if gold is None:
        return None
    causal = row.get("causal_type") or row.get("Causal_type") or ("", "")
    causal = causal if isinstance(causal, list | tuple) and len(causal) == 2 else ("", "")
    sides = [side for side in ("primary", "secondary") if list_at(row, f"reference.{side}_evidence") is not None]
    evidence = sum((_lines(row, side) for side in sides), FCounts()) if sides else None
    name, kind, base = str(row.get("id", "")), str(causal[0]).casefold(), str(causal[1])
    return Item(name, gold, read_label(row.get("prediction")), kind, base, evidence)


def _lines(row: Mapping[str, Any], side: str) -> FCounts:
    """Counts of evidence lines; a line that is predicted twice counts twice, as in the task's script."""
    gold = [str(line) for line in list_at(row, f"reference.{side}_evidence") or ()]
    found = [str(line) for line in list_at(row, f"prediction.{side}_evidence") or ()]
    return FCounts(sum(line in gold for line in found), len(found), len(gold))
