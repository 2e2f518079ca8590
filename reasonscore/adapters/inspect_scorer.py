"""For Inspect: a scorer whose value is one number a metric, with the claims and their verdicts as explanation."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any

from reasonscore.adapters.framework import import_framework
from reasonscore.adapters.named_row import Fields, named_row
from reasonscore.adapters.text_scorer import TextScorer
from reasonscore.result import Result
from reasonscore.scorer import Scorer
from reasonscore.settings import DEFAULT_METRICS


def inspect_scorer(
    metrics: Sequence[str] | Scorer = DEFAULT_METRICS, *, fields: Fields | None = None, **settings: Any
) -> Any:
    """An Inspect scorer, with mean and standard error of each metric over the samples that have a value.

    The sample's input is the question, its target the answer, its choices the options; `evidence`, `reasoning`,
    `steps` and `answers` come from its metadata, and so does any field of the record that the metadata names. A number
    that is absent is NaN here, which is Inspect's mark for "unscored": it reads None as 0, and a mark is counted and
    left out of the mean. The score's metadata has `values` (None where absent), `statuses` and `signature`.

    Args:
        metrics: Metrics by name, or a scorer that is ready.
        fields: Names in the metadata by field of the record, where they differ: `{"evidence": "documents"}`.
        **settings: What `Scorer` takes.

    Raises:
        MissingExtraError: Where inspect_ai is not installed.
    """
    framework = import_framework("inspect_ai.scorer", "an Inspect scorer")
    threads = import_framework("anyio.to_thread", "an Inspect scorer")
    text = TextScorer(metrics, **settings)

    @framework.scorer(metrics={"*": [framework.mean(), framework.stderr()]}, name="reasonscore")  # type: ignore[untyped-decorator]
    def reasonscore(metrics: list[str]) -> Any:
        async def score(state: Any, target: Any) -> Any:
            row = sample_row(state, target, fields)
            result = (await threads.run_sync(text.score_rows, [row]))[0]
            values = text.values(result)
            return framework.Score(
                value={name: float("nan") if value is None else value for name, value in values.items()},
                answer=(result.get("trace") or {}).get("answer"),
                explanation=explain_result(result),
                metadata={
                    "values": values,
                    "statuses": {name: score.status for name, score in result.scores.items()},
                    "signature": result.get("signature"),
                },
            )

        return score

    return reasonscore(list(text.names))


def sample_row(state: Any, target: Any, fields: Fields | None = None) -> dict[str, Any]:
    """The input row of an Inspect sample.

    Args:
        state: Its `TaskState`.
        target: Its target: one answer or several.
        fields: Names in the metadata by field of the record, where they differ.
    """
    answers = [answer for answer in target if answer]
    options = {ascii_uppercase[index]: choice.value for index, choice in enumerate((state.choices or [])[:26])}
    cells = {"question": _question(state), "answer": answers or None, "options": options or None}
    row = named_row(cells | dict(state.metadata or {}), fields)
    return row | {"id": str(state.sample_id), "response": state.output.completion}


def explain_result(result: Result) -> str:
    """Each claim with its verdict, a line each; for an error row the message.

    >>> explain_result(Result(claims=[{"text": "She has a fever.", "verdict": {"label": "supported"}}]))
    'supported: She has a fever.'
    """
    if result.get("status") == "error":
        return str(result)
    lines = []
    for claim in result.claims:
        verdict = claim.get("verdict") or {}
        lines.append(f"{verdict.get('label') or verdict.get('status') or 'not judged'}: {claim['text']}")
    return "\n".join(lines)


def _question(state: Any) -> str | None:
    try:
        return str(state.input_text)
    except ValueError:
        return None
