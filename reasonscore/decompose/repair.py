"""Mending a parse where the parser is known to go wrong, before any rule reads it."""

from __future__ import annotations

from reasonscore.decompose.parse import Parse


def mend(parse: Parse) -> None:
    """Turn what the parser takes for an apposition into the list that it is; give verbs their nouns.

    An apposition inside a sentence is closed by a comma: "fever, a murmur and a rash suggest" holds none.
    """
    changed = _mend_verbs(parse)
    for token in range(len(parse)):
        if parse.deps[token] != "appos":
            continue
        tokens = parse.subtree(token)
        first, last = tokens[0], tokens[-1]
        if not first or parse.words[first - 1] != ",":
            continue
        named = parse.tags[parse.heads[token]].startswith("NNP") and parse.lower[first] in ("a", "an", "the")
        if named:
            continue
        following = parse.words[last + 1] if last + 1 < len(parse) else "."
        listed = any(parse.deps[t] == "conj" and parse.heads[t] in tokens for t in tokens)
        closed = following in (",", ")", ";") or (following == "." and not listed)
        if not closed or (following == "." and listed):
            parse.deps[token] = "conj"
            changed = True
    if changed:
        parse.link()


def _mend_verbs(parse: Parse) -> bool:
    """Unknown nouns beside a verb: "denies vertigo, ataxia or" lists objects, "heparin causes" has a subject."""
    changed = False
    for verb in range(len(parse)):
        if parse.tags[verb] not in ("VBZ", "VBD", "VBP"):
            continue
        kids = parse.children[verb]
        if not any(parse.deps[k] in ("nsubj", "nsubjpass", "expl", "csubj") for k in kids):
            noun = next((k for k in kids if parse.deps[k] == "compound" and k == verb - 1), None)
            if noun is not None and any(parse.deps[k] == "dobj" for k in kids):
                parse.deps[noun] = "nsubj"
                for k in kids:
                    if k < noun and parse.deps[k] in ("det", "amod", "poss", "nummod"):
                        parse.heads[k] = noun
                changed = True
        changed = _mend_object(parse, verb, kids) or changed
    return changed


def _mend_object(parse: Parse, verb: int, kids: list[int]) -> bool:
    first = verb + 1
    if (
        first not in kids
        or parse.deps[first] not in ("advmod", "npadvmod", "advcl")
        or parse.lower[first].endswith("ly")
    ):
        return False
    if first + 1 >= len(parse) or parse.words[first + 1] != "," or parse.lemmas[verb] == "be":
        return False
    object_kid = next((k for k in kids if parse.deps[k] == "dobj" and k > first), None)
    if object_kid is None and not any(parse.deps[k] == "conj" for k in parse.children[first]):
        return False
    parse.deps[first], parse.tags[first] = "dobj", "NN"
    if object_kid is not None:
        parse.heads[object_kid], parse.deps[object_kid] = first, "conj"
    return True
