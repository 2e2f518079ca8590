"""Two lists of which each member belongs to one of the other: "sodium and potassium were 128 and 5.9, respectively"."""

from __future__ import annotations

from reasonscore.decompose.clauses.agreement import agreeing, is_plural
from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.clauses.group import Group, find_groups
from reasonscore.decompose.clauses.replacement import replaced
from reasonscore.decompose.parse.parse import Parse


def pair_respectively(parse: Parse, clause: Clause) -> list[Clause]:
    """One clause for each pair where "respectively" joins two lists of one length, else the clause as it is."""
    word = next((t for t in clause.tokens() if isinstance(t, int) and parse.lower[t] == "respectively"), None)
    pairs = _pairs(parse, clause) if word is not None else None
    if word is None or pairs is None:
        return [clause]
    made = []
    for position in range(len(pairs[0].members)):
        variant = clause.copy()
        variant.without({word, *([word - 1] if parse.words[word - 1] == "," else [])})
        for group in pairs:
            own = _member(parse, group, position)
            block = set(group.block)
            variant.lead = replaced(variant.lead, block, own)
            variant.subject = replaced(variant.subject, block, own)
            variant.predicate = replaced(variant.predicate, block, own)
            subject = group.first in clause.subject and group.label in ("nsubj", "nsubjpass")
            if subject and not is_plural(parse, own):
                variant.predicate = [agreeing(parse, t, clause.head) for t in variant.predicate]
        variant.rules.append("list.split")
        variant.order = clause.order + 0.001 * position
        made.append(variant)
    return made


def split_series(parse: Parse, clause: Clause) -> list[Clause]:
    """One clause for each value with its own circumstance: "was 1.2 in May, 1.4 in June and 2.0 in July"."""
    if parse.lemmas[clause.head] != "be" or clause.head not in clause.predicate or not clause.subject:
        return [clause]
    at = clause.predicate.index(clause.head)
    tail = [t for t in clause.predicate[at + 1 :] if isinstance(t, int)]
    if len(tail) != len(clause.predicate) - at - 1 or any(
        parse.deps[t] == "neg" or parse.words[t] == ":" for t in tail
    ):
        return [clause]
    chunks: list[list[int]] = [[]]
    for token in tail:
        if parse.words[token] == "," or parse.lower[token] == "and":
            chunks.append([])
        elif parse.words[token] != ".":
            chunks[-1].append(token)
    chunks = [chunk for chunk in chunks if chunk]
    joints = {next((parse.lower[t] for t in chunk if parse.tags[t] == "IN"), "") for chunk in chunks}
    if len(chunks) < 2 or len(joints) != 1 or "" in joints or not all(_valued(parse, chunk) for chunk in chunks):
        return [clause]
    made = []
    for position, chunk in enumerate(chunks):
        variant = clause.copy()
        variant.predicate = [*clause.predicate[: at + 1], *chunk]
        variant.rules.append("list.split")
        variant.order = clause.order + 0.001 * position
        made.append(variant)
    return made


_LONGEST = 9


def _valued(parse: Parse, chunk: list[int]) -> bool:
    """True for "1.4 mg in June": a number, and behind it where or when it was so."""
    if len(chunk) > _LONGEST or len(chunk) < 3 or parse.tags[chunk[0]] not in ("CD", "$", "SYM"):
        return False
    joint = next(t for t in chunk if parse.tags[t] == "IN")
    return chunk[0] < joint < chunk[-1] and parse.tags[chunk[-1]].startswith(("NN", "CD"))


def _pairs(parse: Parse, clause: Clause) -> tuple[Group, Group] | None:
    """The first two lists of one length, one behind the other."""
    groups = [g for g in find_groups(parse, clause) if g.connective in ("and", ",") and len(g.members) > 1]
    for index, one in enumerate(groups):
        for two in groups[index + 1 :]:
            counted = parse.tags[two.first] == "CD" and parse.tags[two.block[0] - 1].startswith("NN")
            mixed = len({parse.tags[m] == "CD" for m in two.members}) > 1
            if len(one.members) == len(two.members) and set(one.block).isdisjoint(two.block):
                return None if counted or mixed else (one, two)  # not "on days 3 and 5"
    return None


def _member(parse: Parse, group: Group, position: int) -> list[Token]:
    """The tokens of one member, without what joins it to the others."""
    others = set(group.members) - {group.members[position]}
    inside = set(group.block)
    own = [t for t in parse.subtree(group.members[position], others) if t in inside]
    own = [t for t in own if not (parse.deps[t] == "cc" and parse.heads[t] in group.members)]
    while own and parse.words[own[-1]] == ",":
        own.pop()
    while own and parse.words[own[0]] == ",":
        own.pop(0)
    return list(own)
