"""Registries: names to factories, extended by plugins through entry points.

A plugin package declares, for example, the entry point group `reasonscore.metrics`; its objects are loaded at the first
look-up of a name that is not registered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from typing import Generic, TypeVar

from reasonscore.errors import ReasonScoreError, UnknownNameError

T = TypeVar("T")

_log = logging.getLogger("reasonscore")


class Registry(Generic[T]):
    """Names to objects of one kind.

    Args:
        kind: What is registered, in the singular, for messages and for the entry point group.

    >>> shapes: Registry[str] = Registry("shape")
    >>> _ = shapes.register("round")("circle")
    >>> shapes["round"]
    'circle'
    >>> shapes["rounds"]
    Traceback (most recent call last):
    reasonscore.errors.UnknownNameError: unknown shape 'rounds'; did you mean round?
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._items: dict[str, T] = {}
        self._plugins_loaded = False

    def register(self, name: str) -> Callable[[T], T]:
        """A decorator that puts its object under the name.

        Raises:
            ReasonScoreError: Where the name is taken by another object.
        """

        def put(item: T) -> T:
            if self._items.setdefault(name, item) is not item:
                raise ReasonScoreError(f"two {self.kind}s are called '{name}'; rename one of them")
            return item

        return put

    def __getitem__(self, name: str) -> T:
        if name not in self._items:
            self._load_plugins()
        if name not in self._items:
            raise UnknownNameError(self.kind, name, self._items)
        return self._items[name]

    def __contains__(self, name: object) -> bool:
        self._load_plugins()
        return name in self._items

    def __iter__(self) -> Iterator[str]:
        self._load_plugins()
        return iter(sorted(self._items))

    def __len__(self) -> int:
        self._load_plugins()
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} {self.kind}s: {', '.join(self)}>"

    def _load_plugins(self) -> None:
        if self._plugins_loaded:
            return
        self._plugins_loaded = True
        for point in entry_points(group=f"reasonscore.{self.kind}s"):
            try:
                self._items.setdefault(point.name, point.load())
            except Exception as error:
                # Somebody else's package must not take ours with it: the names that it would have brought stay unknown.
                owner = point.dist.name if point.dist else point.value
                _log.warning("the %s '%s' of %s cannot be loaded: %r", self.kind, point.name, owner, error)
