"""Test collections in the three layouts, and the same figures from ir-measures whichever layout they came in."""

import json

import ir_measures
import pytest
from ir_measures import R, nDCG

from reasonscore.errors import InputError
from reasonscore.retrieve.collection import read_collection
from reasonscore.retrieve.index import build_index, open_index

PASSAGES = {
    "d1": "Colchicine shortens an acute attack of gout.",
    "d2": "Allopurinol lowers urate between attacks of gout.",
    "d3": "Metformin is the first drug for type 2 diabetes.",
    "d4": "Lactic acidosis is a rare harm of metformin in renal failure.",
}
QUERIES = {"q1": "acute gout attack treatment", "q2": "metformin lactic acidosis", "q3": "never judged"}
JUDGED = {"q1": {"d1": 2, "d2": 1}, "q2": {"d4": 1, "d3": 0}}


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def beir(folder):
    (folder / "qrels").mkdir()
    (folder / "corpus.jsonl").write_text(lines({"_id": k, "title": "", "text": v} for k, v in PASSAGES.items()))
    (folder / "queries.jsonl").write_text(lines({"_id": k, "text": v, "metadata": {}} for k, v in QUERIES.items()))
    rows = [f"{query}\t{passage}\t{grade}\n" for query, found in JUDGED.items() for passage, grade in found.items()]
    (folder / "qrels/test.tsv").write_text("query-id\tcorpus-id\tscore\n" + "".join(rows))
    (folder / "qrels/dev.tsv").write_text("query-id\tcorpus-id\tscore\nq3\td1\t1\n")


def r2med(folder):
    (folder / "corpus.jsonl").write_text(lines({"id": k, "text": v} for k, v in PASSAGES.items()))
    (folder / "query.jsonl").write_text(lines({"id": k, "text": v} for k, v in QUERIES.items()))
    (folder / "qrels.jsonl").write_text(
        lines({"q_id": q, "p_id": p, "score": grade} for q, found in JUDGED.items() for p, grade in found.items())
    )


def trec(folder):
    (folder / "corpus.jsonl").write_text(lines({"id": k, "text": v} for k, v in PASSAGES.items()))
    (folder / "queries.jsonl").write_text(lines({"id": k, "text": v} for k, v in QUERIES.items()))
    (folder / "qrels.txt").write_text(
        "".join(f"{q} 0 {p} {g}\n" for q, found in JUDGED.items() for p, g in found.items())
    )


@pytest.mark.parametrize("layout", [beir, r2med, trec])
def test_each_layout_gives_the_same_queries_judgements_and_figures(tmp_path, layout):
    layout(tmp_path)
    collection = read_collection(tmp_path)
    assert collection.judged == JUDGED
    assert collection.queries == {name: QUERIES[name] for name in JUDGED}
    # The folder is indexed by its corpus alone.
    assert build_index([tmp_path], tmp_path / "index").passages == len(PASSAGES)
    found = open_index(tmp_path / "index").retrieve(list(collection.queries.values()), 4)
    run = {name: {p.id: p.score for p in passages} for name, passages in zip(collection.queries, found, strict=True)}
    figures = ir_measures.calc_aggregate([nDCG @ 10, R @ 1, R @ 4], collection.judged, run)
    # q1 ranks d1, d2 as judged; q2 ranks d4 before d3: ideal, and of three relevant passages one is not first.
    assert figures == {nDCG @ 10: 1.0, R @ 1: 0.75, R @ 4: 1.0}


def test_splits(tmp_path):
    beir(tmp_path)
    assert read_collection(tmp_path, split="dev").judged == {"q3": {"d1": 1}}
    with pytest.raises(InputError, match=r"found none of qrels/train.tsv"):
        read_collection(tmp_path, split="train")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("queries.jsonl", '{"_id": "q1"}\n', r"queries.jsonl, line 1: found no text"),
        ("queries.jsonl", "{\n", r"queries.jsonl, line 1: not valid JSON"),
        ("qrels/test.tsv", "a\tb\tc\nq1\td1\thigh\n", r"test.tsv, line 2: found grade 'high', expected a whole number"),
        ("qrels/test.tsv", "q1\td1\n", r"test.tsv, line 1: found 2 columns"),
        ("qrels/test.tsv", "other\td1\t1\n", r"judges none of the 3 queries"),
    ],
)
def test_what_is_no_collection(tmp_path, name, content, message):
    beir(tmp_path)
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=message):
        read_collection(tmp_path)
