"""Scores against a hand-worked example and two other implementations; shards, ties, additions, damage."""

import itertools
import json
import math
import random
import shutil
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.errors import InputError, MissingExtraError, ReasonScoreError, ResourceError
from reasonscore.retrieve.index import Index, add_to_index, build_index, open_index, verify_index
from reasonscore.retrieve.manifest import read_manifest
from reasonscore.retrieve.passage_filter import PassageFilter
from reasonscore.retrieve.ranking import PrunedRanking, WeightedPosting
from reasonscore.retrieve.reading import Reading
from reasonscore.retrieve.retriever import Retriever
from reasonscore.retrieve.shard import Posting
from reasonscore.retrieve.tokenizer import tokenize

WORDS = "fever rash pain cough aspirin insulin troponin sodium kawasaki sepsis edema".split()


def write(path, texts, **more):
    rows = [{"id": f"p{number}", "text": text} | more for number, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def random_texts(count, seed=1):
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=chance.randint(1, 12))) + f" n{number}" for number in range(count)]


@pytest.fixture
def small(tmp_path):
    texts = ["aspirin for fever", "insulin", "fever fever cough"]
    build_index([write(tmp_path / "c.jsonl", texts)], tmp_path / "index")
    return tmp_path / "index"


def test_worked_example(small):
    # N = 3, average length (2 + 1 + 3) / 3 = 2; "fever" is in 2 passages: idf = ln(1 + 1.5 / 2.5) = 0.470004.
    # First passage: tf 1, length 2, so 1 / (1 + 0.9) = 0.526316; third: 2 / (2 + 0.9 * (0.6 + 0.4 * 1.5)) = 0.649351.
    found = open_index(small).retrieve(["Fever?"], top_k=5)[0]
    assert [(passage.id, passage.score) for passage in found] == [("p2", 0.3052), ("p0", 0.2474)]
    assert math.isclose(found[0].score, math.log(1.6) * 2 / (2 + 0.9 * 1.2), abs_tol=5e-5)


def test_is_a_retriever_and_says_how(small):
    index = open_index(small)
    assert isinstance(index, Retriever)
    assert index.signature() == {
        "engine": "bm25", "variant": "lucene", "k1": "0.9", "b": "0.4", "tokenizer": "clinical/2",
        "index": index.info.digest,
    }  # fmt: skip
    assert index.retrieve([], 3) == []
    assert index.retrieve(["nothing known", ""], 3) == [[], []]
    with pytest.raises(ReasonScoreError, match="top_k"):
        index.retrieve(["fever"], 0)


def test_agrees_with_bm25s_and_rank_bm25(tmp_path):
    import bm25s

    rank_bm25 = pytest.importorskip("rank_bm25")

    class Lucene(rank_bm25.BM25Okapi):
        def _calc_idf(self, nd):
            self.idf = {word: math.log(1 + (self.corpus_size - n + 0.5) / (n + 0.5)) for word, n in nd.items()}

    texts = random_texts(400)
    build_index([write(tmp_path / "c.jsonl", texts)], tmp_path / "index", k1=1.2, b=0.75)
    index = open_index(tmp_path / "index")
    tokens = [tokenize(text) for text in texts]
    reference = Lucene(tokens, k1=1.2, b=0.75)
    engine = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    engine.index(tokens, show_progress=False)
    for query in ["fever rash", "troponin sepsis sodium fever fever", "n17 cough"]:
        found = index.retrieve([query], 10)[0]
        # Okapi as rank-bm25 writes it has a constant factor k1 + 1 that Lucene dropped.
        expected = reference.get_scores(tokenize(query)) / 2.2
        order = np.lexsort((np.arange(len(texts)), -np.round(expected, 6)))[:10]
        assert [passage.id for passage in found] == [f"p{number}" for number in order]
        assert [passage.score for passage in found] == pytest.approx(expected[order], abs=1e-4)
        other = engine.get_scores(tokenize(query))
        assert [passage.score for passage in found] == pytest.approx(other[order], abs=1e-4)


