"""Which passages of an index may be found: by source and by date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reasonscore.errors import InputError
from reasonscore.retrieve.dates import UNKNOWN, day_number

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from reasonscore.retrieve.shard import Shard


@dataclass(frozen=True, slots=True)
class PassageFilter:
    """A filter; a passage must meet all of its parts.

    Args:
        sources: A passage's source must contain one of these, whatever the case.
        since: Not before this date (2020, 2020-06 or 2020-06-30).
        until: Not after this date; 2020 includes the whole year.
        undated: Whether passages without a date pass a date filter.
    """

    sources: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    undated: bool = False

    def __post_init__(self) -> None:
        for name, date in (("since", self.since), ("until", self.until)):
            if date is not None and day_number(date) == UNKNOWN:
                raise InputError(f"found '{date}', expected a date such as 2020, 2020-06 or 2020-06-30", field=name)

    def mask(self, shard: Shard) -> npt.NDArray[np.bool_]:
        """Which passages of the shard pass, `(passages,)`."""
        import numpy as np

        allowed: Any = np.ones(shard.passages, dtype=bool)
        if self.sources:
            wanted = [source.casefold() for source in self.sources]
            passing = [any(part in source.casefold() for part in wanted) for source in shard.sources()]
            allowed &= np.array(passing, dtype=bool)[shard.column("source")]
        if self.since or self.until:
            days = shard.column("days")
            inside = days >= day_number(self.since) if self.since else np.ones(shard.passages, dtype=bool)
            if self.until:
                inside &= days <= day_number(self.until, end=True)
            allowed &= np.where(days == UNKNOWN, self.undated, inside)
        return allowed  # type: ignore[no-any-return]

    def signature(self) -> Mapping[str, str]:
        """The parts that are set."""
        entries = {"sources": "+".join(self.sources), "since": self.since, "until": self.until}
        entries["undated"] = "kept" if self.undated and (self.since or self.until) else None
        # The signature line separates its entries with these.
        clean = str.maketrans(",|=", "___")
        return {key: value.translate(clean) for key, value in entries.items() if value}
