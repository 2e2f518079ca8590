"""What a preset is: named components of an assessment, and the formula that makes one reward of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol, runtime_checkable

from reasonscore.registry import Registry
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.engine import Need

Parts = dict[str, float | None]
"""Components by name; None where the prompt brings nothing to judge one by. What the response fails to bring is 0."""


@runtime_checkable
class Preset(Protocol):
    """A frozen value: its parameters are its identity."""

    name: ClassVar[str]
    needs: ClassVar[frozenset[Need]]
    components: ClassVar[tuple[str, ...]]
    bounds: ClassVar[tuple[float, float]]
    formula: ClassVar[str]
    source: ClassVar[str]

    def judge(self, assessed: Assessment) -> Parts:
        """The components of one completion, all names of `components`."""

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The reward of the components; None where nothing could be judged."""


@runtime_checkable
class Gated(Protocol):
    """A preset whose gates the trace alone may close, which saves the judging of claims that cannot matter."""

    gates: ClassVar[tuple[str, ...]]

    def closed(self, assessed: Assessment) -> bool:
        """Whether the reward is 0 whatever the claims say, from the trace alone."""


presets: Registry[type[Preset]] = Registry("preset")
"""All presets; a plugin adds its own under the entry point group `reasonscore.presets`."""


def preset_names() -> list[str]:
    """The names of all presets, sorted.

    >>> preset_names()[:3]
    ['choice', 'clinical', 'completeness']
    """
    import reasonscore.reward.presets  # noqa: F401  (fills the registry)

    return list(presets)


def product(parts: Mapping[str, float | None], gates: tuple[str, ...], factors: tuple[str, ...]) -> float | None:
    """The product of the factors behind the gates: components that are None are left out, a gate of 0 closes.

    None where no factor has a value. Components are multiplied, not added, so that no part can be bought with another.

    >>> product({"format": 1.0, "answer": 1.0, "factuality": 0.5}, ("format",), ("answer", "factuality"))
    0.5
    >>> product({"format": 1.0, "factuality": None}, ("format",), ("factuality",)) is None
    True
    """
    values = [value for name in factors if (value := parts.get(name)) is not None]
    if not values:
        return None
    for value in [*values, *(gate for name in gates if (gate := parts.get(name)) is not None)]:
        if value <= 0:
            return 0.0
    found = 1.0
    for name in gates:
        found *= 1.0 if parts.get(name) is None else float(parts[name] or 0.0)
    for value in values:
        found *= value
    return found
