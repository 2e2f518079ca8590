"""Whom a claim is about: the patient, the family, people in general, or somebody else."""

from __future__ import annotations

import re

_FAMILY = re.compile(
    r"\b(?:(?:the patient|his|her|their|your|my|our|maternal|paternal|both|mr \w+|ms \w+|mrs \w+)(?:['’]s)? )?(?:\w+ )?"
    r"(?:father|mother|parents?|brothers?|sisters?|siblings?|sons?|daughters?|grand(?:mother|father|parents?|son|daughter)|"
    r"uncles?|aunts?|cousins?|husband|wife|spouse|relatives?|family members?|first-degree relatives?|nephew|niece|partner)\b"
    r"(?: (?:died|had|has|have|was|were|is|are|carr\w+|suffer\w*|developed|tested|also|both)|['’]s )",
    re.I,
)
_FAMILY_HISTORY = re.compile(r"\bfamily history\b", re.I)
_CASE = re.compile(
    r"\b(?:the patient|this patient|our patient|he|she|his|her|hers|him|mr|mrs|ms|the (?:man|woman|boy|girl|child|infant|baby|neonate)|"
    r"you|your|this (?:case|man|woman|boy|girl|child|infant)|\d+[- ]year[- ]old|today|yesterday|on admission|on examination|at presentation|tonight|we|our|us)\b",
    re.I,
)
_POPULATION = re.compile(
    r"\b(?:patients|adults|children|people|individuals|women|men|infants|neonates|carriers|pregnan\w+|smokers|those who|persons?|"
    r"population|most cases|many cases|prevalence|incidence|guidelines?|trials?|stud(?:y|ies)|meta-analys[ie]s|registry|recommends?|"
    r"usually|often|typically|commonly|generally|frequently|rarely|characteristic of|pathognomonic|classically|is defined as|a type of)\b",
    re.I,
)


def experiencer(text: str, kind: str) -> str:
    """`patient`, `family`, `population` or `other`.

    >>> experiencer("The patient's father died of a stroke.", "history")
    'family'
    >>> experiencer("Statins lower cholesterol.", "mechanism")
    'population'
    """
    if _FAMILY.search(text) and not re.match(r"the patient (?!['’]s)", text, re.I):
        return "family"
    if kind in ("finding", "history", "inference", "differential", "test"):
        return "population" if kind in ("inference", "finding") and _generic(text) else "patient"
    if _CASE.search(text):
        return "patient"
    if kind in ("mechanism", "citation", "prognosis"):
        return "population"
    return "population" if _POPULATION.search(text) else "patient"


def _generic(text: str) -> bool:
    return bool(_POPULATION.search(text)) and not _CASE.search(text)
