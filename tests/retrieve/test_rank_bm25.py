"""The reference backend and an index agree on the same passages."""

import pytest

from reasonscore.record import Passage
from reasonscore.retrieve.primer import open_primer
from reasonscore.retrieve.retriever import Retriever

pytest.importorskip("rank_bm25")

from reasonscore.retrieve.rank_bm25 import RankBm25Retriever


def test_agrees_with_the_index_on_the_primer():
    primer = open_primer()
    rows = primer.passages()
    reference = RankBm25Retriever(list(rows))
    assert isinstance(reference, Retriever)
    queries = [
        "fever and rash in a child",
        "metformin eGFR",
        "INR warfarin antibiotics",
        "chest pain ST elevation",
        "zzz",
    ]
    for found, expected in zip(primer.retrieve(queries, 20), reference.retrieve(queries, 20), strict=True):
        assert [passage.id for passage in found] == [passage.id for passage in expected]
        assert [passage.score for passage in found] == pytest.approx([passage.score for passage in expected], abs=2e-4)


def test_nothing_to_rank():
    assert RankBm25Retriever([]).retrieve(["fever"], 3) == [[]]
    assert RankBm25Retriever([Passage("!!!")]).retrieve(["fever"], 3) == [[]]
