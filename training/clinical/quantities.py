"""Numbers: values, limits, ranges, units, doses, frequencies, counts."""
# ruff: noqa: E501, E731 (one template a line, and short fillers beside their templates, keep the tables readable)

from __future__ import annotations

import random

from training.clinical.pair import Item, item
from training.clinical.vocabulary import LABS, Draw, Lab

SAY = [
    "[The|The patient's] {lab} [is|was|measured] {v}.",
    "{lab}[:| of| =] {v}.",
    "{lab} [came back at|returned at|was recorded as|stands at] {v}.",
    "[Blood tests showed|Laboratory results include|The latest results show] {lab} [of|at] {v}.",
    "[On admission|Today|This morning|At review],? {lab} was {v}.",
]
SAY = [text.replace(",?", "[,|]") for text in SAY]
CLAIM_VALUE = ["[The|The patient's] {lab} [is|was] {v}.", "{lab} was [measured at|recorded at] {v}.", "{lab}: {v}."]


def say(lab: Lab, value: str, name: str | None = None) -> list[str]:
    """Sentences that report a value."""
    return [text.replace("{lab}", name or lab.words()).replace("{v}", value) for text in SAY]


def other_value(rng: random.Random, lab: Lab, value: float) -> float:
    """Another value of the same analyte, clearly different."""
    for _ in range(50):
        new = lab.between(rng, lab.minimum, lab.maximum)
        if abs(new - value) > 0.12 * (lab.maximum - lab.minimum):
            return new
    return lab.maximum if value < (lab.minimum + lab.maximum) / 2 else lab.minimum


def other_lab(rng: random.Random, lab: Lab) -> Lab:
    """Another analyte, with the same unit where there is one."""
    rest = [x for x in LABS if x.name != lab.name and x.abbreviation != lab.abbreviation]
    same = [x for x in rest if x.unit == lab.unit]
    return rng.choice(same if same and rng.random() < 0.7 else rest)


def value(draw: Draw) -> list[Item]:
    """The same analyte with the same or another value; another analyte with the value."""
    rng, lab = draw.rng, draw.lab()
    first = lab.between(rng, lab.minimum, lab.maximum)
    second = other_value(rng, lab, first)
    a, b = lab.with_unit(first), lab.with_unit(second)
    wrong = other_lab(rng, lab)
    items = []
    for x, y in ((a, b), (b, a)):
        apart = wrong.with_unit(wrong.between(rng, wrong.minimum, wrong.maximum))
        x_or = (
            x if wrong.unit == lab.unit and wrong.minimum <= float(x.split()[0].rstrip("%")) <= wrong.maximum else apart
        )
        neither = [
            *say(wrong, x_or),
            f"{lab.words()} was [sent|requested]; the result is [pending|not back]. {wrong.words()} was {x_or}.",
            f"{lab.words()} [was not measured|is missing from the record]; {wrong.words()} was {x_or}.",
        ]
        neither += [
            f"[The target|The aim|The goal] is {lab.words()} of {x}; [the present value is not given|no sample was taken].",
            f"{lab.words()} was {x} in [another patient|the previous patient|the donor|the mother].",
            f"[The request form asks whether|We do not know whether] {lab.words()} was {x}.",
        ]
        to_x = "[rose|increased|went]" if (x == a) == (first > second) else "[fell|decreased|went]"
        to_y = "[fell|decreased|went]" if "rose" in to_x else "[rose|increased|went]"
        when, span = "[last week|a month ago|on admission]", "[since admission|over three days|during the stay]"
        if rng.random() < 0.5:
            items.append(
                item(
                    "quantity_value",
                    [f"[The latest|The current|The most recent] {lab.words()} is {x}.", f"{lab.words()} is now {x}."],
                    [
                        f"{lab.words()} {to_x} from {y} to {x} {span}.",
                        f"{lab.words()} was {y} {when} and is {x} [today|now].",
                    ],
                    [
                        f"{lab.words()} was {x} {when}; [today's result is awaited|it was not repeated since].",
                        f"{lab.words()} was {y} a year ago and {x} {when}; [today's result is awaited|it is being repeated now].",
                        f"{lab.words()} {to_x} from {y} to {x} in the spring; the current value is [awaited|not known].",
                    ],
                    [
                        f"{lab.words()} {to_y} from {x} to {y} {span}.",
                        f"{lab.words()} was {x} {when} and is {y} [today|now].",
                    ],
                )
            )
        claims = [text.replace("{lab}", lab.words()).replace("{v}", x) for text in CLAIM_VALUE]
        beside = [
            f"[The target is|The aim is|The cut-off is] {{q}}; {lab.words()} [was measured at|came back at|is now] {{p}}.",
            f"{lab.words()} [was|is] {{p}}, not {{q}}[ as first reported|].",
            f"{wrong.words()} {x_or}, {lab.words()} {{p}}.",
        ]
        yes = say(lab, x) + [text.replace("{p}", x).replace("{q}", y) for text in beside]
        no = say(lab, y) + [text.replace("{p}", y).replace("{q}", x) for text in beside * 2]
        neither = [text for text in neither if x in text] * 2 + neither[-3:]
        items.append(item("quantity_value", claims, yes, neither, no))
    return items


