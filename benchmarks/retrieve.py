"""Timed and judged comparisons of retrieval.

    python benchmarks/retrieve.py speed CORPUS... --passages 100000      against rank-bm25 and bm25s, in one run
    python benchmarks/retrieve.py scale CORPUS... --passages 1000000     building, loading, querying, memory
    python benchmarks/retrieve.py quality CORPUS... [--group '#']        each question finds its own answer passages
    python benchmarks/retrieve.py collection FOLDER                      BEIR or R2MED queries and judgements

Passages beyond the corpora are variations: every sixth word is exchanged for one drawn from the corpus, and some names
are made up, so that vocabulary and posting lists grow as in real text. Everything is seeded. Queries are sentences.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOP_K = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("speed", "scale"):
        command = commands.add_parser(name)
        command.add_argument("corpora", nargs="+", type=Path)
        command.add_argument("--passages", type=int, default=100_000 if name == "speed" else 1_000_000)
        command.add_argument("--queries", type=int, default=1000)
        command.add_argument("--slow-queries", type=int, default=15, help="queries for rank-bm25")
        command.add_argument("--folder", type=Path, help="where to keep passages and index; temporary by default")
    command = commands.add_parser("quality")
    command.add_argument("corpora", nargs="+", type=Path)
    command.add_argument("--group", default="#", help="what ends a document's name in the id of its passages")
    command.add_argument("--prefix", default="medquad/", help="only questions of documents whose id begins so")
    command.add_argument("--every", type=int, default=16)
    command.add_argument("--titles", action="store_true", help="index the titles too (they are the questions)")
    command = commands.add_parser("collection")
    command.add_argument("folder", type=Path)
    command.add_argument("--split", default="test")
    command = commands.add_parser("ask")
    command.add_argument("index", type=Path)
    command.add_argument("queries", type=Path)
    options = parser.parse_args()
    globals()[options.command](options)


def documents(corpora: list[Path]) -> Iterator[dict[str, Any]]:
    from reasonscore.retrieve.corpus import read_corpus
    from reasonscore.retrieve.document import Document

    for path in corpora:
        for item in read_corpus(path):
            if isinstance(item, Document):
                yield item.to_row()


def varied(corpora: list[Path], count: int) -> Iterator[dict[str, Any]]:
    rows = list(documents(corpora))
    random.Random(0).shuffle(rows)
    words = [word for row in rows[:4000] for word in row["text"].split()]
    for copy in itertools.count():
        chance = random.Random(copy)
        for row in rows:
            if count == 0:
                return
            count -= 1
            if copy:
                text = row["text"].split()
                for place in range(chance.randrange(6), len(text), 6):
                    made_up = chance.random() < 0.003
                    text[place] = f"x{chance.randrange(10**7):x}" if made_up else chance.choice(words)
                row = row | {"id": f"{row['id']}/{copy}", "text": " ".join(text)}
            yield row


def sentence_queries(corpora: list[Path], count: int) -> list[str]:
    from reasonscore.retrieve.chunk import sentences

    found = [s for row in itertools.islice(documents(corpora), 0, None, 7) for s in sentences(row["text"])]
    found = [sentence for sentence in found if 8 <= len(sentence.split()) <= 40]
    return random.Random(1).sample(found, min(count, len(found)))


def make(options: argparse.Namespace, folder: Path) -> tuple[Path, list[str]]:
    path = folder / "passages.jsonl"
    with path.open("w", encoding="utf-8") as handle:
        for row in varied(options.corpora, options.passages):
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")
    queries = sentence_queries(options.corpora, options.queries)
    (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
    return path, queries


def speed(options: argparse.Namespace) -> None:
    import bm25s
    from rank_bm25 import BM25Okapi

    from reasonscore.retrieve.index import build_index, open_index
    from reasonscore.retrieve.tokenizer import tokenize

    with WorkFolder(options) as folder:
        path, queries = make(options, folder)
        build_index([path], folder / "index", overwrite=True)
        index = open_index(folder / "index")
        index.retrieve(queries[:20], TOP_K)
        show("queries", count=len(queries), words=sum(len(q.split()) for q in queries) / len(queries))
        ours = rate(lambda: index.retrieve(queries, TOP_K), len(queries))
        show("reasonscore", passages=len(index), queries_per_second=ours)
        tokens = [tokenize(f"{p.title or ''}\n{p.text}") for p in index.passages()]
        asked = [tokenize(query) for query in queries]
        engine = bm25s.BM25(method="lucene", k1=0.9, b=0.4)
        engine.index(tokens, show_progress=False)
        theirs = rate(lambda: engine.retrieve(asked, k=TOP_K, show_progress=False), len(queries))
        show("bm25s numpy", queries_per_second=theirs, ours_to_theirs=ours / theirs)
        try:
            fast = bm25s.BM25(method="lucene", k1=0.9, b=0.4, backend="numba")
            fast.index(tokens, show_progress=False)
            fast.retrieve(asked[:20], k=TOP_K, show_progress=False)
            theirs = rate(lambda: fast.retrieve(asked, k=TOP_K, show_progress=False, n_threads=1), len(queries))
            show("bm25s numba", queries_per_second=theirs, ours_to_theirs=ours / theirs)
        except ImportError as error:
            print(f"bm25s numba: not installed ({error})")
        slow = BM25Okapi(tokens, k1=0.9, b=0.4)
        few = asked[: options.slow_queries]
        theirs = rate(lambda: [slow.get_top_n(query, range(len(tokens)), TOP_K) for query in few], len(few))
        show("rank-bm25", queries_per_second=theirs, ours_to_theirs=ours / theirs)


def scale(options: argparse.Namespace) -> None:
    from reasonscore.retrieve.index import build_index

    with WorkFolder(options) as folder:
        if not (folder / "queries.json").exists():
            make(options, folder)
        if os.fork() == 0:
            start, busy = time.perf_counter(), time.process_time()
            info = build_index([folder / "passages.jsonl"], folder / "index", overwrite=True)
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            show("build", passages=info.passages, shards=len(info.shards), terms=info.terms, tokens=info.tokens,
                 seconds=seconds, busy_seconds=time.process_time() - busy, peak_gb=peak,
                 index_gb=info.bytes / 1e9)  # fmt: skip
            os._exit(0)
        os.wait()
        ask = [sys.executable, __file__, "ask", str(folder / "index"), str(folder / "queries.json")]
        subprocess.run(ask, check=True)


def ask(options: argparse.Namespace) -> None:
    """In a process of its own, so that its memory is that of a search alone."""
    from reasonscore.retrieve.index import open_index

    queries = json.loads(options.queries.read_text(encoding="utf-8"))
    import numpy  # noqa: F401 - loading a library is not loading an index

    before = memory()
    start = time.process_time()
    index = open_index(options.index)
    load = time.process_time() - start
    loaded = memory()
    first = rate(lambda: index.retrieve(queries[:1], TOP_K), 1)
    index.retrieve(queries[:20], TOP_K)
    batched = rate(lambda: index.retrieve(queries, TOP_K), len(queries))
    show("load", seconds=load, resident_mb=loaded["VmRSS"] - before["VmRSS"], first_query_seconds=1 / first)
    show("query", count=len(queries), queries_per_second=batched, resident_mb=memory()["VmRSS"],
         of_it_mapped_mb=memory()["RssFile"], peak_mb=memory()["VmHWM"])  # fmt: skip


def quality(options: argparse.Namespace) -> None:
    rows = list(documents(options.corpora))
    qrels: dict[str, dict[str, int]] = {}
    questions = {}
    for row in rows:
        if row["id"].startswith(options.prefix):
            name = row["id"].split(options.group)[0]
            qrels.setdefault(name, {})[row["id"]] = 1
            questions[name] = row.get("title", "")
    chosen = sorted(qrels)[:: options.every]
    if not options.titles:
        rows = [{key: value for key, value in row.items() if key != "title"} for row in rows]
    judge(rows, {name: questions[name] for name in chosen}, {name: qrels[name] for name in chosen})


def collection(options: argparse.Namespace) -> None:
    from reasonscore.retrieve.collection import read_collection

    found = read_collection(options.folder, split=options.split)
    judge(list(documents([options.folder])), found.queries, found.judged)


def judge(rows: list[dict[str, Any]], queries: dict[str, str], qrels: dict[str, dict[str, int]]) -> None:
    import ir_measures
    from ir_measures import R, nDCG

    from reasonscore.retrieve.index import build_index, open_index
    from reasonscore.retrieve.query import make_query

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "passages.jsonl")
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        build_index([path], Path(folder, "index"))
        index = open_index(Path(folder, "index"))
        measures = [nDCG @ 10, R @ 5, R @ 10, R @ 50]
        for label, write in (("text", str), ("make_query", make_query)):
            asked = {name: write(text) for name, text in queries.items()}
            found = index.retrieve(list(asked.values()), 50)
            run = {
                # Scores are rounded, so the rank itself is what the judge gets.
                name: {passage.id: float(-rank) for rank, passage in enumerate(passages)}
                for name, passages in zip(asked, found, strict=True)
            }
            result = ir_measures.calc_aggregate(measures, qrels, run)
            show(f"queries as {label}", passages=len(index), queries=len(queries),
                 **{str(measure): result[measure] for measure in measures})  # fmt: skip


def rate(work: Any, count: int) -> float:
    """Per second of processor time: on one core of its own, whatever else the machine does."""
    start = time.process_time()
    work()
    return count / (time.process_time() - start)


def memory() -> dict[str, float]:
    lines = Path("/proc/self/status").read_text().splitlines()
    return {
        name: int(rest.split()[0]) / 1e3 for name, _, rest in (line.partition(":") for line in lines) if "kB" in rest
    }


def show(label: str, **figures: float) -> None:
    print(f"{label}: " + ", ".join(f"{key} {value:,.4g}" if isinstance(value, float) else f"{key} {value:,}"
                                   for key, value in figures.items()), flush=True)  # fmt: skip


class WorkFolder:
    """The folder of the options, or a temporary one."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.given: Path | None = options.folder

    def __enter__(self) -> Path:
        self.path = self.given or Path(tempfile.mkdtemp())
        self.path.mkdir(parents=True, exist_ok=True)
        return self.path

    def __exit__(self, *_: object) -> None:
        if not self.given:
            shutil.rmtree(self.path)


if __name__ == "__main__":
    main()
