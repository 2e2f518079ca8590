import pytest

from reasonscore.metrics import ChoiceAccuracy, nDCG

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


def test_letters_suffice_without_options():
    assert ChoiceAccuracy().score(row("B", "B", None)).value == 1
    assert ChoiceAccuracy().score(row("B", "C", None)).value == 0


def test_absences():
    assert ChoiceAccuracy().score(row(None, "B")).status == "no_answer"
    assert ChoiceAccuracy().score(row(None, "B", abstained=True)).status == "abstained"
    assert ChoiceAccuracy().score({"trace": {"choice": "A"}}).status == "no_reference"
