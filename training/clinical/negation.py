"""Presence and absence: scope of negation, double negation, telegraphic status lines, sides and sites."""
# ruff: noqa: E501, E731 (one template a line, and short fillers beside their templates, keep the tables readable)

from __future__ import annotations

from training.clinical.pair import Item, item, mirrored
from training.clinical.vocabulary import FINDINGS, IMAGING, Draw, synonyms

HAS = [
    "[The patient|She|He] [has|reports|complains of|presented with|describes] {x}.",
    "[Examination|Assessment|History|Review] [reveals|revealed|showed|is notable for] {x}.",
    "{x} [is|was] [present|noted|reported|observed|documented].",
    "There [is|was] {x}.",
    "{x}: [present|yes|positive].",
    "Positive for {x}.",
    "[The patient|She|He] [does have|is troubled by|has had] {x}.",
]
LACKS = [
    "[The patient|She|He] [denies|denied|does not have|has no|does not report] {x}.",
    "[Examination|Assessment|History|Review] [reveals|revealed|showed] no {x}.",
    "{x} [is|was] [absent|not present|not noted|not observed|denied].",
    "There [is|was] no [evidence of|sign of|] {x}.",
    "{x}: [absent|no|none|negative].",
    "Negative for {x}.",
    "No {x}[| was noted| on examination].",
    "[The patient|She|He] is [free of|without] {x}.",
]
CLAIM_HAS = [
    "[The patient|She|He] has {x}.", "{x} is present.", "There is {x}.", "{x}: present.", "{x} was [reported|noted].",
    "The patient [reports|is troubled by] {x}.",
]  # fmt: skip
CLAIM_LACKS = [
    "[The patient|She|He] has no {x}.", "{x} is absent.", "There is no {x}.", "{x}: absent.", "{x} was [denied|not noted].",
    "The patient is [free of|without] {x}.",
]  # fmt: skip


def fill(templates: list[str], x: str) -> list[str]:
    """The templates with one concept."""
    return [text.replace("{x}", x) for text in templates]


def presence(draw: Draw) -> list[Item]:
    """A finding present or absent, in its own sentence."""
    rng = draw.rng
    a, b = draw.two(FINDINGS)
    x, y = synonyms(a), b["name"]
    neither = [
        *fill(HAS, y),
        *fill(LACKS, y),
        f"[Ask about|Look for|Check for] {x} at the next visit; {y} [is present|is absent|was noted].",
        f"{x} was not asked about.",
        f"[The mother|The father|A brother] [has|had] {x}.",
    ]
    has, lacks = fill(HAS, x), fill(LACKS, x)
    one = item("negation", fill(CLAIM_HAS, a["name"]), has, neither, lacks, clause=rng.random() < 0.5)
    two = item("negation", fill(CLAIM_LACKS, a["name"]), lacks, neither, has, clause=rng.random() < 0.5)
    for found in (one, two):
        if found.clause:
            found.hypotheses = [text for text in found.hypotheses if ":" not in text]
    return [one, two]


