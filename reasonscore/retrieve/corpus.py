"""Corpus readers: from a file or folder to documents, one at a time.

Formats register in `CORPUS_FORMATS`; `read_corpus` picks one by the name of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.jsonl import damages
from reasonscore.registry import Registry
from reasonscore.retrieve.document import BadDocument, Document

CorpusItem = Document | BadDocument


class CorpusFile(NamedTuple):
    """A file of a corpus: where it is, and its name in the corpus, without suffix, for ids and messages."""

    path: Path
    name: str


class CorpusReader(Protocol):
    """Reads one file of one format."""

    def __call__(self, file: CorpusFile, fields: Mapping[str, str]) -> Iterator[CorpusItem]:
        """The documents of the file in order; what cannot be read comes as a `BadDocument`."""


CORPUS_FORMATS: Registry[CorpusReader] = Registry("corpus format")
_SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "medquad",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
_PACKED = (".gz", ".zst")
_COLLECTION = ("corpus.jsonl", "corpus.jsonl.gz", "corpus.jsonl.zst")


def read_corpus(path: Path, *, form: str = "auto", fields: Mapping[str, str] | None = None) -> Iterator[CorpusItem]:
    """The documents of a file, or of all files of a folder in the order of their names.

    Args:
        path: A file or a folder; `.gz` and `.zst` are unpacked on the way.
        form: A format's name; `auto` goes by the suffix. Of a folder only files with a suffix of the format are read.
        fields: Our field name to the name in the file, for example `{"text": "contents"}`.

    Raises:
        InputError: Where there is no such path, or no format is known for it.
    """
    for file in corpus_files(path, form=form):
        yield from _reader(file.path, form)(file, fields or {})


def corpus_files(path: Path, *, form: str = "auto") -> list[CorpusFile]:
    """The files of a corpus in reading order; of a BEIR or R2MED folder only the corpus, not its queries.

    Raises:
        InputError: Where there is nothing at the path, or no file that can be read.
    """
    if not path.exists():
        raise InputError(f"corpus '{path}': no such file or folder; check the path")
    if path.is_file():
        return [CorpusFile(path, _bare(path.name))]
    for name in _COLLECTION:
        if (path / name).is_file():
            return [CorpusFile(path / name, path.name)]
    found = sorted(file for file in path.rglob("*") if file.is_file() and not _is_hidden(file.relative_to(path)))
    wanted = {suffix for suffix, name in _SUFFIXES.items() if form in ("auto", name)}
    chosen = [file for file in found if not wanted or suffix_of(file) in wanted]
    if not chosen:
        raise InputError(f"corpus '{path}': found no {', '.join(sorted(wanted)) or 'visible'} file in the folder")
    return [CorpusFile(file, _bare(file.relative_to(path).as_posix())) for file in chosen]


def suffix_of(path: Path) -> str:
    """The suffix that tells the format, in lower case, that of the packing taken off.

    >>> suffix_of(Path("Chunks.JSONL.gz"))
    '.jsonl'
    """
    name = path.name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return Path(name).suffix


def unreadable() -> tuple[type[Exception], ...]:
    """What is raised where a file of a corpus cannot be opened, or is damaged: it is told, and the next one is read."""
    return (*damages(), ReasonScoreError)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _bare(name: str) -> str:
    """The name without the suffixes that tell format and packing."""
    for _ in range(2):
        stem, _, suffix = name.rpartition(".")
        if stem and f".{suffix.lower()}" in (*_PACKED, *_SUFFIXES):
            name = stem
    return name


def _reader(path: Path, form: str) -> CorpusReader:
    for module in ("jsonl", "markdown", "medquad", "text"):
        import_module(f"reasonscore.retrieve.{module}")
    if form != "auto":
        return CORPUS_FORMATS[form]
    suffix = suffix_of(path)
    if suffix not in _SUFFIXES:
        known = ", ".join(sorted(_SUFFIXES))
        raise InputError(f"corpus '{path}': found suffix '{suffix}', expected one of {known}; or name the format")
    return CORPUS_FORMATS[_SUFFIXES[suffix]]
