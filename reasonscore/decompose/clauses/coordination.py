"""Lists inside one clause, distributed: each member with what all of them share."""

from __future__ import annotations

from reasonscore.decompose.clauses.agreement import agreeing, is_plural
from reasonscore.decompose.clauses.clause import Clause, Inflected, Token
from reasonscore.decompose.clauses.granularity import is_denied, should_split
from reasonscore.decompose.clauses.group import Group, find_groups
from reasonscore.decompose.clauses.polarity_split import deny
from reasonscore.decompose.clauses.replacement import replaced
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_MOST = 12


def distribute(parse: Parse, clause: Clause, group: Group) -> list[Clause]:
    """One clause for each member."""
    block = set(group.block)
    connectives = {k for m in group.members for k in parse.children[m] if parse.deps[k] in ("cc", "preconj", "punct")}
    connectives = {k for k in connectives if parse.words[k] not in ("(", ")", "-", "/", '"')}
    owns = group.chunks or [_own(parse, group, position, connectives) for position in range(len(group.members))]
    if not group.chunks and parse.tags[group.first].startswith("VB") and group.first != clause.head:
        block, owns = _predicates(parse, group, block, owns)
    if not group.chunks:
        owns = _by_place(parse, group, _of_all(parse, group, _with_shared_clause(parse, group, owns)))
        block, owns = _paired(parse, clause, group, block, owns)
    shared = _shared_determiner(parse, group.first)
    made = []
    for position, own_tokens in enumerate(owns):
        own: list[Token] = list(own_tokens)
        if position and _bare_part(parse, group, own_tokens):
            own = [Inflected(own_tokens[0], f"the {parse.words[own_tokens[0]]}"), *own[1:]]
        if (
            position
            and shared
            and not any(parse.deps[t] in ("det", "poss") or parse.lower[t] == "no" for t in own_tokens[:2])
        ):
            own = [*_fitting(parse, shared, own), *own]
        variant = clause.copy()
        variant.lead = replaced(variant.lead, block, own)
        variant.subject = replaced(variant.subject, block, own)
        variant.predicate = replaced(variant.predicate, block, own)
        if group.label in ("nsubj", "nsubjpass") and group.first in clause.subject and not is_plural(parse, own):
            variant.predicate = [agreeing(parse, t, clause.head) for t in variant.predicate]
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
    own = [t for t in parse.subtree(group.members[position], others) if t in inside]
    # The "or" inside a member of an "and" list is its own.
    inner = {t for t in own if parse.deps[t] == "cc" and t - 1 in own and t + 1 in own}
    return [t for t in own if t not in connectives or t in inner]


def _bare_part(parse: Parse, group: Group, own: list[int]) -> bool:
    """True for "heart" in "the skin, eyes or heart": a part of the body wants the article that the first one has."""
    first = next((k for k in parse.children[group.first] if parse.deps[k] == "det"), None)
    if first is None or parse.lower[first] != "the" or parse.tags[group.first][:2] != "NN" or not own:
        return False
    if any(parse.deps[t] in ("det", "poss", "nummod") for t in own) or parse.tags[own[-1]] != "NN":
        return False
    return parse.lower[own[-1]] in words_of("tables", "organ")


def _of_all(parse: Parse, group: Group, owns: list[list[int]]) -> list[list[int]]:
    """The members, "of childbearing age" behind the last one given to each: "girls and women of childbearing age"."""
    last = group.members[-1]
    if any(not parse.tags[m].startswith("NN") for m in group.members) or parse.tags[group.first] != parse.tags[last]:
        return owns
    kid = next((k for k in parse.children[group.first] if parse.deps[k] == "prep" and k == last + 1), None)
    if kid is None or parse.lower[kid] != "of" or kid not in owns[0]:
        return owns
    shared = [t for t in parse.subtree(kid) if t in owns[0]]
    return [own if shared[0] in own else [*own, *shared] for own in owns]


def _by_place(parse: Parse, group: Group, owns: list[list[int]]) -> list[list[int]]:
    """The members, a phrase behind the last one given to it where the parser hung it on an earlier one.

    "weight loss, sweats and age over 50": only the age; what follows with "of" is said of all of them.
    """
    last = group.members[-1]
    if any(parse.tags[m].startswith("VB") for m in group.members):
        return owns
    for position, member in enumerate(group.members[:-1]):
        for kid in parse.children[member]:
            if parse.deps[kid] != "prep" or kid < last or kid not in owns[position] or parse.lower[kid] == "of":
                continue
            moved = {t for t in parse.subtree(kid) if t in owns[position]}
            owns = [sorted({*own, *moved}) if own is owns[-1] else [t for t in own if t not in moved] for own in owns]
    return owns


