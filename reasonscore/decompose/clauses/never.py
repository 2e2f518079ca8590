"""What is never done, behind what is: "you can take paracetamol or ibuprofen, but never aspirin"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.parse.parse import Parse

_LONGEST = 8


def detach_never(parse: Parse, clause: Clause) -> list[Clause]:
    """The statement on what never is; the clause loses its words."""
    head = clause.head
    ints = [t for t in clause.predicate if isinstance(t, int)]
    if not clause.subject or head not in ints or parse.child(head, "neg") is not None:
        return []
    thing = parse.child(head, "dobj")
    if thing not in ints:
        return []
    for token in ints:
        if thing is None or parse.lower[token] != "never" or token < thing or parse.lower[token - 1] not in _JOINTS:
            continue
        tail = [t for t in ints if t > token and parse.words[t] != "."]
        if not tail or len(tail) > _LONGEST or tail != list(range(tail[0], tail[-1] + 1)):
            continue
        if not parse.tags[tail[-1]].startswith("NN") or any(parse.tags[t].startswith(("VB", "MD")) for t in tail):
            continue
        before: list[Token] = [t for t in ints if t < head]
        made = clause.copy()
        made.predicate = [*before, token, head, *tail]
        made.rules.append("negation.contrast")
        made.order = clause.order + 0.4
        made.links = [("contrast", clause, [token - 1])]
        gone = {token - 1, token, *tail}
        clause.without(gone | ({token - 2} if parse.words[token - 2] == "," else set()))
        clause.rules.append("negation.contrast")
        return [made]
    return []


_JOINTS = frozenset(("and", "but"))
