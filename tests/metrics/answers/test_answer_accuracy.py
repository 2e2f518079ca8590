import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.metrics import AnswerAccuracy, ExactMatch
from reasonscore.metrics.answer_match import match_answer


def row(answer, gold, **more):
    return {"trace": {"answer": answer}, "reference": {"answer": gold}} | more


@pytest.mark.parametrize(
    ("answer", "gold", "value", "rung"),
    [
        ("Gout", "Gout", 1, "exact"),
        ("**Gout**.", "gout", 1, "normalised"),
        ("Hashimoto’s thyroiditis", "Hashimoto's Thyroiditis", 1, "normalised"),
        ("Tuberculous menigitis", "Tuberculous meningitis", 1, "fuzzy"),
        ("Gout", ["Pseudogout", "Gout"], 1, "exact"),
        ("Type 1 diabetes mellitus", "Type 2 diabetes mellitus", 0, "none"),
        ("Asthma", "Gout", 0, "none"),
    ],
)
def test_the_rung_that_fired(answer, gold, value, rung):
    score = AnswerAccuracy().score(row(answer, gold))
    assert (score.value, score.details["matched_by"]) == (value, rung)


def test_an_entailment_verdict_is_the_last_rung():
    found = AnswerAccuracy().score(row("Podagra of the toe", "Hyperuricemia", answer_verdict={"label": "supported"}))
    assert (found.value, found.details["matched_by"]) == (1, "entailment")


def test_the_letter_decides_where_there_are_options():
    options = {"A": "Gout", "B": "Septic arthritis"}
    one = row(None, "gout", options=options)
    one["trace"]["choice"] = "A"
    assert AnswerAccuracy().score(one).details["matched_by"] == "choice"
    one["trace"]["choice"] = "B"
    assert AnswerAccuracy().score(one).value == 0
    assert AnswerAccuracy().score(row("Gout", "A", options=options)).value == 1


def test_absences():
    foreign = {"trace": {"answer": "Gout", "language": "de"}, "reference": {"answer": "Gout"}}
    assert AnswerAccuracy().score(foreign).status == "unsupported_language"
    assert AnswerAccuracy().score(row("Gout", None)).status == "no_reference"
    assert AnswerAccuracy().score(row(" ", "Gout")).status == "no_answer"
    assert AnswerAccuracy().score({"trace": {"abstained": True}, "reference": {"answer": "x"}}).status == "abstained"


def test_a_refusal_is_no_wrong_answer_unless_the_policy_says_so():
    declined = row("I am unable to make a diagnosis", "Gout")
    declined["trace"]["abstained"] = True
    score = AnswerAccuracy().score(declined)
    assert (score.value, score.status) == (None, "abstained")
    assert ExactMatch().score(declined).status == "abstained"
    assert ExactMatch().score(declined | {"prediction": "gout"}).value == 1
    chosen = declined | {"options": {"A": "Gout", "B": "Flu"}}
    assert AnswerAccuracy().score({**chosen, "trace": declined["trace"] | {"choice": "A"}}).value == 1
    for missing, value in (("skip", 1.0), ("zero", 0.5)):
        total = Aggregator(missing=missing)
        for found in (score, AnswerAccuracy().score(row("Gout", "Gout"))):
            total.add({"status": "scored", "scores": {"AnswerAccuracy": found.to_row()}})
        (estimate,) = total.estimates()
        assert (estimate.value, estimate.statuses["abstained"]) == (value, 1)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_matches_itself_and_similarity_is_bounded(one, other):
    found = match_answer(one, other)
    assert 0 <= found.similarity <= 1
    assert match_answer(one, one).matched == bool(one.strip())
