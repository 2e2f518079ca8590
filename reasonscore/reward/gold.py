"""The gold side: what belongs to a prompt is prepared once, by content, for all completions of its group."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from reasonscore.record import Passage
from reasonscore.reward.copying import Sources, copied_runs, read_sources, without
from reasonscore.verify.window import WindowIndex

T = TypeVar("T")


class Memory(Generic[T]):
    """A bounded memory by key; the entry unused for longest goes first. Safe to share between threads.

    >>> memory = Memory[int](1)
    >>> memory.get("a", lambda: 1), memory.get("b", lambda: 2), len(memory)
    (1, 2, 1)
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()
        self.made = 0

    def __len__(self) -> int:
        return len(self._found)

    def find(self, key: Hashable) -> T | None:
        """What is remembered under the key."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Hashable, found: T) -> None:
        """Remembers something under the key."""
        with self._lock:
            self._found[key] = found
            self._found.move_to_end(key)
            while len(self._found) > self._size:
                self._found.popitem(last=False)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is remembered under the key, else what `make` gives; `made` counts how often that was asked."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = make()
        self.put(key, found)
        self.made += 1
        return found


class Gold:
    """Evidence indexes and the word runs of sources, remembered by their content.

    Args:
        size: Prompts to remember.
    """

    def __init__(self, size: int = 512) -> None:
        self._windows: Memory[WindowIndex] = Memory(size)
        self._sources: Memory[Sources] = Memory(2 * size)
        self._asked: Memory[str] = Memory(size)

    @property
    def made(self) -> int:
        """How many indexes were built: one a prompt, however many completions it has."""
        return self._windows.made

    def windows(self, passages: Sequence[Passage]) -> WindowIndex:
        """The search index of a record's evidence."""
        key = tuple((one.id, one.text) for one in passages)
        return self._windows.get(key, lambda: WindowIndex(passages))

    def sources(self, texts: Sequence[str]) -> Sources:
        """The word runs of what a response may copy."""
        return self._sources.get(tuple(texts), lambda: read_sources(texts))

    def asked(self, question: str, evidence: tuple[str, ...]) -> str:
        """A question without the evidence that it may quote: a prompt often holds the passages that were retrieved."""
        if not question or not evidence:
            return question
        return self._asked.get(
            (question, evidence), lambda: without(question, copied_runs(question, self.sources(evidence)))
        )
