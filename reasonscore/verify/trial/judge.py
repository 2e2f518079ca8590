"""Judging a clause by a record: each of its readings is worked out, and only what all of them say is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reasonscore.verify.trial.amount import Amount, days_of
from reasonscore.verify.trial.cell import Answer, Cell, agreed, all_of, any_of, cell, names_of, pieces_of
from reasonscore.verify.trial.clause import Clause
from reasonscore.verify.trial.record import Trial
from reasonscore.verify.trial.scope import Scope
from reasonscore.verify.trial.side import apart, compared, equal
from reasonscore.verify.trial.value import Value, is_any_event, values


def judge(clause: Clause, record: Sequence[Trial]) -> Answer | None:
    """Whether the record says what a clause says; None where it is not sure."""
    if not clause.known:
        return None
    scopes = clause.scopes or _whole(record)
    if not scopes or any(scope.trial.kind == "arms" for scope in scopes):
        return None
    if clause.form == "compare":
        return compared(clause, scopes if len(scopes) > 1 or clause.split > 0 else _against(scopes[0], record))
    if clause.form == "apart":
        return apart(clause, scopes)
    if clause.form == "equal":
        return equal(clause, scopes)
    if clause.form == "open":
        return None
    if clause.form == "located" or (clause.form == "exists" and clause.only):
        return _located(clause, scopes)
    if clause.contrast and len(scopes) == 2:
        return _contrasted(clause, scopes)
    if clause.form == "top":
        return _top(clause, scopes)
    return _counted(clause, scopes)


def _against(scope: Scope, record: Sequence[Trial]) -> tuple[Scope, ...]:
    """A scope and the only other one like it: "the second trial had more"."""
    trial = scope.trial
    if len(scope.groups) == 1 and len(trial.groups) == 2:
        return scope, Scope(trial, tuple(one for one in trial.groups if one not in scope.groups), scope.piece)
    if scope.groups == trial.groups and len(record) == 2:
        return scope, *(Scope(one, one.groups, scope.piece) for one in record if one is not trial)
    return (scope,)


def _whole(record: Sequence[Trial]) -> tuple[Scope, ...]:
    return (Scope(record[0], record[0].groups, (0, 0)),) if len(record) == 1 else ()


def _counted(clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """Forms about one side: a bound, none, all, most, several, some."""
    predicate = _predicate(clause)
    if predicate is None:
        return None
    adds = clause.total and clause.form == "bound"
    parts = [part for scope in scopes for part in ([scope] if adds else scope.parts())]
    names = names_of(clause, parts[0])
    if not names:
        return None
    table = [[cell(part, name) for name in names] for part in parts]
    unknown = any(not cell for row in table for cell in row)
    # What is missing may still leave one part that is plainly wrong.
    if unknown and clause.form != "none" and not (clause.form == "exists" and clause.joined == "and"):
        return None
    single = [all_of([agreed(predicate(value) for value in cell) if cell else None for cell in row]) for row in table]
    holds: bool | None
    if clause.form in ("none", "exists", "all") or len(table) * len(names) == 1:
        if clause.form == "exists" and clause.joined == "or":
            holds = any_of(
                [agreed(predicate(value) for value in cell) if cell else None for row in table for cell in row]
            )
            holds = None if holds is False and len(table) > 1 else holds
        else:
            holds = all_of(single)
    else:
        added = _added(table)
        together = agreed(predicate(value) for value in added) if added else None
        if any(scope.each for scope in scopes) and not clause.total:
            holds = all_of(single)
        elif (clause.total and added and (clause.joined == "or" or len(names) == 1)) or (
            clause.joined == "or" and len(names) > 1 and len(table) == 1 and added
        ):
            holds = together
        else:
            alone = all_of(single)
            holds = together if together == alone else None
    if holds is None:
        return None
    return Answer(holds, pieces_of(cell for row in table for cell in row))


def _contrasted(clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """What holds of the second scope and not of the first: "in contrast to one trial, the other had none"."""
    mine, other = _counted(clause, scopes[1:]), _counted(clause, scopes[:1])
    if mine is None or not mine.holds:
        return mine
    if other is None:
        return None
    return Answer(not other.holds, mine.pieces + other.pieces)


def _located(clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """Where the cases are, by what the whole trial has of them: "all cases were in cohort 1"."""
    part = scopes[-1]
    if len(part.groups) != 1 or len(part.trial.groups) < 2 or len(scopes) > 2:
        return None
    whole = Scope(part.trial, part.trial.groups, part.piece)
    pairs = [(cell(part, name), cell(whole, name)) for name, _ in clause.phrases]
    if clause.negated or not pairs or any(len(a) != 1 or len(b) != 1 for a, b in pairs):
        return None
    results: list[bool | None] = []
    for (own,), (everyone,) in pairs:
        if own.count is None or everyone.count is None or not everyone.count:
            return None
        results.append(own.count > everyone.count / 2 if clause.most else own.count == everyone.count)
    holds = all_of(results)
    return None if holds is None else Answer(holds, pieces_of(cell for pair in pairs for cell in pair))


def _added(table: Sequence[Sequence[Cell]]) -> Cell:
    """All people of all scopes and phrases together, by the first reading of each where there is one alone."""
    cells = [cell for row in table for cell in row]
    if any(len(cell) != 1 or cell[0].count is None for cell in cells):
        return []
    count = sum(cell[0].count or 0 for cell in cells)
    totals = [row[0][0].total for row in table]
    total = sum(one for one in totals if one) if all(totals) else None
    return [Value(count, total, 100 * count / total if total else None)]


Predicate = Callable[[Value], bool | None]


def _predicate(clause: Clause) -> Predicate | None:
    """What a clause says of one value."""
    form, negated = clause.form, clause.negated
    if form == "none":
        return lambda value: None if value.count is None else value.count == 0
    if form == "exists":
        return lambda value: None if value.count is None else value.count > 0
    if form == "several":
        return lambda value: None if value.count is None or 1 < value.count < 3 else value.count >= 3
    if form == "all":
        wanted = 0.0 if negated else 100.0
        return lambda value: None if value.percent is None else abs(value.percent - wanted) < 1e-6
    if form == "most":
        return lambda value: None if value.percent is None else (value.percent > 50) != negated
    if clause.amount is None:
        return None
    amount = clause.amount
    if negated and amount.kind != "count":
        return None if amount.kind != "percent" else lambda value: _bounded(amount, value, True, exact=True)
    return lambda value: _bounded(amount, value, negated, clause.only or clause.total)


def _bounded(amount: Amount, value: Value, negated: bool, exact: bool) -> bool | None:
    if amount.kind == "percent":
        if value.percent is None:
            plain = value.value is not None and value.unit.startswith(("percent", "%")) and not negated
            return amount.holds(value.value) if plain and value.value is not None else None
        return amount.holds(100 - value.percent if negated else value.percent)
    if amount.kind == "days":
        days = days_of(value.unit)
        return None if days is None or value.value is None else amount.holds(value.value * days)
    if amount.kind == "ratio":
        return None
    if value.count is None or (negated and value.total is None):
        return None
    if negated:
        return amount.holds((value.total or 0) - value.count)
    if amount.of is not None and value.total is not None and amount.of != value.total:
        return False
    if amount.of is not None and value.total is None:
        return None
    holds = amount.holds(value.count)
    # "One patient had it" leaves open that others had it too.
    if value.open and holds is False and value.count < amount.value:
        # There may be cases under names that are not known to belong to the kind.
        return None
    more = holds is False and amount.sign == "=" and amount.value == 1 and value.count > 1
    return None if more and not exact else holds


def _top(clause: Clause, scopes: Sequence[Scope]) -> Answer | None:
    """Whether an event is the most frequent one of its groups."""
    names = [name for name, _ in clause.phrases if not is_any_event(name)]
    if not names or clause.negated:
        return None
    results: list[bool | None] = []
    cells: list[Cell] = []
    for part in (part for scope in scopes for part in scope.parts()):
        counts: dict[str, int] = {}
        for group in part.groups:
            for row in group.rows:
                if row.name != "Total" and row.count is not None:
                    counts[row.name] = counts.get(row.name, 0) + row.count
        own = [values(part, name) for name in names]
        cells += own
        if len(counts) < 2 or any(len(cell) != 1 or cell[0].count is None or not cell[0].pieces for cell in own):
            return None
        ordered = sorted(counts.values(), reverse=True)
        least = ordered[min(len(names), len(ordered)) - 1]
        results += [(cell[0].count or 0) >= least for cell in own]
    holds = all_of(results)
    return None if holds is None else Answer(holds, pieces_of(cells))
