"""Lists of nouns, adjectives and phrases inside one clause: which are split, and how the members share what is common."""

from __future__ import annotations

from dataclasses import dataclass, field

from reasonscore.decompose.clause import Clause, Token
from reasonscore.decompose.parse import Parse
from reasonscore.decompose.polarity_split import deny
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
    chunks: list[list[int]] = field(default_factory=list)


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
            groups.append(
                Group(
                    token, members, _word(connectives), block, parse.deps[token], flat_list(parse, block, len(members))
                )
            )
    return groups


def _nominal(parse: Parse, token: int) -> bool:
    return parse.tags[token].startswith(("NN", "JJ", "CD", "PRP"))


def _word(connectives: list[str]) -> str:
    for word in ("nor", "neither", "or", "but", "and", "plus", "/"):
        if word in connectives:
            return "nor" if word == "neither" else word
    return connectives[0] if connectives else ","


def should_split(parse: Parse, clause: Clause, group: Group, granularity: str) -> bool:
    """True where each member makes a statement of its own."""
    negated = is_denied(parse, clause, group)
    if granularity == "coarse":
        return group.connective == "nor"
    if group.label in ("compound", "nmod", "quantmod", "nummod", "npadvmod", "amod", "advmod", "predet", "det", "poss"):
        return (
            granularity == "fine"
            and group.label in ("amod", "poss")
            and not _inside_subject(clause, group.first)
            and False
        )
    if kept_together(parse, clause, group):
        return False
    if negated and group.connective in ("or", "and", "nor", ",", "but"):
        return not _below_clause(parse, clause, group.first)
    if group.connective in ("or", "/", "plus", "nor", "&"):
        return False
    subject = _inside_subject(clause, group.first)
    if subject and _joint(parse, clause):
        return False
    if granularity == "fine":
        return True
    return _balanced(parse, clause, group, subject)


def _balanced(parse: Parse, clause: Clause, group: Group, subject: bool) -> bool:
    """Findings, drugs, predicates: what stands directly under the verb; not what only describes a noun."""
    size = max(len(group.members), len(group.chunks))
    head = clause.head
    parent = parse.heads[group.first]
    if group.label in ("acomp", "attr", "ccomp", "xcomp", "pcomp"):
        return True
    if subject:
        return size >= SPLIT_SUBJECT
    if group.label in ("dobj", "oprd") and parent == head:
        return size >= (2 if parse.lemmas[head] in words_of("verbs", "list") else SPLIT_OBJECT)
    if group.label == "pobj" and parse.heads[parent] == head:
        return size >= SPLIT_OBLIQUE
    return size >= SPLIT_DEEP


SPLIT_SUBJECT, SPLIT_OBJECT, SPLIT_OBLIQUE, SPLIT_DEEP = 99, 3, 3, 99


def is_denied(parse: Parse, clause: Clause, group: Group) -> bool:
    """True where the list stands under a negation: "no A or B", "denies A and B", "is not A or B"."""
    head = clause.head
    if group.connective == "nor" or parse.lemmas[head] in ("deny", "lack"):
        return True
    if group.first > head and any(
        parse.deps[k] == "neg" or parse.lower[k] in ("never", "neither") for k in parse.children[head]
    ):
        return True
    token = group.first
    for _ in range(4):
        if (
            any(parse.lower[k] in ("no", "neither") and k < token for k in parse.children[token])
            or parse.lower[token] in _DENYING
        ):
            return True
        parent = parse.heads[token]
        if parent in (token, head):
            return parse.lower[parent] in _DENYING
        token = parent
    return False


_DENYING = frozenset({"without", "free", "negative", "absence", "devoid"})


def _below_clause(parse: Parse, clause: Clause, token: int) -> bool:
    """True inside a relative or participial clause of a noun."""
    while token != clause.head and parse.heads[token] != token:
        if parse.deps[token] in ("relcl", "acl", "advcl"):
            return True
        token = parse.heads[token]
    return False


def _inside_subject(clause: Clause, token: int) -> bool:
    return token in clause.subject


_SIGNS = frozenset(
    "typical characteristic consistent suggestive diagnostic pathognomonic compatible due triad classic combination indicative hallmarks together "
    "sufficient enough necessary interchangeable similar different equal".split()
)  # fmt: skip


def _joint(parse: Parse, clause: Clause) -> bool:
    """True where the members of a subject speak together: joint evidence, reciprocal verbs."""
    head = clause.head
    if parse.lemmas[head] in _JOINT or parse.lemmas[head] in words_of("verbs", "joint"):
        return True
    if any(parse.lower[k] == "should" for k in parse.children[head]):
        return True
    return any(parse.lower[t] in _SIGNS for t in clause.predicate if isinstance(t, int))


