"""Interventions of trials: drugs, doses, routes, schedules and durations of the arms."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from training.clinical.records import Claim, World, label, settled, variants
from training.clinical.trial_frame import (
    Frame,
    joined,
    new_frame,
    treatments,
)
from training.clinical.vocabulary import DRUGS

CLASS = {row["name"]: row["class"] for row in DRUGS}


@dataclass(slots=True)
class Part:
    """One treatment of an arm; what is None is not stated."""

    drug: str
    dose: float | None
    unit: str
    route: str | None
    schedule: str | None
    weeks: int | None


@dataclass(slots=True)
class Treatment:
    """An arm's treatments; `told` is false where the record only refers to the protocol."""

    parts: list[Part]
    told: bool = True


ROUTES = {
    "oral": (["orally", "by mouth", "PO", "oral", "oral tablets"], ["by mouth", "orally", "as something to swallow"]),
    "intravenous": (
        ["intravenously", "IV", "by intravenous infusion", "i.v."],
        ["into a vein", "intravenously", "through a vein"],
    ),
    "subcutaneous": (
        ["subcutaneously", "SC", "by subcutaneous injection", "s.c."],
        ["under the skin", "subcutaneously", "by injection under the skin"],
    ),
    "intramuscular": (
        ["intramuscularly", "IM", "by intramuscular injection"],
        ["into a muscle", "intramuscularly", "by injection into a muscle"],
    ),
    "inhaled": (["by inhalation", "inhaled", "via an inhaler"], ["by inhalation", "through an inhaler"]),
    "topical": (["topically", "applied to the skin", "topical"], ["on the skin", "topically"]),
    "intranasal": (["intranasally", "as a nasal spray"], ["through the nose", "as a nasal spray"]),
    "intravitreal": (["by intravitreal injection", "intravitreally"], ["into the eye", "by injection into the eye"]),
    "intravesical": (["by injection into the bladder wall", "intravesically"], ["into the bladder"]),
    "vaginal": (["vaginally", "as a vaginal pessary"], ["vaginally", "through the vagina"]),
    "epidural": (["by epidural catheter", "epidurally"], ["epidurally", "through an epidural catheter"]),
}
SCHEDULES: dict[str, tuple[float, list[str], list[str]]] = {
    "four times a day": (28, ["four times daily", "QID", "every 6 hours"], ["four times a day", "every six hours"]),
    "three times a day": (
        21,
        ["three times daily", "TID", "every 8 hours"],
        ["three times a day", "every eight hours"],
    ),
    "twice daily": (
        14,
        ["twice daily", "BID", "every 12 hours", "twice a day"],
        ["twice a day", "two times daily", "every twelve hours"],
    ),
    "once daily": (7, ["once daily", "QD", "every day", "once a day"], ["once a day", "every day", "daily"]),
    "three times a week": (
        3,
        ["three times a week", "thrice weekly"],
        ["three times a week", "on three days of the week"],
    ),
    "twice weekly": (2, ["twice weekly", "twice a week"], ["twice a week", "on two days of the week"]),
    "once weekly": (1, ["once weekly", "once a week", "every 7 days", "QW"], ["once a week", "weekly", "every week"]),
    "every 2 weeks": (
        0.5,
        ["every 2 weeks", "Q2W", "every 14 days"],
        ["every two weeks", "once a fortnight", "every 14 days"],
    ),
    "every 3 weeks": (
        1 / 3,
        ["every 3 weeks", "Q3W", "on day 1 of each 21-day cycle"],
        ["every three weeks", "every 21 days"],
    ),
    "every 4 weeks": (
        0.25,
        ["every 4 weeks", "Q4W", "on day 1 of each 28-day cycle"],
        ["every four weeks", "every 28 days"],
    ),
    "every 8 weeks": (1 / 8, ["every 8 weeks", "Q8W"], ["every eight weeks", "once in 8 weeks"]),
    "every 12 weeks": (1 / 12, ["every 12 weeks", "Q12W"], ["every twelve weeks", "once in 12 weeks"]),
    "every 6 months": (1 / 26, ["every 6 months", "twice a year"], ["every six months", "twice a year"]),
    "once a year": (1 / 52, ["once a year", "annually", "yearly"], ["once a year", "every year"]),
}
INTERVENTION_NOTES = [
    "Compliance is checked by pill count.",
    "Rescue medication is allowed.",
    "Visits take place at the study centre.",
    "All participants receive usual background care.",
    "Doses may be delayed for toxicity.",
    "Diaries are kept by the participants.",
    "Treatment is free of charge.",
]


