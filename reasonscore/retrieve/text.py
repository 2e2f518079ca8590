"""Plain text corpora: each file a document, very long ones in sections that end at a blank line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reasonscore.errors import MissingExtraError, ReasonScoreError
from reasonscore.jsonl import damages, open_bytes
from reasonscore.retrieve.corpus import CORPUS_FORMATS, CorpusFile, CorpusItem
from reasonscore.retrieve.document import BadDocument, Document

_SECTION = 500_000
"""Characters after which a section ends at the next blank line: what a reader holds in memory."""


@CORPUS_FORMATS.register("text")
def read_text(file: CorpusFile, fields: Mapping[str, str]) -> Iterator[CorpusItem]:
    """The file as one document, or as numbered sections; its title is its name."""
    title = file.name.rpartition("/")[2]
    number = 0
    try:
        for text, ended in _sections(file):
            name = file.name if number == 0 and ended else f"{file.name}/{number}"
            number += 1
            yield Document(name, text, title=title, divisible=True)
    except UnicodeDecodeError as error:
        yield BadDocument(file.path.name, f"found byte 0x{error.object[error.start]:02x}, expected UTF-8; convert it")
    except damages() as error:
        yield BadDocument(file.path.name, f"cannot be read to its end ({error}); fetch it again")
    except ReasonScoreError as error:
        if isinstance(error, MissingExtraError):
            raise
        yield BadDocument(file.path.name, str(error))
    else:
        if not number:
            yield BadDocument(file.path.name, "empty, expected a text")


def _sections(file: CorpusFile) -> Iterator[tuple[str, bool]]:
    """Texts, and whether the file ends with them."""
    lines: list[str] = []
    size = 0
    with open_bytes(file.path) as handle:
        for content in handle:
            line = content.decode("utf-8")
            if size > _SECTION and not line.strip():
                yield "".join(lines), False
                lines, size = [], 0
            lines.append(line)
            size += len(line)
    text = "".join(lines).removeprefix("\ufeff")
    if text.strip():
        yield text, True
