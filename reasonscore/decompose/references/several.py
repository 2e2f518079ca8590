"""Words that stand for several things named before: "neither" for a pair, "they" for doctors."""

from __future__ import annotations

from reasonscore.decompose.references.entity import Entities, definite

_JOINTS = {"neither": "nor", "both": "and", "either": "or"}


def both(entities: Entities, word: str) -> str | None:
    """What "neither", "both" or "either" stands for: the two things that were named last."""
    pair = entities.pair()
    return None if pair is None else f"{word} {pair[0]} {_JOINTS[word]} {pair[1]}"


def carers(entities: Entities) -> str | None:
    """The doctors that the text speaks of, where these are several; the claim before may name them with others."""
    doctor = entities.doctor
    if doctor is None or not doctor.endswith("s"):
        return None
    last = entities.things[-1] if entities.things else ()
    return next((definite(noun) for noun in last if noun.plural and doctor in noun.text.lower()), doctor)
