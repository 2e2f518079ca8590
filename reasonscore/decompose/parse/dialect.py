"""Trees of pipelines with universal dependencies (the en_core_sci family), turned into those that the rules read.

The two ways differ in who is head: of "in the lung" the noun or the preposition, of "is normal" the adjective or the
verb; and lists hang on their first member or each on the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.decompose.parse.parse import Parse

_NAMES = {"root": "ROOT", "acl:relcl": "relcl", "nmod:poss": "poss", "nmod:npmod": "npadvmod", "nmod:tmod": "npadvmod",
          "obj": "dobj", "obl": "nmod", "nsubj:pass": "nsubjpass", "aux:pass": "auxpass", "csubj:pass": "csubjpass",
          "compound:prt": "prt", "cc:preconj": "preconj", "det:predet": "predet", "discourse": "intj"}  # fmt: skip
_OF_CLAUSE = frozenset(
    "nsubj nsubjpass csubj expl aux neg advcl mark advmod cc punct parataxis ccomp discourse preconj".split()
)


def is_universal(labels: Sequence[str]) -> bool:
    """True for the labels of universal dependencies.

    >>> is_universal(["case", "nmod", "cop", "nsubj"]), is_universal(["prep", "pobj", "nsubj"])
    (True, False)
    """
    return "case" in labels and "nmod" in labels and "pobj" not in labels


def to_clear(parse: Parse) -> None:
    """Rewrite a tree in place; the tokens and their offsets stay."""
    parse.deps = [_NAMES.get(dep, dep) for dep in parse.deps]
    parse.link()
    for token in range(len(parse)):
        if parse.deps[token] == "cop":
            _raise_copula(parse, token)
    for token in range(len(parse)):
        if parse.deps[token] == "case" and parse.heads[token] != token:
            _raise_preposition(parse, token)
    _chain_lists(parse)
    for token, dep in enumerate(parse.deps):
        if dep == "nmod" and token > parse.heads[token]:
            parse.deps[token] = "npadvmod"
        elif dep == "neg" or (dep == "advmod" and parse.lower[token] in ("not", "n't")):
            parse.deps[token] = "neg"
    parse.link()


def _raise_copula(parse: Parse, copula: int) -> None:
    """Make "is" the head of "the scan is normal"."""
    predicate = parse.heads[copula]
    parse.heads[copula] = copula if parse.heads[predicate] == predicate else parse.heads[predicate]
    parse.deps[copula] = parse.deps[predicate]
    later = [k for k in parse.children[predicate] if k != copula and parse.deps[k] == "conj" and _is_clause(parse, k)]
    for kid in parse.children[predicate]:
        clausal = (parse.deps[kid] in _OF_CLAUSE and kid != copula) or kid in later
        own_list = parse.deps[kid] in ("cc", "punct") and kid > predicate and not any(kid < k for k in later)
        adverb = parse.deps[kid] == "advmod" and kid > copula
        if clausal and not own_list and not adverb:
            parse.heads[kid] = copula
    parse.heads[predicate] = copula
    if parse.tags[predicate].startswith(("JJ", "VBN", "VBG", "RB")):
        parse.deps[predicate] = "acomp"
    else:
        parse.deps[predicate] = "attr"
    parse.link()


def _is_clause(parse: Parse, token: int) -> bool:
    return parse.child(token, "nsubj", "nsubjpass", "cop", "expl") is not None or parse.tags[token] in ("VBZ", "VBD")


def _raise_preposition(parse: Parse, case: int) -> None:
    """Make "in" the head of "in the lung"; a genitive 's stays below its noun."""
    noun = parse.heads[case]
    if (
        parse.tags[case] == "POS"
        or parse.lower[case] in ("'s", "'")
        or parse.deps[noun] not in ("nmod", "acl", "advcl")
    ):
        return
    others = [k for k in parse.children[noun] if parse.deps[k] == "case" and k < case]
    if others:
        return
    parse.heads[case] = parse.heads[noun]
    parse.deps[case] = "prep"
    parse.heads[noun] = case
    parse.deps[noun] = "pobj"
    parse.link()


def _chain_lists(parse: Parse) -> None:
    """Hang each member of a list, and its connective, on the member before it."""
    for first in range(len(parse)):
        members = [k for k in parse.children[first] if parse.deps[k] == "conj"]
        if len(members) < 2:
            continue
        before = first
        for member in members:
            parse.heads[member] = before
            before = member
        last = members[-2]
        for kid in parse.children[first]:
            if parse.deps[kid] == "cc" and last < kid < members[-1]:
                parse.heads[kid] = last
        parse.link()
