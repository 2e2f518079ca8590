"""Mending a parse where the parser is known to go wrong, before any rule reads it."""

from __future__ import annotations

from reasonscore.decompose.parse import Parse


def mend(parse: Parse) -> None:
    """Turn what the parser takes for an apposition into the list that it is.

    An apposition inside a sentence is closed by a comma: "fever, a murmur and a rash suggest" holds none.
    """
    changed = False
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
