"""What holds of every metric, whatever the rows: one parametrised test over the registry.

Rows are drawn from the record format with all the fields that any metric reads; a second kind has any JSON value in the
fields that users bring themselves.
"""

import json
import math
import re
import warnings
from dataclasses import MISSING, fields
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonscore.metrics import parse_metric, registry
from reasonscore.metrics.metric import Metric
from reasonscore.metrics.score import Score

NAMES = list(registry)
PACKAGES = {"ROUGE": "rouge_score", "BLEU": "sacrebleu", "ChrF": "sacrebleu"}
INSTALLED = [name for name in NAMES if name not in PACKAGES or find_spec(PACKAGES[name])]
PARAMETERS = {
    "AnswerAccuracy": ["threshold=0.5"],
    "Completeness": ["expected=True"],
    "ArgumentSpanF1": ["match='token'"],
    "BLEU": ["smooth='floor', lowercase=True"],
    "BestOfN": ["reduce='mean', vote='sum', skip_first=True", "vote='mean'"],
    "ChrF": ["word_order=2, lowercase=True"],
    "ClassificationF1": ["average='micro'", "average='weighted'", "positive='yes'"],
    "ContradictionRate": ["withdrawn='count'"],
    "CorrectionComposite": ["base=1", "gated=True"],
    "CorrectionScore": ["base=1"],
    "ErrorSentenceAccuracy": ["base=1", "errors_only=True"],
    "F1@K": ["k=64", "k='max'"],
    "FActScore": ["gamma=0", "gamma=3.5"],
    "Factuality": ["unverifiable='skip'", "unverifiable=0.5"],
    "FormatRobustness": ["measure='retention'", "measure='worst_best'"],
    "HarmWeightedFactuality": ["contradicted=0"],
    "MICSScore": ["interns=0"],
    "NLI4CT": ["given_right=True"],
    "NoErrorAccuracy": ["base=0"],
    "PRMScore": ["reduce='product', skip_first=True", "reduce='geometric'", "reduce='last'", "reduce='mean'"],
    "Pass": ["mode='mean'", "k=2, mode='mean'"],
    "ROUGE": ["variant='rouge1', stem=True", "variant='rougeLsum'"],
    "ReasoningCompleteness": ["max_steps=2"],
    "ReasoningEfficiency": ["max_steps=2"],
    "ReasoningFactuality": ["max_steps=2"],
    "nDCG": ["gain='exponential'"],
    "Retrieval": ["measure='map', k=None", "measure='recall'", "measure='precision'", "measure='mrr'"],
    "SAFEF1@K": ["k=3"],
}
EVERYWHERE = {"scored", "unsupported_language"}
"""Statuses that any metric may give without saying so."""

