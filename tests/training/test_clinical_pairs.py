"""The generator of clinical pairs: determinism, balance, consistency, groups."""

import gzip
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict

import pytest

from training.clinical.generate import FRAMES, generate, handmade, write
from training.clinical.pair import LABELS, clause_of, expand, tidy
from training.clinical.swap import replace, swaps

MAIN = """
arithmetic causation certainty certainty_effect concept_level concept_name condition_dropped condition_kept
condition_mismatch conjunction contraindication copy correction direction dose drug_role experiencer
laterality multi_sentence list_member negation negation_double negation_scope neutral_hard other_topic
population quantifier quantity_normality quantity_threshold quantity_unit quantity_value reasoning_step
report_status role site temporality trial_criteria trial_result
""".split()


@pytest.fixture(scope="module")
def rows():
    return generate(5, 3600)


def test_same_seed_gives_the_same_bytes_in_another_process(tmp_path):
    write(generate(7, 300), tmp_path / "here.jsonl.gz")
    command = [sys.executable, "training/clinical/generate.py", "--seed", "7", "--size", "300", "--out"]
    subprocess.run([*command, str(tmp_path / "there.jsonl.gz")], check=True, stdout=subprocess.DEVNULL)
    assert (tmp_path / "here.jsonl.gz").read_bytes() == (tmp_path / "there.jsonl.gz").read_bytes()
    with gzip.open(tmp_path / "here.jsonl.gz", "rt", encoding="utf-8") as handle:
        first = json.loads(handle.readline())
    assert list(first) == ["premise", "hypothesis", "label", "source", "phenomenon", "group"]


def test_another_seed_gives_other_rows(rows):
    assert not {row["premise"] for row in generate(6, 300)} & {
        row["premise"] for row in rows[:300] if len(row["premise"]) > 80
    }


def test_labels_are_balanced_within_every_phenomenon(rows):
    counts = Counter((row["phenomenon"], row["label"]) for row in rows)
    for name in {row["phenomenon"] for row in rows}:
        assert len({counts[name, label] for label in LABELS}) == 1


def test_every_main_phenomenon_occurs(rows):
    assert {row["phenomenon"] for row in rows} >= set(MAIN)


def test_no_pair_has_two_labels_or_occurs_twice(rows):
    labels = defaultdict(list)
    for row in rows:
        labels[row["premise"].lower(), row["hypothesis"].lower()].append(row["label"])
    assert all(len(found) == 1 for found in labels.values())


def test_a_group_holds_each_label_equally_often(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row["group"]].append(row["label"])
    whole = list(groups.values())[:-1]
    assert all(len(set(Counter(labels).values())) == 1 and len(set(labels)) == 3 for labels in whole)


def test_no_template_syntax_is_left(rows):
    for row in rows:
        for text in (row["premise"], row["hypothesis"]):
            assert not re.search(r"[{}\[\]|\0]|\ba [aei]\w|  | [.,;]|\.\.", text), text
            assert text == text.strip()
            assert text


def test_every_frame_gives_items_with_all_labels():
    import random

    from training.clinical.vocabulary import Draw

    for frame, weight in FRAMES:
        items = [found for seed in range(8) for found in frame(Draw(random.Random(seed)))]
        assert weight > 0
        assert items
        assert all(found.premises[label] for found in items for label in LABELS)


def test_expansion_fills_slots_and_alternatives():
    import random

    assert expand(random.Random(0), "[a|a] {x} .", {"x": "ulcer"}) == "An ulcer."
    assert tidy("haemophilia A in a man. no a cyst") == "Haemophilia A in a man. No cyst"
    assert clause_of("The patient has SLE.") == "the patient has SLE"
    assert clause_of("HbA1c is 7%.") == "HbA1c is 7%"


def test_handmade_pairs_are_minimal_sets_of_the_three_labels():
    rows = handmade()
    assert len(rows) >= 250
    assert len({(row["premise"], row["hypothesis"]) for row in rows}) == len(rows)
    for start in range(0, len(rows), 3):
        group = rows[start : start + 3]
        assert sorted(row["label"] for row in group) == sorted(LABELS)
        assert len({row["premise"] for row in group}) == 1 or len({row["hypothesis"] for row in group}) == 1


def test_swapping_replaces_the_entity_on_both_sides_and_nothing_else(rows):
    found = swaps(rows, 1, 90)
    assert len({tuple(sorted(Counter(row["label"] for row in found).values()))}) == 1
    for row in found:
        for side in ("premise", "hypothesis"):
            assert row["old"].lower() in row[side].lower()
            assert row["old"].lower() not in row[f"swapped_{side}"].lower()
            assert row["new"].lower() in row[f"swapped_{side}"].lower()
    assert replace("Asthma is common. An asthma attack.", "asthma", "gout") == "Gout is common. A gout attack."
