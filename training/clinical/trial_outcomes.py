"""Outcomes of trials: values, which arm did better, numbers analysed, time frame, unit, range, significance."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from training.clinical.records import Claim, World, count_word, label, variants
from training.clinical.trial_frame import (
    MEASURES,
    Frame,
    joined,
    new_frame,
)


@dataclass(slots=True)
class Result:
    """The result of one arm."""

    size: int | None
    value: float | None
    low: float
    high: float


@dataclass(slots=True)
class Outcome:
    """One trial's outcome with its results."""

    measure: dict[str, str]
    time: tuple[int, str] | None
    direction: int
    """1: higher is better, -1: lower is better (as printed); 0: not printed."""
    unit: bool
    spread: str
    p: float | None
    results: list[Result]


TIMES = [
    (24, "hours"),
    (48, "hours"),
    (7, "days"),
    (14, "days"),
    (28, "days"),
    (30, "days"),
    (4, "weeks"),
    (6, "weeks"),
    (8, "weeks"),
    (12, "weeks"),
    (16, "weeks"),
    (24, "weeks"),
    (26, "weeks"),
    (48, "weeks"),
    (52, "weeks"),
    (3, "months"),
    (6, "months"),
    (12, "months"),
    (18, "months"),
    (24, "months"),
    (2, "years"),
    (3, "years"),
    (5, "years"),
]
DAYS = {"hours": 1 / 24, "days": 1, "weeks": 7, "months": 30.4, "years": 365}
SAME_TIME = {
    (24, "hours"): ["24 hours", "one day"],
    (48, "hours"): ["48 hours", "two days"],
    (7, "days"): ["7 days", "one week"],
    (14, "days"): ["14 days", "two weeks", "a fortnight"],
    (28, "days"): ["28 days", "four weeks"],
    (12, "months"): ["12 months", "one year"],
    (24, "months"): ["24 months", "two years"],
    (6, "months"): ["6 months", "half a year"],
    (2, "years"): ["2 years", "24 months"],
    (18, "months"): ["18 months", "a year and a half"],
    (3, "years"): ["3 years", "36 months"],
    (5, "years"): ["5 years", "five years"],
}
TURNED = ("Quality of Life Questionnaire", "sleep quality index")
"""Scores that may count either way, so that the record must say which; of the others everybody knows it."""


def days(time: tuple[int, str]) -> float:
    """A time in days."""
    return time[0] * DAYS[time[1]]


def time_words(rng: random.Random, time: tuple[int, str]) -> str:
    """A time as a claim words it."""
    return rng.choice(SAME_TIME.get(time, [f"{time[0]} {time[1]}", f"{count_word(rng, time[0])} {time[1]}"]))


def number(value: float, measure: dict[str, str]) -> str:
    """A value of a measure as printed."""
    return f"{value:.{int(measure['decimals'])}f}"


