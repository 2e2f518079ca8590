"""Members named behind "such as" and "including": the generic claim, and one claim for each member."""

from __future__ import annotations

from typing import NamedTuple

from reasonscore.decompose.clauses.agreement import agreeing, is_plural, singular
from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.clauses.replacement import replaced
from reasonscore.decompose.parse.parse import Parse

_AROUND = frozenset({",", "(", ")"})
_BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "advmod", "punct", "predet", "nmod", "quantmod"})


class _Named(NamedTuple):
    """Members named in a clause: the noun of their class, and the tokens from the opener to the last member."""

    noun: int
    start: int
    end: int
    members: list[list[Token]]


def detach_instances(parse: Parse, clause: Clause, granularity: str) -> list[Clause]:
    """One claim for each named member; the clause keeps the generic statement.

    Two members stay where they are in the balanced setting unless the whole is generic ("drugs such as A and B").
    """
    present = {t for t in clause.tokens() if isinstance(t, int)}
    named = _named_members(parse, clause, present, granularity)
    if named is None:
        return []
    noun, start, end, members = named
    gone = _gone_between(parse, start, end, present)
    relative = next((k for k in parse.children[noun] if parse.deps[k] == "relcl" and k in present and k < start), None)
    if relative is not None:
        return _instances_of_relative(parse, clause, relative, members, gone)
    phrase = _phrase(parse, noun, present, start)
    own = members[0][0]
    if isinstance(own, int) and parse.tags[own] == "IN":
        # "in several roles, including as a nurse": the members bring their own preposition.
        members = [members[0], *[m if parse.tags[_first(m)] == "IN" else [own, *m] for m in members[1:]]]
        above = parse.heads[noun]
        if parse.deps[noun] == "pobj" and above in present:
            phrase = [above, *phrase]
    made = []
    for position, member in enumerate(members):
        variant = _instance(parse, clause, noun, set(phrase) | gone, member)
        variant.order = clause.order + 0.01 * (position + 1)
        made.append(variant)
        if granularity == "fine" and parse.tags[_first(member)] != "IN":
            made.append(_member_of_class(parse, noun, phrase, member, clause.order + 0.01 * position + 0.015))
    clause.without(gone)
    clause.rules.append("list.generic")
    return made


def _named_members(parse: Parse, clause: Clause, present: set[int], granularity: str) -> _Named | None:
    """The first list of members that the clause names and that makes claims of its own."""
    for token in [t for t in clause.tokens() if isinstance(t, int)]:
        opener = _opener(parse, token)
        if opener is None or opener[0] not in present:
            continue
        start, head = opener
        noun = _noun_of(parse, token, start, present)
        if noun is None:
            continue
        listed = [t for t in parse.subtree(head) if t in present and t >= start]
        members = _members(parse, [t for t in listed if t > token])
        bracketed = parse.words[start - 1] == "(" and parse.lower[start] == "including"
        if members and (granularity != "balanced" or noun in clause.subject or bracketed):
            return _Named(noun, start, max(listed), members)
    return None


def _instance(parse: Parse, clause: Clause, noun: int, replacing: set[int], member: list[Token]) -> Clause:
    """The clause with the member in the place of the class."""
    variant = clause.copy()
    for name in ("lead", "subject", "predicate"):
        tokens = getattr(clause, name)
        setattr(variant, name, replaced(tokens, replacing, member if noun in tokens else []))
    if noun in clause.subject and parse.tags[noun] == "NNS" and not is_plural(parse, member):
        variant.predicate = [agreeing(parse, t, clause.head) for t in variant.predicate]
    variant.rules.append("list.instance")
    return variant


def _member_of_class(parse: Parse, noun: int, phrase: list[int], member: list[Token], order: float) -> Clause:
    """For example "Ibuprofen is a painkiller"."""
    kind = _bare(parse, phrase, noun, parse.tags[noun] in ("NNS", "NNPS"))
    return Clause(noun, subject=list(member), predicate=["is", *kind], rules=["list.kind"], order=order)


def _first(member: list[Token]) -> int:
    """The first token of a member."""
    return next(t for t in member if isinstance(t, int))


def _opener(parse: Parse, token: int) -> tuple[int, int] | None:
    """Where the opener starts and the head under which the members hang."""
    low = parse.lower[token]
    if low == "as" and token and parse.lower[token - 1] == "such":
        return token - 1, token
    if low in ("including", "namely") and parse.children[token]:
        return token, token
    return None


def _gone_between(parse: Parse, start: int, end: int, present: set[int]) -> set[int]:
    """The tokens of a list of members with the commas around it."""
    gone = {t for t in present if start <= t <= end}
    return gone | {t for t in (start - 1, end + 1) if t in present and parse.words[t] in _AROUND}