def limit(draw: Draw) -> list[Item]:
    """A value against a limit, and a limit against a stricter or looser limit."""
    rng = draw.rng
    lab = rng.choice([x for x in LABS if x.unit != "-"])
    span = lab.maximum - lab.minimum
    cut = lab.between(rng, lab.minimum + 0.25 * span, lab.minimum + 0.7 * span)
    low = lab.between(rng, lab.minimum, cut - 0.06 * span)
    high = lab.between(rng, cut + 0.06 * span, lab.maximum)
    t, lo, hi = lab.with_unit(cut), lab.with_unit(low), lab.with_unit(high)
    wrong = other_lab(rng, lab)
    name = lab.words()
    below, above = "[below|under|less than|lower than]", "[above|over|greater than|higher than|more than]"
    same = wrong.unit == lab.unit and wrong.minimum <= low and high <= wrong.maximum
    other = [
        *say(
            wrong, rng.choice((lo, hi)) if same else wrong.with_unit(wrong.between(rng, wrong.minimum, wrong.maximum))
        ),
        f"[The target|The goal|The aim] is a {name} [below|under|above|over] {t}[; no value is available|].",
        f"[We do not know|It is not recorded] whether {name} is [below|above|over|under] {t}.",
        f"{name} was [repeated|sent|checked again]; the result is [pending|awaited].",
        f"[The usual cut-off for|Concern arises when] {name} is {t}; [this sample haemolysed|it has not been measured].",
    ]
    items = [
        item(
            "quantity_threshold",
            [f"[The|The patient's|] {name} is {below} {t}.", f"{name} was {below} {t}."],
            [*say(lab, lo), f"{name} is {below} {lo}."],
            [*other, f"{name} is {below} {hi}.", f"{name} [does not exceed|is at most] {hi}."],
            [*say(lab, hi), f"{name} is {above} {hi}.", f"{name} is {above} {t}."],
        ),
        item(
            "quantity_threshold",
            [f"[The|The patient's|] {name} is {above} {t}.", f"{name} [exceeds|exceeded] {t}."],
            [*say(lab, hi), f"{name} is {above} {hi}."],
            [*other, f"{name} is {above} {lo}.", f"{name} is [at least|not less than] {lo}."],
            [*say(lab, lo), f"{name} is {below} {lo}.", f"{name} is {below} {t}."],
        ),
    ]
    wide = (lab.with_unit(low), lab.with_unit(high))
    outside = lab.between(rng, lab.minimum, low - 0.02 * span) if rng.random() < 0.5 else lab.maximum
    if not low <= outside <= high:
        between = "[between|in the range between] {a} and {b}"
        items.append(
            item(
                "quantity_threshold",
                [f"{name} [is|lies|was] {between}."],
                [*say(lab, t), f"{name} of {t}[| was recorded| was noted]."],
                [*other, f"{name} is [below|under] {{b}}.", f"{name} [is above|exceeds] {{a}}."],
                [*say(lab, lab.with_unit(outside))],
                a=wide[0].split()[0],
                b=wide[1],
            )
        )
    return items


