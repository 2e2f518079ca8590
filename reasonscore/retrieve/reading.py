"""How corpora are read into an index: format, field names, cutting, and whom to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reasonscore.retrieve.chunk import Chunking
from reasonscore.retrieve.corpus import CorpusItem, corpus_files, read_corpus
from reasonscore.retrieve.document import BadDocument
from reasonscore.retrieve.tokenizer import signature

SHARD_TOKENS = 1 << 24
"""Tokens a shard: sorting them takes about 0.4 GB."""

Progress = Callable[[str, int], None]
"""Called with what is being done (`reading`, `weighing`, `hashing`) and with how many passages."""


def _ignore(*_: object) -> None:
    return None


@dataclass(frozen=True)
class Reading:
    """How corpora are read.

    Args:
        form: Corpus format, `auto` to go by the suffix.
        fields: Our field name to the name in the corpus.
        chunking: How to cut every document; None cuts only what its format calls a whole document.
        shard_tokens: Tokens after which a shard is closed; bounds the memory and changes no score.
        progress: Told what is being done.
        report: Told of each document that was skipped.
    """

    form: str = "auto"
    fields: Mapping[str, str] = field(default_factory=dict)
    chunking: Chunking | None = None
    shard_tokens: int = SHARD_TOKENS
    progress: Progress = _ignore
    report: Callable[[BadDocument], None] = _ignore

    def items(self, corpora: Sequence[Path], offset: int) -> Iterator[tuple[int, CorpusItem]]:
        """All documents, each with the number of its corpus, counted from `offset`."""
        for number, path in enumerate(corpora, offset):
            for item in read_corpus(path, form=self.form, fields=self.fields):
                yield number, item

    def settings(self, corpora: Sequence[Path]) -> dict[str, Any]:
        """What must be equal for an interrupted build to be continued."""
        sizes = [
            [str(file.path), file.path.stat().st_size]
            for path in corpora
            for file in corpus_files(path, form=self.form)
        ]
        cut = [self.chunking.words, self.chunking.overlap] if self.chunking else None
        settings = {"files": sizes, "form": self.form, "fields": dict(self.fields), "chunking": cut}
        return settings | {"shard_tokens": self.shard_tokens, "tokenizer": signature()}