def _paired(
    parse: Parse, clause: Clause, group: Group, block: set[int], owns: list[list[int]]
) -> tuple[set[int], list[list[int]]]:
    """What stands between two members is said of the first of them alone, and what follows of the last.

    "The course is 5 days for mild and 14 days for severe infection": a parser hangs both phrases on the verb.
    """
    last = group.members[-1]
    if group.first < clause.head or len(group.members) != 2 or any(m < clause.head for m in group.members):
        return block, owns
    joint = next((t for t in range(group.first, last) if parse.lower[t] in ("and", "but")), None)
    if joint is None or parse.words[joint - 1] == ",":
        return block, owns
    loose = [t for t in clause.predicate if isinstance(t, int) and t not in block]
    between = [t for t in loose if group.first < t < joint]
    behind = [t for t in loose if t > last and parse.words[t] not in (".", ",")]
    like = between and behind and parse.tags[between[0]] == parse.tags[behind[0]]
    if not between or (behind and not like and parse.deps[between[0]] not in ("oprd", "acomp", "ccomp")):
        return block, owns
    first = sorted({*owns[0], *between})
    second = sorted({*owns[1], *behind})
    return block | set(between) | set(behind), [first, second]


def _predicates(parse: Parse, group: Group, block: set[int], owns: list[list[int]]) -> tuple[set[int], list[list[int]]]:
    """Verbs below the clause's own: what stands before the first is said with each of them.

    "may protect against and reduce the harm" shares its subject, its "may" and the object of the last verb.
    """
    subjects = ("nsubj", "nsubjpass", "expl")
    if any(parse.child(m, *subjects) is not None for m in group.members[1:]):
        return block, owns
    if all("to" in (parse.lower[t] for t in own[:2]) for own in owns) and not any(
        parse.lower[k] in ("or", "nor") for m in group.members for k in parse.children[m] if parse.deps[k] == "cc"
    ):
        return block, owns  # "not to drive and to avoid lifting": only the first is denied
    first = group.first
    while first - 1 in block and parse.deps[first - 1] == "advmod" and parse.heads[first - 1] == group.first:
        first -= 1
    before = {t for t in block if t < first}
    alone: set[int] = set()
    if parse.tags[group.first] in ("VB", "VBN") and any(parse.tags[m] in ("VBZ", "VBD") for m in group.members[1:]):
        # "that it can be changed less often and still gives relief": only the change is said to be possible.
        alone = {k for k in parse.children[group.first] if parse.deps[k] in ("aux", "auxpass", "neg") and k in before}
        before -= alone
    last = parse.child(group.members[-1], "dobj")
    shared = [t for t in parse.subtree(last) if t in block] if last is not None else []
    parts = [[t for t in owns[0] if t not in before], *owns[1:]]
    for position, member in enumerate(group.members[:-1]):
        own = parts[position]
        open_ended = own and (own[-1] == member or parse.deps[own[-1]] in ("prep", "prt"))
        if shared and open_ended and parse.lemmas[member] not in words_of("verbs", "intransitive"):
            parts[position] = [*own, *shared]
    if parse.lower[group.first - 1] == "to":
        parts[1:] = [own[1:] if own and parse.lower[own[0]] == "to" else own for own in parts[1:]]
    return block - before, parts


def _with_shared_clause(parse: Parse, group: Group, owns: list[list[int]]) -> list[list[int]]:
    """The members, a relative clause behind the last one that the parser hung on the first given to all of them."""
    kids = [k for k in parse.children[group.first] if parse.deps[k] == "relcl" and k > group.members[-1]]
    if not kids:
        return owns
    block = set(group.block)
    shared = [t for t in parse.subtree(kids[0]) if t in block]
    if not shared:
        return owns
    return [own if shared[0] in own else [*own, *shared] for own in owns]


def _shared_determiner(parse: Parse, first: int) -> list[Token]:
    """What the first member says for all: "no", a possessive, "any"; of a predicate noun also its article."""
    articles = ("no", "any", "a", "an") if parse.deps[first] == "attr" else ("no", "any")
    return [
        t
        for k in parse.children[first]
        if k < first
        and (
            (parse.deps[k] == "det" and parse.lower[k] in articles) or parse.deps[k] == "poss" or parse.lower[k] == "no"
        )
        for t in parse.subtree(k)
    ]


def _fitting(parse: Parse, shared: list[Token], own: list[Token]) -> list[Token]:
    """The shared words as the member needs them: "an actor and singer" gives "a singer"; plurals take no article."""
    article = shared[0]
    if len(shared) > 1 or not isinstance(article, int) or parse.lower[article] not in ("a", "an"):
        return shared
    tokens = [t for t in own if isinstance(t, int)]
    heads = [t for t in tokens if parse.heads[t] not in tokens]
    if not heads or parse.tags[heads[0]] != "NN":
        return []
    return [Inflected(article, "an" if parse.lower[tokens[0]][0] in "aeiou" else "a")]


def split_lists(parse: Parse, clause: Clause, granularity: str) -> list[Clause]:
    """The clause, or one clause for each combination of list members, at most twelve."""
    if "ambiguous_attachment" in clause.flags:
        return [clause]
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
