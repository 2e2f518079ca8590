import re

import pytest

from reasonscore.metrics import BLEU, ROUGE, ChrF, ExactMatch, TokenF1
from reasonscore.metrics.tasks.rouge_one import rouge_one_f

PAIRS = [
    ("Start oral iron and repeat the blood count in 4 weeks.", "Start oral iron; repeat blood count after four weeks."),
    ("No acute findings.", "There is no acute cardiopulmonary disease."),
    ("The patient has gout.", "The patient has gout."),
]


def rows():
    return [{"prediction": found, "reference": {"answer": gold}} for found, gold in PAIRS]


def test_exact_match_and_token_f1_by_hand():
    assert ExactMatch().compute(rows()).value == pytest.approx(1 / 3)
    row = {"prediction": "the red cells", "reference": {"answer": ["white cells", "Red blood cells!"]}}
    assert TokenF1().score(row).value == pytest.approx(0.8)
    assert TokenF1().score({"trace": {"answer": "the"}, "reference": {"answer": "a"}}).value == 1
    assert TokenF1().score({"prediction": "x"}).status == "no_reference"
    assert TokenF1().score({"reference": {"answer": "x"}}).status == "no_answer"


def test_rouge_is_that_of_rouge_score():
    rouge = pytest.importorskip("rouge_score.rouge_scorer")
    for variant in ("rouge1", "rouge2", "rougeL"):
        scorer = rouge.RougeScorer([variant], use_stemmer=True)
        for row, (found, gold) in zip(rows(), PAIRS, strict=True):
            score = ROUGE(variant=variant, stem=True).score(row)
            assert score.value == pytest.approx(scorer.score(gold, found)[variant].fmeasure)
            assert score.details["package"].startswith("rouge-score-")


@pytest.mark.parametrize(
    ("found", "gold", "value"),
    [
        ("start oral iron iron", "start iron", 0.8),
        ("Start oral iron.", "start iron.", 0.4),
        ("a b a. c", "a. c d", 2 / 3),
        ("", "a", 0.0),
    ],
)
def test_rouge_one_is_that_of_the_rouge_package(found, gold, value):
    """Values of the rouge package 1.0.1, which adds 1e-8 below the line."""
    assert rouge_one_f(found, gold) == pytest.approx(value, abs=1e-7)


def test_bleu_and_chrf_are_those_of_sacrebleu():
    sacrebleu = pytest.importorskip("sacrebleu")
    found, gold = [pair[0] for pair in PAIRS], [pair[1] for pair in PAIRS]
    score = BLEU().compute(rows())
    assert score.value == pytest.approx(sacrebleu.corpus_bleu(found, [gold]).score / 100)
    assert re.match(r"nrefs:\d\|case:mixed", score.details["signature"])
    for row, (one, other) in zip(rows(), PAIRS, strict=True):
        assert BLEU().score(row).value == pytest.approx(sacrebleu.sentence_bleu(one, [other]).score / 100)
        assert ChrF().score(row).value == pytest.approx(sacrebleu.sentence_chrf(one, [other]).score / 100)
        assert ChrF(word_order=2).score(row).value != ChrF().score(row).value or one == other