text = st.text(max_size=20)
diagnosis = st.sampled_from(["Gout", "gout.", "Pseudogout", "Asthma", "Type 2 diabetes", "A", "I cannot say"])
answer = diagnosis | text
label = st.sampled_from(["supported", "contradicted", "unverifiable"])
verdict = st.one_of(
    st.builds(lambda found: {"status": "judged", "label": found}, label),
    st.sampled_from([{"status": "no_evidence", "label": None}, {"status": "error", "label": None}]),
)
claim = st.builds(
    lambda number, kind, condition, flags, found: {
        "id": f"c{number}",
        "text": "x",
        "step": 0,
        "type": kind,
        "condition": condition,
        "flags": flags,
        "verdict": found,
    },
    st.integers(0, 9),
    st.sampled_from(["finding", "plan", "mechanism"]),
    st.sampled_from([[], [{"text": "x"}], [{"text": "the pain spreads"}]]),
    st.sampled_from([[], ["irrelevant"]]),
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
        "answer": st.none() | answer,
        "choice": st.none() | st.just("A") | st.sampled_from("ABC"),
        "answers": st.lists(answer, max_size=4),
        "abstained": st.booleans(),
        "truncated": st.booleans(),
        "steps": st.lists(step, max_size=4),
    },
    optional={"language": st.sampled_from(["en", "de"])},
)
number = st.integers(-3, 9) | st.floats(-5, 5)
flag = st.booleans() | st.sampled_from([0, 1, "yes", "Incorrect", None])
class_label = st.sampled_from(["yes", "no", "Entailment", "Contradiction", 1, 0])
iob = st.lists(st.sampled_from(["O", "B-Claim", "I-Claim", "B-Premise", "I-Premise"]), max_size=4)
entities = st.lists(st.sampled_from(["gout", ["finding", 0, 4], ["finding", 5, 9], "asthma"]), max_size=4)
relations = st.lists(st.sampled_from([["support", 0, 1], ["attack", 1, 2]]), max_size=3)
correction = {"flag": flag, "sentence_id": st.integers(-1, 3), "correction": answer}
shared = {"label": class_label, "labels": iob, "entities": entities, "relations": relations} | correction
shared |= {"primary_evidence": st.lists(st.integers(0, 3), max_size=3)}
reference = st.fixed_dictionaries(
    {name: shared[name] for name in ("flag", "labels", "entities", "relations")},
    optional={name: shared[name] for name in ("label", "sentence_id", "correction", "primary_evidence")}
    | {
        "answer": answer | st.lists(answer, max_size=3),
        "reasoning": text,
        "grades": st.lists(st.integers(-2, 3), max_size=3),
        "preferred": diagnosis,
        "must_not_miss": st.lists(diagnosis, max_size=2),
        "text": text,
        "value": number,
        "calculator_id": st.sampled_from([4, 6, 13, 69, 999]),
        "lower_limit": number,
        "upper_limit": number,
    },
)
submitted = st.sampled_from(["t 1 2 Give iron.", "t 0 -1 NA", "12/02/2000", "34 weeks 3 days", "7 out of 10"])
whole_prediction = st.fixed_dictionaries(shared, optional={"probability": st.floats(0, 1)})
prediction = st.one_of(answer | number | submitted, class_label, whole_prediction, whole_prediction)
sample = (
    answer
    | st.booleans()
    | st.fixed_dictionaries(
        {"answer": answer},
        optional={"correct": flag, "reward": number, "step_rewards": st.lists(st.floats(0, 1), max_size=3)},
    )
)
exam = diagnosis | st.fixed_dictionaries({"test_name": diagnosis}, optional={"covered": flag})
documents = st.sampled_from(["d1", "d2", "d3", "d4"])
responses = st.sampled_from(
    ["<think>The rash fits. So it is asthma.</think>The answer is A. Gout.", "It is gout. " * 20, "Hot toe. It is"]
)
own_fields = {
    "prediction": prediction,
    "label": class_label,
    "correct": flag,
    "item": st.sampled_from(["i1", "i2"]),
    "format": st.sampled_from(["mcq", "list"]),
    "length": st.integers(0, 50),
    "budget": st.sampled_from([0, 256, 512, 1024]),
    "samples": st.lists(sample, max_size=4),
    "paths": st.lists(
        st.fixed_dictionaries({"steps": st.lists(st.sampled_from("ab"), max_size=3), "correct": flag}), max_size=4
    ),
    "path": st.lists(st.sampled_from("ab"), max_size=3),
    "reflections": st.lists(st.integers(-1, 3), max_size=2),
    "graph": st.lists(st.sampled_from([["Gout", "causes", "pain"], ["pain", "of", "toe"]]), max_size=2),
    "completions": st.lists(flag, max_size=8),
    "step_rewards": st.lists(number, max_size=4),
    "exams": st.fixed_dictionaries(
        {},
        optional={"predicted": st.lists(exam, max_size=2), "reference": st.lists(exam, max_size=2), "declined": flag},
    ),
    "grades": st.lists(st.integers(-2, 2), max_size=5),
    "run": st.dictionaries(documents, number, max_size=3) | st.lists(documents, max_size=3),
    "qrels": st.dictionaries(documents, st.integers(-1, 3), max_size=3),
    "causal_type": st.tuples(st.sampled_from(["Altering", "Preserving"]), st.sampled_from(["r1", "r2"])).map(list),
    "sufficient": flag,
    "answer_from_reasoning": answer,
    "prediction_concepts": st.lists(documents, max_size=3),
    "reference_concepts": st.lists(documents, max_size=3),
    "similarities": st.fixed_dictionaries({}, optional={"bertscore": number, "bleurt": number}),
    "answer_verdict": verdict,
}
own_fields |= {
    "reference": reference,
    "options": st.dictionaries(st.sampled_from("ABC"), answer, max_size=3),
    "question": text,
    "response": text | responses,
}
judged = {
    "id": st.sampled_from(["r1", "r2", "r3"]),
    "trace": trace,
    "claims": st.lists(claim, max_size=5),
    "references": st.lists(st.fixed_dictionaries({"text": text, "covered": st.booleans()}), max_size=3),
}
row = st.fixed_dictionaries(judged, optional=own_fields) | st.fixed_dictionaries(judged | own_fields)
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=6,
)
spoilt_row = st.builds(
    lambda good, bad: good | bad, row, st.fixed_dictionaries({}, optional=dict.fromkeys(own_fields, junk))
)


def variants(name):
    """The metric as it stands, with other parameters, and with a cut-off where it takes one."""
    metric = parse_metric(name)
    found = [metric, *(parse_metric(f"{name}({arguments})") for arguments in PARAMETERS.get(name, ()))]
    return [*found, metric @ 1, metric @ 3] if metric.cutoff else found


