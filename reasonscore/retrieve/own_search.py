"""Your own search as a retriever: a Python function, or an HTTP endpoint.

>>> search = CallableRetriever(lambda query, top_k: ["Aspirin is given early in STEMI."], name="demo/1")
>>> search.retrieve(["aspirin in STEMI"], top_k=3)[0][0].text
'Aspirin is given early in STEMI.'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.kind import kind_of
from reasonscore.record import Passage, parse_evidence
from reasonscore.signature import clean

Found = Iterable[str | Mapping[str, Any] | Passage]
"""What a search gives for one query: texts, objects with `text`, or passages, best first."""


class CallableRetriever:
    """A retriever around a function.

    Args:
        function: Takes a query and how many passages are wanted; must give the same passages for the same query.
        name: Name and version for the signature; the function's own name where it is not given.
    """

    def __init__(self, function: Callable[[str, int], Found], name: str | None = None) -> None:
        self._function = function
        self._name = name or f"{function.__module__}:{getattr(function, '__qualname__', type(function).__name__)}"

    def retrieve(self, queries: Sequence[str], top_k: int) -> list[list[Passage]]:
        """For each query what the function found, cut to `top_k`; equal queries are asked once.

        Raises:
            ReasonScoreError: Where the function fails or gives something else than passages.
        """
        found = {}
        for query in dict.fromkeys(queries):
            try:
                items = self._function(query, top_k)
            except ReasonScoreError:
                raise
            except Exception as error:
                raise ReasonScoreError(f"search {self._name}: failed with {type(error).__name__}: {error}") from error
            found[query] = passages_of(items, self._name)[:top_k]
        return [found[query] for query in queries]

    def signature(self) -> Mapping[str, str]:
        """Engine and name."""
        return {"engine": "own", "search": clean(self._name)}


def passages_of(items: object, name: str) -> list[Passage]:
    """The passages that a search gave; those without an id are called e1, e2, ...

    Raises:
        ReasonScoreError: With the place of what is not a passage.
    """
    if not isinstance(items, Iterable) or isinstance(items, str | bytes | Mapping):
        raise ReasonScoreError(f"search {name}: found {kind_of(items)}, expected a list of passages")
    rows = [item.to_row() if isinstance(item, Passage) else item for item in items]
    try:
        return list(parse_evidence(rows) or ())
    except InputError as error:
        raise ReasonScoreError(f"search {name}: {error}".replace("evidence[", "passage[")) from None
