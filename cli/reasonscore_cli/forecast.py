"""A forecast: the seconds of each stage on a sample of rows, and what follows for the whole file."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reasonscore.errors import ReasonScoreError
from reasonscore.jsonl import RawLine, dump_row, parse_line, raw_lines
from reasonscore.record import Record, parse_record
from reasonscore_cli.field import FieldMap

if TYPE_CHECKING:
    from reasonscore.scorer import Scorer

STAGES = {"read": "trace", "decompose": "decompose", "retrieve": "retrieve", "verify": "verify"}
"""Methods of a pipeline, and the stage that each is."""

REST = "metrics"
"""What is left of a row's time: its metrics and writing it."""

WARM_UP = {"response": "The scan shows a small effusion.", "evidence": "A small effusion is seen."}


@dataclass
class Forecast:
    """What was measured.

    Args:
        n_rows: Rows of the file.
        n_sampled: Rows that were measured.
        n_claims: Their claims.
        loading: Seconds until every stage was ready.
        stages: Seconds of each stage over all sampled rows.
        blocks: Rows and seconds of each block.
    """

    n_rows: int
    n_sampled: int = 0
    n_claims: int = 0
    loading: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    blocks: list[tuple[int, float]] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Seconds of all stages together."""
        return sum(self.stages.values())

    @property
    def expected(self) -> float:
        """Seconds that the whole file would take, with loading."""
        return self.loading + self.seconds / max(self.n_sampled, 1) * self.n_rows

    @property
    def between(self) -> tuple[float, float]:
        """A 95 % interval of that, from how the blocks differ; empty where there are fewer than three of them."""
        per_row = [seconds / rows for rows, seconds in self.blocks if rows]
        if len(per_row) < 3:
            return self.expected, self.expected
        margin = 1.96 * statistics.stdev(per_row) / len(per_row) ** 0.5 * self.n_rows
        return max(self.loading, self.expected - margin), self.expected + margin

    def rate(self, seconds: float) -> float | None:
        """Rows a second; None where the stage took no time that a clock shows."""
        return self.n_sampled / seconds if seconds > 0 else None

    def to_row(self) -> dict[str, Any]:
        """The forecast as a JSON object."""
        stages = {
            name: {"seconds": round(seconds, 6), "rows_per_second": self.rate(seconds)}
            for name, seconds in self.stages.items()
        }
        counts = {"n_rows": self.n_rows, "n_sampled": self.n_sampled, "n_claims": self.n_claims}
        times = {"loading_seconds": self.loading, "expected_seconds": self.expected, "between": list(self.between)}
        return counts | times | {"stages": stages}


def spread_rows(path: str, sample: int, fields: FieldMap) -> tuple[list[Record], int, int]:
    """Records drawn from a whole file with a fixed seed, in its order; how many rows it has; how many drawn are broken.

    Raises:
        ReasonScoreError: Where the file holds no row that can be measured.
    """
    from reasonscore.block import Failed, parse_item

    chance, n_rows = random.Random(0), 0
    kept: list[RawLine] = []
    for raw in raw_lines(path):
        n_rows += 1
        if len(kept) < sample:
            kept.append(raw)
        elif (place := chance.randrange(n_rows)) < sample:
            kept[place] = raw
    records, n_failed = [], 0
    for raw in sorted(kept):
        line = parse_line(*raw)
        item = parse_item(fields.rename(line.row), line.number) if line.row is not None else None
        if item is None or isinstance(item, Failed):
            n_failed += 1
        else:
            records.append(item)
    if not records:
        raise ReasonScoreError(f"{path} holds no row that can be scored; `reasonscore check {path}` says why")
    return records, n_rows, n_failed


def measure(scorer: Scorer, records: Sequence[Record], n_rows: int) -> Forecast:
    """The forecast of a scorer over records, which stand for `n_rows`.

    The scorer does what it does in `score`; a clock is read before and after each stage that it runs.
    """
    found = Forecast(n_rows, stages=dict.fromkeys([*STAGES.values(), REST], 0.0))
    start = time.perf_counter()
    _ = scorer.signature
    # What is loaded at first use is no part of a row's time, and this row's pairs are not those of the file.
    scorer.score_block([parse_record(WARM_UP)])
    found.loading = time.perf_counter() - start
    for method, stage in STAGES.items():
        setattr(scorer.pipeline, method, _timed(getattr(scorer.pipeline, method), stage, found.stages))
    size = min(scorer.settings.block_size, max(1, len(records) // 4))
    for at in range(0, len(records), size):
        block, before = records[at : at + size], found.seconds
        start = time.perf_counter()
        rows = scorer.score_block(block)
        lines = [dump_row(row) for row in rows]
        seconds = time.perf_counter() - start
        found.stages[REST] += max(0.0, seconds - (found.seconds - before))
        found.blocks.append((len(block), seconds))
        found.n_claims += sum(len(row.claims) for row in rows)
        found.n_sampled += len(lines)
    return found


def _timed(method: Callable[..., Any], stage: str, stages: dict[str, float]) -> Callable[..., Any]:
    def run(*arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return method(*arguments)
        finally:
            stages[stage] += time.perf_counter() - start

    return run
