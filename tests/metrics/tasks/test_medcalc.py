import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.metrics import MedCalcAccuracy
from reasonscore.metrics.tasks.medcalc_accuracy import calculator_rules
from reasonscore.metrics.tasks.medcalc_value import parse_date, parse_number, parse_weeks_days

ONE_SHOT = Path(__file__).parents[4] / "shared" / "cases" / "medcalc_one_shot.jsonl.gz"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The score is 7 out of 10.", 7),
        ("[1, 0, 2]", 3),
        ("12.5%", 0.125),
        ("(80 + 2 * 60) / 4", 50),
        ("about 1,250.5 mL", 1250.5),
        ("−2.1", -2.1),
        ("1e3", 1000),
        ("9**9**9", 9),
        ("__import__('os').getpid()", None),
        ("nothing", None),
        ("E0", 0),
        ("grade .5", 0.5),
        ("1,2", 2),
        ("5, 7, 9", 3),
        ("1,250", 1250),
        ("12,345,678", 12_345_678),
    ],
)
def test_numbers_without_eval(text, value):
    assert parse_number(text) == (None if value is None else pytest.approx(value))


def test_dates_and_ages():
    assert parse_date("12/02/2000") == parse_date("2000-12-02") == parse_date("Dec 2, 2000") == parse_date("2 Dec 2000")
    assert parse_date("13/40/2000") is None
    assert parse_weeks_days("34 weeks and 3 days") == parse_weeks_days("('34 weeks', '3 days')") == (34, 3)


def item(calculator, truth, answer, low=None, high=None):
    reference = {"calculator_id": calculator, "answer": truth, "lower_limit": low, "upper_limit": high}
    return {"reference": reference, "prediction": answer}


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (item(4, "2", "2.5"), 1),  # half to even
        (item(4, "2", "3.5"), 0),
        (item(13, "12/02/2000", "December 2, 2000"), 1),
        (item(13, "12/02/2000", "02/12/2000"), 0),
        (item(69, "('34 weeks', '3 days')", "34 weeks, 4 days"), 0),
        (item(6, "20", "19", "19", "21"), 1),
        (item(6, "20", "21.0001", "19", "21"), 0),
        (item(6, "20", "unclear", "19", "21"), 0),
        (item(6, "20", "21"), 1),  # without limits 5 % either way
        (item(6, "-20", "-21.1"), 0),
        (item(6, "unknown", "20"), None),
        (item(999, "20", "20"), None),
        (item(6.5, "20", "20"), None),
    ],
)
def test_rules(row, value):
    assert MedCalcAccuracy().score(row).value == value


@pytest.mark.skipif(not ONE_SHOT.exists(), reason="the MedCalc one-shot file is not part of the repository")
def test_every_calculator_at_and_beyond_its_limits():
    with gzip.open(ONE_SHOT, "rt", encoding="utf-8") as handle:
        rows = [json.loads(line) for line in handle]
    assert len(rows) == 55
    for row in rows:
        calculator = int(row["Calculator ID"])
        rule = calculator_rules()[calculator]
        right, wrong = [row["Ground Truth Answer"]], []
        if rule == "decimal":
            low, high = float(row["Lower Limit"]), float(row["Upper Limit"])
            right += [row["Lower Limit"], row["Upper Limit"]]
            wrong += [str(low - 0.001), str(high + 0.001)]
        elif rule == "integer":
            right.append(str(float(row["Ground Truth Answer"]) + 0.4))
            wrong.append(str(float(row["Ground Truth Answer"]) + 1))
        elif rule == "date":
            wrong.append("01/01/1999")
        else:
            wrong.append("33 weeks 3 days")
        for answer in right:
            assert MedCalcAccuracy().score(row | {"LLM Answer": answer}).value == 1, (calculator, answer)
        for answer in wrong:
            assert MedCalcAccuracy().score(row | {"LLM Answer": answer}).value == 0, (calculator, answer)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text):
    parse_number(text), parse_date(text), parse_weeks_days(text)


def test_the_last_answer_of_an_object_counts():
    text = '{"step_by_step_thinking": "BMI is 80 / 1.7", "answer": "27.68 kg/m2"}'
    assert parse_number(text) == 27.68
    assert parse_number("67 mL/min/1.73 m2") == 67
