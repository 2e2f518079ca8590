"""The intake of an index: documents become passages, duplicates fall out, full shards are closed and noted down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from reasonscore.errors import ReasonScoreError
from reasonscore.retrieve.chunk import DEFAULT_CHUNKING, chunk_document
from reasonscore.retrieve.corpus import CorpusItem
from reasonscore.retrieve.document import BadDocument, Document
from reasonscore.retrieve.duplicate import SeenDigests, passage_digest
from reasonscore.retrieve.manifest import CorpusInfo, ShardInfo
from reasonscore.retrieve.reading import Reading
from reasonscore.retrieve.shard_writer import ShardWriter
from reasonscore.retrieve.tokenizer import tokenize

_BATCH = 2048
JOURNAL = "progress.json"


@dataclass
class Intake:
    """What has been taken in; `save` and `load` make it survive a killed build.

    Args:
        folder: Where the shards are written.
        shards: Closed shards.
        corpora: Counts of each corpus, in order.
        consumed: Documents read of all corpora, bad ones included.
        licences: Passages by licence.
        dates: First and last date.
    """

    folder: Path
    shards: list[ShardInfo] = field(default_factory=list)
    corpora: list[CorpusInfo] = field(default_factory=list)
    consumed: int = 0
    licences: Counter[str] = field(default_factory=Counter)
    dates: tuple[str, str] | None = None
    seen: SeenDigests = field(default_factory=SeenDigests)

    @property
    def passages(self) -> int:
        """Passages in closed shards."""
        return sum(shard.passages for shard in self.shards)

    def see_shards(self) -> None:
        """Remember the passages of the shards that are already there."""
        import numpy as np

        for shard in self.shards:
            self.seen.add(np.load(self.folder / shard.name / "digests.npy", allow_pickle=False))

    def take(
        self,
        items: Iterator[tuple[int, CorpusItem]],
        reading: Reading,
        settings: dict[str, Any],
    ) -> None:
        """Take in all items, each with the number of its corpus in `corpora`."""
        writer: ShardWriter | None = None
        try:
            while batch := list(islice(items, _BATCH)):
                writer = self._take_batch(batch, writer, reading)
                reading.progress("reading", self.passages + (writer.passages if writer else 0))
                if writer and writer.tokens >= reading.shard_tokens:
                    self._close(writer)
                    writer = None
                    self.save(settings)
            if writer:
                self._close(writer)
                self.save(settings)
        finally:
            if writer:
                writer.discard()

    def _take_batch(
        self, batch: Sequence[tuple[int, CorpusItem]], writer: ShardWriter | None, reading: Reading
    ) -> ShardWriter | None:
        counts: Counter[tuple[int, str]] = Counter()
        passages = list(self._passages(batch, reading, counts))
        digests = [passage_digest(passage.title, passage.text) for _, passage in passages]
        for (number, passage), digest, new in zip(passages, digests, self.seen.add(digests), strict=True):
            counts[number, "passages" if new else "duplicates"] += 1
            if new:
                writer = writer or ShardWriter(self.folder / f"{len(self.shards):05d}")
                writer.add(passage, tokenize(f"{passage.title or ''}\n{passage.text}"), digest)
        for (number, name), more in counts.items():
            info = self.corpora[number]
            self.corpora[number] = replace(info, **{name: getattr(info, name) + more})
        self.consumed += len(batch)
        return writer

    def save(self, settings: dict[str, Any]) -> None:
        """Note down what is done, so that a build with the same settings can go on from here."""
        row = {"settings": settings, "consumed": self.consumed, "licences": self.licences, "dates": self.dates}
        row |= {"shards": [asdict(shard) for shard in self.shards], "corpora": [asdict(info) for info in self.corpora]}
        temporary = self.folder / f"{JOURNAL}.partial"
        temporary.write_text(json.dumps(row), encoding="utf-8")
        temporary.replace(self.folder / JOURNAL)

    @classmethod
    def load(cls, folder: Path, settings: dict[str, Any]) -> Intake | None:
        """The intake that an interrupted build left, None where there is none.

        Raises:
            ReasonScoreError: Where that build had other corpora or settings.
        """
        try:
            row = json.loads((folder / JOURNAL).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        if row["settings"] != settings:
            raise ReasonScoreError(
                f"'{folder}': the interrupted build had other corpora or settings; repeat them, or build without resume"
            )
        shards = [ShardInfo(**shard) for shard in row["shards"]]
        corpora = [CorpusInfo(**info) for info in row["corpora"]]
        dates = (row["dates"][0], row["dates"][1]) if row["dates"] else None
        intake = cls(folder, shards, corpora, row["consumed"], Counter(row["licences"]), dates)
        intake.see_shards()
        return intake

    def _passages(
        self, batch: Sequence[tuple[int, CorpusItem]], reading: Reading, counts: Counter[tuple[int, str]]
    ) -> Iterator[tuple[int, Document]]:
        for number, item in batch:
            if isinstance(item, BadDocument):
                counts[number, "skipped"] += 1
                reading.report(item)
                continue
            counts[number, "documents"] += 1
            chunking = reading.chunking or (DEFAULT_CHUNKING if item.divisible else None)
            for passage in chunk_document(item, chunking) if chunking else [item]:
                yield number, passage

    def _close(self, writer: ShardWriter) -> None:
        """Close the shard and count it in."""
        self.shards.append(writer.close())
        self.licences += writer.licences
        found = [date for dates in (self.dates, writer.dates) if dates for date in dates]
        self.dates = (min(found), max(found)) if found else None
