"""Abbreviations by their definitions, and what they are used for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.loader import load_decomposer
from reasonscore.decompose.references.abbreviation import SchwartzHearst, expansions, spelled_out
from reasonscore.trace.trace import Trace

FIND = SchwartzHearst().find


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Spinal and bulbar muscular atrophy (SBMA) is inherited.", {"SBMA": "Spinal and bulbar muscular atrophy"}),
        ("SBMA (spinal and bulbar muscular atrophy) is rare.", {"SBMA": "spinal and bulbar muscular atrophy"}),
        ("He has heart failure with preserved ejection fraction (HFpEF).", {
            "HFpEF": "heart failure with preserved ejection fraction"}),
        ("Interleukin-6 (IL-6) and C-reactive protein (CRP) rose.", {
            "IL-6": "Interleukin-6", "CRP": "C-reactive protein"}),
        ("chronic obstructive pulmonary disease (COPD; stage 3)", {"COPD": "chronic obstructive pulmonary disease"}),
        ("Aspirin (75 mg) was given (see above) in 2019 (May).", {}),
        ("The nodule (4 mm) grew.", {}),
        ("It ended. Pain (PE) came.", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_definitions(text, pairs):
    found = FIND(text)
    assert expansions(found) == pairs
    for item in found:
        assert text[slice(*item.short_span)] == item.short
        assert text[slice(*item.long_span)] == item.long


@given(st.lists(st.sampled_from(["alpha beta", "(AB)", "(", ")", ".", "AB", "Ab", "beta (AB)", "\n", "ab-", "é"])))
def test_any_text_gives_exact_spans(parts):
    text = " ".join(parts)
    for item in FIND(text):
        assert text[slice(*item.short_span)] == item.short
        assert text[slice(*item.long_span)] == item.long
        assert len(item.long) > len(item.short)


def test_spelled_out():
    assert spelled_out("AB and ABC", {"AB": "alpha"}) == "alpha and ABC"
    assert spelled_out("nothing", {}) == "nothing"


def claims(text, question=None):
    [result] = load_decomposer("shallow").decompose_many([Source(Trace(text=text), question)])
    return result.claims


def test_an_unknown_abbreviation_is_spelled_out_once():
    first, second = claims("Zonal quiet disease (ZQD) is rare. ZQD is mild.")
    assert first.text == "Zonal quiet disease (ZQD) is rare."
    assert second.text == "Zonal quiet disease (ZQD) is mild."
    assert "reference.abbreviation" in second.provenance
    assert second.atom == "ZQD is mild."


def test_a_definition_in_the_question_counts():
    [claim] = claims("ZQD is mild.", "Is zonal quiet disease (ZQD) fatal?")
    assert claim.text == "Zonal quiet disease (ZQD) is mild."


def test_everybody_s_abbreviations_stay():
    assert claims("Computed tomography (CT) was done. CT is fast.")[1].text == "CT is fast."


def test_the_long_form_repeats_the_short_one():
    text = "Pulmonary embolism (PE) was found. PE causes hypoxia. Pulmonary embolism causes hypoxia."
    _, second, third = claims(text)
    assert third.flags == (f"redundant_with:{second.id}",)
