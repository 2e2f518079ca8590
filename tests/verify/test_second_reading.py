import numpy as np
import pytest

from reasonscore.decompose.claim import Claim
from reasonscore.record import Passage
from reasonscore.verify.backends.lexical import LexicalBackend
from reasonscore.verify.linear import LinearModel, load_linear_model
from reasonscore.verify.prior import Priors
from reasonscore.verify.second_reading import (
    MOST,
    needs_reading,
    reading_features,
    reread,
    reread_pairs,
    sentences_read,
)
from reasonscore.verify.verdict import Check, EvidenceWindow, Probabilities, Verdict
from reasonscore.verify.verifier import Case, Verifier

CLAIM = "Zinc helps against colds."
WINDOW = "No need to worry. Zinc helps against colds. Iron is another matter."


def contradiction(window=WINDOW, checks=(), flags=()):
    evidence = (EvidenceWindow("e1", window, ((0, len(window)),), 0.6),)
    return Verdict("judged", "contradicted", Probabilities(0.3, 0.6, 0.1), evidence, checks, flags)


EVEN = Priors(fitted=0.5, paired=0.5, extracted=0.5)


def weighing(name, weight, intercept=0.0):
    return LinearModel("contradiction", intercept, {name: weight}, 0.5, "")


def test_the_window_and_its_sentences_are_asked_about_and_the_window_turned_round():
    *pairs, turned = reread_pairs(CLAIM, contradiction())
    assert turned == (CLAIM, WINDOW)
    assert [pair.premise for pair in pairs] == [
        WINDOW,
        "No need to worry.",
        "Zinc helps against colds.",
        "Iron is another matter.",
    ]
    assert {pair.hypothesis for pair in pairs} == {CLAIM}


def test_of_many_sentences_those_are_read_that_hold_most_of_the_claim():
    filler = [f"The {word} was quiet." for word in "house street garden forest harbour station market".split()]
    read = sentences_read(CLAIM, " ".join([*filler, "Zinc helps.", "Colds pass."]))
    assert len(read) == MOST
    assert read[-2:] == ["Zinc helps.", "Colds pass."]


def test_a_sentence_that_supports_overrules_the_window():
    model = weighing("sentence_supported", -1.0)
    against = [0.1, 0.8, 0.1]
    some = np.array([against, against, [0.9, 0.05, 0.05], against, against])
    kept = reread(CLAIM, contradiction(), np.array([against] * 5), model, EVEN)
    assert kept == contradiction()
    doubted = reread(CLAIM, contradiction(), some, model, EVEN)
    assert (doubted.label, doubted.flags) == ("unverifiable", ("low_confidence",))
    row = doubted.to_row()["probabilities"]
    assert row["supported"] == 0.3
    assert row["contradicted"] < 0.6
    assert sum(row.values()) == pytest.approx(1)
    assert doubted.evidence == contradiction().evidence


def test_every_weight_has_its_feature_and_is_finite_at_the_ends():
    for rows in (np.array([[0.0, 1.0, 0.0]] * 2), np.array([[1.0, 0.0, 0.0]] * 5)):
        window = WINDOW if len(rows) > 2 else "Zinc does not help."
        features = reading_features(CLAIM, contradiction(window), rows)
        assert set(features) == set(load_linear_model("contradiction").weights)
        assert all(-5 <= value <= 5 for value in features.values())


def test_checks_and_flags_are_seen():
    where = (((0, 4),), ((18, 22),))
    checks = (Check("polarity", "conflict", *where), Check("concept", "agree", *where))
    seen = reading_features(
        CLAIM, contradiction(checks=checks, flags=("conflicting_evidence",)), np.full((5, 3), 1 / 3)
    )
    assert (seen["conflict"], seen["agreement"], seen["conflicting"]) == (1, 1, 1)


def test_what_is_said_of_whom_and_how_is_seen():
    rows = np.full((2, 3), 1 / 3)
    advice = contradiction("You should rest.")
    seen = reading_features("Your doctor thinks that rest may help.", advice, rows)
    assert (seen["only_one_advises"], seen["only_one_personal"], seen["possibility"], seen["ascribed"]) == (1, 0, 1, 1)
    seen = reading_features("Rest helps.", advice, rows)
    assert (seen["only_one_advises"], seen["only_one_personal"], seen["possibility"], seen["ascribed"]) == (1, 1, 0, 0)


def test_a_contradiction_of_a_response_needs_more_than_one_of_a_claim_by_itself():
    model, rows = weighing("held", 0.0, intercept=-0.5), np.full((5, 3), 1 / 3)
    priors = Priors(fitted=0.5, paired=0.8, extracted=0.5)
    assert reread(CLAIM, contradiction(), rows, model, priors).label == "contradicted"
    assert reread(CLAIM, contradiction(), rows, model, priors, extracted=True).label == "unverifiable"


def test_only_contradictions_are_read_again():
    evidence = contradiction().evidence
    assert needs_reading(contradiction())
    assert not needs_reading(Verdict("no_evidence"))
    assert not needs_reading(Verdict("judged", "supported", Probabilities(0.9, 0.05, 0.05), evidence))


class Fixed:
    """Says that every window contradicts, and every single sentence supports."""

    def __init__(self):
        self.asked = []

    def predict(self, pairs):
        self.asked.append(list(pairs))
        return np.array([[0.05, 0.9, 0.05] if pair.premise == WINDOW else [0.9, 0.05, 0.05] for pair in pairs])

    def signature(self):
        return {"backend": "fixed"}


def test_the_verifier_asks_about_contradictions_once_for_the_whole_call():
    case = Case([Claim("c", CLAIM, CLAIM, ())], [[Passage(WINDOW, id="e1")]])
    backend = Fixed()
    first = Verifier(backend, second_reading=False).verify_many([case, case])
    assert [one.verdicts[0].label for one in first] == ["contradicted"] * 2
    assert len(backend.asked) == 1
    found = Verifier(backend).verify_many([case, case])
    assert [one.verdicts[0].label for one in found] == ["unverifiable"] * 2
    assert len(backend.asked) == 3
    assert Verifier(backend).verify_many([case])[0].verdicts == found[0].verdicts


def test_words_alone_are_read_once():
    assert "contradiction" not in Verifier(LexicalBackend()).signature()
    assert "contradiction" in Verifier(Fixed()).signature()
