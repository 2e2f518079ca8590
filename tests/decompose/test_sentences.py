"""Sentences of our own with the records that they should give, by phenomenon."""

import json
from pathlib import Path

import pytest

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.loader import load_decomposer
from reasonscore.trace.trace import Trace

ROWS = [
    json.loads(line) for line in Path(__file__).with_name("sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
DEFAULTS = {"negated": False, "certainty": "asserted", "condition": [], "flags": [], "relations": []}


@pytest.fixture(scope="module")
def results():
    decomposer = load_decomposer()
    found = decomposer.decompose_many([Source(Trace(text=row["source"]), row.get("question")) for row in ROWS])
    return dict(zip((row["source"] + row.get("question", "") for row in ROWS), found, strict=True))


def record(claim):
    return {
        "text": claim.text,
        "negated": claim.negated,
        "certainty": claim.certainty,
        "condition": [part.text for part in claim.condition],
        "flags": [flag for flag in claim.flags if not flag.startswith("redundant")],
        "relations": [relation.kind for relation in claim.relations],
        "type": claim.type,
    }


@pytest.mark.parametrize("row", ROWS, ids=[row["source"][:60] for row in ROWS])
def test_sentence(row, results):
    result = results[row["source"] + row.get("question", "")]
    got = [record(claim) for claim in result.claims]
    expected = [DEFAULTS | claim for claim in row["claims"]]
    for left in got:
        if all("type" not in right for right in row["claims"]):
            left.pop("type")
    assert got == expected
    if "filtered" in row:
        assert set(row["filtered"]) <= {item.reason for item in result.filtered}
