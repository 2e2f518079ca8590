import pytest

from reasonscore.metrics import AnswerAccuracy, ChoiceAccuracy, HitRate, nDCG

OPTIONS = {"A": "Aspirin", "B": "A heparin drip", "C": "I. v. fluids", "D": "Vitamin C"}


def row(choice, gold, options=OPTIONS, **trace):
    found = {"trace": {"choice": choice} | trace, "reference": {"answer": gold}}
    return found | ({"options": options} if options else {})


@pytest.mark.parametrize(
    ("choice", "gold", "value"),
    [
        ("B", "B", 1),
        ("B", "(b)", 1),
        ("B", "B. A heparin drip", 1),
        ("B", "heparin drip.", 1),
        ("B", "B) something that no option says", None),
        ("C", "I. v. fluids", 1),
        ("A", "Vitamin C", 0),
        ("D", ["A", "D"], 1),
        ("A", "Warfarin", None),
        ("B", "Option B", 1),
        ("A", "option B.", 0),
        ("B", "(Option B)", 1),
        ("B", "Answer: B", 1),
        ("B", "The correct answer is option (B)", 1),
        ("B", "Option B: a heparin drip", 1),
        ("B", "Choice B. Something that no option says", None),
        ("A", "Answer: Vitamin C", 0),
        ("A", "Option E", None),
        ("A", "Options", None),
        ("A", "Option", None),
    ],
)
def test_gold_by_letter_or_text(choice, gold, value):
    score = ChoiceAccuracy().score(row(choice, gold))
    assert score.value == value
    assert score.status == ("no_reference" if value is None else "scored")


def test_numbers_among_options_and_gold_answers():
    options = {"A": 40, "B": 42, "C": 1.5}
    assert ChoiceAccuracy().score(row("B", 42, options)).value == 1
    assert ChoiceAccuracy().score(row("B", [1.5], options)).value == 0
    assert ChoiceAccuracy().score(row("B", True, options)).status == "no_reference"
    found = nDCG(k=5).score({"answers": ["42", "40"], "reference": {"answer": [None, 40, 42], "grades": [9, 1, 3]}})
    assert found.value == 1


def test_an_option_whose_text_announces_another_is_itself():
    options = {"A": "Option B", "B": "Option A", "C": ""}
    assert ChoiceAccuracy().score(row("A", "Option B", options)).value == 1
    assert ChoiceAccuracy().score(row("C", "...", options)).status == "no_reference"


def test_letters_suffice_without_options():
    for gold in ("Option B", "(b)", "Answer: B."):
        assert ChoiceAccuracy().score(row("B", gold, None)).value == 1
        assert ChoiceAccuracy().score(row("C", gold, None)).value == 0
    assert ChoiceAccuracy().score(row("B", "B", None)).value == 1
    assert ChoiceAccuracy().score(row("B", "C", None)).value == 0


def test_absences():
    assert ChoiceAccuracy().score(row(None, "B")).status == "no_answer"
    assert ChoiceAccuracy().score(row(None, "B", abstained=True)).status == "abstained"
    assert ChoiceAccuracy().score({"trace": {"choice": "A"}}).status == "no_reference"


def test_an_announced_letter_is_an_option_for_the_other_metrics_too():
    found = row("B", "Option B", answer="A heparin drip", answers=["A heparin drip"])
    assert AnswerAccuracy().score(found).value == 1
    assert AnswerAccuracy().score(row(None, "Option B", answer="heparin drip")).value == 1
    assert HitRate(k=1).score(found).value == 1
