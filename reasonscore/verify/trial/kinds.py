"""Kinds of events: statements about the lines of a table as a whole, such as how many kinds of events it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reasonscore.span import Piece
from reasonscore.verify.trial.amount import Amount, find_amounts
from reasonscore.verify.trial.cell import Answer, all_of
from reasonscore.verify.trial.clause import Clause
from reasonscore.verify.trial.phrase import masked
from reasonscore.verify.trial.scope import Scope
from reasonscore.verify.trial.value import described_names

_EVENT = r"(?:serious )?(?:adverse |side[- ])(?:events?|effects?)"
_KINDS = re.compile(
    rf"\b(?:different |distinct )?(?:types?|kinds?|categories) of (?:different )?{_EVENT}|"
    rf"\b(?:different|distinct) {_EVENT}(?: types?)?|"
    rf"\b{_EVENT} (?:types?|kinds?|categories)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    rf"\b(?:shar\w+ any(?: of the same)?|any of the same|(?:of )?the same|overlap\w*(?: between)?|in common|"
    rf"(?:completely|entirely) different) "
    rf"(?:{_EVENT}|\w+ {_EVENT})(?: profiles?)?|\b{_EVENT} in common|\boverlap\b",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    rf"\b(?:no|none of the|not a single|not one)(?: of the)? {_EVENT}\b.{{0,60}}?"
    r"\b(?:occur\w*|affect\w*|record\w*|observed|happen\w*|with)\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MOST_OF_ANY = re.compile(
    rf"\b(?:highest|greatest|maximum) (?:number|amount|count) of (?:\w+ ){{1,2}}for any {_EVENT}\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_EVERY_EVENT = re.compile(
    rf"\bfor (?:all|every|each) (?:\w+ )?{_EVENT}(?: types?)?\b(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_ALL_OF_KIND = re.compile(
    rf"\b(?P<how>all|every|none|several|some|most) (?:of )?(?:the )?{_EVENT}\b.{{0,60}}?"
    r"\b(?:were|was|are) (?P<not>not )?(?P<kind>[a-z -]{1,60}?)(?: in nature)? ?$|"
    rf"\bonly (?:record\w*|report\w*|observ\w*|had|include\w*)?\s*(?P<sort>[a-z -]{{1,60}}?) {_EVENT}\b|"
    rf"\b(?:record\w*|report\w*|observ\w*|had) only (?P<second>[a-z -]{{1,60}}?) {_EVENT}\b",
    re.IGNORECASE,
)
_ABOUT_KINDS = re.compile(r"types?|kinds?|categor|different|distinct|adverse|side", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:no|not|none|never|n't)\b", re.IGNORECASE)
_TIMES = {"once": 1.0, "twice": 2.0}
_ONCE = re.compile(r"\b(?P<bound>more than|less than|at least|only|exactly) (?P<word>once|twice)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event in a scope: who had it, the greatest share and number in a group, and its lines."""

    name: str
    count: int
    share: float
    most: int
    pieces: tuple[Piece, ...]


def kinds_of(scope: Scope) -> list[Kind]:
    """The kinds of events that a scope lists, by name."""
    found: dict[str, Kind] = {}
    for group in scope.groups:
        for row in group.rows:
            if row.name != "Total" and row.count is not None:
                key = row.name.lower()
                old = found.get(key, Kind(key, 0, 0.0, 0, ()))
                share = max(old.share, row.percent or 0.0)
                found[key] = Kind(key, old.count + row.count, share, max(old.most, row.count), (*old.pieces, row.piece))
    return list(found.values())


def judge_kinds(claim: str, clause: Clause) -> Answer | None:
    """Whether a table has the kinds of events that a clause says; None where it says nothing of that sort.

    Args:
        claim: The whole claim.
        clause: One clause of it.
    """
    scopes = clause.scopes
    text = masked(claim[slice(*clause.piece)], [scope.piece for scope in scopes])
    if not clause.known or not scopes or any(scope.trial.kind != "events" for scope in scopes):
        return None
    tables = [kinds_of(part) for scope in scopes for part in scope.parts()]
    if any(not table for table in tables):
        return None
    if _KINDS.search(text) and any(not _ABOUT_KINDS.search(phrase) for phrase, _ in clause.phrases):
        # It also says which they are.
        return None
    pieces = tuple(sorted({piece for table in tables for kind in table for piece in kind.pieces}))
    holds = _shared(text, tables)
    if holds is None:
        holds = all_of([_of_table(text, table) for table in tables])
    return None if holds is None else Answer(holds, pieces)


