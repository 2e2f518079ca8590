import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backends.onnx import OnnxBackend
from reasonscore.verify.prior import Priors, load_priors
from reasonscore.verify.verifier import Case, Verifier

SHARES = st.floats(0.01, 0.99)


@given(SHARES, SHARES, SHARES)
def test_the_odds_move_by_the_ratio_of_the_priors_odds(probability, fitted, prior):
    found = Priors(fitted, prior, prior).corrected(probability, extracted=True)
    assert 0 <= found <= 1
    expected = probability / (1 - probability) * (prior / (1 - prior)) / (fitted / (1 - fitted))
    assert found / (1 - found) == pytest.approx(expected, rel=1e-6)


@given(SHARES, SHARES)
def test_the_fitted_prior_changes_nothing(probability, prior):
    assert Priors(prior, prior, 0.5).corrected(probability, extracted=False) == pytest.approx(probability)


def test_the_resources_presume_fewer_right_contradictions_of_responses():
    found = load_priors()
    assert 0 < found.extracted < found.paired < 1
    assert found.signature() == {"contradiction_priors": f"{found.paired:g}/{found.extracted:g}"}


def test_a_plain_contradiction_is_one_wherever_the_claim_comes_from():
    claims = [Claim("a", text, text, ()) for text in ("The patient has a fever.", "Her potassium is 3.1 mmol/L.")]
    passage = Passage("She had no fever on admission. Potassium was 4.6 mmol/L.", id="e1")
    verifier = Verifier(OnnxBackend())
    for extracted in (False, True):
        judged = verifier.verify_many([Case(claims, [[passage]], extracted=extracted)])[0]
        assert [one.label for one in judged.verdicts] == ["contradicted", "contradicted"]
