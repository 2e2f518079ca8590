"""Names of concepts, classes, people, time, direction."""
# ruff: noqa: E501, E731 (one template a line, and short fillers beside their templates, keep the tables readable)

from __future__ import annotations

from training.clinical.modality import put
from training.clinical.pair import Item, item, mirrored
from training.clinical.vocabulary import (
    ARMS,
    DISEASES,
    DRUGS,
    FINDINGS,
    LABS,
    OUTCOMES,
    PROCEDURES,
    RELATIVES,
    Draw,
)


def name(draw: Draw) -> list[Item]:
    """Synonym, abbreviation, brand, lay word; broader and narrower; another concept of the class."""
    rng = draw.rng
    kind = rng.choice(["disease", "disease", "drug", "drug", "finding", "procedure"])
    if kind == "disease":
        a, b = draw.two(DISEASES)
        if a["specialty"] == b["specialty"] or a["name"] in b.values() or b["name"] in a.values():
            return []
        forms = [a["name"], a["synonym"], a["lay"]]
        x, y = rng.sample(forms, 2)
        h = [
            "[The patient|She|He] has {v}.",
            "[The patient|She|He] was [treated for|admitted with|diagnosed with] {v}.",
            "The [diagnosis|condition] [is|was] {v}.",
            "There is a history of {v}.",
            "Tests showed {v}.",
            "What [the patient|she|he] has is {v}.",
        ]
        pick = rng.sample(h, 2)
        no = [
            "[The patient|She|He] does not have {v}.",
            "{v} was [ruled out|excluded|not found].",
            "There is no history of {v}.",
            f"[The patient|She|He] has {a['sibling']}, not {{v}}.",
        ]
        out = [
            item(
                "concept_name",
                put(pick, v=x),
                put(h, v=y),
                put(h + no[:3], v=a["sibling"]) + put(h, v=b["name"]) + put(h, v=a["broader"]),
                put(no, v=y),
            )
        ]
        narrow, broad = [
            item(
                "concept_level",
                put(pick, v=a["broader"]),
                put(h, v=a["name"]),
                put(h, v=b["name"]) + put(h, v=rng.choice(FINDINGS)["name"]),
                [*put(no[:3], v=a["broader"]), f"[The patient|She|He] has no form of {a['broader']}."],
            ),
            item(
                "concept_level",
                put(pick, v=a["name"]),
                put(h, v=a["name"]),
                put(h, v=a["broader"]) + put(no[:3], v=a["sibling"]),
                put(no[:3], v=a["broader"]) + put(no, v=a["name"]),
            ),
        ]
        return [*out, narrow, broad]
    if kind == "drug":
        a, b = draw.two(DRUGS)
        same = [r for r in DRUGS if r["class"] == a["class"] and r["name"] != a["name"]]
        peer = rng.choice(same) if same else b
        x, y = rng.sample([a["name"], a["brand"]], 2)
        h = [
            "[The patient|She|He] [takes|is taking|is on|was given] {v}.",
            "{v} was [started|prescribed|given].",
            "Treatment [is|was] with {v}.",
            "[Current medication|Medication|Therapy]: {v}.",
            "[The patient|She|He] has been on {v} for {n} months.".replace("{n}", str(rng.randint(2, 30))),
        ]
        no = [
            "[The patient|She|He] [does not take|is not taking|has never had] {v}.",
            "{v} was [stopped|not given|withheld].",
            "[The patient|She|He] takes no {v}.",
            f"{peer['name']} was chosen instead of {{v}}.",
        ]
        pick = h[:3]
        cls = "[a|an] ".replace("[a|an]", "a") + a["class"]
        return [
            item("concept_name", put(pick, v=x), put(h, v=y), put(h, v=peer["name"]) + put(h, v=b["name"]) + put(h, v=cls) + put(no, v=b["name"]), put(no, v=y)),
            item("concept_level", put(pick, v=cls), put(h, v=a["name"]), put(h, v=b["name"] if b["class"] != a["class"] else "a vitamin") + put(no[:3], v=peer["name"]), [*put(no[:3], v=f"any {a['class']}"), f"[The patient|She|He] takes no {a['class']}."]),
            item("concept_level", put(pick, v=a["name"]), put(h, v=y), put(h, v=cls) + put(h, v=peer["name"]), put(no, v=a["name"]) + put(no[:3], v=f"any {a['class']}")),
            item("concept_same_class", [f"{a['name']} was [chosen|used|given] as the [only|sole] drug.", f"The only drug [given|used] was {a['name']}."], [f"The only drug [given|used] was {y}.", f"Apart from {y}, no drug was given.", f"{y} was used as the sole drug."], [*put(h[:3], v=x), f"{y} was given; other drugs are not recorded."], [f"The only drug [given|used] was {peer['name'] if peer is not a else b['name']}.", f"{peer['name']} was used as the sole drug.", f"{peer['name']} was [chosen|used] instead of {y}."]),
        ]  # fmt: skip
    table = FINDINGS if kind == "finding" else PROCEDURES
    a, b = draw.two(table)
    x, y = rng.sample([a["name"], a["synonym"]], 2)
    if kind == "finding":
        h = [
            "[The patient|She|He] has {v}.",
            "[The patient|She|He] [complained of|presented with] {v}.",
            "{v} was [noted|present].",
            "There was {v}.",
        ]
        no = [
            "[The patient|She|He] has no {v}.",
            "[The patient|She|He] denied {v}.",
            "{v} was [absent|not present].",
            "There was no {v}.",
        ]
    else:
        h = [
            "[The patient|She|He] underwent {v}.",
            "{v} was [performed|carried out|done].",
            "[The team|Surgeons|Doctors] performed {v}.",
            "[The patient|She|He] had {v} [yesterday|last year|].",
        ]
        no = [
            "[The patient|She|He] did not undergo {v}.",
            "{v} was [not performed|cancelled|never done].",
            "[The patient|She|He] [refused|declined] {v}.",
            "[The patient|She|He] has never had {v}.",
        ]
    return [
        item("concept_name", put(h[:3], v=x), put(h, v=y), [*put(h + no, v=b["name"]), f"{y} was [discussed|mentioned]."], put(no, v=y)),
        item("concept_name", put(no[:3], v=x), put(no, v=y), put(h + no, v=b["name"]), put(h, v=y)),
    ]  # fmt: skip


