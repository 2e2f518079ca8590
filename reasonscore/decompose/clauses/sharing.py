"""What coordinated verbs share: auxiliaries of the first, the object of the last."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_AUX = ("aux", "auxpass")
_PLAIN = frozenset(
    "fact general addition contrast summary conclusion short this that example instance now brief".split()
)


def shared_auxiliaries(parse: Parse, clause: Clause, before: Clause) -> list[Token]:
    """Auxiliaries of the clause before that this verb needs too: "was extubated and reintubated"."""
    own = [k for k in parse.children[clause.head] if parse.deps[k] in _AUX]
    if [parse.lower[k] for k in own] == ["to"] and parse.lower[before.head - 1] == "should":
        own = []  # "should have a test and to use two methods"
    if own and not (parse.lower[own[0]] == "be" and parse.tags[own[0]] == "VB"):
        return []
    if own:  # "should receive aspirin and be seen"
        return [t for t in before.predicate if isinstance(t, int) and parse.tags[t] == "MD" and t < before.head]
    tag = parse.tags[clause.head]
    if parse.lemmas[clause.head] == "be" and tag in ("VBD", "VBZ", "VBP"):
        return []
    auxiliaries = [
        t
        for t in before.predicate
        if isinstance(t, int) and t < before.head and parse.deps[t] in _AUX and parse.heads[t] <= before.head
    ]
    inserted = [t for t in before.predicate[:3] if isinstance(t, str)]
    denied = [
        t for t in before.predicate if isinstance(t, int) and parse.heads[t] == before.head and parse.deps[t] == "neg"
    ]
    joint = [k for k in parse.children[before.head] if parse.deps[k] == "cc" and before.head < k < clause.head]
    if joint and parse.lower[joint[-1]] == "but":
        denied = []  # "was not intubated but given oxygen"
    copula = parse.lemmas[before.head] == "be" and parse.deps[before.head] not in _AUX
    turned = parse.lemmas[clause.head] == "prove" and parse.child(clause.head, "xcomp") is not None
    moving = tag == "VBD" and (turned or parse.lemmas[clause.head] in words_of("verbs", "intransitive"))
    if copula and not moving and tag in ("VBN", "VBD", "VBG") and parse.child(clause.head, "dobj") is None:
        return [
            t for t in before.predicate if isinstance(t, int) and (t == before.head or t in auxiliaries or t in denied)
        ]
    passive = any(parse.deps[t] == "auxpass" for t in auxiliaries)
    thing = parse.child(clause.head, "dobj")
    if thing is not None and _behind(parse, clause.head, thing):
        thing = None
    if passive and not moving and tag in ("VBN", "VBD") and thing is None:
        return sorted([*auxiliaries, *denied], key=lambda t: t if isinstance(t, int) else 0)
    base = any(
        parse.tags[t] == "MD" or parse.lower[t] in ("do", "does", "did", "to")
        for t in auxiliaries
        if isinstance(t, int)
    )
    if base and tag in ("VB", "VBP"):
        return sorted([*auxiliaries, *denied], key=lambda t: t if isinstance(t, int) else 0)
    perfect = any(parse.lower[t] in ("has", "have", "had") for t in auxiliaries if isinstance(t, int))
    progressive = any(parse.lower[t] in ("is", "are", "was", "were", "been") for t in auxiliaries if isinstance(t, int))
    if (perfect and tag == "VBN") or (progressive and tag == "VBG"):
        return sorted([*auxiliaries, *denied], key=lambda t: t if isinstance(t, int) else 0)
    return list(inserted) if inserted and tag == "VB" else []


def _behind(parse: Parse, verb: int, thing: int) -> bool:
    """True for "applied to dry, hairless skin": what stands behind a preposition that lost it is no object."""
    return any(k < thing and parse.deps[k] == "prep" and parse.child(k, "pobj") is None for k in parse.children[verb])


def share_object(parse: Parse, kid: int, head: int, clause: Clause) -> None:
    """Give "reduce" its object in "can reduce and prevent the pain"."""
    thing = parse.child(kid, "dobj")
    own = parse.child(head, "dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "prt")
    if parse.lemmas[head] in words_of("verbs", "intransitive") or head not in clause.predicate:
        return
    if parse.child(head, "auxpass") is not None or parse.lemmas[head] in words_of("verbs", "treating"):
        return  # "is enlarged and compresses the chiasm": what is enlarged has no object
    helpers = [t for t in range(head + 2, kid) if parse.heads[t] == kid and parse.deps[t] in ("aux", "neg", "advmod")]
    if thing is not None and own is None and kid <= head + 3 + max(0, len(helpers) - 1):
        at = clause.predicate.index(head) + 1
        if parse.deps[head + 1] == "prep" and head + 1 in clause.predicate:  # "bind to and block the receptor"
            at = clause.predicate.index(head + 1) + 1
        clause.predicate[at:at] = parse.subtree(thing)


def restricts(parse: Parse, clause: Clause) -> bool:
    """True for "In atrial fibrillation, ...", which holds for what is coordinated too; dates are said once."""
    tokens = [t for t in clause.lead if isinstance(t, int)]
    opened = bool(tokens) and parse.lower[tokens[0]] in ("in", "among", "for", "with") and parse.tags[tokens[0]] == "IN"
    return opened and not any(parse.tags[t] == "CD" or parse.lower[t] in _PLAIN for t in tokens)


def names_people(parse: Parse, clause: Clause) -> bool:
    """True for "In patients with a mechanical valve, ...", which holds for every clause that "and" adds."""
    tokens = [t for t in clause.lead if isinstance(t, int)]
    return restricts(parse, clause) and any(parse.lower[t] in _PEOPLE for t in tokens)


_PEOPLE = frozenset("patients people adults children women men infants neonates those pregnancy".split())


def is_instead(parse: Parse, kid: int, head: int) -> bool:
    """True for what is not to be done: "call an ambulance rather than wait"."""
    if parse.child(kid, "nsubj", "nsubjpass", "expl") is not None:
        return False
    return any(parse.lower[t] == "than" and parse.lower[t - 1] == "rather" for t in range(head + 1, kid))


def share_front(parse: Parse, clause: Clause, made: Clause) -> None:
    """Give a second order the phrase that says for whom: "In pregnancy, stop it and give labetalol"."""
    first = clause.predicate[0] if clause.predicate else None
    if not isinstance(first, int) or parse.deps[first] != "prep" or parse.heads[first] != clause.head:
        return
    front = [t for t in parse.subtree(first) if t in clause.predicate and t < clause.head]
    if parse.lower[first] in ("in", "among", "for", "with", "during") and not any(parse.tags[t] == "CD" for t in front):
        made.predicate = [*front, *made.predicate]


def share_infinitive(parse: Parse, head: int, kid: int, made: Clause) -> None:
    """Give an infinitive its "is to": "the aim is to relieve the itch, heal the skin, and prevent infection"."""
    while parse.deps[head] == "conj" and parse.tags[head] in ("VB", "VBP"):
        head = parse.heads[head]
    first = parse.child(head, "xcomp", "ccomp")
    if parse.lemmas[head] != "be" or first is None or not head < first < kid or parse.tags[first] != "VB":
        return
    if parse.lower[first - 1] == "to" and kid in made.predicate:
        made.predicate = [head, first - 1, *made.predicate]
