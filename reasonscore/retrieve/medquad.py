"""MedQuAD XML: one question with its answer is one document, the question being its title.

Format: <Document id source url> <Focus/> <QAPairs> <QAPair> <Question qid/> <Answer/> </QAPair> ...
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from reasonscore.errors import MissingExtraError
from reasonscore.jsonl import open_bytes
from reasonscore.retrieve.corpus import CORPUS_FORMATS, CorpusFile, CorpusItem, unreadable
from reasonscore.retrieve.document import BadDocument, Document

LICENCE = "CC BY 4.0"
"""Of the data set, whatever file of it is read."""

LARGEST = 256 * 1024 * 1024
"""Bytes of a file once unpacked: it is held in memory."""


class _DoctypeError(Exception):
    """Found a document type definition."""


class _Plain(ElementTree.TreeBuilder):
    """A tree without document types, in whatever encoding: their entities can be made to expand without end."""

    def doctype(self, *_: object) -> None:
        raise _DoctypeError


@CORPUS_FORMATS.register("medquad")
def read_medquad(file: CorpusFile, fields: Mapping[str, str]) -> Iterator[CorpusItem]:
    """The questions and answers of a file; a question without an answer is a bad document."""
    try:
        with open_bytes(file.path) as handle:
            content = handle.read(LARGEST + 1)
        if len(content) > LARGEST:
            yield BadDocument(file.path.name, f"found more than {LARGEST:,} bytes in one XML file; split it")
            return
        root = ElementTree.fromstring(content, ElementTree.XMLParser(target=_Plain()))
    except _DoctypeError:
        yield BadDocument(file.path.name, "found a document type definition, expected plain MedQuAD XML")
        return
    except ElementTree.ParseError as error:
        yield BadDocument(file.path.name, f"not well-formed XML ({error})", error.position[0])
        return
    except (ValueError, LookupError) as error:
        # An encoding that the parser does not know.
        yield BadDocument(file.path.name, f"cannot be decoded ({error}); convert it to UTF-8")
        return
    except unreadable() as error:
        if isinstance(error, MissingExtraError):
            raise
        yield BadDocument(file.path.name, f"cannot be read ({error})")
        return
    pairs = list(root.iter("QAPair"))
    if root.tag != "Document" or not pairs:
        yield BadDocument(
            file.path.name, f"found <{root.tag}> with {len(pairs)} <QAPair>, expected a MedQuAD <Document>"
        )
    about = " ".join(part for part in (root.get("source"), root.get("url")) if part) or None
    for number, pair in enumerate(pairs, 1):
        question, answer = pair.find("Question"), pair.find("Answer")
        text = _text(answer)
        if not text:
            yield BadDocument(file.path.name, "empty, expected an answer", field=f"QAPair[{number}].Answer")
            continue
        name = question.get("qid") if question is not None else None
        title = _text(question) or _text(root.find("Focus"))
        yield Document(
            f"{file.name}/{name or number}", text, title or None, source=about, licence=LICENCE, divisible=True
        )


def _text(element: ElementTree.Element | None) -> str:
    """All text of an element with its white space joined, paragraphs kept apart."""
    if element is None:
        return ""
    paragraphs = "".join(element.itertext()).split("\n\n")
    return "\n\n".join(joined for paragraph in paragraphs if (joined := " ".join(paragraph.split())))
