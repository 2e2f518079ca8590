"""Metric names to metrics, the inverse of `repr`: `HitRate@5`, `FActScore(gamma=10)`, `F1@K(k=64)`."""

from __future__ import annotations

import ast
from dataclasses import MISSING, fields
from typing import Any

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.metrics.catalogue import registry
from reasonscore.metrics.row_metric import RowMetric

LONGEST = 1000
"""Characters of a metric's text; a longer one is a mistake, and the parser's nesting must stay bounded."""


def parse_metric(text: str) -> RowMetric:
    """The metric that a text names.

    Args:
        text: A name, an optional cutoff `@5`, and optional arguments in parentheses, literal values only.

    Raises:
        UnknownNameError: Where nothing is registered under the name; lists close matches.
        InputError: For arguments that cannot be read, are unknown or have an impossible value.

    >>> parse_metric("Factuality(unverifiable='skip')")
    Factuality(unverifiable='skip')
    >>> parse_metric("ContradictionRat")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    reasonscore.errors.UnknownNameError: unknown metric 'ContradictionRat'; did you mean ContradictionRate...
    """
    written = text.strip()
    if len(written) > LONGEST:
        raise InputError(f"metric of {len(written)} characters, expected at most {LONGEST}")
    head, bracket, body = written.partition("(")
    arguments = _arguments(written, body) if bracket else {}
    name = head.strip()
    if "@" in name and name not in registry:
        name, cutoff = _cutoff(name, written)
        if "k" in arguments:
            raise InputError(f"metric '{written}': the cutoff is given twice, as @{cutoff} and as k; keep one")
        arguments["k"] = cutoff
    return build_metric(registry[name], arguments, written)


def parse_metrics(text: str) -> list[RowMetric]:
    """The metrics of a comma list; commas inside parentheses or quotes do not separate.

    >>> parse_metrics("Completeness, Factuality(unverifiable=0.5)")
    [Completeness, Factuality(unverifiable=0.5)]
    """
    parts, depth, quote = [""], 0, ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        else:
            depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0 and not quote:
            parts.append("")
        else:
            parts[-1] += sign
    return [parse_metric(part) for part in parts if part.strip()]


def printed_name(text: str) -> str:
    """The text as its metric prints itself; as it is where no registered metric can be read from it.

    >>> printed_name("FActScore( gamma=10 )"), printed_name("somebody's own")
    ('FActScore', "somebody's own")
    """
    try:
        return repr(parse_metric(text))
    except ReasonScoreError:
        return text.strip()


def build_metric(metric: type[RowMetric], arguments: dict[str, Any], written: str) -> RowMetric:
    """The metric with these parameters.

    Raises:
        InputError: For a parameter that the metric lacks, one that is missing, or an impossible value.
    """
    known = {item.name: item for item in fields(metric)}  # type: ignore[arg-type]
    for key in arguments:
        if key not in known:
            expected = ", ".join(known) or "none"
            raise InputError(f"metric '{written}': no parameter '{key}'; its parameters: {expected}")
    for key, item in known.items():
        if key not in arguments and item.default is MISSING:
            raise InputError(
                f"metric '{written}': the parameter '{key}' has no default; write {metric.name}({key}=...)"
            )
    try:
        return metric(**arguments)
    except InputError as error:
        raise InputError(f"metric '{written}': {error.message}") from None


def _cutoff(name: str, written: str) -> tuple[str, int]:
    """The name before the cutoff, and the cutoff."""
    base, _, text = (part.strip() for part in name.rpartition("@"))
    if not registry[base].cutoff:
        raise InputError(f"metric '{written}': {base} has no cutoff; write {base}")
    if not text.isdecimal():
        raise InputError(f"metric '{written}': found the cutoff '{text}', expected a whole number such as {base}@5")
    return base, int(text)


def _arguments(written: str, body: str) -> dict[str, Any]:
    hint = f"metric '{written}': expected literal arguments such as FActScore(gamma=10)"
    if not body.endswith(")"):
        raise InputError(f"{hint}; found no closing parenthesis")
    try:
        call = ast.parse(f"_({body}", mode="eval").body
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.args:
            raise InputError(f"{hint}, each with its name")
        return {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        raise InputError(hint) from None
