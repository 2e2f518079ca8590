"""Experiencer: whose finding is it? The mother's diabetes is not the patient's."""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.decompose.expression import Expression
from reasonscore.verify.comparison import Comparison
from reasonscore.verify.statement import REMEMBERED, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "experiencer"
SAME_TOPIC = 0.5
"""Share of the claim's other words that a sentence must hold before the persons are compared."""

_RELATIVE = Expression(
    r"\b(?:father|mother|parents?|brothers?|sisters?|siblings?|sons?|daughters?|grand(?:mother|father|"
    r"parents?|son|daughter)|"
    r"uncles?|aunts?|cousins?|husband|wife|spouse|partner|relatives?|nephew|niece|twin|donor|neighbou?r|friend|"
    r"colleague|caregiver|fianc[ée]e?|family (?:history|members?)|room-?mate|maternal|paternal|familial)\b"
)
_KIN = (
    "father mother parent brother sister sibling son daughter grandmother grandfather "
    "grandparent uncle aunt cousin nephew "
    "niece twin maternal paternal familial relative family"
).split()
_KINDS = {
    "family": _KIN,
    "relative": _KIN,
    "familial": _KIN,
    "sibling": ("brother", "sister", "twin"),
    "parent": ("father", "mother", "maternal", "paternal"),
    "child": ("son", "daughter"),
    "children": ("son", "daughter"),
    "grandparent": ("grandmother", "grandfather"),
}
"""Words for several relatives: what is so of one of them is so of the family."""
_REPORTER = re.compile(
    r"\s(?:reports?|reported|says?|said|states?|stated|noticed|noted|confirm\w*|brought|asked|was told|agreed)\b",
    re.IGNORECASE,
)
_WELL = Expression(
    r"\b(?:patient|recipient|man|woman|boy|girl|baby|infant|newborn|child|he|she|himself|herself)\b[^.;,]{0,24}?"
    r"\b(?:(?:has|have|had|takes) (?:no|never had any) (?:[a-z-]+ ){0,3}?"
    r"(?:illness(?:es)?|diseases?|conditions?|problems?|history|medications?|medicines|drugs)|"
    r"(?:is|was) (?:entirely |otherwise |perfectly )?healthy|(?:is|was) otherwise well|"
    r"(?:was|is)? ?(?:tested )?negative)\b|"
    r"\b(?:baby|infant|newborn|neonate) (?:is|was) (?:entirely |perfectly )?well\b|"
    r"\b(?:his|her|their) own [^.;,]{0,24}\b(?:negative|normal)\b"
)
"""Words that say of the patient that there is nothing of the sort."""
_PATIENT = Expression(
    r"\b(?:the |this |our )?(?:patient|she|he|her|his|man|woman|boy|girl|baby|infant|newborn|neonate|child)\b"
)
_CLAUSES = re.compile(r"[;,.]|\b(?:and|but|while|whereas)\b")
_PERSONS = frozenset(
    word_key(word)
    for word in (
        "patient man woman boy girl mother father brother sister son daughter family history uncle aunt cousin "
        "neighbour neighbor friend roommate colleague grandmother grandfather maternal paternal husband wife relative "
        "she he her his"
    ).split()
)


def experiencer_check(comparison: Comparison) -> Check:
    """Whether the evidence is about the person that the claim is about; somebody else's finding only withholds.

    It contradicts where the evidence says that the patient has nothing of the sort.
    """
    claim = comparison.claim
    asked = relative(claim.text)
    own = _names_patient(claim.text) or (comparison.source is not None and comparison.source.experiencer == "patient")
    if not asked and not own:
        return silent(NAME)
    for sentence in comparison.aligned(SAME_TOPIC, _PERSONS):
        text = sentence.statement.text
        held = relative(text)
        if not asked and not held:
            return silent(NAME)
        where = _RELATIVE.search(text) or _PATIENT.search(text)
        mine = _RELATIVE.search(claim.text) or _PATIENT.search(claim.text)
        spans = (
            (mine.span() if mine else (0, len(claim.text)),),
            (sentence.place(where.span() if where else (0, len(text))),),
        )
        if asked == held or (held and held in _KINDS.get(asked, ())):
            return Check(NAME, "agree", *spans)
        if held and not asked and _own_part(text, comparison):
            continue
        # The person asked about is spoken of elsewhere, or this one is not spoken of in the claim's words.
        if (asked and _mentions(asked, comparison)) or (held and not _relative_part(text, comparison)):
            return silent(NAME)
        well = not asked and any(_WELL.search(statement.text) for _, statement in comparison.evidence)
        return Check(NAME, "conflict", *spans, weight="contradicts" if well else "withholds")
    return silent(NAME)


@lru_cache(maxsize=REMEMBERED)
def relative(text: str) -> str:
    """The relative that a sentence is about, empty for the patient's own matters."""
    match = _RELATIVE.search(text)
    if match is None or _REPORTER.match(text, match.end()):
        return ""
    word = match.group().lower()
    return "family" if word.startswith("family") else word.rstrip("s")


@lru_cache(maxsize=REMEMBERED)
def _names_patient(text: str) -> bool:
    return _PATIENT.search(text) is not None


def _mentions(person: str, comparison: Comparison) -> bool:
    return any(person in statement.text.lower() for _, statement in comparison.evidence)


def _relative_part(text: str, comparison: Comparison) -> bool:
    """Whether a clause about the relative holds most of the claim's words that the sentence has."""
    keys = comparison.claim.keys - _PERSONS
    parts = [clause for clause in _CLAUSES.split(text) if _RELATIVE.search(clause)]
    inside = {word_key(word) for clause in parts for word in re.findall(r"[A-Za-z0-9]+", clause)}
    everything = {word_key(word) for word in re.findall(r"[A-Za-z0-9]+", text)}
    return 3 * len(keys & inside) >= 2 * len(keys & everything)


def _own_part(text: str, comparison: Comparison) -> bool:
    """Whether the claim's words stand in a clause of their own, apart from the relative's."""
    keys = comparison.claim.keys - _PERSONS
    apart = [clause for clause in _CLAUSES.split(text) if not _RELATIVE.search(clause)]
    held = {word_key(word) for clause in apart for word in re.findall(r"[A-Za-z0-9]+", clause)}
    return bool(keys) and len(keys & held) / len(keys) >= 0.75
