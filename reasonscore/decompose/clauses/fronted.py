"""Participles before a told clause: "Admitted with fever, she was cooled" says that she was admitted with fever."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected
from reasonscore.decompose.clauses.subordinate import past_tense
from reasonscore.decompose.parse.parse import Parse


def detach_fronted(parse: Parse, clause: Clause) -> list[Clause]:
    """The statement of a past participle before the subject; the clause loses its words.

    In front of what generally holds it is a condition: "treated early, it heals".
    """
    lead = [t for t in clause.lead if isinstance(t, int)]
    if lead and parse.lower[lead[0]] in ("compared", "based", "given", "provided", "followed"):
        return []  # "compared with placebo, ..."
    if len(lead) < 3 or parse.tags[lead[0]] != "VBN" or not clause.subject or lead != clause.lead:
        return []
    dated = any(parse.words[t].isdigit() and len(parse.words[t]) == 4 for t in lead)
    whole = parse.words[lead[-1]] == "," and parse.words[lead[-2]] != "," and set(lead) >= set(parse.subtree(lead[0]))
    if parse.child(lead[0], "aux", "auxpass", "nsubj", "mark") is not None or not whole:
        return []
    if not past_tense(parse, clause.head) and not dated:
        return []
    first = clause.subject[0]
    plural = any(
        isinstance(t, int) and parse.tags[t] in ("NNS", "NNPS") and parse.deps[t] == "nsubj" for t in clause.subject
    )
    if isinstance(first, int) and parse.lower[first] in ("they", "we"):
        plural = True
    clause.without(set(lead))
    return [
        Clause(
            lead[0],
            subject=list(clause.subject),
            predicate=["were" if plural else "was", Inflected(lead[0], parse.lower[lead[0]]), *lead[1:-1]],
            rules=["relative.reduced"],
            order=clause.order - 0.4,
        )
    ]
