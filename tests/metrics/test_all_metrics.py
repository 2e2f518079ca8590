"""What holds of every metric: it parses back, its scores are well formed, and no row of the record format breaks it."""

import math
from dataclasses import MISSING, fields
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.metrics import parse_metric, registry
from reasonscore.metrics.metric import Metric

NAMES = list(registry)
PACKAGES = {"ROUGE": "rouge_score", "BLEU": "sacrebleu", "ChrF": "sacrebleu"}
INSTALLED = [name for name in NAMES if name not in PACKAGES or find_spec(PACKAGES[name])]
text = st.text(max_size=20)
label = st.sampled_from(["supported", "contradicted", "unverifiable"])
verdict = st.one_of(
    st.builds(lambda found: {"status": "judged", "label": found}, label),
    st.sampled_from([{"status": "no_evidence", "label": None}, {"status": "error", "label": None}]),
)
claim = st.builds(
    lambda number, kind, found: {
        "id": f"c{number}",
        "text": "x",
        "step": 0,
        "type": kind,
        "condition": [],
        "verdict": found,
    },
    st.integers(0, 9),
    st.sampled_from(["finding", "plan", "mechanism"]),
    verdict,
)
step = st.builds(
    lambda body, category: {"text": body, "span": [[0, 1]], "category": category, "probability": 0.5},
    text,
    st.sampled_from(["citation", "repetition", "reasoning", "redundancy"]),
)
trace = st.fixed_dictionaries(
    {
        "format": st.just("plain"),
        "answer": st.none() | text,
        "choice": st.none() | st.sampled_from("ABC"),
        "answers": st.lists(text, max_size=4),
        "abstained": st.booleans(),
        "truncated": st.booleans(),
        "steps": st.lists(step, max_size=4),
    },
    optional={"language": st.sampled_from(["en", "de"])},
)
row = st.fixed_dictionaries(
    {
        "id": st.just("r1"),
        "trace": trace,
        "claims": st.lists(claim, max_size=5),
        "references": st.lists(st.fixed_dictionaries({"text": text, "covered": st.booleans()}), max_size=3),
    },
    optional={
        "reference": st.fixed_dictionaries(
            {}, optional={"answer": text | st.lists(text, max_size=3), "reasoning": text}
        ),
        "options": st.dictionaries(st.sampled_from("ABC"), text, max_size=3),
        "question": text,
        "response": text,
    },
)


def variants(metric):
    """The metric as parsed, and with a cutoff where it takes one."""
    return [metric, metric @ 3] if metric.cutoff else [metric]


def required(cls):
    return [item.name for item in fields(cls) if item.default is MISSING]


@pytest.mark.parametrize("name", NAMES)
def test_parses_back_and_describes_itself(name):
    metric = parse_metric(name)
    assert isinstance(metric, Metric)
    for found in variants(metric):
        assert parse_metric(repr(found)) == found
        assert hash(parse_metric(repr(found))) == hash(found)
    cls = registry[name]
    assert not required(cls)
    assert cls.name == name
    assert cls.id.startswith("metrics.")
    assert cls.formula
    assert cls.empty
    assert cls.source
    assert cls.direction in ("higher", "lower", "none")


def test_ids_are_unique():
    assert len({registry[name].id for name in NAMES}) == len(NAMES)


def check(score, metric):
    assert (score.value is None) == (score.status != "scored")
    if score.value is not None:
        low, high = metric.bounds
        assert math.isfinite(score.value)
        assert low is None or score.value >= low - 1e-9
        assert high is None or score.value <= high + 1e-9


@pytest.mark.filterwarnings("ignore:.*pool.*:UserWarning")
@settings(max_examples=15, deadline=None)
@given(rows=st.lists(row, min_size=1, max_size=3))
def test_no_row_breaks_a_metric(rows):
    for name in INSTALLED:
        for metric in variants(parse_metric(name)):
            for one in rows:
                check(metric.score(one), metric)
            check(metric.compute(rows), metric)
            assert metric.score(rows[0]) == metric.score(rows[0])


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_row_has_no_score(name):
    assert parse_metric(name).score({}).value is None
