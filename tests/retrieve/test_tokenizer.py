"""What the tokenizer keeps whole, and that any text passes in linear time."""

import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.retrieve.stem import stem
from reasonscore.retrieve.tokenizer import signature, tokenize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HbA1c 7.5 %", ["hba1c", "7.5"]),
        ("IL-6 and IL6", ["il6", "il6"]),
        ("5 mg/kg or 5mg/kg", ["5", "mg/kg", "5", "mg/kg"]),
        ("250 µg = 250 mcg = 250 ug", ["250", "ug"] * 3),
        ("250 \u03bcg by the Greek letter, \u03bc-opioid", ["250", "ug", "greek", "letter", "mu", "opioid"]),
        ("Brand™", ["brandtm"]),
        ("eGFR < 60 mL/min/1.73 m²", ["egfr", "60", "ml", "min", "1.73", "m2"]),
        ("1,000 or 1000", ["1000", "1000"]),
        ("2,3 and 2, 3", ["2", "3", "2", "3"]),
        ("BP 120/80", ["bp", "120", "80"]),
        ("a 50-year-old man", ["50", "year", "old", "man"]),
        ("β-blockers, beta blocker", ["beta", "blocker", "beta", "blocker"]),
        ("Crohn's, Crohn’s", ["crohn", "crohn"]),
        ("Sjögren", ["sjogren"]),
        ("CO₂ and 10⁹/L", ["co2", "10", "9", "l"]),
        ("COVID-19", ["covid19", "covid"]),
        ("type 2, type-2", ["type", "2", "type", "2"]),
        ("HIV/AIDS", ["hiv", "aids"]),
        ("end.Start, 3.5-5.0 mmol/L.", ["end", "start", "3.5", "5.0", "mmol/l"]),
        ("5-HT and 25-OH vitamin D", ["5ht", "25oh", "vitamin", "d"]),
        ("", []),
        ("the of and \U0001f600 ---", []),
    ],
)
def test_tokens(text, expected):
    assert tokenize(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("arteries", "artery"), ("doses", "dose"), ("masses", "mass"), ("treated", "treats"), ("stopped", "stop"),
        ("bleeding", "bleeds"), ("caused", "cause"), ("oedema", "edema"), ("haemoglobin", "hemoglobin"),
        ("tumours", "tumor"), ("immunised", "immunized"), ("sulphate", "sulfate"), ("litre", "liter"),
        ("infectious", "infections"), ("ischaemia", "ischemic"), ("diagnoses", "diagnosis"), ("diabetes", "diabetic"),
        ("metastases", "metastasis"), ("arterial", "arteries"), ("obstructive", "obstruction"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hypokalemia", "hyperkalemia"), ("ileum", "ilium"), ("sepsis", "septum"), ("virus", "viral"),
        ("ureter", "urethra"), ("mucous", "mucosa"), ("pelvis", "pelt"),
    ],
)  # fmt: skip
def test_different_words_stay_apart(one, other):
    assert stem(one) != stem(other)


@settings(deadline=None)
@given(
    st.from_regex(r"[b-df-hj-np-t]{0,2}[aeiouy][b-df-hj-np-tv-z]{1,2}[a-z]{0,5}", fullmatch=True),
    st.sampled_from(
        "ing ed eed y ational ization ness fulness ousli biliti icate ative iciti ical ement ment ion able ll e".split()
    ),
)
def test_endings_beyond_plurals_are_those_of_porter(start, ending):
    porter = pytest.importorskip("nltk.stem").PorterStemmer(mode="MARTIN_EXTENSIONS")
    word = start + ending
    # What we read otherwise on purpose: spellings, plurals, and three endings of medical words.
    ours = ("ae", "oe", "sulph", "our", "tre", "ise", "yse", "isation", "ising", "ised", "ysed")
    if (
        len(word) > 3
        and not any(part in word for part in ours)
        and not porter.stem(word).endswith(("ious", "ia", "is"))
    ):
        reduced = stem(word)
        assert reduced == porter.stem(word) or word.endswith("s"), (word, porter.stem(word))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text(text):
    tokens = tokenize(text)
    assert tokens == tokenize(text)
    assert all(tokens)
    assert tokenize(text.upper()) == tokenize(text.upper().lower()) or not text.isascii()


@pytest.mark.parametrize("text", ["1" * 100_000, "a'" * 50_000, "a-1" * 33_000, "1,000" * 20_000, "mg/" * 33_000])
def test_long_runs_take_linear_time(text):
    start = time.process_time()
    tokenize(text)
    assert time.process_time() - start < 5


def test_version_is_raised_with_every_change():
    sample = (
        "HbA1c 7.5 %, IL-6 4,500 pg/mL; 5mg/kg q8h of β-lactams in 50-year-olds with Crohn's disease (10⁹/L), "
        "COVID-19, HLA-B27, type-2 diabetes mellitus, arteriopathies, classes, boxes, viruses, diagnoses, CO₂, e.g. "
        "i.v. 1.5.2, bleeding, stopped, haemorrhage, tumours, titre, sulphate, immunisation, analysed"
    )
    digest = sha256(" ".join(tokenize(sample)).encode()).hexdigest()[:8]
    assert (signature(), digest) == ("clinical/2", "7d77c134")
