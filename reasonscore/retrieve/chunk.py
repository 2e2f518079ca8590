"""Passages of a document: whole sentences up to a number of words, each beginning with the end of the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reasonscore.errors import InputError
from reasonscore.retrieve.document import Document

_END = re.compile(r"[.!?][\"')\]]*\s+|\n\s*\n")
_ABBREVIATIONS = frozenset(
    "al approx ca cf dr e.g eq etc fig i.e i.m i.v mr mrs ms no nos pt prof q.d ref refs st vs".split()
)


@dataclass(frozen=True, slots=True)
class Chunking:
    """How documents are cut.

    Args:
        words: At most so many words a passage; a longer sentence is cut between words.
        overlap: How many sentences a passage shares with the one before; fewer where they would fill half of it.
    """

    words: int = 160
    overlap: int = 1

    def __post_init__(self) -> None:
        if self.words < 1 or self.overlap < 0:
            raise InputError(
                f"chunking: found {self.words} words, overlap {self.overlap}; expected at least 1 word and overlap 0"
            )


DEFAULT_CHUNKING = Chunking()


def chunk_document(document: Document, chunking: Chunking = DEFAULT_CHUNKING) -> list[Document]:
    """The document's passages, numbered; a document that fits is returned as it is.

    >>> text = "Fever is common. Rash follows. Dr. Lee disagrees."
    >>> [part.text for part in chunk_document(Document("d", text), Chunking(words=5))]
    ['Fever is common. Rash follows.', 'Rash follows. Dr. Lee disagrees.']
    """
    if len(document.text.split()) <= chunking.words:
        return [document]
    return [document.part(number, text) for number, text in enumerate(_passages(document.text, chunking))]


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, ended by a full stop that no known abbreviation or initial explains, or a blank line."""
    start = 0
    for found in _END.finditer(text):
        if text[found.start()] == "." and not _ends_sentence(text, found.start(), found.end()):
            continue
        piece = text[start : found.end()].strip()
        if piece:
            yield piece
        start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


def _ends_sentence(text: str, stop: int, following: int) -> bool:
    if following < len(text) and text[following].islower():
        return False
    begin = stop
    while begin and stop - begin < 12 and not text[begin - 1].isspace():
        begin -= 1
    word = text[begin:stop].lstrip("([\"'")
    return word.lower() not in _ABBREVIATIONS and not (len(word) == 1 and word.isupper())


def _passages(text: str, chunking: Chunking) -> Iterator[str]:
    current: list[list[str]] = []
    fresh = False
    for sentence in _bounded(text, chunking.words):
        if fresh and sum(map(len, current)) + len(sentence) > chunking.words:
            yield _join(current)
            current = _tail(current, min(chunking.words // 2, chunking.words - len(sentence)), chunking.overlap)
        current.append(sentence)
        fresh = True
    if fresh:
        yield _join(current)


def _bounded(text: str, limit: int) -> Iterator[list[str]]:
    """Sentences as words, those beyond the limit in pieces."""
    for sentence in sentences(text):
        words = sentence.split()
        for start in range(0, len(words), limit):
            yield words[start : start + limit]


def _tail(current: list[list[str]], budget: int, overlap: int) -> list[list[str]]:
    kept: list[list[str]] = []
    for sentence in reversed(current[-overlap:] if overlap else []):
        budget -= len(sentence)
        if budget < 0:
            break
        kept.insert(0, sentence)
    return kept


def _join(current: list[list[str]]) -> str:
    return " ".join(word for sentence in current for word in sentence)
