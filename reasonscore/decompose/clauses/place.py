"""Places inside places: "born in Durban, South Africa" as a birth in Durban, which is in South Africa."""

from __future__ import annotations

from itertools import pairwise

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.parse.parse import Parse

_WHERE = frozenset({"in", "at", "near", "from", "to", "of"})


def place_chain(parse: Parse, first: int) -> list[list[int]]:
    """The names between commas from a place on, each inside the next one; a list with "and" is none.

    Args:
        parse: The sentence.
        first: The head of the first name, under its preposition.
    """
    above = parse.heads[first]
    if parse.deps[first] != "pobj" or parse.lower[above] not in _WHERE or not parse.tags[first].startswith("NNP"):
        return []
    chain = [list(range(above + 1, first + 1))]
    position = first + 1
    while position + 1 < len(parse) and parse.words[position] == "," and _is_name(parse, position + 1):
        last = position + 1
        while last + 1 < len(parse) and _is_name(parse, last + 1):
            last += 1
        if any(parse.deps[t] in ("nsubj", "nsubjpass") for t in range(position + 1, last + 1)):
            return []
        chain.append(list(range(position + 1, last + 1)))
        position = last + 1
    following = [parse.lower[t] for t in range(position, min(position + 2, len(parse)))]
    listed = "and" in following or "or" in following
    if listed and _is_name(parse, position + len(following)):
        return []
    whole = [t for name in chain for t in name]
    named = all(parse.tags[t].startswith(("NNP", "DT")) or parse.words[t] == "." for t in whole)
    return chain if len(chain) > 1 and named else []


def _is_name(parse: Parse, token: int) -> bool:
    return token < len(parse) and parse.tags[token].startswith("NNP")


def detach_places(parse: Parse, clause: Clause) -> list[Clause]:
    """Where the places of a clause are; the clause keeps the first name of each chain."""
    made: list[Clause] = []
    for token in sorted({t for t in clause.tokens() if isinstance(t, int)}):
        chain = place_chain(parse, token)
        present = {t for t in clause.tokens() if isinstance(t, int)}
        if not chain or not all(t in present for name in chain for t in name):
            continue
        clause.without({t for name in chain[1:] for t in (name[0] - 1, *name)})
        for position, (inner, outer) in enumerate(pairwise(chain)):
            made.append(
                Clause(
                    token,
                    subject=list(inner),
                    predicate=["is", "in", *outer],
                    rules=["fine.place"],
                    order=clause.order + 0.3 + 0.001 * position,
                )
            )
    return made
