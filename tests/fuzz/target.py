"""What is fuzzed: each target takes any bytes and raises where a promise is broken. Shared by all fuzzers and tests."""

from __future__ import annotations

import json
import math
from functools import cache

from reasonscore.block import Failed, parse_item
from reasonscore.decompose.decomposer import Source
from reasonscore.jsonl import dump_row, parse_line
from reasonscore.record import Record
from reasonscore.trace.hygiene import check_hygiene
from reasonscore.trace.reader import read_trace
from reasonscore.trace.trace import Trace

OPTIONS = {"A": "Sarcoidosis", "B": "Tuberculosis of the lung", "C": "the answer is", "D": "a"}
QUESTION = "A 54-year-old man has fever and a cough. Which diagnosis is most likely?"


def fuzz_json(data: bytes) -> None:
    """A line is an object or an error with its number; what was read is written and read again as it was."""
    for number, content in enumerate(data.split(b"\n"), 1):
        line = parse_line(number, content)
        assert (line.row is None) != (line.error is None)
        if line.row is None:
            assert line.error is not None
            assert line.error.line == number
            continue
        again = parse_line(2, dump_row(line.row).encode())
        assert again.row == line.row
        item = parse_item(line.row, number)
        if isinstance(item, Failed):
            # Ours, explained: a type of the interpreter would be one that nobody foresaw.
            assert item.kind == "InputError"
            json.loads(dump_row(item.to_row()))


def fuzz_trace(data: bytes) -> None:
    """Every span of a trace is a piece of the response, regions are disjoint, the row is finite JSON."""
    text = text_of(data[1:])
    flags = data[0] if data else 0
    record = Record(
        "1",
        text,
        question=text[: len(text) // 2] if flags & 1 else QUESTION,
        options=OPTIONS if flags & 2 else None,
        steps=tuple(text.split("\n")) if flags & 4 else None,
    )
    trace = read_trace(record)
    check_hygiene(trace, record)
    spans = [trace.thinking, trace.final, trace.answer_span, *trace.answer_spans, *(s.span for s in trace.steps)]
    for span in spans:
        check_span(span, text)
    last = 0
    for region in trace.regions:
        start, end = region.piece
        assert last <= start <= end <= len(text)
        last = end
    if record.steps is not None:
        assert [step.text for step in trace.steps] == list(record.steps)
    assert 0 <= trace.copied <= 1
    check_finite(json.loads(dump_row(trace.to_row())))


def fuzz_shallow(data: bytes) -> None:
    """The decomposer without a parser accounts for every letter, whatever the text."""
    _fuzz_decompose(data, "shallow")


def fuzz_parse(data: bytes) -> None:
    """The decomposer with spaCy's parse accounts for every letter, whatever the text."""
    _fuzz_decompose(data, "parse")


def _fuzz_decompose(data: bytes, tier: str) -> None:
    text = text_of(data)
    trace = read_trace(Record("1", text)) if len(text) % 2 else Trace(text=text)
    [found] = _decomposer(tier).decompose_many([Source(trace, QUESTION)])
    inside = bytearray(len(text))
    spans = [part.span for part in found.filtered]
    for claim in found.claims:
        assert claim.span
        assert claim.text.endswith(".")
        spans += [claim.span, claim.cue or (), *(part.span for part in claim.condition)]
        spans += [relation.span for relation in claim.relations]
        json.loads(dump_row(claim.to_row()))
        check_finite(claim.to_row())
    for span in spans:
        check_span(span, text)
        for start, end in span or ():
            inside[start:end] = b"\1" * (end - start)
    lost = [(at, text[at]) for at in range(len(text)) if text[at].isalnum() and not inside[at]]
    assert not lost, f"letters that belong to nothing: {lost[:5]}"


@cache
def _decomposer(tier: str):
    from reasonscore.decompose.loader import load_decomposer

    return load_decomposer(tier=tier)


def text_of(data: bytes) -> str:
    """Any text: lone surrogates too, which JSON can bring."""
    return data.decode("utf-8", "surrogateescape").replace("\udcff", "\ud800")


def check_span(span: object, text: str) -> None:
    """The pieces of a span stand in the text and none is empty."""
    for start, end in span or ():
        assert 0 <= start < end <= len(text), (span, len(text))


def check_finite(value: object) -> None:
    """No NaN and no infinity anywhere in a row."""
    if isinstance(value, float):
        assert math.isfinite(value)
    elif isinstance(value, dict):
        for item in value.values():
            check_finite(item)
    elif isinstance(value, list | tuple):
        for item in value:
            check_finite(item)


TARGETS = {"json": fuzz_json, "trace": fuzz_trace, "shallow": fuzz_shallow, "parse": fuzz_parse}
