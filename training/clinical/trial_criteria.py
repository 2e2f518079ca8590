"""Eligibility for trials: described patients, what is required or excluded, two trials compared."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from training.clinical.records import Claim, World, count_word, label, settled, variants
from training.clinical.trial_frame import (
    Frame,
    joined,
    new_frame,
)
from training.clinical.vocabulary import DISEASES


@dataclass(slots=True)
class Rule:
    """One criterion: whether it is an inclusion criterion, its text, and what it demands; `{}` if it decides nothing."""

    include: bool
    text: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """The criteria of one trial by what they are about."""

    rules: dict[str, Rule]
    partial: bool
    """Whether the record says that there are further criteria."""


LAB_RULES = {
    "platelet count": ("x10^9/L", "min", (50, 75, 100, 150), "platelets", (20, 380)),
    "absolute neutrophil count": ("x10^9/L", "min", (0.5, 1, 1.5, 2), "ANC", (0.3, 6)),
    "haemoglobin": ("g/dL", "min", (8, 9, 10), "Hb", (6, 15)),
    "serum creatinine": ("mg/dL", "max", (1.2, 1.5, 2, 2.5), "creatinine", (0.5, 4)),
    "total bilirubin": ("mg/dL", "max", (1, 1.5, 2, 3), "bilirubin", (0.3, 6)),
    "creatinine clearance": ("mL/min", "min", (30, 45, 50, 60), "CrCl", (12, 120)),
    "ejection fraction": ("%", "min", (35, 40, 45, 50), "LVEF", (18, 70)),
    "HbA1c": ("%", "max", (7, 8, 9, 10), "HbA1c", (5, 13)),
    "alanine aminotransferase": ("U/L", "max", (80, 100, 120, 200), "ALT", (12, 400)),
    "systolic blood pressure": ("mmHg", "max", (140, 150, 160, 180), "SBP", (100, 200)),
    "serum potassium": ("mmol/L", "max", (5, 5.2, 5.5), "K", (3.2, 6.5)),
    "body mass index": ("kg/m2", "min", (18, 25, 27, 30), "BMI", (15, 44)),
    "QTc interval": ("ms", "max", (450, 470, 480, 500), "QTc", (380, 540)),
    "oxygen saturation": ("%", "min", (88, 90, 92, 94), "SpO2", (80, 99)),
}
PARTIAL = [
    "Further criteria apply (see protocol).",
    "(List abridged.)",
    "Other criteria: not shown.",
    "Key criteria only.",
]
FILLERS = [
    (True, "Written informed consent"),
    (True, "Able to attend the study visits"),
    (True, "Able to read the local language"),
    (True, "Access to a telephone"),
    (True, "Stable medication in the month before entry"),
    (False, "Participation in another trial"),
    (False, "Known allergy to the study drug"),
    (False, "Alcohol or drug misuse"),
    (False, "Any condition that in the opinion of the investigator precludes participation"),
    (False, "Planned surgery during the trial"),
    (False, "Inability to follow the study procedures"),
]


def age_rule(r: random.Random) -> Rule:
    """Limits of age."""
    low, high = r.choice(
        (
            (18, None),
            (18, 65),
            (18, 75),
            (21, 70),
            (40, 80),
            (50, None),
            (60, None),
            (65, None),
            (12, 17),
            (6, 17),
            (None, 70),
            (None, 75),
            (None, 80),
            (30, 60),
            (18, 45),
        )
    )
    if r.random() < 0.15:
        return Rule(True, r.choice(("Age is recorded at screening", "Age, sex and weight are documented at entry")))
    if low and high:
        return Rule(
            True,
            r.choice((f"Age {low} to {high} years", f"{low}-{high} years old", f"Aged between {low} and {high} years")),
            {"min": low, "max": high},
        )
    if low:
        if r.random() < 0.25:
            return Rule(False, f"Age under {low} years", {"min": low})
        return Rule(
            True,
            r.choice((f"Age ≥ {low} years", f"{low} years of age or older", f"At least {low} years old")),
            {"min": low},
        )
    if high and r.random() < 0.5:
        return Rule(False, r.choice((f"Age over {high} years", f"Older than {high} years")), {"max": high})
    return Rule(True, r.choice((f"Age ≤ {high} years", f"No older than {high} years")), {"max": high})


def ecog_rule(r: random.Random) -> Rule:
    """A limit of the performance status."""
    k = r.choice((0, 1, 2, 2, 3))
    if r.random() < 0.2:
        return Rule(
            True,
            r.choice(
                ("ECOG performance status is documented at baseline", "Performance status (ECOG) assessed before entry")
            ),
        )
    if r.random() < 0.25:
        return Rule(False, r.choice((f"ECOG performance status > {k}", f"ECOG of {k + 1} or worse")), {"max": k})
    return Rule(
        True,
        r.choice(
            (
                f"ECOG performance status ≤ {k}",
                f"ECOG 0-{k}" if k else "ECOG 0",
                f"ECOG performance status of {k} or better" if k else "ECOG performance status 0",
            )
        ),
        {"max": k},
    )


def lab_rule(r: random.Random, name: str) -> Rule:
    """A threshold of a measurement."""
    unit, kind, cuts, short, _ = LAB_RULES[name]
    cut, said = r.choice(cuts), r.choice((name, name, short))
    if r.random() < 0.2:
        return Rule(True, r.choice((f"{said} measured at screening", f"{said} available from the last month")))
    unit = unit if unit == "%" else f" {unit}"
    if r.random() < 0.3:
        return Rule(False, f"{said} {'<' if kind == 'min' else '>'} {cut}{unit}", {kind: cut})
    return Rule(True, f"{said} {'≥' if kind == 'min' else '≤'} {cut}{unit}", {kind: cut})


def pregnancy_rule(r: random.Random) -> Rule:
    """Whether pregnant women may enter."""
    what = r.random()
    if what < 0.2:
        return Rule(
            True,
            r.choice(("Pregnancy test results are documented at screening", "Past pregnancies are recorded at entry")),
        )
    if what < 0.45:
        return Rule(
            True,
            r.choice(
                (
                    "Pregnant women may be enrolled",
                    "Pregnancy is not a reason for exclusion",
                    "Pregnant women can take part",
                )
            ),
            {"allowed": True},
        )
    return Rule(
        False,
        r.choice(("Pregnancy", "Pregnant or breastfeeding women", "Women who are pregnant", "Pregnancy or lactation")),
        {"allowed": False},
    )


def sex_rule(r: random.Random) -> Rule:
    """Who may enter by sex."""
    what = r.random()
    if what < 0.2:
        return Rule(True, "Sex is recorded at entry")
    if what < 0.5:
        return Rule(True, r.choice(("Men and women", "Either sex", "Male or female")), {"men": True, "women": True})
    if what < 0.75:
        return Rule(True, r.choice(("Women only", "Female sex", "Female participants")), {"men": False, "women": True})
    return Rule(True, r.choice(("Men only", "Male sex", "Male participants")), {"men": True, "women": False})


def prior_rule(r: random.Random, name: str) -> Rule:
    """Earlier treatment: demanded, forbidden, forbidden within a time, or only recorded."""
    bare = re.sub(r"^(an?|the) ", "", name)
    what = r.random()
    if what < 0.18:
        return Rule(True, f"Any previous {bare} is documented")
    if what < 0.4:
        return Rule(
            True,
            r.choice((f"Previous treatment with {name}", f"Must have received {name}")),
            {"never": False, "past": True},
        )
    if what < 0.6:
        return Rule(
            False,
            r.choice((f"Prior {bare}", f"Any previous treatment with {name}", f"Has ever received {name}")),
            {"never": True, "past": False},
        )
    if what < 0.75:
        return Rule(True, r.choice((f"No prior {bare}", f"Naive to {name}")), {"never": True, "past": False})
    weeks = r.choice((2, 4, 8, 12, 24))
    return Rule(
        False,
        r.choice(
            (
                f"{name} within {weeks} weeks before enrolment",
                f"{name} in the past {weeks} weeks",
                f"Less than {weeks} weeks since {name}",
            )
        ),
        {"never": True, "washout": weeks},
    )


def disease_rule(r: random.Random, row: dict[str, str]) -> Rule:
    """A comorbidity: excluded, demanded, allowed, or only recorded."""
    said = r.choice(
        (row["name"], row["name"], row["broader"], row["synonym"] if len(row["synonym"]) > 3 else row["name"])
    )
    what = r.random()
    if what < 0.2:
        return Rule(True, f"Relatives with {row['name']} are recorded")
    if what < 0.35:
        return Rule(
            True,
            r.choice((f"Documented {row['name']}", f"Diagnosis of {row['name']}")),
            {"with": True, "without": False},
        )
    if what < 0.5:
        return Rule(True, f"Patients with {row['name']} may enter", {"with": True, "without": True})
    return Rule(
        False,
        r.choice((said, f"History of {said}", f"Known {said}", f"Current or past {said}")),
        {"with": False, "without": True},
    )


def smoking_rule(r: random.Random) -> Rule:
    """Whether smokers may enter."""
    what = r.random()
    if what < 0.2:
        return Rule(True, "Smoking habits are recorded at entry")
    if what < 0.5:
        return Rule(
            True, r.choice(("Current smoker", "Smokes at least 5 cigarettes a day")), {"smoker": True, "never": False}
        )
    return Rule(
        False,
        r.choice(("Current smoking", "Current smokers", "Use of any tobacco product at present")),
        {"smoker": False, "never": True},
    )


def expectancy_rule(r: random.Random) -> Rule:
    """The life expectancy that is asked for."""
    if r.random() < 0.2:
        return Rule(True, "Life expectancy is estimated at entry")
    weeks = r.choice((4, 8, 12, 26, 52))
    months = {4: "1 month", 8: "2 months", 12: "3 months", 26: "6 months", 52: "12 months"}[weeks]
    if r.random() < 0.3:
        return Rule(False, f"Life expectancy of less than {months}", {"weeks": weeks})
    return Rule(
        True,
        r.choice(
            (
                f"Life expectancy of at least {months}",
                f"Life expectancy ≥ {months}",
                f"Expected to live for {months} or longer",
            )
        ),
        {"weeks": weeks},
    )


def entry_text(frame: Frame, record: list[Entry], rng: random.Random) -> str:
    """The eligibility criteria of the record."""
    style = frame.style if rng.random() < 0.7 else rng.randint(0, 5)
    mark = frame.marker if rng.random() < 0.7 else rng.choice(("-", "*", "•", ""))
    line = style < 4
    bodies = []
    for entry in record:
        keys = sorted(entry.rules)
        rng.shuffle(keys)
        lists = {}
        for side in (True, False):
            texts = [entry.rules[key].text for key in keys if entry.rules[key].include is side]
            texts = [text[0].upper() + text[1:] if text[:2] not in ("pH",) else text for text in texts]
            if not texts:
                lists[side] = "not listed"
            elif line:
                lists[side] = "\n".join(
                    f"{str(i + 1) + '.' if style == 1 else mark} {text}".strip() for i, text in enumerate(texts)
                )
            else:
                lists[side] = "; ".join(texts) + "."
        gap = "\n" if line else " "
        heads = (
            ("Inclusion Criteria:", "Exclusion Criteria:"),
            ("Inclusion:", "Exclusion:"),
            ("Eligible if:", "Not eligible if:"),
        )[0 if style < 3 else rng.randint(0, 2)]
        text = f"{heads[0]}{gap}{lists[True]}\n{heads[1]}{gap}{lists[False]}"
        if entry.partial:
            text += ("\n" if line else " ") + rng.choice(PARTIAL)
        bodies.append(text)
    return (
        joined(frame, rng.choice(("", "Eligibility:", "Eligibility criteria", "Eligibility Criteria:")), bodies, rng)
        .replace(":  ", ": ")
        .strip()
    )


def eligibility(rng: random.Random) -> World:
    """Eligibility: described patients against criteria; what is required, allowed or excluded; two trials compared."""
    frame = new_frame(rng, 0.4)
    setting = frame.setting
    priors = setting["prior"].split(";")
    prior = rng.choice(priors)
    labs = rng.sample(sorted(LAB_RULES), 2)
    diseases = rng.sample([row for row in DISEASES if row["name"] not in setting["condition"]], 2)
    makers: dict[str, Callable[[random.Random], Rule]] = {
        "age": age_rule,
        "ecog": ecog_rule,
        "pregnancy": pregnancy_rule,
        "sex": sex_rule,
        "smoking": smoking_rule,
        "expectancy": expectancy_rule,
        "prior": lambda r: prior_rule(r, prior),
        **{lab: (lambda r, lab=lab: lab_rule(r, lab)) for lab in labs},
        **{f"disease{i}": (lambda r, row=row: disease_rule(r, row)) for i, row in enumerate(diseases)},
    }
    if setting["specialty"] in ("obstetrics", "gynaecology") or re.search("prostate|ovarian", setting["condition"]):
        del makers["sex"], makers["pregnancy"]
    pick = rng.choices(sorted(makers), [3 if key == "age" else 2 for key in sorted(makers)])[0]
    keys = [key for key in rng.sample(sorted(makers), rng.randint(3, 5)) if key != pick] + [pick]
    count = 2 if frame.scheme else 1
    t1 = rng.randrange(count)

    def make(r: random.Random, chosen: list[str]) -> Entry:
        rules = {key: makers[key](r) for key in chosen}
        rules["condition"] = Rule(
            True,
            r.choice(
                (f"Confirmed {setting['condition']}", f"Diagnosis of {setting['condition']}", setting["condition"])
            ),
        )
        for i, (side, text) in enumerate(r.sample(FILLERS, r.randint(1, 3))):
            rules[f"filler{i}"] = Rule(side, text)
        return Entry(rules, r.random() < 0.8)

    base = [make(rng, keys)]
    if count > 1:
        other = make(rng, [key for key in keys if key == pick or rng.random() < 0.6])
        base = [base[0], other] if t1 == 0 else [other, base[0]]

    def change(r: random.Random, record: list[Entry]) -> None:
        for t, entry in enumerate(record):
            if t != t1 and r.random() < 0.3:
                continue
            if r.random() < 0.8:
                entry.rules[pick] = makers[pick](r)
            if r.random() < 0.2:
                del entry.rules[pick]
                spare = [key for key in sorted(makers) if key not in entry.rules and key != pick]
                key = r.choice(spare)
                entry.rules[key] = makers[key](r)
            entry.partial = r.random() < 0.8
            if r.random() < 0.3:
                key = r.choice([key for key in sorted(entry.rules) if key in makers])
                entry.rules[key] = makers[key](r)

    records = variants(rng, base, change)

    def need(
        read: Callable[[dict[str, Any]], bool | None], key: str = pick, t: int = t1, ends: bool = False
    ) -> Callable[[Any], str | None]:
        """A judge on the criterion; where it says nothing the claim is open if the list is partial, else it is left out.

        With `ends`, a limit of age that a partial list does not give counts as unknown.
        """

        def judge(record: Any) -> str | None:
            rule = record[t].rules.get(key)
            if rule is None or not rule.data:
                return label(None) if record[t].partial else None
            if ends and record[t].partial:
                missing = {"min": 999, "max": -1}.items() - rule.data.items()
                unknown = {end: limit for end, limit in missing if end not in rule.data}
                if any(read({**rule.data, end: limit}) != read(rule.data) for end, limit in sorted(unknown.items())):
                    return None
            return label(read(rule.data))

        return judge

    at = frame.trial(t1)
    otherwise = "[who meets all other criteria|who fulfils the other criteria|who otherwise qualifies]"
    can = f"[can|may|could] [enter|join|take part in|be enrolled in] {at}"
    cannot = f"[cannot|may not|must not] [enter|join|take part in|be enrolled in] {at}"
    fits, bars = f"is eligible for {at}", f"[is not eligible for|would be excluded from|is barred from] {at}"
    out: list[Claim] = []

    def low(who: str) -> str:
        return re.sub(r"(^|[\[|])(A|Someone)(?= |\b)", lambda m: m[1] + m[2].lower(), who)

    def patient(who: str, read: Callable[[dict[str, Any]], bool | None], phenomenon: str = "record_eligible") -> None:
        """Claims that a described person can or cannot enter."""

        def not_read(data: dict[str, Any]) -> bool | None:
            value = read(data)
            return None if value is None else not value

        out.append(
            Claim(
                phenomenon,
                [f"{who} {otherwise} {can}.", f"{who} {otherwise} {fits}.", f"{at} is open to {low(who)} {otherwise}."],
                need(read),
            )
        )
        out.append(
            Claim(
                phenomenon,
                [
                    f"{who} {otherwise} {cannot}.",
                    f"{who} {otherwise} {bars}.",
                    f"{at} is closed to {low(who)} even if all other criteria are met.",
                ],
                need(not_read),
            )
        )

    def both_ways(
        phenomenon: str, yes: list[str], no: list[str], read: Callable[[dict[str, Any]], bool | None]
    ) -> None:
        def not_read(data: dict[str, Any]) -> bool | None:
            value = read(data)
            return None if value is None else not value

        out.append(Claim(phenomenon, yes, need(read, ends=pick == "age")))
        out.append(Claim(phenomenon, no, need(not_read, ends=pick == "age")))

    def compare(
        phrases: list[str], read: Callable[[dict[str, Any]], Any], test: Callable[[Any, Any], bool | None]
    ) -> None:
        if count < 2:
            return

        def judge(record: Any) -> str | None:
            rules = [entry.rules.get(pick) for entry in (record[0], record[1])]
            if any(not (rule and rule.data) and not entry.partial for rule, entry in zip(rules, record, strict=True)):
                return None
            values = [read(rule.data) if rule and rule.data else None for rule in rules]
            if "unlimited" in values:
                return None
            numeric = any(value is not None and not isinstance(value, bool) for value in values)
            return label(None) if None in values and numeric else settled(test, values, (True, False))

        out.append(Claim("record_compare", phrases, judge))

    one, two = (frame.trial(0), frame.trial(1)) if count > 1 else (at, at)
    if pick == "age":
        age = rng.choice(
            (10, 15, 16, 17, 19, 22, 28, 35, 39, 44, 47, 52, 58, 61, 64, 66, 68, 71, 72, 74, 76, 78, 81, 85)
        )
        child = age < 18
        fit = lambda d: d.get("min", 0) <= age <= d.get("max", 200)  # noqa: E731
        noun = "[boy|girl|adolescent]" if child and age > 9 else "[man|woman|person|patient]"
        patient(rng.choice((f"A {age}-year-old {noun}", f"A {noun} of {age}", f"A {noun} aged {age}")), fit)
        both_ways(
            "record_criteria",
            [
                f"Nobody aged {age} is turned away from {at} because of age.",
                f"At {age}, a [person|patient] satisfies the age criterion of {at}.",
            ],
            [
                f"At {age}, a [person|patient] does not satisfy the age criterion of {at}.",
                f"The age limits of {at} rule out [people|patients] aged {age}.",
            ],
            fit,
        )
        limit = rng.choice((65, 70, 75, 80))
        both_ways(
            "record_criteria",
            [f"{at} has an upper age limit.", f"People [above|beyond] a certain age are not admitted to {at}."],
            [f"{at} has no upper age limit.", f"There is no age above which people are barred from {at}."],
            lambda d: "max" in d,
        )
        both_ways(
            "record_criteria",
            [
                f"{at} admits people over {limit}.",
                f"People older than {limit} are not ruled out by the age criterion of {at}.",
            ],
            [f"{at} admits nobody over {limit}.", f"Nobody older than {limit} meets the age criterion of {at}."],
            lambda d: d.get("max", 200) > limit,
        )
        both_ways(
            "record_criteria",
            [f"Minors are not admitted to {at}.", f"{at} is for adults only."],
            [f"{at} admits some people under 18.", f"Minors are not generally barred from {at} by their age."],
            lambda d: d.get("min", 0) >= 18,
        )
        compare(
            [
                f"{one} [accepts|admits] younger people than {two}.",
                f"The lower age limit is lower in {one} than in {two}.",
            ],
            lambda d: d.get("min", "unlimited"),
            lambda u, v: u < v,
        )
        compare(
            [f"The upper age limit of {one} is [above|higher than] that of {two}."],
            lambda d: d.get("max", "unlimited"),
            lambda u, v: u > v,
        )
        compare(
            [
                f"{one} and {two} have the same lower age limit.",
                f"The youngest people who can enter {one} and {two} are of the same age.",
            ],
            lambda d: d.get("min", "unlimited"),
            lambda u, v: u == v,
        )
        compare(
            [
                f"A {age}-year-old meets the age criterion of both {one} and {two}.",
                f"As far as age goes, {one} and {two} are both open to a {age}-year-old.",
            ],
            fit,
            lambda u, v: u and v,
        )
    elif pick == "ecog":
        k = rng.choice((0, 1, 2, 3))
        state = rng.choice((f"an ECOG performance status of {k}", f"ECOG {k}"))
        patient(f"A patient with {state}", lambda d: k <= d["max"])
        if k == 2:
            patient("A patient who looks after himself but cannot work (ECOG 2)", lambda d: d["max"] >= 2)
        both_ways(
            "record_criteria",
            [
                f"{at} tolerates an ECOG performance status of {k}.",
                f"An ECOG of {k} does not lead to exclusion from {at}.",
            ],
            [
                f"An ECOG of {k} leads to exclusion from {at}.",
                f"{at} requires an ECOG performance status better than {k}.",
            ]
            if k
            else [f"{at} rules out an ECOG of 0."],
            lambda d: k <= d["max"],
        )
        compare(
            [f"{one} allows a worse performance status than {two}.", f"{two} is stricter about ECOG than {one}."],
            lambda d: d["max"],
            lambda u, v: u > v,
        )
        compare(
            [f"{one} and {two} set the same limit for ECOG performance status."],
            lambda d: d["max"],
            lambda u, v: u == v,
        )
    elif pick in LAB_RULES:
        unit, kind, cuts, _, span = LAB_RULES[pick]
        cut = rng.choice(cuts)
        value = round(
            cut + rng.choice((-1, 1)) * rng.uniform(0.05, 0.4) * (span[1] - span[0]) / 3, 1 if span[1] < 20 else 0
        )
        if value in cuts or value < span[0]:
            value = round(cut * 1.07 + 0.1, 1 if span[1] < 20 else 0)
        shown = f"{value:g}{unit if unit == '%' else ' ' + unit}"
        article = "an" if pick[0] in "aeio" else "a"
        meets = (lambda d: value >= d["min"]) if kind == "min" else (lambda d: value <= d["max"])
        patient(f"[A patient|A person|Someone] with {article} {pick} of {shown}", meets)
        patient(f"[A patient|A candidate] whose {pick} is {shown}", meets)
        limit = f"{cut}{unit if unit == '%' else ' ' + unit}"
        word = "at least" if kind == "min" else "at most"
        out.append(
            Claim(
                "record_criteria",
                [
                    f"{at} [requires|asks for|demands] {article} {pick} of {word} {limit}.",
                    f"The limit for {pick} in {at} is {limit}.",
                ],
                need(lambda d: d[kind] == cut),
            )
        )
        out.append(
            Claim(
                "record_criteria",
                [f"The limit for {pick} in {at} is higher than {value:g}."],
                need(lambda d: d[kind] > value),
            )
        )
        compare(
            [f"{one} and {two} demand the same {pick}.", f"The limit for {pick} is the same in {one} and {two}."],
            lambda d: d[kind],
            lambda u, v: u == v,
        )
        compare([f"The limit for {pick} is higher in {one} than in {two}."], lambda d: d[kind], lambda u, v: u > v)
        compare(
            [f"{one} is stricter about {pick} than {two}.", f"{two} is more lenient about {pick} than {one}."],
            lambda d: d[kind],
            (lambda u, v: u > v) if kind == "min" else (lambda u, v: u < v),
        )
    elif pick == "pregnancy":
        who = rng.choice(
            (
                "A pregnant woman",
                "A woman who is expecting a child",
                "A woman in the fifth month of pregnancy",
                "A woman who is 20 weeks pregnant",
            )
        )
        patient(who, lambda d: d["allowed"])
        both_ways(
            "record_criteria",
            [
                f"Pregnancy is no obstacle to entering {at}.",
                f"{at} does not shut out pregnant women.",
                f"Expectant mothers may be part of {at}.",
            ],
            [f"Pregnant women are excluded from {at}.", f"{at} excludes [expectant mothers|women who are expecting]."],
            lambda d: d["allowed"],
        )
        compare(
            [
                f"Pregnant women are excluded from both {one} and {two}.",
                f"Neither {one} nor {two} takes pregnant women.",
            ],
            lambda d: d["allowed"],
            lambda u, v: not u and not v,
        )
        compare(
            [f"A pregnant woman may be admitted to {one} but not to {two}."],
            lambda d: d["allowed"],
            lambda u, v: u and not v,
        )
    elif pick == "sex":
        for noun, key in (("man", "men"), ("woman", "women")):
            patient(f"A {noun}", lambda d, key=key: d[key])
            both_ways(
                "record_criteria",
                [f"{key} can take part in {at}.", f"{at} is open to {key}."],
                [f"{at} is not open to {key}.", f"{key} are not admitted to {at}."],
                lambda d, key=key: d[key],
            )
        both_ways(
            "record_criteria",
            [f"{at} is restricted to one sex.", f"Only one sex is admitted to {at}."],
            [f"{at} admits both sexes.", f"{at} is open to men as well as women."],
            lambda d: not (d["men"] and d["women"]),
        )
        compare(
            [f"{one} and {two} are both open to women.", f"Women can enter {one} as well as {two}."],
            lambda d: d["women"],
            lambda u, v: u and v,
        )
    elif pick == "smoking":
        patient(
            "[Someone|A person] who [smokes a pack a day|still smokes 10 cigarettes a day|is a regular smoker]",
            lambda d: d["smoker"],
        )
        patient("[Someone|A person] who has never smoked", lambda d: d["never"])
        both_ways(
            "record_criteria",
            [f"[Being a smoker|Smoking at present] rules out entry to {at}."],
            [f"[Being a smoker|Smoking at present] does not rule out entry to {at}."],
            lambda d: not d["smoker"],
        )
        both_ways(
            "record_criteria",
            [f"{at} is meant for people who smoke."],
            [f"{at} is not meant for people who smoke."],
            lambda d: d["smoker"],
        )
    elif pick == "expectancy":
        months = rng.choice((0.5, 1.5, 2.5, 5, 9, 18))
        said = {
            0.5: "two weeks",
            1.5: "six weeks",
            2.5: "ten weeks",
            5: "five months",
            9: "nine months",
            18: "a year and a half",
        }[months]
        patient(
            f"[Someone|A patient] who is expected to [live for|survive] {rng.choice(('', 'only '))}{said}",
            lambda d: months * 4.345 >= d["weeks"],
        )
        compare([f"{one} demands a longer life expectancy than {two}."], lambda d: d["weeks"], lambda u, v: u > v)
        compare([f"{one} and {two} ask for the same life expectancy."], lambda d: d["weeks"], lambda u, v: u == v)
    elif pick == "prior":
        bare = re.sub(r"^(an?|the) ", "", prior)
        weeks = rng.choice((1, 3, 6, 10, 20))

        def recent(d: dict[str, Any]) -> bool:
            return weeks >= d["washout"] if "washout" in d else d["past"]

        patient(f"[A patient|Someone] who [received|had] {prior} {count_word(rng, weeks)} weeks ago", recent)
        patient(f"[A patient|Someone] who has never [had|received] {prior}", lambda d: d["never"])
        both_ways(
            "record_criteria",
            [f"Prior {bare} is required for {at}.", f"Only people who have already had {prior} can enter {at}."],
            [f"Prior {bare} is not required for {at}.", f"One can enter {at} without ever having had {prior}."],
            lambda d: not d["never"],
        )
        both_ways(
            "record_criteria",
            [
                f"Prior {bare} always leads to exclusion from {at}, however long ago.",
                f"Whoever has ever had {prior} is barred from {at}.",
            ],
            [f"Prior {bare} does not always lead to exclusion from {at}."],
            lambda d: d.get("past") is False,
        )
    else:
        row = diseases[int(pick[-1])]
        said = rng.choice(
            (row["name"], row["synonym"] if len(row["synonym"]) > 3 else row["name"], row["lay"], row["lay"])
        )
        patient(f"[A patient|Someone] with {said}", lambda d: d["with"])
        patient(f"[A patient|Someone] without {row['name']}", lambda d: d["without"])
        both_ways(
            "record_criteria",
            [
                f"Having {said} [is an exclusion criterion of|leads to exclusion from] {at}.",
                f"{at} excludes people with {said}.",
            ],
            [f"Having {said} is not a reason for exclusion from {at}.", f"{at} does not exclude people with {said}."],
            lambda d: not d["with"],
        )
        both_ways(
            "record_criteria",
            [f"Having {said} is required for entry to {at}."],
            [f"Having {said} is not required for entry to {at}."],
            lambda d: not d["without"],
        )
    return World(records, lambda r, record: entry_text(frame, record, r), out, frame.trials())
