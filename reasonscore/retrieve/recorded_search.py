"""What a search of the user's own returned, kept in the row, so that a run can be repeated without the search.

An index is named by its digest and can be asked again; a service or a function may answer differently tomorrow. The
row's `evidence` holds every passage once, and `retrieval` the day, the search, and what each query got of it:

    {"date": "2026-11-22", "search": {"engine": "http", "search": "http://localhost:8080/search"},
     "queries": [{"query": "...", "passages": [[0, 7.2], [3, null]]}]}      position in `evidence`, score
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from reasonscore.errors import InputError
from reasonscore.record import Passage, Row

FIELD = "retrieval"
"""The field of a row beside `evidence`."""

_KEYS = frozenset({"date", "search", "queries"})


def recorded_row(
    queries: Sequence[str], found: Sequence[Sequence[Passage]], search: Mapping[str, str], day: str
) -> dict[str, Any]:
    """The fields `evidence` and `retrieval` of a row.

    Args:
        queries: What was asked, in the order of the claims.
        found: What each query got, best first.
        search: The retriever's signature.
        day: When it was asked, as `2026-11-22`.

    >>> row = recorded_row(["gout"], [[Passage("Urate falls.", "p1", score=2.5)]], {"engine": "own"}, "2026-11-22")
    >>> row["evidence"], row["retrieval"]["queries"]
    ([{'id': 'p1', 'text': 'Urate falls.'}], [{'query': 'gout', 'passages': [[0, 2.5]]}])
    """
    places: dict[Passage, int] = {}
    asked = [
        {"query": query, "passages": [[places.setdefault(_unscored(p), len(places)), p.score] for p in passages]}
        for query, passages in dict(zip(queries, found, strict=False)).items()
    ]
    record = {"date": day, "search": dict(search), "queries": asked}
    return {"evidence": [passage.to_row() for passage in places], FIELD: record}


def is_recorded(row: Row) -> bool:
    """Whether the row says what a search returned for it; a field of that name in another shape is the user's own.

    >>> is_recorded({"evidence": [], "retrieval": "BM25"})
    False
    """
    record = row.get(FIELD)
    return isinstance(record, Mapping) and record.keys() >= _KEYS and isinstance(record["queries"], list)


def recorded_passages(row: Row, evidence: Sequence[Passage], queries: Sequence[str]) -> list[list[Passage]]:
    """What each query got when the search was asked; all of the evidence for a query that was not asked then.

    Raises:
        InputError: Where `retrieval` does not fit `evidence`.

    >>> row = recorded_row(["gout"], [[Passage("Urate falls.", "p1", score=2.5)]], {"engine": "own"}, "2026-11-22")
    >>> recorded_passages(row, [Passage("Urate falls.", "p1")], ["gout"])[0][0].score
    2.5
    """
    known: dict[object, list[Passage]] = {}
    for number, entry in enumerate(row[FIELD]["queries"]):
        try:
            known[entry["query"]] = [_scored(evidence, place, score) for place, score in entry["passages"]]
        except (TypeError, ValueError, KeyError, IndexError):
            raise InputError(
                f"found no list of positions in the row's {len(evidence)} passages, expected [position, score] pairs; "
                f"where evidence was changed, remove {FIELD} to have every claim judged by all of it",
                field=f"{FIELD}.queries[{number}]",
            ) from None
    return [known.get(query, list(evidence)) for query in queries]


def _unscored(passage: Passage) -> Passage:
    # A passage has another score for each query that finds it.
    return replace(passage, score=None)


def _scored(evidence: Sequence[Passage], place: object, score: object) -> Passage:
    if isinstance(place, bool) or not isinstance(place, int) or place < 0:
        raise ValueError
    if isinstance(score, bool) or not isinstance(score, int | float | None):
        raise ValueError
    return replace(evidence[place], score=score)
