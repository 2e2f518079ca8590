"""The rows of a file, checked one by one: for the commands that run no stage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reasonscore.block import Failed, failed
from reasonscore.errors import InputError
from reasonscore.jsonl import no_rows, parse_line, raw_lines
from reasonscore.record import parse_id
from reasonscore.run.seen import Seen, mark_of
from reasonscore.run.task import Parse
from reasonscore_cli.field import FieldMap
from reasonscore_cli.stream import Tally


@dataclass
class Rows:
    """Records and failures of a file.

    Args:
        path: The file, or `-`.
        parse: Makes a record of a row.
        fields: Renamed input fields.
        limit: Rows to take; None for all.
        tally: Counts them.
    """

    path: str
    parse: Parse
    fields: FieldMap
    limit: int | None = None
    tally: Tally = field(default_factory=Tally)

    def items(self) -> Iterator[Any]:
        """Records and failures, one a row; an id that came before is a failure.

        Raises:
            ReasonScoreError: Where there is no row at all, or a broken one ends the run.
        """
        with closing(Seen()) as seen:
            for raw in islice(raw_lines(self.path), self.limit):
                line = parse_line(*raw)
                self.tally.n_rows += 1
                try:
                    if line.row is None:
                        raise line.error or InputError("found nothing, expected a JSON object")
                    row = self.fields.rename(line.row)
                    name = parse_id(row, line.number)
                    if not seen.add(mark_of(name)):
                        message = f"the id '{name[:80]}' stands in an earlier row; ids must be unique"
                        raise InputError(message, field="id")
                    yield self.parse(row, line.number)
                except InputError as error:
                    failure = failed(line.row, error, line.number, line.text)
                    self.tally.note(_problem(failure))
                    yield failure
        if not self.tally.n_rows:
            raise no_rows(self.path)


def _problem(failure: Failed) -> InputError:
    return InputError(failure.message, field=failure.field, line=failure.line)
