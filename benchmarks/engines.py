"""Our engines, bm25s and tantivy over the same passages and tokens, searching alone, in turns in one process.

    python benchmarks/engines.py INDEX queries.json [--tantivy FOLDER] [--rounds 3]

tantivy has one thread and one segment. Its k1 and b are fixed (1.2 and .75), so its ranking is another one and only its
speed is compared. `queries.json` is a list of texts, as `retrieve.py growth --folder` leaves it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TOP_K = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--tantivy", type=Path, help="where to keep its index; built where the folder is not there")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    from reasonscore.retrieve.index import open_index

    queries = json.loads(options.queries.read_text(encoding="utf-8"))
    searches: dict[str, Callable[[], Any]] = {}
    for engine in ("pruned", "compiled", "bm25s"):
        if engine != "compiled" or find_spec("numba"):
            index = open_index(options.index, engine=engine)
            searches[engine] = lambda index=index: [index._search(query, TOP_K) for query in queries]
            index._search(queries[0], TOP_K)
    if options.tantivy:
        searches["tantivy"] = tantivy_search(options.tantivy, open_index(options.index), queries)
        searches["tantivy"]()
    for _ in range(options.rounds):
        rates = {}
        for name, search in searches.items():
            start = time.process_time()
            search()
            rates[name] = round(len(queries) / (time.process_time() - start), 1)
        print("queries a CPU second:", rates, flush=True)


def tantivy_search(folder: Path, index: Any, queries: list[str]) -> Callable[[], Any]:
    import tantivy

    from reasonscore.retrieve.tokenizer import tokenize

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="freq")
    schema = builder.build()
    new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    engine = tantivy.Index(schema, path=str(folder))
    if new:
        writer = engine.writer(400_000_000, 1)
        for passage in index.passages():
            text = " ".join(tokenize(f"{passage.title or ''}\n{passage.text}"))
            writer.add_document(tantivy.Document(text=text))
        writer.commit()
        writer.wait_merging_threads()
    engine.reload()
    searcher = engine.searcher()
    print("tantivy segments:", searcher.num_segments)
    tokens = [list(dict.fromkeys(tokenize(query))) for query in queries]

    def term(token: str) -> Any:
        return tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", token, index_option="freq")

    def search() -> Any:
        asked = (tantivy.Query.boolean_query([term(token) for token in found]) for found in tokens)
        return [searcher.search(query, TOP_K, count=False).hits for query in asked]

    return search


if __name__ == "__main__":
    main()