def experiencer(draw: Draw) -> list[Item]:
    """Whose disease it is; twins, donors, partners."""
    rng = draw.rng
    d, e = draw.two(rng.choice([DISEASES, FINDINGS, DISEASES]))
    x, y = d["name"], e["name"]
    who = rng.choice([*RELATIVES, "husband", "wife", "roommate", "donor", "neighbour", "baby"])
    who2 = rng.choice([w for w in RELATIVES if w != who])
    has = [
        "The {w} [has|had|was diagnosed with|suffers from] {x}.",
        "The patient's {w} [has|had|is known to have] {x}.",
        "[His|Her] {w} [has|had|suffers from] {x}.",
        "Family history: {x} in the {w}.",
        "{x} [affects|is known in] the {w}.",
    ]
    no = [
        "The {w} [never had|does not have|has no] {x}.",
        "The patient's {w} [has never had|is free of] {x}.",
        "[His|Her] {w} has no {x}.",
        "Family history: no {x} in the {w}.",
    ]
    me = [
        "[The patient|She|He] [has|suffers from|was diagnosed with] {x}.",
        "Past medical history: {x}.",
        "The patient [personally|] has {x}.",
    ]
    not_me = [
        "[The patient|She|He] [does not have|has no|never had] {x}.",
        "Past medical history: no {x}.",
        "The patient [personally|] is free of {x}.",
    ]
    q = lambda ts, v=x, w=who: put(ts, x=v, w=w)
    out = [
        item("experiencer", q(me), q(me) + q([f"[Both the patient and|The patient as well as] the {who} have {x}."]), q(has) + q(has) + q(no), q(not_me) + q([f"The {who} has {x}, [but|whereas] the patient does not.", f"The {who} has {x}; the patient [is free of it|has no {x}]."])),
        item("experiencer", q(has[:2]), [*q(has), f"[Both the patient and|The patient as well as] the {who} have {x}."], q(me) + q(not_me) + q(has, w=who2) + q(has, y), [*q(no), f"The patient has {x}, [but|whereas] the {who} does not."]),
        item("experiencer", q(not_me), [*q(not_me), f"The {who} has {x}, [but|whereas] the patient does not."], q(has) + q(no), [*q(me), f"The patient has {x}, [but|whereas] the {who} does not."]),
        item("experiencer", q(no[:2]), [*q(no), f"The patient has {x}, [but|whereas] the {who} does not."], q(me) + q(not_me) + q(no, w=who2), [*q(has), f"The {who} has {x}, [but|whereas] the patient does not."]),
    ]  # fmt: skip
    return rng.sample(out, 3)