def scope(draw: Draw) -> list[Item]:
    """Two findings, one affirmed and one denied, in one sentence."""
    a, b = (row["name"] for row in draw.two(FINDINGS))
    c = draw.finding()["name"]
    split = [
        "[The patient|She|He] [has|reports|had] {p} but no {q}.",
        "[The patient|She|He] [denies|denied] {q} but [reports|admits to|has] {p}.",
        "No {q}, but {p} [is present|was noted|is reported].",
        "{p} without {q}.",
        "[Despite|Apart from] {p}, there [is|was] no {q}.",
        "{p} [is present|was noted], whereas {q} [is absent|was not].",
        "[There is {p}|{p} is present]. {q} is [absent|not seen].",
        "While {q} [was ruled out|was not found], {p} [was confirmed|was found].",
        "{p}[, however| -] no {q}.",
    ]
    neither_nor = [
        "[The patient|She|He] has neither {p} nor {q}.",
        "Neither {p} nor {q} [is present|was noted].",
        "[The patient|She|He] denies {p}, {r} and {q}.",
        "No {p}, {q} or {r}.",
        "There is no {q}, {r}, or {p}.",
    ]
    both = [
        "[The patient|She|He] has [both|] {p} and {q}.",
        "{p}, {r} and {q} [are present|were noted].",
        "Positive for {p} and {q}.",
        "Not only {p} but also {q} [is present|was noted].",
    ]
    elsewhere = [
        "[The patient|She|He] has {r}[; {p} was not asked about|].",
        "There is {r} but no {s}.",
        "No {r}, but {s} is present.",
        "Neither {r} nor {s} is present.",
    ]
    d = draw.finding()["name"]
    if len({a, b, c, d}) < 4:
        return []

    def say(templates: list[str], p: str, q: str) -> list[str]:
        return [t.replace("{p}", p).replace("{q}", q).replace("{r}", c).replace("{s}", d) for t in templates]

    both_orders = lambda ts: say(ts, a, b) + say(ts, b, a)
    yes_a, no_a = say(split, a, b) + both_orders(both), say(split, b, a) + both_orders(neither_nor)
    half_a = [t for t in say(split, b, c) + say(split, c, b) + say(elsewhere, a, b) if a not in t or "asked" in t]
    items = [
        item("negation_scope", fill(CLAIM_HAS, a), yes_a, half_a, no_a),
        item("negation_scope", fill(CLAIM_LACKS, a), no_a, half_a, yes_a),
        item(
            "negation_scope",
            [
                f"[The patient|She|He] has {a} but [not|no] {b}.".replace("[not|no]", "no"),
                f"{a} is present and {b} is absent.",
            ],
            say(split, a, b),
            fill(HAS, a) + fill(LACKS, b),
            say(split, b, a) + both_orders(both) + both_orders(neither_nor),
        ),
        item(
            "negation_scope",
            [f"[The patient|She|He] has neither {a} nor {b}.", f"{a} and {b} are both absent."],
            both_orders(neither_nor),
            fill(LACKS, a) + fill(LACKS, b),
            both_orders(both) + say(split, a, b) + say(split, b, a),
        ),
    ]
    for found in items:
        found.hypotheses = [text for text in found.hypotheses if ":" not in text]
    return [draw.rng.choice(items[:2]), draw.rng.choice(items[2:])]


def double(draw: Draw) -> list[Item]:
    """Excluded, not excluded, not absent, no lack of."""
    d, other = draw.disease(), draw.disease()
    x = synonyms(d)
    if d["name"] == other["name"]:
        return []
    ruled_out = [
        "{x} [has been|was] [ruled out|excluded].",
        "[Tests|Investigations|Imaging] [excluded|ruled out] {x}.",
        "[The patient|She|He] [does not have|is free of] {x}.",
        "{x} [is|was] not the diagnosis.",
        "The work-up [was negative for|did not confirm and indeed disproved] {x}.",
    ]
    is_so = [
        "{x} [has been|was] [confirmed|established|proven].",
        "[Tests|Investigations|Imaging] [confirmed|proved] {x}.",
        "[The patient|She|He] [has|is known to have|suffers from] {x}.",
        "The diagnosis [is|was] {x}.",
        "It is not true that {x} is absent.",
        "{x} is [certainly|clearly|undoubtedly] present.",
        "There is no doubt that the patient has {x}.",
    ]
    open_so = [
        "{x} [has not been|was not|cannot be] [ruled out|excluded].",
        "{x} remains [possible|under consideration].",
        "[Tests|Investigations] [for|to exclude] {x} are [pending|planned].",
        "{y} [has been|was] [ruled out|excluded].",
        "{y} [has been|was] [confirmed|established|proven].",
        "[Tests|Imaging] could not exclude {x}.",
    ]
    fix = lambda ts: [t.replace("{x}", x).replace("{y}", other["name"]) for t in ts]
    one = lambda ts: [t.replace("{x}", d["name"]) for t in ts]
    claim_yes = one(["[The patient|She|He] has {x}.", "{x} [has been|was] confirmed.", "The diagnosis is {x}."])
    claim_no = one(
        [
            "[The patient|She|He] does not have {x}.",
            "{x} [has been|was] ruled out.",
            "The diagnosis is not {x}.",
            "{x} [has been|was] excluded.",
        ]
    )
    claim_open = one(
        [
            "{x} has [not|neither] been excluded.".replace("[not|neither]", "not"),
            "{x} remains possible.",
            "{x} cannot be ruled out.",
        ]
    )
    return [
        item("negation_double", claim_yes, fix(is_so), fix(open_so), fix(ruled_out)),
        item("negation_double", claim_no, fix(ruled_out), fix(open_so), fix(is_so)),
        item(
            "negation_double",
            claim_open,
            fix(open_so[:3]),
            [*fix(open_so[3:5]), f"{x} is discussed in the textbook."],
            fix(ruled_out),
        ),
    ]


