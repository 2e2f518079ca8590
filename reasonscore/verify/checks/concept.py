"""Concept: synonyms, abbreviations and brands are the same thing; another drug or disease of the class is not."""

from __future__ import annotations

import re

from reasonscore.lexicon.concept import Mention
from reasonscore.verify.checks.experiencer import relative
from reasonscore.verify.facts.broader_denial import denied_by_broader
from reasonscore.verify.facts.comparison import Aligned, Comparison
from reasonscore.verify.facts.likeness import says_alike
from reasonscore.verify.facts.statement import Statement, concept_relation, light_keys, names
from reasonscore.verify.verdict import Check, Weight, silent

NAME = "concept"
ALIKE = 0.7
"""Share of the claim's words that a sentence must hold for its other name of a concept to be support."""
SAME_TOPIC = 0.6
"""The same beside the concept where only one thing of the kind can be so."""
SAME_PLACE = 0.85
"""Share of the claim's words beside the concept that a sentence must hold for another one to stand in its place."""

_COMPARED = ("drug", "drug_class", "disease", "organism", "procedure", "imaging", "anatomy", "lab", "finding")
_RIVALS = ("drug", "drug_class", "disease", "organism", "imaging")
"""Kinds of which another one in its place is no such thing; places, findings and procedures overlap."""

_EXCLUSIVE = re.compile(
    r"\b(?:final|main|primary|principal|definitive|underlying) (?:diagnosis|cause)\b|\bdiagnosis(?: (?:is|was)\b| ?:)|"
    r"\bdied (?:of|from)\b|\bcause of death\b|\bculprit\b|\bcausative\b|\bblood group\b",
    re.I,
)
_GENERAL = re.compile(
    r"(?:the |an? )?(?:bacteri\w+|virus\w*|fung\w+|infections?|diseases?|drugs?|medicines?|medications?|cancers?|"
    r"tumou?rs?|antibiotics?|treatment|imaging|scans?|x-?rays?|"
    r"[\w-]+ (?:analogues?|inhibitors?|blockers?|agonists?|antagonists?))",
    re.I,
)
"""Names of so many things that another name in their place is often a case of them."""
_ONLY = re.compile(r"\b(?:only|sole)\b", re.I)


def concept_check(comparison: Comparison) -> Check:
    """Whether the evidence names the claim's concepts or others in their place.

    Agree where every compared concept of the claim stands in the evidence and one of them by another name, or as a
    narrower concept; that both sides use the same name says nothing beyond their shared words. A
    broader, rival or unrelated concept of the same kind in its place takes the support away. It contradicts that the
    evidence denies the whole kind of what the claim states; opposites belong to the direction check.
    """
    for offset, statement in comparison.evidence:
        piece = denied_by_broader(comparison.claim, statement)
        if piece is not None and not relative(statement.text) and not relative(comparison.claim.text):
            where = ((piece[0] + offset, piece[1] + offset),)
            return Check(NAME, "conflict", ((0, len(comparison.claim.text)),), where)
    asked = [mention for mention in comparison.claim.mentions if mention.concept.kind in _COMPARED]
    missing: list[Mention] = []
    first: tuple[Mention, tuple[int, int]] | None = None
    for mention in asked:
        held = next((one for one in comparison.evidence if one[1].mentions and names(one[1], mention)), None)
        if held is not None:
            if first is None and not _words_held(mention, comparison):
                first = mention, _place(mention, *held)
        elif not _words_held(mention, comparison):
            missing.append(mention)
    for mention in missing:
        found = _rival(mention, comparison)
        if found is not None:
            sentence, other = found
            # One diagnosis excludes another; a second drug or finding excludes nothing.
            texts = (comparison.claim.text, sentence.statement.text)
            exclusive = all(_EXCLUSIVE.search(text) for text in texts) or any(_ONLY.search(text) for text in texts)
            weight: Weight = "contradicts" if exclusive else "withholds"
            return Check(NAME, "conflict", (mention.span,), (sentence.place(other.span),), weight=weight)
    if missing or first is None or not _supports(comparison, first[1][0]):
        return silent(NAME)
    return Check(NAME, "agree", (first[0].span,), (first[1],))


def _supports(comparison: Comparison, place: int) -> bool:
    """Whether the sentence at a place says nearly all else of the claim, denied or not as the claim is."""
    return any(
        sentence.piece[0] <= place < sentence.piece[1] and says_alike(comparison.claim, sentence.statement)
        for sentence in comparison.aligned(ALIKE)
    )


def _place(mention: Mention, offset: int, statement: Statement) -> tuple[int, int]:
    """Where a sentence names what the claim names."""
    same = (other for other in statement.mentions if concept_relation(other, mention) in ("same", "narrower"))
    start, end = next(same).span
    return start + offset, end + offset


def _words_held(mention: Mention, comparison: Comparison) -> bool:
    start, end = mention.span
    keys = {word.key for word in comparison.claim.words if start <= word.piece[0] < end}
    return any(keys <= statement.keys for _, statement in comparison.evidence)


def _rival(mention: Mention, comparison: Comparison) -> tuple[Aligned, Mention] | None:
    """A concept of the same kind that stands where the claim has its own, in a sentence that says the rest."""
    start, end = mention.span
    own = frozenset(word.key for word in comparison.claim.words if start <= word.piece[0] < end)
    claimed = comparison.claim.mentions
    if _GENERAL.fullmatch(comparison.claim.text[start:end]):
        return None
    exclusive = _is_exclusive(comparison.claim.text)
    for sentence in comparison.aligned(SAME_TOPIC if exclusive else SAME_PLACE, own):
        exclusive = exclusive or _is_exclusive(sentence.statement.text)
        if not exclusive and not _same_frame(comparison.claim, sentence.statement, mention, own):
            continue
        rivals = [
            other
            for other in sentence.statement.mentions
            if not any(
                concept_relation(other, one) in ("same", "narrower", "broader") for one in claimed if one != mention
            )
        ]
        kin = {other.concept.id for other in rivals if _family(other) == _family(mention)}
        if len(kin) > 1 and not exclusive and mention.concept.kind != "drug":
            # One of several may be the claim's by a name that the lexicon does not know.
            continue
        for other in rivals:
            if other.concept.kind != mention.concept.kind or other.concept.kind not in _RIVALS:
                continue
            known = concept_relation(other, mention)
            if known == "broader" or (known != "sibling" and _shares_word(other, sentence, own)):
                continue
            return sentence, other
    return None


def _is_exclusive(text: str) -> bool:
    """Whether a sentence leaves place for one thing only."""
    return bool(_EXCLUSIVE.search(text) or _ONLY.search(text))


def _same_frame(claim: Statement, known: Statement, mention: Mention, own: frozenset[str]) -> bool:
    """Whether the claim says something beside the concept; where that is little, all of it must be in the sentence."""
    rest = claim.keys - own
    if len(rest - light_keys()) >= 2:
        return True
    return len(rest) >= (1 if mention.concept.kind == "drug" else 2) and rest <= known.keys


def _family(mention: Mention) -> str:
    return mention.concept.kind.removesuffix("_class")


def _shares_word(other: Mention, sentence: Aligned, own: frozenset[str]) -> bool:
    """Whether two names have a word in common, as "neurogenic tumour" and "tumour of nerve tissue"."""
    start, end = other.span
    return any(start <= word.piece[0] < end and word.key in own for word in sentence.statement.words)
