"""Input that nobody should send, through the whole engine: defined, flagged, bounded in time."""

import time

import pytest

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backends.lexical import LexicalBackend
from reasonscore.verify.checks.check import LONGEST, run_checks
from reasonscore.verify.verifier import Case, Verifier

SECONDS = 20.0
"""Far above what is needed (well under one second each), far below what super-linear work would take."""


def verify(text, evidence):
    case = Case(
        claims=[Claim("c1", text, text, ())], evidence=[[Passage(part, id=str(i)) for i, part in enumerate(evidence)]]
    )
    return Verifier(LexicalBackend()).verify_many([case])[0].verdicts[0]


@pytest.mark.parametrize("claim", ["", "   ", "?!", "患者有发热和咳嗽。"])
def test_a_claim_without_words_that_can_be_read_is_unverifiable(claim):
    assert verify(claim, ["The patient has gout."]).label == "unverifiable"


@pytest.mark.parametrize("evidence", [[], [""], ["   ", "\n"], ["--- ..."]])
def test_evidence_without_words_is_no_evidence(evidence):
    verdict = verify("The patient has gout.", evidence)
    assert (verdict.status, verdict.label) == ("no_evidence", None)


def test_evidence_in_another_language_decides_nothing():
    assert verify("The patient has gout.", ["El paciente llegó anoche al hospital con su hermana mayor."]).label == (
        "unverifiable"
    )


def test_evidence_that_contradicts_itself_is_flagged():
    evidence = "There is a left pleural effusion. The heart is normal. There is no left pleural effusion."
    assert "conflicting_evidence" in verify("There is a left pleural effusion.", [evidence]).flags


@pytest.mark.parametrize(
    "passage",
    [
        "The left knee was not swollen, and the patient denied fever. " * 1700,
        "left no may if 5 mg before " * 4000,
        "potassium" * 12000,
        "(((" * 34000,
    ],
)
def test_a_passage_of_100_kB_takes_bounded_time(passage):
    start = time.perf_counter()
    verdict = verify("The left knee was swollen, and potassium was 5 mmol/L before surgery.", [passage])
    assert time.perf_counter() - start < SECONDS
    assert verdict.status in ("judged", "no_evidence")
    assert all(len(window.text) <= LONGEST for window in verdict.evidence)


NASTY = [
    ": no " * 600,
    "left, right, " * 230,
    "from 1 to 2 and is 3 now " * 120,
    "5 mg twice a day " * 170,
    "belief that " * 240,
    "ferritin is low not high " * 120,
    "one in ten of " * 200,
    "(normal 1-2) (ref " * 160,
    "if unless when " * 190,
    "may may not be excluded " * 120,
    "not " * 740,
]
"""Texts just under the longest that is checked, each aimed at one expression."""


@pytest.mark.parametrize("claim", NASTY)
def test_the_longest_texts_that_are_checked_take_bounded_time(claim):
    start = time.perf_counter()
    for evidence in (claim, NASTY[0], "The ferritin was 5 mg on the left, not on the right."):
        assert len(evidence) <= LONGEST
        run_checks(claim, evidence)
    assert time.perf_counter() - start < SECONDS


def test_a_claim_of_100_kB_is_judged_without_checks():
    start = time.perf_counter()
    verdict = verify("left no may if 5 mg before " * 4000, ["The left knee was swollen."])
    assert time.perf_counter() - start < SECONDS
    assert (verdict.status, verdict.checks) == ("judged", ())
    assert {check.outcome for check in run_checks("left " * LONGEST, "right")} == {"silent"}


def test_thousands_of_passages_for_one_claim():
    passages = [f"Patient {i} had a potassium of 4.{i % 10} mmol/L and no fever." for i in range(5000)]
    start = time.perf_counter()
    verdict = verify("The scan shows a left renal cyst.", [*passages, "The scan shows a left renal cyst."])
    assert time.perf_counter() - start < SECONDS
    assert (verdict.label, verdict.evidence[0].id) == ("supported", "5000")
