"""What the frames over trial records share: trials, arms and their names, layout, variants of a record."""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.clinical.vocabulary import read_table

EVENTS = read_table("events")
SETTINGS = read_table("settings")
MEASURES = read_table("outcomes")
EVENT = {row["name"]: row for row in EVENTS}

SCHEMES = [
    ("Primary trial", "Secondary trial"),
    ("Primary trial", "Secondary trial"),
    ("primary trial", "secondary trial"),
    ("Trial A", "Trial B"),
    ("Study 1", "Study 2"),
    ("First trial", "Second trial"),
]
ORDINAL = ("first", "second")


@dataclass(slots=True)
class Frame:
    """What all variants of a record share: how many trials, what they and their arms are called, the layout."""

    scheme: tuple[str, str] | None
    arms: list[list[str]]
    """The names of the arms of each trial."""
    named: bool
    """Whether the record prints the names of the arms."""
    setting: dict[str, str]
    marker: str
    style: int

    def trial(self, t: int) -> str:
        """Alternatives for a trial in a claim."""
        if not self.scheme:
            return "[the trial|the study|this trial]"
        name = self.scheme[t]
        return name if name[0].isupper() and name[-1] in "AB12" else f"the {name.lower()}"

    def arm(self, t: int, a: int, where: bool = True) -> str:
        """Alternatives for an arm in a claim, with or without its trial."""
        of = f" of {self.trial(t)}" if self.scheme and where else ""
        if len(self.arms[t]) == 1:
            return self.trial(t)
        forms = [f"{kind} {a + 1}{of}" for kind in ("cohort", "arm", "group")]
        forms += [f"the {ORDINAL[a]} {kind}{of}" for kind in ("cohort", "arm", "group")]
        if self.named:
            name = self.arms[t][a]
            forms += [f"the {name} {kind}{of}" for kind in ("arm", "group", "arm")] * 2
        return "[" + "|".join(forms) + "]"

    def trials(self) -> list[tuple[str, str]]:
        """The name of each trial as printed (empty if there is one only) and in claims."""
        return [(name, self.trial(t)) for t, name in enumerate(self.scheme or ("",))]

    def two(self, first: tuple[int, int], second: tuple[int, int]) -> tuple[str, str]:
        """Alternatives for two arms that are compared; within one trial the trial is named once."""
        return self.arm(*first, where=first[0] != second[0]), self.arm(*second)

    def both(self) -> list[tuple[int, int]]:
        """Every arm as trial and position."""
        return [(t, a) for t, names in enumerate(self.arms) for a in range(len(names))]


def treatments(setting: dict[str, str]) -> list[list[str]]:
    """Drug, doses, unit, route and schedule of each treatment of a setting."""
    return [text.split(":") for text in setting["treatments"].split(";")]


def new_frame(rng: random.Random, two: float = 0.5) -> Frame:
    """A frame with one trial of two arms, or two trials of one or two arms each."""
    setting = rng.choice(SETTINGS)
    scheme = rng.choice(SCHEMES) if rng.random() < two else None
    arms: list[list[str]] = []
    for _ in range(2 if scheme else 1):
        drugs = rng.sample(treatments(setting), 2)
        first = rng.choice((drugs[0][0], f"{drugs[0][0]} {rng.choice(drugs[0][1].split(','))} {drugs[0][2]}"))
        second = rng.choice((drugs[1][0], "placebo", "placebo", "usual care", "control"))
        names = [first, second] if rng.random() < 0.5 else [second, first]
        arms.append(names if not scheme or rng.random() < 0.6 else [first])
    return Frame(scheme, arms, rng.random() < 0.55, setting, rng.choice(("-", "*", "•", "")), rng.randint(0, 5))


def joined(frame: Frame, heading: str, bodies: list[str], rng: random.Random) -> str:
    """The bodies of the trials under their headings, as lines or running on."""
    gap = rng.choice((" ", "\n", "\n"))
    if not frame.scheme:
        return f"{heading}{gap}{bodies[0]}" if heading else bodies[0]
    parts = [f"{name}:{gap}{heading}{gap}{body}" for name, body in zip(frame.scheme, bodies, strict=True)]
    return rng.choice(("\n", "\n\n", " ", "\n")).join(parts)
