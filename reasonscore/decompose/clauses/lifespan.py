"""Dates of birth and death in brackets behind a name: "Ada Lane (1936-2010) was a writer"."""

from __future__ import annotations

import re

from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.parse.parse import Parse

_DATE = re.compile(r"(?:[A-Z][a-z]+ \d{1,2},? )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}")
_SPAN = re.compile(
    rf"\(\s*(?:([Bb]orn|b\.)(?:\s+on|\s+in)?\s+)?(?P<birth>{_DATE.pattern})(?:\s*(?:-|–|—|"
    rf"to)\s*(?P<death>{_DATE.pattern}|present))?[^()]{{0,60}}\)"
)


def detach_lifespan(parse: Parse, clause: Clause) -> list[Clause]:
    """The claims that brackets with dates make about the subject; the clause loses the brackets."""
    match = _SPAN.search(parse.text)
    if match is None or not clause.subject:
        return []
    tokens = [t for t in clause.tokens() if isinstance(t, int) and match.start() <= parse.starts[t] < match.end()]
    if not tokens or tokens[0] == 0:
        return []
    name: list[Token] = [t for t in clause.subject if isinstance(t, int) and t < tokens[0]]
    if not name or parse.tags[tokens[0] - 1] not in ("NNP", "NNPS"):
        return []
    if not match["death"] and not match[1]:
        return []
    made = []
    for group, verb in (("birth", ["was", "born"]), ("death", ["died"])):
        if not match[group] or match[group] == "present":
            continue
        own: list[Token] = [t for t in tokens if match.start(group) <= parse.starts[t] < match.end(group)]
        preposition = "in" if len(own) == 1 else "on"
        made.append(
            Clause(
                tokens[0],
                subject=list(name),
                predicate=[*verb, preposition, *own],
                rules=["fine.lifespan"],
                order=clause.order - 0.01,
            )
        )
    clause.without(set(tokens))
    return made
