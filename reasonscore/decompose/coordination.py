"""Lists of nouns, adjectives and phrases inside one clause: which are split, and how the members share what is common."""

from __future__ import annotations

from dataclasses import dataclass

from reasonscore.decompose.clause import Clause, Token
from reasonscore.decompose.parse import Parse
from reasonscore.decompose.table import words_of

_SUBJECTS = ("nsubj", "nsubjpass")
_PAIR_HEADS = frozenset(
    {
        "between",
        "combination",
        "both",
        "either",
        "ratio",
        "difference",
        "differences",
        "combine",
        "versus",
        "vs",
        "interaction",
        "distinguish",
        "differentiate",
        "among",
    }
)
_JOINT = frozenset(
    "suggest prompt indicate point support favor favour raise make confirm argue imply characterize characterise warrant "
    "require mean narrow fit constitute define describe together correlate differ resemble converge align".split()
)
_MOST = 12


@dataclass(slots=True)
class Group:
    """A coordination: the first member's head, all heads, the connective, and the tokens of the whole."""

    first: int
    members: list[int]
    connective: str
    block: list[int]
    label: str


def find_groups(parse: Parse, clause: Clause) -> list[Group]:
    """The coordinations inside a clause, outermost first."""
    present = {t for t in clause.tokens() if isinstance(t, int)}
    groups = []
    for token in sorted(present):
        if parse.deps[token] == "conj" and parse.heads[token] in present and token != clause.head:
            continue
        members, connectives = [token], []
        last = token
        while True:
            connectives += [parse.lower[k] for k in parse.children[last] if parse.deps[k] == "cc" and k in present]
            following = [k for k in parse.children[last] if parse.deps[k] == "conj" and k in present]
            if not following:
                break
            members += following
            last = following[-1]
        if len(members) < 2 or (token == clause.head and not _nominal(parse, token)):
            continue
        connectives += [parse.lower[k] for k in parse.children[token] if parse.deps[k] == "preconj"]
        block = [t for t in parse.subtree(token) if t in present]
        if token == clause.head:
            chain = set(members)
            block = [t for t in block if t >= token or parse.heads[t] in chain]
            block = [t for t in block if t not in set(clause.subject)]
        if block:
            groups.append(Group(token, members, _word(connectives), block, parse.deps[token]))
    return groups


def _nominal(parse: Parse, token: int) -> bool:
    return parse.tags[token].startswith(("NN", "JJ", "CD", "PRP"))


def _word(connectives: list[str]) -> str:
    for word in ("nor", "neither", "or", "but", "and", "plus", "/"):
        if word in connectives:
            return "nor" if word == "neither" else word
    return connectives[0] if connectives else ","


def should_split(parse: Parse, clause: Clause, group: Group, negated: bool, granularity: str) -> bool:
    """True where each member makes a statement of its own."""
    if granularity == "coarse" and group.connective != "nor":
        return False
    size = len(group.members)
    if _kept_together(parse, clause, group):
        return False
    if negated and group.connective in ("or", "and", "nor", ",", "but"):
        return group.label not in ("amod", "compound", "nmod")
    if group.connective in ("or", "/", "but", "plus", "nor"):
        return group.connective == "but" and group.label in ("acomp", "attr")
    subject = group.label in _SUBJECTS or _inside_subject(clause, group.first)
    if subject and _joint(parse, clause):
        return False
    if granularity == "fine":
        return group.label not in ("compound", "nmod", "quantmod", "nummod", "npadvmod") and not (
            group.label == "amod" and subject
        )
    if group.label in ("acomp", "attr", "ccomp", "xcomp", "pcomp"):
        return True
    if group.label in ("amod", "compound", "nmod", "quantmod", "nummod", "npadvmod", "advmod"):
        return False
    return size >= 3 or _list_verb(parse, clause)


def _inside_subject(clause: Clause, token: int) -> bool:
    return token in clause.subject


def _list_verb(parse: Parse, clause: Clause) -> bool:
    return parse.lemmas[clause.head] in words_of("verbs", "list")


def _joint(parse: Parse, clause: Clause) -> bool:
    head = clause.head
    if parse.lemmas[head] in _JOINT or parse.lemmas[head] in words_of("verbs", "joint"):
        return True
    if any(parse.lower[k] == "should" for k in parse.children[head]):
        return True
    return any(
        parse.lower[t]
        in (
            "typical",
            "characteristic",
            "consistent",
            "suggestive",
            "diagnostic",
            "pathognomonic",
            "compatible",
            "due",
            "triad",
            "classic",
            "combination",
            "indicative",
            "hallmarks",
            "together",
        )
        for t in clause.predicate
        if isinstance(t, int)
    )


