"""Downloads by digest: nothing counts as fetched before its digest was checked, and an interrupted download goes on.

The only part of this library that opens a connection without being given an address.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.retrieve.named_corpus import NamedCorpus, RemoteFile

_BLOCK = 1 << 18
_LARGEST_UNPACKED = 64 << 30

Received = Callable[[str, int, int | None], None]
"""Called with the file's name, the bytes that are here, and the bytes that it has (None where unknown)."""


def fetch_corpus(
    corpus: NamedCorpus, folder: Path, *, timeout: float = 30.0, received: Received | None = None
) -> list[Path]:
    """The downloaded and unpacked paths of a named corpus.

    Raises:
        InputError: Where the corpus has no file to fetch by digest.
        ReasonScoreError: Where a download fails or is not what it must be.
    """
    if not corpus.files:
        raise InputError(
            f"corpus '{corpus.name}' is not fetched, because no digest is published to check it by; get it with:\n"
            f"  {corpus.get}\nand index it with:\n  {corpus.build}"
        )
    folder.mkdir(parents=True, exist_ok=True)
    return [unpack(fetch_file(file, folder, timeout=timeout, received=received)) for file in corpus.files]


def fetch_file(file: RemoteFile, folder: Path, *, timeout: float = 30.0, received: Received | None = None) -> Path:
    """Where the checked file is; one that is there already is checked and not fetched again.

    Raises:
        ReasonScoreError: With what was found, what was expected and what to do.
    """
    target = folder / file.name
    partial = folder / f"{file.name}.part"
    if target.is_file() and not _wrong(file, target):
        return target
    if not (file.bytes is not None and partial.is_file() and partial.stat().st_size == file.bytes):
        _download(file, partial, timeout, received or (lambda name, here, whole: None))
    wrong = _wrong(file, partial)
    if wrong:
        partial.unlink()
        raise ReasonScoreError(
            f"{file.url}: {wrong}; the download was removed. Try again; if it stays, the file was changed at its source"
        )
    partial.replace(target)
    return target


def unpack(path: Path) -> Path:
    """The folder that a zip archive was unpacked into, beside it; any other file as it is.

    Raises:
        ReasonScoreError: Where the archive is damaged, or a name in it points outside of the folder.
    """
    if path.suffix != ".zip":
        return path
    folder = path.with_suffix("")
    temporary = path.with_name(f".{path.stem}.partial")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            for member in members:
                if not (temporary / member.filename).resolve().is_relative_to(temporary.resolve()):
                    raise ReasonScoreError(f"{path.name}: found the name '{member.filename}', which leaves the folder")
            if sum(member.file_size for member in members) > _LARGEST_UNPACKED:
                raise ReasonScoreError(f"{path.name}: larger than {_LARGEST_UNPACKED >> 30} GB when unpacked")
            archive.extractall(temporary)
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise ReasonScoreError(f"{path.name}: cannot be unpacked ({error}); remove it and fetch it again") from None
    shutil.rmtree(folder, ignore_errors=True)
    temporary.rename(folder)
    return folder


def _download(file: RemoteFile, partial: Path, timeout: float, received: Received) -> None:
    here = partial.stat().st_size if partial.is_file() else 0
    request = Request(file.url, headers={"Range": f"bytes={here}-"} if here else {})
    try:
        with urlopen(request, timeout=timeout) as answer:
            # A server that ignores the range sends everything: begin again.
            start = here if answer.status == 206 else 0
            with partial.open("ab" if start else "wb") as handle:
                _copy(file, answer, handle, start, received)
    except HTTPError as error:
        error.close()
        if error.code == 416 and here:
            # More is here than the server has: another version of the file.
            partial.unlink()
            _download(file, partial, timeout, received)
            return
        raise ReasonScoreError(f"{file.url}: answered {error.code} {error.reason}; see whether it has moved") from None
    except (URLError, HTTPException, TimeoutError, OSError) as error:
        size = partial.stat().st_size if partial.is_file() else 0
        why = getattr(error, "reason", error)
        raise ReasonScoreError(
            f"{file.url}: interrupted after {size:,} bytes ({why}); repeat the command to go on from there"
        ) from None


def _copy(file: RemoteFile, answer: HTTPResponse, handle: IO[bytes], start: int, received: Received) -> None:
    length = answer.headers.get("Content-Length")
    whole = start + int(length) if length and length.isdigit() else file.bytes
    here = start
    received(file.name, here, whole)
    while block := answer.read(_BLOCK):
        handle.write(block)
        here += len(block)
        received(file.name, here, whole)
    if whole is not None and here < whole:
        raise OSError(f"the connection closed at {here:,} of {whole:,} bytes")


def _wrong(file: RemoteFile, path: Path) -> str | None:
    """What is not as it must be."""
    size = path.stat().st_size
    if file.bytes is not None and size != file.bytes:
        return f"found {size:,} bytes, expected {file.bytes:,}"
    for name, expected in file.digests.items():
        digest = hashlib.new(name, usedforsecurity=False)
        with path.open("rb") as handle:
            while block := handle.read(_BLOCK):
                digest.update(block)
        if digest.hexdigest() != expected.lower():
            return f"found {name} {digest.hexdigest()}, expected {expected}"
    return None
