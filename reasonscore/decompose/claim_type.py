"""The type of a claim, by rules in order: citation, plan, prognosis, inference, differential, test, history, mechanism, finding."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from reasonscore.decompose.claim import ClaimType
from reasonscore.decompose.table import read_table

_CASE = re.compile(
    r"\b(?:the patient|this patient|our patient|patient's|he|she|his|her|him|mr|mrs|ms|you|your|i|we|us|our|my|the (?:man|woman|boy|girl|child|infant|baby|newborn|neonate)|"
    r"this (?:case|man|woman|boy|girl|child|infant)|\d+[- ]year[- ]old|today|yesterday|on admission|on examination|twins?)\b",
    re.I,
)
_GENERIC = re.compile(
    r"\b(?:usually|often|typically|commonly|generally|frequently|rarely|always|never|sometimes|can|may|is (?:an?|the) (?:\w+ ){0,3}(?:disease|disorder|condition|drug|medication|"
    r"cause|inhibitor|antibiotic|infection|test|treatment|antibody|syndrome|type|form|antagonist|agonist|tumou?r|hormone|vaccine|complication)|causes?|leads? to|results? in|inhibits?|blocks?|activates?|"
    r"increases?|decreases?|reduces?|lowers?|raises?|prolongs?|prevents?|interacts?|characteri[sz]ed|associated with|treats?|used (?:to|for|in)|are (?:an?|the|typically|usually|caused|used)|"
    r"side effects?|characteristic of|typical of|occurs?|affects?|works?|consists?|refers? to|known as|defined as|means|contains?|less sensitive|more sensitive|specific for)\b",
    re.I,
)
_GENERIC_SUBJECT = re.compile(
    r"^(?:[A-Z]?[\w-]*\s){0,3}(?:patients|adults|children|people|individuals|women|men|infants|drugs|inhibitors|antibiotics|medications|statins|diuretics|carriers)\b|^(?:a|an|most|many|some|all|each|every|any)\b",
    re.I,
)
_HISTORY = re.compile(
    r"\b(?:history of|previous(?:ly)?|past|underwent|was (?:\w+ly )?(?:treated|given|started|admitted|diagnosed|operated|extubated|intubated|reintubated|discharged|seen|referred|weaned|born|transferred|swapped|switched|stopped|continued|doubled|found|"
    r"exposed|vaccinated|bitten|prescribed|put|placed|commenced|jaundiced|transfused|hospitali[sz]ed|ventilated|changed|increased|reduced|withdrawn|resected|removed)|"
    r"(?:were|had been|has been|have been) (?:\w+ly )?(?:treated|given|started|admitted|diagnosed|seen|stopped|taken|doubled|swapped|switched|prescribed|jaundiced)|had (?:an? )?(?:[\w-]+ ){0,4}(?:surgery|operation|stroke|infarction|cancer|transplant|"
    r"episode|miscarriage|seizure|appendectomy|chemotherapy|biopsy|infection|fracture|baby|delivery)|took|takes|taking|smok\w+|drinks?|drank|alcohol|smoker|allerg\w+|works? as|worked|travel\w*|"
    r"is on|are on|on (?:warfarin|lisinopril|metformin|aspirin)|medications? includes?|family history|(?:father|mother|brother|sister|parents?|uncle|aunt|grand\w+|cousin|sibling|son|daughter)s?\b[^.]{0,20}\b(?:had|has|have|died|was|were|is)|"
    r"years? ago|months? ago|weeks? ago|days? ago|since (?:childhood|birth|\d{4})|in (?:19|20)\d\d|resolved|recurred|began|received|ate|returned|presented|fell|injured|vaccin\w+|immunis\w+|immuniz\w+|born|lives|lived|married|"
    r"needed|caused|peaked|used|stopped|occupation|sexually active|pets?)\b",
    re.I,
)
_RESULT = re.compile(
    r"\b(?:shows?|showed|revealed?|reveals|demonstrate[sd]?|normal|abnormal|elevated|raised|high|low|positive|negative|\d|rose|dropped|felt|palpa\w+|tender\w*|murmur|pupil|pressure|rate|level|count|on examination|rash|"
    r"scan|x-ray|radiograph|ct|mri|ecg|echo\w*|biopsy|culture|swab|smear|film|ultrasound|serology|sodium|potassium|troponin|haemoglobin|hemoglobin|complain\w*|reports?|reported|denies|denied|fever|pain|cough|fatigue|nausea|vomiting)\b",
    re.I,
)
_TEST = re.compile(
    r"\b(?:(?:was|were|has been|have been|is being|are being) (?:imaged|scanned|ordered|requested|sent|performed|done|measured|repeated|checked|obtained|taken|arranged|carried out)|(?:result|results|report|culture|biopsy|scan|test) (?:is|are|should be|will be) "
    r"(?:pending|awaited|back|due|ready|available|outstanding)|(?:is|are) (?:pending|awaited)|underwent (?:an? )?(?:ct|mri|scan|ultrasound|biopsy|colonoscopy|endoscopy|echocardiogra\w+|x-ray|lumbar puncture))\b",
    re.I,
)
_FRAGMENT_OF_FAMILY = re.compile(
    r"\b(?:father|mother|brother|sister|parents?|uncle|aunt|grand\w+|cousin|siblings?)\b", re.I
)


@cache
def _ordered() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row[0], re.compile(row[1], re.I)) for row in read_table("types"))


def claim_type(text: str, certainty: str, conditional: bool = False) -> ClaimType:
    """The type of a claim; `text` includes its condition.

    >>> claim_type("Blood cultures should be obtained.", "asserted")
    'plan'
    >>> claim_type("Torsion is unlikely.", "unlikely"), claim_type("The calcium is low.", "asserted")
    ('differential', 'finding')
    """
    case = bool(_CASE.search(text))
    for name, pattern in _ordered():
        if pattern.search(text):
            return cast("ClaimType", name)
    if _TEST.search(text):
        return "test"
    generic = bool(_GENERIC.search(text))
    if certainty in ("unlikely", "probable", "excluded", "uncertain") or (
        certainty == "possible" and not (generic and not case)
    ):
        return "mechanism" if certainty == "uncertain" and generic and not case else "differential"
    if _HISTORY.search(text) and (case or not generic):
        return "history"
    if not case and (generic or _GENERIC_SUBJECT.search(text) or conditional) and not _past(text):
        return "mechanism"
    return "finding"


def _past(text: str) -> bool:
    return bool(re.search(r"\b(?:was|were|had|did)\b", text))
