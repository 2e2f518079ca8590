"""format: whether the response has the form that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from reasonscore.errors import UnknownNameError
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.engine import Need
from reasonscore.reward.preset import Parts, presets
from reasonscore.reward.well_formed import STYLES, Style, well_formed


@presets.register("format")
@dataclass(frozen=True, slots=True)
class FormatReward:
    """1 where the whole response has the form, else 0.

    A reward for form alone is learned first and then gives no gradient: use it as the gate of another preset.

    Args:
        style: `tags`, `think`, `headings` or `any`.
    """

    name: ClassVar[str] = "format"
    needs: ClassVar[frozenset[Need]] = frozenset()
    components: ClassVar[tuple[str, ...]] = ("format",)
    bounds: ClassVar[tuple[float, float]] = (0.0, 1.0)
    formula: ClassVar[str] = "1 if the whole response has the form, else 0"
    source: ClassVar[str] = "the full-match gate of MedVLThinker; the other styles are ours"

    style: Style = "tags"

    def __post_init__(self) -> None:
        if self.style not in STYLES:
            raise UnknownNameError("format style", self.style, STYLES)

    def judge(self, assessed: Assessment) -> Parts:
        """Whether the form is right."""
        return {"format": well_formed(assessed, self.style)}

    def compose(self, parts: Mapping[str, float | None]) -> float | None:
        """The form itself."""
        return parts["format"]
