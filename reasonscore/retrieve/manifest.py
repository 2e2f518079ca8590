"""The manifest of an index: what it holds, how it was made, and the digest of every file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from reasonscore.errors import ResourceError

FORMAT = "reasonscore-index"
VERSION = 1
FILE = "manifest.json"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """What was read of one corpus."""

    name: str
    documents: int = 0
    passages: int = 0
    duplicates: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ShardInfo:
    """The size of one shard."""

    name: str
    passages: int
    postings: int
    tokens: int


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Size and SHA-256 of one file."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What an index says of itself.

    Args:
        tokenizer: Name and version.
        k1: Saturation of the term frequency.
        b: Weight of the passage length.
        terms: Number of different tokens.
        generation: Raised by each `add`; part of the names of the files that an addition rewrites.
        licences: Passages by licence.
        dates: First and last date of a passage, None where none is dated.
        note: A word of caution to be shown with the passages.
    """

    tokenizer: str
    k1: float
    b: float
    terms: int
    shards: tuple[ShardInfo, ...]
    corpora: tuple[CorpusInfo, ...]
    files: Mapping[str, FileInfo] = field(repr=False, default_factory=dict)
    licences: Mapping[str, int] = field(default_factory=dict)
    dates: tuple[str, str] | None = None
    note: str | None = None
    generation: int = 1
    variant: str = "lucene"

    @property
    def passages(self) -> int:
        """Number of passages in all shards."""
        return sum(shard.passages for shard in self.shards)

    @property
    def tokens(self) -> int:
        """Number of tokens in all shards."""
        return sum(shard.tokens for shard in self.shards)

    @property
    def bytes(self) -> int:
        """Size of all files on disk."""
        return sum(file.bytes for file in self.files.values())

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change with the content and the parameters."""
        return sha256(_dump(self).encode()).hexdigest()[:12]


def partial_folder(folder: Path) -> Path:
    """Where an index stands while it is built."""
    folder = folder if folder.name else folder.absolute()
    return folder.parent / f".{folder.name}.partial"


def write_manifest(info: IndexInfo, folder: Path) -> None:
    """Put the manifest in place, whole or not at all."""
    temporary = folder / f"{FILE}.partial"
    with temporary.open("w", encoding="utf-8") as handle:
        handle.write(_dump(info))
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(folder / FILE)


def read_manifest(folder: Path) -> IndexInfo:
    """The manifest of an index folder.

    Raises:
        ResourceError: Where the folder holds no index, one of another version, or a damaged manifest.
    """
    path = folder / FILE
    if not path.is_file():
        begun = " --resume (a build of it was interrupted)" if partial_folder(folder).is_dir() else ""
        raise ResourceError(
            f"index '{folder}': no {FILE} there; build one with: reasonscore index build CORPUS -o DIR{begun}"
        )
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        form, version = found["format"], found["version"]
    except (ValueError, TypeError, KeyError) as error:
        raise ResourceError(f"index '{folder}': {FILE} is damaged ({type(error).__name__}); build it again") from None
    if form != FORMAT or version != VERSION:
        raise ResourceError(
            f"index '{folder}': found format {form} version {version}, expected {FORMAT} version {VERSION}; "
            "build it again with this release"
        )
    try:
        return _load(found)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise ResourceError(f"index '{folder}': {FILE} is damaged ({type(error).__name__}); build it again") from None


def _inside(name: str) -> str:
    """The name of a file or shard; an index from elsewhere must not make us read what is not in its folder."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        raise ValueError(name)
    return name


def file_info(path: Path) -> FileInfo:
    """Size and digest of a file, read in blocks."""
    digest, size = sha256(), 0
    with path.open("rb") as handle:
        while block := handle.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return FileInfo(size, digest.hexdigest())


def check_sizes(folder: Path, info: IndexInfo) -> None:
    """Nothing, where every file of the index is there in the size that was written.

    Raises:
        ResourceError: Otherwise.
    """
    for name, expected in info.files.items():
        path = folder / name
        size = path.stat().st_size if path.is_file() else None
        if size != expected.bytes:
            found = "no such file" if size is None else f"{size} bytes"
            raise ResourceError(
                f"index '{folder}': found {found} for {name}, expected {expected.bytes} bytes; build the index again"
            )


def _dump(info: IndexInfo) -> str:
    row = {"format": FORMAT, "version": VERSION} | asdict(info)
    return json.dumps(row, indent=1, ensure_ascii=False) + "\n"


def _load(row: dict[str, Any]) -> IndexInfo:
    return IndexInfo(
        tokenizer=str(row["tokenizer"]),
        k1=float(row["k1"]),
        b=float(row["b"]),
        terms=int(row["terms"]),
        shards=tuple(ShardInfo(**shard | {"name": _inside(shard["name"])}) for shard in row["shards"]),
        corpora=tuple(CorpusInfo(**corpus) for corpus in row["corpora"]),
        files={_inside(name): FileInfo(**file) for name, file in row["files"].items()},
        licences=dict(row["licences"]),
        dates=(str(row["dates"][0]), str(row["dates"][1])) if row["dates"] else None,
        note=row["note"],
        generation=int(row["generation"]),
        variant=str(row["variant"]),
    )
