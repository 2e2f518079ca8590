"""Relative clauses of place and time: "moved to the ward, where he was intubated" says that he was intubated there."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.clauses.split import split_below
from reasonscore.decompose.parse.parse import Parse

_STAYING = frozenset({"in", "at", "on"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def detach_circumstances(parse: Parse, clause: Clause, granularity: str, done: set[int]) -> list[Clause]:
    """The statements of such clauses, behind a comma, in the fine setting everywhere; the clause loses their words."""
    made: list[Clause] = []
    present = {t for t in clause.tokens() if isinstance(t, int)}
    for verb in sorted(present):
        noun = parse.heads[verb]
        if parse.deps[verb] != "relcl" or verb in done or noun not in present or clause.conditions:
            continue
        tokens = [t for t in parse.subtree(verb) if t in present]
        word = tokens[0]
        if parse.lower[word] not in ("where", "when") or parse.heads[word] != verb or noun > word:
            continue
        if parse.child(verb, *_SUBJECTS) is None or not _located(parse, noun, parse.lower[word]):
            continue
        comma = parse.words[word - 1] == ","
        if not comma and granularity != "fine":
            continue
        done.add(verb)
        gone = {*tokens, *([word - 1] if comma else [])}
        if tokens[-1] + 1 < len(parse) and parse.words[tokens[-1] + 1] == ",":
            gone.add(tokens[-1] + 1)
        place = _place(parse, noun, present - gone)
        clause.without(gone)
        clause.rules.append("relative.detached")
        parts: list[Clause] = []
        first = split_below(parse, verb, parts)
        for part in parts:
            part.without({word})
            part.rules.append("relative.clause")
            part.order = verb + 0.5
        if not first.conditions:
            first.predicate += place
        made += parts
    return made


def _located(parse: Parse, noun: int, word: str) -> bool:
    """True where the noun is a place or a time as the word says; "cases where" and "times when" restrict."""
    if word == "when":
        return parse.words[noun][:4].isdigit() or parse.lower[noun] in _TIMES
    return parse.deps[noun] in ("pobj", "dobj", "conj", "appos") and parse.lower[noun] not in _CASES


_TIMES = frozenset(
    "year month january february march april june july august september october november december".split()
)
_CASES = frozenset("case cases situation situations point instance instances stage scenario scenarios".split())


def _place(parse: Parse, noun: int, present: set[int]) -> list[Token]:
    """The phrase that says where or when, where its preposition fits what happens there too."""
    above = parse.heads[noun]
    if parse.deps[noun] != "pobj" or parse.lower[above] not in _STAYING or above not in present:
        return []
    return [t for t in parse.subtree(above) if t in present]
