"""Whom a claim is about: the patient, the family, people in general, or somebody else."""

from __future__ import annotations

import re

from reasonscore.decompose.search.table import pattern


def experiencer(text: str, kind: str) -> str:
    """`patient`, `family`, `population` or `other`.

    >>> experiencer("The patient's father died of a stroke.", "history")
    'family'
    >>> experiencer("Statins lower cholesterol.", "mechanism")
    'population'
    """
    if pattern("experiencer.family").found(text) and not re.match(r"the patient (?!['’]s)", text, re.I):
        return "family"
    if kind in ("finding", "history", "inference", "differential", "test"):
        return "population" if kind in ("inference", "finding") and _generic(text) else "patient"
    if pattern("experiencer.case").found(text):
        return "patient"
    if kind in ("mechanism", "citation", "prognosis"):
        return "population"
    return "population" if pattern("experiencer.population").found(text) else "patient"


def _generic(text: str) -> bool:
    return bool(pattern("experiencer.population").found(text)) and not pattern("experiencer.case").search(text)
