"""A metric in a signature: its name, the version of its computation, and every parameter with its value."""

from __future__ import annotations

from dataclasses import fields

from reasonscore.errors import ReasonScoreError


def metric_entries(metric: str) -> dict[str, str]:
    """The entries of a metric that is given as it prints itself; the name alone where no such metric is registered.

    >>> metric_entries("F1@K(k=64)")
    {'name': 'F1@K', 'version': '1', 'k': '64'}
    >>> metric_entries("FActScore")
    {'name': 'FActScore', 'version': '1', 'gamma': '10'}
    """
    from reasonscore.metrics import parse_metric

    try:
        found = parse_metric(metric)
    except ReasonScoreError:
        return {"name": _literal(metric)}
    own = {item.name: _literal(str(getattr(found, item.name))) for item in fields(found)}  # type: ignore[arg-type]
    return {"name": found.name, "version": found.id.rpartition(".v")[2]} | own


def _literal(text: str) -> str:
    # These two signs separate the parts of a signature.
    return text.replace("|", "%7C").replace(",", "%2C")
