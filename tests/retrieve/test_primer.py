"""The embedded primer: its sources keep their promises, and the index that ships is built from them."""

import json
from pathlib import Path

import pytest

from reasonscore.retrieve.index import build_index, verify_index
from reasonscore.retrieve.primer import NOTE, open_primer

SOURCES = sorted(Path(__file__).parents[2].glob("training/primer/*.jsonl"))
ROWS = [json.loads(line) for path in SOURCES for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not SOURCES, reason="the sources of the primer are not in this checkout")
def test_sources():
    assert len(ROWS) >= 300
    assert str(len(ROWS)) in NOTE
    assert len({row["id"] for row in ROWS}) == len({row["text"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row.keys() == {"id", "title", "text", "source", "date"}, row["id"]
        assert 60 <= len(row["text"].split()) <= 120, row["id"]
        assert (row["source"], row["date"]) == ("reasonscore primer", "2026-11")


@pytest.mark.skipif(not SOURCES, reason="the sources of the primer are not in this checkout")
def test_index_is_built_from_the_sources(tmp_path):
    assert build_index(SOURCES, tmp_path / "index", note=NOTE) == open_primer().info


def test_small_whole_and_marked():
    primer = open_primer()
    assert primer.info.bytes < 3_000_000
    assert verify_index(primer.folder) == []
    assert "not clinical guidance" in primer.info.note
    assert primer.info.dates == ("2026-11", "2026-11")


@pytest.mark.parametrize(
    ("claim", "title"),
    [
        ("Strawberry tongue, fever and conjunctivitis in a child suggest Kawasaki disease.", "Kawasaki disease"),
        ("Metformin must not be given at an eGFR below 30.", "Metformin"),
        ("An HbA1c of 6.5% or higher is diagnostic of diabetes.", "Glucose and HbA1c"),
        ("Subarachnoid hemorrhage causes a thunderclap headache.", "Subarachnoid haemorrhage"),
        ("IV fluids and insulin treat DKA; ketones are high.", "Diabetic ketoacidosis"),
        ("Blood cultures should be drawn before antibiotics in endocarditis.", "Infective endocarditis"),
    ],
)
def test_claims_find_their_passage(claim, title):
    assert title in [passage.title for passage in open_primer().retrieve([claim], 3)[0]]
