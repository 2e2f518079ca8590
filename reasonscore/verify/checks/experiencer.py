"""Experiencer: whose finding is it? The mother's diabetes is not the patient's."""

from __future__ import annotations

import re
from functools import lru_cache

from reasonscore.decompose.search.expression import Expression
from reasonscore.verify.facts.comparison import Comparison
from reasonscore.verify.facts.likeness import says_alike
from reasonscore.verify.facts.statement import REMEMBERED, held_words, light_keys, read_statement, word_key
from reasonscore.verify.verdict import Check, silent

NAME = "experiencer"
SAME_TOPIC = 0.75
"""Share of the claim's other words that a sentence must hold before the persons are compared."""

_RELATIVE = Expression(
    r"\b(?:father|mother|parents?|brothers?|sisters?|siblings?|sons?|daughters?|grand(?:mother|father|"
    r"parents?|son|daughter)|"
    r"uncles?|aunts?|cousins?|husband|wife|spouse|partner|relatives?|nephew|niece|twin|donor|neighbou?r|friend|"
    r"colleague|caregiver|fianc[ée]e?|family (?:history|members?)|"
    r"(?:room|flat|house|class|work|team)-?mates?|co-?workers?|"
    r"(?:girl|boy)friend|step-?(?:mother|father|brother|sister|son|daughter)|half-?(?:brother|sister)|mum|mom|dad|"
    r"maternal|paternal|familial)\b"
)
_NO_RELATIVE = re.compile(
    r"\b(?:expectant|nursing|pregnant|breast-?feeding|new) (?:mother|mum|mom)s?\b|"
    r"\brelative (?:to|risk|terms?|humidity|contraindication|bradycardia)\b|"
    r"\bdonor (?:milk|heart|kidney|liver|lung|sperm|egg|organ|site)s?\b|"
    r"\b(?:mother|mum|mom)(?:'s milk| and (?:baby|child))\b|\b(?:sexual|business) partners?\b|"
    r"\bfamily (?:doctor|physician|practi\w+|medicine|planning)\b|\btwin pregnanc\w+\b|\bcaregivers?\b|\bin relative\b",
    re.IGNORECASE,
)
"""Words for relatives where nobody else's matters are meant."""
_SOMEBODY = re.compile(
    r"\b(?:mum|mom|mummy|dad|daddy|mrs|wife|husband|spouse|couple|siblings?|daughters?|sons?|parents?|mothers?|"
    r"fathers?|maternal|paternal|brothers?|sisters?|twins?|relatives?|famil\w+|anyone|everyone|nobody|everybody|"
    r"no one|contacts?|household|they|both|partners?|friends?|king|queen|widow\w*|grand\w+|aunts?|uncles?|cousins?|"
    r"carers?|donors?|transplant\w*|neighbou?rs?|kin|hereditary|inherit\w*)\b",
    re.IGNORECASE,
)
"""Words for other people; where they stand anywhere, the person asked about may be meant."""
_MEDICAL = frozenset({"disease", "finding", "drug", "drug_class", "lab", "procedure", "organism", "symptom"})
"""Kinds of concepts that somebody has, or is given."""
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
_CALLED = {"mum": "mother", "mom": "mother", "dad": "father"}
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
    r"\b(?:his|her|their|patient's) own [^.;,]{0,40}\b(?:negative|normal|uneventful|unremarkable|clear|healthy)\b"
)
"""Words that say of the patient that there is nothing of the sort."""
_PATIENT = Expression(
    r"\b(?:the |this |our )?(?:patient|she|he|her|his|man|woman|boy|girl|baby|infant|newborn|neonate|child)\b"
)
_CLAUSES = re.compile(
    r"(?:[;,.]|\b(?:and|but|while|whereas)\b)(?! (?:was|is|has|had|were|have|did|does|also|then|later|never|died|"
    r"developed|underwent|received|needed|required|takes|took|smokes|suffers|suffered|collapsed|lost)\b)"
)
"""Where a clause ends; what goes on with a verb has the subject of the clause before it."""
_PERSONS = frozenset(
    word_key(word)
    for word in (
        "patient man woman boy girl mother father brother sister son daughter family history uncle aunt cousin "
        "neighbour neighbor friend roommate colleague flatmate housemate "
        "classmate coworker grandmother grandfather maternal paternal husband wife relative "
        "she he her his sibling parent grandparent family mum dad mom"
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
            alike = says_alike(claim, sentence.statement) and _relative_part(text, comparison)
            return Check(NAME, "agree", *spans) if alike else silent(NAME)
        if held and not asked and _own_part(text, comparison):
            continue
        # The person asked about is spoken of elsewhere, or this one is not spoken of in the claim's words.
        if (asked and _mentions_somebody(comparison)) or (held and not _relative_part(text, comparison)):
            return silent(NAME)
        said = sentence.share == 1 and len(claim.keys - _PERSONS - light_keys()) > 1
        if not said and not any(mention.concept.kind in _MEDICAL for mention in claim.mentions):
            # "The patient has a brother": the words in common are no finding of anybody.
            return silent(NAME)
        well = not asked and any(_WELL.search(statement.text) for _, statement in comparison.evidence)
        return Check(NAME, "conflict", *spans, weight="contradicts" if well else "withholds")
    return silent(NAME)


@lru_cache(maxsize=REMEMBERED)
def relative(text: str) -> str:
    """The relative that a sentence is about, empty for the patient's own matters."""
    apart = [found.span() for found in _NO_RELATIVE.finditer(text)]
    every = (found for found in _RELATIVE.finditer(text) if not any(a <= found.start() < b for a, b in apart))
    match = next(every, None)
    if match is None or _REPORTER.match(text, match.end()):
        return ""
    word = match.group().lower()
    word = _CALLED.get(word, word)
    return "family" if word.startswith("family") else word.rstrip("s")


@lru_cache(maxsize=REMEMBERED)
def _names_patient(text: str) -> bool:
    return _PATIENT.search(text) is not None


def _mentions_somebody(comparison: Comparison) -> bool:
    return any(_SOMEBODY.search(statement.text) for _, statement in comparison.evidence)


def _relative_part(text: str, comparison: Comparison) -> bool:
    """Whether a clause about the relative holds most of the claim's other words."""
    claim = comparison.claim
    asked = {i for i, word in enumerate(claim.words) if word.key not in _PERSONS | light_keys()}
    parts = [read_statement(clause.strip()) for clause in _CLAUSES.split(text) if relative(clause)]
    return any(len(asked & held_words(claim, part)) >= SAME_TOPIC * len(asked) for part in parts)


def _own_part(text: str, comparison: Comparison) -> bool:
    """Whether the claim's words stand in a clause of their own, apart from the relative's."""
    keys = comparison.claim.keys - _PERSONS
    apart = [clause for clause in _CLAUSES.split(text) if not _RELATIVE.search(clause)]
    held = {word_key(word) for clause in apart for word in re.findall(r"[A-Za-z0-9]+", clause)}
    return bool(keys) and len(keys & held) / len(keys) >= 0.75