def part_text(rng: random.Random, part: Part) -> str:
    """One treatment as a record words it."""
    dose = "" if part.dose is None else f"{part.dose:g} {part.unit}"
    route = "" if part.route is None else rng.choice(ROUTES[part.route][0])
    schedule = "" if part.schedule is None else rng.choice(SCHEDULES[part.schedule][1])
    weeks = (
        ""
        if part.weeks is None
        else rng.choice(
            (
                f"for {part.weeks} weeks",
                f"for {part.weeks} weeks",
                f"for {part.weeks * 7} days",
                f"over {part.weeks} weeks",
            )
        )
    )
    order = rng.choice(
        (
            ("drug", "dose", "route", "schedule", "weeks"),
            ("dose", "drug", "route", "schedule", "weeks"),
            ("drug", "route", "dose", "schedule", "weeks"),
            ("drug", "dose", "schedule", "route", "weeks"),
        )
    )
    cells = {
        "drug": part.drug,
        "dose": dose if order[0] == "drug" or not dose else f"{dose} of",
        "route": route,
        "schedule": schedule,
        "weeks": weeks,
    }
    words = [cells[key] for key in order if cells[key]]
    return (", " if rng.random() < 0.3 and order[0] == "drug" else " ").join(words)


def intervention_text(frame: Frame, record: list[list[Treatment]], rng: random.Random) -> str:
    """The interventions of the record."""
    style = frame.style if rng.random() < 0.7 else rng.randint(0, 5)
    gap = rng.choice(("\n", "\n", " "))
    bodies = []
    for arms in record:
        lines = []
        for a, arm in enumerate(arms):
            names = " plus ".join(part.drug for part in arm.parts)
            title = (
                f"INTERVENTION {a + 1}:"
                if style < 2
                else f"Arm {a + 1}:"
                if style < 4
                else f"{'Experimental' if 'placebo' not in names else 'Comparator'} (arm {a + 1}):"
            )
            if not arm.told:
                text = rng.choice(
                    (
                        "see the study protocol.",
                        "details are given in the protocol.",
                        "treatment as described in the protocol.",
                    )
                )
            else:
                told = [part_text(rng, part) for part in arm.parts]
                text = (rng.choice((" and ", "; ", " plus ")) if style != 5 else "\n  - ").join(told)
                text = (
                    rng.choice(("Participants receive ", "Patients are given ", "", "", "Subjects are treated with "))
                    + text
                    if style != 5
                    else "\n  - " + text
                )
                text = text + "."
            lines.append(f"{title} {text}")
        if rng.random() < 0.3:
            lines.append(rng.choice(INTERVENTION_NOTES))
        bodies.append(gap.join(lines))
    return joined(
        frame, rng.choice(("INTERVENTION:", "Intervention:", "Arms and interventions", "Treatments:")), bodies, rng
    )


