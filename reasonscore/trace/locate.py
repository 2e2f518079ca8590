"""Where given steps stand in a response: exactly, else with other white space, quotation marks or Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.span import Span
from reasonscore.trace.trace import Step

_SKIPPED = frozenset("*_`#>-•|\"'“”‘’")


def locate_steps(response: str, steps: Sequence[str]) -> tuple[Step, ...]:
    """The steps one to one and in order, each with its span, None where the response does not contain it.

    A step is looked for after the one before it first, then anywhere.

    >>> [step.span for step in locate_steps("**Fever** is  high. So sepsis.", ["Fever is high.", "Sepsis?"])]
    [((2, 19),), None]
    """
    loose = _Loose(response)
    located = []
    position = 0
    for step in steps:
        span = _exact(response, step, position) or loose.find(step, position)
        if span is not None:
            position = span[-1][1]
        located.append(Step(step, span))
    return tuple(located)


def _exact(response: str, step: str, position: int) -> Span | None:
    wanted = step.strip()
    if not wanted:
        return None
    start = response.find(wanted, position)
    if start < 0:
        start = response.find(wanted)
    return ((start, start + len(wanted)),) if start >= 0 else None


class _Loose:
    """The response without white space and Markdown, with the way back to its offsets; built at the first use."""

    def __init__(self, response: str) -> None:
        self._response = response
        self._text: str | None = None
        self._offsets: list[int] = []

    def find(self, step: str, position: int) -> Span | None:
        if self._text is None:
            self._offsets = [i for i, c in enumerate(self._response) if _kept(c)]
            self._text = "".join(_fold(self._response[i]) for i in self._offsets)
        wanted = "".join(_fold(c) for c in step if _kept(c))
        if not wanted:
            return None
        start = self._text.find(wanted, self._after(position))
        if start < 0:
            start = self._text.find(wanted)
        if start < 0:
            return None
        return ((self._offsets[start], self._offsets[start + len(wanted) - 1] + 1),)

    def _after(self, position: int) -> int:
        from bisect import bisect_left

        return bisect_left(self._offsets, position)


def _kept(character: str) -> bool:
    return not character.isspace() and character not in _SKIPPED


def _fold(character: str) -> str:
    """Lower case where that is one character, so that offsets stay one to one."""
    lower = character.lower()
    return lower if len(lower) == 1 else character
