"""Pairs over trial and patient records: labels follow from the record, rows are balanced and repeatable."""

import random
import re
from collections import Counter, defaultdict
from functools import cache

import pytest

from training.clinical.generate import RECORD_FRAMES
from training.clinical.labs_chart import Chart, charts
from training.clinical.labs_panel import BLOOD, Panel, Result, panel_text, panels
from training.clinical.pair import LABELS
from training.clinical.records import record_rows, settled, spelled
from training.clinical.trial_criteria import Entry, Rule, eligibility
from training.clinical.trial_safety import safety


@pytest.fixture(scope="module")
def rows():
    return record_rows(5, RECORD_FRAMES, 900)


@cache
def made(frame, count):
    return [frame(random.Random(seed)) for seed in range(count)]


def worlds(frame, wanted, count=30):
    """Claims of the frame whose first wording matches, with their worlds."""
    found = [
        (world, claim, match)
        for world in made(frame, count)
        for claim in world.claims
        if (match := re.search(wanted, claim.wordings[0]))
    ]
    assert found
    return found


def test_same_seed_same_rows_other_seed_other_rows(rows):
    assert record_rows(5, RECORD_FRAMES, 300) == rows[:300]
    assert record_rows(6, RECORD_FRAMES, 300) != rows[:300]


def test_every_claim_type_has_each_label_equally_often(rows):
    counts = defaultdict(Counter)
    for row in rows:
        counts[row["phenomenon"]][row["label"]] += 1
    assert len(counts) > 18
    for found in counts.values():
        assert len({found[name] for name in LABELS}) == 1
    assert len({(row["premise"], row["hypothesis"]) for row in rows}) == len(rows)


def test_texts_are_clean(rows):
    for row in rows:
        text = row["premise"] + " " + row["hypothesis"]
        assert not re.search(r"[{}\[\]]|\bnan\b| {2}\w", text), row
        assert row["hypothesis"].endswith(".")
        assert len(row["premise"].split()) < 250


def test_adverse_event_labels_agree_with_the_printed_numbers():
    checked = Counter()
    pattern = r"^There were more cases of \[([^|\]]+).*? in \[cohort (\d)\|"
    for world in made(safety, 40):
        for claim in world.claims if len(world.trials) == 1 else []:
            found = next((match for text in claim.wordings if (match := re.search(pattern, text))), None)
            if not found:
                continue
            for variant in world.variants:
                text = world.render(random.Random(1), variant)
                halves = re.split(r"(?:Adverse Events|Arm) 2\b", text)
                if len(halves) < 2:
                    continue
                counts = [re.search(rf"\b{found[1]}(?: \*|:)? (\d+)", half, re.IGNORECASE) for half in halves]
                first, second = (int(match[1]) if match else None for match in counts)
                if found[2] == "2":
                    first, second = second, first
                expected = "neutral" if None in (first, second) else "entailment" if first > second else "contradiction"
                totals = [int(re.search(r"Total: (\d+)", half)[1]) for half in halves]
                if found[2] == "2":
                    totals.reverse()
                if first == 0 or (first is None and second is not None and totals[0] <= second):
                    expected = "contradiction"  # whatever the missing count is
                if second is None and first is not None and totals[1] < first:
                    expected = "entailment"
                assert claim.judge(variant) == expected, (claim.wordings, text)
                checked[expected] += 1
    assert len(checked) == 3


@pytest.mark.parametrize(
    ("limits", "partial", "label"),
    [
        ({"min": -9, "max": 0}, False, "entailment"),
        ({"min": -9, "max": -1}, False, "contradiction"),
        ({"min": 0}, True, "entailment"),
        ({"min": 1}, True, "contradiction"),
        ({"max": 3}, True, "entailment"),
        ({}, True, "neutral"),
        ({}, False, None),
        (None, True, "neutral"),
        (None, False, None),
    ],
)
def test_age_criterion_of_a_described_patient(limits, partial, label):
    swapped = {"entailment": "contradiction", "contradiction": "entailment"}
    seen = set()
    for world, claim, found in worlds(eligibility, r"^A (?!patient).*?(\d+).*(\[can\||\[cannot\|)", 90):
        if len(world.trials) == 1 and not re.search("ECOG|pregnan", claim.wordings[0]):
            shifted = None if limits is None else {key: int(found[1]) + shift for key, shift in limits.items()}
            rules = {} if shifted is None else {"age": Rule(True, "", shifted)}
            judged = claim.judge([Entry(rules, partial)])
            assert judged == (label if found[2] == "[can|" else swapped.get(label, label)), claim.wordings
            seen.add(found[2])
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("values", "rose", "steadily"),
    [
        ([1.0, 2.0, 3.0, 4.0, 5.0], "entailment", "entailment"),
        ([5.0, 4.0, 3.0, 2.0, 1.0], "contradiction", "contradiction"),
        ([2.0] * 5, "contradiction", "contradiction"),
        ([None] * 5, "neutral", "neutral"),
    ],
)
def test_rise_over_a_chart(values, rose, steadily):
    for wanted, label in ((r"was higher .* than", rose), (r"rose steadily", steadily)):
        for world, claim, _ in worlds(charts, wanted, 40):
            record = world.variants[0]
            name = next(iter(record.rows))
            changed = Chart(record.times, {**record.rows, name: values[: len(record.times)]}, record.lower)
            assert claim.judge(changed) == label


def test_a_missing_result_leaves_the_count_open_unless_it_cannot_matter():
    sodium, potassium = (next(lab for lab in BLOOD if lab.name == f"serum {name}") for name in ("sodium", "potassium"))
    fine, low, missing = Result(sodium, 140.0), Result(sodium, 120.0), Result(potassium, None, "pending")
    (_, claim, _), *_ = worlds(panels, r"All of the\] results are within")
    assert claim.judge(Panel([fine], "Labs")) == "entailment"
    assert claim.judge(Panel([fine, missing], "Labs")) == "neutral"
    assert claim.judge(Panel([low, missing], "Labs")) == "contradiction"


def test_a_panel_prints_ranges_or_flags():
    sodium = next(lab for lab in BLOOD if lab.name == "serum sodium")
    for style in range(6):
        for seed in range(8):
            text = panel_text(style, Panel([Result(sodium, 128.0)], "Labs"), random.Random(seed))
            assert "128" in text
            assert re.search(r"135-145|L\b|LOW|↓", text)


def test_what_is_known_may_settle_a_claim_with_gaps():
    both = lambda u, v: u > 0 and v > 0  # noqa: E731
    assert settled(both, (0, None), range(5)) == "contradiction"
    assert settled(both, (3, None), range(5)) == "neutral"
    assert settled(both, (3, 1), range(5)) == "entailment"


def test_singulars():
    assert spelled("There were 1 more cases of rash.") == "There was 1 more case of rash."
    assert spelled("No a heart attack occurred.") == "No heart attack occurred."