def outcome_text(frame: Frame, record: list[Outcome], rng: random.Random) -> str:
    """The outcome measurement of the record."""
    style = frame.style if rng.random() < 0.7 else rng.randint(0, 5)
    gap = rng.choice(("\n", " ", "; ")) if style > 2 else rng.choice(("\n", " "))
    bodies = []
    for t, outcome in enumerate(record):
        m = outcome.measure
        parts = [
            f"{rng.choice(('Measure', 'Outcome', 'Primary outcome') if style else ('Outcome Measurement',))}: {m['name'][0].upper()}{m['name'][1:]}"
        ]
        if outcome.direction and (m["name"] in TURNED or m["unit"].startswith("points")):
            higher = (
                ("Higher values mean {}", "Larger values indicate {}")
                if outcome.direction > 0
                else ("Lower values mean {}", "Smaller values indicate {}")
            )
            told = rng.choice(higher).format(rng.choice(("a better outcome", "a better condition", "a better state")))
            parts.append(told if gap == "; " else told + ".")
        if outcome.time:
            parts.append(f"Time frame: {outcome.time[0]} {outcome.time[1]}")
        statistic = {"mean": "Mean", "median": "Median", "percent": "Number", "count": "Number"}[m["statistic"]]
        kind = {"sd": " (standard deviation)", "ci": " (95% confidence interval)", "range": " (full range)", "": ""}[
            outcome.spread
        ]
        if outcome.unit:
            parts.append(
                f"{rng.choice(('Unit of measure', 'Unit'))}: {m['unit']}"
                if style > 2
                else f"{statistic}{kind}  Unit of Measure: {m['unit']}"
            )
        for a, result in enumerate(outcome.results):
            title = frame.arms[t][a] if frame.named else rng.choice(("Cohort", "Arm")) + f" {a + 1}"
            size = (
                ""
                if result.size is None
                else f"Overall Number of Participants Analyzed: {result.size}"
                if style < 2
                else f"analysed: {result.size}"
                if style < 4
                else f"n = {result.size}"
            )
            spread = ""
            if result.value is not None and outcome.spread:
                low, high = number(result.low, m), number(result.high, m)
                spread = (
                    f" ({number(max(10 ** -int(m['decimals']), (result.high - result.low) / 4), m)})"
                    if outcome.spread == "sd"
                    else f" ({low} to {high})"
                )
            value = "not reported" if result.value is None else f"{number(result.value, m)}{spread}"
            if style < 3:
                cells = [
                    f"Results {a + 1}:",
                    f"Arm/Group Title: {title}" if style else f"Arm title: {title}",
                    size,
                    f"{statistic}{kind if style == 1 else ''}: {value}" if style else f"{value}",
                ]
                parts.append(gap.join(cell for cell in cells if cell))
            else:
                body = f"{title} ({size}): " if size else f"{title}: "
                parts.append(body + (f"{statistic.lower()}{kind if spread else ''} {value}" if style != 4 else value))
        if outcome.p is not None:
            parts.append(
                rng.choice(("P value: {}", "Statistical test: p = {}", "Difference between groups: p = {}")).format(
                    f"{outcome.p:.3f}"
                )
            )
        bodies.append(gap.join(parts))
    return (
        " ".join(
            joined(frame, rng.choice(("Outcome Measurement:", "Outcome", "Results of the trial:")), bodies, rng)
            .replace("\n", " \n ")
            .split(" ")
        )
        .replace(" \n ", "\n")
        .replace("  ", " ")
    )


