"""The noun that a clause behind a comma is about: "a nodule in the left lobe, for which follow-up is advised"."""

from __future__ import annotations

from reasonscore.decompose.parse.parse import Parse

_PLACED = frozenset(("in", "at", "on", "near"))
_NONE = frozenset(("no", "any", "neither"))


def mend_relative_nouns(parse: Parse) -> bool:
    """Hang such clauses on the noun that they can be about. True where something changed."""
    if not {"which", "whom", "who"}.intersection(parse.lower):
        return False
    changed = False
    for verb in range(2, len(parse)):
        if parse.deps[verb] != "relcl":
            continue
        first = parse.subtree(verb)[0]
        noun = parse.heads[verb]
        changed |= _preposition(parse, verb, first)
        if noun > first or parse.words[first - 1] != ",":
            continue
        changed |= _denied(parse, verb, noun, first) or _placed(parse, verb, noun, first)
    return changed


def _preposition(parse: Parse, verb: int, first: int) -> bool:
    """For example ", for which naloxone is available": "which" describes no noun behind a preposition."""
    which = first + 1
    if which >= len(parse) or parse.lower[which] != "which" or parse.tags[first] != "IN" or parse.deps[which] != "det":
        return False
    if parse.heads[which] == first or parse.deps[parse.heads[which]] not in ("nsubj", "nsubjpass"):
        return False
    parse.attach(which, first, "pobj")
    return True


def _denied(parse: Parse, verb: int, noun: int, first: int) -> bool:
    """For example "has no effect on dabigatran, which is cleared by the kidneys": what isn't there does nothing."""
    if not any(parse.lower[k] in _NONE and k < noun for k in parse.children[noun]):
        return False
    near = first - 2
    if near <= noun or not parse.tags[near].startswith("NN") or near not in parse.subtree(noun):
        return False
    parse.attach(verb, near, "relcl")
    return True


def _placed(parse: Parse, verb: int, noun: int, first: int) -> bool:
    """For example "a nodule in the left lobe, for which follow-up is advised": no place is followed up."""
    if parse.lower[first] != "for" or parse.lower[first + 1] not in ("which", "whom") or parse.deps[noun] != "pobj":
        return False
    preposition = parse.heads[noun]
    thing = parse.heads[preposition]
    if parse.lower[preposition] not in _PLACED or not parse.tags[thing].startswith("NN") or thing > preposition:
        return False
    parse.attach(verb, thing, "relcl")
    return True
