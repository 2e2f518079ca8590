"""A claim: one statement of a response that can be true or false, with everything that its truth depends on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from reasonscore.span import Span

Certainty = Literal["asserted", "probable", "possible", "unlikely", "uncertain", "counterfactual", "excluded"]
ClaimType = Literal[
    "finding", "history", "test", "mechanism", "inference", "differential", "plan", "citation", "prognosis", "meta"
]
ConditionKind = Literal["if", "unless", "when", "until", "before", "after", "population", "dose", "purpose"]
RelationKind = Literal["because", "therefore", "supports", "opposes", "contrast", "elaborates", "corrects"]


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for the claim to be meant; `text` without its marker, `negated` for unless and "if not"."""

    text: str
    kind: ConditionKind
    span: Span
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what the claim is about; `resolved_from` is the pronoun that stood in the source."""

    text: str
    resolved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it measures; ranges have a `high` beside the `value`."""

    value: float
    unit: str | None = None
    name: str | None = None
    comparator: str = "="
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How this claim bears on another one of the same response; the span is that of the connecting words."""

    to: str
    kind: RelationKind
    span: Span = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim; field by field as docs/data-flow.md describes.

    `text` is self-contained, condition included; `atom` is the same in the words of the source alone; `span` covers the
    source words of the atom. `sentence` and `step` are indices; `step` is None outside of the steps.
    """

    id: str
    text: str
    atom: str
    span: Span
    sentence: int = 0
    step: int | None = None
    type: ClaimType = "finding"
    condition: tuple[Condition, ...] = ()
    subject: Subject = Subject("")
    negated: bool = False
    certainty: Certainty = "asserted"
    cue: Span | None = None
    temporality: str = "current"
    experiencer: str = "patient"
    quantities: tuple[Quantity, ...] = ()
    relations: tuple[Relation, ...] = ()
    flags: tuple[str, ...] = ()
    provenance: tuple[str, ...] = ()

    def to_row(self) -> dict[str, Any]:
        """The claim as a JSON object in the order of the record format."""
        return {
            "id": self.id,
            "text": self.text,
            "atom": self.atom,
            "span": self.span,
            "sentence": self.sentence,
            "step": self.step,
            "type": self.type,
            "condition": [
                {"text": part.text, "kind": part.kind, "negated": part.negated, "span": part.span}
                for part in self.condition
            ],
            "subject": {"text": self.subject.text, "resolved_from": self.subject.resolved_from},
            "negated": self.negated,
            "certainty": self.certainty,
            "cue": self.cue,
            "temporality": self.temporality,
            "experiencer": self.experiencer,
            "quantities": [
                {"name": q.name, "value": q.value, "comparator": q.comparator, "unit": q.unit}
                | ({"high": q.high} if q.high is not None else {})
                for q in self.quantities
            ],
            "relations": [{"to": r.to, "kind": r.kind, "span": r.span} for r in self.relations],
            "flags": self.flags,
            "provenance": self.provenance,
        }


@dataclass(frozen=True, slots=True)
class Filtered:
    """A part of the source that makes no claim, with the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The claims of one text and what was left out of them."""

    claims: tuple[Claim, ...] = ()
    filtered: tuple[Filtered, ...] = ()
