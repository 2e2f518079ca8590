"""Trial records: registers print a trial's arms, adverse events and outcomes as lines of "name, value"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from reasonscore.span import Piece

LONGEST = 20_000
"""Characters of the longest text that is read as a record."""

TITLE = 160
"""Characters of an outcome's name that are no explanation yet."""

_TRIAL = re.compile(
    r"\b((?:primary|secondary|first|second|third|other|index|control) (?:trial|study)|"
    r"(?:trial|study) (?:[A-D]|\d)|NCT\d{8}) ?:",
    re.IGNORECASE,
)
_HEADINGS = ("Unit of Measure", "Outcome Measure", "INTERVENTION ", "Inclusion Criteria", "Exclusion Criteria")
_GROUP = re.compile(r"\b(Adverse Events?|Results?|INTERVENTION|Cohort|Group|Arm) (\d{1,2}):", re.IGNORECASE)
_HEADING = re.compile(r"^(?:(?:Serious |Other )?Adverse Events?|Cohort \d|Group \d|Arm \w): ?", re.IGNORECASE)
_ROW = re.compile(r"(?P<count>\d{1,6}) ?/ ?(?P<total>\d{1,6})(?: ?\((?P<share>\d{1,3}(?:\.\d{1,3})?) ?%\))?")
_LINE = re.compile(r"[A-Z(](?:(?!\. |; |\b(?:in|with|of|had|were|was|and|by|than)$).){1,90}", re.DOTALL)
"""The name of a line without a heading: prose goes on in a sentence, or breaks off before its number."""
_FOOTNOTE = re.compile(r" ?\*? ?(?:\[\d{1,2}\])?$")
_TOTAL = re.compile(r"\bTotal: (?P<count>\d{1,6})(?= ?(?:[A-Z*]|$))")
_UNIT = re.compile(
    r"\s*(?P<unit>(?:percent(?:age)?|proportion)(?: of (?:all )?[a-z]+| change(?: from baseline)?)?|"
    r"% of [a-z]+|%|"
    r"(?:number of )?(?:participants?|patients?|subjects?|women|people|individuals|"
    r"days?|weeks?|months?|years?|hours?)|\S+)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[:,] (?P<name>[A-Za-z][^,.;:\d]{1,60}) (?P<count>\d{1,4})(?=[,.;]|\s*$)")