def _shared(text: str, tables: Sequence[list[Kind]]) -> bool | None:
    """Whether two tables have as many kinds in common as the text says."""
    match = _SHARED.search(text)
    if match is None or len(tables) != 2:
        return None
    first, second = ({kind.name for kind in table if kind.count} for table in tables)
    common = len(first & second)
    if find_amounts(text):
        # Two tables may call one thing by two names.
        return None
    none = bool(_DENIED.search(text)) or "different" in match[0].lower()
    any_of = "any" in match[0].lower() or "overlap" in match[0].lower() or "common" in match[0].lower()
    return (common == 0) if none and (any_of or "different" in match[0].lower()) else (common > 0) if any_of else None


def _of_table(text: str, table: list[Kind]) -> bool | None:
    listed = [kind for kind in table if kind.count]
    highest = _MOST_OF_ANY.search(text)
    if highest:
        in_all = _bounds(highest["rest"], [max(kind.count for kind in table)], [])
        in_one = _bounds(highest["rest"], [max(kind.most for kind in table)], [])
        return in_all if in_all == in_one else None
    unwanted = _NO_EVENT.search(text)
    if unwanted:
        # No event reaches the bound: what is said of the rest must hold of none.
        found = [_bounds(unwanted["rest"], [kind.count], [kind.share]) for kind in listed]
        return None if None in found else not any(found)
    every = _EVERY_EVENT.search(text)
    if every:
        return all_of([_bounds(every["rest"], [kind.count], [kind.share]) for kind in table])
    kinds = _KINDS.search(text)
    if kinds and not _DENIED.search(text):
        before = [one for one in find_amounts(text[: kinds.start()]) if one.kind == "count"]
        if len(before) != 1:
            return None
        rest = text[kinds.end() :]
        held = [kind for kind in table if kind.count]
        if find_amounts(rest):
            results = [_bounds(rest, [kind.count], [kind.share]) for kind in table]
            if None in results:
                return None
            held = [kind for kind, result in zip(table, results, strict=True) if result]
        return before[0].holds(len(held))
    sort = _ALL_OF_KIND.search(text)
    if sort:
        return _sorted(sort, listed)
    return None


def _sorted(match: re.Match[str], listed: list[Kind]) -> bool | None:
    """Whether all, some or none of the events are of a kind."""
    kind = match["kind"] or match["sort"] or match["second"]
    names = described_names(kind.strip())
    if names is None or not listed:
        return None
    inside = sum(bool(names.search(one.name)) for one in listed)
    outside = len(listed) - inside
    if match["not"]:
        inside, outside = outside, inside
    how = (match["how"] or "all").lower()
    if how in ("all", "every"):
        return outside == 0
    if how == "none":
        return inside == 0
    return inside > outside if how == "most" else inside >= (2 if how == "several" else 1)


def _bounds(text: str, counts: Sequence[float], shares: Sequence[float]) -> bool | None:
    """What the only amount in a text says of a number of people or of their share."""
    once = _ONCE.search(text)
    if once:
        sign = {"more than": ">", "less than": "<", "at least": ">="}.get(once["bound"].lower(), "=")
        amount = Amount(_TIMES[once["word"].lower()], "count", sign, once.span())  # type: ignore[arg-type]
    else:
        found = find_amounts(text)
        if not found and re.search(r"\bat least one\b", text, re.IGNORECASE):
            return all(count >= 1 for count in counts)
        if len(found) != 1 or found[0].kind not in ("count", "percent", "ratio"):
            return None
        amount = found[0]
    values = shares if amount.kind == "percent" else counts
    return all_of([amount.holds(value) for value in values])
