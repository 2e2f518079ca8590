"""What a name is, as the noun before it says: "starred in the drama Harbour Lights"."""

from __future__ import annotations

from reasonscore.decompose.clauses.clause import Clause, Token
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.parse.quotation import is_quote

_ROLES = frozenset("comedian actor actress singer rapper director producer musician".split())
_KINDS = (
    frozenset(
        "film movie series show sitcom drama documentary musical play opera album single song novel book memoir "
        "magazine newspaper journal website company band group team club label festival award character podcast".split()
    )
    | _ROLES
)
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "their", "its"))
_INSIDE = frozenset(("of", "the", "and", "to", "in", "on", "for", "'s", "a", "&", "-", ":", "'"))


def detach_kinds(parse: Parse, clause: Clause) -> list[Clause]:
    """One claim for each name with its kind before it; the clause itself stays as it is."""
    ints = [t for t in clause.tokens() if isinstance(t, int)]
    present = set(ints)
    made: list[Clause] = []
    for token in sorted(present):
        if parse.lower[token] not in _KINDS or parse.tags[token] != "NN" or token + 1 not in present:
            continue
        name = _name(parse, token + 1, present)
        kind = _kind(parse, token, present)
        if not name or not kind:
            continue
        predicate: list[Token] = ["is", "an" if parse.lower[kind[0]][0] in "aeiou" else "a", *kind]
        made.append(
            Clause(
                token,
                subject=list(name),
                predicate=predicate,
                rules=["fine.kind"],
                order=clause.order + 0.4 + 0.001 * len(made),
            )
        )
    return made


def _name(parse: Parse, first: int, present: set[int]) -> list[int]:
    """The name that begins there: a quoted title, or capitalised words with small words between them."""
    if is_quote(parse, first):
        last = next((t for t in range(first + 1, len(parse)) if is_quote(parse, t)), None)
        name = list(range(first, last + 1)) if last is not None and last - first < 12 else []
        return name if set(name) <= present else []
    last = first - 1
    while last + 1 in present and (
        parse.words[last + 1][:1].isupper() or (last >= first and parse.lower[last + 1] in _INSIDE)
    ):
        last += 1
    while last >= first and not parse.words[last][:1].isupper():
        last -= 1
    name = list(range(first, last + 1))
    return name if name and parse.tags[first].startswith("NNP") else []


def _kind(parse: Parse, noun: int, present: set[int]) -> list[int]:
    """The noun with the words before it, "television series"; nothing without a determiner, unless it is a role."""
    first = noun
    while first - 1 in present and noun - first < 4 and parse.tags[first - 1] in ("NN", "JJ", "HYPH", "NNP", "CD"):
        first -= 1
    if parse.lower[first] not in _ROLES and (first - 1 not in present or parse.lower[first - 1] not in _DETERMINERS):
        return []
    return [t for t in range(first, noun + 1) if parse.lower[t] not in _PRAISE]


_PRAISE = frozenset("popular hit famous first second third same new last final own".split())
