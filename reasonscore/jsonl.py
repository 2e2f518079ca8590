"""JSON Lines in and out: one object a line, a broken line is an error with its number, never the end of a run."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, NoReturn, cast

from reasonscore.errors import InputError, MissingExtraError, ReasonScoreError
from reasonscore.record import kind_of

STANDARD = "-"
"""The path that means standard input or output."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: its object, or the error that it is.

    Args:
        number: Line number, from 1.
        row: The JSON object; None where the line is broken.
        error: What is wrong with it; None where it is not.
        text: The line as it came, with undecodable bytes replaced; only kept for broken lines.
    """

    number: int
    row: dict[str, Any] | None = None
    error: InputError | None = None
    text: str = ""


def read_jsonl(path: str | Path) -> Iterator[Line]:
    """The lines of a file, blank ones left out; `-` is standard input, `.gz` and `.zst` are unpacked.

    Raises:
        ReasonScoreError: Where the file cannot be opened or unpacked.
    """
    with open_bytes(path) as handle:
        number = 0
        try:
            for number, content in enumerate(handle, start=1):
                if content.strip():
                    yield parse_line(number, content)
        except (gzip.BadGzipFile, EOFError, OSError) as error:
            raise ReasonScoreError(f"{path} breaks off after line {number}: {error}") from error


def parse_line(number: int, content: bytes) -> Line:
    """The object of one line, or the error that it is.

    >>> parse_line(3, b'{"id": 1').error.line
    3
    """
    try:
        text = content.decode("utf-8-sig" if number == 1 else "utf-8").strip()
    except UnicodeDecodeError as error:
        where = f"found byte 0x{content[error.start]:02x} at column {error.start + 1}, expected UTF-8"
        return _broken(number, content, where)
    try:
        row = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        return _broken(number, content, f"not valid JSON at column {error.colno}: {error.msg}")
    except RecursionError:
        return _broken(number, content, "found lists or objects nested too deeply to be read")
    except ValueError as error:
        return _broken(number, content, f"not valid JSON: {error}")
    if not isinstance(row, dict):
        return _broken(number, content, f"found {kind_of(row)}, expected a JSON object")
    return Line(number, row)


def dump_row(row: Mapping[str, Any]) -> str:
    """A row as one line of JSON, with its line end; text that UTF-8 cannot hold (lone surrogates) is escaped."""
    text = json.dumps(row, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(row, ensure_ascii=True, allow_nan=False, separators=(", ", ": "))
    return text + "\n"


@contextmanager
def open_bytes(path: str | Path) -> Iterator[IO[bytes]]:
    """A file to read bytes from, unpacked by its suffix.

    Raises:
        ReasonScoreError: Where there is no such file or it may not be read.
    """
    if str(path) == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        raw = Path(path).open("rb")  # noqa: SIM115 - closed below, around the unpacking reader
    except OSError as error:
        raise ReasonScoreError(f"cannot read {path}: {error.strerror}") from error
    with raw:
        yield _unpack(path, raw)


@contextmanager
def open_text_out(path: str | Path) -> Iterator[IO[str]]:
    """A file to write text to, packed by its suffix; `-` is standard output.

    Raises:
        ReasonScoreError: Where it cannot be written.
    """
    if str(path) == STANDARD:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        raw = Path(path).open("wb")  # noqa: SIM115 - closed below, around the packing writer
    except OSError as error:
        raise ReasonScoreError(f"cannot write {path}: {error.strerror}") from error
    with raw, io.TextIOWrapper(_pack(path, raw), encoding="utf-8", newline="\n") as handle:
        yield handle


def _broken(number: int, content: bytes, message: str) -> Line:
    text = content.decode("utf-8", errors="replace").rstrip("\n")
    return Line(number, error=InputError(message, line=number), text=text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"found {name}, which JSON does not have; write null where there is no number")


def _unpack(path: str | Path, raw: BinaryIO) -> IO[bytes]:
    suffix = Path(path).suffix
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw, mode="rb"))
    if suffix == ".zst":
        return cast("IO[bytes]", io.BufferedReader(_zstandard().ZstdDecompressor().stream_reader(raw)))
    return raw


def _pack(path: str | Path, raw: BinaryIO) -> IO[bytes]:
    suffix = Path(path).suffix
    if suffix == ".gz":
        # No name and no time in the header: the same rows give the same bytes.
        return cast("IO[bytes]", gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0))
    if suffix == ".zst":
        return cast("IO[bytes]", _zstandard().ZstdCompressor().stream_writer(raw))
    return raw


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise MissingExtraError("reading and writing .zst files", "zstd") from None
    return zstandard
