"""Which lists are split at which granularity, and which never: joint evidence, fixed pairs, ranges, quoted titles."""

from __future__ import annotations

import re

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.clauses.group import Group
from reasonscore.decompose.clauses.place import place_chain
from reasonscore.decompose.clauses.together import kept_together
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.search.table import words_of

_SUBJECTS = ("nsubj", "nsubjpass")
_JOINT = frozenset(
    "suggest prompt indicate point support favor favour raise make confirm argue imply characterize "
    "characterise warrant "
    "require mean narrow fit constitute define describe together correlate differ resemble converge align".split()
)


_NUMBERED = re.compile(r"[A-Z]|[IVX]{1,4}a?")
"""Letters and Roman numbers that only name something beside the noun before them: "factors II, VII and X"."""


def should_split(parse: Parse, clause: Clause, group: Group, granularity: str) -> bool:
    """True where each member makes a statement of its own."""
    negated = is_denied(parse, clause, group)
    if negated and group.connective == "and" and _inside_subject(clause, group.first) and _joint(parse, clause):
        held = parse.subtree(group.first)
        negated = not any(parse.lower[t] == "absence" for t in range(max(0, held[0] - 2), held[-1] + 1))
    if granularity == "coarse":
        return group.connective == "nor"
    if group.label in ("compound", "nmod", "quantmod", "nummod", "npadvmod", "amod", "advmod", "predet", "det", "poss"):
        return False
    if group.connective == "," and place_chain(parse, group.first):
        return False
    if any(_NUMBERED.fullmatch(parse.words[member]) for member in group.members[1:]):
        return False
    if kept_together(parse, clause, group) or _unlike(parse, group) or _existential(parse, clause, group):
        return False
    if group.connective in _CHOOSING or (negated and group.connective == "but"):
        return False
    joints = {parse.lower[t] for t in range(group.first, group.members[-1]) if parse.deps[t] == "cc"}
    if negated and {"or", "and"} <= joints:
        return False  # "no rebound or guarding and normal bowel sounds"
    if group.connective == "nor" and group.first == clause.head and not clause.subject and group.block[0] == 0:
        return False  # "neither tea nor coffee counts", its verb read as a noun
    if negated and group.connective in ("or", "and", "nor", ","):
        return not _below_clause(parse, clause, group.first)
    if group.label == "acomp" and parse.deps[parent := parse.heads[group.first]] == "pcomp" and parent != clause.head:
        return False  # "worse on lying flat and relieved by leaning forward" describes the pain, not the lying
    if group.connective in ("/", "plus", "nor", "&", "+") or (group.connective == "or" and not _named_by(parse, group)):
        return False
    subject = _inside_subject(clause, group.first)
    if subject and _joint(parse, clause):
        return False
    if granularity == "fine":
        return True
    return _balanced(parse, clause, group, subject)


_CHOOSING = frozenset({"to", "than", "rather", "instead", "versus", "vs", "vs.", "not"})
"""What joins two things of which one is meant: "an angiogram rather than a D-dimer", "not A but B"."""


def _balanced(parse: Parse, clause: Clause, group: Group, subject: bool) -> bool:
    """Findings, drugs, predicates: what stands directly under the verb; not what only describes a noun.

    Names, years and models are things of their own even as a pair: "served Kelang and Kajang", "in 2010 and 2011".
    """
    size = max(len(group.members), len(group.chunks))
    head = clause.head
    parent = parse.heads[group.first]
    if group.label in ("acomp", "attr", "ccomp", "xcomp", "pcomp") or (group.label == "appos" and group.first == head):
        return True
    if subject:
        return len(group.members) >= _LONG and group.label in _SUBJECTS and not group.chunks
    if any(parse.lower[t] in ("including", "namely") for t in range(head, group.first)):
        return False  # "six titles, including A in 2011 and B in 2013": named members stay together
    named = not group.chunks and (_names(parse, group) or _dosed(parse, group))
    if group.label in ("dobj", "oprd") and parent == head:
        return size >= (2 if named or parse.lemmas[head] in words_of("verbs", "list") else 3)
    if parse.tags[head].startswith("NN"):
        return False  # what follows "AF on apixaban, COPD" in a note is not said of the apixaban
    return group.label == "pobj" and parse.heads[parent] == head and size >= (2 if named else 3)


_LONG = 4
"""Members from which on a list is read as statements on each rather than on all of them together."""


def _named_by(parse: Parse, group: Group) -> bool:
    """True for "the treatment includes A, B, or C": each of them may be one."""
    head = parse.heads[group.first]
    return group.label == "dobj" and len(group.members) >= 3 and parse.lemmas[head] in words_of("verbs", "enumerate")


