"""Numbers for Prometheus in its text format: counters, gauges and histograms.

Source: Prometheus documentation, "Exposition formats", text format 0.0.4.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from threading import Lock

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Labels = tuple[tuple[str, str], ...]


class Counter:
    r"""A number that only grows, one for each set of labels.

    Args:
        name: Its name, which ends in `_total`.
        text: What it counts.

    >>> hits = Counter("hits_total", "Hits.")
    >>> hits.add(2, path="/score")
    >>> print("\n".join(hits.lines()))
    # HELP hits_total Hits.
    # TYPE hits_total counter
    hits_total{path="/score"} 2
    """

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._values: dict[Labels, float] = {}
        self._lock = Lock()

    def add(self, amount: float = 1, **labels: str) -> None:
        """Adds to the number with these labels."""
        key = tuple(sorted(labels.items()))
        with self._lock:
            self._values[key] = self._values.get(key, 0) + amount

    def lines(self) -> Iterator[str]:
        """Its lines of text."""
        yield from _head(self.name, self.text, "counter")
        with self._lock:
            found = sorted(self._values.items())
        for labels, value in found:
            yield f"{self.name}{_shown(labels)} {_number(value)}"


class Gauge:
    """A number that is read when it is asked for.

    Args:
        name: Its name.
        text: What it is.
        read: Gives the number.
    """

    def __init__(self, name: str, text: str, read: Callable[[], float]) -> None:
        self.name, self.text, self._read = name, text, read

    def lines(self) -> Iterator[str]:
        """Its lines of text."""
        yield from _head(self.name, self.text, "gauge")
        yield f"{self.name} {_number(self._read())}"


class Histogram:
    """How often values fell under each bound.

    Args:
        name: Its name.
        text: What is observed.
        bounds: Upper bounds, rising.
    """

    def __init__(self, name: str, text: str, bounds: Sequence[float]) -> None:
        self.name, self.text, self._bounds = name, text, tuple(bounds)
        self._counts = [0] * (len(self._bounds) + 1)
        self._sum = 0.0
        self._lock = Lock()

    def observe(self, value: float) -> None:
        """Counts one value."""
        with self._lock:
            self._counts[bisect_left(self._bounds, value)] += 1
            self._sum += value

    def lines(self) -> Iterator[str]:
        """Its lines of text."""
        yield from _head(self.name, self.text, "histogram")
        with self._lock:
            counts, total = list(self._counts), self._sum
        seen = 0
        for bound, count in zip((*map(_number, self._bounds), "+Inf"), counts, strict=True):
            seen += count
            yield f'{self.name}_bucket{{le="{bound}"}} {seen}'
        yield f"{self.name}_sum {_number(total)}"
        yield f"{self.name}_count {seen}"


def exposition(numbers: Sequence[Counter | Gauge | Histogram]) -> str:
    """All numbers as one text."""
    return "".join(f"{line}\n" for number in numbers for line in number.lines())


def _head(name: str, text: str, kind: str) -> tuple[str, str]:
    return f"# HELP {name} {text}", f"# TYPE {name} {kind}"


def _shown(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in labels) + "}" if labels else ""


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))
