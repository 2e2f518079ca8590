"""What the outputs of a classifier mean, read from their names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reasonscore.errors import ResourceError
from reasonscore.verify.verdict import Label

_NAMES: tuple[tuple[Label, str], ...] = (
    ("unverifiable", r"neutral|not[_ -]?enough|no[_ -]?info|unverifiable|not[_ -]?entail|unsupported|not[_ -]?support"),
    ("contradicted", r"contradict|refut"),
    ("supported", r"entail|support"),
)


def label_columns(names: Mapping[int, str]) -> dict[int, Label]:
    """What each output column of a classifier means, by its label's name.

    Raises:
        ResourceError: Where a name says nothing, or no column means supported.

    >>> label_columns({0: "CONTRADICTION", 1: "NEUTRAL", 2: "ENTAILMENT"})
    {0: 'contradicted', 1: 'unverifiable', 2: 'supported'}
    >>> label_columns({0: "not_entailment", 1: "entailment"})
    {0: 'unverifiable', 1: 'supported'}
    """
    found: dict[int, Label] = {}
    for column, name in sorted(names.items()):
        meant = next((label for label, pattern in _NAMES if re.search(pattern, name, re.IGNORECASE)), None)
        if meant is None:
            raise ResourceError(
                f"the model's label '{name}' is no entailment label; expected names such as entailment, neutral, "
                "contradiction in its config's id2label"
            )
        found[column] = meant
    if "supported" not in found.values():
        raise ResourceError(f"none of the model's labels means entailment: {', '.join(names.values())}")
    return found