def time(draw: Draw) -> list[Item]:
    """Before and after, onset, duration, acute and chronic, current and past."""
    rng = draw.rng
    kind = rng.choice(["order", "duration", "course", "current", "onset", "stop"])
    f, g = (r["name"] for r in draw.two(FINDINGS))
    d = draw.disease()["name"]
    drug = draw.drug()["name"]
    proc = rng.choice(PROCEDURES)["name"]
    if kind == "order":
        a, b = rng.sample(
            [
                f,
                g,
                f"the diagnosis of {d}",
                proc,
                f"the first dose of {drug}",
                "discharge",
                "the fall",
                "the rash",
                "delivery",
                "admission",
            ],
            2,
        )
        say = [
            "{a} [preceded|came before|occurred before|antedated] {b}.",
            "{b} [followed|came after|occurred after] {a}.",
            "First came {a}, [then|and only later] {b}.",
            "{a} [was noted|was recorded] {n} days before {b}.",
            "{b} [was noted|was recorded] {n} days after {a}.",
            "{a} on Monday, {b} on Thursday.",
        ]
        say = [t.replace("{n}", str(rng.randint(2, 20))) for t in say]
        q = lambda x, y, ts=say: put(ts, a=x, b=y)
        none = [
            f"{a} and {b} [are both documented|were both recorded][; the order is not given|; dates are missing|].",
            f"{a} was followed up[; when {b} took place is not known|].",
            f"Whether {a} came before or after {b} is [not recorded|unclear].",
        ]
        return mirrored("temporality", q(a, b, say[:2]), q(b, a, say[:2]), none, q(a, b), q(b, a))
    if kind == "duration":
        unit, _small = rng.choice([("days", 1), ("weeks", 1), ("months", 1), ("years", 1), ("hours", 1)])
        n, m = rng.sample(range(2, 15), 2)
        say = [
            "{f} [has lasted|has been present] for {n} {u}.",
            "[The patient|She|He] has had {f} for {n} {u}.",
            "{f} [began|started] {n} {u} ago.",
            "A {n}-{s} history of {f}.",
            "{n} {u} of {f}.",
            "{f} x {n} {u}.",
        ]
        q = lambda k, ts=say, x=f: [
            t.replace("{n}", str(k)).replace("{u}", unit).replace("{s}", unit[:-1]).replace("{f}", x) for t in ts
        ]
        none = [
            *q(n, x=g),
            *q(m, x=g),
            f"[The patient|She|He] has {f}; the duration is [not stated|unknown].",
            f"{f} [has been present|has lasted] for [some time|a while].",
        ]
        out = mirrored("temporality", q(n, say[:3]), q(m, say[:3]), none, q(n), q(m))
        cut = rng.choice([x for x in range(2, 16) if x not in (n, m)])
        lo, hi = min(cut - 1, n), max(cut + 1, m)
        out.append(
            item(
                "temporality",
                [f"{f} has lasted [more|longer] than {cut} {unit}."],
                q(hi),
                none,
                q(max(1, lo) if lo != 1 else 1) if lo > 1 else [*q(hi)[:0], f"{f} has lasted less than {cut} {unit}."],
            )
        )
        return out
    if kind == "course":
        a, b = rng.choice(
            [
                ("acute", "chronic"),
                ("sudden", "gradual"),
                ("intermittent", "constant"),
                ("new-onset", "long-standing"),
                ("recurrent", "first-ever"),
                ("early-onset", "late-onset"),
                ("transient", "permanent"),
                ("progressive", "stable"),
            ]
        )
        q = lambda s, o: put(
            [
                "[The patient|She|He] has {s} {f}.",
                "The {f} is {s}.",
                "{s} {f}[| was noted].",
                "The {f} is {s}, not {o}.",
                "Assessment: {s} {f}.",
                "The course of the {f} is {s}.",
            ],
            s=s,
            o=o,
            f=f,
        )
        none = [
            f"[The patient|She|He] has {f}.",
            f"The {g} is {a}; there is also {f}.",
            f"The {g} is {b}; there is also {f}.",
            f"{f}, [time course|onset] not [stated|known].",
        ]
        return mirrored("temporality", q(a, b)[:2], q(b, a)[:2], none, q(a, b), q(b, a))
    if kind == "current":
        now = [
            "[The patient|She|He] [currently has|now has] {x}.",
            "{x} is [active|ongoing|still present].",
            "[Current problem|Active problem]: {x}.",
            "{x} persists [today|at present].",
        ]
        past = [
            "[The patient|She|He] had {x} [in the past|as a child|ten years ago], [now resolved|and it has resolved].",
            "{x} [has resolved|is no longer present|went away].",
            "[Former|Resolved] problem: {x}[|, not active].",
            "{x} was present [last year|before] but is gone [now|today].",
        ]
        vague = [
            "There is a history of {x}; [whether it is still active is not stated|its present state is unknown].",
            "The notes mention {x}[ without a date|].",
            "{y} [is active|has resolved|persists today].",
            "[The patient|She|He] [now has|had] {y}.",
        ]
        x = rng.choice([f, d])
        q = lambda ts: put(ts, x=x, y=g)
        return mirrored("temporality", q(now[:2]), q(past[1:3]), q(vague), q(now), q(past))
    if kind == "onset":
        ev = rng.choice(
            [
                f"starting {drug}",
                f"{proc}",
                "the flight",
                "the meal",
                "the injury",
                "exercise",
                "vaccination",
                "delivery",
            ]
        )
        a = [
            f"{f} [began|started|appeared] after {ev}.",
            f"{f} was absent before {ev} and [appeared|developed] afterwards.",
            f"[Following|Since] {ev}, there has been [new|] {f}.",
            f"{ev} was followed by {f}.",
        ]
        b = [
            f"{f} [began|started|appeared] before {ev}.",
            f"{f} was already present before {ev}.",
            f"{f} [antedated|preceded] {ev}.",
            f"[Before|Prior to] {ev}, there was already {f}.",
        ]
        n = [
            f"[The patient|She|He] has {f}; [when it began is not recorded|the onset is unknown].",
            f"{g} [began|started] [after|before] {ev}; {f} [is also present|is noted].",
            f"The date of {ev} is [missing|not known], and so is the onset of {f}.",
        ]
        return mirrored("temporality", a[:1], b[:1], n, a, b)
    other = draw.drug()["name"]
    a = [
        f"{drug} was [stopped|discontinued|withdrawn].",
        f"[The patient|She|He] no longer takes {drug}.",
        f"{drug} [has been discontinued|was taken until last month only].",
        f"Medication changes: {drug} stopped.",
    ]
    b = [
        f"{drug} was [continued|kept|maintained].",
        f"[The patient|She|He] still takes {drug}.",
        f"{drug} [goes on|is ongoing] without interruption.",
        f"Medication changes: none; {drug} continued.",
    ]
    n = [
        f"{other} was [stopped|continued|discontinued]; {drug} [is not mentioned|was discussed].",
        f"{drug} was [started|taken] [last year|in spring][; its present use is not recorded|].",
        f"Whether {drug} was stopped or continued is [not recorded|unclear].",
    ]
    return mirrored("temporality", a[:2], b[:2], n, a, b)