"""A count behind its name, in a list behind a total: "Total 10/40 (25%): anaemia 4, chills 4"."""
_NUMBER = r"[-+]?\d{1,6}(?:\.\d{1,4})?"
_PLAIN = re.compile(
    rf"(?:^|\s)(?P<value>{_NUMBER}|NA)(?: (?P<share>\d{{1,3}}(?:\.\d{{1,2}})?)%)?"
    rf"(?: \((?P<low>{_NUMBER}|NA)(?: to (?P<high>{_NUMBER}|NA))?\))?(?:\s|$)"
)
_LABELLED = re.compile(
    r"(?P<name>[A-Z≥≤<>(][^:]{1,90}(?:: (?![-+]?\d|NA\b)[^:]{1,60})?): " + _PLAIN.pattern.removeprefix(r"(?:^|\s)")
)
_PEOPLE = re.compile(r"participants?|patients?|subjects?|women|people|individuals", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a name with a number of people, a share of them, or another value.

    Args:
        name: What the line is about; empty for the outcome itself.
        piece: Where the line stands in the record.
        count: How many people, where the record says so.
        total: Of how many.
        share: Their share in percent.
        value: Any other value; `low` and `high` are the range beside it.
    """

    name: str
    piece: Piece
    count: int | None = None
    total: int | None = None
    share: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def percent(self) -> float | None:
        """The share of people, stated or worked out."""
        if self.count is not None and self.total:
            return 100 * self.count / self.total
        return self.share


@dataclass(frozen=True, slots=True)
class Group:
    """An arm or cohort with its lines; `title` and `detail` where the record gives them, `total` its size."""

    index: int
    title: str
    rows: tuple[Row, ...]
    total: int | None = None
    statistic: str = ""
    unit: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial of a record: `kind` is `events`, `outcome` or `arms` (what each is given), `title` the outcome's name.

    `names` are those of all lines of the record; `whole` says that an event without a line did not occur, as in a
    table with a heading.
    """

    name: str
    kind: str
    groups: tuple[Group, ...]
    title: str = ""
    detail: str = ""
    piece: Piece = field(default=(0, 0))
    whole: bool = False
    names: frozenset[str] = frozenset()

    @property
    def is_complete(self) -> bool:
        """Whether its groups are numbered from one on, so that it has no others."""
        return bool(self.groups) and [group.index for group in self.groups] == list(range(1, len(self.groups) + 1))


def is_record(text: str) -> bool:
    """Whether a text may hold lines of a trial record; cheap, as nearly all evidence does not.

    >>> is_record("Adverse Events 1: Total: 16/23 (69.57%)"), is_record("The dose was 16/23 of the usual.")
    (True, False)
    """
    if any(word in text for word in _HEADINGS):
        return True
    return "%)" in text and any(match["share"] for match in _ROW.finditer(text))


@lru_cache(maxsize=256)
def read_record(text: str) -> tuple[Trial, ...]:
    """The trials of a record in order, each with its groups; none where the text is no record.

    >>> trial, = read_record("Adverse Events 1: Total: 16/23 (69.57%) Anaemia 1/23 (4.35%)")
    >>> trial.groups[0].rows[1].name, trial.groups[0].rows[1].count
    ('Anaemia', 1)
    """
    if len(text) > LONGEST or not is_record(text):
        return ()
    marks = list(_TRIAL.finditer(text))
    bounds = [mark.start() for mark in marks[1:]] + [len(text)]
    if not marks:
        return tuple(one for one in (_trial("", text, 0, len(text)),) if one)
    parts = [_trial(mark[1].lower(), text, mark.end(), end) for mark, end in zip(marks, bounds, strict=True)]
    found = [one for one in parts if one]
    names = frozenset(row.name for one in found for group in one.groups for row in group.rows)
    return tuple(replace(one, names=names) for one in found)


def _trial(name: str, text: str, start: int, end: int) -> Trial | None:
    part = text[start:end]
    if "Outcome Measurement" in part or "Arm/Group Title" in part:
        return _outcome(name, part, start)
    if "INTERVENTION" in part:
        arms = _arms(part)
        return Trial(name, "arms", arms, piece=(start, end)) if arms else None
    groups = tuple(_event_groups(part, start)) if _ROW.search(part) else ()
    headed = bool(_GROUP.search(part) or _TOTAL.search(part) or "Total:" in part)
    if not groups or not (headed or all(_LINE.fullmatch(row.name) for group in groups for row in group.rows)):
        return None
    return Trial(name, "events", groups, piece=(start, end), whole=headed)


def _arms(part: str) -> tuple[Group, ...]:
    marks = [mark for mark in _GROUP.finditer(part) if mark[1] == "INTERVENTION"]
    ends = [*(mark.start() for mark in marks), len(part)][1:]
    return tuple(
        Group(int(mark[2]), "", (), detail=part[mark.end() : end].strip())
        for mark, end in zip(marks, ends, strict=True)
    )


def _event_groups(part: str, offset: int) -> list[Group]:
    marks = list(_GROUP.finditer(part))
    if marks:
        bounds = [mark.start() for mark in marks[1:]] + [len(part)]
        return [
            _event_group(int(mark[2]), _rows(part, mark.end(), end, offset))
            for mark, end in zip(marks, bounds, strict=True)
        ]
    # Without headings a name that comes again begins the next group.
    groups: list[list[Row]] = [[]]
    for row in _rows(part, 0, len(part), offset):
        if any(row.name == other.name for other in groups[-1]):
            groups.append([])
        groups[-1].append(row)
    return [_event_group(number, rows) for number, rows in enumerate(groups, 1)]


def _event_group(index: int, rows: list[Row]) -> Group:
    totals = {row.total for row in rows if row.total}
    return Group(index, "", tuple(rows), totals.pop() if len(totals) == 1 else None)


def _rows(part: str, start: int, end: int, offset: int) -> list[Row]:
    rows = []
    total = _TOTAL.search(part, start, end)
    if total:
        rows.append(Row("Total", (total.start() + offset, total.end() + offset), int(total["count"])))
        start = total.end()
    for match in _ROW.finditer(part, start, end):
        name = part[start : match.start()].strip(" :;,.-")
        name = _FOOTNOTE.sub("", _HEADING.sub("", name)).strip(" :;,*-")
        count, whole = int(match["count"]), int(match["total"])
        share = float(match["share"]) if match["share"] else None
        if share is not None and whole:
            count = _without_footnote(match["count"], whole, share)
        piece = (start + offset, match.end() + offset)
        start = match.end()
        if count <= whole and name:
            rows.append(Row(name, piece, count, whole, share))
        while name == "Total" and (listed := _LISTED.match(part, start, end)):
            place = (listed.start("name") + offset, listed.end() + offset)
            rows.append(Row(listed["name"], place, int(listed["count"]), whole))
            start = listed.end()
    return rows


def _without_footnote(digits: str, total: int, share: float) -> int:
    """The count of a line whose footnote mark is printed right before it: "Fever 21/101 (0.99%)" is one with mark 2."""
    for cut in range(len(digits)):
        if abs(100 * int(digits[cut:]) / total - share) < 0.06:
            return int(digits[cut:])
    return int(digits)


def _outcome(name: str, part: str, offset: int) -> Trial | None:
    head = re.search(r"Outcome Measurement:\s*", part)
    marks = [mark for mark in _GROUP.finditer(part) if mark[1].lower().startswith("result")]
    ends = [mark.start() for mark in marks] or [len(part)]
    text = part[head.end() : ends[0]] if head else ""
    title, _, rest = text.partition("Time frame:")
    groups = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(part)
        groups.append(_outcome_group(int(mark[2]), part, mark.end(), end, offset))
    return Trial(
        name,
        "outcome",
        tuple(groups),
        title.replace("[Not Specified]", "").strip()[:TITLE],
        title + rest,
        (offset, offset + len(part)),
    )


def _outcome_group(index: int, part: str, start: int, end: int, offset: int) -> Group:
    body = part[start:end]
    title, _, after = body.partition("Arm/Group Title:")[2].partition("Arm/Group Description:")
    detail = after.partition("Overall Number")[0].strip()
    title = title.partition("Overall Number")[0].strip()
    size = re.search(r"Number of Participants Analyzed:\s*(\d+)", body)
    total = int(size[1]) if size else None
    measure = body.find("Unit of Measure:")
    if measure < 0:
        return Group(index, title, (), total, detail=detail)
    statistic = body[size.end() : measure] if size else ""
    at = measure + len("Unit of Measure:")
    unit = _UNIT.match(body, at)
    if unit is None:
        return Group(index, title, (), total, detail=detail)
    rows = []
    values = list(_LABELLED.finditer(body, unit.end()))
    if not values:
        plain = list(_PLAIN.finditer(body, unit.end()))
        values = plain[-1:] if len(plain) == 1 else []
    for match in values:
        label = match["name"].strip() if "name" in match.groupdict() else ""
        row = _outcome_row(label, match, unit["unit"], total, start + offset)
        if row is not None:
            rows.append(row)
    unit_text = body[at : values[0].start()].strip() if values else unit["unit"]
    return Group(index, title, tuple(rows), total, statistic.strip(), unit_text.lower(), detail)


def _outcome_row(name: str, match: re.Match[str], unit: str, total: int | None, offset: int) -> Row | None:
    if match["value"] == "NA":
        return None
    value = float(match["value"])
    low, high = (float(match[key]) if match[key] and match[key] != "NA" else None for key in ("low", "high"))
    piece = (match.start() + offset, match.end() + offset)
    lowered = unit.lower()
    if match["share"] or (_PEOPLE.fullmatch(lowered.removeprefix("number of ")) and value == int(value)):
        count = int(value)
        if match["share"]:
            share = float(match["share"])
            return Row(name, piece, count, round(100 * count / share) if share else total, share)
        return Row(name, piece, count, total if total and count <= total else None)
    if lowered.startswith("proportion") and 0 <= value <= 1:
        return Row(name, piece, None, total, 100 * value, value, low, high)
    if lowered.startswith(("percentage of", "percent of", "% of", "proportion of")) and 0 <= value <= 100:
        return Row(name, piece, None, total, value, value, low, high)
    return Row(name, piece, None, total, None, value, low, high)
