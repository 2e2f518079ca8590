"""The fine granularity: one claim for each adjunct of a predicate, each attribute of a noun."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_ADJUNCTS = ("prep", "npadvmod", "advcl", "agent")
_BOUND = frozenset({"of", "than", "as", "like"})
_KEEP = frozenset({"not", "never", "n't", "no", "rarely", "seldom", "hardly", "only"})


def split_adjuncts(parse: Parse, clause: Clause) -> list[Clause]:
    """The predicate with each of its adjuncts in turn; the clause itself where it has at most one.

    "He moved to Leeds in 1990 with his wife" gives three claims. Negation and modality stay in each.
    """
    head = clause.head
    if (
        not parse.tags[head].startswith("VB")
        or clause.conditions
        or any(parse.deps[k] == "neg" for k in parse.children[head])
    ):
        return [clause]
    ints = [t for t in clause.tokens() if isinstance(t, int)]
    present = set(ints)
    verbs = [head, *[k for k in parse.children[head] if parse.deps[k] == "xcomp" and k in present]]
    complement = _complement(parse, head, present)
    groups: list[list[int]] = []
    for verb in verbs:
        kids = [k for k in parse.children[verb] if k in present and k != complement]
        groups += [_run(parse, kid, ints) for kid in kids if parse.deps[kid] in _ADJUNCTS]
    object_kid = next(
        (k for v in verbs for k in parse.children[v] if parse.deps[k] in ("dobj", "attr", "oprd") and k in present),
        None,
    )
    if object_kid is not None:
        groups += [
            _run(parse, kid, ints)
            for kid in parse.children[object_kid]
            if parse.deps[kid] == "prep" and kid in present and parse.lower[kid] not in _BOUND and kid > object_kid
        ]
    groups = [g for g in groups if g and not (_KEEP & {parse.lower[t] for t in g})]
    groups.sort()
    complete = complement is not None or any(
        parse.deps[k] in ("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp") and k in present
        for k in parse.children[head]
    )
    if len(groups) < 2 and not (complete and groups and (complement is not None or len(ints) > 9)):
        return [clause]
    everything = {t for g in groups for t in g}
    made = []
    keeps = _kept(parse, clause, groups, object_kid)
    for position, group in enumerate(keeps):
        variant = clause.copy()
        gone = everything - set(group)
        variant.without(gone)
        variant.rules.append("fine.adjunct")
        variant.order = clause.order + 0.0001 * position
        made.append(variant)
    return made


def _kept(parse: Parse, clause: Clause, groups: list[list[int]], object_kid: int | None) -> list[list[int]]:
    """Which adjunct each claim keeps: none first where the verb has its object, "won a medal", or a complement.

    A named member says what the generic claim says of all: "On television, she sang in films such as X" places X once.
    """
    if len(groups) == 1:
        return [[]] if "list.instance" in clause.rules and groups[0][0] < clause.head else [[], groups[0]]
    if object_kid is not None and parse.deps[object_kid] == "dobj":
        return [[], *groups]
    return groups


_MONTHS = frozenset("january february march april may june july august september october november december".split())


def _complement(parse: Parse, head: int, present: set[int]) -> int | None:
    """The phrase without which the verb says nothing: "appeared in films", "worked as a model"."""
    kids = [k for k in parse.children[head] if k in present]
    if parse.child(head, "prt") is not None and parse.child(head, "dobj") is None:
        # "went on to win": what it came to is not said without the infinitive.
        aim = next((k for k in kids if parse.deps[k] == "advcl" and parse.lower[parse.subtree(k)[0]] == "to"), None)
        if aim is not None:
            return aim
    if parse.lemmas[head] not in words_of("verbs", "bound"):
        return None
    if any(parse.deps[k] in ("dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "auxpass") for k in kids):
        return None
    kid = next((k for k in kids if k > head and parse.deps[k] == "prep"), None)
    if kid is None or any(parse.words[t] == "," for t in range(head, kid)) or kid > head + 2:
        return None
    if parse.lower[kid] in ("during", "since", "until", "before", "after", "at"):
        return None
    return None if _dated(parse, parse.subtree(kid)[:5]) else kid


def _dated(parse: Parse, tokens: list[int]) -> bool:
    """True for "in 1990", "on May 4", "since 2004"."""
    return any(parse.lower[t] in _MONTHS or parse.words[t][:4].isdigit() for t in tokens)


def _run(parse: Parse, kid: int, order: list[int]) -> list[int]:
    """The tokens under a preposition that still stand beside it: what another rule moved there is not among them."""
    inside = set(parse.subtree(kid))
    at = order.index(kid)
    first = last = at
    while first > 0 and order[first - 1] in inside and order[first - 1] < order[first]:
        first -= 1
    while last + 1 < len(order) and order[last + 1] in inside and order[last + 1] > order[last]:
        last += 1
    return order[first : last + 1]


def split_attributes(parse: Parse, clause: Clause) -> list[Clause]:
    """Statements apart: "She is an American film director" as "She is American" and "She is a film director"."""
    head = clause.head
    kid = parse.child(head, "attr")
    if parse.lemmas[head] not in ("be", "become") or kid is None or not clause.subject:
        return [clause]
    present = {t for t in clause.tokens() if isinstance(t, int)}
    origin = [
        k
        for k in parse.children[kid]
        if parse.deps[k] in ("amod", "nmod", "compound")
        and k < kid
        and k in present
        and parse.tags[k] in ("JJ", "NNP")
        and parse.words[k][:1].isupper()
        and parse.words[k].endswith(("an", "ish", "ese", "ch", "ian", "i", "ek", "ss"))
    ]
    if not origin:
        return [clause]
    # "South Korean", "West African" are one word of origin.
    while origin[0] - 1 in present and parse.words[origin[0] - 1] in _QUARTERS:
        origin.insert(0, origin[0] - 1)
    verb: list[Token] = [t for t in clause.predicate if t == head or (isinstance(t, int) and t < head)]
    made = Clause(
        head,
        subject=list(clause.subject),
        predicate=[*verb, *origin],
        rules=[*clause.rules, "fine.attribute"],
        order=clause.order - 0.00001,
    )
    rest = clause.copy()
    rest.without(set(origin))
    rest.predicate = [_article(parse, rest.predicate, position) for position in range(len(rest.predicate))]
    rest.rules.append("fine.attribute")
    return [made, rest]


def _article(parse: Parse, tokens: list[Token], position: int) -> Token:
    """The token there; an indefinite article as the word that now follows it wants."""
    token = tokens[position]
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if not isinstance(token, int) or not isinstance(following, int) or parse.lower[token] not in ("a", "an"):
        return token
    form = "an" if parse.lower[following][0] in "aeiou" else "a"
    return token if form == parse.lower[token] or following == token + 1 else Inflected(token, form)


_QUARTERS = frozenset(
    "North South East West Northern Southern Eastern Western Central Latin New Costa Puerto Sri Saudi".split()
)
