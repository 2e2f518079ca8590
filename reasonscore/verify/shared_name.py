"""Pairs for the model in which a concept has one name: a small model does not know that a heart attack is an MI."""

from __future__ import annotations

from functools import lru_cache

from reasonscore.lexicon.abbreviation import is_abbreviation
from reasonscore.verify.backend import TextPair
from reasonscore.verify.facts.contraction import with_apostrophes
from reasonscore.verify.facts.statement import REMEMBERED, concept_relation, read_statement


def share_names(window: str, claim: str) -> TextPair:
    """The pair as the model reads it: abbreviations written out, and the claim in the evidence's words.

    A concept of the claim that the evidence knows by another name, or as a narrower concept, is called what the
    evidence calls it. Grammar may suffer; texts, spans and checks of the verdict are those of the originals.

    >>> pair = share_names("Admitted with an MI.", "He had a heart attack.")
    >>> pair.premise, pair.hypothesis
    ('Admitted with an myocardial infarction.', 'He had a myocardial infarction.')
    """
    premise, hypothesis = with_apostrophes(written_out(window)), with_apostrophes(written_out(claim))
    known, asked = read_statement(premise), read_statement(hypothesis)
    for mention in reversed(asked.mentions):
        start, end = mention.span
        if {word.key for word in asked.words if start <= word.piece[0] < end} <= known.keys:
            continue
        relations = [(concept_relation(other, mention), other) for other in known.mentions]
        for wanted in ("same", "narrower"):
            other = next((one for relation, one in relations if relation == wanted), None)
            if other is not None:
                hypothesis = hypothesis[:start] + other.surface + hypothesis[end:]
                break
    return TextPair(premise, hypothesis)


@lru_cache(maxsize=REMEMBERED)
def written_out(text: str) -> str:
    """The text with the names of concepts in place of their abbreviations, unless it has both.

    >>> written_out("Known AF and CKD.")
    'Known atrial fibrillation and chronic kidney disease.'
    """
    mentions = read_statement(text).mentions
    spelled = {mention.concept.id for mention in mentions if not is_abbreviation(mention.surface)}
    for mention in reversed(mentions):
        if is_abbreviation(mention.surface) and mention.concept.id not in spelled:
            start, end = mention.span
            text = text[:start] + mention.concept.name + text[end:]
    return text