def normality(draw: Draw) -> list[Item]:
    """A value against its usual range: raised, normal, low."""
    rng = draw.rng
    lab = rng.choice([x for x in LABS if x.unit != "-" and (x.high_term != "-" or x.low_term != "-")])
    span = lab.high - lab.low
    step = max(0.25 * span, 0.04 * lab.high)
    raised = lab.between(rng, lab.high + step, max(lab.maximum, lab.high + 2 * step))
    normal = lab.between(rng, lab.low + 0.15 * span, lab.high - 0.15 * span)
    lowered = lab.between(rng, min(lab.minimum, max(lab.low - 2 * step, 0)), max(lab.low - step, lab.minimum))
    name, wrong = lab.words(), other_lab(rng, lab)
    ref = f"[| (reference {lab.text(lab.low)}-{lab.text(lab.high)})| (normal {lab.text(lab.low)} to {lab.text(lab.high)})]"
    report = {
        "high": [x[:-1] + ref + "." for x in say(lab, lab.with_unit(raised))],
        "normal": [x[:-1] + ref + "." for x in say(lab, lab.with_unit(normal))],
        "low": [x[:-1] + ref + "." for x in say(lab, lab.with_unit(max(lowered, lab.minimum)))],
    }
    other = [
        *say(wrong, wrong.with_unit(wrong.between(rng, wrong.minimum, wrong.maximum))),
        f"{name} [has been sent|was requested|is due tomorrow]; [no result yet|the result is awaited].",
    ]
    items = []
    if lab.high_term != "-" or rng.random() < 0.5:
        terms = [f"[The|The patient's|] {name} is [elevated|raised|high|increased|above normal]."]
        terms += [f"[The patient|She|He] has {lab.high_term}.", f"There is {lab.high_term}."] * (lab.high_term != "-")
        wrongs = report["normal"] + (report["low"] if lab.low_term != "-" else [])
        told = f"{name} is [elevated|raised|high|above the reference range]."
        items.append(item("quantity_normality", terms, [*report["high"], told], other, wrongs))
        items.append(
            item(
                "quantity_normality",
                [
                    f"[The|] {name} is [normal|within the normal range|within normal limits|not elevated].",
                    f"{name}: normal.",
                ],
                [*report["normal"], f"{name} [was unremarkable|was within the reference range]."],
                other,
                [*report["high"], told],
                clause=False,
            )
        )
    if lab.low_term != "-" and lab.low - step >= 0:
        terms = [f"[The|The patient's|] {name} is [low|reduced|decreased|below normal]."]
        terms += [f"[The patient|She|He] has {lab.low_term}.", f"There is {lab.low_term}."]
        told = f"{name} is [low|reduced|below the reference range]."
        items.append(
            item("quantity_normality", terms, [*report["low"], told], other, report["normal"] + report["high"])
        )
    return items