def test_shards_change_nothing(tmp_path):
    corpus = write(tmp_path / "c.jsonl", random_texts(5000))
    build_index([corpus], tmp_path / "one")
    # Shards are closed after whole batches of documents.
    info = build_index([corpus], tmp_path / "many", reading=Reading(shard_tokens=10))
    assert len(info.shards) == 3
    queries = [" ".join(random.Random(seed).choices(WORDS, k=4)) for seed in range(30)]
    one, many = (open_index(tmp_path / name).retrieve(queries, 20) for name in ("one", "many"))
    assert one == many
    assert info.terms == open_index(tmp_path / "one").info.terms


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_pruning_equals_adding_everything(tmp_path_factory, data):
    folder = data.draw(st.shared(st.just(None), key="folder")) or _shared_index(tmp_path_factory)
    query = " ".join(data.draw(st.lists(st.sampled_from([*WORDS, "n3", "n77"]), min_size=1, max_size=8)))
    top_k = data.draw(st.sampled_from([1, 3, 10, 50]))
    index = open_index(folder)
    found = [(p.id, p.score) for p in index.retrieve([query], top_k)[0]]
    everything = [(p.id, p.score) for p in index.retrieve([query], len(index))[0]]
    assert found == everything[:top_k]


@pytest.mark.parametrize("engine", ["bm25s", "compiled"])
def test_every_engine_gives_the_same(tmp_path, engine):
    if engine == "compiled":
        pytest.importorskip("numba")
    corpora = [
        write(tmp_path / "c.jsonl", random_texts(5000), source="ward"),
        write(tmp_path / "d.jsonl", random_texts(3000, seed=2), source="clinic"),
    ]
    build_index(corpora, tmp_path / "index", reading=Reading(shard_tokens=10))
    queries = [" ".join(random.Random(seed).choices(WORDS, k=5)) for seed in range(20)] + ["", "unknown", "n17 n17 n4"]
    for sources in ((), ("nowhere",), ("clinic",)):
        chosen = PassageFilter(sources) if sources else None
        numpy, other = (Index(tmp_path / "index", chosen, engine=name) for name in ("pruned", engine))
        assert numpy.retrieve(queries, 20) == other.retrieve(queries, 20)
        if engine == "compiled":
            # Before rounding: the sums are equal to the last bit.
            for query, top_k in itertools.product(queries, (1, 20, 9000)):
                assert numpy._search(query, top_k) == other._search(query, top_k)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_compiled_lists_of_any_shape(data):
    """Few postings and many, ties, repeated terms: the shapes that an index of sentences seldom has."""
    from reasonscore.retrieve.compiled_ranking import CompiledRanking

    passages = data.draw(st.sampled_from([1, 40, 2048, 5000]))
    chance = np.random.default_rng(data.draw(st.integers(0, 999)))
    lists = [
        np.flatnonzero(chance.random(passages) < chance.choice([0.001, 0.05, 0.4, 1.0])).astype(np.int32)
        for _ in range(data.draw(st.integers(1, 7)))
    ]
    weights = [chance.integers(1, 5, len(found)).astype(np.float32) / np.float32(3) for found in lists]
    starts = np.concatenate([[0], np.cumsum([len(found) for found in lists])])
    shard = SimpleNamespace(
        passages=passages,
        matrix=lambda: {"data": np.concatenate(weights), "indices": np.concatenate(lists), "indptr": starts},
    )
    postings = [
        WeightedPosting(Posting(number, found, weight, float(weight.max(initial=0)), len(found)), 1 + number % 2)
        for number, (found, weight) in enumerate(zip(lists, weights, strict=True))
        if len(found)
    ]
    top_k = data.draw(st.sampled_from([1, 10, 3000]))
    floor = data.draw(st.sampled_from([0.0, 1.5]))
    allowed = chance.random(passages) < 0.5 if data.draw(st.booleans()) else None
    if not postings:
        return
    plain = PrunedRanking(passages).rank(postings, top_k, floor=floor, allowed=allowed)
    compiled = CompiledRanking(shard).rank(postings, top_k, floor=floor, allowed=allowed)
    # Either may leave out what does not reach the floor.
    for found in zip(plain, compiled, strict=True):
        assert np.array_equal(
            *(values[scores >= floor] for values, scores in zip(found, (plain[1], compiled[1]), strict=True))
        )


