import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonscore.errors import InputError, ReasonScoreError, UnknownNameError
from reasonscore.metrics import Factuality, parse_metric, parse_metrics


def test_reads_what_repr_prints():
    assert parse_metric("Factuality( unverifiable = 'skip' )") == Factuality(unverifiable="skip")
    assert repr(Factuality()) == "Factuality"
    assert repr(Factuality(unverifiable=0.5)) == "Factuality(unverifiable=0.5)"


def test_a_list_splits_outside_of_parentheses_only():
    found = parse_metrics("Factuality(unverifiable='skip'),Completeness, Efficiency,")
    assert [repr(metric) for metric in found] == ["Factuality(unverifiable='skip')", "Completeness", "Efficiency"]


@pytest.mark.parametrize(
    ("written", "error", "message"),
    [
        ("Factualty", UnknownNameError, "did you mean Factuality"),
        ("P@5", UnknownNameError, "unknown metric 'P'; did you mean Precision, Retrieval?"),
        ("P_5", UnknownNameError, "did you mean Precision, Retrieval?"),
        ("recip_rank", UnknownNameError, "did you mean MRR?"),
        ("Success@1", UnknownNameError, "did you mean HitRate?"),
        ("EM", UnknownNameError, "did you mean ExactMatch?"),
        ("factualty", UnknownNameError, "did you mean Factuality"),
        ("Factuality(gamma=1)", InputError, "no parameter 'gamma'; its parameters: unverifiable"),
        ("Factuality(unverifiable='maybe')", InputError, "expected 'miss', 'skip' or a number"),
        ("Factuality(unverifiable=True)", InputError, "expected 'miss', 'skip' or a number"),
        ("Factuality(0.5)", InputError, "each with its name"),
        ("Factuality(unverifiable=open('x'))", InputError, "literal arguments"),
        ("Factuality(unverifiable=0.5", InputError, "no closing parenthesis"),
        ("Factuality(**{'unverifiable': 1})", InputError, "no parameter"),
        ("Factuality()()", InputError, "each with its name"),
        ("Factuality@5", InputError, "Factuality has no cutoff; write Factuality"),
        ("Factuality(unverifiable=" + "(" * 400 + ")" * 400 + ")", InputError, "literal arguments"),
        ("x" * 2000, InputError, "at most 1000"),
    ],
)
def test_says_what_is_wrong(written, error, message):
    with pytest.raises(error, match=re.escape(message)):
        parse_metric(written)


def test_what_others_call_our_metrics_is_not_ours_already():
    from reasonscore.metrics.catalogue import foreign_names, registry

    assert {one for meant in foreign_names().values() for one in meant} <= set(registry)
    assert not set(foreign_names()) & set(registry)
    assert all(name == name.strip().casefold() for name in foreign_names())


@pytest.mark.parametrize(
    ("metric", "items", "message"),
    [
        (Factuality(), ["suported"], "found the label 'suported'"),
        (Factuality(), "supported", "found a string, expected verdict labels, a row or rows"),
        (Factuality(), None, "found null, expected verdict labels"),
        (Factuality(), [None], "found a mixed list"),
        (parse_metric("nDCG@5"), ["supported"], "found a string, but nDCG@5 looks at no verdicts"),
        (parse_metric("Completeness"), ["gout", "lupus"], "found a string, but Completeness looks at no verdicts"),
    ],
)
def test_compute_says_what_it_takes(metric, items, message):
    with pytest.raises(InputError, match=re.escape(message)):
        metric.compute(items)


def test_compute_takes_what_is_read_once():
    assert Factuality().compute(label for label in ("supported", "contradicted")).value == 0.5
    assert parse_metric("MRR").compute({"answers": ["gout"], "reference": {"answer": "gout"}} for _ in "ab").value == 1


@given(st.text(max_size=60))
def test_any_text_is_a_metric_or_a_clear_error(text):
    for read in (parse_metric, parse_metrics):
        with suppress(ReasonScoreError):
            read(text)
