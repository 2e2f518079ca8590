"""Markdown corpora: each section a document under the titles above it, without its markup.

A front matter between two `---` lines may give `title`, `source`, `date` and `licence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reasonscore.errors import MissingExtraError
from reasonscore.jsonl import open_bytes
from reasonscore.retrieve.corpus import CORPUS_FORMATS, CorpusFile, CorpusItem, unreadable
from reasonscore.retrieve.document import BadDocument, Document

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?: \"[^\"()]*\")?\)")
_BULLET = re.compile(r"^[ \t]*(?:[-*+>]|\d{1,3}[.)])[ \t]+")
_RULE = re.compile(r"^[ \t|:*_-]{3,}$")
_MARKS = str.maketrans({"*": None, "`": None, "|": " "})
_COMMENT_START, _COMMENT_END = "<!--", "-->"

LARGEST = 64 * 1024 * 1024
"""Bytes of a page once unpacked: it is held in memory."""


@CORPUS_FORMATS.register("markdown")
def read_markdown(file: CorpusFile, fields: Mapping[str, str]) -> Iterator[CorpusItem]:
    """The sections of a file, numbered; a section without text of its own is passed over."""
    try:
        with open_bytes(file.path) as handle:
            content = handle.read(LARGEST + 1)
        if len(content) > LARGEST:
            yield BadDocument(file.path.name, f"found more than {LARGEST:,} bytes in one page; split it")
            return
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        yield BadDocument(file.path.name, f"found byte 0x{error.object[error.start]:02x}, expected UTF-8; convert it")
        return
    except unreadable() as error:
        if isinstance(error, MissingExtraError):
            raise
        yield BadDocument(file.path.name, f"cannot be read ({error})")
        return
    about, start = _front_matter(lines)
    names = {ours: about.get(fields.get(ours, ours)) for ours in ("source", "date", "licence")}
    names["licence"] = names["licence"] or about.get("license")
    number = 0
    for headings, text in _sections(lines[start:]):
        if text:
            above = [about["title"]] if about.get("title") and about["title"] not in headings else []
            title = " > ".join([*above, *headings]) or file.name.rpartition("/")[2]
            yield Document(f"{file.name}/{number}", text, title=title, divisible=True, **names)
            number += 1
    if not number:
        yield BadDocument(file.path.name, "empty, expected text under its headings")


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    if not lines or lines[0].strip() != "---":
        return {}, 0
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == "---":
            return found, number + 1
        key, colon, value = line.partition(":")
        if colon and value.strip():
            found[key.strip().lower()] = value.strip().strip("\"'")
    return {}, 0


def _sections(lines: list[str]) -> Iterator[tuple[list[str], str]]:
    """Headings from the outermost to the section's own, and the section's text."""
    headings: list[tuple[int, str]] = []
    body: list[str] = []
    fenced = commented = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
            continue
        found = None if fenced or commented else _HEADING.match(line)
        if found:
            yield [text for _, text in headings], _text(body)
            level, body = len(found[1]), []
            headings = [item for item in headings if item[0] < level]
            headings.append((level, _plain(found[2]).rstrip("# ")))
            continue
        commented = _COMMENT_END not in line if commented else _COMMENT_START in line and _COMMENT_END not in line
        if not commented and _COMMENT_START not in line and not (not fenced and _COMMENT_END in line):
            body.append(line if fenced else _plain(line))
    yield [text for _, text in headings], _text(body)


def _plain(line: str) -> str:
    if _RULE.match(line):
        return ""
    return _LINK.sub(r"\1", _BULLET.sub("", line)).replace("__", "").translate(_MARKS).strip()


def _text(lines: list[str]) -> str:
    """The lines, white space at the ends left out."""
    return "\n".join(lines).strip()
