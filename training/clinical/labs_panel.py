"""Laboratory panels of one day: values, reference ranges, flags, missing results."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from training.clinical.records import Claim, World, count_word, label, settled, variants
from training.clinical.vocabulary import LABS, Lab

BEDSIDE = {
    "oxygen saturation",
    "heart rate",
    "systolic blood pressure",
    "respiratory rate",
    "ejection fraction",
    "body mass index",
}
BLOOD = [lab for lab in LABS if lab.name not in BEDSIDE and "urine" not in lab.name]
GROUPS = {
    "electrolytes": (
        "serum potassium",
        "serum sodium",
        "serum calcium",
        "serum magnesium",
        "serum phosphate",
        "serum bicarbonate",
    ),
    "liver enzymes": ("alanine aminotransferase", "aspartate aminotransferase", "alkaline phosphatase"),
    "blood counts": ("haemoglobin", "white cell count", "platelet count", "neutrophil count"),
    "kidney tests": ("serum creatinine", "blood urea nitrogen", "eGFR"),
    "blood gas values": ("arterial pH", "PaCO2", "serum bicarbonate"),
}
PLAIN = {
    "thrombocytopenia": "a shortage of platelets",
    "thrombocytosis": "too many platelets",
    "leukopenia": "too few white cells",
    "leukocytosis": "too many white cells",
    "neutropenia": "too few neutrophils",
    "anaemia": "a lack of haemoglobin",
    "hyponatraemia": "low sodium",
    "hypernatraemia": "high sodium",
    "hypokalaemia": "low potassium",
    "hyperkalaemia": "high potassium",
    "hypoglycaemia": "low blood sugar",
    "hyperglycaemia": "high blood sugar",
    "hypocalcaemia": "low calcium",
    "hypercalcaemia": "high calcium",
    "acidaemia": "an acid blood pH",
    "hypoalbuminaemia": "a lack of albumin",
    "hypercapnia": "too much carbon dioxide in the blood",
    "hyperbilirubinaemia": "a raised bilirubin",
}
WHO = "[The patient|This patient|The patient]"


@dataclass(slots=True)
class Result:
    """One result; without a value its state says why."""

    lab: Lab
    value: float | None
    state: str = ""


@dataclass(slots=True)
class Panel:
    """Results of one day."""

    results: list[Result]
    heading: str
    extra: str = ""


def side(result: Result) -> int | None:
    """-1 below, 0 within, 1 above the reference range; None without a value."""
    if result.value is None:
        return None
    return -1 if result.value < result.lab.low else 1 if result.value > result.lab.high else 0


def sentence(name: str) -> str:
    """The name with a capital, unless it is one like eGFR."""
    return name[0].upper() + name[1:] if name[1].islower() else name


def reference(lab: Lab) -> str:
    """The reference range as a report prints it."""
    return f"≤{lab.text(lab.high)}" if not lab.low else f"{lab.text(lab.low)}-{lab.text(lab.high)}"


def panel_text(style: int, panel: Panel, rng: random.Random) -> str:
    """The panel in one of its layouts; each gives the range or a flag."""
    style = style if rng.random() < 0.7 else rng.randint(0, 5)
    marks = rng.choice((("L", "", "H"), ("(L)", "", "(H)"), ("↓", "", "↑"), ("LOW", "", "HIGH")))
    cells = []
    for result in panel.results:
        lab, where = result.lab, side(result)
        name = lab.abbreviation if style in (0, 3) else sentence(lab.name)
        value = (
            result.state
            if result.value is None
            else lab.text(result.value)
            if style in (0, 1, 3)
            else lab.with_unit(result.value)
        )
        flag = "" if where is None else marks[where + 1]
        if style == 0:
            cells.append(f"{name} {value} ({reference(lab)}) {flag}".strip())
        elif style == 1:
            cells.append(f"{name} | {value} | {'' if lab.unit == '-' else lab.unit} | {reference(lab)} | {flag}")
        elif style == 2:
            cells.append(f"{name}: {value} (ref {reference(lab)})")
        elif style == 3:
            cells.append(f"{name} {value} {flag}".strip())
        elif style == 4:
            cells.append(f"{name} {value} (reference {reference(lab)})")
        else:
            cells.append(f"{name}: {value} {flag}".strip())
    if style == 3 and not any(side(result) for result in panel.results):
        panel_end = " (H above, L below the reference range)"
    else:
        panel_end = " (flags mark values outside the reference range)" if style in (3, 5) and rng.random() < 0.5 else ""
    if style == 1:
        text = f"{panel.heading}:\nTest | Result | Unit | Reference | Flag\n" + "\n".join(cells)
    else:
        text = (
            f"{panel.heading}{panel_end}: " + rng.choice((", ", "; ")).join(cells) + "."
            if style in (0, 3, 4)
            else f"{panel.heading}{panel_end}:\n" + "\n".join(cells)
        )
    return f"{text}\n{panel.extra}" if panel.extra else text


STATES = ["pending", "awaited", "haemolysed, repeat", "sample insufficient", "clotted sample", "to follow"]
HEADINGS = [
    "Laboratory results",
    "Labs",
    "Blood tests on admission",
    "Labs this morning",
    "Blood results",
    "Chemistry and haematology",
]


def draw_value(rng: random.Random, lab: Lab, where: int | None = None) -> float:
    """A value of the measurement, below, within or above its range if asked and possible."""
    step = 10**-lab.decimals
    where = rng.choice((-1, 0, 0, 1)) if where is None else where
    if where < 0 and lab.minimum < lab.low - step:
        return lab.between(rng, lab.minimum, lab.low - step)
    if where > 0 and lab.maximum > lab.high + step:
        return lab.between(
            rng, lab.high + step, min(lab.maximum, lab.high + (lab.maximum - lab.high) * rng.choice((0.15, 0.4, 1)))
        )
    return lab.between(rng, max(lab.low, lab.minimum), lab.high)


def panels(rng: random.Random) -> World:
    """One day's results: above, below, within range; values; how many are abnormal; groups of tests."""
    group = rng.choice(sorted(GROUPS))
    grouped = [lab for lab in BLOOD if lab.name in GROUPS[group]]
    mates = rng.sample(grouped, min(len(grouped), rng.randint(2, 3)))
    near = ("serum lactate", "total bilirubin", "serum albumin", "serum osmolality")  # some would count these in
    rest = [lab for lab in BLOOD if lab not in grouped and lab.name not in near]
    chosen = mates + rng.sample(rest, rng.randint(2, 6))
    rng.shuffle(chosen)
    focus, second = rng.sample(mates, 2)
    spare = [lab for lab in rest if lab not in chosen]
    style = rng.randint(0, 5)
    calm = rng.random() < 0.4

    def fresh(r: random.Random, lab: Lab) -> Result:
        return Result(lab, draw_value(r, lab, 0 if calm and r.random() < 0.85 else None))

    base = Panel([fresh(rng, lab) for lab in chosen], rng.choice(HEADINGS))
    first = next(result for result in base.results if result.lab == focus)
    first.value = draw_value(rng, focus, rng.choice((-1, 0, 1)))

    def change(r: random.Random, panel: Panel) -> None:
        for result in list(panel.results):
            aim = result.lab in (focus, second)
            if r.random() < (0.6 if aim else 0.2):
                result.value = draw_value(r, result.lab, r.choice((-1, 0, 1)) if aim else 0 if calm else None)
            if r.random() < (0.13 if aim else 0.03):
                result.value, result.state = None, r.choice(STATES)
            elif aim and r.random() < 0.1:
                position = panel.results.index(result)
                new = r.choice([lab for lab in spare if lab not in [x.lab for x in panel.results]])
                panel.results[position] = fresh(r, new)
                if r.random() < 0.6:
                    panel.extra = f"{sentence(result.lab.name)} {r.choice(('not requested.', 'to be checked tomorrow.', 'was not measured.'))}"
        if r.random() < 0.2:
            r.shuffle(panel.results)
        panel.heading = r.choice(HEADINGS)
        if not panel.extra and r.random() < 0.3:
            lab = r.choice([lab for lab in spare if lab not in [x.lab for x in panel.results]])
            panel.extra = (
                f"{sentence(lab.name)} {r.choice(('not requested.', 'to be checked tomorrow.', 'was not measured.'))}"
            )

    records = variants(rng, base, change)

    def find(panel: Panel, lab: Lab) -> Result | None:
        return next((result for result in panel.results if result.lab == lab), None)

    def on(test: Callable[[int], bool], lab: Lab = focus) -> Callable[[Any], str | None]:
        def judge(panel: Any) -> str | None:
            found = find(panel, lab)
            where = side(found) if found else None
            return label(None if where is None else test(where))

        return judge

    def value(test: Callable[[float], bool]) -> Callable[[Any], str | None]:
        def judge(panel: Any) -> str | None:
            found = find(panel, focus)
            return label(None if found is None or found.value is None else test(found.value))

        return judge

    def both(test: Callable[[int, int], bool]) -> Callable[[Any], str | None]:
        def judge(panel: Any) -> str | None:
            pair = [find(panel, lab) for lab in (focus, second)]
            places = [side(found) if found else None for found in pair]
            return settled(test, places, (-1, 0, 1))

        return judge

    def counted(
        test: Callable[[int], bool], low: int, wanted: Callable[[int | None], bool] = bool
    ) -> Callable[[Any], str | None]:
        """A judge on a number of results, which missing ones may still raise."""

        def judge(panel: Any) -> str | None:
            places = [side(result) for result in panel.results]
            known = sum(where is not None and wanted(where) for where in places)
            answers = {test(known + more) for more in range(places.count(None) + 1)}
            return label(answers.pop() if len(answers) == 1 else None)

        return judge

    name, mate = focus.words(), second.words()
    shown = focus.with_unit(first.value or focus.low)
    bound = focus.between(rng, focus.minimum, focus.maximum)
    k = rng.choice((1, 2, 2, 3))
    out = [
        Claim(
            "record_range",
            [f"{name} is [above|higher than] the reference range.", f"{name} is [raised|elevated|too high]."],
            on(lambda w: w > 0),
        ),
        Claim(
            "record_range",
            [f"{name} is [below|lower than] the reference range.", f"{name} is [low|reduced|too low]."],
            on(lambda w: w < 0),
        ),
        Claim(
            "record_range",
            [f"{name} is [within the reference range|normal|unremarkable].", f"{name} is neither raised nor reduced."],
            on(lambda w: w == 0),
        ),
        Claim("record_range", [f"{name} is [abnormal|outside the reference range|not normal]."], on(lambda w: w != 0)),
        Claim(
            "record_value",
            [f"{name} [is|was measured at|came back at] {shown}.", f"The result for {name} was {shown}."],
            value(lambda v: v == first.value),
        ),
        Claim(
            "record_value",
            [
                f"{name} is [above|higher than|over] {focus.with_unit(bound)}.",
                f"{name} exceeds {focus.with_unit(bound)}.",
            ],
            value(lambda v: v > bound),
        ),
        Claim(
            "record_value",
            [f"{name} is [below|lower than|under] {focus.with_unit(bound)}."],
            value(lambda v: v < bound),
        ),
        Claim(
            "record_panel",
            [
                f"Both {name} and {mate} are [abnormal|outside their reference ranges].",
                f"Neither {name} nor {mate} is normal.",
            ],
            both(lambda u, v: bool(u and v)),
        ),
        Claim(
            "record_panel",
            [
                f"Both {name} and {mate} are [normal|within their reference ranges].",
                f"Neither {name} nor {mate} is abnormal.",
            ],
            both(lambda u, v: not u and not v),
        ),
        Claim(
            "record_panel",
            [f"{name} is abnormal, but {mate} is normal.", f"Of {name} and {mate}, only the former is abnormal."],
            both(lambda u, v: bool(u and not v)),
        ),
        Claim(
            "record_panel",
            [f"{name} is high while {mate} is low.", f"{name} is raised and {mate} reduced."],
            both(lambda u, v: u > 0 > v),
        ),
        Claim(
            "record_panel",
            [
                "[All|All of the] results are within the reference range.",
                "None of the results is abnormal.",
                "The panel is entirely normal.",
            ],
            counted(lambda n: n == 0, 0),
        ),
        Claim(
            "record_panel",
            [
                "At least one result is abnormal.",
                "Not all of the results are within range.",
                "Something in this panel is out of range.",
            ],
            counted(lambda n: n > 0, 0),
        ),
        Claim(
            "record_panel",
            [
                f"[Exactly |]{count_word(rng, k)} of the results {'is' if k == 1 else 'are'} outside the reference range.",
                f"There {'is' if k == 1 else 'are'} {count_word(rng, k)} abnormal result{'' if k == 1 else 's'} [here|in all|].",
            ],
            counted(lambda n: n == k, 0),
        ),
        Claim(
            "record_panel",
            [
                f"More than {count_word(rng, k)} of the results are [abnormal|outside the reference range].",
                f"The number of abnormal results is greater than {count_word(rng, k)}.",
            ],
            counted(lambda n: n > k, 0),
        ),
        Claim(
            "record_panel",
            [
                f"{count_word(rng, k)} or more of the results are above the reference range."
                if k > 1
                else "Some result is above the reference range."
            ],
            counted(lambda n: n >= k, 0, lambda w: bool(w and w > 0)),
        ),
    ]
    for term, sign in ((focus.high_term, 1), (focus.low_term, -1)):
        if term != "-":
            said = "[" + "|".join([term, PLAIN.get(term, term)]) + "]"
            out.append(
                Claim(
                    "record_term",
                    [f"{WHO} has {said}.", f"The results show {said}.", f"There is {said}."],
                    on(lambda w, sign=sign: w == sign),
                )
            )
            out.append(
                Claim(
                    "record_term",
                    [f"{WHO} does not have {said}.", f"The results do not show {said}.", f"There is no {said}."],
                    on(lambda w, sign=sign: w != sign),
                )
            )

    def grouped_judge(test: Callable[[list[int]], bool]) -> Callable[[Any], str | None]:
        def judge(panel: Any) -> str | None:
            places = [side(result) for result in panel.results if result.lab in grouped]
            if not places:
                return label(None)
            answers = {test([p if p is not None else other for p in places]) for other in (-1, 0, 1)}
            return label(answers.pop() if len(answers) == 1 else None)

        return judge

    article = f"of the {group} [listed|shown|reported]"
    out += [
        Claim(
            "record_kind",
            [f"At least one {article} is abnormal.", f"There is an abnormality among the {group} [listed|shown]."],
            grouped_judge(any),
        ),
        Claim(
            "record_kind",
            [f"None {article} is abnormal.", f"The {group} [listed|shown|reported] are all within range."],
            grouped_judge(lambda p: not any(p)),
        ),
    ]
    return World(records, lambda r, panel: panel_text(style, panel, r), out)
