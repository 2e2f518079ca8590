"""From a record to its trace: format, thinking, final part, steps, answers, and what is no claim.

The layers of `layout.py` are applied in order; each one blanks what it claimed, at the same length, so that every span
found later is a span of the response.
"""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.record import Record
from reasonscore.span import Piece, Span, make_span, slices, subtract
from reasonscore.trace.answer_reading import read_answers
from reasonscore.trace.language import detect_language
from reasonscore.trace.layout import Layout, in_layer
from reasonscore.trace.locate import locate_steps
from reasonscore.trace.prompt_copy import find_copies, find_restated_options
from reasonscore.trace.reading import Reading
from reasonscore.trace.region import outside
from reasonscore.trace.step import split
from reasonscore.trace.trace import Region, Step, Trace
from reasonscore.trace.truncation import stops_early

_FEWEST_STEPS = 2


def read_trace(record: Record) -> Trace:
    """The trace of a record's response.

    >>> trace = read_trace(Record("1", "<think>Granulomas.</think>The answer is B.", options={"A": "TB", "B": "Gout"}))
    >>> trace.format, trace.choice, trace.answer
    ('think_tags', 'B', 'Gout')
    """
    reading = read_layout(record.response)
    if record.options:
        reading.claim(find_restated_options(reading.text, record.options))
    copies = find_copies(record.response, record.question)
    style, steps = _steps(reading)
    if record.steps is not None:
        steps = locate_steps(record.response, record.steps)
    answers = read_answers(reading, record)
    reading.claim(copies.regions)
    return Trace(
        text=record.response,
        format="+".join(dict.fromkeys(reading.names)) or style,
        thinking=_span(reading.thinking),
        final=_span(reading.final),
        answer=answers.answer,
        answer_span=answers.span,
        choice=answers.choice,
        answers=answers.answers,
        abstained=answers.abstained,
        truncated=reading.unclosed or stops_early(record.response, in_answer=_ends_in_answer(reading)),
        steps=steps,
        regions=reading.regions,
        language=detect_language(reading.text),
        choices=answers.choices,
        answer_spans=answers.answer_spans,
        confidences=answers.confidences,
        duplicates=answers.duplicates,
        beyond_cap=answers.beyond_cap,
        ambiguities=answers.ambiguities,
        copied=copies.share,
        flattened=isinstance(record.row.get("response"), list),
    )


def read_layout(response: str) -> Reading:
    """The parts of a response by the registered formats."""
    reading = Reading(response)
    whole = (0, len(response))
    envelope = next((found for one in in_layer("envelope") if (found := one.read(response, whole))), None)
    steps: list[Layout] = []
    if envelope is not None:
        reading.names.append(envelope.name)
        reading.thinking, reading.final, reading.unclosed = envelope.thinking, envelope.final, envelope.unclosed
        steps = [envelope] if envelope.steps else []
        reading.claim(envelope.regions)
    regions: list[Region] = []
    for one in in_layer("region"):
        found = one.read(reading.text, whole)
        if found is not None:
            reading.names += [found.name] if found.name else []
            regions += found.regions
    reading.claim(regions)
    for piece in reading.final if envelope and reading.final else [whole]:
        for one in in_layer("section"):
            found = one.read(reading.text, piece)
            if found is not None:
                reading.names.append(found.name)
                reading.sections.append(found)
                reading.claim(found.regions)
    reading.sections += steps
    if envelope is None:
        _divide(reading, whole)
    return reading


def _divide(reading: Reading, whole: Piece) -> None:
    """Thinking and final part of a response without envelope: by its headings, else all of it is for the reader."""
    for section in reading.sections:
        if section.thinking and not reading.thinking:
            reading.thinking = section.thinking
        if section.final and not reading.final:
            reading.final = section.final
    if not reading.final:
        reading.final = tuple(outside(whole, reading.regions, reading.text)) if not reading.thinking else ()


def _steps(reading: Reading) -> tuple[str, tuple[Step, ...]]:
    """The steps: marked by the format, else split where the format reasons, else from thinking or the whole."""
    marked = next((section.steps for section in reading.sections if section.steps), ())
    if marked:
        return "marked", _as_steps(reading, marked)
    reasoning = next((section.reasoning for section in reading.sections if section.reasoning), ())
    style, pieces = _split(reading, reasoning or reading.thinking or _beside_answers(reading))
    if len(pieces) < _FEWEST_STEPS and reasoning != reading.thinking and reading.thinking:
        # A reason of one sentence beside the answer sums up the thinking, where the steps are.
        style, pieces = _split(reading, reading.thinking)
    return style, _as_steps(reading, pieces)


def _split(reading: Reading, base: Sequence[Piece]) -> tuple[str, list[Piece]]:
    style, pieces = "plain", []
    for one in base:
        found = split(reading.text, one)
        style = found.style if style == "plain" else style
        pieces += found.pieces
    return style, pieces


def _beside_answers(reading: Reading) -> tuple[Piece, ...]:
    """The final part without the places that only answer; all of it where nothing else is there."""
    answers = sorted(piece for section in reading.sections for piece in (*section.answers, *section.plans))
    rest = [one for piece in reading.final for one in subtract(*piece, answers)]
    said = tuple(one for one in rest if reading.span_of(one) and any(c.isalpha() for c in reading.text[slice(*one)]))
    return said or reading.final


def _ends_in_answer(reading: Reading) -> bool:
    """The last thing said stands in a place that only answers."""
    end = len(reading.text.rstrip())
    return any(
        end <= piece[1] + 1
        for section in reading.sections
        for piece in (*section.answers, *section.plans, *section.ranked)
    )


def _as_steps(reading: Reading, pieces: Sequence[Piece]) -> tuple[Step, ...]:
    """Steps with their spans outside the regions; what lies in regions altogether is no step."""
    steps = []
    for piece in pieces:
        span = reading.span_of(piece)
        if span:
            steps.append(Step(slices(reading.text, span), span))
    return tuple(steps)


def _span(pieces: Sequence[Piece]) -> Span | None:
    return make_span(pieces) or None
