"""Numbers for Prometheus, read back by Prometheus' own parser."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonscore.reward.result import RewardResult
from reasonscore.serve.exposition import Counter, Gauge, Histogram, exposition
from reasonscore.serve.measures import Measures

parser = pytest.importorskip("prometheus_client.parser", reason="the oracle of this test is not installed")


def read(text):
    families = {family.name: family for family in parser.text_string_to_metric_families(text)}
    return families, {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families.values()
        for sample in family.samples
    }


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.floats(0, 300), max_size=40))
def test_a_histogram_counts_every_value_once(values):
    bounds = (0.1, 1, 5, 60)
    histogram = Histogram("seconds", "Time.", bounds)
    for value in values:
        histogram.observe(value)
    families, found = read(exposition([histogram]))
    assert families["seconds"].type == "histogram"
    for bound in bounds:
        label = (("le", str(float(bound)) if bound == 0.1 else str(bound)),)
        assert found["seconds_bucket", label] == sum(value <= bound for value in values)
    assert found["seconds_bucket", (("le", "+Inf"),)] == found["seconds_count", ()] == len(values)
    assert math.isclose(found["seconds_sum", ()], sum(values), abs_tol=1e-9)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(max_size=8), st.integers(1, 10**9), max_size=5))
def test_labels_come_back_whatever_they_hold(given_counts):
    counter = Counter("hits_total", "Hits.")
    for label, count in given_counts.items():
        counter.add(count, path=label)
    _, found = read(exposition([counter]))
    assert found == {("hits_total", (("path", label),)): count for label, count in given_counts.items()}


def test_a_gauge_is_read_when_it_is_asked():
    values = iter([1, 2.5])
    gauge = Gauge("held", "Held.", lambda: next(values))
    assert [read(exposition([gauge]))[1]["held", ()] for _ in range(2)] == [1, 2.5]


def test_a_server_tells_its_numbers(serving):
    server = serving(records=2)
    server.ask("/score", {"records": [{"response": "It is B.", "answer": "B"}, {"response": None}]})
    server.ask("/score", {"records": [{}] * 3})
    server.ask("/score", b"{")
    server.ask("/somewhere")
    answer = server.ask("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families, found = read(answer.text)
    assert all(family.documentation for family in families.values())
    by_status = {(("path", "/score"), ("status", status)) for status in ("200", "400", "413")}
    assert {found["reasonscore_requests_total", labels] for labels in by_status} == {1}
    assert found["reasonscore_requests_total", (("path", "other"), ("status", "404"))] == 1
    assert found["reasonscore_refusals_total", (("reason", "too_many_records"),)] == 1
    assert found["reasonscore_records_total", (("output", "choice"),)] == 2
    assert found["reasonscore_batch_records_sum", ()] == 2
    assert found["reasonscore_request_seconds_count", ()] == 4


def test_results_that_were_cut_or_failed_are_counted():
    measures = Measures(lambda: 0, lambda: 0)
    measures.count_result("clinical", RewardResult(None, {}, {"error": 1.0, "cut_claims": 3.0}))
    measures.count_result("clinical", RewardResult(0.5, {}, {"error": 0.0}))
    _, found = read(measures.text())
    assert found["reasonscore_records_without_reward_total", (("output", "clinical"),)] == 1
    troubles = {key[1][0][1] for key in found if key[0] == "reasonscore_record_troubles_total"}
    assert troubles == {"error", "cut_claims"}