def unit(draw: Draw) -> list[Item]:
    """The same quantity in another unit."""
    rng = draw.rng
    kind = rng.choice(("lab", "lab", "lab", "weight", "temperature", "dose", "height", "volume", "time"))
    if kind == "lab":
        lab = rng.choice([x for x in LABS if x.other_unit != "-"])
        first = lab.between(rng, lab.minimum, lab.maximum)
        second = other_value(rng, lab, first)
        name, wrong = lab.words(), other_lab(rng, lab).words()
        forms = [(lab.with_unit(x), f"{round_like(x * lab.factor)} {lab.other_unit}") for x in (first, second)]
    elif kind == "weight":
        name, wrong = "[body weight|weight]", "[target weight|last year's weight|birth weight of the child]"
        kilos = rng.sample(range(42, 140), 2)
        if abs(kilos[0] - kilos[1]) < 5:
            kilos[1] = kilos[0] + 9
        forms = [(f"{x} kg", f"{round(x * 2.2046)} [lb|pounds]") for x in kilos]
    elif kind == "temperature":
        name, wrong = "[body temperature|temperature|tympanic temperature]", "[room temperature|warmer setting]"
        celsius = rng.sample([34.5, 35.0, 36.4, 36.8, 37.2, 37.9, 38.3, 38.6, 39.0, 39.4, 40.1, 40.6], 2)
        forms = [(f"{x} °C", f"{x * 9 / 5 + 32:.1f} °F") for x in celsius]
    elif kind == "dose":
        drugs = draw.two(__import__("training.clinical.vocabulary", fromlist=["DRUGS"]).DRUGS)
        name = f"[the dose of|the prescribed dose of] {drugs[0]['name']}"
        wrong = f"[the dose of|the prescribed dose of] {drugs[1]['name']}"
        small = rng.choice((True, False))
        amounts = rng.sample([25, 50, 75, 100, 125, 200, 250, 500, 750, 1000, 1500, 2000], 2)
        if small:
            forms = [(f"{x} [mcg|micrograms]", f"{x / 1000:g} mg") for x in amounts]
        else:
            forms = [(f"{x} mg", f"{x / 1000:g} g") for x in amounts]
    elif kind == "height":
        name, wrong = "[height|body height]", "[sitting height|the mother's height]"
        metres = rng.sample(range(146, 198, 3), 2)
        forms = [(f"{x} cm", f"{x / 100:.2f} m") for x in metres]
    elif kind == "volume":
        name, wrong = "[urine output|the urine volume]", "[fluid intake|drain output]"
        amounts = rng.sample(range(200, 4200, 150), 2)
        forms = [(f"{x} mL", f"{x / 1000:g} [L|litres]") for x in amounts]
    else:
        name, wrong = "[operation time|the duration of surgery]", "[recovery time|the duration of anaesthesia]"
        hours = rng.sample([1, 1.5, 2, 2.5, 3, 3.5, 4, 5, 6], 2)
        forms = [(f"{int(x * 60)} minutes", f"{x:g} hours" if x != 1 else "1 hour") for x in hours]
    turn = rng.choice((0, 1))
    items = []
    for i in (0, 1):
        claim, same, other = forms[i][turn], forms[i][1 - turn], forms[1 - i][1 - turn]
        claim_forms = SAY if kind == "lab" else [x for x in SAY if "Blood tests" not in x]
        say_same = [x.replace("{lab}", name).replace("{v}", same) for x in claim_forms]
        say_other = [x.replace("{lab}", name).replace("{v}", other) for x in claim_forms]
        bare = claim.split()[0]
        if kind in ("lab", "dose"):
            say_other += [x.replace("{lab}", name).replace("{v}", f"{bare} {same.split(' ', 1)[1]}") for x in SAY] * (
                bare != same.split()[0]
            )
        neither = [x.replace("{lab}", wrong).replace("{v}", rng.choice((same, claim))) for x in SAY]
        neither += [f"{name} [was not recorded|is not stated|will be measured]; {wrong} was {same}."]
        claims = [x.replace("{lab}", name).replace("{v}", claim) for x in CLAIM_VALUE[:2]]
        items.append(item("quantity_unit", claims, say_same, neither, say_other))
    return items


