"""Values: what a trial's groups have of the events or the outcome that a phrase of a claim names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reasonscore.lexicon.fold import fold_word
from reasonscore.resource import resource_text
from reasonscore.span import Piece
from reasonscore.verify.facts.statement import held_words, light_keys, read_statement, word_key
from reasonscore.verify.trial.record import Group, Row, Trial
from reasonscore.verify.trial.scope import Scope

_WORD = re.compile(r"[A-Za-z0-9]+")
_ANY_EVENT = re.compile(
    r"(?:serious |total )?(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|ae'?s)$", re.I
)
_EVENTS = re.compile(
    r"[- ]?(?:(?:serious )?adverse (?:events?|effects?|reactions?)|events?)$|^(?:severe|serious) ",
    re.IGNORECASE,
)
_LIGHT = frozenset("of in the and or a an nos other specify unspecified to with by level levels".split())
_SAME = {"died": "death", "dead": "death", "deaths": "death", "mortality": "death", "die": "death"}


@dataclass(frozen=True, slots=True)
class Value:
    """What a scope has: people, of how many, or a value with its range, and the lines that say it.

    `open` says that there may be more under other names.
    """

    count: float | None
    total: int | None
    percent: float | None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    statistic: str = ""
    pieces: tuple[Piece, ...] = ()
    open: bool = False


@lru_cache(maxsize=4096)
def phrase_keys(text: str) -> frozenset[str]:
    """The words by which a phrase and a name are compared; short forms count as what they stand for."""
    words = [_SAME.get(word.lower(), word) for word in _WORD.findall(text)]
    short = _abbreviations()
    words = [part for word in words for part in short.get(word.lower(), word).split()]
    return frozenset(word_key(fold_word(word)) for word in words if word.lower() not in _LIGHT)


@lru_cache(maxsize=4096)
def _names_same(phrase: str, name: str) -> str:
    """`exact`, `within` (the line says more than the phrase) or nothing."""
    asked, known = phrase_keys(phrase), phrase_keys(name)
    if not asked:
        return ""
    if asked == known:
        return "exact"
    # "Dyspnea (shortness of breath)" is also what stands before the bracket.
    if any(asked == phrase_keys(part) for part in re.split(r"[()/]| - ", name) if part.strip()):
        return "exact"
    if asked <= known:
        return "within"
    statement = read_statement(phrase)
    heavy = {i for i, word in enumerate(statement.words) if word.key not in light_keys()}
    if heavy and heavy <= held_words(statement, read_statement(name)):
        back = read_statement(name)
        same = {i for i, word in enumerate(back.words) if word.key not in light_keys()} <= held_words(back, statement)
        return "exact" if same else "within"
    return ""


@cache
def _abbreviations() -> dict[str, str]:
    lines = resource_text("verify/trial_terms.tsv").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith("short\t")]
    return {phrase: names for _, phrase, names in rows}


@cache
def _terms() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    lines = resource_text("verify/trial_terms.tsv").splitlines()
    rows = [line.split("\t") for line in lines if line.startswith(("class\t", "term\t"))]
    return tuple(
        (kind, re.compile(phrase, re.IGNORECASE), re.compile(names, re.IGNORECASE)) for kind, phrase, names in rows
    )


@lru_cache(maxsize=4096)
def _described(phrase: str) -> tuple[str, re.Pattern[str]] | None:
    """The kind of description that a phrase is, and the names of the lines that it stands for."""
    bare = _EVENTS.sub("", phrase.strip())
    for kind, expression, names in _terms():
        if expression.fullmatch(bare.strip()):
            return kind, names
    return None


def described_names(phrase: str) -> re.Pattern[str] | None:
    """The names of the lines of a kind of events, "cardiac" or "heart related"; None for what is no known kind."""
    found = _described(phrase)
    return found[1] if found is not None and found[0] == "class" else None


def is_any_event(phrase: str) -> bool:
    """Whether a phrase speaks of adverse events as such."""
    return bool(_ANY_EVENT.match(phrase.strip()))


_CLASS = re.compile(
    r"\b(?:diseases?|disorders?|events?|issues?|illness(?:es)?|conditions?|problems?|reactions?|complications?|related|"
    r"infections?|cancers?|types?|abnormal\w*|monitor\w*|severe|grade|life|low|high|levels?|trauma|injur\w+)\b",
    re.IGNORECASE,
)


def is_class(phrase: str) -> bool:
    """Whether a phrase names a kind of event under which a record has lines of many names."""
    return bool(_CLASS.search(phrase))


def is_known_event(phrase: str) -> bool:
    """Whether a phrase names a disease or finding, so that a record without its line has none of it."""
    if is_class(phrase):
        return False
    statement = read_statement(phrase)
    covered = {
        index
        for index, word in enumerate(statement.words)
        for mention in statement.mentions
        if mention.span[0] <= word.piece[0] < mention.span[1]
    }
    heads = [i for i, word in enumerate(statement.words)][-1:]
    return bool(statement.words) and (
        len(covered) == len(statement.words) or (phrase[:1].isupper() and heads[0] in covered)
    )


def values(scope: Scope, phrase: str) -> list[Value]:
    """The readings of what a scope has of a phrase: exact lines alone, and all lines that contain it; sums over groups.

    No reading where the record does not say.
    """
    trial = scope.trial
    if trial.kind == "events" and is_any_event(phrase):
        totals = [[row for row in group.rows if row.name == "Total"] for group in scope.groups]
        return _combined(scope, totals) if all(totals) else []
    kind, chosen = _lines(scope, phrase)
    if any(chosen):
        found = _combined(scope, chosen)
        return [replace(value, open=True) for value in found] if kind == "class" else found
    if trial.kind == "events":
        names = {row.name for group in trial.groups for row in group.rows}
        # "Heart failure" may be the line for congestive heart failure.
        broader = any(phrase_keys(name) and phrase_keys(name) < phrase_keys(phrase) for name in names)
        elsewhere = any(_names_same(phrase, name) == "exact" for name in trial.names - names)
        known = elsewhere or ((kind or is_known_event(phrase)) and not broader)
        # The record may have it under a name that is not known to be one of its names.
        return [replace(value, open=not elsewhere) for value in _unlisted(scope)] if trial.whole and known else []
    return []


def _lines(scope: Scope, phrase: str) -> tuple[str, list[list[Row]]]:
    """How a phrase names lines of a scope, and the lines: by name, by description, or as a part of a name."""
    groups = [[row for row in group.rows if row.name and row.name != "Total"] for group in scope.groups]
    everyone = [row.name for group in scope.trial.groups for row in group.rows]
    described = _described(phrase) if scope.trial.kind == "events" else None
    if described is not None:
        chosen = [[row for row in rows if described[1].search(row.name)] for rows in groups]
        return described[0], chosen
    for how in ("exact", "within"):
        if any(_names_same(phrase, name) == how for name in everyone):
            return how, [[row for row in rows if _names_same(phrase, row.name) == how] for rows in groups]
    return "", []


def outcome_names(trial: Trial, phrases: Sequence[str]) -> list[str | None]:
    """The labels of an outcome's lines that phrases name; None for the outcome itself, nothing where some name neither.

    What is no label must stand in the outcome's name or explanation, so that nothing of the claim is passed over.
    """
    unique = list({phrase_keys(phrase): phrase for phrase in reversed(phrases)}.values())[::-1]
    labels = [phrase for phrase in unique if _lines(Scope(trial, trial.groups, (0, 0)), phrase)[0]]
    rest = [phrase for phrase in unique if phrase not in labels]
    title = phrase_keys(trial.title)
    known = title | phrase_keys(trial.detail)
    if len(trial.groups) == 1:
        known |= phrase_keys(trial.groups[0].title) | phrase_keys(trial.groups[0].detail)
    if not all(phrase_keys(phrase) <= known for phrase in rest):
        return []
    if labels:
        return list(labels)
    return [None] if any(phrase_keys(phrase) & title - light_keys() for phrase in rest) else []


def is_good(title: str) -> bool | None:
    """Whether more of an outcome is better for the patient; None where its name does not tell."""
    bad, good = bool(_BAD.search(title)), bool(_GOOD.search(title))
    return None if bad == good else good


_BAD = re.compile(
    r"toxicit|adverse|recurren|mortality|deaths?\b|progressive disease|time to response|pain|failure|relapse",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"surviv|response|benefit|time to (?:tumou?r |disease )?progress|retention|quality of life|control|remission",
    re.IGNORECASE,
)


def size_values(scope: Scope) -> list[Value]:
    """How many people a scope has."""
    sizes = [group.total for group in scope.groups]
    total = sum(one for one in sizes if one)
    return [Value(float(total), None, None)] if sizes and all(sizes) else []


def outcome_values(scope: Scope) -> list[Value]:
    """The outcome itself, where the claim names nothing else."""
    return _combined(scope, [[row for row in group.rows if not row.name] for group in scope.groups])


def _unlisted(scope: Scope) -> list[Value]:
    if any(all(row.name == "Total" for row in group.rows) for group in scope.groups):
        return []
    total = sum(group.total or 0 for group in scope.groups)
    return [Value(0.0, total or None, 0.0 if total else None)]


def _combined(scope: Scope, chosen: Sequence[Sequence[Row]]) -> list[Value]:
    """One value for all groups of a scope."""
    if len(scope.groups) == 1:
        rows, group = chosen[0], scope.groups[0]
        if not rows:
            return _unlisted(scope) if scope.trial.kind == "events" and group.rows else []
        return [_sum(rows, group)]
    parts = [_sum(rows, group) for rows, group in zip(chosen, scope.groups, strict=True) if rows]
    if len(parts) < len(scope.groups) and scope.trial.kind != "events":
        return []
    if not parts or any(part.count is None for part in parts):
        return []
    count = sum(part.count or 0 for part in parts)
    whole = [group.total for group in scope.groups]
    total = sum(one for one in whole if one) if all(whole) else None
    pieces = tuple(piece for part in parts for piece in part.pieces)
    return [Value(count, total, 100 * count / total if total else None, pieces=pieces)]


def _sum(rows: Sequence[Row], group: Group) -> Value:
    pieces = tuple(row.piece for row in rows)
    first = rows[0]
    if len(rows) == 1:
        total = first.total or group.total
        count = float(first.count) if first.count is not None else None
        percent = first.percent
        if percent is None and count is not None and total:
            percent = 100 * count / total
        if count is None and percent is not None and total and not first.name.startswith("%"):
            count = round(percent * total / 100)
        return Value(count, total, percent, first.value, first.low, first.high, group.unit, group.statistic, pieces)
    if any(row.count is None for row in rows):
        return Value(None, None, None, pieces=pieces)
    count = sum(row.count or 0 for row in rows)
    total = first.total or group.total
    return Value(count, total, 100 * count / total if total else None, pieces=pieces)
