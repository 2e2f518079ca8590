"""Medication lists: doses, frequencies, daily totals, classes, changes, as-needed medicines."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from training.clinical.records import Claim, World, count_word, label, variants
from training.clinical.vocabulary import DRUGS

WHO = "[The patient|This patient|The patient]"

TIMES_A_DAY: dict[str, tuple[float, list[str], list[str]]] = {
    "once daily": (1, ["once daily", "OD", "daily", "1-0-0", "every morning"], ["once a day", "one time per day"]),
    "twice daily": (2, ["twice daily", "BID", "b.d.", "1-0-1", "every 12 hours"], ["twice a day", "two times a day"]),
    "three times daily": (3, ["three times daily", "TID", "1-1-1", "every 8 hours"], ["three times a day"]),
    "four times daily": (4, ["four times daily", "QID", "every 6 hours"], ["four times a day"]),
    "every other day": (
        0.5,
        ["every other day", "on alternate days", "every 48 hours"],
        ["every second day", "every other day"],
    ),
    "once weekly": (1 / 7, ["once weekly", "every Sunday", "once a week"], ["once a week", "weekly"]),
}
STATUS = {
    "listed": [""],
    "continued": ["continued unchanged", "unchanged", "same dose as before"],
    "stopped": ["STOPPED", "discontinued", "stopped on admission"],
    "held": ["on hold", "held", "paused until review"],
    "new": ["NEW", "started this admission", "newly started"],
    "raised": ["dose increased from {old}", "up from {old}"],
    "lowered": ["dose reduced from {old}", "down from {old}"],
}


@dataclass(slots=True)
class Medicine:
    """One line of a medication list."""

    drug: dict[str, str]
    dose: float | None
    times: str | None
    status: str
    needed: bool | None
    """Only as needed; None where the record leaves it to `as directed`."""


@dataclass(slots=True)
class Medication:
    """A medication list with a remark."""

    medicines: list[Medicine]
    remark: str = ""


REMARKS = [
    "Allergies: none known.",
    "The list was checked with the pharmacy.",
    "Blister packs are prepared by the family.",
    "Next review in 4 weeks.",
    "Vaccinations up to date.",
]


def remarks(name: str) -> list[str]:
    """Remarks that mention a drug without saying that the patient takes it."""
    return [
        f"The patient's brother takes {name}.",
        f"The patient asked what {name} is for.",
        f"Whether {name} was ever prescribed is not known.",
        f"{name[0].upper()}{name[1:]} was discussed at the last visit.",
    ]


def medication_text(style: int, record: Medication, rng: random.Random) -> str:
    """The list as lines or running on."""
    style = style if rng.random() < 0.7 else rng.randint(0, 3)
    lines = []
    for one in record.medicines:
        name = one.drug["name"] if rng.random() < 0.8 else f"{one.drug['brand']} ({one.drug['name']})"
        unit = one.drug["unit"]
        dose = "" if one.dose is None else f"{one.dose:g} {unit}"
        times = "as directed" if one.times is None else rng.choice(TIMES_A_DAY[one.times][1])
        needed = rng.choice(("PRN", "as needed", "if needed")) if one.needed else ""
        factor = {"raised": 0.5, "lowered": 2}.get(one.status, 1)
        status = rng.choice(STATUS[one.status]).replace("{old}", f"{(one.dose or 0) * factor:g} {unit}")
        if style == 1:
            lines.append(" | ".join((name, dose or "-", times + (f" {needed}" if needed else ""), status or "-")))
        else:
            text = " ".join(part for part in (name, dose, times, needed) if part)
            lines.append(text + (f" - {status}" if status and style == 2 else f" ({status})" if status else ""))
    heading = rng.choice(
        ("Medication", "Medication list", "Discharge medication", "Medicines reconciled today", "Current prescriptions")
    )
    if style == 1:
        text = f"{heading}:\nDrug | Dose | Frequency | Note\n" + "\n".join(lines)
    elif style == 3:
        text = f"{heading}: " + "; ".join(lines) + "."
    else:
        text = f"{heading}:\n" + "\n".join(
            (f"{k + 1}. " if style == 0 else "- ") + line for k, line in enumerate(lines)
        )
    return f"{text}\n{record.remark}" if record.remark else text


def medications(rng: random.Random) -> World:
    """Medication lists: doses, frequencies, daily totals, classes, changes, as-needed medicines."""
    usable = [row for row in DRUGS if row["dose"].replace(".", "").isdigit() and row["frequency"] in TIMES_A_DAY]
    drugs = rng.sample(usable, rng.randint(5, 8))
    focus, second, spare = drugs[0], drugs[1], drugs[-2:]
    listed = drugs[:-2]
    style = rng.randint(0, 3)
    usual = {
        "once daily": "once daily",
        "twice daily": "twice daily",
        "three times daily": "three times daily",
        "four times daily": "four times daily",
        "once weekly": "once weekly",
    }

    def fresh(r: random.Random, drug: dict[str, str]) -> Medicine:
        times = (
            usual.get(drug["frequency"], "once daily")
            if r.random() < 0.6 or drug["frequency"] == "once weekly"
            else r.choice(("once daily", "twice daily", "three times daily", "every other day"))
        )
        dose = float(drug["dose"]) * r.choice((0.5, 1, 1, 1, 2))
        status = r.choice(("listed", "listed", "continued", "new", "stopped", "held", "raised", "lowered"))
        return Medicine(drug, dose, times, status, r.random() < 0.15)

    base = Medication(
        [fresh(rng, drug) for drug in rng.sample(listed, len(listed))],
        rng.choice(("", *REMARKS, *remarks(spare[0]["name"]), *remarks(spare[1]["name"]))),
    )
    rare = focus["frequency"] == "once weekly"
    choices = ["once weekly", "every other day", "once daily"] if rare else sorted(TIMES_A_DAY)[:5]
    own = next(one for one in base.medicines if one.drug == focus)
    named = focus["name"]

    def change(r: random.Random, record: Medication) -> None:
        for one in list(record.medicines):
            if one.drug == focus or (one.drug == second and r.random() < 0.5):
                if r.random() < 0.45:
                    one.dose = r.choice(
                        (
                            None,
                            float(one.drug["dose"]),
                            float(one.drug["dose"]) * 2,
                            float(one.drug["dose"]) / 2,
                            own.dose if one.drug == focus else one.dose,
                        )
                    )
                if r.random() < 0.45:
                    one.times = r.choice((None, own.times if one.drug == focus else one.times, *choices))
                if r.random() < 0.5:
                    one.status = r.choice(sorted(STATUS))
                if r.random() < 0.3:
                    one.needed = not one.needed
                if one.dose is None and one.status in ("raised", "lowered"):
                    one.status = "listed"
            elif r.random() < 0.25:
                record.medicines[record.medicines.index(one)] = fresh(r, one.drug)
        if r.random() < 0.2:
            position = next(k for k, one in enumerate(record.medicines) if one.drug == focus)
            record.medicines[position] = fresh(r, r.choice([row for row in spare if row["name"] not in record.remark]))
            record.remark = r.choice(remarks(named))
        if r.random() < 0.2:
            r.shuffle(record.medicines)

    records = variants(rng, base, change)

    def find(record: Medication, drug: dict[str, str] = focus) -> Medicine | None:
        return next((one for one in record.medicines if one.drug == drug), None)

    def running(one: Medicine) -> bool:
        return one.status not in ("stopped", "held")

    def about(
        read: Callable[[Medicine], Any], test: Callable[[Any], bool], active: bool = True, when_needed: bool = False
    ) -> Callable[[Any], str | None]:
        """A claim on the focus drug; one that is stopped or held is not taken at any dose.

        With `when_needed`, records that give the drug as needed are left out: how often it is taken cannot be said.
        """

        def judge(record: Any) -> str | None:
            one = find(record)
            if one is None:
                return label(None)
            if active and not running(one):
                return label(False)
            if when_needed and one.needed:
                return None
            value = read(one)
            return label(None if value is None else test(value))

        return judge

    def changed(want: str) -> Callable[[Any], str | None]:
        """A claim on what changed: open where the list gives the drug without a note."""

        def judge(record: Any) -> str | None:
            one = find(record)
            if one is None or one.status == "listed":
                return label(None)
            return None if not running(one) else label(one.status == want)

        return judge

    def counts(test: Callable[[int], bool], wanted: Callable[[Medicine], bool | None]) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            values = [wanted(one) for one in record.medicines]
            if any(one.needed and one.times == "twice daily" and running(one) for one in record.medicines):
                return None
            answers = {test(values.count(True) + more) for more in range(values.count(None) + 1)}
            return label(answers.pop() if len(answers) == 1 else None)

        return judge

    name = f"[{named}|{named}|{focus['brand']}]"
    dose, unit = own.dose or float(focus["dose"]), focus["unit"]
    times = own.times or "once daily"
    per, _, said = TIMES_A_DAY[times]
    often = "[" + "|".join(said) + "]"
    bound = dose * rng.choice((0.6, 0.9, 1.5, 1.9))
    k = rng.choice((1, 2, 3))
    takes = f"{WHO} [takes|is taking|is on]"
    out = [
        Claim(
            "record_dose",
            [
                f"{takes} {name} at [a dose of |]{dose:g} {unit}.",
                f"At present, the patient takes {name} at {dose:g} {unit} per dose.",
            ],
            about(lambda m: m.dose, lambda d: d == dose),
        ),
        Claim(
            "record_dose",
            [f"{takes} more than {bound:g} {unit} of {name} [at a time|per dose]."],
            about(lambda m: m.dose, lambda d: d > bound),
        ),
        Claim(
            "record_schedule",
            [f"{takes} {name} {often}.", f"{name} is currently taken {often}."],
            about(lambda m: m.times, lambda f: f == times, when_needed=True),
        ),
        Claim(
            "record_schedule",
            [f"{takes} {name} more than once a day."],
            about(lambda m: TIMES_A_DAY[m.times][0] if m.times else None, lambda f: f > 1, when_needed=True),
        ),
        Claim(
            "record_medicine",
            [
                f"{name} [has been stopped|was discontinued|is no longer prescribed].",
                f"{WHO} was taken off {name}.",
            ],
            about(lambda m: m.status, lambda s: s == "stopped", False),
        ),
        Claim(
            "record_medicine",
            [
                f"{name} is [on hold|paused|withheld for the time being].",
                f"{name} has been [suspended|interrupted] for now.",
            ],
            about(lambda m: m.status, lambda s: s == "held", False),
        ),
        Claim(
            "record_medicine",
            [f"{name} is a new [medicine|prescription].", f"{name} was [added|begun] recently."],
            changed("new"),
        ),
        Claim("record_medicine", [f"The dose of {name} has been [raised|increased|put up]."], changed("raised")),
        Claim("record_medicine", [f"The dose of {name} has been [lowered|reduced|cut]."], changed("lowered")),
        Claim(
            "record_medicine",
            [f"{takes} {name} only [when needed|as required|on demand]."],
            about(lambda m: m.needed, bool),
        ),
        Claim(
            "record_medicine",
            [f"{takes} {name} [regularly|on a regular basis], not just when needed."],
            about(lambda m: m.needed, lambda v: not v),
        ),
        Claim(
            "record_medicine",
            [f"{takes} {name} [at present|now|currently].", f"{name} is being taken at present."],
            about(lambda m: True, bool, when_needed=True),
        ),
        Claim(
            "record_medicine",
            [f"{WHO} does not take {name} [at present|now|currently].", f"{name} is not being taken at present."],
            about(lambda m: m, lambda m: not running(m), False, True),
        ),
        Claim(
            "record_count",
            [
                f"[Exactly |]{count_word(rng, k)} medicine{'s' if k > 1 else ''} {'have' if k > 1 else 'has'} been stopped."
            ],
            counts(lambda n: n == k, lambda m: m.status == "stopped"),
        ),
        Claim(
            "record_count",
            [f"At least {count_word(rng, k)} of the current medicines {'are' if k > 1 else 'is'} taken twice a day."],
            counts(
                lambda n: n >= k,
                lambda m: (
                    None if m.times is None and running(m) else running(m) and m.times == "twice daily" and not m.needed
                ),
            ),
        ),
        Claim(
            "record_count",
            [
                f"More than {count_word(rng, k)} medicines on the list are new."
                if k > 1
                else "More than one medicine on the list is new.",
                f"The list has more than {count_word(rng, k)} new medicine{'s' if k > 1 else ''}.",
            ],
            counts(lambda n: n > k, lambda m: None if m.status == "listed" else m.status == "new"),
        ),
    ]
    if per >= 2:
        total = dose * per
        out.append(
            Claim(
                "record_dose",
                [
                    f"The [total |]daily dose of {name} at present is {total:g} {unit}.",
                    f"{WHO} takes {total:g} {unit} of {name} [a day|per day|in 24 hours].",
                ],
                about(
                    lambda m: m.dose * TIMES_A_DAY[m.times][0] if m.dose and m.times else None,
                    lambda d: d == total,
                    when_needed=True,
                ),
            )
        )
    kind = focus["class"]
    article = "an" if kind[0] in "aeioAEIO" or kind.startswith(("SS", "SN", "NS", "H2")) else "a"

    def classed(record: Any) -> str | None:
        same = [one for one in record.medicines if one.drug["class"] == kind]
        if any(running(one) and not one.needed for one in same):
            return label(True)
        if any(running(one) for one in same):
            return None
        return label(False) if same else label(None)

    out += [
        Claim("record_kind", [f"{takes} {article} {kind} [at present|now|currently]."], classed),
        Claim(
            "record_kind",
            [f"{WHO} takes no {kind} [at present|now|currently]."],
            lambda record: {"entailment": "contradiction", "contradiction": "entailment"}.get(
                found := classed(record) or "", found
            ),
        ),
    ]

    def two(test: Callable[[float, float], bool]) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            one, other = find(record), find(record, second)
            if one is None or other is None or not (running(one) and running(other)) or one.needed or other.needed:
                return label(None) if one is None or other is None else None
            if one.times is None or other.times is None:
                return label(None)
            return label(test(TIMES_A_DAY[one.times][0], TIMES_A_DAY[other.times][0]))

        return judge

    def both_stopped(record: Any) -> str | None:
        pair = [find(record), find(record, second)]
        if any(one is not None and one.status != "stopped" for one in pair):
            return label(False)
        return label(None if None in pair else True)

    mate = second["name"]
    out += [
        Claim(
            "record_compare",
            [f"{name} is taken more often than {mate}.", f"{mate} is taken less often than {named}."],
            two(lambda a, b: a > b),
        ),
        Claim(
            "record_compare",
            [f"{name} and {mate} are taken [equally often|with the same frequency]."],
            two(lambda a, b: a == b),
        ),
        Claim(
            "record_compare",
            [f"Both {name} and {mate} have been stopped."],
            both_stopped,
        ),
    ]
    return World(records, lambda r, record: medication_text(style, record, r), out)
