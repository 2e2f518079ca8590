"""Claims as JSON rows bring them: what `decompose` wrote, or a bare claim that somebody else split off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from reasonscore.decompose.claim import (
    Certainty,
    Claim,
    ClaimType,
    Condition,
    ConditionKind,
    Quantity,
    Relation,
    RelationKind,
    Subject,
)
from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.span import Span


def parse_claims(found: object) -> tuple[Claim, ...]:
    """The claims of a row's `claims` field.

    Raises:
        InputError: With the path of the field, what was found and what was expected.

    >>> parse_claims([{"text": "No fever."}])[0].id
    'c1'
    """
    if not isinstance(found, list | tuple):
        raise InputError(f"found {kind_of(found)}, expected a list of claims", field="claims")
    return tuple(_claim(item, f"claims[{index}]", index) for index, item in enumerate(found))


def _claim(row: object, path: str, index: int) -> Claim:
    if isinstance(row, str):
        row = {"text": row}
    if not isinstance(row, Mapping):
        raise InputError(f"found {kind_of(row)}, expected a claim object", field=path)
    text = row.get("text")
    if not isinstance(text, str):
        raise InputError(f"found {kind_of(text)}, expected a string", field=f"{path}.text")
    subject = row.get("subject") or {}
    cue = row.get("cue")
    return Claim(
        id=str(row.get("id") or f"c{index + 1}"),
        text=text,
        atom=str(row.get("atom") or text),
        span=_span(row.get("span") or (), f"{path}.span"),
        sentence=int(row.get("sentence") or 0),
        step=row.get("step"),
        type=cast("ClaimType", _one_of(row.get("type"), ClaimType, "finding", f"{path}.type")),
        condition=tuple(_condition(part, f"{path}.condition[{i}]") for i, part in _items(row, "condition")),
        subject=Subject(str(subject.get("text") or ""), subject.get("resolved_from")),
        negated=bool(row.get("negated")),
        certainty=cast("Certainty", _one_of(row.get("certainty"), Certainty, "asserted", f"{path}.certainty")),
        cue=_span(cue, f"{path}.cue") if cue else None,
        temporality=str(row.get("temporality") or "current"),
        experiencer=str(row.get("experiencer") or "patient"),
        quantities=tuple(_quantity(part, f"{path}.quantities[{i}]") for i, part in _items(row, "quantities")),
        relations=tuple(_relation(part, f"{path}.relations[{i}]") for i, part in _items(row, "relations")),
        flags=tuple(str(flag) for flag in row.get("flags") or ()),
        provenance=tuple(str(rule) for rule in row.get("provenance") or ()),
    )


def _items(row: Mapping[str, Any], name: str) -> enumerate[Any]:
    found = row.get(name) or ()
    return enumerate(found if isinstance(found, Sequence) and not isinstance(found, str) else ())


def _condition(row: Any, path: str) -> Condition:
    _expect_object(row, path)
    kind = cast("ConditionKind", _one_of(row.get("kind"), ConditionKind, "if", f"{path}.kind"))
    return Condition(str(row.get("text") or ""), kind, _span(row.get("span") or (), path), bool(row.get("negated")))


def _quantity(row: Any, path: str) -> Quantity:
    _expect_object(row, path)
    value = row.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"found {kind_of(value)}, expected a number", field=f"{path}.value")
    return Quantity(float(value), row.get("unit"), row.get("name"), row.get("comparator") or "=", row.get("high"))


def _relation(row: Any, path: str) -> Relation:
    _expect_object(row, path)
    kind = cast("RelationKind", _one_of(row.get("kind"), RelationKind, "elaborates", f"{path}.kind"))
    return Relation(str(row.get("to") or ""), kind, _span(row.get("span") or (), path))


def _expect_object(row: object, path: str) -> None:
    if not isinstance(row, Mapping):
        raise InputError(f"found {kind_of(row)}, expected an object", field=path)


def _one_of(found: object, choices: Any, default: str, path: str) -> str:
    names = get_args(choices)
    if found is None:
        return default
    if found not in names:
        raise InputError(f"found '{found}', expected one of {', '.join(names)}", field=path)
    return str(found)


def _span(found: object, path: str) -> Span:
    try:
        return tuple((int(start), int(end)) for start, end in found)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        raise InputError("expected a span: a list of [start, end] pairs", field=path) from None
