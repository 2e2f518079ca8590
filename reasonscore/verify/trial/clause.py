"""Clauses about trials: their scopes, what they count, and how they bound or compare it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reasonscore.span import Piece
from reasonscore.verify.trial.amount import Amount, find_amounts
from reasonscore.verify.trial.phrase import find_phrases, masked
from reasonscore.verify.trial.record import Trial
from reasonscore.verify.trial.scope import Scope, Scopes, find_scopes

Form = Literal[
    "bound", "none", "all", "most", "several", "exists", "compare", "equal", "top", "located", "apart", "open"
]
"""What a clause says; `open` is what a table does not settle."""

_COMPARE = re.compile(
    r"\b(?:(?P<up>more|higher|greater|larger|longer|bigger|better)|(?P<down>fewer|less|lower|smaller|shorter|worse))\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\bthan\b|\b(?:as )?compared (?:to|with)\b|\bin comparison (?:to|with)\b|\brelative to\b|\bas\b", re.IGNORECASE
)
_LEADING = re.compile(r"\s*(?:as )?(?:compared|in comparison) (?:to|with)\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?:(?P<twice>twice|doubled?)|triple(?!-)|three times)\b", re.IGNORECASE)
_EQUAL = re.compile(
    r"\b(?:same|equal|identical) (?:exact )?(?:total )?"
    r"(?:numbers?|amounts?|percentages?|proportions?|rates?|cohort size|size)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:other than|except\w*|apart from|excluding|types?|kinds?|categor\w+|different|any other|respectively|same|"
    r"similar|related to|due to|(?:every|each) (?:\w+ )?(?:adverse|event|type)|(?:the )?only (?:\w+ )?adverse|"
    r"differ(?:s|ed)?|only one of|one of the|two of the|particular)\b",
    re.IGNORECASE,
)
"""What makes a statement one about kinds of events, or about causes, which a table of counts does not settle."""
_LOCATED = re.compile(
    r"\b(?:all|most|majority|every|only|exclusively)\b.{0,90}?"
    r"\b(?:cases?|occurred|occur|observed|recorded|seen|found|were|was)\b.{0,60}?"
    r"\b(?:in|from)\b(?: patients (?:in|from))?\s*$",
    re.IGNORECASE | re.DOTALL,
)
_CONTRAST = re.compile(r"\s*(?:in contrast (?:to|with)|unlike|as opposed to)\b", re.IGNORECASE)
_TOP = re.compile(
    r"\b(?P<most>most|highest|greatest)\b(?: (?:common|frequent|prevalent|number of|occurring|reported))+",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:none|no|zero|nobody|without|neither|never|any|nor|not a single|not any|no one)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:did not|didn't|does not|do not|were not|was not|not|have not|had not|never)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:all|every|every single|each)\b(?: of)?(?: the)? (?:patients?|participants?|subjects?|single|one)",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:most|majority)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:several|multiple|many|numerous)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:percent(?:age)?s?|proportions?|rates?|likely|likelihood|frequen\w+|common|prevalent|incidence)\b|%",
    re.I,
)
_AVERAGE = re.compile(r"\b(?:median|mean|average|on average)\b", re.IGNORECASE)
_EXTREME = re.compile(
    r"\b(?:minimum|maximum|shortest|longest|worst|best|earliest|latest|highest|lowest|at least partial)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:total|between|across|overall|combined|altogether|throughout)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just|exclusively)\b", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|nor|either)\b", re.IGNORECASE)
_JUDGING = re.compile(r"\b(?:better|worse)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:patients|participants|subjects|people)\b", re.IGNORECASE)
_AFFECTED = re.compile(r"\baffected\b", re.IGNORECASE)
_DIFFERENCE = re.compile(r"(?P<no>\bno (?:recorded |observed )?)?\bdifference\b", re.IGNORECASE)
_UNCLEAR = re.compile(r"\b(?:minimum|maximum|significant\w*)\b", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:none|no|not a single|nobody)\b", re.IGNORECASE)
_NOBODY_WITH = re.compile(r"\b(?:no|none|nobody|neither|not a single|any)\b(?! (?:more|less|fewer))", re.IGNORECASE)
_AS = re.compile(r"\b(?:as|than)\b(?! many| much| often| likely)", re.IGNORECASE)

UNPLACED, LEADING, BEHIND = -1, -3, -2
"""Where a comparison is not split by a word: the sides follow each other, the second comes first, or its number is no
difference."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause about a trial record.

    Args:
        form: What it says of its phrases.
        piece: Where it stands in the claim.
        scopes: Trials and groups in their order.
        phrases: What it counts, with their places.
        amount: The number it names.
        up: Whether a comparison says more.
        split: Where the second side of a comparison begins.
        negated: Whether it denies.
        share: Whether it speaks of shares and not of numbers.
        total: Whether it adds its scopes up.
        joined: `or` or `and`, between phrases.
        known: Whether all scopes are in the record.
        only: Whether it says "only".
        most: Whether it speaks of most of something.
        missing: The trial whose record has no such group as it names.
        judging: Whether it says "better" or "worse".
        people: Whether it speaks of people.
        contrast: Whether it begins with what it sets itself against ("in contrast to the second trial").
    """

    form: Form
    piece: Piece
    scopes: tuple[Scope, ...]
    phrases: tuple[tuple[str, Piece], ...]
    amount: Amount | None = None
    up: bool = True
    split: int = -1
    negated: bool = False
    share: bool = False
    total: bool = False
    joined: str = ""
    known: bool = True
    only: bool = False
    contrast: bool = False
    most: bool = False
    people: bool = False
    judging: bool = False
    missing: Trial | None = None


def read_clause(text: str, offset: int, record: Sequence[Trial], before: Trial | None = None) -> Clause:
    """The clause that a part of a claim is.

    Args:
        text: The part.
        offset: Where it begins in the claim.
        record: The trials that it may speak of.
        before: The trial that the claim spoke of last.
    """
    scopes = find_scopes(text, record, before)
    bare = masked(text, scopes.pieces)
    amounts = find_amounts(bare)
    top = _TOP.search(bare)
    blank = [*(amount.piece for amount in amounts), *([top.span()] if top else [])]
    clause = Clause(
        "open",
        (offset, offset + len(text)),
        scopes.found,
        find_phrases(masked(bare, blank), offset),
        negated=bool(_NOT.search(bare)),
        share=bool(_SHARE.search(bare)),
        total=bool(_TOTAL.search(bare)),
        joined="or" if _OR.search(bare) else "and",
        known=scopes.known,
        missing=scopes.missing,
        only=bool(_ONLY.search(bare)),
        contrast=bool(_CONTRAST.match(bare)),
        most=bool(_MOST.search(bare)),
        people=bool(_PEOPLE.search(bare)) and not _AFFECTED.search(bare),
        judging=bool(_JUDGING.search(bare)),
    )
    difference = _DIFFERENCE.search(bare)
    if difference:
        return _of_difference(clause, bool(difference["no"]), bare, amounts)
    equal = _EQUAL.search(bare)
    if (not equal and _OPEN.search(bare)) or (not top and _EXTREME.search(bare)):
        return clause
    if _is_located(bare, scopes, amounts):
        return replace(clause, form="located")
    if top:
        return replace(clause, form="top")
    if equal:
        than = _THAN.search(bare)
        return replace(clause, form="equal", split=than.start() + offset if than else UNPLACED)
    return _compared(clause, bare, amounts) or _counted(clause, bare, amounts)


def _of_difference(clause: Clause, none: bool, bare: str, amounts: list[Amount]) -> Clause:
    if none and not amounts:
        return replace(clause, form="equal", negated=False)
    if len(amounts) == 1 and not none and not _UNCLEAR.search(bare):
        return replace(clause, form="apart", amount=amounts[0])
    return clause


def _compared(clause: Clause, bare: str, amounts: list[Amount]) -> Clause | None:
    """The clause as a comparison of two sides; None where it is none."""
    offset = clause.piece[0]
    held = [amount.piece for amount in amounts]
    compare = next((m for m in _COMPARE.finditer(bare) if not any(a <= m.start() < b for a, b in held)), None)
    times = _TIMES.search(bare)
    than = _THAN.search(bare, compare.end()) if compare else _AS.search(bare, times.end()) if times else None
    ratio = next((amount for amount in amounts if amount.kind == "ratio"), None)
    leading = _LEADING.match(bare)
    up = bool(compare["up"]) if compare else True
    beside = compare and next((one for one in amounts if one.piece[1] <= compare.start() <= one.piece[1] + 3), None)
    if not ((compare and (than or leading)) or (times and than) or ratio):
        if compare and (beside or not amounts):
            return replace(clause, form="compare", amount=beside or None, up=up)
        return None
    if ratio is not None and than is None:
        than = _AS.search(bare, ratio.piece[1])
    amount = ratio or beside or None
    if amount is None and times is not None:
        amount = Amount(2.0 if times["twice"] else 3.0, "ratio", "=", times.span())
    elif amount is None and amounts:
        behind = [one for one in amounts if compare and one.piece[0] >= compare.start()]
        amount = behind[0] if behind else amounts[0]
        if behind and len(amounts) == 1:
            return replace(clause, form="compare", split=BEHIND)
    split = LEADING if leading else than.start() + offset if than else UNPLACED
    if ratio is not None and than is None and clause.scopes:
        split = clause.scopes[-1].piece[0] + offset
    return replace(clause, form="compare", amount=amount, up=up, split=split)


def _counted(clause: Clause, bare: str, amounts: list[Amount]) -> Clause:
    """The clause as one about one side: a bound, none, all, most, several or some."""
    every, most = _ALL.search(bare), _MOST.search(bare)
    if len(amounts) > 1 or every or most:
        # "Most patients had at least one event" is about most patients.
        amounts = [one for one in amounts if (one.sign, one.value) != (">=", 1)] or ([] if every or most else amounts)
    if len({(one.sign, one.value, one.kind) for one in amounts}) == 1:
        amounts = amounts[:1]
    if amounts and amounts[0].value == 0 and amounts[0].sign == "=":
        return replace(clause, form="none", negated=False)
    if amounts:
        lasting = amounts[0].kind == "days" and clause.people and not _AVERAGE.search(bare)
        if lasting or _NOBODY_WITH.search(bare):
            return clause
        return replace(clause, form="bound", amount=amounts[0] if len(amounts) == 1 else None)
    if every:
        return replace(clause, form="all")
    if most:
        return replace(clause, form="most")
    if _SEVERAL.search(bare):
        return replace(clause, form="several")
    if clause.negated and _NOBODY.search(bare):
        return clause
    return replace(clause, form="none" if clause.negated or _NONE.search(bare) else "exists")


def _is_located(bare: str, scopes: Scopes, amounts: Sequence[Amount]) -> bool:
    """Whether a clause says where the cases are: "all cases were in cohort 1"."""
    last = scopes.found[-1] if scopes.found else None
    if last is None or amounts or len(last.groups) != 1 or len(last.trial.groups) < 2:
        return False
    return bool(_LOCATED.search(bare[: last.piece[0]]))
