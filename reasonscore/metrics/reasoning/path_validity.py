"""PathValidity: whether the hops of the reasoning are edges of a knowledge graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from reasonscore.metrics.catalogue import register
from reasonscore.metrics.row_field import list_at, response_text
from reasonscore.metrics.row_metric import RowMetric
from reasonscore.metrics.score import Score, absent, ratio


def _node(value: object) -> str:
    return " ".join(str(value).casefold().split())


def graph_edges(triples: Sequence[Any]) -> frozenset[frozenset[str]]:
    """The undirected edges of `[head, relation, tail]` triples, in lower case; other items are left out."""
    return frozenset(
        frozenset((_node(item[0]), _node(item[-1])))
        for item in triples
        if isinstance(item, list | tuple) and len(item) >= 2
    )


def mentioned_path(text: str, nodes: Sequence[str]) -> list[str]:
    """The nodes in the order in which a text first names them, longer names before those inside them.

    >>> mentioned_path("Metformin treats type 2 diabetes.", ["diabetes", "type 2 diabetes", "metformin"])
    ['metformin', 'type 2 diabetes']
    """
    low, taken, found = text.casefold(), [False] * len(text.casefold()), {}
    for node in sorted(set(nodes), key=lambda name: (-len(name), name)):
        at = low.find(node)
        while node and at >= 0 and any(taken[at : at + len(node)]):
            at = low.find(node, at + 1)
        if node and at >= 0:
            found[node] = at
            taken[at : at + len(node)] = [True] * len(node)
    return sorted(found, key=lambda node: found[node])


@register
@dataclass(frozen=True, slots=True, repr=False)
class PathValidity(RowMetric):
    """The share of the hops of the reasoning that are edges of the knowledge graph in the row.

    Row fields: `graph`, a list of `[head, relation, tail]`; `path`, the entities that the reasoning goes through, in
    order. Without `path` the graph's own entities are looked up in the response, in order of first mention. Edges have
    no direction, names no case.
    """

    name: ClassVar[str] = "PathValidity"
    id: ClassVar[str] = "metrics.path_validity.v1"
    formula: ClassVar[str] = "hops that are edges of the graph / hops"
    empty: ClassVar[str] = "no value: no_reference without a graph, no_claims with fewer than two entities"
    source: ClassVar[str] = "this library, after MedReason's knowledge-graph paths"

    def score(self, row: Mapping[str, Any]) -> Score:
        """The score of one row."""
        edges = graph_edges(list_at(row, "graph") or ())
        if not edges:
            return absent("no_reference")
        path = [_node(item) for item in list_at(row, "path") or ()]
        if not path:
            nodes = sorted({node for edge in edges for node in edge})
            path = mentioned_path(response_text(row), nodes)
        hops = [frozenset(pair) for pair in pairwise(path)]
        return ratio(sum(hop in edges for hop in hops), len(hops), path=path) if hops else absent("no_claims")
