"""A statement that the response itself took back is no final contradiction, unless one asks for it."""

import pytest

from reasonscore.errors import InputError
from reasonscore.metrics import parse_metric
from reasonscore.scorer import Scorer

EVIDENCE = "Serum troponin was normal on repeated testing. The patient had no fever."


def claim(name, label, corrects=None):
    relations = [{"to": corrects, "kind": "corrects"}] if corrects else []
    return {"id": name, "relations": relations, "verdict": {"status": "judged", "label": label}}


def test_a_contradicted_claim_that_a_later_one_corrects_is_left_out():
    row = {"claims": [claim("1", "contradicted"), claim("2", "supported", "1"), claim("3", "contradicted")]}
    assert parse_metric("ContradictionRate").score(row).value == 1 / 2
    assert parse_metric("ContradictionRate").score(row).details["withdrawn"] == 1
    assert parse_metric("ContradictionRate(withdrawn='count')").score(row).value == 2 / 3


def test_a_supported_claim_and_other_relations_stay():
    row = {"claims": [claim("1", "supported"), claim("2", "contradicted", "1")]}
    row["claims"][0]["relations"] = [{"to": "2", "kind": "because"}]
    assert parse_metric("ContradictionRate").score(row).value == 1 / 2


def test_nothing_is_left_where_every_claim_was_withdrawn():
    row = {"claims": [claim("1", "contradicted", "2"), claim("2", "contradicted", "1")]}
    assert parse_metric("ContradictionRate").score(row).status == "no_claims"


def test_an_unknown_policy_is_refused():
    with pytest.raises(InputError, match="withdrawn"):
        parse_metric("ContradictionRate(withdrawn='drop')")


def test_the_texts_own_correction_counts():
    response = "The troponin was not normal. Wait, the troponin was normal."
    names = ["ContradictionRate", "ContradictionRate(withdrawn='count')"]
    scores = Scorer(names, verifier="lexical").score({"response": response, "evidence": EVIDENCE})["scores"]
    assert [scores[name]["value"] for name in names] == [0, 0.5]