def status(draw: Draw) -> list[Item]:
    """Report lines, and claims of the form `observation: status`."""
    rng = draw.rng
    a, b, c = rng.sample(IMAGING, 3)
    bare = lambda row: row["name"].removeprefix("a ").removeprefix("an ")
    x, y, z = bare(a), bare(b), bare(c)
    tail = ["", f" Impression: [{y}|no {y}|{z}].", f" [No {z}.|{z} is noted.|Otherwise {z}.]"]
    tails = "[" + "|".join(t.replace("[", "").replace("]", "").split("|")[0] for t in tail) + "]"
    seen = [
        f"Findings: {a['name']}[| is seen| is noted].",
        f"There is {a['name']}.",
        f"{x} is [present|demonstrated|identified|seen].",
        f"Impression: {x}.",
        f"Findings: no {y}; {x} [is seen|noted]. Impression: {x}.",
        f"The {a['modality']} shows {a['name']}.",
        f"[Small|New|Moderate] {x}. No {y}.",
        f"{a['synonym']} is [seen|present].",
    ]
    none = [
        f"Findings: no {x}[| is seen].",
        f"There is no [evidence of|] {x}.",
        f"{x} is [absent|not seen|not demonstrated].",
        f"No {x}. {y} is [seen|noted].",
        f"Findings: {b['name']} without {x}. Impression: {y}.",
        f"The {a['modality']} [shows no|is negative for|is clear of] {x}.",
        f"No {y} or {x}[| is seen].",
        f"No {a['synonym']} is [seen|present].",
    ]
    silent = [
        f"Findings: {b['name']}. Impression: {y}.",
        f"There is [no evidence of|] {y}.",
        f"{y} is [absent|present|not seen].",
        f"Indication: [exclude|suspected|query] {x}. Findings: [no|] {y}.",
        f"The {a['modality']} was requested for {x}; it has not [been done|been reported].",
        f"[Small|New] {y}. No {z}.",
    ]
    yes = [f"{x}: present.", f"{x} is present.", f"The [image|examination|study] shows {x}.", f"{x}: yes."]
    no = [f"{x}: absent.", f"{x} is absent.", f"The [image|examination|study] shows no {x}.", f"{x}: none."]
    organ = rng.choice(
        [
            "heart size",
            "cardiac silhouette",
            "mediastinal contour",
            "liver",
            "spleen",
            "kidneys",
            "pancreas",
            "aorta",
            "gallbladder",
            "lung fields",
            "ventricles",
            "thyroid gland",
        ]
    )
    other = rng.choice([o for o in ("bones", "soft tissues", "bladder", "uterus", "trachea", "diaphragm", "stomach")])
    normal = [
        f"The {organ} [is|appears] [normal|unremarkable|within normal limits].",
        f"{organ}: normal.",
        f"Normal {organ}. {x} is seen.",
        f"Findings: {organ} normal. {other} unremarkable.",
    ]
    odd = [
        f"The {organ} [is|appears] [abnormal|enlarged and abnormal|clearly abnormal].",
        f"{organ}: abnormal.",
        f"Abnormal {organ}. No {x}.",
        f"Findings: {organ} abnormal. {other} normal.",
    ]
    unclear = [
        f"The {organ} [is not assessed|is not visualised|cannot be evaluated].",
        f"The {other} [is|appears] [normal|abnormal].",
        f"{other}: [normal|abnormal].",
        f"Findings: {organ} obscured by {x}. {other} [normal|abnormal].",
    ]
    del tails
    return [
        item("report_status", yes, seen, silent, none, style="report", clause=False),
        item("report_status", no, none, silent, seen, style="report", clause=False),
        *mirrored(
            "report_status",
            [f"{organ}: normal.", f"The {organ} is normal."],
            [f"{organ}: abnormal.", f"The {organ} is abnormal."],
            unclear,
            normal,
            odd,
            style="report",
            clause=False,
        ),
    ]


SITES = ["upper", "lower", "middle"]


