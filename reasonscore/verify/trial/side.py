"""Sides: what a clause says of one group or trial against another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reasonscore.verify.trial.amount import Amount, days_of
from reasonscore.verify.trial.cell import Answer, Cell, agreed, all_of, any_of, cell, names_of, pieces_of
from reasonscore.verify.trial.clause import BEHIND, LEADING, Clause
from reasonscore.verify.trial.scope import Scope
from reasonscore.verify.trial.value import Value, is_good


def _sides(clause: Clause, scopes: Sequence[Scope]) -> tuple[list[Scope], list[Scope]] | None:
    """The scopes on either side of a comparison."""
    parts = list(scopes)
    if clause.split == LEADING:
        # "Compared to cohort 1, there were more in cohort 2."
        if len(parts) != 2:
            return None
        return [parts[1]], [parts[0]]
    if clause.split < 0:
        return (parts[:1], parts[1:]) if len(parts) == 2 else None
    where = clause.split - 0
    left = [one for one in parts if one.piece[0] + clause.piece[0] < where]
    right = [one for one in parts if one.piece[0] + clause.piece[0] >= where]
    if not left and right and len(right) == 2:
        return right[:1], right[1:]
    return left, right


def compared(clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """Whether one side has more or less than the other, by as much as the clause says."""
    if clause.negated or clause.split == BEHIND:
        return None
    if clause.judging:
        good = is_good(scopes[0].trial.title)
        if good is None or any(is_good(scope.trial.title) != good for scope in scopes):
            return None
        clause = replace(clause, up=clause.up == good)
    sides = _sides(clause, scopes)
    if sides is None:
        return None
    left, right = ([part for scope in side for part in scope.parts()] for side in sides)
    if not left and len(right) == 1:
        # "More cases of one than of another in this trial."
        left, right = right, left
    if left and not right and len(clause.phrases) == 2 and clause.split > 0:
        first, second = (name for name, _ in clause.phrases)
        if clause.phrases[0][1][0] > clause.split or clause.phrases[1][1][0] < clause.split:
            return None
        pairs = [(cell(part, first), cell(part, second)) for part in left]
    elif left and right:
        names = names_of(clause, left[0])
        if not names or (
            clause.split > 0 and any(piece[0] > clause.split for _, piece in clause.phrases) and len(names) > 1
        ):
            return None
        pairs = [(cell(a, name), cell(b, name)) for a in left for b in right for name in names]
    else:
        return None
    if any(not a or not b for a, b in pairs):
        return None
    results = []
    for a, b in pairs:
        readings = [_differs(clause, x, y) for x in a for y in b]
        if len(readings) > 1 and len(a) == len(b):
            readings = [_differs(clause, x, y) for x, y in zip(a, b, strict=True)]
        results.append(agreed(readings))
    holds = all_of(results)
    return None if holds is None else Answer(holds, pieces_of(cell for pair in pairs for cell in pair))


def _differs(clause: Clause, one: Value, other: Value) -> bool | None:
    """Whether the first value exceeds the second as the clause says."""
    amount = clause.amount
    number = None if one.count is None or other.count is None else (one.count, other.count)
    share = None if one.percent is None or other.percent is None else (one.percent, other.percent)
    plain = (
        None
        if one.value is None or other.value is None or one.unit.rstrip("s") != other.unit.rstrip("s")
        else (one.value, other.value)
    )
    if amount is not None and amount.kind == "percent":
        if share is None:
            return None
        gap = share[0] - share[1] if clause.up else share[1] - share[0]
        if gap <= 0 and amount.value > 0:
            return False
        held = amount.holds(gap)
        base = number or share
        ratio = None
        if base and base[1] and base[0]:
            ratio = 100 * (base[0] / base[1] - 1) if clause.up else 100 * (1 - base[0] / base[1])
        relative = amount.holds(ratio) if ratio is not None else None
        if held or (amount.sign == "=" and not amount.near and relative):
            return True if held else None
        return False if held is False and relative is not True else None
    if amount is not None and amount.kind == "ratio":
        pair = share if clause.share and share else number or plain
        if pair is None or not pair[1] or not pair[0]:
            return None
        ratio = pair[0] / pair[1] if clause.up else pair[1] / pair[0]
        return (
            amount.holds(ratio)
            if amount.sign != "=" or amount.near
            else abs(ratio - amount.value) <= 0.1 * amount.value
        )
    if amount is not None and amount.kind == "days":
        days = days_of(one.unit)
        if plain is None or days is None:
            return None
        gap = (plain[0] - plain[1]) * days
        return _gap(amount, gap if clause.up else -gap)
    if amount is not None:
        if number is None:
            return None
        gap = number[0] - number[1]
        return _gap(amount, gap if clause.up else -gap)
    found = []
    if number is not None and not clause.share:
        found.append(number)
    if share is not None and (clause.share or number is None):
        found.append(share)
    if not found and plain is not None:
        found.append(plain)
    return agreed((a > b) if clause.up else (a < b) for a, b in found) if found else None


def apart(clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """How far two values lie apart: "a difference of less than 5% between the arms"."""
    parts = [part for scope in scopes for part in scope.parts()]
    if len(parts) == 1 and len(parts[0].groups) == 2:
        parts = replace(parts[0], each=True).parts()
    names = names_of(clause, parts[0])
    if len(parts) != 2 or len(names) != 1 or clause.amount is None:
        return None
    cells = [cell(part, names[0]) for part in parts]
    if any(len(cell) != 1 for cell in cells):
        return None
    first, second = (cell[0] for cell in cells)
    results = [_differs(replace(clause, up=up), first, second) for up in (True, False)]
    holds = any_of(results) if clause.amount.sign in ("=", ">", ">=") else _within_gap(clause.amount, first, second)
    return None if holds is None else Answer(holds, pieces_of(cells))


def _within_gap(amount: Amount, one: Value, other: Value) -> bool | None:
    days = days_of(one.unit)
    if amount.kind == "percent" and one.percent is not None and other.percent is not None:
        return amount.holds(abs(one.percent - other.percent))
    if amount.kind == "days" and days and one.value is not None and other.value is not None:
        return amount.holds(abs(one.value - other.value) * days)
    if amount.kind == "count" and one.count is not None and other.count is not None:
        return amount.holds(abs(one.count - other.count))
    return None


def _gap(amount: Amount, gap: float) -> bool | None:
    return False if gap <= 0 < amount.value else amount.holds(gap)


def equal(clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """Whether several scopes, or several phrases in one, have the same number or share."""
    parts = [part for scope in scopes for part in scope.parts()]
    names = names_of(clause, parts[0]) if parts else []
    if not names:
        return None
    if len(parts) == 1 and len(names) > 1:
        cells = [cell(parts[0], name) for name in names]
    elif len(parts) > 1 and clause.split > 0 and len(names) == 2 and len(parts) == 2:
        # "The same number of X in one as of Y in the other."
        if clause.phrases[1][1][0] < clause.split:
            return _each_equal(clause, parts, names)
        cells = [cell(part, name) for part, name in zip(parts, names, strict=True)]
    elif len(parts) > 1:
        return _each_equal(clause, parts, names)
    else:
        return None
    return _same(clause, [cells])


def _each_equal(clause: Clause, parts: Sequence[Scope], names: Sequence[str | None]) -> Answer | None:
    return _same(clause, [[cell(part, name) for part in parts] for name in names])


def _same(clause: Clause, rows: Sequence[Sequence[Cell]]) -> Answer | None:
    if any(len(cell) != 1 for row in rows for cell in row):
        return None
    results: list[bool | None] = []
    for row in rows:
        found = [_measure(clause, cell[0]) for cell in row]
        known = [one for one in found if one is not None]
        results.append(None if len(known) < len(found) else max(known) - min(known) < (0.006 if clause.share else 0.5))
    holds = all_of(results)
    if holds is None:
        return None
    holds = holds != clause.negated
    return Answer(holds, pieces_of(cell for row in rows for cell in row))


def _measure(clause: Clause, value: Value) -> float | None:
    if value.count is None or clause.share:
        return value.percent if value.percent is not None else value.value
    return value.count
