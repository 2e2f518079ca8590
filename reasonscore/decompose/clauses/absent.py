"""What is denied behind what was found: "The CT showed an effusion, no consolidation", "not a cyst but a tumour"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.clauses.evidence import SHOWING
from reasonscore.decompose.parse.parse import Parse

_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))
_LONGEST = 10
_LIMITING = frozenset("longer more less fewer doubt matter later earlier sooner need point reason way".split())


def detach_absent(parse: Parse, clause: Clause) -> list[Clause]:
    """The statements of "showed an effusion, no consolidation" on what was not shown; the clause loses their words."""
    head = clause.head
    kid = parse.child(head, "dobj", "attr")
    if parse.child(head, "neg") is not None or clause.conditions:
        return []
    shown = parse.lemmas[head] in SHOWING and kid is not None and bool(clause.subject)
    if kid is None or not shown:
        kid = head
    ints = [t for t in clause.predicate if isinstance(t, int)]
    if any(parse.lower[k] in ("no", "neither") and k > head for k in parse.children[kid]):
        return []
    verb: list[Token] = [t for t in ints if t <= head] if shown else []
    made: list[Clause] = []
    if any(
        parse.lower[t] in ("no", "not", "nil", "without") for t in [*clause.subject, *ints[:1]] if isinstance(t, int)
    ):
        return []
    for token in ints:
        if parse.lower[token] != "no" or token <= kid or token - 1 not in ints:
            continue
        before = [token - 1] if parse.words[token - 1] == "," else [token - 2, token - 1]
        if parse.words[before[0]] != "," or (len(before) > 1 and parse.lower[token - 1] not in ("and", "but", "with")):
            continue
        stop = next((t for t in ints if t > token and parse.words[t] in (",", ";", ".")), len(parse))
        tail = [t for t in ints if token <= t < stop]
        if not 1 < len(tail) <= _LONGEST or any(parse.tags[t] in _FINITE for t in tail):
            continue
        if not shown and (len(before) > 1 or parse.lower[tail[1]] in _LIMITING or stop < len(parse) - 1):
            continue
        bearer = next((t for t in tail if parse.tags[t].startswith("NN") and parse.heads[t] not in tail), tail[-1])
        subject = list(clause.subject) if shown else []
        part = Clause(head if shown else bearer, subject=subject, predicate=[*verb, *tail], rules=["negation.contrast"])
        part.order = clause.order + 0.4 + 0.001 * len(made)
        part.lead = list(clause.lead) if shown else []
        clause.without({*before, *tail})
        made.append(part)
    if made:
        clause.rules.append("negation.contrast")
    return made


def detach_instead(parse: Parse, clause: Clause) -> list[Clause]:
    """What holds instead in "is not an infection but a tumour"; the clause keeps what is denied."""
    head = clause.head
    ints = [t for t in clause.predicate if isinstance(t, int)]
    if parse.lemmas[head] != "be" or head not in ints or not clause.subject:
        return []
    if head + 1 not in ints or parse.lower[head + 1] != "not":
        return []
    for token in ints:
        if parse.lower[token] != "but" or token <= head + 2 or token - 1 not in ints:
            continue
        stop = next((t for t in ints if t > token and parse.words[t] == "."), len(parse))
        tail = [t for t in ints if token < t < stop]
        if len(tail) > 1 and parse.lower[tail[0]] in ("rather", "instead"):
            tail = tail[1:]
        if not tail or parse.lower[tail[0]] in ("also", "not", "only") or any(parse.tags[t] in _FINITE for t in tail):
            continue
        made = clause.copy()
        made.predicate = [*[t for t in ints if t <= head], *tail]
        made.rules.append("negation.contrast")
        made.links = [("contrast", clause, [token])]
        made.order = clause.order + 0.4
        clause.without(
            {t for t in ints if token <= t < stop} | ({token - 1} if parse.words[token - 1] == "," else set())
        )
        clause.rules.append("negation.contrast")
        return [made]
    return []