def round_like(value: float) -> str:
    """The value with about three significant figures."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


FREQUENCIES = {
    "once daily": (1, ["once daily", "once a day", "every day", "OD", "daily", "every 24 hours"]),
    "twice daily": (2, ["twice daily", "twice a day", "BID", "b.d.", "every 12 hours", "two times a day"]),
    "three times daily": (3, ["three times daily", "three times a day", "TID", "every 8 hours"]),
    "four times daily": (4, ["four times daily", "four times a day", "QID", "every 6 hours"]),
    "every other day": (0, ["every other day", "on alternate days", "every second day"]),
    "once weekly": (0, ["once weekly", "once a week", "every 7 days", "weekly"]),
}


def dose(draw: Draw) -> list[Item]:
    """Dose, frequency, route and daily total of a drug."""
    rng = draw.rng
    from training.clinical.vocabulary import DRUGS

    drug, wrong = draw.two(DRUGS)
    amount = rng.choice(
        [2.5, 5, 10, 20, 25, 30, 40, 50, 75, 80, 100, 150, 200, 250, 300, 400, 500, 600, 750, 850, 1000]
    )
    second = rng.choice([x for x in (2.5, 5, 10, 20, 25, 40, 50, 80, 100, 200, 250, 500, 1000) if x != amount])
    f1, f2 = rng.sample(sorted(FREQUENCIES), 2)
    names = f"[{drug['name']}|{drug['name']}|{drug['brand']}]"
    give = [
        "[The patient|She|He] [takes|is taking|receives|is on] {drug} {amount} mg {freq}.",
        "{drug} {amount} mg {freq}[| by mouth| was prescribed| was started| was given].",
        "[Discharge medication|Medication|Current medication|Prescribed]: {drug} {amount} mg {freq}.",
        "Your doctor [recommends|has prescribed] {drug} {amount} mg {freq}.",
        "[Treatment with|Therapy with] {drug} at {amount} mg {freq} was [begun|continued|started].",
        "{drug} was [increased|reduced|titrated|changed] to {amount} mg {freq}.",
    ]

    def state(name: str, mg: float, freq: str) -> list[str]:
        alternatives = "[" + "|".join(FREQUENCIES[freq][1]) + "]"
        return [x.replace("{drug}", name).replace("{amount}", f"{mg:g}").replace("{freq}", alternatives) for x in give]

    items = []
    changes = [(amount, f1, second, f1), (amount, f1, amount, f2)]
    for mg, freq, mg2, freq2 in changes:
        for a, b in (((mg, freq), (mg2, freq2)), ((mg2, freq2), (mg, freq))):
            neither = [
                *state(wrong["name"], *a),
                f"{names} is [taken|prescribed]; {wrong['name']} is taken at {a[0]:g} mg {a[1]}.",
                f"[The patient takes|The patient is on] {names}[, dose unknown|; the dose is not recorded|].",
            ]
            claims = state(drug["name"], *a)
            claims = (
                claims[:2]
                if freq == freq2
                else [*claims[:2], f"[The patient takes|The patient is given] {drug['name']} {a[1]}."]
            )
            items.append(item("dose", claims, state(names, *a), neither, state(names, *b)))
    n1 = FREQUENCIES[f1][0]
    if n1 > 1:
        total = amount * n1
        wrong_total = rng.choice([amount, amount * (n1 + 1), total * 2, amount * (n1 - 1)])
        if wrong_total != total:
            for claim_total, ok in ((total, True), (wrong_total, False)):
                yes = state(names, amount, f1)
                no = state(names, wrong_total / n1 if wrong_total != amount else amount / n1, f1)
                e, c = (yes, no) if ok else (no, yes)
                if any("." in str(round(x, 3)) and round(x * 4) != x * 4 for x in (wrong_total / n1,)):
                    continue
                items.append(
                    item(
                        "arithmetic",
                        [
                            f"[The total daily dose of|The daily amount of] {drug['name']} is {claim_total:g} mg.",
                            f"[The patient|She|He] [takes|receives] {claim_total:g} mg of {drug['name']} [a day|per day|daily|in 24 hours].",
                        ],
                        e,
                        [*state(wrong["name"], amount, f1), f"{names} was [prescribed|started|continued]."],
                        c,
                    )
                )
    return items


SHARES = {
    "10%": (1, 10, "one in ten"),
    "20%": (1, 5, "one fifth"),
    "25%": (1, 4, "a quarter"),
    "33%": (1, 3, "a third"),
    "40%": (2, 5, "two fifths"),
    "50%": (1, 2, "half"),
    "60%": (3, 5, "three fifths"),
    "75%": (3, 4, "three quarters"),
    "80%": (4, 5, "four fifths"),
}


def share(draw: Draw) -> list[Item]:
    """Counts and percentages of patients; ages and durations against limits."""
    rng = draw.rng
    kind = rng.choice(("share", "share", "age", "sum", "difference"))
    if kind == "share":
        p, q = rng.sample(sorted(SHARES), 2)
        total = rng.choice([60, 120, 180, 240, 300, 480, 600])
        event = rng.choice(
            [
                f"had {draw.finding()['name']}",
                f"received {draw.drug()['name']}",
                f"had {draw.disease()['name']}",
                "were readmitted",
                "withdrew",
                "achieved remission",
            ]
        )
        wrong = rng.choice([f"had {draw.finding()['name']}", "were women", "died", "needed surgery"])
        items = []
        for a, b in ((p, q), (q, p)):
            (x, y, word), (x2, y2, word2) = SHARES[a], SHARES[b]
            yes = [
                f"{total * x // y} of [the|] {total} [patients|participants] {event}.",
                f"[Among|Of] {total} [patients|participants], {total * x // y} {event}.",
            ]
            no = [
                f"{total * x2 // y2} of [the|] {total} [patients|participants] {event}.",
                f"[Among|Of] {total} [patients|participants], {total * x2 // y2} {event}.",
            ]
            yes += [
                f"{a} of [the|] [patients|participants] {event}.",
                f"{word} of the [patients|participants] {event}.",
            ]
            no += [
                f"{b} of [the|] [patients|participants] {event}.",
                f"{word2} of the [patients|participants] {event}.",
            ]
            neither = [
                f"{total * x // y} of [the|] {total} [patients|participants] {wrong}.",
                f"{a} of [the|] [patients|participants] {wrong}.",
                f"[Some|Several] of the {total} [patients|participants] {event}.",
            ]
            items.append(
                item(
                    "arithmetic",
                    [f"{a} of [the|] patients {event}.", f"{word} of the patients {event}."],
                    yes,
                    neither,
                    no,
                    style="study",
                )
            )
        return items
    if kind == "age":
        age = rng.randint(22, 88)
        cut = rng.choice([x for x in (18, 30, 40, 50, 60, 65, 70, 75, 80) if abs(x - age) > 2])
        older, younger = max(age, cut + (abs(age - cut))), min(age, cut - abs(age - cut))
        if younger < 1:
            younger = max(1, cut - 3)
        what = draw.something()
        who = "[man|woman|patient|person]"
        intro = [
            f"A {{x}}-year-old {who} [presented|was seen|came] with {what}.",
            f"{{x}}-year-old {who} with {what}.",
            f"[The patient|The applicant] is {{x}} years old and has {what}.",
        ]
        first = [f"[The patient|The person with {what}] is [older than|over|above the age of] {cut} [years|]."]
        second = [f"[The patient|The person with {what}] is [younger than|under|below the age of] {cut} [years|]."]
        neither = [
            f"A {who} [presented|was seen|came] with {what}[; the age is not given|]; the [mother|father] is {{x}} years old.",
            f"The [mother|father] of the patient with {what} is {{x}} years old.",
        ]
        yes = [x.replace("{x}", str(older)) for x in intro]
        no = [x.replace("{x}", str(younger)) for x in intro]
        return [
            item("arithmetic", first, yes, [x.replace("{x}", str(older)) for x in neither], no, context=False),
            item("arithmetic", second, no, [x.replace("{x}", str(younger)) for x in neither], yes, context=False),
        ]
    lab = rng.choice([x for x in LABS if x.decimals <= 1 and x.maximum > 20])
    before = round(lab.between(rng, lab.minimum, lab.maximum))
    after = round(other_value(rng, lab, before))
    if kind == "sum" or before == after:
        boys, girls = rng.randint(11, 95), rng.randint(11, 95)
        wrong = boys + girls + rng.choice((-11, -9, 7, 10, 13))
        text = [
            "The [trial|study|series] [included|enrolled] {m} men and {w} women.",
            "[{m} men and {w} women|{w} women and {m} men] [took part|were enrolled|were recruited].",
        ]
        make = lambda m, w: [x.replace("{m}", str(m)).replace("{w}", str(w)) for x in text]
        claim = lambda n: [f"[In total, |Altogether, |]{n} [people|participants|patients] were [enrolled|included]."]
        neither = [f"The [trial|study] [included|enrolled] {boys} men[ and an unstated number of women| among others]."]
        shifted = make(boys + (wrong - boys - girls), girls)
        return [
            item("arithmetic", claim(boys + girls), make(boys, girls), neither, shifted, style="study", context=False),
            item("arithmetic", claim(wrong), shifted, neither, make(boys, girls), style="study", context=False),
        ]
    name = lab.words()
    up = [f"{name} [increased|rose|went up][ during treatment| over the week|]."]
    down = [f"{name} [decreased|fell|went down|dropped][ during treatment| over the week|]."]
    low, high = sorted((before, after))
    fmt = [
        f"{name} was {{x}} [on Monday|before treatment|on day 1] and {{y}} [on Friday|after treatment|on day 5].",
        f"{name}: {{x}} {lab.unit if lab.unit != '-' else ''} -> {{y}} {lab.unit if lab.unit != '-' else ''}.",
        f"{name} went from {{x}} to {{y}}.",
    ]
    rise = [x.replace("{x}", str(low)).replace("{y}", str(high)) for x in fmt]
    fall = [x.replace("{x}", str(high)).replace("{y}", str(low)) for x in fmt]
    wrong = other_lab(rng, lab).words()
    neither = [
        f"{name} was {before} [on Monday|before treatment|on day 1][ and was not repeated|; the second sample was lost].",
        f"{wrong} went from {low} to {high}.",
        f"{wrong} went from {high} to {low}.",
    ]
    return [item("arithmetic", up, rise, neither, fall), item("arithmetic", down, fall, neither, rise)]


FRAMES = [(value, 6), (limit, 6), (normality, 5), (unit, 5), (dose, 5), (share, 4)]
