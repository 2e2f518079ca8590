"""A sample: one completion with the columns of its prompt, read leniently into a record."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import count
from typing import Any

from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.messages import flatten_messages
from reasonscore.record import Passage, Record, parse_evidence
from reasonscore.reward.budget import Budget
from reasonscore.reward.visible_text import visible_text

_SPECIAL = re.compile(r"<[|｜][^\s<>|｜]{1,40}[|｜]>|</s>|<eos>|<pad>|<end_of_turn>|\[/?INST\]")
_LONGEST_SPECIAL = 44
_TAIL = 4000
_unequal = count()
_LETTER = re.compile(r"\s{0,4}[(\[]?([A-Ja-j])[)\].:]?\s{0,4}")
_TOOL_ROLES = ("tool", "function", "ipython", "environment")


@dataclass(frozen=True, slots=True)
class Sample:
    """One completion and what it is judged by; all but the response belongs to the prompt.

    Args:
        response: The completion: a string, a list of chat messages, or a list of content blocks.
        question: The case or question, a string or messages.
        answer: The right answer: a letter, a text, a number, or a list of valid ones.
        answers: Further right answers, each of them valid. Never what the model answered: that is read.
        reasoning: Reference reasoning: one text, or a list of items.
        evidence: Passages: a string, an object with `text`, or a list of both. None is absent, an empty list too.
        options: The choices of a multiple-choice question: an object, or a list of texts from A on.
        must_not_miss: Diagnoses that a ranked list must hold however unlikely they are.
        relevant: Ids of the passages that matter, for `retrieval_use`.
        length: Tokens of the response, where they are known; words are counted otherwise.
    """

    response: Any
    question: Any = None
    answer: Any = None
    answers: Any = None
    reasoning: Any = None
    evidence: Any = None
    options: Any = None
    must_not_miss: Any = None
    relevant: Any = None
    length: Any = None

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Sample:
        """The sample of a mapping; names that are no field of a sample are left out.

        A record's `reference` object counts as `answer` and `reasoning`.

        >>> Sample.from_row({"response": "B", "reference": {"answer": "B"}, "source": "x"}).answer
        'B'
        """
        known = {name: row[name] for name in COLUMNS if name in row}
        reference = row.get("reference")
        if isinstance(reference, Mapping):
            known = {name: reference[name] for name in ("answer", "reasoning") if name in reference} | known
        return cls(row.get("response"), **known)

    def key(self) -> str:
        """What tells samples apart: equal keys, equal results."""
        try:
            text = json.dumps([plain(getattr(self, field.name)) for field in fields(self)])
        except (TypeError, ValueError, RecursionError):
            return f"unlike any other: {next(_unequal)}"
        return hashlib.sha256(text.encode()).hexdigest()


COLUMNS = tuple(field.name for field in fields(Sample) if field.name != "response")
"""Columns of a prompt that a reward looks at."""


@dataclass(frozen=True, slots=True)
class ReadSample:
    """A sample as far as it could be read.

    Args:
        record: The record; its response is empty where there was none to read.
        gold: All right answers, the preferred one first; empty where there are none.
        must_not_miss: Diagnoses that a list must hold.
        relevant: Ids of relevant passages; None where nobody said which.
        length: Tokens, else words.
        problems: `field: fault` of what could not be read.
        cut: Whether the response is over its characters, and whether a gold field is.
    """

    record: Record
    gold: tuple[str, ...]
    must_not_miss: tuple[str, ...]
    relevant: frozenset[str] | None
    length: float
    problems: tuple[str, ...]
    cut: tuple[bool, bool]


def read_sample(sample: Sample, budget: Budget | None = None) -> ReadSample:
    """The sample with what could be read of it; never raises.

    >>> read_sample(Sample("It is (B).", answer=5, evidence=object())).problems
    ('evidence: found object, expected a string, an object or a list',)
    """
    limit = budget or Budget()
    problems: list[str] = []
    cut = [False, False]

    def lenient(name: str, read: Any, value: Any) -> Any:
        try:
            return read(plain(value))
        except InputError as error:
            problems.append(f"{name}: {error.message}")
        except RecursionError:
            problems.append(f"{name}: nested too deeply")
        return None

    response = lenient("response", _response, sample.response) or ""
    if len(response) > limit.characters:
        response, cut[0] = "", True
    answers = (*(lenient("answer", _texts, sample.answer) or ()), *(lenient("answers", _texts, sample.answers) or ()))
    gold = tuple(dict.fromkeys(one for one in answers if one.strip()))
    options = lenient("options", _options, sample.options)
    evidence = lenient("evidence", parse_evidence, sample.evidence)
    if evidence is None and sample.evidence is None and not isinstance(sample.response, str):
        evidence = lenient("response", _tool_results, sample.response)
    evidence, cut[1] = _within(evidence, limit.gold_characters)
    reasoning = lenient("reasoning", _reasoning, sample.reasoning)
    record = Record(
        id="0",
        response=response,
        question=(lenient("question", _question, sample.question) or "")[: limit.gold_characters] or None,
        gold_answers=tuple(one[: limit.gold_characters] for one in gold) or None,
        gold_reasoning=reasoning,
        evidence=evidence,
        options=options or lettered(gold),
    )
    relevant = lenient("relevant", _texts, sample.relevant)
    length = sample.length if isinstance(sample.length, int | float) and sample.length >= 0 else None
    return ReadSample(
        record,
        gold,
        tuple(lenient("must_not_miss", _texts, sample.must_not_miss) or ()),
        None if relevant is None else frozenset(relevant),
        float(length) if length is not None and math.isfinite(length) else float(len(response.split())),
        tuple(problems),
        (cut[0], cut[1]),
    )


def plain(value: Any) -> Any:
    """A column's value without arrays and without what stands for an absent one."""
    from reasonscore.plain_value import plain_value

    return plain_value(value)


