"""How two concepts stand to each other: what verification needs to tell a synonym from a rival.

>>> from reasonscore.lexicon.lexicon import load_lexicon
>>> def named(name): return load_lexicon().concepts(name)[0]
>>> relation(named("STEMI"), named("heart attack"))
'narrower'
>>> relation(named("clopidogrel"), named("ticagrelor"))
'sibling'
>>> relation(named("low sodium"), named("hypernatremia"))
'opposite'
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from reasonscore.lexicon.concept import Concept
from reasonscore.lexicon.lexicon import Lexicon, load_lexicon

Relation = Literal["same", "broader", "narrower", "sibling", "opposite", "unrelated"]


def has_opposite(concept: Concept) -> bool:
    """Whether the embedded lexicon knows an opposite of a concept.

    >>> has_opposite(load_lexicon().concepts("hypernatremia")[0]), has_opposite(load_lexicon().concepts("asthma")[0])
    (True, False)
    """
    return load_lexicon().number_of(concept) in _opposed()


@cache
def _opposed() -> frozenset[int | None]:
    return frozenset(one for one, _ in load_lexicon().links().opposite)


def relation(a: Concept, b: Concept, lexicon: Lexicon | None = None) -> Relation:
    """What `a` is to `b`: the same, broader, narrower, of the same class, opposite, or nothing to each other.

    Opposites come before siblings. A drug is narrower than its class; two drugs of one class are siblings.

    Args:
        a: One concept.
        b: Another.
        lexicon: Where they come from; the embedded lexicon by default.
    """
    if a.id == b.id:
        return "same"
    lexicon = lexicon or load_lexicon()
    first, second = lexicon.number_of(a), lexicon.number_of(b)
    if first is None or second is None:
        return "unrelated"
    links = lexicon.links()
    if (first, second) in links.opposite:
        return "opposite"
    if second in links.ancestors(first):
        return "narrower"
    if first in links.ancestors(second):
        return "broader"
    if set(links.broader.get(first, ())) & set(links.broader.get(second, ())):
        return "sibling"
    return "unrelated"
