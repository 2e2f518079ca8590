import gzip
import json
from pathlib import Path

import pytest

from reasonscore.metrics import (
    CorrectionComposite,
    CorrectionScore,
    ErrorFlagAccuracy,
    ErrorSentenceAccuracy,
    NoErrorAccuracy,
)
from reasonscore.metrics.tasks.correction import Correction, read_correction

VALIDATION = Path(__file__).parents[4] / "shared" / "cases" / "medec_validation.jsonl.gz"
GOLD = [
    {"flag": 1, "sentence_id": 5, "correction": "Culture shows yeast."},
    {"flag": "1.0", "sentence_id": "2.0", "correction": "Start oral iron."},
    {"flag": 0, "sentence_id": -1, "correction": "NA"},
    {"flag": 0, "sentence_id": -1, "correction": None},
]


def rows(*predictions):
    return [{"reference": gold, "prediction": found} for gold, found in zip(GOLD, predictions, strict=True)]


def values(found):
    return [
        metric.compute(found).value for metric in (ErrorFlagAccuracy(), ErrorSentenceAccuracy(), CorrectionComposite())
    ]


def test_perfect_and_constant_submissions():
    assert values(rows(*GOLD)) == [1, 1, 1]
    assert CorrectionScore().compute(rows(*GOLD)).value == 1
    constant = rows(*["t 0 -1 NA"] * 4)
    assert values(constant) == [0.5, 0.5, 0.5]
    assert CorrectionScore().compute(constant).value is None
    assert values(rows("t 1 5 x", "nonsense", None, "t 0 -1 NA")) == [0.5, 0.5, 0.25]


def test_a_submission_by_hand():
    found = rows("t 1 5 'Culture shows bacteria.'", "t 1 3 Start oral iron.", "t 1 0 Give iron.", "t 0 4 ignored")
    assert ErrorFlagAccuracy().compute(found).value == 0.75
    assert ErrorFlagAccuracy().compute(found).details["precision"] == pytest.approx(2 / 3)
    assert ErrorFlagAccuracy().compute(found).details["recall"] == 1
    # The last line names a sentence although it says that there is no error: its index is wrong all the same.
    assert ErrorSentenceAccuracy().compute(found).value == 0.25
    assert ErrorSentenceAccuracy(errors_only=True).compute(found).value == 0.5
    assert CorrectionScore().compute(found).value == pytest.approx((2 / 3 + 1) / 2)
    assert CorrectionComposite().compute(found).value == pytest.approx((2 / 3 + 1 + 0 + 1) / 4)
    assert CorrectionComposite(gated=True).compute(found).value == pytest.approx((2 / 3 + 0 + 0 + 1) / 4)
    assert NoErrorAccuracy(base=0).compute(found).value == 1


@pytest.mark.parametrize(
    ("prediction", "flag", "sentence"),
    [
        ("t 0 -1 NA", 1, 1),
        ("t 1 -1 something", 0, 1),
        ("t 0 3 NA", 1, 0),
        ({"flag": 0}, 1, 1),
        ({"flag": 1}, 0, 0),
        ({"flag": 0, "sentence_id": "none"}, 1, 0),
        ({"flag": 0, "sentence_id": 2.5}, 1, 0),
        (None, 0, 0),
    ],
)
def test_flag_and_index_are_judged_apart(prediction, flag, sentence):
    row = {"reference": GOLD[2], "prediction": prediction}
    assert [metric.score(row).value for metric in (ErrorFlagAccuracy(), ErrorSentenceAccuracy())] == [flag, sentence]


def test_given_similarities_are_clipped_and_averaged():
    row = rows(*GOLD)[0] | {"similarities": {"bertscore": 0.4, "bleurt": 1.3}}
    assert CorrectionScore().score(row).value == pytest.approx((1 + 0.4 + 1) / 3)


def test_medrect_ids_and_words():
    assert read_correction("x 1 0 CORRECT text", 0, True) == Correction(True, None, None)
    row = {"reference": {"flag": 1, "sentence_id": 1, "correction": "a"}, "prediction": "x 1 1 a"}
    assert ErrorSentenceAccuracy(base=1).score(row).value == 1


@pytest.mark.skipif(not VALIDATION.exists(), reason="the MEDEC validation file is not part of the repository")
def test_perfect_and_constant_on_the_validation_file():
    with gzip.open(VALIDATION, "rt", encoding="utf-8") as handle:
        cases = [json.loads(line) for line in handle]
    found = []
    for case in cases:
        gold = {"flag": case["Error Flag"], "sentence_id": case["Error Sentence ID"]}
        gold["correction"] = case["Corrected Sentence"]
        line = (
            f"{case['Text ID']} {case['Error Flag']} {case['Error Sentence ID']} {case['Corrected Sentence'] or 'NA'}"
        )
        found.append({"reference": gold, "prediction": line})
    assert values(found) == [1, 1, 1]
    right = sum(str(case["Error Flag"]) == "0" for case in cases) / len(cases)
    constant = [row | {"prediction": "x 0 -1 NA"} for row in found]
    assert values(constant) == [pytest.approx(right)] * 3