def lettered(gold: tuple[str, ...]) -> dict[str, str] | None:
    """Options A to E (or further) without texts, where the right answers are bare letters; the prompt has the texts.

    >>> lettered(("(b)",))
    {'A': '', 'B': '', 'C': '', 'D': '', 'E': ''}
    >>> lettered(("gout",)) is None
    True
    """
    found = [match[1].upper() for one in gold if (match := _LETTER.fullmatch(one))]
    if not found or len(found) < len(gold):
        return None
    return {letter: "" for letter in "ABCDEFGHIJ" if letter <= max("E", *found)}


def clean(text: str) -> str:
    r"""The text without half characters and without the special tokens at its end.

    >>> clean("Gout.<|im_end|>\n"), clean("a\ud800")
    ('Gout.', 'a?')
    """
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text[: _special_start(text)]


def _special_start(text: str) -> int:
    """Where the special tokens at the end begin, with up to four blanks before each; read backwards, token by token."""
    floor = max(0, len(text) - _TAIL)
    end = len(text.rstrip())
    if len(text) - end > 40 + text.endswith("\n"):
        return len(text)
    found = len(text)
    while end > floor:
        opening = text.rfind("[" if text[end - 1] == "]" else "<", max(floor, end - _LONGEST_SPECIAL), end)
        if opening < 0 or _SPECIAL.fullmatch(text, opening, end) is None:
            break
        start = opening
        while start > floor and opening - start < 4 and text[start - 1].isspace():
            start -= 1
        found = end = start
    return found


def _response(value: Any) -> str:
    if isinstance(value, str):
        return visible_text(clean(value))
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        raise InputError(f"found {kind_of(value)}, expected a string or a list of chat messages")
    if value and all(isinstance(item, str) or (isinstance(item, Mapping) and "type" in item) for item in value):
        value = [{"role": "assistant", "content": value}]
    return visible_text(clean(flatten_messages(value)))


def _question(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return None if value is None else clean(value)
    if not isinstance(value, list):
        raise InputError(f"found {kind_of(value)}, expected a string or a list of chat messages")
    return clean(flatten_messages(value, "question", role="user"))


def _texts(value: Any) -> tuple[str, ...]:
    """A text, a number, or a list of them, as texts."""
    if value is None:
        return ()
    if isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return (clean(value) if isinstance(value, str) else format(value, "g"),)
    if not isinstance(value, list):
        raise InputError(f"found {kind_of(value)}, expected a string or a list of strings")
    for item in value:
        if isinstance(item, list | Mapping | bool):
            raise InputError(f"found {kind_of(item)} in a list, expected strings")
    return tuple(text for item in value for text in _texts(item))


def _reasoning(value: Any) -> str | tuple[str, ...] | None:
    return clean(value) if isinstance(value, str) else _texts(value) or None


def _options(value: Any) -> dict[str, str] | None:
    if isinstance(value, str):
        value = _decoded(value)
    if isinstance(value, list):
        value = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", value, strict=False))
    if value is None or value == {}:
        return None
    if not isinstance(value, Mapping):
        raise InputError(f"found {kind_of(value)}, expected an object like {{'A': '...'}} or a list")
    return {str(letter): str(text) for letter, text in value.items()}


def _decoded(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        raise InputError("found a string that is not JSON, expected an object like {'A': '...'}") from None


def _tool_results(value: Any) -> tuple[Passage, ...] | None:
    """What tools answered in a conversation; text that the model itself calls retrieved is no evidence."""
    if not isinstance(value, list):
        return None
    found = [turn for turn in value if isinstance(turn, Mapping) and turn.get("role") in _TOOL_ROLES]
    texts = [flatten_messages([{"role": "user", "content": turn.get("content")}], role="user") for turn in found]
    return tuple(Passage(clean(text), id=f"t{index + 1}") for index, text in enumerate(texts) if text.strip()) or None


def _within(passages: tuple[Passage, ...] | None, limit: int) -> tuple[tuple[Passage, ...] | None, bool]:
    """The passages up to a number of characters, and whether some were left out."""
    if passages is None or sum(len(one.text) for one in passages) <= limit:
        return passages, False
    kept, used = [], 0
    for one in passages:
        used += len(one.text)
        if used > limit:
            break
        kept.append(one)
    return tuple(kept), True