def _names(parse: Parse, group: Group) -> bool:
    """True where each member is a name or a year."""
    return all(
        parse.tags[m].startswith("NNP") or (parse.tags[m] == "CD" and len(parse.words[m]) == 4) for m in group.members
    )


def _dosed(parse: Parse, group: Group) -> bool:
    """True where each member is followed by its dose: "amlodipine 5 mg and ramipril 2.5 mg"."""
    return all(
        any(k == m + 1 and parse.deps[k] == "nummod" and " " in parse.words[k] for k in parse.children[m])
        for m in group.members
    )


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


def is_alternative(parse: Parse, kid: int, head: int) -> bool:
    """True for "it destroys or damages the nerve": neither half is claimed, unless both are denied or possible."""
    if _forbids(parse, head) and parse.tags[kid] in ("VB", "VBP"):
        return any(parse.lower[k] == "or" and _joins_verbs(parse, k) for k in range(head, len(parse)))
    if any(parse.lower[k] in ("can", "may", "might", "could") for k in parse.children[head]):
        return False
    if kid == head + 2 and parse.lower[head + 1] == "or" and parse.child(head, "neg") is not None:
        # "should not eat or drink for six hours": what follows the second is said of both.
        return parse.child(kid, "prep", "npadvmod") is not None and parse.child(kid, *_SUBJECTS, "dobj") is None
    joined = any(parse.deps[k] == "cc" and parse.lower[k] == "or" and _joins_verbs(parse, k) for k in range(head, kid))
    if joined and parse.lower[parse.subtree(head)[0]] == "either":
        return True  # "either the sample was mislabelled or he has leukaemia"
    if not joined or parse.child(kid, *_SUBJECTS, "expl", "csubj") is not None or parse.child(kid, "advcl") is not None:
        return False
    denied = any(parse.deps[k] == "neg" or parse.lower[k] in ("never", "neither") for k in parse.children[head])
    subject = parse.child(head, *_SUBJECTS, "expl", "csubj")
    none = subject is not None and any(parse.lower[t] in ("no", "none", "nobody") for t in parse.subtree(subject)[:1])
    return not (denied or none or parse.child(head, "advcl") is not None)


def _joins_verbs(parse: Parse, connective: int) -> bool:
    """False for the "or" of "stop ACE inhibitors or ARBs and switch to labetalol", which joins what is stopped."""
    return not parse.tags[parse.heads[connective]].startswith(("NN", "CD", "PRP"))


def _forbids(parse: Parse, head: int) -> bool:
    """True for the verb of "do not crush or chew it", whose alternatives are forbidden together."""
    kids = parse.children[head]
    if parse.child(head, *_SUBJECTS) is not None or not any(parse.deps[k] == "neg" for k in kids):
        return False
    return any(parse.lower[k] == "do" and parse.deps[k] == "aux" for k in kids)


def _unlike(parse: Parse, group: Group) -> bool:
    """True for "for the eyes or to improve vision": an infinitive beside a noun is no member of a list.

    Nor is a noun or an adjective beside one: "used to detect blood, crystals, and rule out infection", "easy to use
    and freely sold"; nor what is done for the same person: "help you choose one and show you how to use it".
    """
    named = any(parse.tags[m].startswith("NN") for m in group.members[1:])
    if group.label == "ccomp" and parse.tags[group.first].startswith("VB") and named:
        return True  # "have cultures taken and drugs given"
    infinitive = [parse.tags[m] == "VB" and parse.lower[max(0, m - 1)] == "to" for m in group.members]
    if any(infinitive) and not infinitive[0]:
        return True
    if parse.tags[group.first] != "VB":
        return False
    others = group.members[1:]
    if group.label == "xcomp" and any(parse.tags[m].startswith(("NN", "JJ", "VBN", "RB")) for m in others):
        return True
    helped = parse.child(group.first, "nsubj")
    return helped is not None and any(
        parse.lower[k] == parse.lower[helped]
        for m in others
        for k in parse.children[m]
        if parse.deps[k] in ("dobj", "dative")
    )


def _existential(parse: Parse, clause: Clause, group: Group) -> bool:
    """True for "there are drugs and exercises that help": what follows the last member is said of all of them."""
    if group.label != "attr" or parse.child(clause.head, "expl") is None:
        return False
    return any(
        parse.deps[k] in ("relcl", "acl") and k > group.members[-1] for m in group.members for k in parse.children[m]
    )


def _inside_subject(clause: Clause, token: int) -> bool:
    return token in clause.subject


_SIGNS = frozenset(
    "typical characteristic consistent suggestive diagnostic pathognomonic compatible due triad classic "
    "combination indicative hallmarks together "
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
