"""Test collections: the queries and relevance judgements that lie beside a corpus, as BEIR and R2MED keep them.

BEIR: `queries.jsonl` (`_id`, `text`) and `qrels/SPLIT.tsv` with a line of headings. R2MED: `query.jsonl` (`id`, `text`)
and `qrels.jsonl` (`q_id`, `p_id`, `score`). TREC: `qrels.txt` with four columns. The corpus itself is read by `jsonl`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reasonscore.errors import InputError
from reasonscore.jsonl import read_jsonl

_QUERIES = ("queries.jsonl", "query.jsonl")
_NAMES = {
    "query": ("_id", "id", "q_id", "query_id", "query-id"),
    "judged": ("q_id", "query_id", "query-id"),
    "passage": ("p_id", "corpus_id", "corpus-id", "doc_id"),
    "grade": ("score", "grade", "relevance"),
    "text": ("text", "query"),
}


class Collection(NamedTuple):
    """The queries of a collection and what was judged relevant to them.

    Args:
        queries: Id to text, those alone that were judged, in the order of the file.
        judged: Query id to passage id to grade.
    """

    queries: dict[str, str]
    judged: dict[str, dict[str, int]]


def read_collection(folder: Path, *, split: str = "test") -> Collection:
    """The judged queries of a BEIR, R2MED or TREC folder.

    Args:
        folder: The folder that holds `corpus.jsonl` too.
        split: Which of BEIR's judgements: `train`, `dev` or `test`.

    Raises:
        InputError: Where a file is missing, or a line is not what it must be.
    """
    path = _first(folder, *(name + packed for name in _QUERIES for packed in ("", ".gz", ".zst")))
    texts: dict[str, str] = {}
    for where, row in _rows(path):
        texts[_text(row, "query", where)] = _text(row, "text", where)
    found = _first(
        folder, f"qrels/{split}.tsv", f"{split}.tsv", "qrels.jsonl", "qrels.jsonl.gz", "qrels.tsv", "qrels.txt"
    )
    judged: dict[str, dict[str, int]] = {}
    for query, passage, grade in _judgements(found):
        judged.setdefault(query, {})[passage] = grade
    queries = {query: text for query, text in texts.items() if query in judged}
    if not queries:
        raise InputError(
            f"{found}: judges none of the {len(texts)} queries of {path.name}; are they of one collection?"
        )
    return Collection(queries, {query: judged[query] for query in queries})


def _first(folder: Path, *names: str) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise InputError(f"collection '{folder}': found none of {', '.join(names)}; expected a BEIR or R2MED folder")


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in read_jsonl(path):
        where = f"{path}, line {line.number}"
        if line.row is None:
            raise InputError(f"{where}: {line.error.message if line.error else 'not a JSON object'}")
        yield where, line.row


def _text(row: dict[str, Any], ours: str, where: str) -> str:
    value = next((row[name] for name in _NAMES[ours] if row.get(name) is not None), None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError(f"{where}: found no {ours} (looked for {', '.join(_NAMES[ours])})")
    return str(value)


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    if ".jsonl" in path.name:
        for where, row in _rows(path):
            grade = _text(row, "grade", where)
            yield _text(row, "judged", where), _text(row, "passage", where), _grade(grade, where)
        return
    with path.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.split("\t") if "\t" in line else line.split()
            # TREC has a column of iterations between query and passage.
            cells = [cell.strip() for cell in (cells[:1] + cells[2:] if len(cells) == 4 else cells)]
            if not line.strip() or (number == 1 and len(cells) == 3 and not _is_number(cells[2])):
                continue
            where = f"{path}, line {number}"
            if len(cells) != 3:
                raise InputError(f"{where}: found {len(cells)} columns, expected query, passage and grade")
            yield cells[0], cells[1], _grade(cells[2], where)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


def _grade(text: str, where: str) -> int:
    if not _is_number(text):
        raise InputError(f"{where}: found grade '{text}', expected a whole number")
    return int(text)
