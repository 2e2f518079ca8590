"""When, where and by whom something named was made or found: "was discovered in 1926 by H. E. Wood"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause
from reasonscore.decompose.parse.parse import Parse

_YEAR = range(1000, 2100)


def split_occasion(parse: Parse, clause: Clause) -> list[Clause]:
    """The date apart from the place or the maker, where a name is told of and nothing else is said of it.

    What happened to a patient stays together: only what bears a name, and births, are read so.
    """
    head = clause.head
    kids = [k for k in parse.children[head] if k in clause.predicate]
    verbs = [parse.lower[t] if isinstance(t, int) else str(t).lower() for t in clause.predicate[:2]]
    told = "was" in verbs or "were" in verbs
    if not told or parse.tags[head] not in ("VBN", "VBD") or clause.conditions or clause.flags:
        return [clause]
    subject = [t for t in clause.subject if isinstance(t, int)]
    named = bool(subject) and parse.tags[subject[-1]].startswith("NNP")
    if not (named or (parse.lower[head] == "born" and subject)):
        return [clause]
    phrases = [k for k in kids if k > head and parse.deps[k] in ("prep", "agent")]
    others = [k for k in kids if k not in phrases and parse.deps[k] not in ("aux", "auxpass", "punct")]
    if len(phrases) != 2 or others:
        return [clause]
    parts = [[t for t in parse.subtree(k) if t in clause.predicate] for k in phrases]
    dated = [any(_is_year(parse, t) for t in part) for part in parts]
    if all(dated) or not all(when or _names(parse, part) for when, part in zip(dated, parts, strict=True)):
        return [clause]
    made = []
    for position, gone in enumerate((parts[1], parts[0])):
        variant = clause.copy()
        variant.without(set(gone))
        variant.rules.append("clause.occasion")
        variant.order = clause.order + 0.0001 * position
        made.append(variant)
    return made


def _is_year(parse: Parse, token: int) -> bool:
    word = parse.words[token]
    if parse.lower[parse.heads[token]] in ("between", "from", "and", "to"):
        return False
    return len(word) == 4 and word.isdigit() and int(word) in _YEAR


def _names(parse: Parse, tokens: list[int]) -> bool:
    """True for "by H. E. Wood", "in Mwanza": a preposition and a name, without anything of its own."""
    first, rest = tokens[0], [t for t in tokens[1:] if parse.words[t] != ","]
    if parse.lower[first] not in ("by", "in", "at", "near", "on") or not rest:
        return False
    return all(parse.tags[t].startswith("NNP") or parse.lower[t] in ("the", "of", "and", ".") for t in rest)
