"""Adversarial text is read in time that grows linearly: four times the text, far less than sixteen times the work."""

import time

import pytest

from reasonscore.record import Record
from reasonscore.trace.hygiene import check_hygiene
from reasonscore.trace.reader import read_trace

OPTIONS = {"A": "Sarcoidosis", "B": "Tuberculosis", "C": "a", "D": "the answer is"}
SMALL = 5_000
FACTOR = 4
MOST = 9.0

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
}


def cost(pattern, size):
    text = (pattern * (size // len(pattern) + 1))[:size]
    record = Record("1", text, options=OPTIONS, question=text[:5000])
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        check_hygiene(read_trace(record), record)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_work_grows_with_the_text_and_not_with_its_square(name):
    cost(PATTERNS[name], 1000)
    small, large = cost(PATTERNS[name], SMALL), cost(PATTERNS[name], SMALL * FACTOR)
    assert large <= MOST * max(small, 0.01)
