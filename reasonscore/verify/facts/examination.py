"""Examinations: which findings a sentence states, denies, or excludes by calling what holds them normal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from reasonscore.decompose.search.expression import Expression
from reasonscore.resource import resource_text
from reasonscore.span import Piece
from reasonscore.verify.facts.denial import denied_reaches

State = Literal["stated", "denied", "normal"]

_NORMAL = Expression(
    r"(?<![\w-])(?:normal|unremarkable|not remarkable|within (?:normal )?limits|clear(?! of)|intact|nonfocal|non-focal|"
    r"(?:not|nor|non-) ?(?:enlarged|widened)|free of (?:disease|abnormality))(?!\w)"
)
_NOT = re.compile(r"(?:not|nor|non)[ -]", re.IGNORECASE)
_CLEAR_OF = Expression(r"\bclear (?:of|without)\b[^.;:]*")
_PART = re.compile(r"[,;:]|\b(?:but|except|with|although|however)\b", re.IGNORECASE)
_NO = Expression(
    r":\s*(?:confirmed (?:as |to be )?)?(?:not(?! (?:severe|specified|assessed|discussed|mentioned|confirmed|clearly|"
    r"definite\w*|fully|significant\w*|large|normal|clear)\b)|no(?! change)|none|absent|unlikely|negative|never|"
    r"ruled out|excluded|denied|free|low likelihood|absence)\b"
)
"""A form's answer behind its item: "Pleural effusion: not present"."""
_OPEN = Expression(
    r":\s*(?:not (?:severe|specified|assessed|discussed|mentioned|confirmed|clearly|definite\w*|fully|significant\w*)|"
    r"un(?:clear|certain|confirmed|specified|known)|ambiguous|indeterminate|incorrect|status|needs|cannot|"
    r"presence not|(?:some)?what|might|could)\b"
)
"""An answer that leaves the item open."""
_SIDES = {"left": "l", "lingula": "l", "right": "r", "bilateral": "lr", "bilaterally": "lr", "both": "lr"}
_LEVELS = {
    "base": "b", "bases": "b", "basal": "b", "basilar": "b", "bibasilar": "b", "lower": "b", "retrocardiac": "b",
    "apex": "a", "apical": "a", "biapical": "a", "upper": "a", "apices": "a", "mid": "m", "middle": "m",
    "lingula": "m", "hilar": "h", "hilum": "h", "perihilar": "h",
}  # fmt: skip
_SITE_WORD = re.compile(r"[a-z]+")


class Fact(NamedTuple):
    """A finding that is stated or denied, or an aspect that is normal, and where the words stand.

    `sides` and `levels` are letters of the places that its clause names; empty where it names none.
    """

    name: str
    state: State
    piece: Piece
    sides: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()

    def may_share_place(self, other: Fact) -> bool:
        """Whether nothing says that the two are in different places."""
        apart = any(a and b and not a & b for a, b in ((self.sides, other.sides), (self.levels, other.levels)))
        return not apart


@dataclass(frozen=True, slots=True)
class _Table:
    findings: Expression
    names: tuple[str, ...]
    broader: dict[str, frozenset[str]]
    aspects: tuple[tuple[str, re.Pattern[str]], ...]
    any_aspect: Expression
    normals: tuple[tuple[str, Expression], ...]
    any_normal: Expression
    excluded: dict[str, frozenset[str]]
    plain: re.Pattern[str]


def broader_findings(name: str) -> frozenset[str]:
    """The finding itself and all that it is a case of.

    >>> sorted(broader_findings("pneumonia"))
    ['consolidation', 'opacity', 'pneumonia']
    """
    found = frozenset({name})
    while not (more := found.union(*(_table().broader.get(one, frozenset()) for one in found))) <= found:
        found = more
    return found


def excluded_findings(aspect: str) -> frozenset[str]:
    """The findings that an aspect does not have where it is normal."""
    return _table().excluded[aspect]


@lru_cache(maxsize=16384)
def read_examination(sentence: str) -> tuple[Fact, ...]:
    """What a sentence says of an examination, in reading order.

    >>> [(fact.name, fact.state) for fact in read_examination("The heart size is normal, with no pleural effusion.")]
    [('heart_size', 'normal'), ('effusion', 'denied')]
    """
    table = _table()
    if _OPEN.search(sentence):
        return ()
    facts = [*_findings(sentence), *_normal_words(sentence)]
    if _NORMAL.search(sentence) and table.any_aspect.search(sentence):
        facts += _aspects(sentence)
    return tuple(sorted(facts, key=lambda fact: (fact.piece, fact.name)))


