"""Adversarial text is read in time that grows linearly: four times the text, far less than sixteen times the work.

What is judged is growth, never a clock: processor time at one length against that at four times the length, and the
best of a few tries, as a busy machine only ever adds to it.
Small texts in every run, longer ones and some of a megabyte in the slow one.
"""

import time

import pytest

from reasonscore.record import Record
from reasonscore.trace.hygiene import check_hygiene
from reasonscore.trace.reader import read_trace

OPTIONS = {"A": "Sarcoidosis", "B": "Tuberculosis", "C": "a", "D": "the answer is"}
SMALL, MIDDLE, LARGE = 750, 5_000, 250_000
MEGABYTE = (
    *("nested tags", "bullets", "regex bait", "headings", "open json"),
    *("fences", "one word", "name lines", "cells"),
)
FACTOR = 4
MOST = 9.0
LEAST = 0.01
TRIES = 3

PATTERNS = {
    "nested tags": "<think>",
    "tag starts": "<a " + "b" * 50,
    "answer tags": "<answer>",
    "channels": "<|channel|>analysis<|message|>",
    "bullets": "- a\n",
    "numbers": "1. a\n",
    "headings": "### Answer:\n",
    "deep headings": "## Thinking\n### x\n",
    "boxes": "\\boxed{",
    "open json": '{"answer": "',
    "quotation marks": ' "A a',
    "announcements": "the answer is A, ",
    "pairs": "A and ",
    "option texts": "Sarcoidosis ",
    "spaces": " ",
    "lines": " \n",
    "fences": "```\n",
    "one word": "a",
    "turns": "Doctor A: hello\n",
    "queries": "Action: x\nObservation: y\n",
    "commas": "also consider a, ",
    "chinese": "答案是",
    "surrogates": "\ud800",
    "stars": "**a** ",
    "regex bait": "diagnosis for a ",
    "table rows": "| a | b |\n",
    "next questions": "\nQuestion: a?",
    "ticks": "✅ A\n",
    "scores": "A: 5%, ",
    "loose letters": "maybe B ",
    "struck": "~~a",
    "html": "<b>",
    "ordinals": "option one ",
    "supposed": "Most likely a. ",
    "second thoughts": "Wait, A. ",
    "exclusions": "not A, not B, ",
    "refusals": "I cannot really ",
    "subjects": "the patient most likely ",
    "verdicts": "A) no\nB) yes\n",
    "reasons": "rule out A because a, B because ",
    "initials": "Sarcoidosis: no. ",
    "second names": "ddx: a, diagnosis: ",
    "questions": "Q: a\nA: B\n",
    "aside": "Diagnosis (a",
    "rated lines": "Gout ★\n",
    "shares": "gout 5 %, ",
    "rated keys": '{"a": 0.1, "b": 0.2, ',
    "ordinals in prose": "First, a. Second, b. ",
    "name lines": "gout\n",
    "cells": "1 | gout | high\n",
    "versus": "gout versus lupus versus ",
    "counted keys": '{"rank_1": "gout", "rank_2": "a", ',
    "considered": ", with a as alternatives. a are less likely. ",
    "references": "References\n[1] a\n",
    "coordinated": "gout and a a a should a, ",
}


def cost(pattern, size):
    text = (pattern * (size // len(pattern) + 1))[:size]
    record = Record("1", text, options=OPTIONS, question=text[:5000])
    start = time.process_time()
    check_hygiene(read_trace(record), record)
    return time.process_time() - start


def growth(pattern, size):
    """How many times the work four times the text is; the least of a few tries, more than one only if it looks much."""
    cost(pattern, 500)
    found = []
    while len(found) < TRIES and min(found, default=MOST + 1) > MOST:
        found.append(cost(pattern, size * FACTOR) / max(cost(pattern, size), LEAST))
    return min(found)


@pytest.mark.parametrize("name", PATTERNS)
def test_work_grows_with_the_text_and_not_with_its_square(name):
    assert growth(PATTERNS[name], SMALL) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_longer_texts_take_no_more_than_their_length_asks(name):
    assert growth(PATTERNS[name], MIDDLE) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("name", MEGABYTE)
def test_a_megabyte_takes_four_times_a_quarter_of_it(name):
    assert growth(PATTERNS[name], LARGE) <= MOST


def test_quadratic_work_would_be_noticed(monkeypatch):
    monkeypatch.setitem(globals(), "cost", lambda pattern, size: 1e-6 * size**2)
    assert growth("a", SMALL) > MOST