def interventions(rng: random.Random) -> World:
    """Interventions: drugs of the arms, doses, routes, schedules, durations, comparisons."""
    frame = new_frame(rng, 0.4)
    frame.named = False
    pool = treatments(frame.setting)
    background = rng.sample(pool, 2)
    weeks = rng.choice((2, 4, 6, 8, 12, 16, 24, 48))

    def part(r: random.Random, row: list[str]) -> Part:
        slow = SCHEDULES[row[4]][0] < 0.3
        return Part(
            row[0],
            float(r.choice(row[1].split(","))),
            row[2],
            row[3],
            row[4],
            r.choice((weeks, weeks, 24, 52)) if not slow else r.choice((None, 52, 104)),
        )

    def placebo(r: random.Random, like: Part) -> Part:
        return Part(
            "placebo" if like.route == "oral" else r.choice(("placebo", "matching placebo")),
            None,
            "",
            like.route,
            like.schedule,
            like.weeks,
        )

    base: list[list[Treatment]] = []
    focus = rng.choice(pool)
    for t, names in enumerate(frame.arms):
        base.append([])
        for a in range(len(names)):
            if a == 0 or rng.random() < 0.5:
                parts = [part(rng, focus if rng.random() < 0.7 else rng.choice(pool))]
            else:
                parts = [placebo(rng, base[t][0].parts[0])]
            if rng.random() < 0.3:
                extra = rng.choice([row for row in pool if row[0] not in {p.drug for p in parts}])
                parts.append(part(rng, extra))
            base[t].append(Treatment(parts))
    spots = frame.both()
    (t1, a1), (t2, a2) = rng.sample(spots, 2)
    base[t1][a1].parts[0] = part(rng, focus)
    base[t1][a1].parts = base[t1][a1].parts[:1] + [p for p in base[t1][a1].parts[1:] if p.drug != focus[0]]
    drug = focus[0]
    own = base[t1][a1].parts[0]
    doses = [float(x) for x in focus[1].split(",")]
    schedules = [key for key in SCHEDULES if 0.2 < SCHEDULES[key][0] / SCHEDULES[focus[4]][0] < 5]
    routes = [r for r in ("oral", "intravenous", "subcutaneous", "intramuscular") if r != focus[3]]

    def change(r: random.Random, record: list[list[Treatment]]) -> None:
        if r.random() < 0.25:
            record[t1][a1], record[t2][a2] = record[t2][a2], record[t1][a1]
        for t, a in ((t1, a1), (t2, a2)):
            arm = record[t][a]
            for one in arm.parts:
                if one.drug != drug:
                    continue
                if r.random() < 0.45:
                    one.dose = r.choice((None, r.choice(doses), r.choice(doses), 2 * (one.dose or doses[0])))
                if r.random() < 0.3:
                    one.route = r.choice((None, focus[3], r.choice(routes)))
                if r.random() < 0.4:
                    one.schedule = r.choice((None, r.choice(schedules), r.choice(schedules)))
                if r.random() < 0.4:
                    one.weeks = r.choice((None, r.choice((2, 4, 8, 12, 24, 52)), weeks))
            if r.random() < 0.08:
                arm.told = False
            if r.random() < 0.2:
                row = r.choice([row for row in pool if row[0] not in {p.drug for p in arm.parts}] or [focus])
                if row[0] not in {p.drug for p in arm.parts}:
                    if r.random() < 0.5:
                        arm.parts = [*arm.parts[:1], part(r, row)]
                    else:
                        arm.parts[0] = part(r, row)
        if r.random() < 0.2 and drug not in {p.drug for p in record[t2][a2].parts}:
            record[t2][a2].parts[0] = part(r, focus)

    records = variants(rng, base, change)

    def find(record: list[list[Treatment]], t: int = t1, a: int = a1, name: str = drug) -> Part | None:
        return next((p for p in record[t][a].parts if p.drug == name), None) if record[t][a].told else None

    def about(read: Callable[[Part], Any], test: Callable[[Any], bool]) -> Callable[[Any], str | None]:
        """A claim on the focus drug in the focus arm; left out where the arm does not have it."""

        def judge(record: Any) -> str | None:
            found = find(record)
            if record[t1][a1].told and not found:
                return None
            value = read(found) if found else None
            return label(None if value is None else test(value))

        return judge

    def between(read: Callable[[Part], Any], test: Callable[[Any, Any], bool]) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            u, v = find(record), find(record, t2, a2)
            if (record[t1][a1].told and not u) or (record[t2][a2].told and not v):
                return None
            p, q = read(u) if u else None, read(v) if v else None
            return label(None if p is None or q is None else test(p, q))

        return judge

    def has(name: str, t: int = t1, a: int = a1) -> Callable[[Any], bool | None]:
        return lambda record: any(name in p.drug for p in record[t][a].parts) if record[t][a].told else None

    def given(
        *tests: Callable[[Any], bool | None], rule: Callable[[list[bool]], bool] = all
    ) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            values = [test(record) for test in tests]
            return settled(lambda *known: rule(list(known)), values, (True, False))

        return judge

    x, (xs, ys) = frame.arm(t1, a1), frame.two((t1, a1), (t2, a2))
    people = f"[Participants|Patients|People] in {x}"
    every = SCHEDULES[own.schedule or "once daily"]
    said_schedule = "[" + "|".join(every[2]) + "]"
    said_route = "[" + "|".join(ROUTES[focus[3]][1]) + "]"
    dose = own.dose or doses[0]
    line = rng.choice([d for d in (dose / 2, dose * 1.5, dose * 0.8, dose + 5, doses[-1]) if d])
    said_weeks = f"{own.weeks or weeks} weeks"
    limit = rng.choice((3, 5, 10, 14, 20, 30, 40, 60))
    amount = f"{dose:g} {own.unit}"
    other = rng.choice([row[0] for row in background if row[0] != drug] or [pool[-1][0]])
    out = [
        Claim(
            "record_dose",
            [
                f"{people} [receive|get|are given|take] {drug} at [a dose of |]{amount}.",
                f"The dose of {drug} in {x} is {amount}.",
                f"{drug} is [dosed at|given at] {amount} in {x}.",
            ],
            about(lambda p: p.dose, lambda d: d == dose),
        ),
        Claim(
            "record_dose",
            [
                f"The dose of {drug} in {x} is [higher than|above|more than] {line:g} {own.unit}.",
                f"{people} [receive|get] more than {line:g} {own.unit} of {drug} [at a time|per dose].",
            ],
            about(lambda p: p.dose, lambda d: d > line),
        ),
        Claim(
            "record_dose",
            [
                f"The dose of {drug} in {x} is [lower than|below|less than] {line:g} {own.unit}.",
                f"{people} [receive|get] less than {line:g} {own.unit} of {drug} [at a time|per dose].",
            ],
            about(lambda p: p.dose, lambda d: d < line),
        ),
        Claim(
            "record_route",
            [
                f"{people} [receive|get|are given] {drug} {said_route}.",
                f"{drug} is [given|administered] {said_route} in {x}.",
            ],
            about(lambda p: p.route, lambda v: v == focus[3]),
        ),
        Claim(
            "record_schedule",
            [
                f"{people} [receive|get|are given] {drug} {said_schedule}.",
                f"In {x}, {drug} is [given|administered] {said_schedule}.",
            ],
            about(lambda p: p.schedule, lambda v: v == own.schedule),
        ),
        Claim(
            "record_schedule",
            [
                f"{people} [receive|get|are given] {drug} more often than {(often := rng.choice(('twice a week', 'once a day', 'once a week', 'every three weeks', 'twice a day')))}."
            ],
            about(
                lambda p: p.schedule,
                lambda v: (
                    SCHEDULES[v][0]
                    > {
                        "twice a week": 2,
                        "once a day": 7,
                        "once a week": 1,
                        "every three weeks": 1 / 3,
                        "twice a day": 14,
                    }[often]
                ),
            ),
        ),
        Claim(
            "record_time",
            [
                f"{drug} is [given|continued|taken] for {said_weeks} in {x}.",
                f"Treatment with {drug} lasts {said_weeks} in {x}.",
            ],
            about(lambda p: p.weeks, lambda w: w == (own.weeks or weeks)),
        ),
        Claim(
            "record_time",
            [
                f"Treatment with {drug} lasts [longer|more] than {limit} weeks in {x}.",
                f"{people} [are given|receive|take] {drug} for more than {limit} weeks.",
            ],
            about(lambda p: p.weeks, lambda w: w > limit),
        ),
        Claim(
            "record_time",
            [
                f"Treatment with {drug} lasts [less|no longer] than {limit} weeks in {x}.".replace(
                    "[less|no longer]", "less"
                ),
                f"{people} [are given|receive] {drug} for fewer than {limit} weeks.",
            ],
            about(lambda p: p.weeks, lambda w: w < limit),
        ),
        Claim(
            "record_arm",
            [
                f"{people} [receive|get|are given|are treated with] {drug}.",
                f"{drug} is [part of the treatment|used|given] in {x}.",
            ],
            given(has(drug)),
        ),
        Claim(
            "record_arm",
            [f"{people} [receive|get|are given] {other}.", f"{other} is part of the treatment in {x}."],
            given(has(other)),
        ),
        Claim(
            "record_arm",
            [
                f"{people} do not [receive|get] {drug}.",
                f"{x} is treated without {drug}.",
                f"No {drug} is given in {x}.",
            ],
            given(has(drug), rule=lambda v: not v[0]),
        ),
        Claim(
            "record_arm",
            [
                f"{people} [receive|get|are given] [a placebo|a dummy treatment|an inactive comparator].",
                f"{x} is a placebo group.",
            ],
            given(has("placebo")),
        ),
        Claim(
            "record_arm",
            [
                f"{people} [receive|get|are given] [two drugs|a combination of two drugs|two different medicines].",
                f"The treatment in {x} is a combination of two drugs.",
            ],
            lambda record: (
                label(None if not record[t1][a1].told else len(record[t1][a1].parts) == 2)
                if not has("placebo")(record) or len(record[t1][a1].parts) == 1
                else None
            ),
        ),
        Claim(
            "record_arm",
            [
                f"{people} [receive|get|are given] [only one|a single|just one] [drug|medicine].",
                f"The treatment in {x} consists of one drug alone.",
            ],
            lambda record: (
                None
                if has("placebo")(record)
                else label(None if not record[t1][a1].told else len(record[t1][a1].parts) == 1)
            ),
        ),
        Claim(
            "record_compare",
            [
                f"The dose of {drug} is higher in {xs} than in {ys}.",
                f"In {ys}, the dose of {drug} is lower than in {xs}.",
            ],
            between(lambda p: p.dose, lambda u, v: u > v),
        ),
        Claim(
            "record_compare",
            [
                f"The dose of {drug} is [the same|equal] in {xs} and {ys}.",
                f"Patients in {xs} and {ys} receive {drug} at the same dose.",
            ],
            between(lambda p: p.dose, lambda u, v: u == v),
        ),
        Claim(
            "record_compare",
            [
                f"{drug} is given more often in {xs} than in {ys}.",
                f"Patients in {ys} receive {drug} less often than those in {xs}.",
            ],
            between(lambda p: p.schedule, lambda u, v: SCHEDULES[u][0] > SCHEDULES[v][0]),
        ),
        Claim(
            "record_compare",
            [
                f"{drug} is given [for longer|longer] in {xs} than in {ys}.",
                f"The course of {drug} is shorter in {ys} than in {xs}.",
            ],
            between(lambda p: p.weeks, lambda u, v: u > v),
        ),
        Claim(
            "record_compare",
            [f"{drug} is given by the same route in {xs} and {ys}.", f"{xs} and {ys} use the same route for {drug}."],
            between(lambda p: p.route, lambda u, v: u == v),
        ),
        Claim(
            "record_compare",
            [f"{drug} is [given|used] in both {xs} and {ys}.", f"Patients in both {xs} and {ys} receive {drug}."],
            given(has(drug), has(drug, t2, a2)),
        ),
        Claim(
            "record_compare",
            [
                f"{drug} is given in {xs} but not in {ys}.",
                f"Patients in {xs} receive {drug}, whereas those in {ys} do not.",
            ],
            given(has(drug), has(drug, t2, a2), rule=lambda v: v[0] and not v[1]),
        ),
        Claim(
            "record_compare",
            [f"Nobody in either {xs} or {ys} receives {drug}.", f"{drug} is given neither in {xs} nor in {ys}."],
            given(has(drug), has(drug, t2, a2), rule=lambda v: not any(v)),
        ),
    ]
    per = SCHEDULES[own.schedule or "once daily"][0]
    if per >= 14 and own.unit in ("mg", "micrograms", "mL", "g"):
        total = dose * per / 7
        out.append(
            Claim(
                "record_dose",
                [
                    f"The [total |]daily dose of {drug} in {x} [is|adds up to] {total:g} {own.unit}.",
                    f"{people} [take|receive] {total:g} {own.unit} of {drug} [a day|per day|in 24 hours].",
                ],
                about(
                    lambda p: p.dose * SCHEDULES[p.schedule][0] / 7 if p.dose and p.schedule else None,
                    lambda d: abs(d - total) < 1e-9,
                ),
            )
        )
    if drug in CLASS:
        kinds = {row["name"]: row["class"] for row in DRUGS}
        out.append(
            Claim(
                "record_arm",
                [
                    f"{people} [receive|get|are given] {'an' if kinds[drug][0] in 'aeioAEIOS' and not kinds[drug].startswith(('sulf', 'ster', 'stat')) else 'a'} {kinds[drug]}.",
                    f"One of the drugs in {x} is a {kinds[drug]}.",
                ],
                lambda record: (
                    label(
                        None
                        if not record[t1][a1].told
                        else any(kinds.get(p.drug) == kinds[drug] for p in record[t1][a1].parts)
                    )
                    if all(p.drug in kinds or "placebo" in p.drug for p in record[t1][a1].parts)
                    else None
                ),
            )
        )
    return World(records, lambda r, record: intervention_text(frame, record, r), out, frame.trials())
