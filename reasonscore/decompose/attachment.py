"""Words that a parser hangs in the wrong place where grammar or their meaning leaves one reading only."""

from __future__ import annotations

from reasonscore.decompose.parse import Parse

_PEOPLE = frozenset(
    "patient patients people person persons adult adults child children man men woman women infant infants individual "
    "individuals someone anyone everyone those smoker smokers mother mothers boy boys girl girls".split()
)
_TROUBLES = frozenset("trouble difficulty difficulties problems".split())
_ONWARD = frozenset({"acl", "prep", "dobj", "pobj", "relcl", "pcomp", "conj", "npadvmod"})


def mend_attachments(parse: Parse) -> bool:
    """Give relative clauses, alternatives, troubles and hyphens their heads. True where something changed."""
    changed = False
    for token in range(1, len(parse)):
        if parse.deps[token] == "relcl" and parse.words[token] != "-":
            changed |= _who(parse, token)
        elif parse.tags[token] == "VB" and parse.deps[token] == "conj":
            changed |= _alternative(parse, token)
        elif parse.tags[token] == "VBG" and parse.lower[token - 1] in _TROUBLES:
            changed |= _trouble(parse, token)
        elif parse.words[token] == "-" and parse.deps[token] != "punct" and token + 1 < len(parse):
            parse.attach(token, token + 1, "punct")
            changed = True
    return changed


def _who(parse: Parse, verb: int) -> bool:
    """For example "patients taking lithium, who become dehydrated": people do, the drug doesn't."""
    subject = parse.child(verb, "nsubj", "nsubjpass")
    noun = parse.heads[verb]
    if subject is None or parse.lower[subject] != "who" or parse.tags[noun] not in ("NN", "NNS"):
        return False
    if parse.lower[noun] in _PEOPLE:
        return False
    above = noun
    for _ in range(5):
        if parse.deps[above] not in _ONWARD or parse.heads[above] == above:
            return False
        above = parse.heads[above]
        if parse.lower[above] in _PEOPLE:
            parse.attach(verb, above, "relcl")
            return True
    return False


def _alternative(parse: Parse, token: int) -> bool:
    """For example "is recommended, or doxycycline if allergic": no bare verb follows a finite one."""
    head = parse.heads[token]
    finite = [head, *[k for k in parse.children[head] if parse.deps[k] in ("aux", "auxpass")]]
    if parse.lower[token - 1] != "or" or not any(parse.tags[t] in ("VBZ", "VBD", "VBP") for t in finite):
        return False
    if (
        any(parse.tags[t] == "MD" or parse.lower[t] in ("do", "does", "did") for t in finite)
        or parse.child(head, "nsubj", "nsubjpass") is None
    ):
        return False
    if parse.child(token, "nsubj", "nsubjpass", "dobj", "aux", "neg") is not None:
        return False
    parse.tags[token] = "NN"
    return True


def _trouble(parse: Parse, token: int) -> bool:
    """For example "loose stools and trouble sleeping": what one has trouble with stays beside it."""
    if parse.heads[token] == token - 1 or parse.heads[token - 1] == token or parse.child(token, "nsubj", "aux"):
        return False
    parse.attach(token, token - 1, "acl")
    return True
