"""Three hundred short outputs in the styles of published systems: what each answers is read right."""

import json
from pathlib import Path

import pytest

from reasonscore.record import parse_record
from reasonscore.trace.reader import read_trace

ROWS = [json.loads(line) for line in (Path(__file__).parent / "wild.jsonl").read_text(encoding="utf-8").splitlines()]


def misread(row):
    """What was read where it differs from what was written; empty where it does not."""
    trace = read_trace(parse_record({key: row[key] for key in ("response", "options", "question") if key in row}))
    expected = row["expect"]
    found = {
        "choice": trace.choice,
        "choices": list(trace.choices),
        "answer": (trace.answer or "").casefold(),
        "answers": [answer.casefold() for answer in trace.answers],
        "abstained": trace.abstained,
        "duplicates": trace.duplicates,
        "truncated": trace.truncated,
        "steps": len(trace.steps),
        "format": [one for one in expected.get("format", []) if one in trace.format.split("+")],
        "confidences": list(trace.confidences),
        "ambiguity": expected.get("ambiguity") if expected.get("ambiguity") in trace.ambiguities else None,
    }
    folded = {
        key: [one.casefold() for one in value] if key == "answers" else value.casefold() if key == "answer" else value
        for key, value in expected.items()
    }
    return {key: (found[key], value) for key, value in folded.items() if found[key] != value}


def test_at_least_three_hundred_and_99_percent_are_right():
    wrong = [(row["style"], row["response"], found) for row in ROWS if (found := misread(row))]
    assert len(ROWS) >= 300
    assert len(wrong) <= len(ROWS) // 100, wrong


@pytest.mark.parametrize("style", sorted({row["style"] for row in ROWS}))
def test_no_style_is_mostly_misread(style):
    rows = [row for row in ROWS if row["style"] == style]
    assert sum(bool(misread(row)) for row in rows) * 4 <= len(rows)
