"""JSON Lines in and out: one object a line, a broken line is an error with its number, never the end of a run."""

from __future__ import annotations

import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, NamedTuple, NoReturn, cast

from reasonscore.errors import InputError, MissingExtraError, ReasonScoreError
from reasonscore.kind import kind_of

STANDARD = "-"
"""The path that means standard input or output."""

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line that are held in memory; a longer line is a broken one."""

LONGEST_KEPT = 10_000
"""Characters of a broken line that its error row carries along."""

DEEPEST = 100
"""Levels of lists and objects in one another: a fixed number, whatever the interpreter could still follow."""

_PACKED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
"""How files of gzip and of zstandard begin."""

_WIDE = (b"\xff\xfe", b"\xfe\xff", b"{\0", b"\0{")
"""How JSON Lines in UTF-16 begin, with and without a mark of their byte order."""

_FOR_NUMBERS = re.compile(rb"[0-9][eE]\+?[0-9]{3}|[0-9]{300}")


class RawLine(NamedTuple):
    """One line as it came, line end included.

    Args:
        number: Line number, from 1.
        content: Its bytes; only the start of a line that is too long.
        size: How many bytes it had.
    """

    number: int
    content: bytes
    size: int


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
    for line in raw_lines(path):
        yield parse_line(line.number, line.content, line.size)


def raw_lines(path: str | Path) -> Iterator[RawLine]:
    """The lines of a file before they are parsed, blank ones left out; no more than `LONGEST_LINE` of each is held.

    Raises:
        ReasonScoreError: Where the file cannot be opened or unpacked.
    """
    with open_bytes(path) as handle:
        number = 0
        try:
            while content := handle.readline(LONGEST_LINE + 1):
                number += 1
                if number == 1 and content.startswith(_PACKED):
                    raise ReasonScoreError(f"{named(path)} is packed; unpack it, or name it .gz or .zst by what it is")
                if number == 1 and content.startswith(_WIDE):
                    raise ReasonScoreError(f"{named(path)} is UTF-16, expected UTF-8: iconv -f UTF-16 -t UTF-8 FILE")
                size = len(content)
                if size > LONGEST_LINE and not content.endswith(b"\n"):
                    content = content[: 4 * LONGEST_KEPT]
                    while rest := handle.readline(1 << 20):
                        size += len(rest)
                        if rest.endswith(b"\n"):
                            break
                if content.strip():
                    yield RawLine(number, content, size)
        except damages() as error:
            what = f"breaks off after line {number}" if number else "cannot be unpacked"
            raise ReasonScoreError(f"{path} {what}: {error}") from error


def named(path: str | Path) -> str:
    """A path for messages."""
    return "standard input" if str(path) == STANDARD else str(path)


def no_rows(path: str | Path) -> ReasonScoreError:
    """The error that a file without any row is."""
    return ReasonScoreError(f"{named(path)} holds no rows; expected JSON Lines, one object a line")


def parse_line(number: int, content: bytes, size: int = 0) -> Line:
    """The object of one line, or the error that it is.

    Args:
        number: Its line number, from 1.
        content: Its bytes, or the start of a line that is too long.
        size: How many bytes it had, where these are not all of them.

    >>> parse_line(3, b'{"id": 1').error.line
    3
    """
    if max(size, len(content)) > LONGEST_LINE + 1:
        found = f"found a line of {size or len(content):,} bytes, expected at most {LONGEST_LINE:,}"
        return _broken(number, content, f"{found}; split the record or shorten its fields")
    try:
        text = content.decode("utf-8-sig" if number == 1 else "utf-8").strip()
    except UnicodeDecodeError as error:
        where = f"found byte 0x{content[error.start]:02x} at column {error.start + 1}, expected UTF-8"
        return _broken(number, content, where)
    try:
        row = json.loads(text, parse_constant=_refuse_constant, **_number_readers(content))
        if content.count(b"[") + content.count(b"{") > DEEPEST and _is_too_deep(row):
            raise RecursionError
    except json.JSONDecodeError as error:
        return _broken(number, content, f"not valid JSON at column {error.colno}: {error.msg}{_hint(number, text)}")
    except RecursionError:
        return _broken(number, content, f"found lists or objects nested more than {DEEPEST} deep; flatten them")
    except ValueError as error:
        return _broken(number, content, f"not valid JSON: {error}")
    except InputError as error:
        return _broken(number, content, error.message)
    if not isinstance(row, dict):
        return _broken(number, content, f"found {kind_of(row)}, expected a JSON object{_hint(number, text)}")
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


def pack_bytes(path: str | Path, content: bytes) -> bytes:
    """Bytes as they stand in a file of that suffix: a gzip member or a zstandard frame of their own, or as they are.

    Members that follow each other are a valid file.
    """
    suffix = Path(path).suffix
    if suffix == ".gz":
        return gzip.compress(content, compresslevel=6, mtime=0)
    if suffix == ".zst":
        return cast("bytes", _zstandard().ZstdCompressor().compress(content))
    return content


def unpack_bytes(path: str | Path, packed: bytes) -> bytes:
    """The inverse of `pack_bytes`."""
    suffix = Path(path).suffix
    if suffix == ".gz":
        return gzip.decompress(packed)
    if suffix == ".zst":
        return cast("bytes", _zstandard().ZstdDecompressor().decompress(packed))
    return packed


def _hint(number: int, text: str) -> str:
    """What to do where the first line says that the file is JSON, but not JSON Lines, or a table."""
    if number == 1 and (table := re.fullmatch(r"\w+([,;\t])\w+(?:\1\w+)*", text)):
        reader = f"csv.DictReader(sys.stdin, delimiter={json.dumps(table[1])})"
        program = f"import csv,json,sys; [print(json.dumps(row)) for row in {reader}]"
        return f"; a table becomes JSON Lines with: python -c '{program}' < FILE"
    if number > 1 or not (text.startswith("[") or text == "{"):
        return ""
    what, command = ("one JSON array", "jq -c '.[]' FILE") if text[0] == "[" else ("indented JSON", "jq -c . FILE")
    return f"; a file of {what} becomes JSON Lines with: {command}"


def _broken(number: int, content: bytes, message: str) -> Line:
    text = content[: 4 * LONGEST_KEPT].decode("utf-8", errors="replace").rstrip("\n")
    return Line(number, error=InputError(message, line=number), text=text[:LONGEST_KEPT])


def _is_too_deep(row: object) -> bool:
    level = [row]
    for _ in range(DEEPEST + 1):
        inner = (node.values() if isinstance(node, dict) else node for node in level if isinstance(node, dict | list))
        level = [child for children in inner for child in children if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _number_readers(content: bytes) -> dict[str, Any]:
    """Readers that refuse numbers too large for a double, where there may be some: they make reading slower."""
    return {"parse_float": _number, "parse_int": _number} if _FOR_NUMBERS.search(content) else {}


def _number(text: str) -> float:
    if abs(float(text)) == float("inf"):
        raise InputError(f"found a number beyond the range of a double ({text[:20]}...); write it as a string or null")
    return float(text) if any(letter in text for letter in ".eE") else int(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"found {name}, which JSON does not have; write null where there is no number")


def _unpack(path: str | Path, raw: BinaryIO) -> IO[bytes]:
    suffix = Path(path).suffix
    if suffix == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw, mode="rb"))
    if suffix == ".zst":
        frames = _zstandard().ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return cast("IO[bytes]", io.BufferedReader(frames))
    return raw


def _pack(path: str | Path, raw: BinaryIO) -> IO[bytes]:
    suffix = Path(path).suffix
    if suffix == ".gz":
        # No name and no time in the header: the same rows give the same bytes.
        return cast("IO[bytes]", gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0))
    if suffix == ".zst":
        return cast("IO[bytes]", _zstandard().ZstdCompressor().stream_writer(raw))
    return raw


def damages() -> tuple[type[Exception], ...]:
    """What reading a damaged file raises; zstandard's own error only where it was loaded to read one."""
    loaded = sys.modules.get("zstandard")
    return (EOFError, OSError, zlib.error, *((loaded.ZstdError,) if loaded else ()))


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise MissingExtraError("reading and writing .zst files", "zstd") from None
    return zstandard
