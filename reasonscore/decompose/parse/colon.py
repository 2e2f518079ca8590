"""What stands behind a colon without a verb: the things that the statement in front of it has counted or named."""

from __future__ import annotations

from reasonscore.decompose.parse.parse import Parse

_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))


def mend_colon(parse: Parse) -> bool:
    """Hang what a colon names on the noun before it: "two drugs: A and B". True where something changed."""
    if ":" not in parse.words:
        return False
    colon = parse.words.index(":")
    end = len(parse) - (parse.words[-1] in (".", "!"))
    named = range(colon + 1, end)
    if colon < 3 or not named or not parse.tags[colon - 1].startswith("NN"):
        return False
    if any(parse.tags[t] in _FINITE or parse.words[t] == ":" for t in named):
        return False
    if not any(parse.tags[t] in _FINITE for t in range(colon)) or parse.tags[0] == "VB":
        return False
    inside = set(named)
    heads = [t for t in named if parse.heads[t] not in inside or parse.heads[t] == t]
    nouns = [t for t in heads if parse.tags[t].startswith(("NN", "JJ", "RB", "CD", "VBG"))]
    if not nouns:
        return False
    first = nouns[0]
    # The noun before the colon may hang on what stands behind it: "CSI: NY".
    parse.attach(first, colon - 1, "appos")
    for token in heads:
        if token != first:
            parse.attach(token, first, "conj" if token in nouns else parse.deps[token])
    parse.attach(colon, colon - 1, parse.deps[colon])
    return True


def behind_colon(parse: Parse, head: int, token: int) -> bool:
    """True for a member of what a colon names, which stays with the statement that it completes."""
    return any(parse.words[t] == ":" for t in range(head + 1, token))
