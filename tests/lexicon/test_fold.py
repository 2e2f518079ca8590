"""Folding of words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.lexicon.fold import fold_word
from reasonscore.lexicon.token import key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anaemia", "anemia"),
        ("oedema", "edema"),
        ("haemorrhages", "hemorrhage"),
        ("diarrhoea", "diarrhea"),
        ("oesophageal", "esophagus"),
        ("tumours", "tumor"),
        ("leucocytes", "leukocyte"),
        ("calculi", "stones"),
        ("metastases", "metastasis"),
        ("vertebrae", "vertebra"),
        ("carcinomata", "cancer"),
        ("viruses", "viral"),
        ("renal", "kidneys"),
        ("Crohn's", "crohn"),
        ("Crohn’s", "crohn"),
        ("Sjögren", "sjogren"),
        ("β", "beta"),
        ("catheterisation", "catheterization"),
        ("mammography", "mammogram"),
        ("foetus", "fetus"),
        ("PAEDIATRIC", "pediatric"),
    ],
)
def test_variants_fold_alike(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ileum", "ilium"), ("toe", "tea"), ("does", "dose"), ("shoe", "she"), ("virus", "vira"), ("uremia", "urea")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold_word(one) != fold_word(other)


@settings(deadline=None)
@given(st.from_regex(r"[A-Za-z]{1,20}", fullmatch=True))
def test_case_does_not_matter(word: str) -> None:
    assert fold_word(word) == fold_word(word.lower()) == fold_word(word.upper())


def test_hyphens_join_and_marks_separate() -> None:
    assert key("beta-blocker") == key("Beta blockers")
    assert key("chest, pain") != key("chest pain")