def test_pages_are_let_go_and_come_back(small, monkeypatch):
    monkeypatch.setattr("reasonscore.retrieve.index._RELEASE_AFTER", 2)
    index = open_index(small)
    let_go = []
    for shard in index._shards:
        monkeypatch.setattr(shard, "release", lambda release=shard.release: let_go.append(release()))
    queries = ["fever", "insulin", "cough", "aspirin fever", "fever cough"]
    assert index.retrieve(queries, 3) == [open_index(small).retrieve([query], 3)[0] for query in queries]
    assert len(let_go) == 2
    assert all(len(shard._maps) >= 5 for shard in index._shards)


def test_engine_by_the_size_of_the_index_and_by_what_is_installed(small, monkeypatch):
    def chosen(engine):
        return type(open_index(small, engine=engine)._rankings[0]).__name__

    assert (chosen("auto"), chosen("pruned"), chosen("bm25s")) == ("PrunedRanking", "PrunedRanking", "DenseRanking")
    monkeypatch.setattr("reasonscore.retrieve.engine.COMPILED_FROM", 1)
    monkeypatch.setattr("reasonscore.retrieve.engine.find_spec", lambda name: "found, but it cannot be imported")
    monkeypatch.setattr("reasonscore.retrieve.compiled_ranking.IS_COMPILED", False)
    assert chosen("auto") == "PrunedRanking"
    with pytest.raises(MissingExtraError, match="numba"):
        chosen("compiled")


_made = {}


def _shared_index(factory):
    if "folder" not in _made:
        base = factory.mktemp("pruning")
        build_index([write(base / "c.jsonl", random_texts(3000, seed=5))], base / "index")
        _made["folder"] = base / "index"
    return _made["folder"]


def test_ties_come_in_corpus_order(tmp_path):
    corpus = write(tmp_path / "c.jsonl", [f"fever n{number}" for number in range(50)])
    build_index([corpus], tmp_path / "index")
    found = open_index(tmp_path / "index").retrieve(["fever"], 7)[0]
    assert [passage.id for passage in found] == [f"p{number}" for number in range(7)]


def test_same_corpus_same_bytes(tmp_path):
    corpus = write(tmp_path / "c.jsonl", random_texts(50))
    assert build_index([corpus], tmp_path / "a") == build_index([corpus], tmp_path / "b")
    assert (tmp_path / "a/manifest.json").read_bytes() == (tmp_path / "b/manifest.json").read_bytes()


def test_addition_gives_the_scores_of_a_build_at_once(tmp_path):
    texts = random_texts(300)
    first, second = write(tmp_path / "a.jsonl", texts[:200]), write(tmp_path / "b.jsonl", texts[150:])
    build_index([first, second], tmp_path / "once")
    build_index([first], tmp_path / "grown")
    before = open_index(tmp_path / "grown")
    info = add_to_index([second], tmp_path / "grown")
    assert [(corpus.passages, corpus.duplicates) for corpus in info.corpora] == [(200, 0), (100, 50)]
    queries = ["fever cough", "sepsis n250", "aspirin"]
    assert open_index(tmp_path / "grown").retrieve(queries, 9) == open_index(tmp_path / "once").retrieve(queries, 9)
    assert before.retrieve(["n250"], 1) == [[]]
    assert verify_index(tmp_path / "grown") == []


def test_damaged_index_is_not_added_to(tmp_path):
    corpus = write(tmp_path / "a.jsonl", random_texts(50))
    info = build_index([corpus], tmp_path / "index")
    name = sorted(info.files)[0]
    (tmp_path / "index" / name).write_bytes(b"cut")
    with pytest.raises(ResourceError, match=f"3 bytes for {name}, expected"):
        add_to_index([corpus], tmp_path / "index")
    assert read_manifest(tmp_path / "index") == info


