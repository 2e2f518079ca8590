"""Series: several numbers of one thing in a sentence, such as "from 11 to 9", and what each number stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reasonscore.decompose.claim import Quantity
from reasonscore.span import Piece

Found = tuple[Quantity, Piece]
"""A quantity and where it stands."""

_MOVED = re.compile(
    r"\b(?:rose|risen|rising|rises|increas\w+|climb\w+|went|gone|goes|crept|improv\w+|up|down|grew|grown|"
    r"chang\w+|rais\w+|"
    r"correct\w+|titrat\w+|fell|fall\w*|dropp\w+|declin\w+|reduc\w+|lower\w+|come|came|move\w*|gain\w+|cut)\b"
    r"[^.;]{0,30}?\bfrom\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"→|->")
_NEXT = re.compile(
    r"^[^.;:()]{0,30}?(?:→|->|\bto\b|\bthen\b|\band (?:is|was|now|later|today|again|on|at|had)\b|\bbut\b|"
    r"\bnow\b|\btoday\b|"
    r"\band\b)[^.;:()\d]{0,30}$",
    re.IGNORECASE,
)
_TO = re.compile(r"→|->|^\s*(?:\S{1,8}\s*)?to (?:\w+ )?$")
_THEN = re.compile(r"\b(?:to|then|now|today|later)\b", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:aim\w*|target\w*|goal|threshold|cut-?off|limit|short of the|instead of|rather than|reference|"
    r"normal|maximum|"
    r"max|minimum|ideal|wanted|need(?:s|ed)?\b|best|estimated(?! (?:glomerular )?filtration)|"
    r"expected)\b[^.;,()\d]{0,30}$",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(
    r"^[^.;:()\d]{0,30}?\b(?:up|down|increased|decreased|fallen|risen|improved|raised|reduced|"
    r"compared with|against|previously|having been|it had been)(?: from)?(?: about)? $",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\((?:ref(?:erence)?(?: range)?|normal(?: range)?|range|nr|rr|n)?[\s:=]*$", re.IGNORECASE)
_EARLY = re.compile(
    r"\b(?:on (?:admission|arrival|presentation)|at (?:presentation|first|baseline|diagnosis|birth)|"
    r"last (?:week|month|year|time)|"
    r"yesterday|initial(?:ly)?|first|baseline|before|previous(?:ly)?|earlier|ago|admission|had been|"
    r"original(?:ly)?|starting)\b",
    re.IGNORECASE,
)
_LATE = re.compile(
    r"\b(?:now|today(?:'s)?|current(?:ly)?|latest|most recent|at present|present|(?:at|on|by|"
    r"before) discharge|final(?:ly)?|"
    r"later|last(?! (?:week|month|year|time)))\b",
    re.IGNORECASE,
)
_CUT = re.compile(r"[;.]\s|,\s|\b(?:and|but|while|whereas)\b", re.IGNORECASE)


class Standing(NamedTuple):
    """What a number is: its time ("early", "late", "before"), its role ("aim", "range") and what it follows.

    `follows` is the index of the earlier number of the same thing; None where there is none.
    """

    time: str = ""
    role: str = ""
    follows: int | None = None


def split_series(text: str, found: Sequence[Found]) -> list[Found]:
    """The quantities with "rose from 9 to 14" and "9 -> 14" as two numbers and not as a range."""
    parts: list[Found] = []
    for quantity, piece in found:
        link = _ARROW.search(text, *piece)
        if quantity.high is not None and (link or _MOVED.search(text, max(0, piece[0] - 80), piece[0])):
            middle = link or re.compile(r"\s(?:to|and)\s|[-–—]").search(text, *piece)
            at = middle.start() if middle else piece[0] + 1
            parts.append((replace(quantity, high=None), (piece[0], max(at, piece[0] + 1))))
            end = middle.end() if middle else piece[0] + 1
            parts.append((replace(quantity, value=quantity.high, high=None), (min(end, piece[1] - 1), piece[1])))
        else:
            parts.append((quantity, piece))
    return parts


def standings(text: str, found: Sequence[Found]) -> list[Standing]:
    """What each quantity of a sentence stands for.

    >>> from reasonscore.decompose.fields.quantity import find_quantities
    >>> said = "Calcium was 8.4 last week and is 9.6 now (normal 8.5 to 10.5)."
    >>> [(one.time, one.role) for one in standings(said, find_quantities(said))]
    [('early', ''), ('late', ''), ('', 'range')]
    """
    done: list[Standing] = []
    for index, (quantity, piece) in enumerate(found):
        before = found[index - 1][1][1] if index else 0
        after = found[index + 1][1][0] if index + 1 < len(found) else len(text)
        gap = text[max(before, piece[0] - 80) : piece[0]]
        if _OPEN.search(gap):
            done.append(Standing(role="range" if index else "aim"))
            continue
        role = "aim" if _AIM.search(gap) else ""
        follows = None
        if index and not done[-1].role and not role and len(gap) < 70 and _joins(found[index - 1][0], quantity, gap):
            follows = index - 1
            # "From 11 to 9": order of the words is order in time.
            if (not done[-1].time and _THEN.search(gap)) or _TO.search(gap):
                done[-1] = done[-1]._replace(time="early")
        time = _time(text, piece, before, after)
        if index and _FROM_BEFORE.search(gap):
            # "5.0, down from 9.2": the second is what it was before.
            time, follows = "before", index - 1
        if follows is not None and done[-1].time == "early" and (not time or _TO.search(gap)):
            time = "late"
        done.append(Standing(time, role, follows))
    return done


def _joins(first: Quantity, second: Quantity, gap: str) -> bool:
    """Whether a number without a name is the next value of what the one before it measures."""
    if second.name is not None and second.name != first.name:
        return False
    if second.unit is not None and first.unit is not None and second.unit != first.unit:
        return False
    return bool(_NEXT.match(gap))


def _time(text: str, piece: Piece, before: int, after: int) -> str:
    """The time that the words about a number give it; those that follow it in its own part go first."""
    cut = _CUT.search(text, piece[1], after)
    following = text[piece[1] : cut.start() if cut else after][:40]
    leading = text[max(before, piece[0] - 60) : piece[0]]
    for part in (following, leading):
        late, early = _LATE.search(part), _EARLY.search(part)
        if bool(late) != bool(early):
            return "late" if late else "early"
    return ""
