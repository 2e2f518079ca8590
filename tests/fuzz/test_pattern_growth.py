"""Every regular expression of the package takes linear time on text made to almost match it, or is explained."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.pattern_growth import calls, method

ROOT = Path(__file__).parents[2]

BLANKS = "its text is plain text, where two blanks stay of a long run (reasonscore/decompose/layout/plain_text.py)"
START = "matched at the start of a sentence only, never searched for"
EXPLAINED = {
    ("reasonscore.decompose.fields.quantity", "_BETWEEN"): "matched on fewer than 60 characters",
    (
        "reasonscore.verify.facts.relation_cue",
        "_SWITCHED",
    ): "blanks behind a word of change: 60 x their square; still open",
    ("reasonscore.decompose.conditions.alternative", "COMMA_OR"): BLANKS,
    ("reasonscore.decompose.conditions.condition", "_OR"): BLANKS,
    ("reasonscore.decompose.conditions.condition", "_UNMARKED"): BLANKS,
    ("reasonscore.decompose.layout.listing", "_DIVIDER"): BLANKS,
    ("reasonscore.decompose.layout.lead_in", "_DIVIDER"): BLANKS,
    ("reasonscore.decompose.layout.labline", ""): START + " and of an item between commas",
    ("reasonscore.decompose.segments.filter", ""): START,
    ("reasonscore.decompose.segments.wrapper", ""): START,
    ("reasonscore.decompose.search.expression", ""): "the same wordings as in filter, wrapper and certainty",
    (
        "reasonscore.decompose.fields.certainty",
        "",
    ): "adverbs in a row (now now now) take the square of their number; still open",
    ("reasonscore.decompose.search.cue", ""): START + "; the same wordings as in filter and wrapper",
    (
        "reasonscore.decompose.search.expression_tree",
        "_NO_WORD",
    ): "read on the package's own expressions, never on a text",
    ("reasonscore.decompose.layout.note", "_OR"): BLANKS,
    ("reasonscore.decompose.statement", "_WEIGHED"): "searched for in at most six words",
    ("reasonscore.trace.commitment", "_WEIGHED"): "searched for in one clause",
    ("reasonscore.trace.choice", "_WEIGHED"): "searched for in one clause",
    ("reasonscore.trace.option_verdict", "_LAST_WORD"): "searched for in a remark of at most 200 characters",
    ("reasonscore.trace.prompt_copy", "_SENTENCE_START"): "searched for in 40 characters",
}
"""Module and name (none for what a table makes): what bounds the growth, or that it is still open."""


@pytest.fixture(scope="module")
def measured():
    """What the search finds, in a process of its own: compiling is watched from the first import on."""
    paths = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "fuzz" / "pattern_growth.py"],
        env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_every_pattern_is_linear_or_explained(measured):
    assert measured["patterns"] > 300
    unknown = [
        found
        for found in measured["found"]
        if not any((found["module"], name) in EXPLAINED for name in found["names"] or [""])
    ]
    assert unknown == []


def test_how_a_pattern_is_used_is_read_from_the_code():
    used = calls()
    assert used["reasonscore.decompose.fields.quantity", "_BETWEEN"] == {"match"}
    held = {("a", 0): {("one", "_A")}, ("b", 0): {("one", "_B")}, ("c", 0): {("one", "_C")}}
    known = {("one", "_A"): {"match"}, ("one", "_B"): {"match", "search"}, ("one", "_C"): {"match", "escapes"}}
    assert [method(name, 0, held, known) for name in "abcd"] == ["match", "finditer", "finditer", "finditer"]