def test_killed_addition_leaves_the_index_as_it_was(tmp_path, small):
    def die(stage, count):
        if stage == "hashing":
            raise KeyboardInterrupt

    before = open_index(small).retrieve(["fever"], 3)
    more = write(tmp_path / "more.jsonl", ["fever chills"])
    with pytest.raises(KeyboardInterrupt):
        add_to_index([more], small, progress=die)
    assert open_index(small).retrieve(["fever"], 3) == before
    assert add_to_index([more], small).passages == 4
    assert verify_index(small) == []


def test_killed_build_loads_nothing_and_resumes(tmp_path):
    corpus = write(tmp_path / "c.jsonl", random_texts(5000))
    reading = Reading(shard_tokens=10)
    seen = []

    def die(stage, count):
        seen.append(count)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index([corpus], tmp_path / "index", reading=reading, progress=die)
    with pytest.raises(ResourceError, match=r"no manifest.* --resume \(a build of it was interrupted\)"):
        open_index(tmp_path / "index")
    with pytest.raises(ReasonScoreError, match="other corpora or settings"):
        build_index([corpus], tmp_path / "index", resume=True)
    counts = []
    info = build_index(
        [corpus], tmp_path / "index", reading=reading, resume=True, progress=lambda stage, count: counts.append(count)
    )
    assert counts[0] == 5000  # the two shards that were closed were not read again
    assert info == build_index([corpus], tmp_path / "whole", reading=reading)


def test_existing_folders_are_not_overwritten(tmp_path, small):
    corpus = write(tmp_path / "d.jsonl", ["gout"])
    with pytest.raises(ReasonScoreError, match="--force"):
        build_index([corpus], small)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    with pytest.raises(ReasonScoreError, match="is there already"):
        build_index([corpus], tmp_path / "mine", overwrite=True)
    assert build_index([corpus], small, overwrite=True).passages == 1


def test_what_cannot_be_an_index(tmp_path):
    with pytest.raises(InputError, match="k1=-1"):
        build_index([write(tmp_path / "c.jsonl", ["a b"])], tmp_path / "index", k1=-1)
    with pytest.raises(InputError, match="no such file"):
        build_index([tmp_path / "none.jsonl"], tmp_path / "index")
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(InputError, match="no passage found"):
        build_index([tmp_path / "empty.jsonl"], tmp_path / "index")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.jsonl", "empty.jsonl"]


def test_passages_without_any_token_are_stored(tmp_path):
    build_index([write(tmp_path / "c.jsonl", ["!!!", "???"])], tmp_path / "index")
    assert len(open_index(tmp_path / "index")) == 2
    assert open_index(tmp_path / "index").retrieve(["fever"], 2) == [[]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda row: row | {"version": 99}, "version 99, expected reasonscore-index version 1"),
        (lambda row: row | {"format": "other"}, "found format other"),
        (lambda row: row | {"tokenizer": "clinical/0"}, "found tokenizer clinical/0, expected clinical/2"),
        (lambda row: {key: value for key, value in row.items() if key != "shards"}, "damaged"),
        (lambda row: [], "damaged"),
    ],
)
def test_wrong_manifest(small, change, message):
    path = small / "manifest.json"
    path.write_text(json.dumps(change(json.loads(path.read_text()))))
    with pytest.raises(ResourceError, match=message):
        open_index(small)


def test_damaged_files(small):
    names = [path.relative_to(small) for path in sorted(small.rglob("*")) if path.parent != small and path.is_file()]
    for name in names:
        copy = small.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(small, copy)
        content = (copy / name).read_bytes()
        if not content:
            continue
        (copy / name).write_bytes(content[:-1])
        with pytest.raises(ResourceError, match=f"{len(content) - 1} bytes for {name}, expected {len(content)}"):
            open_index(copy)
        (copy / name).write_bytes(bytes([content[0] ^ 1]) + content[1:])
        assert verify_index(copy) == [f"{name}: found other content"]
        (copy / name).unlink()
        with pytest.raises(ResourceError, match=f"no such file for {name}"):
            open_index(copy)
        assert verify_index(copy) == [f"{name}: missing"]


def test_rows_outlive_a_moved_index(small):
    index = Index(small)
    assert index.retrieve(["insulin"], 1)[0][0].text == "insulin"