def kept_together(parse: Parse, clause: Clause, group: Group) -> bool:
    """The pairs and lists that mean something only as a whole."""
    first = group.block[0]
    if any(parse.words[t] in ("(", "[") for t in range(first)) and _open_bracket(parse, first):
        return True
    previous = {parse.lower[t] for t in range(max(0, first - 3), first)}
    if _PAIR_HEADS & previous or (parse.lower[first] in ("between", "either", "both") and group.label in _SUBJECTS):
        return True
    parent = parse.heads[group.first]
    if parse.lower[parent] in ("between", "from", "among") or parse.lower[parse.heads[parent]] in _PAIR_HEADS:
        return True
    ints = [t for t in clause.tokens() if isinstance(t, int)]
    if any(parse.lower[t] == "respectively" for t in ints):
        return True
    quotes = [t for t in ints if parse.words[t] in _QUOTES]
    if any(_quoted(quotes, m) for m in group.members) and len(quotes) < 4:
        return True
    if all(parse.tags[m] == "CD" for m in group.members) and not all(len(parse.words[m]) == 4 for m in group.members):
        return True
    if len(group.members) == 2:
        pair = f"{parse.lower[group.members[0]]} and {parse.lower[group.members[1]]}"
        return pair in words_of("pairs", "pair")
    return False


_QUOTES = frozenset({'"', "``", "''", "“", "”"})


def _quoted(quotes: list[int], token: int) -> bool:
    return sum(q < token for q in quotes) % 2 == 1


def _open_bracket(parse: Parse, position: int) -> bool:
    opened = sum(parse.words[t] in ("(", "[") for t in range(position))
    closed = sum(parse.words[t] in (")", "]") for t in range(position))
    return opened > closed


def flat_list(parse: Parse, block: list[int], size: int) -> list[list[int]]:
    """The members of a plain list by its commas, where the tree found fewer than there are; else nothing."""
    chunks: list[list[int]] = [[]]
    depth = 0
    for token in block:
        word = parse.lower[token]
        depth += (word == "(") - (word == ")")
        if depth == 0 and word in (",", "and", "or", "nor", "&"):
            chunks.append([])
        else:
            chunks[-1].append(token)
    chunks = [c for c in chunks if c]
    if len(chunks) <= size or len(chunks) < 3:
        return []
    for position, chunk in enumerate(chunks):
        tags = [parse.tags[t] for t in chunk]
        if any(tag in ("VBZ", "VBD", "VBP", "MD", "WDT", "WP", "WRB") for tag in tags):
            return []
        if not any(tag.startswith(("NN", "VBG", "CD", "JJ")) for tag in tags) or (tags[0] in ("IN", "TO") and position):
            return []
        if position and position < len(chunks) - 1 and len(chunk) > 6:
            return []
    return chunks


def distribute(parse: Parse, clause: Clause, group: Group) -> list[Clause]:
    """One clause for each member."""
    block = set(group.block)
    connectives = {k for m in group.members for k in parse.children[m] if parse.deps[k] in ("cc", "preconj", "punct")}
    connectives = {k for k in connectives if parse.words[k] not in ("(", ")", "-", "/", '"')}
    owns = group.chunks or [_own(parse, group, position, connectives) for position in range(len(group.members))]
    shared = _shared_determiner(parse, group.first)
    made = []
    for position, own_tokens in enumerate(owns):
        own: list[Token] = list(own_tokens)
        if (
            position
            and shared
            and not any(parse.deps[t] in ("det", "poss") or parse.lower[t] == "no" for t in own_tokens[:2])
        ):
            own = [*shared, *own]
        variant = clause.copy()
        variant.lead = _replace(variant.lead, block, own)
        variant.subject = _replace(variant.subject, block, own)
        variant.predicate = _replace(variant.predicate, block, own)
        if group.connective == "nor":
            deny(parse, variant)
        variant.rules.append("list.negated" if is_denied(parse, clause, group) else "list.split")
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


def split_lists(parse: Parse, clause: Clause, granularity: str) -> list[Clause]:
    """The clause, or one clause for each combination of list members, at most twelve."""
    pending: list[Clause] = [clause]
    done: list[Clause] = []
    while pending:
        current = pending.pop(0)
        group = next((g for g in find_groups(parse, current) if should_split(parse, current, g, granularity)), None)
        if group is None or len(pending) + len(done) + len(group.members) > max(_MOST, len(group.members)):
            done.append(current)
            continue
        pending = distribute(parse, current, group) + pending
        if len(pending) > 40:
            return [*done, *pending]
    return done
