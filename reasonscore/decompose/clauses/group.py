"""Lists inside one clause: where they stand, their members and what joins them."""

from __future__ import annotations

from dataclasses import dataclass, field

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.parse.parse import Parse


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
        members, connectives = _chain(parse, token, present)
        if len(members) < 2 or (token == clause.head and not _nominal(parse, token)):
            continue
        members, connectives = _outer(parse, members, connectives)
        connectives += [parse.lower[k] for k in parse.children[token] if parse.deps[k] == "preconj"]
        block = [t for t in parse.subtree(token) if t in present]
        if token == clause.head:
            chain = set(members)
            block = [t for t in block if t >= token or parse.heads[t] in chain]
            block = [t for t in block if t not in set(clause.subject)]
        if block:
            chunks = flat_list(parse, block, len(members))
            if parse.tags[token] == "VB" and not all(any(parse.tags[t] == "VB" for t in chunk) for chunk in chunks):
                chunks = []  # "to detect blood, crystals, and rule out infection" lists two acts
            groups.append(Group(token, members, _word(connectives), block, parse.deps[token], chunks))
    return groups


def _chain(parse: Parse, token: int, present: set[int]) -> tuple[list[int], list[str]]:
    """The heads joined to the first one, and the words that join them.

    The tree hangs each on the one before it; where the parser goes back to the first, those that only a comma joined
    to another member belong to the list as well.
    """
    members, connectives = [token], []
    last = token
    while True:
        connectives += [parse.lower[k] for k in parse.children[last] if parse.deps[k] == "cc" and k in present]
        following = [k for k in parse.children[last] if parse.deps[k] == "conj" and k in present]
        if not following:
            return members, connectives
        for kid in following[:-1]:
            members.append(kid)
            joined = any(parse.deps[k] == "cc" for k in parse.children[kid])
            members += [k for k in parse.children[kid] if parse.deps[k] == "conj" and k in present and not joined]
        members.append(following[-1])
        last = following[-1]


def _outer(parse: Parse, members: list[int], connectives: list[str]) -> tuple[list[int], list[str]]:
    """The members of "swimming or bathing, a scratch, and a rash": an "or" inside one of them joins no list."""
    if len(members) < 3 or connectives.count("or") + connectives.count("and") < 2 or "or" not in connectives:
        return members, connectives
    joints = [_joint_before(parse, member) for member in members[1:]]
    comma, last = joints[-1]
    if not comma or not last or (comma, "or" if last == "and" else "and") in joints:
        return members, connectives
    kept = [members[0], *[m for m, joint in zip(members[1:], joints, strict=True) if joint != ("", "or")]]
    return kept, [last]


def _joint_before(parse: Parse, two: int) -> tuple[str, str]:
    """The comma and the word that stand before a member, each empty where it is missing."""
    start = parse.subtree(two)[0] - 1
    if start < 0 or parse.deps[start] != "cc":
        return ("," if start >= 0 and parse.words[start] == "," else ""), ""
    return "," if parse.words[start - 1] == "," else "", parse.lower[start]


def _nominal(parse: Parse, token: int) -> bool:
    return parse.tags[token].startswith(("NN", "JJ", "CD", "PRP"))


def _word(connectives: list[str]) -> str:
    for word in ("nor", "neither", "or", "but", "and", "plus", "/"):
        if word in connectives:
            return "nor" if word == "neither" else word
    return connectives[0] if connectives else ","


def flat_list(parse: Parse, block: list[int], size: int) -> list[list[int]]:
    """The members of a plain list by its commas, where the tree found fewer than there are; else nothing."""
    chunks: list[list[int]] = [[]]
    depth = 0
    dividing = {",", "and", "or", "nor", "&"}
    if any(parse.lower[t] in ("and", "or") and t - 1 in block and parse.words[t - 1] == "," for t in block):
        dividing.discard("or")
    for position, token in enumerate(block):
        word = parse.lower[token]
        depth += (word == "(") - (word == ")")
        # The parser may hang the comma between two members outside of the list.
        if position and depth == 0 and block[position - 1] == token - 2 and parse.words[token - 1] == ",":
            chunks.append([])
        if depth == 0 and (word in dividing or (word == "or" and parse.words[token - 1] == ",")):
            chunks.append([])
        else:
            chunks[-1].append(token)
    chunks = _joined(parse, [c for c in chunks if c])
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


def _joined(parse: Parse, chunks: list[list[int]]) -> list[list[int]]:
    """The chunks, an adjective with the noun that it shares: "respiratory or cardiovascular distress" is one."""
    out: list[list[int]] = []
    for chunk in chunks:
        before = out[-1] if out else []
        if before and (_shares_noun(parse, before, chunk) or _alternative(parse, out[0][0], before, chunk)):
            out[-1] = list(range(before[0], chunk[-1] + 1))
        else:
            out.append(chunk)
    return out


def _shares_noun(parse: Parse, before: list[int], chunk: list[int]) -> bool:
    named = before[1:] if len(before) > 1 and parse.tags[before[0]] == "DT" else before
    bare = all(parse.tags[t].startswith(("JJ", "VBN", "RB")) for t in named)
    return bare and parse.words[chunk[0] - 1] != "," and parse.tags[chunk[-1]].startswith("NN")


def _alternative(parse: Parse, first: int, before: list[int], chunk: list[int]) -> bool:
    """True for the "or" inside the last member of a list that "and" has closed."""
    return parse.lower[chunk[0] - 1] == "or" and any(parse.lower[t] == "and" for t in range(first, before[0]))
