"""Relations between concepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from reasonscore.lexicon.concept import Concept
from reasonscore.lexicon.lexicon import load_lexicon
from reasonscore.lexicon.relation import relation


def concept(name: str) -> Concept:
    return load_lexicon().concepts(name)[0]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("heart attack", "myocardial infarction", "same"),
        ("STEMI", "MI", "narrower"),
        ("MI", "NSTEMI", "broader"),
        ("STEMI", "NSTEMI", "sibling"),
        ("clopidogrel", "ticagrelor", "sibling"),
        ("clopidogrel", "antiplatelets", "narrower"),
        ("P2Y12 inhibitors", "antiplatelets", "narrower"),
        ("lisinopril", "ACE inhibitors", "narrower"),
        ("beta blockers", "metoprolol", "broader"),
        ("furosemide", "diuretics", "narrower"),
        ("hyponatremia", "hypernatremia", "opposite"),
        ("low potassium", "high potassium", "opposite"),
        ("hypothyroidism", "hyperthyroidism", "opposite"),
        ("bradycardia", "tachycardia", "opposite"),
        ("leukopenia", "leukocytosis", "opposite"),
        ("constipation", "diarrhea", "opposite"),
        ("left leg", "right leg", "opposite"),
        ("left leg", "leg", "narrower"),
        ("elevated TSH", "low TSH", "opposite"),
        ("acute pancreatitis", "pancreatitis", "narrower"),
        ("type 1 diabetes", "diabetes", "narrower"),
        ("type 1 diabetes", "type 2 diabetes", "sibling"),
        ("bacterial meningitis", "meningitis", "narrower"),
        ("MRSA", "Staphylococcus aureus", "narrower"),
        ("CT head", "CT", "narrower"),
        ("aspirin", "pneumonia", "unrelated"),
        ("asthma", "gout", "unrelated"),
    ],
)
def test_relations(a: str, b: str, expected: str) -> None:
    assert relation(concept(a), concept(b)) == expected
    mirrored = {"narrower": "broader", "broader": "narrower"}.get(expected, expected)
    assert relation(concept(b), concept(a)) == mirrored


def test_a_users_concept_belongs_where_the_table_says(tmp_path: Path) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("kind\tname\tforms\tbroader\ndrug\tnovostatin\tNVS1\tstatins\n", encoding="utf-8")
    lexicon = load_lexicon(table)
    mine = lexicon.concepts("novostatin")[0]
    assert relation(mine, concept("statins"), lexicon) == "narrower"
    assert relation(mine, concept("atorvastatin"), lexicon) == "sibling"
    assert relation(mine, concept("statins")) == "unrelated"
