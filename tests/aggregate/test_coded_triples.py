"""Holding alike records once changes no estimate and no interval, to the last bit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.aggregate import coded_triples
from reasonscore.aggregate.aggregator import Aggregator
from reasonscore.aggregate.coded_triples import CodedTriples

NUMBERS = st.none() | st.floats(0, 1) | st.integers(0, 3).map(float)


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), max_size=400), st.sampled_from([1, 3, 300, 1 << 14]))
def test_numbers_come_back_whatever_is_coded(rows, most):
    before, coded_triples.MOST = coded_triples.MOST, most
    try:
        triples = CodedTriples()
        for row in rows:
            triples.append(row)
    finally:
        coded_triples.MOST = before
    for place in range(3):
        found = [None if number != number else number for number in triples.column(place)]
        assert found == [row[place] for row in rows]
    counts = triples.counts()
    assert counts is None or (sum(counts.values()) == len(rows) and set(counts) == set(rows))
    assert (counts is None) == (len(set(rows)) > most)


def estimates(values, **options):
    found = Aggregator(["Efficiency"], resamples=50, **options)
    for number, (numerator, denominator) in enumerate(values):
        score = {"value": None, "status": "no_claims"}
        if denominator:
            score = {"value": numerator / denominator, "status": "scored"}
            score |= {"numerator": numerator, "denominator": denominator}
        found.add({"id": str(number), "status": "scored", "scores": {"Efficiency": score}})
    return found.estimates()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8), st.integers(1, 60))
@pytest.mark.parametrize("options", [{}, {"missing": "zero"}, {"average": "pooled"}])
def test_estimates_are_those_of_rows_held_one_by_one(options, kinds, times):
    rows = kinds * times
    coded = estimates(rows, **options)
    before, coded_triples.MOST = coded_triples.MOST, 0
    try:
        plain = estimates(rows, **options)
    finally:
        coded_triples.MOST = before
    assert coded == plain
