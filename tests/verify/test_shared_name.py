"""Pairs are given to the model with one name for one concept, and nothing else of them is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.verify.shared_name import share_names, written_out


@pytest.mark.parametrize(
    ("window", "claim", "premise", "hypothesis"),
    [
        # Another name of the same concept, and a narrower concept.
        ("Heart attack in May.", "He had an MI.", "Heart attack in May.", "He had an Heart attack."),
        ("Was given ceftriaxone.", "He had an antibiotic.", "Was given ceftriaxone.", "He had an ceftriaxone."),
        # A broader concept says less than the claim and keeps its name.
        ("Was given an antibiotic.", "He had ceftriaxone.", "Was given an antibiotic.", "He had ceftriaxone."),
        # A text that has both the name and its abbreviation defines it.
        (
            "Atrial fibrillation (AF) was found; AF persisted.",
            "AF was found.",
            "Atrial fibrillation (AF) was found; AF persisted.",
            "atrial fibrillation was found.",
        ),
        ("No fever.", "The patient coughs.", "No fever.", "The patient coughs."),
        ("", "", "", ""),
    ],
)
def test_one_name(window: str, claim: str, premise: str, hypothesis: str) -> None:
    assert share_names(window, claim) == (premise, hypothesis)


NAMES = st.sampled_from(["MI", "heart attack", "CKD", "fever", "ceftriaxone", "PE", "hypertension", "BP"])
TEXTS = st.lists(st.sampled_from(["no", "was found", "and", "after", "12 mg", "."]) | NAMES).map(" ".join)


@given(TEXTS, TEXTS)
def test_names_are_the_only_change(window: str, claim: str) -> None:
    """What is no concept stays word for word, and the claim never loses a number or a "no"."""
    pair = share_names(window, claim)
    for before, after in ((window, pair.premise), (claim, pair.hypothesis)):
        for word in ("no", "found", "12", "after"):
            assert after.split().count(word) == before.split().count(word)


@given(TEXTS)
def test_written_out_once(text: str) -> None:
    """Nothing is left to write out, and every concept is still named."""
    once = written_out(text)
    assert written_out(once) == once
    before = {mention.concept.id for mention in load_lexicon().find(text)}
    assert before <= {mention.concept.id for mention in load_lexicon().find(once)}