def _instances_of_relative(
    parse: Parse, clause: Clause, relative: int, members: list[list[Token]], gone: set[int]
) -> list[Clause]:
    """For example "Drugs that prolong QT, such as A and B" says of A and of B that they prolong QT."""
    tokens = [t for t in parse.subtree(relative) if t not in gone]
    pronoun = tokens[0]
    clause.without(gone)
    clause.rules.append("list.generic")
    if parse.lower[pronoun] not in ("that", "which", "who") or parse.deps[pronoun] not in ("nsubj", "nsubjpass"):
        return []
    made = []
    for position, member in enumerate(members):
        plural = is_plural(parse, member)
        predicate: list[Token] = [t if plural else singular(parse, t) for t in tokens[1:]]
        made.append(
            Clause(
                relative,
                subject=list(member),
                predicate=predicate,
                rules=["list.instance"],
                order=clause.order - 1 + 0.01 * position,
            )
        )
    return made


def _noun_of(parse: Parse, token: int, start: int, present: set[int]) -> int | None:
    """The noun whose members are listed: the one that the opener hangs on, else the one before it."""
    head = parse.heads[token]
    found = head if parse.tags[head].startswith("NN") and head in present and head < start else None
    if found is None:
        found = _noun_before(parse, start, present)
    return None if found is None else _class_noun(parse, found, present)


_MEASURES = frozenset("number variety range series host handful array couple list lot string slew".split())
_PERIODS = frozenset("years decades months weeks days seasons".split())


_CLASSES = frozenset(
    "effects symptoms signs complications causes features manifestations consequences reactions triggers".split()
)


def _class_noun(parse: Parse, noun: int, present: set[int]) -> int | None:
    """The plural whose members are named: "adverse effects of charcoal such as", "a number of devices including".

    A thing that somebody owns is no class: "awards for his contributions, including the medal" names awards.
    """
    if parse.lower[noun] in _MEASURES:
        kid = next((k for p in parse.children[noun] for k in parse.children[p] if parse.deps[k] == "pobj"), None)
        return kid if kid is not None and kid in present else noun
    current = noun
    of = parse.heads[noun]
    if parse.deps[noun] == "pobj" and parse.lower[of] == "of" and parse.lower[parse.heads[of]] in _CLASSES:
        current = parse.heads[of]
        if parse.deps[current] in ("nsubj", "nsubjpass"):
            # "Side effects of steroids such as insomnia are common": insomnia alone would say something else.
            return None
    # "albums over the years, including X" names albums.
    while parse.tags[current] not in ("NNS", "NNPS") or _owned(parse, current) or parse.lower[current] in _PERIODS:
        above = parse.heads[current]
        if parse.deps[current] == "dobj" and parse.deps[above] == "relcl" and above in present:
            current = parse.heads[above]
            continue
        if parse.deps[current] != "pobj" or above not in present:
            return None if _owned(parse, noun) else noun
        current = parse.heads[above]
        if parse.tags[current].startswith("VB"):
            current = next((k for k in parse.children[current] if parse.deps[k] == "dobj" and k < above), current)
        if current not in present or not parse.tags[current].startswith("NN"):
            return None if _owned(parse, noun) else noun
    return current


def _owned(parse: Parse, noun: int) -> bool:
    """True for "his contributions", of which no members are named where a list stands above them."""
    return parse.child(noun, "poss") is not None


def _noun_before(parse: Parse, start: int, present: set[int]) -> int | None:
    position = start - 1
    while position >= 0 and parse.words[position] in (",", "(", "–", "—"):
        position -= 1
    if position not in present or not parse.tags[position].startswith("NN"):
        return None
    return position


def _phrase(parse: Parse, noun: int, present: set[int], start: int) -> list[int]:
    """The noun phrase that ends at the noun: its determiners and modifiers before it."""
    first = noun
    while first - 1 in present and parse.deps[first - 1] in _BEFORE and parse.heads[first - 1] <= noun:
        first -= 1
    if first >= 2 and parse.lower[first - 1] == "of" and parse.lower[first - 2] in _MEASURES:
        first -= 2
        while first - 1 in present and parse.heads[first - 1] == first + (parse.lower[first] not in _MEASURES):
            first -= 1
    last = noun
    inside = set(parse.subtree(noun))
    while last + 1 < start and last + 1 in inside and parse.words[last + 1] not in (",", "("):
        last += 1
    return [t for t in range(first, last + 1) if t in present]


def _members(parse: Parse, tokens: list[int]) -> list[list[Token]]:
    """The members, divided at commas and at the last "and" or "or"; empty where one of them is a clause."""
    members: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        word = parse.words[token]
        depth += (word == "(") - (word == ")")
        if depth == 0 and (word in (",", ";") or parse.lower[token] in ("and", "or", "plus")):
            members.append([])
        else:
            members[-1].append(token)
    kept = [m for m in members if m]
    verbs = any(parse.tags[t] in ("VBZ", "VBD", "VBP", "MD") for m in kept for t in m if isinstance(t, int))
    return [] if verbs else kept


def _bare(parse: Parse, phrase: list[int], noun: int, plural: bool) -> list[Token]:
    inner = [
        t
        for t in phrase
        if parse.deps[t] not in ("det", "poss", "nummod", "predet")
        and t < noun
        and parse.heads[t] == noun
        and parse.lower[t]
        not in ("other", "some", "many", "various", "several", "numerous", "certain", "popular", "common", "notable")
    ]
    base = parse.lemmas[noun] if plural else parse.words[noun]
    first = parse.words[inner[0]] if inner else base
    return ["an" if first[:1].lower() in "aeiou" else "a", *inner, base]
