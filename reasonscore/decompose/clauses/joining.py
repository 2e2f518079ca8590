"""What coordinated clauses do not share, or all share: orders behind "but", a second cause, a closing condition."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.parse.parse import Parse


def forbids_it(parse: Parse, kid: int) -> bool:
    """True for "it can help, but don't squeeze it", an order to the reader."""
    thing = parse.child(kid, "dobj")
    do = parse.child(kid, "aux")
    ordered = do is not None and parse.lower[do] == "do" and parse.child(kid, "neg") is not None
    if do is None or not ordered or parse.lower[do - 1] != "but":
        return False
    return thing is not None and parse.lower[thing] in ("it", "them")


def is_corrected(parse: Parse, kid: int) -> bool:
    """True for the second cause of "not because of A but because B", which the first belongs to."""
    first = parse.subtree(kid)[0]
    denied = [t for t in range(1, first) if parse.lower[t] == "because" and parse.lower[t - 1] == "not"]
    return bool(denied) and parse.lower[first - 1] == "but"


def share_closing(parse: Parse, clauses: list[Clause]) -> None:
    """Give each of the alternatives of "may feel tired, lose weight or faint when you start it" the condition."""
    if len(clauses) < 2:
        return
    final = [c for clause in clauses for c in clause.conditions if c.place == "final" and len(c.tokens) > 2]
    heads = [c.head for c in clauses]
    closing = [c for c in final if all(isinstance(t, int) and t > heads[-1] for t in c.tokens)]
    joints = [t for t in range(heads[0], len(parse)) if parse.deps[t] == "cc" and parse.heads[t] in heads]
    if len(final) != 1 or not closing or not any(parse.lower[t] == "or" for t in joints):
        return
    if any(parse.child(c.head, "nsubj") is not None for c in clauses[1:]):
        return
    for clause in clauses:
        if closing[0] not in clause.conditions:
            clause.conditions = [*clause.conditions, *closing]
            clause.rules.append("condition.shared")


def put_behind_subject(parse: Parse, clause: Clause) -> None:
    """Turn "Only then should it be given" round: the auxiliary goes behind the subject."""
    turned = [t for t in clause.lead if isinstance(t, int) and parse.heads[t] == clause.head]
    turned = [t for t in turned if parse.deps[t] in ("aux", "auxpass")]
    asked = any(isinstance(t, int) and parse.tags[t] in ("WRB", "WP", "WDT") for t in clause.lead)
    if turned and turned[0] and not asked and parse.tags[turned[0]] in ("MD", "VBZ", "VBP", "VBD"):
        clause.lead = [t for t in clause.lead if t not in turned]
        clause.predicate = [*turned, *clause.predicate]
