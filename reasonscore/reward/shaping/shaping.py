"""What a shaping is: a reward in, a reward out, by the length and the words of the response."""

from __future__ import annotations

from typing import ClassVar, NamedTuple, Protocol, runtime_checkable


class Shaped(NamedTuple):
    """What a shaping looks at.

    Args:
        reward: So far.
        top: The largest reward of the preset, which is what a right response gets.
        length: Tokens of the response where they are known, else words.
        words: The words of the response in lower case.
    """

    reward: float
    top: float
    length: float
    words: tuple[str, ...]


@runtime_checkable
class Shaping(Protocol):
    """A frozen value; `reach` is how far it can move a reward below and above the preset's range."""

    name: ClassVar[str]
    source: ClassVar[str]

    @property
    def reach(self) -> tuple[float, float]:
        """Least and largest reward that the shaping gives for rewards between 0 and 1."""

    def apply(self, given: Shaped) -> float:
        """The shaped reward."""
