"""Drugs, diseases, tests and other concepts that a text names, and whether two names are of one thing."""

from __future__ import annotations

from functools import lru_cache

KIND_OF_WORD = {
    **dict.fromkeys(("drug", "medication", "medicine", "antibiotic", "agent", "vaccine", "tablet", "pill"), "drug"),
    **dict.fromkeys(("condition", "disease", "disorder", "syndrome", "illness", "infection", "diagnosis"), "disease"),
    **dict.fromkeys(("test", "scan", "investigation", "study"), "test"),
    **dict.fromkeys(("procedure", "operation", "surgery", "intervention"), "procedure"),
    **dict.fromkeys(("symptom", "sign", "finding", "complaint"), "finding"),
    **dict.fromkeys(("bacterium", "virus", "organism", "pathogen", "fungus"), "organism"),
}
"""What "this drug" or "the condition" points at, as the lexicon calls it."""

_MERGED = {"drug_class": "drug", "lab": "test", "imaging": "test", "vital": "test"}
_LONGEST_QUESTION = 4000


@lru_cache(maxsize=512)
def named_in(text: str) -> tuple[tuple[str, str], ...]:
    """The kind and the name of each thing that a text names, without repetition, in order.

    >>> named_in("Can I take ibuprofen with lisinopril? Ibuprofen upsets my stomach.")[:2]
    (('drug', 'ibuprofen'), ('drug', 'lisinopril'))
    """
    from reasonscore.lexicon.lexicon import load_lexicon

    found: dict[tuple[str, str], tuple[str, str]] = {}
    for mention in load_lexicon().find(text[:_LONGEST_QUESTION]):
        if mention.ambiguous or mention.concept.kind == "anatomy":
            continue
        kind = _MERGED.get(mention.concept.kind, mention.concept.kind)
        surface = mention.surface
        plain = surface if surface.isupper() or any(c.isupper() for c in surface[1:]) else surface.lower()
        found.setdefault((kind, mention.concept.id), (kind, plain))
    return tuple(found.values())


@lru_cache(maxsize=512)
def same_thing(one: str, two: str) -> bool:
    """True for two names of one concept: a drug and its brand.

    >>> same_thing("buspirone", "Buspar"), same_thing("ibuprofen", "naproxen")
    (True, False)
    """
    from reasonscore.lexicon.lexicon import load_lexicon

    if one.lower() == two.lower():
        return True
    ids = [{mention.concept.id for mention in load_lexicon().find(name)} for name in (one, two)]
    return bool(ids[0] & ids[1])
