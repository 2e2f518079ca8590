"""Timed and judged comparisons of retrieval.

    python benchmarks/retrieve.py speed CORPUS... --passages 100000      against rank-bm25 and bm25s, in one run
    python benchmarks/retrieve.py scale CORPUS... --passages 1000000     building, loading, querying, memory
    python benchmarks/retrieve.py growth CORPUS... --out growth.json     the same of one index as it grows
    python benchmarks/retrieve.py draw growth.json growth.svg            its plot, and what 50 million would take
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
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TOP_K = 10
SHORT: dict[str, str] = {}


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
    command = commands.add_parser("growth")
    command.add_argument("corpora", nargs="+", type=Path)
    command.add_argument("--sizes", nargs="+", type=int, default=[100_000, 300_000, 1_000_000, 3_000_000])
    command.add_argument("--queries", type=int, default=500)
    command.add_argument("--folder", type=Path, help="where to keep passages and index; temporary by default")
    command.add_argument("--out", type=Path, default=Path("growth.json"))
    command = commands.add_parser("draw")
    command.add_argument("measured", type=Path)
    command.add_argument("picture", type=Path)
    command = commands.add_parser("quality")
    command.add_argument("corpora", nargs="+", type=Path)
    command.add_argument("--group", default="#", help="what ends a document's name in the id of its passages")
    command.add_argument("--prefix", default="medquad/", help="only questions of documents whose id begins so")
    command.add_argument("--every", type=int, default=16)
    command.add_argument("--titles", action="store_true", help="index the titles too (they are the questions)")
    command.add_argument("--abbreviated", action="store_true", help="every question whose disease has an abbreviation")
    command = commands.add_parser("collection")
    command.add_argument("folder", type=Path)
    command.add_argument("--split", default="test")
    command = commands.add_parser("take")
    command.add_argument("index", type=Path)
    command.add_argument("passages", type=Path)
    command = commands.add_parser("ask")
    command.add_argument("index", type=Path)
    command.add_argument("queries", type=Path)
    command.add_argument("--engine", default="pruned", help="pruned, compiled or bm25s")
    command.add_argument("--rounds", type=int, default=3)
    command.add_argument("--cold", action="store_true", help="let the system forget the index's files first")
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
    with WorkFolder(options) as folder:
        if not (folder / "queries.json").exists():
            make(options, folder)
        show("build", **built(folder / "index", folder / "passages.jsonl"))
        for engine in engines():
            for cold in (["--cold"], []):
                show(engine, **asked(folder, "--engine", engine, *cold))


def growth(options: argparse.Namespace) -> None:
    """One index that grows by additions: every passage is read once, every weight computed anew at each size."""
    with WorkFolder(options) as folder:
        queries = sentence_queries(options.corpora, options.queries)
        (folder / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
        rows = varied(options.corpora, max(options.sizes))
        measured: list[dict[str, Any]] = []
        for before, size in itertools.pairwise([0, *options.sizes]):
            with (folder / "more.jsonl").open("w", encoding="utf-8") as handle:
                for row in itertools.islice(rows, size - before):
                    handle.write(json.dumps(row, ensure_ascii=False) + "\n")
            figures = built(folder / "index", folder / "more.jsonl")
            figures["reading_seconds"] += measured[-1]["reading_seconds"] if measured else 0
            figures |= {f"{engine}_queries_per_second": asked(folder, "--engine", engine)["queries_per_second"]
                        for engine in engines()}  # fmt: skip
            measured.append(figures)
            show("size", **figures)
            options.out.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


def draw(options: argparse.Namespace) -> None:
    from growth_plot import plot, slopes

    measured = json.loads(options.measured.read_text(encoding="utf-8"))
    options.picture.write_text(plot(measured), encoding="utf-8")
    for name, slope, value in slopes(measured, 50_000_000):
        print(f"{name}: power {slope:.2f} of the size, {value:,.4g} at 50,000,000")


def engines() -> list[str]:
    return ["pruned", *(["compiled"] if find_spec("numba") else [])]


def built(index: Path, passages: Path) -> dict[str, float]:
    """Build or extend in a process of its own; CPU seconds by what was done, and the peak of its memory."""
    command = [sys.executable, __file__, "take", str(index), str(passages)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def take(options: argparse.Namespace) -> None:
    from reasonscore.retrieve.index import add_to_index, build_index

    begun: dict[str, float] = {}

    def told(stage: str, count: int) -> None:
        begun.setdefault(stage, time.process_time())

    start = time.process_time()
    if (options.index / "manifest.json").exists():
        info = add_to_index([options.passages], options.index, progress=told)
    else:
        info = build_index([options.passages], options.index, progress=told)
    figures = {
        "passages": info.passages, "shards": len(info.shards), "terms": info.terms, "tokens": info.tokens,
        "reading_seconds": begun["weighing"] - start, "weighing_seconds": begun["hashing"] - begun["weighing"],
        "hashing_seconds": time.process_time() - begun["hashing"],
        "peak_gb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "index_gb": info.bytes / 1e9,
    }  # fmt: skip
    print(json.dumps(figures))


def asked(folder: Path, *options: str) -> dict[str, float]:
    command = [sys.executable, __file__, "ask", str(folder / "index"), str(folder / "queries.json"), *options]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def ask(options: argparse.Namespace) -> None:
    """In a process of its own, so that its memory and its first query are those of a search alone.

    Loading is timed apart from the interpreter and the imports, by the clock and in CPU seconds.
    """
    import numpy  # noqa: F401 - loading a library is not loading an index

    from reasonscore.retrieve.index import open_index

    queries = json.loads(options.queries.read_text(encoding="utf-8"))
    if options.cold:
        forget(options.index)
    clock, busy = time.perf_counter(), time.process_time()
    index = open_index(options.index, engine=options.engine)
    figures: dict[str, float] = {
        "cold": options.cold, "load_clock": time.perf_counter() - clock, "load_busy": time.process_time() - busy,
    }  # fmt: skip
    figures["first_query_seconds"] = 1 / rate(lambda: index.retrieve(queries[:1], TOP_K), 1)
    index.retrieve(queries[:20], TOP_K)
    rates = sorted(rate(lambda: index.retrieve(queries, TOP_K), len(queries)) for _ in range(options.rounds))
    figures |= {"queries": len(queries), "queries_per_second": rates[len(rates) // 2], "slowest": rates[0],
                "fastest": rates[-1], "peak_resident_mb": memory()["VmHWM"]}  # fmt: skip
    print(json.dumps(figures))


def forget(folder: Path) -> None:
    """Ask the system to drop the files of a folder from its cache."""
    for path in folder.rglob("*"):
        if path.is_file():
            descriptor = os.open(path, os.O_RDONLY)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


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
    if options.abbreviated:
        written = {name: short for name in sorted(qrels) if (short := abbreviated(questions[name]))}
        qrels = {name: qrels[name] for name in written}
        print("the disease written out, then abbreviated:")
        if not options.titles:
            rows = [{key: value for key, value in row.items() if key != "title"} for row in rows]
        judge(rows, {name: questions[name] for name in written}, qrels)
        judge(rows, written, qrels)
        return
    if not options.titles:
        rows = [{key: value for key, value in row.items() if key != "title"} for row in rows]
    judge(rows, {name: questions[name] for name in chosen}, {name: qrels[name] for name in chosen})


def abbreviated(question: str) -> str | None:
    """The question with its disease abbreviated, where the lexicon has an abbreviation without another meaning."""
    from reasonscore.lexicon.lexicon import load_lexicon
    from reasonscore.resource import resource_text

    lexicon = load_lexicon()
    if not SHORT:
        for line in resource_text("lexicon/abbreviations.tsv").splitlines():
            short = line.split("\t")[0]
            concepts = lexicon.concepts(short) if short.isalpha() and short.isupper() and 2 <= len(short) <= 6 else []
            if len(concepts) == 1:
                SHORT.setdefault(concepts[0].name.lower(), short)
    for mention in lexicon.find(question):
        short = SHORT.get(mention.concept.name.lower(), "")
        if short and len(mention.surface.split()) > 1:
            return question[: mention.span[0]] + short + question[mention.span[1] :]
    return None


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