def check_counts(score):
    """A value comes with what it is made of; a share of nothing is the documented 0."""
    assert score.numerator is not None
    assert score.denominator is not None
    if score.denominator:
        assert score.value == pytest.approx(score.numerator / score.denominator, rel=1e-9, abs=1e-12)
    else:
        assert score.value == score.numerator == 0


def check(score, metric, bounds=None):
    assert (score.value is None) == (score.status != "scored")
    assert Score.from_row(json.loads(json.dumps(score.to_row(), allow_nan=False))).to_row() == score.to_row()
    if score.value is not None:
        low, high = bounds or metric.bounds
        assert math.isfinite(score.value)
        assert low is None or score.value >= low - 1e-9
        assert high is None or score.value <= high + 1e-9
        check_counts(score)


@pytest.mark.parametrize("name", NAMES)
def test_parses_back_and_describes_itself(name):
    cls = registry[name]
    assert isinstance(parse_metric(name), Metric)
    for found in variants(name):
        assert parse_metric(repr(found)) == found
        assert hash(parse_metric(repr(found))) == hash(found)
    assert not [item.name for item in fields(cls) if item.default is MISSING]
    choices = {item.name for item in fields(cls)} - {"model"}
    tried = {key for found in variants(name) for key in found.parameters()}
    assert choices <= tried, "give PARAMETERS a value for every parameter"
    assert cls.name == name
    assert cls.id.startswith("metrics.")
    assert cls.formula
    assert cls.empty
    assert cls.source
    assert cls.direction in ("higher", "lower", "none")


def test_ids_are_unique():
    assert len({registry[name].id for name in NAMES}) == len(NAMES)


def drawn(strategy, examples):
    """Draws of a strategy, the same every time: one drawing serves all metrics."""
    found = []

    @settings(max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=HealthCheck)
    @given(strategy)
    def collect(value):
        found.append(value)

    collect()
    return found


COMPLETE = {
    "id": "r1",
    "trace": {"answer": "Gout", "choice": "A", "answers": ["Gout", "Asthma"], "abstained": False, "steps": []},
    "claims": [],
    "references": [],
    "reference": {"answer": "A", "labels": ["B-Claim", "O"], "flag": 1, "sentence_id": 2, "correction": "Give iron."},
    "prediction": {"labels": ["B-Claim", "I-Claim"], "flag": 1, "sentence_id": 2, "correction": "Start iron."},
    "options": {"A": "Gout", "B": "Asthma"},
    "paths": [{"steps": ["a", "b"], "correct": True}, {"steps": ["a", "c"], "correct": False}],
    "path": ["a", "b"],
    "reflections": [1],
    "response": "<think>The rash fits. So it is asthma.</think>The answer is A. Gout.",
}
UNCORRECTED = COMPLETE | {
    "id": "complete left alone",
    "reference": {"flag": 0, "sentence_id": -1, "correction": None},
    "prediction": {"flag": 0, "sentence_id": -1, "correction": None},
}
"""What has to fit together and chance rarely draws."""


@pytest.fixture(scope="module")
def files():
    return [[COMPLETE], [UNCORRECTED], *drawn(st.lists(row, min_size=1, max_size=4), 60)]


@pytest.fixture(scope="module")
def spoilt_rows():
    return drawn(spoilt_row, 60)


@pytest.mark.parametrize("name", INSTALLED)
def test_every_row_has_a_well_formed_score_or_a_documented_reason(name, files):
    documented = EVERYWHERE | set(re.findall(r"\w+", registry[name].empty))
    for metric in variants(name):
        seen = set()
        for rows in files:
            scores = [metric.score(one) for one in rows]
            for score in scores:
                check(score, metric)
            seen |= {score.status for score in scores}
            assert scores == [metric.score(one) for one in rows]
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", ".*comes from this pool")
                pooled = metric.compute(rows)
            check(pooled, metric, metric.file_bounds)
            assert pooled.details["n"] == len(rows)
            assert pooled.details["n_scored"] == sum(score.value is not None for score in scores)
            assert sum(pooled.details["statuses"].values()) == len(rows)
            if not metric.looks_at_file and pooled.value is not None:
                values = [score.value for score in scores if score.value is not None]
                assert pooled.value == pytest.approx(sum(values) / len(values), abs=1e-12)
        assert seen <= documented, f"say in `empty` when the status is {seen - documented}"
        assert "scored" in seen or "model" in {item.name for item in fields(metric)}, "draw rows that it can score"


@pytest.mark.parametrize("name", INSTALLED)
def test_no_value_in_a_users_field_breaks_a_metric(name, spoilt_rows):
    for metric in variants(name):
        for one in spoilt_rows:
            check(metric.score(one), metric)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_row_has_no_score(name):
    for metric in variants(name):
        assert metric.score({}).value is None
        assert metric.compute([{}, {}]).value is None
        assert metric.pool([]).value is None
