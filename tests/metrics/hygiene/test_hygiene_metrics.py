"""Hygiene metrics: each finds its own fault, none finds a fault in a clean response, and absent is not zero."""

import pytest

from reasonscore.metrics import parse_metric
from reasonscore.scorer import Scorer

NAMES = (
    "RepetitionLoop",
    "RepeatedText",
    "Truncation",
    "LanguageSwitches",
    "PromptCopying",
    "AnswerUnmentioned",
    "AnswerContradicted",
)
OPTIONS = {"A": "Gout", "B": "Lupus"}
QUESTION = "A 54-year-old man has sudden pain in his right great toe after a heavy meal with beer and red wine."
CLEAN = "<think>Sudden toe pain after beer. So it is gout.</think>The answer is A. Gout."
FAULTS = {
    "RepetitionLoop": "The crystals are needle shaped and bend light the wrong way. " * 12,
    "RepeatedText": "The crystals are needle shaped and bend light the wrong way. " * 3,
    "Truncation": "<think>Sudden toe pain after beer, so the",
    "LanguageSwitches": "The joint is red, hot and swollen, and the patient has a fever.\n\n"
    "El paciente presenta dolor en el dedo del pie desde hace tres días y no tiene fiebre.",
    "PromptCopying": f"{QUESTION} The answer is A.",
    "AnswerUnmentioned": "<think>The rash and the kidneys suggest an autoimmune disease.</think>The answer is A.",
    "AnswerContradicted": "<think>The rash fits. So it is lupus.</think>The answer is A.",
}


def value(name, response, **fields):
    scorer = Scorer([name], tier="shallow", verifier="lexical")
    return scorer.score({"response": response, "options": OPTIONS, "question": QUESTION, **fields})["scores"][name]


@pytest.mark.parametrize("name", NAMES)
def test_finds_its_fault_and_none_in_a_clean_response(name):
    assert value(name, FAULTS[name])["value"] > 0
    assert value(name, CLEAN)["value"] == 0


@pytest.mark.parametrize("name", NAMES)
def test_is_a_value_and_has_none_for_an_empty_response(name):
    metric = parse_metric(name)
    assert parse_metric(repr(metric)) == metric
    assert metric.direction == "lower"
    assert value(name, "")["status"] == "no_answer"
    assert metric.score({}).status == "no_answer"
    assert metric.score({"response": 5}).status == "error"


@pytest.mark.parametrize("name", ["AnswerUnmentioned", "AnswerContradicted"])
def test_no_answer_no_reasoning_and_abstention_are_told_apart(name):
    assert value(name, "<think>Fever is common here.</think>")["status"] == "no_answer"
    assert value(name, "<think>Hm.</think>It cannot be determined.")["status"] == "abstained"
    assert value(name, "A")["status"] == "no_claims"


def test_copying_needs_a_question():
    assert parse_metric("PromptCopying").score({"response": CLEAN}).status == "no_reference"


def test_a_file_has_the_share_of_affected_responses():
    rows = [{"response": FAULTS["Truncation"]}, {"response": CLEAN, "options": OPTIONS}]
    assert parse_metric("Truncation").compute(rows).value == 0.5


def test_chat_messages_are_read_as_their_assistant_turns():
    turns = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": FAULTS["RepetitionLoop"]}]
    assert value("RepetitionLoop", turns)["value"] == 1
