import gzip
import json
from pathlib import Path

import pytest

from reasonscore.metrics import ReasoningCompleteness, ReasoningEfficiency, ReasoningFactuality

JUDGED = Path(__file__).parents[4] / "shared" / "cases" / "medrbench_judged.jsonl.gz"


def row(steps, hits=()):
    found = [{"text": "x", "category": category} | more for category, more in steps]
    return {"trace": {"steps": found}, "references": [{"covered": hit} for hit in hits]}


def test_by_hand():
    found = row([("Reasoning", {"factual": True}), ("Reasoning", {"factual": None}), ("Citation", {})], [True, False])
    assert ReasoningEfficiency().score(found).value == pytest.approx(2 / 3)
    assert ReasoningFactuality().score(found).value == 0.5
    assert ReasoningCompleteness().score(found).value == 0.5


def test_empty_cases_are_zero_and_absent_fields_are_absent():
    for metric in (ReasoningEfficiency(), ReasoningFactuality(), ReasoningCompleteness()):
        assert metric.score(row([])).value == 0
        assert metric.score({}).value is None
    assert ReasoningFactuality().score(row([("Citation", {})])).value == 0


def test_max_steps_counts_the_first_ones_only():
    found = row([("Citation", {})] * 10 + [("Reasoning", {})] * 10)
    assert ReasoningEfficiency(max_steps=10).score(found).value == 0
    assert ReasoningEfficiency().score(found).value == 0.5


def test_a_step_without_a_judgement_is_factual_if_all_its_claims_are_supported():
    def claim(step, label):
        return {"step": step, "verdict": {"status": "judged", "label": label}}

    found = row([("reasoning", {})] * 3)
    found["claims"] = [claim(0, "supported"), claim(0, "supported"), claim(1, "supported"), claim(1, "unverifiable")]
    assert ReasoningFactuality().score(found).value == pytest.approx(1 / 3)


@pytest.mark.skipif(not JUDGED.exists(), reason="the judged MedR-Bench cases are not part of the repository")
def test_all_stored_values_exactly():
    with gzip.open(JUDGED, "rt", encoding="utf-8") as handle:
        cases = [json.loads(line) for line in handle]
    assert len(cases) == 800
    for case in cases:
        steps = [(step["category"], {"factual": step["factual"]}) for step in case["judged_steps"]]
        found = row(steps, [step["hit"] for step in case["judged_reference_steps"]])
        stored = case["judged_scores"]
        assert ReasoningEfficiency().score(found).value == stored["efficiency"]
        assert ReasoningFactuality().score(found).value == stored["factuality"]
        assert ReasoningCompleteness().score(found).value == stored["completeness"]
