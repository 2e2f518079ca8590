"""What a shaping is: a reward in, a reward out, by the length and the words of the response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Protocol, runtime_checkable

from reasonscore.errors import InputError
from reasonscore.registry import Registry


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


shapings: Registry[Any] = Registry("shaping")
"""All shapings; a plugin adds its own under the entry point group `reasonscore.shapings`."""


def make_shaping(given: Shaping | Mapping[str, Any]) -> Shaping:
    """A shaping from a configuration file: `{"name": "overlong", "longest": 2048, "cache": 512}`.

    Raises:
        UnknownNameError: For a name that nobody registered.
        InputError: For parameters that the shaping does not take.

    >>> make_shaping({"name": "cosine", "longest": 100}).right
    (1.0, 0.5)
    """
    import reasonscore.reward.shaping  # noqa: F401  (fills the registry)

    if not isinstance(given, Mapping):
        return given
    rest = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items() if key != "name"}
    kind = shapings[str(given.get("name"))]
    try:
        return kind(**rest)  # type: ignore[no-any-return]
    except TypeError as error:
        raise InputError(f"the shaping takes other parameters: {error}", field=f"shaping.{given.get('name')}") from None
