"""Charts of vital signs and laboratory values over time: states, rises and falls, peaks, gaps."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from training.clinical.labs_panel import BLOOD, sentence
from training.clinical.records import Claim, World, label, variants

WHO = "[The patient|This patient|The patient]"


@dataclass(slots=True)
class Measure:
    """One row of a chart: names, unit, the values that occur, and states with the limits that define them."""

    name: str
    short: str
    unit: str
    low: float
    high: float
    decimals: int
    states: list[tuple[list[str], list[str], float, float]] = field(default_factory=list)
    """Words for the state and its absence; the state holds from the first limit up and fails from the second down (or the reverse)."""

    def text(self, value: float) -> str:
        """The value as printed."""
        return f"{value:.{self.decimals}f}"

    def full(self, value: float) -> str:
        """The value with its unit."""
        unit = self.unit
        return self.text(value) + (unit if unit == "%" else f" {unit}" if unit else "")


VITALS = [
    Measure(
        "heart rate",
        "HR",
        "beats/min",
        44,
        148,
        0,
        [
            (
                ["was tachycardic", "had a fast pulse", "had a heart rate above 100 per minute"],
                ["was not tachycardic", "did not have a fast pulse"],
                101,
                100,
            )
        ],
    ),
    Measure(
        "systolic blood pressure",
        "BP",
        "mmHg",
        74,
        178,
        0,
        [
            (
                ["was hypotensive", "had a systolic pressure below 90 mmHg", "had low blood pressure"],
                ["was not hypotensive", "did not have low blood pressure"],
                89,
                100,
            )
        ],
    ),
    Measure(
        "respiratory rate",
        "RR",
        "breaths/min",
        9,
        38,
        0,
        [
            (
                ["was tachypnoeic", "was breathing fast", "had a rapid respiratory rate"],
                ["was not tachypnoeic", "did not breathe fast"],
                22,
                20,
            )
        ],
    ),
    Measure(
        "temperature",
        "T",
        "°C",
        35.8,
        40.4,
        1,
        [(["was febrile", "had a fever", "had a raised temperature"], ["was afebrile", "had no fever"], 38.0, 37.3)],
    ),
    Measure(
        "oxygen saturation",
        "SpO2",
        "%",
        82,
        100,
        0,
        [
            (
                ["was hypoxaemic", "had an oxygen saturation below 90%", "was desaturating"],
                ["was not hypoxaemic", "was well saturated"],
                89,
                94,
            )
        ],
    ),
    Measure(
        "oxygen flow",
        "O2",
        "L/min",
        0,
        10,
        0,
        [
            (
                ["was given oxygen", "received supplemental oxygen", "needed oxygen"],
                ["was breathing room air", "did not receive supplemental oxygen"],
                1,
                0,
            )
        ],
    ),
    Measure(
        "pain score",
        "pain",
        "/10",
        0,
        10,
        0,
        [(["was in severe pain", "rated the pain at 7 or more"], ["was not in severe pain"], 7, 5)],
    ),
    Measure("urine output", "UO", "mL/h", 5, 160, 0),
    Measure(
        "capillary glucose",
        "BG",
        "mg/dL",
        48,
        320,
        0,
        [
            (
                ["was hypoglycaemic", "had low blood sugar"],
                ["was not hypoglycaemic", "did not have low blood sugar"],
                64,
                75,
            )
        ],
    ),
    Measure("Glasgow coma score", "GCS", "", 3, 15, 0),
]


@dataclass(slots=True)
class Chart:
    """Values at several times; None where nothing was recorded."""

    times: list[str]
    rows: dict[str, list[float | None]]
    lower: list[int]
    """Diastolic pressures, printed after the systolic ones."""


def chart_text(kind: str, style: int, measures: dict[str, Measure], chart: Chart, rng: random.Random) -> str:
    """The chart by time, by measure, or as a table."""
    style = style if rng.random() < 0.7 else rng.randint(0, 3)
    gap = rng.choice(("-", "–", "not recorded", "n/a"))

    def cell(name: str, i: int, unit: bool) -> str:
        value, m = chart.rows[name][i], measures[name]
        if value is None:
            return gap
        if m.short == "BP":
            return f"{value:.0f}/{min(chart.lower[i], round(value) - 20)}"
        if m.short == "O2" and not value:
            return "room air"
        return m.full(value).replace(" /10", "/10") if unit else m.text(value)

    if style == 0:
        head = " | ".join([("Time" if kind == "vitals" else "Date"), *chart.times])
        lines = [head] + [
            " | ".join(
                [
                    f"{m.name if kind == 'labs' else m.short}{f' ({m.unit})' if m.unit else ''}",
                    *(cell(name, i, False) for i in range(len(chart.times))),
                ]
            )
            for name, m in measures.items()
            if name in chart.rows
        ]
    elif style == 1:
        lines = [
            f"{time}: "
            + ", ".join(f"{m.short} {cell(name, i, True)}" for name, m in measures.items() if name in chart.rows)
            for i, time in enumerate(chart.times)
        ]
    elif style == 2:
        lines = [
            f"{'Blood pressure' if m.short == 'BP' else sentence(m.name)}: "
            + ", ".join(f"{cell(name, i, True)} ({time})" for i, time in enumerate(chart.times))
            for name, m in measures.items()
            if name in chart.rows
        ]
    else:
        lines = [
            f"{m.short}: "
            + " -> ".join(cell(name, i, False) for i in range(len(chart.times)))
            + (f" {m.unit}" if m.unit and m.short != "O2" else "")
            for name, m in measures.items()
            if name in chart.rows
        ]
        lines = [
            f"Values at {', '.join(chart.times)}:" if kind == "vitals" else f"Values on {', '.join(chart.times)}:",
            *lines,
        ]
    heading = (
        rng.choice(("Observations", "Vital signs", "Flowsheet", "Nursing chart"))
        if kind == "vitals"
        else rng.choice(("Serial results", "Trend", "Cumulative report", "Results over time"))
    )
    return (
        f"{heading}\n" + "\n".join(lines)
        if style in (0, 3) or rng.random() < 0.6
        else f"{heading}: " + "; ".join(lines) + "."
    )


def charts(rng: random.Random) -> World:
    """Values over hours or days: states at a time, rises and falls, peaks, ranges, differences."""
    kind = rng.choice(("vitals", "vitals", "labs"))
    n = rng.randint(3, 5)
    if kind == "vitals":
        chosen = rng.sample(VITALS, rng.randint(3, 5))
        hours = sorted(rng.sample(range(0, 24, 2), n))
        times = [f"{hour:02d}:00" for hour in hours]
        at = [f"at {time}" for time in times]
    else:
        labs = rng.sample(BLOOD, rng.randint(2, 3))
        chosen = [
            Measure(
                lab.name, lab.abbreviation, "" if lab.unit == "-" else lab.unit, lab.minimum, lab.maximum, lab.decimals
            )
            for lab in labs
        ]
        if rng.random() < 0.6:
            month = rng.choice(
                "January February March April May June July August September October November December".split()
            )
            times = [f"{day} {month}" for day in sorted(rng.sample(range(1, 29), n))]
            at = [f"on {time}" for time in times]
        else:
            numbers = sorted(rng.sample(range(1, 15), n))
            times = [f"day {number}" for number in numbers]
            at = [f"on {time}" for time in times]
    measures = {m.name: m for m in chosen}
    focus = chosen[0]
    shape = rng.choice(("any", "any", "up", "down"))
    missing_row = rng.choice(
        [
            m
            for m in (
                VITALS
                if kind == "vitals"
                else [
                    Measure(
                        lab.name,
                        lab.abbreviation,
                        "" if lab.unit == "-" else lab.unit,
                        lab.minimum,
                        lab.maximum,
                        lab.decimals,
                    )
                    for lab in rng.sample(BLOOD, 8)
                ]
            )
            if m.name not in measures
        ]
    )
    order = [*measures.values(), missing_row]
    rng.shuffle(order)
    measures = {m.name: m for m in order}
    style = rng.randint(0, 3)

    def draw(r: random.Random, m: Measure) -> float:
        if m.short == "O2":
            return float(r.choice((0, 0, 1, 2, 3, 4, 6, 8)))
        return round(r.triangular(m.low, m.high, r.uniform(m.low, m.high)), m.decimals)

    def row(r: random.Random, m: Measure) -> list[float | None]:
        middle = draw(r, m)
        spread = (m.high - m.low) * 0.35
        values: list[float | None] = [
            round(r.uniform(max(middle - spread, m.low), min(middle + spread, m.high)), m.decimals)
            if m.short != "O2"
            else draw(r, m)
            for _ in times
        ]
        return values

    base = Chart(times, {m.name: row(rng, m) for m in chosen}, [rng.randint(45, 85) for _ in times])
    i, j = sorted(rng.sample(range(n), 2))

    def change(r: random.Random, chart: Chart) -> None:
        values = chart.rows[focus.name]
        what = r.random()
        if what < 0.35:
            values[:] = row(r, focus)
        elif what < 0.6:
            for spot in (i, j):
                if r.random() < 0.6:
                    values[spot] = draw(r, focus)
        elif what < 0.75:
            values.reverse()
        if r.random() < (0.4 if shape != "any" else 0.1):
            values.sort(key=float, reverse=shape == "down")  # type: ignore[arg-type]
        if r.random() < 0.15:
            values[j] = values[i]
        if r.random() < 0.25:
            values[r.choice((i, j, r.randrange(n)))] = None
        for m in chosen[1:]:
            if r.random() < 0.2:
                chart.rows[m.name] = row(r, m)
        if r.random() < 0.07:
            del chart.rows[focus.name]
            chart.rows[missing_row.name] = row(r, missing_row)

    records = variants(rng, base, change)

    def get(chart: Chart, spot: int) -> float | None:
        return chart.rows[focus.name][spot] if focus.name in chart.rows else None

    def single(test: Callable[[float], bool | None], spot: int) -> Callable[[Any], str | None]:
        def judge(chart: Any) -> str | None:
            value = get(chart, spot)
            if value is None:
                return label(None)
            answer = test(value)
            return None if answer is None else label(answer)

        return judge

    def pair(test: Callable[[float, float], bool]) -> Callable[[Any], str | None]:
        def judge(chart: Any) -> str | None:
            u, v = get(chart, i), get(chart, j)
            if (u is None) != (v is None) and {u, v} & {focus.low, focus.high, 0}:
                return None  # nothing can be beyond the end of a scale
            return label(None if u is None or v is None else test(u, v))

        return judge

    def known(chart: Chart) -> list[float]:
        return [value for value in chart.rows.get(focus.name, [None]) if value is not None]

    def always(test: Callable[[float], bool | None]) -> Callable[[Any], str | None]:
        """True if it holds each time; one known failure settles it, a gap leaves it open."""

        def judge(chart: Any) -> str | None:
            answers = [test(value) for value in known(chart)]
            if False in answers:
                return label(False)
            if None in answers:
                return None
            return label(None if None in chart.rows.get(focus.name, [None]) else True)

        return judge

    def ever(test: Callable[[float], bool | None]) -> Callable[[Any], str | None]:
        opposite = always(lambda value: None if (answer := test(value)) is None else not answer)
        return lambda chart: {"entailment": "contradiction", "contradiction": "entailment"}.get(
            found := opposite(chart), found
        )  # type: ignore[arg-type]

    def steady(way: int) -> Callable[[Any], str | None]:
        def judge(chart: Any) -> str | None:
            values = [value * way for value in known(chart)]
            if any(b <= a for a, b in itertools.pairwise(values)):
                return label(False)
            return label(None if None in chart.rows.get(focus.name, [None]) else True)

        return judge

    def extreme(spot: int, way: int) -> Callable[[Any], str | None]:
        def judge(chart: Any) -> str | None:
            if focus.name not in chart.rows:
                return label(None)
            values = chart.rows[focus.name]
            here, others = (
                values[spot],
                [value * way for k, value in enumerate(values) if k != spot and value is not None],
            )
            if here is None or not others:
                return label(None)
            if max(others) > here * way:
                return label(False)
            return None if max(others) == here * way else label(None if None in values else True)

        return judge

    name = f"[the |]{focus.name}" if kind == "vitals" else f"[{focus.name}|{focus.name}|{focus.short}]"
    first, last = at[i], at[j]
    v = base.rows[focus.name][j] or focus.low
    bound = draw(rng, focus)
    gap = round(abs((base.rows[focus.name][i] or 0) - v), focus.decimals)
    said, limit = focus.full(v).replace(" /10", "/10"), focus.full(bound).replace(" /10", "/10")
    moments = "between " + f"{times[i]} and {times[j]}"
    out = [
        Claim(
            "record_value", [f"{last}, {name} was {said}.", f"{name} was {said} {last}."], single(lambda x: x == v, j)
        ),
        Claim("record_value", [f"{name} was [above|higher than|over] {limit} {last}."], single(lambda x: x > bound, j)),
        Claim("record_value", [f"{name} was [below|lower than|under] {limit} {last}."], single(lambda x: x < bound, j)),
        Claim(
            "record_trend",
            [
                f"{name} was higher {last} than {first}.",
                f"{name} [rose|went up|increased] {moments}.",
                f"{first}, {name} was lower than {last}.",
            ],
            pair(lambda a, b: a < b),
        ),
        Claim(
            "record_trend",
            [
                f"{name} was lower {last} than {first}.",
                f"{name} [fell|went down|decreased] {moments}.",
                f"{first}, {name} was higher than {last}.",
            ],
            pair(lambda a, b: a > b),
        ),
        Claim(
            "record_trend",
            [f"{name} was the same {first} and {last}.", f"{name} did not differ {moments}."],
            pair(lambda a, b: a == b),
        ),
        Claim(
            "record_trend",
            [
                f"{name} [rose steadily|increased from each measurement to the next|went up every time].",
                f"Each {focus.name} was higher than the one before.",
            ],
            steady(1),
        ),
        Claim(
            "record_trend",
            [
                f"{name} [fell steadily|decreased from each measurement to the next|went down every time].",
                f"Each {focus.name} was lower than the one before.",
            ],
            steady(-1),
        ),
        Claim(
            "record_trend",
            [
                f"{name} [peaked|was highest|reached its maximum] {last}.",
                f"The highest {focus.name} was recorded {last}.",
            ],
            extreme(j, 1),
        ),
        Claim(
            "record_trend",
            [f"{name} was lowest {first}.", f"The lowest {focus.name} was recorded {first}."],
            extreme(i, -1),
        ),
        Claim(
            "record_trend",
            [
                f"{name} [changed|differed] by {focus.full(gap).replace(' /10', '') if focus.short != 'pain' else focus.text(gap) + ' points'} {moments}."
            ],
            pair(lambda a, b: round(abs(a - b), focus.decimals) == gap),
        ),
        Claim(
            "record_value",
            [
                f"{name} [never exceeded|was at no time above] {limit}.",
                f"All measurements of {name} were {limit} or lower.",
            ],
            always(lambda x: x <= bound),
        ),
        Claim(
            "record_value",
            [f"{name} was above {limit} [at least once|at some point|at one time or another]."],
            ever(lambda x: x > bound),
        ),
        Claim(
            "record_value",
            [f"{name} [stayed|was always] above {limit}.", f"Every {focus.name} was above {limit}."],
            always(lambda x: x > bound),
        ),
    ]
    if focus.low > 0:
        out += [
            Claim(
                "record_trend",
                [f"{name} at least doubled {moments}.", f"{last}, {name} was at least twice as high as {first}."],
                pair(lambda a, b: b >= 2 * a),
            ),
            Claim(
                "record_trend",
                [
                    f"{name} fell by more than half {moments}.",
                    f"{last}, {name} was less than half of what it had been {first}.",
                ],
                pair(lambda a, b: 2 * b < a),
            ),
        ]
    for yes, no, on_limit, off_limit in focus.states:
        up = on_limit > off_limit

        def state(x: float, on_limit: float = on_limit, off_limit: float = off_limit, up: bool = up) -> bool | None:
            if (x >= on_limit) if up else (x <= on_limit):
                return True
            return False if ((x <= off_limit) if up else (x >= off_limit)) else None

        def off(x: float, state: Callable[[float], bool | None] = state) -> bool | None:
            return None if (answer := state(x)) is None else not answer

        never = (
            "["
            + "|".join(f"was never {text[4:]}" if text.startswith("was ") else f"never {text}" for text in yes)
            + "]"
        )
        words, negated = "[" + "|".join(yes) + "]", "[" + "|".join(no) + "]"
        out += [
            Claim("record_state", [f"{last}, the patient {words}.", f"{WHO} {words} {last}."], single(state, j)),
            Claim("record_state", [f"{last}, the patient {negated}.", f"{WHO} {negated} {last}."], single(off, j)),
            Claim("record_state", [f"{WHO} {words} {first}.", f"{first}, the patient {words}."], single(state, i)),
            Claim("record_state", [f"{WHO} {words} [each time|at every measurement|throughout]."], always(state)),
            Claim(
                "record_state",
                [f"{WHO} {words} at least once.", f"At one time or another, the patient {words}."],
                ever(state),
            ),
            Claim(
                "record_state",
                [f"{WHO} {never}.", f"There was no recorded time at which the patient {words}."],
                always(off),
            ),
        ]
    return World(records, lambda r, chart: chart_text(kind, style, measures, chart, r), out)
