"""Hostile text is read in time that grows with it and not with its square: ratios of sizes, no limit by the clock."""

import time

import pytest

from reasonscore.decompose.conditions.condition import remaining_conditions
from reasonscore.decompose.conditions.mood import Mood
from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.draft import Draft
from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.decompose.loader import load_decomposer
from reasonscore.decompose.segments import segment
from reasonscore.decompose.wording import words_of_text
from reasonscore.trace.trace import Trace

TIMES, FACTOR, MOST = 500, 8, 24.0
"""Repetitions in the shorter text, how many times as long the other is, growth between linear (8) and square (64)."""

HAS_VERB = segment._HAS_VERB
UNITS = [
    "if x, ",
    "when it stops, ",
    "before it is red, ",
    "or if ",
    "and if a ",
    "if the a is b and the c is d ",
    "a; ",
    "a: ",
    "(a); ",
    "symptoms: a, ",
    "wait, ",
    "no, ",
    "5 mg, ",
    "Na 128; ",
    "fever (5 mg) ",
    "with a heart rate of 5, ",
    "neither a nor b ",
    "at six weeks if low or ",
    "However, I think ",
]


def cost(unit, times):
    best = float("inf")
    for _ in range(3):
        decomposer = load_decomposer("shallow")
        source = Source(Trace(text=unit * times))
        start = time.process_time()
        decomposer.decompose_many([source])
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_work_grows_with_the_text(unit):
    cost(unit, 60)  # compiles and reads what the expressions need
    assert cost(unit, TIMES * FACTOR) <= MOST * max(cost(unit, TIMES), 0.004)


class Counted:
    """A pattern that counts the characters that it is let loose on."""

    def __init__(self, pattern):
        self.pattern, self.characters = pattern, 0

    def search(self, text, start=0, end=None):
        end = len(text) if end is None else end
        match = self.pattern.search(text, start, end)
        self.characters += (match.end() if match else end) - start
        return match


def test_each_stretch_is_looked_through_once(monkeypatch):
    for unit in ("a; ", "or if ", "it is x; "):
        text = unit * 1_000
        counted = Counted(HAS_VERB)
        monkeypatch.setattr(segment, "_HAS_VERB", counted)
        segment.split_segments(text)
        assert counted.characters <= 2 * len(text)


def test_each_word_is_asked_once_for_its_mood(monkeypatch):
    asked = []
    counts = Mood._counts
    monkeypatch.setattr(Mood, "_counts", lambda mood, expression: asked.append(expression) or counts(mood, expression))
    text = "when it stopped, " * 500
    draft = remaining_conditions(Draft(words_of_text(text, 0, len(text))))
    assert len(asked) == 2
    assert not draft.conditions


def test_the_nearest_name_before_a_number():
    text = "sodium 128, potassium 5.9, " * 300
    names = [quantity.name for quantity, _ in find_quantities(text)]
    assert names == ["sodium", "potassium"] * 300
