r"""The words that an expression can begin with and those it cannot do without, read off its source.

Most cue expressions match in few sentences, and a set of words says so in a fraction of the time that a search takes.
What the reader of the source does not understand stays unknown, and an unknown beginning is always searched for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reasonscore.decompose.search.expression_tree import (
    ANY,
    DIGIT,
    EDGE,
    GAP,
    MARK,
    Node,
    UnknownSourceError,
    parse_source,
)
from reasonscore.decompose.search.keys import PREFIX, Keys, rank, union, weight

_MOST_HEADS = 2_000
_MOST_FORMS = 250
_LIGHT = 90
# Below this weight the words that a wording begins with are rare enough to ask for.

_NO_LETTER = frozenset(("", DIGIT, MARK))
"""What a text opens with that opens with no letter, where a match at its start is asked for."""

_BOUNDARY: Node = ("text", {EDGE})
_CUT = re.compile(r"\|*+[a-z]*+[ *0?]|\|*+[a-z]++\|")
_HEAD = re.compile(r"\|*+([a-z]++)([ |0?*]?)")
_INSIDE = re.compile(r"(?<=[ |0?])[a-z]++(?=([ |0?]?))")


class Triggers(NamedTuple):
    """What of a text decides whether an expression is worth a search.

    Args:
        starts: Words at whose beginning a match can begin.
        others: For each wording that begins otherwise, the words of which it needs one; None where they are unknown.
        needed: Words of which every match needs one; None where they are unknown or matches at a place are asked for.
        anchors: The same as `starts` for a match at a given place, whatever stands before it.
        unanchored: The same as `others` for a match at a given place.
    """

    starts: Keys
    others: tuple[Keys | None, ...]
    needed: Keys | None
    anchors: Keys
    unanchored: tuple[Keys | None, ...]


def read_triggers(source: str, anchored: bool = False) -> Triggers | None:
    r"""The triggers of an expression for lower-case text; None where its source is beyond this reader.

    >>> sorted(read_triggers(r"\b(?:may|might(?!y))\b").starts.words)
    ['may', 'might']
    >>> sorted(read_triggers(r"\b(?:\w+ )?(?:mother|aunts?)\b").others[0].words)
    ['aunt', 'aunts', 'mother']

    Args:
        source: The expression.
        anchored: Whether matches at a given place are asked for; only for those, or for the others, what a wording
            needs is worked out.
    """
    try:
        node = parse_source(source)
    except UnknownSourceError:
        return None
    units = _units(node)
    starts, anchors = [], []
    others: list[Keys | None] = []
    unanchored: list[Keys | None] = []
    for unit in units:
        heads = _heads(unit)
        start, anchor = _keys(heads, bounded=True), _keys(heads, bounded=False)
        starts.append(start or Keys())
        anchors.append(anchor or Keys())
        if start is None:
            others.append(None if anchored else _needs(unit))
        if anchor is None:
            unanchored.append(_needs(("seq", [_BOUNDARY, *_sequence(unit)])) if anchored else None)
    needed = None if anchored else _needed(units, starts)
    return Triggers(union(starts), _distinct(others), needed, union(anchors), _distinct(unanchored))


def read_needs(source: str) -> Keys | None:
    """Words of which a match needs one where no letter stands before it; None where they are unknown.

    >>> sorted(read_needs("(?:they|we) (?:are|were) looking forward to it").words)
    ['forward']
    """
    try:
        units = _units(parse_source(source))
    except UnknownSourceError:
        return None
    return _needed([("seq", [_BOUNDARY, *_sequence(unit)]) for unit in units], [Keys()] * len(units))


def _needed(units: list[Node], starts: list[Keys]) -> Keys | None:
    """Words of which every match holds one: of each wording the rarer of those it begins with and those it holds."""
    chosen: list[Keys] = []
    for unit, start in zip(units, starts, strict=True):
        heavy = not (start.words or start.prefixes) or weight(start) > _LIGHT
        needs = _needs(unit) if heavy else None
        options = [keys for keys in (needs, start) if keys is not None and (keys.words or keys.prefixes)]
        if not options:
            return None
        chosen.append(min(options, key=weight))
    return union(chosen)


def _distinct(keys: list[Keys | None]) -> tuple[Keys | None, ...]:
    """One question for all of them; none where one of them has no answer."""
    if None in keys:
        return (None,)
    return (union(keys),) if keys else ()


def _units(node: Node) -> list[Node]:
    """The wordings of an expression: its alternatives, each with what stands before and behind all of them."""
    kind, parts = node
    if kind == "alt":
        return [unit for part in parts for unit in _units(part)]
    if kind == "seq":
        for place, part in enumerate(parts):
            if part[0] == "alt":
                before, after = parts[:place], parts[place + 1 :]
                return [("seq", [*before, *_sequence(option), *after]) for option in _options(part)]
            if part[0] == "text" and part[1] <= {"", EDGE}:
                continue
            break
    return [node]


def _options(node: Node) -> list[Node]:
    kind, parts = node
    return [option for part in parts for option in _options(part)] if kind == "alt" else [node]


def _sequence(node: Node) -> list[Node]:
    return node[1] if node[0] == "seq" else [node]


def _heads(node: Node) -> set[str]:
    """How a match can begin: forms up to the end of their first word."""
    kind, parts = node
    if kind == "text":
        return {_cut(form) for form in parts}
    if kind == "alt":
        return {form for part in parts for form in _heads(part)}
    if kind == "some":
        return {_cut(form + ANY) for form in _heads(parts)}
    if kind == "maybe":
        return {"", *_heads(parts)}
    done: set[str] = set()
    open_forms = {""}
    for part in parts:
        following = _heads(part)
        made = {_cut(form + more) for form in open_forms for more in following}
        closed = {form for form in made if _CUT.fullmatch(form)}
        done |= closed
        open_forms = made - closed
        if not open_forms:
            break
        if len(open_forms) > _MOST_HEADS:
            return {ANY}
    return done | open_forms


def _cut(form: str) -> str:
    match = _CUT.match(form)
    return form if match is None else match.group()


def _keys(heads: set[str], bounded: bool) -> Keys | None:
    """The words that the forms begin with; None where one of them begins with something else."""
    words: set[str] = set()
    prefixes: set[str] = set()
    for head in heads:
        if head.lstrip(EDGE) in (DIGIT, MARK) and (head[0] == EDGE or not bounded):
            words.add(head[-1])
            continue
        if not bounded and head[:1] == GAP:
            words |= _NO_LETTER
            continue
        match = _HEAD.fullmatch(head)
        if match is None or (bounded and head[0] != EDGE):
            return None
        if match[2] in ("", ANY):
            if bounded and len(match[1]) < PREFIX:
                return None
            prefixes.add(match[1][:PREFIX] if bounded else match[1])
        else:
            words.add(match[1])
    return Keys(frozenset(words), frozenset(prefixes))


def _needs(node: Node) -> Keys | None:
    """Words of which every match holds one: the rarest such choice."""
    kind, parts = node
    if kind == "alt":
        needs = [_needs(part) for part in parts]
        return None if None in needs else union(needs)
    if kind == "some":
        return _needs(parts)
    if kind == "maybe":
        return None
    found: list[Keys] = []
    forms = {ANY}
    for part in _sequence(node):
        own = _needs(part) if part[0] in ("alt", "seq", "some") else None
        if own is not None:
            found.append(own)
        more = _forms(part)
        if more is None:
            _add(found, forms)
            forms = {ANY}
            continue
        if len(forms) * len(more) > _MOST_FORMS:
            _add(found, forms)
            forms = {ANY + EDGE} if _closed(forms) else {ANY}
        forms = {form + other for form in forms for other in more}
    _add(found, forms)
    return min(found, key=weight, default=None)


def _closed(forms: set[str]) -> bool:
    """True where no form ends in a letter, so that what follows begins a word."""
    return all(form[-1:] in ("", GAP, EDGE, DIGIT, MARK) for form in forms)


def _add(found: list[Keys], forms: set[str]) -> None:
    words, prefixes = set(), set()
    for form in forms:
        best = ""
        for match in _INSIDE.finditer(form):
            closed = bool(match[1])
            key = match.group() if closed else match.group()[:PREFIX] + ANY
            if (closed or len(match.group()) >= PREFIX) and (not best or rank(key) < rank(best)):
                best = key
        if not best:
            return
        if best.endswith(ANY):
            prefixes.add(best[:-1])
        else:
            words.add(best)
    found.append(Keys(frozenset(words), frozenset(prefixes)))


def _forms(node: Node) -> set[str] | None:
    """All forms of a part; None where there are too many."""
    kind, parts = node
    if kind == "text":
        return set(parts)
    if kind in ("some", "maybe"):
        inner = _forms(parts)
        if inner is None or kind == "maybe":
            return None if inner is None else {"", *inner}
        # The last time round is like the first: what follows it has the same neighbour.
        last = ANY + EDGE if _closed(inner) else ANY
        return (
            {form + last for form in inner} if len(inner) > 2 else inner | {a + ANY + b for a in inner for b in inner}
        )
    forms: set[str] = {""} if kind == "seq" else set()
    for part in parts:
        more = _forms(part)
        if more is None:
            return None
        forms = {form + other for form in forms for other in more} if kind == "seq" else forms | more
        if len(forms) > _MOST_FORMS:
            return None
    return forms