def _kept_together(parse: Parse, clause: Clause, group: Group) -> bool:
    """The pairs and lists that mean something only as a whole."""
    first = group.block[0]
    previous = [parse.lower[t] for t in range(max(0, first - 3), first)]
    if _PAIR_HEADS & set(previous) or parse.lower[first] in ("between", "either", "both") and group.label in _SUBJECTS:
        return True
    if parse.lower[parse.heads[group.first]] in ("between", "from") or (
        parse.heads[group.first] and parse.lower[parse.heads[parse.heads[group.first]]] in _PAIR_HEADS
    ):
        return True
    inside = clause.tokens()
    ints = [t for t in inside if isinstance(t, int)]
    quotes = [t for t in ints if parse.words[t] in ('"', "``", "''", "“", "”")]
    if quotes and any(quotes[0] < m < quotes[-1] for m in group.members):
        return True
    if all(parse.tags[m] == "CD" for m in group.members):
        return True
    if len(group.members) == 2:
        pair = f"{parse.lower[group.members[0]]} and {parse.lower[group.members[1]]}"
        if pair in words_of("pairs", "pair"):
            return True
    return any(parse.lower[t] in ("respectively", "each") for t in ints) and "respectively" in parse.lower


def distribute(parse: Parse, clause: Clause, group: Group) -> list[Clause]:
    """One clause for each member."""
    block = set(group.block)
    connectives = {k for m in group.members for k in parse.children[m] if parse.deps[k] in ("cc", "preconj", "punct")}
    made = []
    first_own = _own(parse, group, 0, connectives)
    shared = _shared_determiner(parse, group.first)
    for position in range(len(group.members)):
        own: list[Token] = list(_own(parse, group, position, connectives)) if position else list(first_own)
        if position and shared and not _has_determiner(parse, group.members[position]):
            own = [*shared, *own]
        variant = clause.copy()
        variant.lead = _replace(variant.lead, block, own)
        variant.subject = _replace(variant.subject, block, own)
        variant.predicate = _replace(variant.predicate, block, own)
        variant.rules.append("list.negated" if group.connective in ("or", "nor") else "list.split")
        variant.order = clause.order + 0.001 * position
        made.append(variant)
    return made


def _own(parse: Parse, group: Group, position: int, connectives: set[int]) -> list[int]:
    """The tokens of one member, without the members after it."""
    others = set(group.members) - {group.members[position]}
    inside = set(group.block)
    tokens = [t for t in parse.subtree(group.members[position], others) if t in inside and t not in connectives]
    if group.members[position] == group.first:
        return tokens
    return tokens


def _shared_determiner(parse: Parse, first: int) -> list[Token]:
    """What the first member says for all: "no", a possessive, "any"."""
    return [
        t
        for k in parse.children[first]
        if k < first
        and (
            (parse.deps[k] == "det" and parse.lower[k] in ("no", "any"))
            or parse.deps[k] == "poss"
            or parse.lower[k] == "no"
        )
        for t in parse.subtree(k)
    ]


def _has_determiner(parse: Parse, member: int) -> bool:
    return any(parse.deps[k] in ("det", "poss") and k < member for k in parse.children[member])


def _replace(tokens: list[Token], block: set[int], own: list[Token]) -> list[Token]:
    out: list[Token] = []
    placed = False
    for token in tokens:
        if isinstance(token, int) and token in block:
            if not placed:
                out += own
                placed = True
            continue
        out.append(token)
    return out


def split_lists(parse: Parse, clause: Clause, negated: bool, granularity: str) -> list[Clause]:
    """The clause, or one clause for each combination of list members, at most twelve."""
    pending, done = [clause], []
    while pending:
        current = pending.pop(0)
        group = next(
            (g for g in find_groups(parse, current) if should_split(parse, current, g, negated, granularity)), None
        )
        if group is None or len(pending) + len(done) + len(group.members) > max(_MOST, len(group.members)):
            done.append(current)
            continue
        pending = distribute(parse, current, group) + pending
        if len(pending) > 40:
            return [*done, *pending]
    return done
