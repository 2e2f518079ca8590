"""Whether a response gives the right answer, and gives it as its one answer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.metrics.answers.choice_accuracy import choice_accuracy, gold_letter
from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.reward.alternatives import matches
from reasonscore.reward.answer_places import chosen_letters, marked_answers
from reasonscore.reward.assessment import Assessment

_ANNOUNCED = 160
_END = re.compile(r"[.!](?=\s|$)|\n|\?(?!\s{0,2}[(\[]?[A-J](?![\w'’]))")
"""The end of a sentence; a question mark between two letters of options is none."""
_NOT_IT = re.compile(
    r"\b(?i:everything|anything|all|any(?: of them)?)\s(?:but|except|other than)\s\W{0,3}(?:option )?[A-J](?![\w'’])"
    r"|(?<![\w'’])[A-J]\W{0,4}(?:is|was|are)?\s?"
    r"(?:wrong|incorrect|false|excluded|rejected|ruled out|not (?:it|right|correct|the))\b"
)
"""`B is wrong`, `everything but B`: the option is named to be refused."""
_OR = re.compile(r"[\"'”’*_)]{0,4}\s{1,3}(?:versus|vs\.?|or(?! rather)|and/or|ou|oder|sau)\s", re.IGNORECASE)
_BESIDE = re.compile(r"[\"'”’*_)]{0,4}(?:\s?[;/|&+=→]|\.{3}|…)\s{0,3}([^.;!?\n]{3,60}?)\s{0,3}(?:[.;!?\n]|$)")


def correct_answer(assessed: Assessment) -> float | None:
    """1 for the right answer, 0 for a wrong, absent or hedged one; None where the prompt has no right answer."""
    sample, trace = assessed.sample, assessed.trace
    if not sample.gold or sample.cut[0]:
        return None if not sample.gold else 0.0
    options = sample.record.options
    marked = [one for one in marked_answers(trace) if one]
    if options and any(gold_letter(one, options) is not None for one in sample.gold):
        if trace.choice is None or trace.abstained:
            return 0.0
        if not marked and _glued(assessed):
            return 0.0
        if any(len(chosen_letters(one, options) | {trace.choice}) > 1 for one in marked or [_around(assessed)]):
            return 0.0
        if any(_rejects(one, trace.choice, options) for one in marked or [_around(assessed)]):
            return 0.0
        return float(bool(choice_accuracy(trace.choice, sample.gold, options)))
    if options and not any(text.strip() for text in options.values()):
        return 0.0
    if trace.answer is None or trace.abstained or len({normalise(one) for one in marked}) > 1:
        return 0.0
    if marked and not matches(marked[0], sample.gold) and len(marked[0]) <= _ANNOUNCED:
        return 0.0
    if not marked and _left_open(assessed):
        return 0.0
    return float(matches(trace.answer, sample.gold))


def _left_open(assessed: Assessment) -> bool:
    """Whether the sentence of an unmarked answer goes on with another one: `gout versus lupus`, `gout; lupus`."""
    trace = assessed.trace
    if not trace.answer_span:
        return False
    end = trace.answer_span[-1][1]
    rest = trace.text[end : end + _ANNOUNCED]
    if _OR.match(rest):
        return True
    beside = _BESIDE.match(rest)
    return beside is not None and any(
        one.concept.kind == "disease" and one.span == (0, len(beside[1])) for one in load_lexicon().find(beside[1])
    )


def _glued(assessed: Assessment) -> bool:
    """Whether the letter of an unmarked answer is part of a word: `AB` is no option."""
    trace = assessed.trace
    if not trace.answer_span or trace.answer_span[-1][1] - trace.answer_span[0][0] != 1:
        return False
    start, end = trace.answer_span[0][0], trace.answer_span[-1][1]
    return trace.text[max(0, start - 1) : start].isalpha() or trace.text[end : end + 1].isalpha()


def _rejects(text: str, choice: str, options: Mapping[str, str]) -> bool:
    """Whether a text names one option, to say that it is not that."""
    if _NOT_IT.search(text) and chosen_letters(text, options, rejected=True) <= {choice}:
        return True
    return not chosen_letters(text, options) and chosen_letters(text, options, rejected=True) == {choice}


def _around(assessed: Assessment) -> str:
    """The sentence in which an unmarked answer stands."""
    trace = assessed.trace
    if not trace.answer_span:
        return ""
    start, end = trace.answer_span[0][0], trace.answer_span[-1][1]
    left = max((trace.text.rfind(mark, max(0, start - _ANNOUNCED), start) for mark in ".!?\n"), default=-1) + 1
    stop = _END.search(trace.text, end, end + _ANNOUNCED)
    return trace.text[max(left, start - _ANNOUNCED) : stop.start() if stop else end + _ANNOUNCED]
