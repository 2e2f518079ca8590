"""Neither and nor between predicates: "The graft neither leaks nor kinks" denies both."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.clauses.polarity_split import deny
from reasonscore.decompose.parse.parse import Parse

_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def mend_correlatives(parse: Parse) -> bool:
    """True where a noun behind "neither" or "nor" became the verb that it is: "neither smokes nor drinks"."""
    changed = False
    for token, word in enumerate(parse.lower):
        if word == "neither" and "nor" not in parse.lower and _stands_alone(parse, token):
            parse.attach(token, parse.heads[token], "nsubj")
            changed = True
        if word == "neither" and token + 1 < len(parse):
            verb = token + 1
            if parse.deps[verb] == "ROOT" and parse.tags[verb] == "NNS" and parse.child(verb, *_SUBJECTS) is not None:
                _verb(parse, verb)
                changed = True
        if word == "nor" and token + 1 < len(parse):
            verb = token + 1
            first = parse.heads[verb]
            if parse.tags[verb] == "NNS" and parse.deps[verb] == "conj" and parse.tags[first] == "VBZ":
                _verb(parse, verb)
                changed = True
            elif parse.tags[verb] in ("VB", "JJ") and parse.deps[verb] == "conj" and parse.tags[first] == "NN":
                parse.tags[verb] = "NN"
    return changed


def _stands_alone(parse: Parse, token: int) -> bool:
    """True for the subject "neither" that the parser took for half a pair: "since neither causes ulcers"."""
    verb = parse.heads[token]
    finite = parse.tags[verb] in ("VBZ", "VBD", "VBP") or parse.child(verb, "aux") is not None
    between = any(parse.tags[t].startswith("NN") or parse.lower[t] == "of" for t in range(token + 1, verb))
    return finite and verb > token and not between and parse.deps[token] in ("preconj", "advmod", "det", "cc", "neg")


def _verb(parse: Parse, token: int) -> None:
    word = parse.lower[token]
    base = word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
    parse.tags[token], parse.lemmas[token] = "VBZ", base


def deny_correlatives(parse: Parse, clauses: Sequence[Clause]) -> None:
    """Deny each clause that "neither" or "nor" joins to another one."""
    if "nor" not in parse.lower:
        return
    by_head = {clause.head: clause for clause in clauses}
    opened: set[int] = set()
    for clause in clauses:
        head = clause.head
        before = parse.heads[head]
        if parse.deps[head] != "conj" or before not in by_head:
            continue
        nor = next((t for t in range(before, head) if parse.lower[t] == "nor" and parse.heads[t] in (before, head)), -1)
        if nor < 0:
            continue
        clause.rules.append("negation.correlative")
        _turn(parse, clause, nor)
        _share_modal(parse, clause, by_head[before])
        deny(parse, clause)
        if before not in opened and any(parse.lower[k] == "neither" for k in parse.children[before]):
            by_head[before].rules.append("negation.correlative")
            deny(parse, by_head[before])
        opened |= {before, head}


def _share_modal(parse: Parse, clause: Clause, before: Clause) -> None:
    """Give "nor be removed" the modal verb of the clause before it."""
    first = clause.predicate[0] if clause.predicate else None
    if isinstance(first, int) and parse.tags[first] == "VB" and first != clause.head:
        clause.predicate[:0] = [k for k in parse.children[before.head] if parse.tags[k] == "MD" and k < before.head]


def _turn(parse: Parse, clause: Clause, nor: int) -> None:
    """Put the auxiliary of "nor did it blanch" behind its subject."""
    first = nor + 1
    if (
        first in clause.lead
        and clause.subject
        and parse.lower[first] in ("did", "does", "do", "is", "was", "were", "has")
    ):
        clause.lead = [t for t in clause.lead if t != first]
        clause.predicate = [first, *clause.predicate]
        if parse.heads[first] != clause.head:
            parse.attach(first, clause.head, "aux")
