"""Open corpora by name: what they hold, under which licence, where to get them, how to index them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from reasonscore.errors import UnknownNameError
from reasonscore.resource import resource_text


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to download and what it must be.

    Args:
        name: What to call it.
        url: Where it is.
        digests: Algorithm (`sha256` or `md5`) to hexadecimal digest; at least one.
        bytes: Its size, where it is known.
    """

    name: str
    url: str
    digests: Mapping[str, str]
    bytes: int | None = None


@dataclass(frozen=True, slots=True)
class NamedCorpus:
    """An open corpus.

    Args:
        name: Its short name.
        title: What it is.
        licence: Under which terms.
        size: How large, in words.
        home: Where it is described.
        get: How to get it.
        build: The command that indexes it.
        note: What to know before using it.
        files: What `corpus fetch` downloads; empty where no digest is published to check a download by.
    """

    name: str
    title: str
    licence: str
    size: str
    home: str
    get: str
    build: str
    note: str
    files: tuple[RemoteFile, ...] = ()


def named_corpora() -> list[NamedCorpus]:
    """The corpora of the table, in its order."""
    return [_corpus(row) for row in json.loads(resource_text("corpora/corpora.json"))]


def named_corpus(name: str) -> NamedCorpus:
    """The corpus of that name.

    Raises:
        UnknownNameError: With close matches, where there is none.

    >>> named_corpus("scifact").build
    'reasonscore index build scifact/scifact -o index'
    """
    corpora = {corpus.name: corpus for corpus in named_corpora()}
    if name not in corpora:
        raise UnknownNameError("corpus", name, corpora)
    return corpora[name]


def _corpus(row: dict[str, object]) -> NamedCorpus:
    found = row.pop("files")
    remote = tuple(_file(item) for item in found) if isinstance(found, list) else ()
    return NamedCorpus(**{key: str(value) for key, value in row.items()}, files=remote)


def _file(row: dict[str, object]) -> RemoteFile:
    size = row.get("bytes")
    digests: dict[str, str] = {key: str(row[key]) for key in ("sha256", "md5") if key in row}
    return RemoteFile(str(row["name"]), str(row["url"]), digests, size if isinstance(size, int) else None)
