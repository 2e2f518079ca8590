"""JSON Lines corpora: our own field names, and those of MedRAG chunks, BEIR and R2MED.

MedRAG chunk files have `id`, `title`, `content` and `contents` (title and content again); BEIR has `_id`, `title`,
`text`; R2MED has `id` and `text`. A name given by the user comes before all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reasonscore.errors import InputError, MissingExtraError
from reasonscore.jsonl import Line, open_bytes, parse_line
from reasonscore.kind import kind_of
from reasonscore.retrieve.corpus import CORPUS_FORMATS, CorpusFile, CorpusItem, unreadable
from reasonscore.retrieve.document import BadDocument, Document

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "doc_id", "docid", "passage_id", "pmid", "PMID"),
    "text": ("text", "content", "contents", "passage", "body", "abstract"),
    "title": ("title",),
    "source": ("source", "url"),
    "date": ("date", "published", "year"),
    "licence": ("licence", "license"),
}
"""Our fields and the names they go by, in order of preference."""


@CORPUS_FORMATS.register("jsonl")
def read_jsonl(file: CorpusFile, fields: Mapping[str, str]) -> Iterator[CorpusItem]:
    """The documents of a JSON Lines file; a document without an id is named after the file and its line."""
    names = {ours: (fields[ours],) if ours in fields else known for ours, known in NAMES.items()}
    path = file.path
    line = 0
    try:
        with open_bytes(path) as handle:
            for line, content in enumerate(handle, 1):
                if content.strip():
                    yield _item(parse_line(line, content), names, path.name, f"{file.name}:{line}")
    except unreadable() as error:
        if isinstance(error, MissingExtraError):
            raise
        # A truncated archive: everything before the break has been read.
        told = f"breaks off after line {line} ({error}); fetch it again" if line else f"cannot be read ({error})"
        yield BadDocument(path.name, told)


def _item(line: Line, names: Mapping[str, tuple[str, ...]], file: str, default_id: str) -> CorpusItem:
    if line.row is None:
        return BadDocument(file, line.error.message if line.error else "not a JSON object", line.number)
    try:
        return document_of(line.row, names, default_id)
    except InputError as error:
        return BadDocument(file, error.message, line.number, error.field)


def document_of(row: Mapping[str, Any], names: Mapping[str, tuple[str, ...]], default_id: str) -> Document:
    """The document that an object describes.

    Raises:
        InputError: With the field, what was found and what was expected.
    """
    values = {ours: _value(row, ours, known) for ours, known in names.items()}
    text = values["text"]
    if text is None or not text.strip():
        tried = ", ".join(names["text"])
        raise InputError(
            "empty, expected a text" if text is not None else f"missing (looked for {tried}); name it with --field",
            field="text",
        )
    return Document(
        id=values["id"] or default_id,
        text=text,
        title=values["title"] or None,
        source=values["source"] or None,
        date=values["date"] or None,
        licence=values["licence"] or None,
    )


def _value(row: Mapping[str, Any], ours: str, known: tuple[str, ...]) -> str | None:
    for name in known:
        found = row.get(name)
        if found is None:
            continue
        if isinstance(found, int) and not isinstance(found, bool) and ours != "text":
            return str(found)
        if not isinstance(found, str):
            raise InputError(f"found {kind_of(found)}, expected a string", field=name)
        if not (found.isascii() or _is_storable(found)):
            raise InputError("holds half of a surrogate pair, which no UTF-8 file can store", field=name)
        return found
    return None


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
