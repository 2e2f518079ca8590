"""Pairs and lists that mean something only as a whole: ranges, fixed pairs, quoted titles, what is told apart."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.clauses.group import Group
from reasonscore.decompose.parse.colon import behind_colon
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.parse.quotation import is_quote
from reasonscore.decompose.search.table import words_of

_SUBJECTS = ("nsubj", "nsubjpass")
_PAIR_HEADS = frozenset(
    {
        "between",
        "combination",
        "both",
        "either",
        "ratio",
        "difference",
        "differences",
        "combine",
        "versus",
        "vs",
        "interaction",
        "distinguish",
        "differentiate",
        "among",
    }
)


def kept_together(parse: Parse, clause: Clause, group: Group) -> bool:
    """The pairs and lists that mean something only as a whole."""
    first = group.block[0]
    if parse.lower[first - 1] == "then" or _behind_whole(parse, clause.head, group.first):
        return True  # "give calcium, then insulin and glucose"; "is 4: 3 for the rash and 1 for the fever"
    if (parse.deps[group.first] == "appos" and behind_colon(parse, clause.head, group.first)) or (
        parse.lower[parse.heads[group.first]] == "at" and parse.lower[group.first] == "first"
    ):
        return True  # "weekly at first and every month later"
    if group.label == "attr" and any(parse.lower[t] == "only" for t in clause.subject if isinstance(t, int)):
        return True  # "the only drugs that do are A and B"
    after = clause.head + 1
    if parse.lower[after : after + 1] == ["each"] and parse.tags[after + 1 : after + 2] == ["JJR"]:
        return True  # "A and B inhibitors each lower mortality", the noun read as the verb
    if any(parse.words[t] in ("(", "[") for t in range(first)) and _open_bracket(parse, first):
        return True
    previous = {parse.lower[t] for t in range(max(0, first - 3), first)}
    if _PAIR_HEADS & previous or (parse.lower[first] in ("between", "either", "both") and group.label in _SUBJECTS):
        return True
    parent = parse.heads[group.first]
    if parse.lower[parent] in ("between", "from", "among") or parse.lower[parse.heads[parent]] in _PAIR_HEADS:
        return True
    if parse.lemmas[parse.heads[parent]] in _RESTING and parse.lower[parent] in ("on", "upon", "of"):
        return True
    ints = [t for t in clause.tokens() if isinstance(t, int)]
    if any(parse.lower[t] == "respectively" for t in ints):
        return True
    quotes = [t for t in ints if is_quote(parse, t)]
    inside = [place for place in (sum(q < m for q in quotes) for m in group.members) if place % 2]
    if len(inside) > len(set(inside)):
        return True
    if all(parse.tags[m] == "CD" for m in group.members) and not all(len(parse.words[m]) == 4 for m in group.members):
        return True
    if len(group.members) == 2:
        pair = f"{parse.lower[group.members[0]]} and {parse.lower[group.members[1]]}"
        return pair in words_of("pairs", "pair")
    return False


def _behind_whole(parse: Parse, head: int, token: int) -> bool:
    """True behind a colon that stands after a whole statement."""
    colon = next((t for t in range(head + 1, token) if parse.words[t] == ":"), 0)
    counted = bool(colon) and parse.tags[colon - 1] == "CD"
    return counted or (
        bool(colon) and any(parse.deps[k] in ("attr", "acomp", "dobj") and k < colon for k in parse.children[head])
    )


_RESTING = frozenset({"rest", "consist", "depend", "rely", "hinge"})


def _open_bracket(parse: Parse, position: int) -> bool:
    opened = sum(parse.words[t] in ("(", "[") for t in range(position))
    closed = sum(parse.words[t] in (")", "]") for t in range(position))
    return opened > closed