def is_plain(word: str) -> bool:
    """Whether a word says how, where or that a finding is, and nothing else.

    >>> is_plain("patchy"), is_plain("ramipril")
    (True, False)
    """
    return _table().plain.fullmatch(word) is not None


def _findings(sentence: str) -> list[Fact]:
    table = _table()
    matches = list(table.findings.finditer(sentence))
    if not matches:
        return []
    # "Clear of" denies as "free of" does, to the end of its clause.
    reaches = [*denied_reaches(sentence), *(match.span() for match in _CLEAR_OF.finditer(sentence))]
    no = _NO.search(sentence)
    found = []
    for match in matches:
        name = table.names[int((match.lastgroup or "c0")[1:])]
        if name.startswith("["):
            continue
        start = match.start()
        denied = any(a <= start < b for a, b in reaches) or (no is not None and start < no.start())
        found.append(Fact(name, "denied" if denied else "stated", match.span(), *_places(sentence, match.span())))
    narrower = {other for fact in found for other in broader_findings(fact.name) - {fact.name}}
    return [fact for fact in found if fact.name not in narrower]


def _normal_words(sentence: str) -> list[Fact]:
    if not _table().any_normal.found(sentence):
        return []
    return [
        Fact(name, "normal", match.span())
        for name, pattern in _table().normals
        if (match := pattern.search(sentence)) is not None
    ]


def _aspects(sentence: str) -> list[Fact]:
    """Aspects that share a part of the sentence, or a list that ends in it, with a word for normal."""
    reaches = [reach for reach in denied_reaches(sentence) if not _NORMAL.match(sentence, reach[0])]
    found: list[Fact] = []
    waiting: list[Fact] = []
    start = 0
    for end in [*(match.start() for match in _PART.finditer(sentence)), len(sentence)]:
        part = sentence[start:end]
        waiting += [
            Fact(name, "normal", (match.start() + start, match.end() + start))
            for name, pattern in _table().aspects
            if (match := pattern.search(part)) is not None
        ]
        normal = _NORMAL.search(part)
        if normal is not None:
            denied = any(a <= normal.start() + start < b for a, b in reaches) and not _NOT.match(normal.group())
            found += [] if denied else waiting
            waiting = []
        elif _table().findings.search(part):
            waiting = []
        start = end
    return found


def _places(sentence: str, piece: Piece) -> tuple[frozenset[str], frozenset[str]]:
    """Sides and levels that the clause about a finding names."""
    starts = [match.end() for match in _PART.finditer(sentence, 0, piece[0]) if match.group() != ":"]
    following = next((m for m in _PART.finditer(sentence, piece[1]) if m.group() != ":"), None)
    clause = sentence[starts[-1] if starts else 0 : following.start() if following else len(sentence)].lower()
    words = _SITE_WORD.findall(clause)
    sides = frozenset("".join(_SIDES.get(word, "") for word in words))
    return sides, frozenset("".join(_LEVELS.get(word, "") for word in words))


@cache
def _table() -> _Table:
    lines = resource_text("verify/examination.tsv").splitlines()
    rows = [[*line.split("\t"), ""][:4] for line in lines if line and not line.startswith("#")]
    findings = [row for row in rows if row[0] == "finding"]
    aspects = [row for row in rows if row[0] == "aspect"]
    normals = [row for row in rows if row[0] == "normal"]
    alternatives = "|".join(f"(?P<c{index}>{row[2]})" for index, row in enumerate(findings))
    return _Table(
        Expression(rf"(?<! normal )(?<!^normal )(?<![\w-])(?:{alternatives})(?!\w)"),
        tuple(row[1] for row in findings),
        {row[1]: frozenset(filter(None, row[3].split(","))) for row in findings},
        # Aspects are looked for in parts of sentences, each of them once.
        tuple((row[1], re.compile(_whole(row[2]), re.IGNORECASE)) for row in aspects),
        Expression(_whole("|".join(row[2] for row in aspects))),
        tuple((row[1], Expression(_whole(row[2]))) for row in normals),
        Expression(_whole("|".join(row[2] for row in normals))),
        {row[1]: frozenset(row[3].split(",")) for row in (*aspects, *normals)},
        re.compile(_whole(next(row[2] for row in rows if row[0] == "plain")), re.IGNORECASE),
    )


def _whole(expression: str) -> str:
    return rf"(?<![\w-])(?:{expression})(?!\w)"