def side(draw: Draw) -> list[Item]:
    """Left, right, bilateral, upper and lower, proximal and distal."""
    rng = draw.rng
    row = rng.choice([r for r in IMAGING if r["sided"] == "yes"])
    x = row["name"].removeprefix("a ").removeprefix("an ")
    region, mode = row["region"], row["modality"]
    one, two = rng.sample(["left", "right"], 2)
    say = [
        f"There is {row['name']} in the {{s}} {region}.",
        f"{{s}} {region} {x}[| is seen| is noted].",
        f"{row['name']} [involves|affects|is seen in] the {{s}} {region}.",
        f"The {mode} [shows|demonstrates|revealed] {row['name']} [of|in|on] the {{s}} {region}[| and a normal {{o}} {region}].",
        f"{{s}}-sided {x}[| is present].",
        f"The {{o}} {region} is [normal|clear|unremarkable]; the {{s}} {region} shows {x}.",
        f"{x} on the {{s}} [and none on the {{o}}|side|, not the {{o}}].",
        f"The {{s}} {region} [contains|has] {row['synonym']}.",
    ]
    claims = [
        f"There is {row['name']} in the {{s}} {region}.",
        f"The {{s}} {region} shows {x}.",
        f"{x} is [seen|present] on the {{s}} [side|].",
        f"{{s}}-sided {x} is [present|noted].",
    ]
    neither = [
        f"The {mode} [shows|demonstrates|revealed] {row['name']}[; the side is not stated|]; the {region} was imaged on the {{s}}.",
        f"The {{s}} {region} was examined[; the report is awaited|].",
        f"{row['name']} is [seen|present]; the side [is not given|is not recorded].",
        f"There is {draw.finding()['name']} on the {{s}} side.",
        f"The {mode} of the {{s}} {region} was [repeated|requested|postponed].",
        f"The history mentions {x}, but the side [is unclear|is not known].",
    ]
    fill_side = lambda ts, s, o: [t.replace("{s}", s).replace("{o}", o) for t in ts]
    items = []
    for s, o in ((one, two), (two, one)):
        exclusive = [t for t in fill_side(say, o, s)]
        items.append(
            item(
                "laterality",
                fill_side(claims, s, o),
                fill_side(say, s, o),
                fill_side(neither, s, o),
                [t + (f" The {s} {region} is [normal|clear]." if s not in t else "") for t in exclusive],
                style="report",
            )
        )
    more = rng.choice(["site", "bilateral"])
    if more == "bilateral":
        both = [
            f"Bilateral {x}[| is present| is noted].",
            f"{x} [is seen|is present] on both sides.",
            f"Both [sides|{region}s] show {x}.",
        ]
        single = [
            f"{x} [is seen|is present] on the {one} [only|side only].",
            f"Unilateral {x}[| is present| is noted].",
            f"The {one} [side|{region}] shows {x}, the {two} does not.",
        ]
        open_ = [
            f"{x} [is seen|is present] [on the {one}|]; the {two} side was not imaged.",
            f"Bilateral [views|images] were taken to look for {x}.",
            f"{x} [is seen|is present].",
        ]
        items += mirrored(
            "laterality",
            both,
            [f"{x} is unilateral.", f"{x} [is seen|is present] on one side only."],
            open_,
            [f"The {one} and the {two} [sides|{region}s] show {x}."],
            single,
            style="report",
        )
    else:
        p, q = rng.sample(
            [
                ("upper", "lower"),
                ("proximal", "distal"),
                ("anterior", "posterior"),
                ("medial", "lateral"),
                ("superficial", "deep"),
                ("central", "peripheral"),
            ],
            1,
        )[0]
        what = rng.choice(["lesion", "fracture", "thrombus", "ulcer", "stenosis", "haematoma", "abscess", "tear"])
        part = rng.choice(["segment", "part", "third", "portion", "compartment", "region"])
        host = rng.choice(
            [
                "humerus",
                "femur",
                "oesophagus",
                "ureter",
                "colon",
                "trachea",
                "aorta",
                "tendon",
                "stomach",
                "thigh",
                "forearm",
            ]
        )
        sent = [
            "The {what} [is|lies|is located] in the {s} {part} of the {host}.",
            "{s} {what} of the {host}[| was found].",
            "A {what} of the {s} {host} [was found|is seen|was treated].",
            "In the {host}, the {what} is {s}, not {o}.",
        ]
        mk = lambda s, o: [
            t.replace("{s}", s)
            .replace("{o}", o)
            .replace("{what}", what)
            .replace("{part}", part)
            .replace("{host}", host)
            for t in sent
        ]
        none = [
            f"A {what} of the {host} [was found|is seen|was treated][; its exact position is not given|].",
            f"The {p} {part} of the {host} was [imaged|explored] for a {what}.",
            f"The {q} {part} of the {host} was [imaged|explored] for a {what}.",
        ]
        items += [
            item(
                "site",
                [*mk(p, q)[:1], f"There is a {p} {what} of the {host}."],
                mk(p, q),
                none,
                mk(q, p),
                style="report",
            ),
            item(
                "site",
                [*mk(q, p)[:1], f"There is a {q} {what} of the {host}."],
                mk(q, p),
                none,
                mk(p, q),
                style="report",
            ),
        ]
    return items


FRAMES = [(presence, 6), (scope, 6), (double, 4), (status, 6), (side, 6)]
