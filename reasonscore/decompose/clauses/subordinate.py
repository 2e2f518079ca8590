"""What an adverbial clause is to its main clause: condition, cause, contrast, time, or part of the predicate."""

from __future__ import annotations

from typing import NamedTuple

from reasonscore.decompose.claim import ConditionKind
from reasonscore.decompose.conditions.marker import condition_kinds
from reasonscore.decompose.parse.parse import Parse

_CAUSE = frozenset({"because", "inasmuch"})
_CONTRAST = frozenset({"although", "though", "whereas", "albeit", "notwithstanding"})
_TIMES = frozenset({"before", "after", "until", "till", "when", "once", "whenever"})
_PAST = frozenset({"VBD"})
_TIME_NOUNS = frozenset(
    "surgery transplant operation birth childhood admission discharge then yesterday morning night week month year day "
    "january february march april may june july august september october november december".split()
)


class Role(NamedTuple):
    """What an adverbial clause does; `marker` is the number of its first tokens that only say so."""

    name: str
    kind: ConditionKind | None = None
    marker: int = 0
    negated: bool = False


def role_of(parse: Parse, kid: int, head: int) -> Role:
    """The role of the adverbial clause at `kid` under `head`."""
    tokens = parse.subtree(kid)
    first = [parse.lower[t] for t in tokens[:5]]
    while first and first[0] in (",", "(", "and", "or", "but", "then"):
        tokens, first = tokens[1:], first[1:]
    if not first:
        return Role("stay")
    kinds = condition_kinds("tree")
    if first[:2] == ["if", "not"] and parse.tags[tokens[2] if len(tokens) > 2 else kid] in ("JJR", "RBR", "JJS", "RBS"):
        return Role("stay")  # "as good as, if not better than"
    for size in (4, 3, 2):
        kind = kinds.get(" ".join(first[:size]))
        if kind is not None and size < len(tokens):
            return Role("condition", kind, size, kind == "unless")
    word = first[0]
    if word in ("given", "seeing", "considering") and len(first) > 1 and first[1] == "that":
        return Role("cause", None, 2)
    if word == "now" and first[1:2] == ["that"]:
        return Role("cause", None, 2)
    if word == "even" and first[1:2] == ["though"]:
        return Role("contrast", None, 2)
    if word in _CAUSE:
        return Role("cause", None, 1)
    if word in _CONTRAST:
        return Role("contrast", None, 1) if _finite(parse, kid) else Role("stay")
    if word == "since":
        return _since(parse, kid, head)
    if word == "as":
        return _as(parse, kid, head, tokens)
    if word == "while":
        return _while(parse, kid, head, tokens)
    if (
        word in ("were", "had", "should")
        and tokens[0] < head
        and parse.child(kid, "nsubj", "nsubjpass", "expl") is not None
    ):
        return Role("condition", "if", 0)
    if word in kinds:
        kind = kinds[word]
        if word in _TIMES and not _general(parse, kid, head, word):
            return Role("time")
        if word in ("provided", "providing", "assuming") and not _finite(parse, kid):
            return Role("stay")
        return Role("condition", kind, 1, kind == "unless")
    if parse.tags[kid] == "VBG" and parse.child(kid, "mark") is None and tokens[0] >= kid - 1:
        return Role("participle")
    return Role("stay")


def _finite(parse: Parse, kid: int) -> bool:
    if parse.tags[kid] in ("VBZ", "VBD", "VBP", "MD"):
        return True
    return any(
        parse.deps[k] in ("aux", "auxpass", "cop") and parse.tags[k] in ("VBZ", "VBD", "VBP", "MD")
        for k in parse.children[kid]
    )


def past_tense(parse: Parse, head: int) -> bool:
    """True where the clause is told in the past."""
    for kid in parse.children[head]:
        if parse.deps[kid] in ("aux", "auxpass"):
            if parse.tags[kid] == "MD":
                return False
            if parse.lower[kid] in ("was", "were", "had", "did"):
                return True
            if parse.tags[kid] in ("VBZ", "VBP"):
                return False
    return parse.tags[head] == "VBD"


def _general(parse: Parse, kid: int, head: int, word: str) -> bool:
    """True where a time clause restricts a rule or a plan; false where it dates something that happened."""
    if past_tense(parse, head):
        return False
    return not (word in ("after", "before", "once") and past_tense(parse, kid))


def _since(parse: Parse, kid: int, head: int) -> Role:
    """Temporal where the main clause is perfect and this one past, or where no finite clause follows."""
    if not _finite(parse, kid) or any(parse.lower[t] in _TIME_NOUNS for t in parse.subtree(kid)[1:3]):
        return Role("time")
    perfect = any(parse.lower[k] in ("has", "have", "'ve") and parse.deps[k] == "aux" for k in parse.children[head])
    return Role("time") if perfect and past_tense(parse, kid) else Role("cause", None, 1)


def _as(parse: Parse, kid: int, head: int, tokens: list[int]) -> Role:
    """Causal where it is finite and set off by a comma; "as expected", "as the tide falls" stay."""
    if not _finite(parse, kid) or parse.child(kid, "nsubj", "nsubjpass", "expl") is None:
        return Role("stay")
    before = tokens[0] - 1
    after = tokens[-1] + 1
    if tokens[0] < head:
        return Role("cause", None, 1) if after < len(parse) and parse.words[after] == "," else Role("stay")
    return Role("cause", None, 1) if before >= 0 and parse.words[before] == "," else Role("stay")


def _while(parse: Parse, kid: int, head: int, tokens: list[int]) -> Role:
    if not _finite(parse, kid) or parse.child(kid, "nsubj", "nsubjpass", "expl") is None:
        return Role("time")
    progressive = parse.tags[kid] == "VBG"
    comma = parse.words[tokens[0] - 1] == "," if tokens[0] > head and tokens[0] > 0 else tokens[0] < head
    return Role("contrast", None, 1) if (comma and not progressive) or _opposed(parse, kid, head) else Role("time")


def _opposed(parse: Parse, kid: int, head: int) -> bool:
    """True for "A raises it while B lowers it": two things of which each does something."""
    if kid < head or parse.tags[kid] not in ("VBZ", "VBP") or parse.tags[head] not in ("VBZ", "VBP"):
        return False
    subjects = [parse.child(verb, "nsubj") for verb in (head, kid)]
    nouns = [t for t in subjects if t is not None and parse.tags[t].startswith("NN")]
    if len(nouns) < 2 or parse.lemmas[nouns[0]] == parse.lemmas[nouns[1]]:
        return False
    helped = any(parse.deps[k] in ("aux", "auxpass") for verb in (head, kid) for k in parse.children[verb])
    return not helped and "be" not in (parse.lemmas[kid], parse.lemmas[head])
