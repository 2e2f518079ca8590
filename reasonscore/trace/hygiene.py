"""Hygiene of a response: loops, truncation, language switches, copying, and answers that the reasoning does not carry.

Each function is pure and answers one question; `check_hygiene` asks them all. None means that the question does not
arise (no answer, no reasoning), never that all is well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from reasonscore.record import Record
from reasonscore.span import Piece, subtract
from reasonscore.trace.answer import from_prose
from reasonscore.trace.choice import read_choice, resolve
from reasonscore.trace.commitment import ANNOUNCED, CONCLUDED
from reasonscore.trace.language import detect_language
from reasonscore.trace.line import paragraphs
from reasonscore.trace.option_mention import normal
from reasonscore.trace.region import blank
from reasonscore.trace.trace import Trace

_UNIT = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_GRAM = 8
_LOOP_SHARE = 0.2
_LOOP_TIMES = 4
_SENTENCE = re.compile(r"[^.!?\n。！？]{8,1000}")
_ENGLISH = frozenset(
    "the of and to is was with for that this are by which it has have most likely would because".split()
)
_FEWEST_ENGLISH = 2
_TAIL = 1000
_LEAST_CONTENT = 4


@dataclass(frozen=True, slots=True)
class Hygiene:
    """What is wrong with a response as a text.

    Args:
        repeated: Share of its words that repeat an earlier run of eight words, 0 to 1.
        loops: It repeats itself over and over.
        truncated: It stops before its end.
        language_switches: How often its language changes from one paragraph to the next.
        copied: Share of its words that stand in runs copied from the question, 0 to 1.
        answer_unmentioned: The reasoning never mentions the answer; None without answer or reasoning.
        answer_contradicts: The reasoning's last conclusion is another answer; None where it draws none.
    """

    repeated: float
    loops: bool
    truncated: bool
    language_switches: int
    copied: float
    answer_unmentioned: bool | None
    answer_contradicts: bool | None


def check_hygiene(trace: Trace, record: Record) -> Hygiene:
    """All of it for one response.

    >>> from reasonscore.trace.reader import read_trace
    >>> record = Record("1", "<think>So it is gout.</think>The answer is B.", options={"A": "Gout", "B": "Lupus"})
    >>> check_hygiene(read_trace(record), record).answer_contradicts
    True
    """
    options = record.options or {}
    return Hygiene(
        repeated=repeated_share(trace.text),
        loops=is_loop(trace.text),
        truncated=trace.truncated,
        language_switches=language_switches(trace.text),
        copied=trace.copied,
        answer_unmentioned=answer_unmentioned(trace, options),
        answer_contradicts=answer_contradicts(trace, options),
    )


def repeated_share(text: str) -> float:
    """Share of the words that lie in a run of eight which occurred before; 0 for a text of fewer words.

    >>> repeated_share("one two three four five six seven eight nine ten")
    0.0
    """
    units = _units(text)
    seen: set[tuple[str, ...]] = set()
    repeated = position = 0
    for i in range(len(units) - _GRAM + 1):
        gram = tuple(units[i : i + _GRAM])
        if gram in seen:
            repeated += i + _GRAM - max(position, i)
            position = i + _GRAM
        seen.add(gram)
    return repeated / len(units) if units else 0.0


def is_loop(text: str) -> bool:
    """The text repeats itself: a fifth of it or more, and some run of eight words four times or more."""
    if repeated_share(text) < _LOOP_SHARE:
        return False
    units = _units(text)
    counts = Counter(tuple(units[i : i + _GRAM]) for i in range(len(units) - _GRAM + 1))
    return max(counts.values(), default=0) >= _LOOP_TIMES


def language_switches(text: str) -> int:
    """How often the language changes between neighbouring sentences that are long enough to tell.

    >>> language_switches("The joint is red and swollen. 患者的关节红肿并且疼痛。 The crystals are needle shaped.")
    2
    """
    known = [language for found in _SENTENCE.finditer(text) if (language := _clear_language(found[0])) is not None]
    return sum(left != right for left, right in pairwise(known))


def _clear_language(sentence: str) -> str | None:
    """The language of a sentence; None for one that is mostly names, numbers and Latin terms."""
    language = detect_language(sentence)
    if language != "en":
        return language
    words = [word.casefold() for word in _UNIT.findall(sentence) if word.isalpha()]
    return "en" if sum(word in _ENGLISH for word in words) >= _FEWEST_ENGLISH else None


def answer_unmentioned(trace: Trace, options: Mapping[str, str]) -> bool | None:
    """The reasoning contains neither the answer's words nor the chosen letter; None without answer or reasoning."""
    wanted = normal(options.get(trace.choice or "", "") or trace.answer or "")
    pieces = _reasoning(trace)
    if trace.abstained or not wanted or not pieces or trace.answer_span is None:
        return None
    said = " ".join(normal(trace.text[start:end]) for start, end in pieces)
    if f" {wanted} " in f" {said} ":
        return False
    if trace.choice is not None and any(read_choice(trace.text, piece, {trace.choice: ""}) for piece in pieces):
        return False
    content = _content(wanted)
    return 2 * len(content & set(said.split())) < len(content)


def answer_contradicts(trace: Trace, options: Mapping[str, str]) -> bool | None:
    """The last paragraph of the reasoning announces another answer, or concludes one without speaking of the final one.

    None where it concludes nothing that can be told.
    """
    pieces = _reasoning(trace)
    if trace.abstained or not pieces or trace.answer is None:
        return None
    text = blank(trace.text, trace.regions)
    start, end = (paragraphs(text, *pieces[-1]) or [pieces[-1]])[-1]
    last = (max(start, end - _TAIL), end)
    if options and trace.choice is not None:
        announced = read_choice(text, last, options, least=ANNOUNCED)
        concluded = announced or read_choice(text, last, options, least=CONCLUDED)
        letter = resolve(concluded, options).letter if concluded else None
        if letter is None:
            return None
        if announced or letter == trace.choice:
            return letter != trace.choice
        others = {word for key, words in options.items() if key != trace.choice for word in normal(words).split()}
        own = _content(normal(options[trace.choice])) - others
        return not own & set(normal(text[slice(*last)]).split())
    found = from_prose(text, last)
    words = _content(normal(trace.answer))
    return None if found is None or not words else not words & set(normal(text[slice(*found)]).split())


def _content(words: str) -> set[str]:
    """The longer words, or all of them where none is long."""
    return {word for word in words.split() if len(word) >= _LEAST_CONTENT} or set(words.split())


def _reasoning(trace: Trace) -> list[Piece]:
    """The thinking, else the steps, without the place of the answer."""
    pieces = list(trace.thinking or ()) or [piece for step in trace.steps for piece in step.span or ()]
    answer = list(trace.answer_span or ())
    return [rest for piece in pieces for rest in subtract(*piece, answer)]


def _units(text: str) -> list[str]:
    """Words, numbers and marks; letters of scripts without spaces one by one."""
    return [
        unit
        for found in _UNIT.finditer(text)
        for unit in (list(found[0]) if ord(found[0][0]) >= 0x2E80 else [found[0].casefold()])
    ]
