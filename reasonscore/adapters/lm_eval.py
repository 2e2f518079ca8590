"""For the lm-evaluation-harness: a `process_results` function, and the `metric_list` that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reasonscore.adapters.named_row import Fields, named_row
from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.errors import InputError
from reasonscore.kind import kind_of
from reasonscore.metrics import parse_metric
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS

FAILED = "row_errors"
"""Key of the share of documents that could not be read."""


def make_process_results(
    metrics: Sequence[str] | Scorer = DEFAULT_METRICS, *, fields: Fields | None = None, **settings: Any
) -> Callable[[Mapping[str, Any], Sequence[Any]], dict[str, float]]:
    """A function `(doc, results) -> {metric: value}` for a generating task; the models are loaded at its first call.

    For each metric `M`: `M`, left out where the document has no value (the harness averages the documents that have
    the key), and `M_scored`, 1 or 0, whose mean is the share that has one. `row_errors` is 1 for a document that cannot
    be read.

    Args:
        metrics: Metrics by name, or a scorer that is ready.
        fields: Names in the document by field of the record, where they differ: `{"question": "prompt"}`; None where
            what the document has under the name is something else.
        **settings: What `Scorer` takes.

    >>> process_results = make_process_results(["Factuality"], tier="shallow", verifier="lexical")
    >>> process_results({"evidence": "The patient has a fever."}, ["She has a fever."])
    {'Factuality': 1.0, 'Factuality_scored': 1.0, 'row_errors': 0.0}
    """
    scorer = TextScorer(metrics, **settings)

    def process_results(doc: Mapping[str, Any], results: Sequence[Any]) -> dict[str, float]:
        row = named_row({name: value for name, value in doc.items() if name != "response"}, fields)
        result = scorer.score_rows([row | {"response": _generation(results)}])[0]
        found: dict[str, float] = {}
        for name, value in scorer.values(result).items():
            if value is not None:
                found[name] = float(value)
            found[f"{name}_scored"] = float(value is not None)
        return found | {FAILED: float(result["status"] == "error")}

    return process_results


def metric_list(metrics: Sequence[str] = DEFAULT_METRICS) -> list[dict[str, Any]]:
    """The `metric_list` of a task whose `process_results` scores these metrics.

    Args:
        metrics: Metrics by name.

    >>> metric_list(["ContradictionRate"])[0]
    {'metric': 'ContradictionRate', 'aggregation': 'mean', 'higher_is_better': False}
    """
    entries = []
    for metric in map(parse_metric, metrics):
        entries += [(repr(metric), metric.direction != "lower"), (f"{metric!r}_scored", True)]
    return [
        {"metric": name, "aggregation": "mean", "higher_is_better": higher}
        for name, higher in [*entries, (FAILED, False)]
    ]


def _generation(results: Sequence[Any]) -> str:
    if not results or not isinstance(results[0], str):
        found = kind_of(results[0]) if results else "no result"
        raise InputError(
            f"found {found}, expected a generated text; use output_type: generate_until, and the filter take_first "
            "where a document is generated more than once",
            field="results[0]",
        )
    return results[0]
