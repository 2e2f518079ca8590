"""Scopes: which trial and which of its groups a part of a claim speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reasonscore.span import Piece
from reasonscore.verify.trial.record import Group, Trial

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "a": 1,
    "b": 2,
    "c": 3,
    "d": 4,
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
}
_NUMBER = r"(?:1[0-2]|[1-9]|one|two|three|four|iv|i{1,3}|[a-d])"
_TRIAL = re.compile(
    r"\b(?:(?:both|either|neither|each) (?:of )?)?(?:the )?"
    r"(?P<name>(?:primary|secondary|first|second|third|other|index|control) (?:trial|study)|"
    r"(?:trial|study) (?:[a-d]|\d)|nct\d{8})"
    r"(?:'s)?(?: patients?| participants?| subjects?)?(?! cohorts? \d)",
    re.IGNORECASE,
)
_BOTH_TRIALS = re.compile(
    r"\b(?:both|either|neither|each|all|the two) (?:of )?(?:the )?(?:trials|studies)\b|\beach trial\b", re.I
)
_COHORT = re.compile(
    rf"\b(?:patients? |study |treatment )?(?:in )?(?:cohorts?|groups?|arms?|interventions?) (?P<first>{_NUMBER})\b"
    rf"(?:,? (?P<join>and|or|&|nor)(?: (?:cohort|group|arm|intervention))? (?P<second>{_NUMBER})\b)?"
    r"(?: (?:patients|participants|subjects))?",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:(?P<each>both|either|each|every|neither|any|all)(?: of)?(?: the| its)?(?: two| three| four)?"
    r"(?: patient| study| treatment)?) (?:cohorts?|groups?|arms?)\b|\b(?P<plural>(?:its |the |patient )*"
    r"(?:two )?(?:cohorts|groups|arms))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[+/&]\s*$")
_JOINS = re.compile(r"\s*[+/&]")
_LINK = re.compile(
    r"[\s,]*(?:(?:in|of|for|from|within|on|at|during|to|were|who|that|participants|patients|subjects|the|both|either)"
    r"[\s,]+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A trial with the groups that are meant; `each` where a statement holds for every one of them by itself."""

    trial: Trial
    groups: tuple[Group, ...]
    piece: Piece
    each: bool = False

    def parts(self) -> list[Scope]:
        """One scope a group where the statement is about each, else the scope itself."""
        if not self.each:
            return [self]
        return [Scope(self.trial, (group,), self.piece) for group in self.groups]


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scopes of a text in order, the pieces that name them, and whether each could be resolved.

    `missing` is the trial whose record has no such group as the text names.
    """

    found: tuple[Scope, ...]
    pieces: tuple[Piece, ...]
    known: bool = True
    missing: Trial | None = None


def find_scopes(text: str, record: Sequence[Trial], before: Trial | None = None) -> Scopes:
    """The trials and groups that a text names, in its order.

    A group belongs to the trial that is named right behind it, else to the one before it, else to the only one.

    Args:
        text: A part of a claim.
        record: The trials that it may speak of.
        before: The trial that the claim spoke of last.
    """
    trials = [(match.span(), _named(match["name"].lower(), record)) for match in _TRIAL.finditer(text)]
    pieces = [piece for piece, _ in trials]
    cohorts = [(match.span(), match) for match in _COHORT.finditer(text) if _is_name(match["first"])]
    titled = _titled(text, record, [piece for piece, _ in cohorts] + pieces)
    each = [
        (match.span(), match)
        for match in _EACH.finditer(text)
        if not any(a < match.end() and match.start() < b for (a, b), _ in cohorts)
        and not any(a < match.end() and match.start() < b for (a, b), _, _ in titled)
    ]
    marks = sorted([piece for piece, _ in cohorts] + [piece for piece, _ in each] + [piece for piece, _, _ in titled])
    used: set[Piece] = set()
    found: list[Scope] = []
    known = True
    missing: Trial | None = None

    def owner(piece: Piece) -> Trial | None:
        following = [one for one in trials if one[0][0] >= piece[1]]
        preceding = [one for one in trials if one[0][1] <= piece[0]]
        barrier = min([mark[0] for mark in marks if mark[0] >= piece[1]], default=len(text))
        if following and following[0][0][0] < barrier and _LINK.fullmatch(text[piece[1] : following[0][0][0]]):
            used.add(following[0][0])
            return following[0][1]
        if preceding:
            used.add(preceding[-1][0])
            return preceding[-1][1]
        if following:
            used.add(following[0][0])
            return following[0][1]
        return record[0] if len(record) == 1 else before

    for piece, match in cohorts:
        trial = owner(piece)
        wanted = [number for key in ("first", "second") if (number := _number(match[key])) is not None]
        groups = tuple(group for group in trial.groups if group.index in wanted) if trial else ()
        if trial is None or len(groups) < len(set(wanted)):
            known = False
            if trial is not None and trial.is_complete:
                missing = trial
            continue
        found.append(Scope(trial, groups, piece, each=len(groups) > 1))
    for piece, trial, group in titled:
        owner(piece)
        found.append(Scope(trial, (group,), piece))
    for piece, match in each:
        trial = owner(piece)
        word = (match["each"] or "").lower()
        if trial is None:
            # "Every arm of both trials".
            found += [Scope(one, one.groups, piece, each=word not in ("", "all")) for one in record]
            continue
        found.append(
            Scope(trial, trial.groups, piece, each=word in ("both", "either", "each", "every", "neither", "any"))
        )
    for piece, trial in trials:
        if piece in used:
            continue
        if trial is None:
            known = False
            continue
        found.append(Scope(trial, trial.groups, piece))
    for match in _BOTH_TRIALS.finditer(text):
        pieces.append(match.span())
        found += [Scope(trial, trial.groups, match.span()) for trial in record]
    pieces += marks
    return Scopes(tuple(sorted(found, key=lambda one: one.piece)), tuple(sorted(pieces)), known, missing)


def _is_name(text: str) -> bool:
    """Whether a letter names a group: "arm A", but not "in either arm a total of"."""
    return not text.isalpha() or len(text) > 2 or text.isupper()


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isdigit() else _NUMBERS.get(text.lower())


def _named(name: str, record: Sequence[Trial]) -> Trial | None:
    """The trial of that name; a record without names is that of whichever first trial a claim speaks of."""
    for trial in record:
        if trial.name == name or (trial.name and trial.name.split()[0] == name.split()[0]):
            return trial
    if len(record) == 1 and not record[0].name and not name.startswith(("second", "other")):
        return record[0]
    return None


def _titled(text: str, record: Sequence[Trial], taken: Sequence[Piece]) -> list[tuple[Piece, Trial, Group]]:
    """Groups that are named by their titles, the longest title first."""
    lowered = text.lower()
    found: list[tuple[Piece, Trial, Group]] = []
    names: list[tuple[str, Trial, Group]] = []
    for trial in record:
        for group in trial.groups:
            names += [(name, trial, group) for name in _names(group, trial) if len(name) > 2]
    held = list(taken)
    for name, trial, group in sorted(names, key=lambda one: -len(one[0])):
        if sum(other == name for other, _, _ in names) > 1:
            continue
        for match in re.finditer(
            rf"(?<!\w){re.escape(name)}(?!\w)(?: (?:group|arm|cohort|patients|participants))?", lowered
        ):
            piece = match.span()
            if _JOINED.search(lowered[: piece[0]]) or _JOINS.match(lowered[piece[1] :]):
                # A part of the name of a combination that the record calls otherwise.
                continue
            if not any(a < piece[1] and piece[0] < b for a, b in held):
                held.append(piece)
                found.append((piece, trial, group))
    return sorted(found, key=lambda one: one[0])


def _names(group: Group, trial: Trial) -> list[str]:
    """The title, it without "Arm A:" or a bracket, and the words that no other group's title has."""
    title = group.title.lower().strip()
    if not title:
        return []
    short = re.sub(r"^(?:arm|cohort|group|part|stratum|phase)\s*\w{1,3}\s*[:\-]\s*", "", title)
    short = re.sub(r"\s*\([^()]*\)\s*$", "", short).strip()
    found = [title, short]
    others = {word for one in trial.groups if one is not group for word in re.findall(r"[\w-]+", one.title.lower())}
    own = [word for word in re.findall(r"[\w-]+", title) if word not in others]
    if len(trial.groups) > 1:
        for one in own:
            if (
                len(one) > 4
                and one.replace("-", "").isalnum()
                and not one.isdigit()
                and one not in ("treatment", "cohort", "group")
            ):
                found += [
                    f"{one} {word}" for word in ("group", "arm", "cohort", "patients", "participants", "subjects")
                ]
    return list(dict.fromkeys(found))