def outcomes(rng: random.Random) -> World:
    """Outcomes: values, which arm did better, numbers analysed, time frame, unit, ranges, significance."""
    frame = new_frame(rng)
    fitting = [
        row for row in MEASURES if frame.setting["specialty"] in row["specialties"] or row["specialties"] == "any"
    ]
    main, *others = rng.sample(fitting, 3)
    low, high, places = float(main["low"]), float(main["high"]), int(main["decimals"])
    turned = main["name"] in TURNED

    def draw_value(r: random.Random, near: float | None = None) -> float:
        value = (
            r.uniform(low, high)
            if near is None or r.random() < 0.4
            else near + r.choice((-1, 1)) * r.uniform(0.02, 0.3) * (high - low)
        )
        return round(min(max(value, low), high), places)

    def result(r: random.Random, near: float | None = None) -> Result:
        value, width = draw_value(r, near), (high - low) * r.uniform(0.03, 0.25)
        size = r.choice((r.randint(12, 90), r.randint(60, 480)))
        if main["statistic"] == "count":
            size = max(size, int(high) + 5)
        return Result(
            size, value, round(max(0, value - width), places), round(value + width * r.uniform(0.8, 1.4), places)
        )

    base = []
    acute = frame.setting["specialty"] in ("critical care", "anaesthesia", "infectious diseases", "obstetrics")
    times = TIMES[:14] if acute else TIMES[5:]
    time = rng.choice(times)
    spread = rng.choice(("range", "sd", "ci", "", "range")) if main["statistic"] in ("mean", "median") else ""
    sign = {"higher": 1, "lower": -1, "none": 0}[main["better"]]
    p = rng.choice((0.001, 0.004, 0.012, 0.031, 0.044, 0.068, 0.12, 0.31, 0.57, 0.84))
    for t in range(len(frame.arms)):
        first = result(rng)
        results = [first, *(result(rng, first.value) for _ in frame.arms[t][1:])]
        shown = sign if rng.random() < 0.7 else 0
        base.append(
            Outcome(
                main,
                time if rng.random() < 0.6 else rng.choice(TIMES),
                shown,
                True,
                spread,
                p if len(results) > 1 and rng.random() < 0.5 else None,
                results,
            )
        )
    spots = frame.both()
    (t1, a1), (t2, a2) = rng.sample(spots, 2)

    def change(r: random.Random, record: list[Outcome]) -> None:
        one, two = record[t1].results[a1], record[t2].results[a2]
        if r.random() < 0.35:
            record[t1].results[a1], record[t2].results[a2] = two, one
        for t, a in ((t1, a1), (t2, a2)):
            now = record[t].results[a]
            fresh = result(r, now.value)
            if r.random() < 0.3:
                now.value, now.low, now.high = fresh.value, fresh.low, fresh.high
            if r.random() < 0.25:
                now.size = fresh.size
            if r.random() < 0.1:
                now.size = None
            if r.random() < 0.12:
                now.value = None
        if r.random() < 0.1 and one.value is not None:
            two.value, two.low, two.high = one.value, one.low, one.high
        if r.random() < 0.15:
            one.size = two.size
        for outcome in record if r.random() < 0.5 else [record[t1]]:
            if r.random() < 0.45:
                outcome.time = r.choice((None, r.choice(times), r.choice(times)))
            if r.random() < 0.2:
                outcome.unit = False
            if r.random() < 0.2:
                outcome.measure = r.choice(others)
            if spread and r.random() < 0.3:
                outcome.spread = r.choice(("range", "sd", "ci", "", "range"))
            if len(outcome.results) > 1 and r.random() < 0.5:
                outcome.p = r.choice((None, 0.002, 0.02, 0.046, 0.07, 0.28, 0.63))
        if record[t1].measure["name"] != main["name"]:
            other = record[t1].measure
            a, b = float(other["low"]), float(other["high"])
            for res in record[t1].results:
                if res.value is not None and not a <= res.value <= b:
                    res.value = round(r.uniform(a, b), int(other["decimals"]))
                    res.low, res.high = res.value * 0.8, res.value * 1.2
            record[t1].spread = record[t1].spread if other["statistic"] in ("mean", "median") else ""
        if t2 != t1 and record[t2].measure["name"] != main["name"]:
            record[t2].measure = main
        way = r.choice((1, -1, 0)) if turned else sign
        for outcome in record:
            own = {"higher": 1, "lower": -1, "none": 0}[outcome.measure["better"]]
            outcome.direction = (
                way if turned and outcome.measure == main else 0 if outcome.measure["name"] in TURNED else own
            )

    records = variants(rng, base, change)

    def get(record: list[Outcome], t: int, a: int) -> float | None:
        return record[t].results[a].value if record[t].measure["name"] == main["name"] else None

    def on(test: Callable[[float, float], bool]) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            u, v = get(record, t1, a1), get(record, t2, a2)
            return label(None if u is None or v is None else test(u, v))

        return judge

    def one_value(test: Callable[[float], bool], unit: bool = False) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            v = get(record, t1, a1)
            if v is not None and unit and not record[t1].unit and test(v):
                return None
            return label(None if v is None else test(v))

        return judge

    def better(way: int) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            u, v = get(record, t1, a1), get(record, t2, a2)
            if u is None or v is None:
                return label(None)
            known = record[t1].direction if turned else sign
            return label((u - v) * known * way > 0 if known else None)

        return judge

    def ranged(
        test: Callable[[float, float], bool], settles: Callable[[float], bool], answer: bool
    ) -> Callable[[Any], str | None]:
        """A judge on the full range; without one, a mean or median may still settle the claim."""

        def judge(record: Any) -> str | None:
            if get(record, t1, a1) is None or record[t1].spread not in ("range", "sd", ""):
                return label(None) if get(record, t1, a1) is None else None
            now = record[t1].results[a1]
            if record[t1].spread != "range":
                return label(answer if settles(now.value) else None)
            return label(test(now.low, now.high))

        return judge

    def timed(test: Callable[[float], bool]) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            if record[t1].measure["name"] != main["name"]:
                return None
            return label(None if record[t1].time is None else test(days(record[t1].time)))

        return judge

    def sized(test: Callable[[int, int], bool]) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            u, v = record[t1].results[a1].size, record[t2].results[a2].size
            return label(None if u is None or v is None else test(u, v))

        return judge

    def sized_one(record: Any) -> str | None:
        size = record[t1].results[a1].size
        return label(None if size is None else size == n1)

    x, (xs, ys), at = frame.arm(t1, a1), frame.two((t1, a1), (t2, a2)), frame.trial(t1)
    name, plain = main["name"], main["plain"]
    statistic = {"mean": "the mean |the average |mean ", "median": "the median |median ", "percent": "|", "count": "|"}[
        main["statistic"]
    ]
    thing = f"[{statistic}]{name}" if main["statistic"] in ("mean", "median") else f"the {name}"
    v1, v2 = base[t1].results[a1].value or low, base[t2].results[a2].value or low
    unit = main["unit"] if main["unit"] != "percentage of participants" else "percent"
    n1, n2 = base[t1].results[a1].size or 1, base[t2].results[a2].size or 1
    near = number(draw_value(rng, v1), main)
    gap = f"{abs(v1 - v2):.{places}f}"
    now = base[t1].time or time
    bound = rng.choice([option for option in times if abs(days(option) - days(now)) > 3])
    p_people = "[patients|participants|people]"
    value_unit = f"{number(v1, main)} {unit}".replace(" %", "%")
    out = [
        Claim(
            "record_value",
            [f"{thing} [was|came to|amounted to] {value_unit} in {x}.", f"In {x}, {thing} was {value_unit}."],
            one_value(lambda v: v == v1, True),
        ),
        Claim(
            "record_value",
            [
                f"{thing} in {x} [exceeded|was above|was greater than] {near}.",
                f"In {x}, {thing} was higher than {near}.",
            ],
            one_value(lambda v: v > float(near)),
        ),
        Claim(
            "record_value",
            [
                f"{thing} in {x} [stayed below|was under|was less than] {near}.",
                f"In {x}, {thing} did not reach {near}.",
            ],
            one_value(lambda v: v < float(near)),
        ),
        Claim(
            "record_outcome",
            [
                f"{thing} was [higher|greater] in {xs} than in {ys}.",
                f"{ys} had a lower {name} than {xs}.",
                f"{xs} showed a higher value than {ys} for {plain}.",
            ],
            on(lambda u, v: u > v),
        ),
        Claim(
            "record_outcome",
            [
                f"{thing} was [lower|smaller] in {xs} than in {ys}.",
                f"{ys} had a higher {name} than {xs}.",
                f"{xs} showed a lower value than {ys} for {plain}.",
            ],
            on(lambda u, v: u < v),
        ),
        Claim(
            "record_outcome",
            [
                f"{thing} was the same in {xs} and {ys}.",
                f"{xs} and {ys} had the same {name}.",
                f"There was no numerical difference in {name} between {xs} and {ys}.",
            ],
            on(lambda u, v: u == v),
        ),
        Claim(
            "record_outcome",
            [
                f"{thing} differed by {gap} [{unit} |]between {xs} and {ys}.".replace("[percent |]", "").replace(
                    "[% |]", ""
                ),
                f"The difference in {name} between {xs} and {ys} was {gap}.",
            ],
            on(lambda u, v: round(abs(u - v), places) == float(gap)),
        ),
        Claim(
            "record_better",
            [
                f"{xs} [did better|fared better] than {ys} [on|in terms of|as regards] {name}.",
                f"The result for {name} was [better|more favourable] in {xs} than in {ys}.",
                f"{ys} had a worse result than {xs} [on|in terms of] {name}.",
                f"As to {plain}, {xs} came off better than {ys}.",
            ],
            better(1),
        ),
        Claim(
            "record_better",
            [
                f"{xs} [did worse|fared worse] than {ys} [on|in terms of|as regards] {name}.",
                f"{ys} had a better result than {xs} [on|in terms of] {name}.",
            ],
            better(-1),
        ),
        Claim(
            "record_size",
            [
                f"{n1} {p_people} in {x} were [analysed|included in the analysis].",
                f"The analysis of {x} [covered|included|rests on] {n1} {p_people}.",
            ],
            sized_one,
        ),
        Claim(
            "record_size",
            [f"More {p_people} were analysed in {xs} than in {ys}.", f"{ys} was smaller than {xs} by number analysed."],
            sized(lambda u, v: u > v),
        ),
        Claim(
            "record_size",
            [
                f"[Altogether|In total], {n1 + n2} {p_people} were analysed in {xs} and {ys}.",
                f"{xs} and {ys} together had {n1 + n2} {p_people} in the analysis.",
            ],
            sized(lambda u, v: u + v == n1 + n2),
        ),
        Claim(
            "record_time",
            [
                f"In {at}, {name} was [measured|assessed|determined] at {time_words(rng, now)}.",
                f"{at} looked at {name} [over|for] a time frame of {time_words(rng, now)}.",
            ],
            timed(
                lambda d: (
                    abs(d - days(now)) < 0.01 * d
                    or sorted((round(d), round(days(now)))) in ([365, 365], [365, 364], [730, 730])
                )
            ),
        ),
        Claim(
            "record_time",
            [
                f"The time frame for {name} in {at} was longer than {time_words(rng, bound)}.",
                f"{at} followed {name} for more than {time_words(rng, bound)}.",
            ],
            timed(lambda d: d > days(bound) * 1.03),
        ),
        Claim(
            "record_time",
            [
                f"The time frame for {name} in {at} was shorter than {time_words(rng, bound)}.",
                f"{at} measured {name} within less than {time_words(rng, bound)}.",
            ],
            timed(lambda d: d < days(bound) * 0.97),
        ),
    ]
    if spread and main["statistic"] in ("mean", "median"):
        top, floor = base[t1].results[a1].high, base[t1].results[a1].low
        line = number(draw_value(rng, top), main)
        out += [
            Claim(
                "record_range",
                [
                    f"The [highest|largest|maximum] {name} in {x} was {number(top, main)}.",
                    f"No [value|result] of {name} in {x} was above {number(top, main)}, and one was exactly that.",
                ],
                ranged(lambda lo, hi: number(hi, main) == number(top, main), lambda v: v > top, False),
            ),
            Claim(
                "record_range",
                [f"The [lowest|smallest|minimum] {name} in {x} was {number(floor, main)}."],
                ranged(lambda lo, hi: number(lo, main) == number(floor, main), lambda v: v < floor, False),
            ),
            Claim(
                "record_range",
                [
                    f"At least one participant in {x} had a {name} above {line}.",
                    f"The range of {name} in {x} [went above|extended beyond] {line}.",
                ],
                ranged(lambda lo, hi: hi > float(line), lambda v: v > float(line), True),
            ),
            Claim(
                "record_range",
                [f"All {p_people} in {x} had a {name} of at most {line}.", f"Nobody in {x} had a {name} above {line}."],
                ranged(lambda lo, hi: hi <= float(line), lambda v: v > float(line), False),
            ),
        ]
    if len(base[t1].results) > 1:

        def tested(want: bool) -> Callable[[Any], str | None]:
            def judge(record: Any) -> str | None:
                if record[t1].measure["name"] != main["name"]:
                    return None
                return label(None if record[t1].p is None else (record[t1].p < 0.05) == want)

            return judge

        where = f" in {at}" if frame.scheme else ""
        out += [
            Claim(
                "record_significance",
                [
                    f"The difference in {name} between the two arms{where} was statistically significant.",
                    f"The arms{where} differed significantly in {name}.",
                ],
                tested(True),
            ),
            Claim(
                "record_significance",
                [
                    f"The difference in {name} between the two arms{where} was not statistically significant.",
                    f"{name}{where} did not differ significantly between the arms.",
                    f"The difference in {name}{where} may well be due to chance at the 5% level.",
                ],
                tested(False),
            ),
        ]
    if len(base) > 1:

        def later(test: Callable[[float, float], bool]) -> Callable[[Any], str | None]:
            def judge(record: Any) -> str | None:
                u, v = record[0].time, record[1].time
                if u and v and 0 < abs(days(u) - days(v)) < 0.04 * days(u):
                    return None
                return label(None if u is None or v is None else test(days(u), days(v)))

            return judge

        one, two = frame.trial(0), frame.trial(1)
        out += [
            Claim(
                "record_time",
                [
                    f"{one} had a longer time frame than {two}.",
                    f"The outcome of {two} was measured over a shorter time than that of {one}.",
                    f"Follow-up was longer in {one} than in {two}.",
                ],
                later(lambda u, v: u > v),
            ),
            Claim(
                "record_time",
                [f"{two} had a longer time frame than {one}.", f"Follow-up was shorter in {one} than in {two}."],
                later(lambda u, v: u < v),
            ),
            Claim(
                "record_time",
                [f"{one} and {two} had the same time frame.", f"The time frames of {one} and {two} were equally long."],
                later(lambda u, v: u == v),
            ),
        ]
    units = sorted(
        {row["unit"] for row in fitting if row["unit"] != main["unit"] and row["unit"] not in ("%", "points")}
    )
    if units and main["unit"] not in ("%", "points") and main["statistic"] in ("mean", "median"):
        wrong = rng.choice(units)
        own = [row for row in others if row["unit"] == wrong] or others

        def measured(want: str) -> Callable[[Any], str | None]:
            def judge(record: Any) -> str | None:
                if not record[t1].unit:
                    return label(None) if record[t1].measure["unit"] == want else None
                return label(record[t1].measure["unit"] == want)

            return judge

        asked = main["unit"] if rng.random() < 0.5 else own[0]["unit"]
        if asked not in ("%", "points"):
            out.append(
                Claim(
                    "record_unit",
                    [
                        f"The outcome of {at} was [reported|expressed|measured] in {asked}.".replace(
                            "in percentage of participants", "as a percentage of participants"
                        ).replace("in participants", "as a number of participants"),
                        f"The unit of the outcome in {at} was {asked}.",
                    ],
                    measured(asked),
                )
            )
    return World(records, lambda r, record: outcome_text(frame, record, r), out, frame.trials())