OPPOSITES = [
    ("increased", "decreased"), ("rose", "fell"), ("improved", "worsened"), ("went up", "went down"), ("expanded", "shrank"),
]  # fmt: skip


def direction(draw: Draw) -> list[Item]:
    """Increase and decrease, gain and loss, better and worse, hyper- and hypo-."""
    rng = draw.rng
    kind = rng.choice(["effect", "change", "prefix", "words", "compare"])
    drug, other = (r["name"] for r in draw.two(DRUGS))
    lab = rng.choice(LABS)
    x = rng.choice(
        [
            lab.name,
            *OUTCOMES[:12],
            "cardiac output",
            "gastric emptying",
            "renal blood flow",
            "airway resistance",
            "bone resorption",
            "insulin secretion",
            "urine output",
            "intraocular pressure",
            "heart rate",
            "platelet aggregation",
        ]
    )
    y = rng.choice([o for o in OUTCOMES if o != x])
    if kind == "effect":
        up = [
            f"{drug} [increases|raises|elevates|boosts] {x}.",
            f"{x} [rises|goes up|increases] [with|on|under] {drug}.",
            f"An increase in {x} is [an effect of|seen with] {drug}.",
            f"{drug} acts by [increasing|raising] {x}.",
        ]
        down = [
            f"{drug} [decreases|lowers|reduces|diminishes] {x}.",
            f"{x} [falls|goes down|decreases] [with|on|under] {drug}.",
            f"A decrease in {x} is [an effect of|seen with] {drug}.",
            f"{drug} acts by [decreasing|lowering] {x}.",
        ]
        n = (
            [t.replace(drug, other) for t in (up[0], down[0])]
            + [t.replace(x, y) for t in (up[0], down[0])]
            + [
                f"The effect of {drug} on {x} [has not been studied|is unknown].",
                f"{drug} [changes|affects|influences] {x}.",
            ]
        )
        out = mirrored("direction", up[:2], down[:2], n, up, down, style="book")
        none = [
            f"{drug} has no effect on {x}.",
            f"{drug} does not [change|alter|affect] {x}.",
            f"{x} [is unchanged|stays the same] [with|on] {drug}.",
        ]
        out.append(item("direction", none[:2], none, n[:-1], up + down, style="book"))
        for found in out[:2]:
            found.premises["contradiction"] += none
        return out
    if kind == "change":
        a, b = rng.choice(OPPOSITES[:4] if rng.random() < 0.9 else OPPOSITES)
        s = [
            "[The|] {x} {a}[| over the follow-up| during the stay| after treatment].",
            "[Serial measurements show that|We noted that] [the|] {x} {a}.",
            "{x} [has|had] changed: it {a}.",
        ]
        q = lambda w: put(s, x=x, a=w)
        n = [
            f"{x} was [measured|recorded] [once|at baseline].",
            f"{y} {a}.",
            f"{y} {b}.",
            f"{x} changed[; the direction is not reported|].",
            f"Whether {x} {a} or {b} is not reported.",
        ]
        return mirrored("direction", q(a)[:2], q(b)[:2], n, q(a), q(b), style="study")
    if kind == "prefix":
        stem = rng.choice(
            [
                "natraemia",
                "kalaemia",
                "calcaemia",
                "glycaemia",
                "magnesaemia",
                "phosphataemia",
                "thyroidism",
                "tension",
                "thermia",
                "volaemia",
                "capnia",
                "uricaemia",
            ]
        )
        who = "[The patient|She|He]"
        a = [
            f"{who} [has|developed|was found to have] hyper{stem}.",
            f"There is [mild|marked|severe|] hyper{stem}.",
            f"Hyper{stem} was [noted|present|treated].",
        ]
        b = [t.replace("hyper", "hypo").replace("Hyper", "Hypo") for t in a]
        other_stem = rng.choice([z for z in ("natraemia", "kalaemia", "calcaemia", "thyroidism") if z != stem])
        n = [
            f"{who} [has|developed] hyper{other_stem}.",
            f"{who} [has|developed] hypo{other_stem}.",
            f"[Tests|Samples] were [sent|taken] to look for hyper{stem}.",
            f"[Tests|Samples] were [sent|taken] to look for hypo{stem}.",
            f"Hyper{stem} and hypo{stem} were [both considered|explained to the family].",
        ]
        return mirrored("direction", a[:2], b[:2], n, a, b)
    if kind == "words":
        u, v = rng.choice(
            [
                ("weight gain", "weight loss"),
                ("a dilated pupil", "a constricted pupil"),
                ("tachycardia", "bradycardia"),
                ("hypertrophy", "atrophy"),
                ("brisk reflexes", "absent reflexes"),
                ("vasodilation", "vasoconstriction"),
                ("polyuria", "oliguria"),
                ("leukocytosis", "leukopenia"),
                ("thrombocytosis", "thrombocytopenia"),
                ("acidosis", "alkalosis"),
                ("a high-grade tumour", "a low-grade tumour"),
                ("a positive test", "a negative test"),
                ("a benign lesion", "a malignant lesion"),
                ("systolic dysfunction", "normal systolic function"),
                ("increased appetite", "reduced appetite"),
                ("spasticity", "flaccidity"),
            ]
        )
        s = [
            "[The patient|She|He] [has|had] {x}.",
            "[There was|The main feature is] {x}.",
            "{x} was [noted|found|documented].",
            "Assessment: {x}.",
            "[The patient|She|He] presented with {x}.",
        ]
        q = lambda w: put(s, x=w)
        z = draw.finding()["name"]
        n = [
            *q(z),
            f"[We looked|They looked] for {u} and for {v}; the result is not recorded.",
            f"{z} was noted; {u} was not mentioned.",
            f"{z} was noted; {v} was not mentioned.",
        ]
        return mirrored("direction", q(u)[:3], q(v)[:3], n, q(u), q(v))
    p, r = rng.sample([*ARMS, drug, other], 2)
    hi = [
        f"{x} [was|were] [higher|greater] [with|in the group given] {p} than [with|in the group given] {r}.",
        f"Compared with {r}, {p} [led to|resulted in|was associated with] [higher|greater] {x}.",
        f"{r} [led to|was associated with] lower {x} than {p}.",
    ]
    lo = [
        f"{x} [was|were] [lower|smaller] [with|in the group given] {p} than [with|in the group given] {r}.",
        f"Compared with {r}, {p} [led to|resulted in|was associated with] [lower|reduced] {x}.",
        f"{r} [led to|was associated with] higher {x} than {p}.",
    ]
    n = [t.replace(x, y) for t in (hi[0], lo[0])] + [
        f"{p} was compared with {r}; {x} [was not reported|will be published].",
        f"{x} improved in [both groups|the group given {p}].",
    ]
    return mirrored("direction", hi[:2], lo[:2], n, hi, lo, style="study")


FRAMES = [(name, 8), (experiencer, 5), (time, 7), (direction, 7)]
