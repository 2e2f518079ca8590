"""Certainty, conditions, populations, quantifiers, corrections."""
# ruff: noqa: E501, E731 (one template a line, and short fillers beside their templates, keep the tables readable)

from __future__ import annotations

from training.clinical.pair import Item, item, mirrored
from training.clinical.vocabulary import CAUSES, CONDITIONS, DRUGS, POPULATIONS, Draw, synonyms


def put(templates: list[str], **slots: str) -> list[str]:
    """The templates with their slots filled."""
    out = []
    for text in templates:
        for name, value in slots.items():
            text = text.replace("{" + name + "}", value)
        out.append(text)
    return out


ASSERTED = [
    "[The patient|She|He] has {x}.",
    "The diagnosis is {x}.",
    "{x} [is|was] [confirmed|proven|established].",
    "These findings [confirm|prove|establish] {x}.",
    "[Biopsy|Imaging|Serology|The work-up] [confirmed|demonstrated] {x}.",
    "[This is|It is] {x}.",
    "The presentation is due to {x}.",
]
POSSIBLE = [
    "[The patient|She|He] may have {x}.",
    "{x} is [possible|suspected|a possibility|one possibility].",
    "[Possible|Suspected|Query] {x}.",
    "{x} [cannot|could not] be excluded.",
    "These findings [may|might|could] [represent|reflect|indicate] {x}.",
    "[The picture|This] [raises the possibility of|is suspicious for] {x}.",
    "[The differential includes|We considered] {x}.",
    "It is [not certain|unclear] whether this is {x}, but it is possible.",
]
EXCLUDED = [
    "[The patient|She|He] does not have {x}.",
    "{x} [is|was|has been] [excluded|ruled out|disproved].",
    "[Biopsy|Imaging|Serology|The work-up] [excluded|ruled out] {x}.",
    "[This is|It is] not {x}.",
    "There is no possibility of {x} [after the negative tests|].",
    "The presentation is not due to {x}.",
    "The diagnosis is not {x}.",
]
LIKELY = [
    "[The patient|She|He] [probably|most likely] has {x}.",
    "{x} is [likely|probable|the most likely diagnosis].",
    "[This suggests|The findings favour|The features are most in keeping with] {x}.",
]


def certainty(draw: Draw) -> list[Item]:
    """Asserted, likely, possible, excluded: what follows from what."""
    rng = draw.rng
    d, e = draw.disease(), draw.disease()
    if d["name"] == e["name"]:
        return []
    x, y = synonyms(d), e["name"]
    some = [t.replace("{x}", y) for t in rng.sample(ASSERTED, 2) + rng.sample(POSSIBLE, 2) + rng.sample(EXCLUDED, 2)]
    p = lambda ts: put(ts, x=x)
    one = lambda ts: put(ts, x=d["name"])
    items = [
        item("certainty", one(ASSERTED[:3]), p(ASSERTED), p(POSSIBLE + POSSIBLE + LIKELY), p(EXCLUDED)),
        item("certainty", one(POSSIBLE[:4]), p(POSSIBLE + ASSERTED + LIKELY), some, p(EXCLUDED)),
        item("certainty", one(EXCLUDED[:2]), p(EXCLUDED), p(POSSIBLE), p(ASSERTED)),
        item("certainty", one(["{x} is certain.", "It is certain that the patient has {x}.", "{x} has been confirmed beyond doubt."]),
             p(["[The patient|She|He] definitely has {x}.", "{x} has been [proven|confirmed] beyond doubt.", "It is certain that this is {x}."]), some + p(POSSIBLE[:2] + LIKELY[:2]),
             p([*EXCLUDED, "{x} is [uncertain|only suspected|far from certain].", "It is [not at all|by no means] certain that this is {x}."])),
        item("certainty", one(LIKELY[:2]), p(LIKELY + ASSERTED[:3]), p(POSSIBLE + [t for t in POSSIBLE]), p([*EXCLUDED, "{x} is [unlikely|improbable|doubtful]."])),
    ]  # fmt: skip
    return rng.sample(items, 3)


def treatment_effect(draw: Draw) -> list[Item]:
    """Hedged and asserted effects, causes and associations."""
    rng = draw.rng
    row, wrong = draw.two(CAUSES)
    a, b = row["cause"], row["effect"]
    causes = [
        "{a} [causes|leads to|results in|produces|brings about] {b}.",
        "{b} [is caused by|results from|is a consequence of|is due to] {a}.",
        "{a} is [a cause of|a proven cause of] {b}.",
        "[Trials|Experiments] have [proved|shown] that {a} causes {b}.",
    ]
    may = [
        "{a} [may|might|could] [cause|lead to|contribute to] {b}.",
        "It is [possible|hypothesised|suspected] that {a} causes {b}.",
        "{b} [may|might] be [caused by|due to] {a}.",
        "Whether {a} causes {b} is [debated|unclear|not settled].",
    ]
    linked = [
        "{a} is [associated|linked|correlated] with {b}.",
        "[An association|A correlation|A link] between {a} and {b} [was found|has been reported|was observed].",
        "{b} is [more frequent|commoner] [in people with|with] {a}.",
        "{a} and {b} [often occur together|tend to coexist|were correlated].",
    ]
    not_cause = [
        "{a} [does not cause|does not lead to|is not a cause of] {b}.",
        "{b} is not [caused by|due to] {a}.",
        "[Trials|Experiments] have [disproved|ruled out] that {a} causes {b}.",
    ]
    unlinked = [
        "{a} [is not|was not] [associated|linked|correlated] with {b}.",
        "There [is|was] no [association|correlation|link] between {a} and {b}.",
    ]
    reverse = [
        "{b} [causes|leads to|results in|produces] {a}[, not the other way round|].",
        "{a} [is caused by|results from|is a consequence of] {b}.",
        "{b} is [a cause of|a proven cause of] {a}.",
    ]
    q = lambda ts: put(ts, a=a, b=b)
    w = lambda ts: put(ts, a=a, b=wrong["effect"])
    out = [
        item("causation", q(causes[:3]), q(causes), q(linked + linked + may), q([*not_cause, "{b} [causes|leads to] {a}, not the other way round."]), style="book"),
        item("causation", q(linked[:2]), q(linked + causes[:2]), w(linked) + w(causes) + ["{a} and {b} [were measured|were studied|are discussed in this chapter].".replace("{a}", a).replace("{b}", b)], q(unlinked), style="book"),
        item("causation", q(unlinked), q(unlinked), q(["Whether {a} is linked with {b} [is unclear|was not studied|remains open].", "{a} may be associated with {b}."]), q(linked), style="book"),
        item("certainty_effect", q(may[:1] + may[2:3]), q(may + causes), w(may) + w(causes) + w(not_cause), q([*not_cause, "{a} cannot cause {b}."]), style="book"),
        item("certainty_effect", q(not_cause[:2]), q(not_cause), q(may), q(causes), style="book"),
        item("role", q(causes[:3]), q(causes), w(causes) + q(["{a} and {b} [are both discussed|were both recorded|can be seen together].", "{b} can have several causes."]), q(["{b} causes {a}, not the other way round.", "It is {b} that causes {a}, not the reverse.", "{a} is the result of {b}, not its cause.", "{a} follows from {b} and does not cause it."]), style="book"),
        item("role", q(reverse[1:]), q([r for r in reverse]), w(reverse), q(["It is {a} that causes {b}, not the reverse.", "{b} is the result of {a}, not its cause.", "{a} causes {b}, not the other way round.", "{b} follows from {a} and does not cause it."]), style="book"),
    ]  # fmt: skip
    return rng.sample(out, 3)


def drug_role(draw: Draw) -> list[Item]:
    """Treats against causes; recommended against contraindicated; works for another disease."""
    drug, wrong = draw.two(DRUGS)
    disease, other = draw.disease()["name"], draw.disease()["name"]
    if disease == other:
        return []
    a = f"[{drug['name']}|{drug['name']}|{drug['brand']}]"
    treats = [
        "{a} [treats|is used to treat|is effective against|relieves|is given for] {d}.",
        "{d} is treated with {a}.",
        "{a} is [a treatment for|indicated in|recommended for] {d}.",
        "[Patients with|People with] {d} [benefit from|respond to] {a}.",
        "The drug of choice for {d} is {a}.",
    ]
    harms = [
        "{a} [causes|can cause|induces|triggers|provokes|worsens] {d}.",
        "{d} is [a side effect of|an adverse effect of|caused by] {a}.",
        "{a} [is known to precipitate|may bring on] {d} and does not treat it.",
        "{a} is [contraindicated|harmful|to be avoided] in {d}.",
        "[Patients with|People with] {d} [should not receive|must avoid] {a}.",
    ]
    q = lambda ts, x=a: put(ts, a=x, d=disease)
    w = [
        *put(treats, a=wrong["name"], d=disease),
        *put(harms, a=wrong["name"], d=disease),
        *put(treats, a=drug["name"], d=other),
        f"{a} [was given to|is being studied in] patients with {disease}; [results are awaited|no effect has been reported].",
    ]
    h1 = put(treats[:3], a=drug["name"], d=disease)
    should = [
        "{a} is [recommended|advised|indicated] in {d}.",
        "[Patients with|People with] {d} should [receive|take|be given] {a}.",
    ]
    should_not = [
        "{a} is [contraindicated|not recommended|to be avoided] in {d}.",
        "[Patients with|People with] {d} should [not receive|avoid|not take] {a}.",
    ]
    causes = ["{a} [causes|induces|triggers] {d}.", "{d} is [a side effect of|an adverse effect of|caused by] {a}."]
    no_cause = [
        "{a} does not [cause|induce|trigger] {d}.",
        "{d} is not [a side effect of|caused by] {a}.",
        "{a} [prevents|protects against] {d} and does not cause it.",
    ]
    n = drug["name"]
    return [
        item("drug_role", h1, q(treats), w, q([*harms, "{a} [does not treat|is not used to treat|is useless in] {d}.", "{a} is not [a treatment for|indicated in|given for] {d}.", "{d} is not treated with {a}."]), style="book"),
        item("drug_role", put(causes, a=n, d=disease), q(causes), w, q(no_cause), style="book"),
        *mirrored("contraindication", put(should, a=n, d=disease), put(should_not, a=n, d=disease),
                  [*put(should + should_not, a=wrong["name"], d=disease), *put(should + should_not, a=n, d=other), f"{n} has not been studied in {disease}.", f"{n} should be used with [care|monitoring] in {other}; {disease} is not mentioned."],
                  q([*should, "In {d}, {a} is [the preferred drug|first-line].", "Do [offer|give] {a} to [patients|people] with {d}."]),
                  q([*should_not, "In {d}, {a} [must not be used|is dangerous].", "Do not [offer|give] {a} to [patients|people] with {d}."]), style="book"),
    ]  # fmt: skip


def condition(draw: Draw) -> list[Item]:
    """A plan under a condition against the same plan without it, with it, with another, and its refusal."""
    rng = draw.rng
    c1, c2, c3 = rng.sample(CONDITIONS, 3)
    act, other = draw.plan(), draw.plan()
    if act == other:
        return []
    if_ = [
        "[If|When|Once|In case|Provided that] {c}, {act}.",
        "{act} [if|when|provided that|as soon as|once] {c}.",
        "[Should it turn out that|In the event that] {c}, {act}.",
        "[The plan is to|We will|The team should|It is recommended to] {act} if {c}.",
        "[The plan is to|We will] {act}, but only if {c}.",
    ]
    flat = [
        "[The plan is to|We will|The team should|It is recommended to|The decision is to] {act}.",
        "[Regardless of the results,|In any case,|Without waiting,] {act}.",
        "{act} [now|today|at once].",
        "{act} whether or not {c}.",
        "Your doctor recommends that the team {act}.",
    ]
    never = [
        "Do not {act}[, whatever happens|].",
        "[The plan is not to|We will not|There is no plan to|The team should not] {act}.",
        "Do not {act} [even if|if|when] {c}.",
        "{act} is not advised [even if|if] {c}.",
    ]
    never[3] = "The team should not {act}, even if {c}."
    unless = ["{act} unless {c}.", "Unless {c}, {act}.", "[We will|The team should] {act}, except if {c}."]
    hedge = [
        "[Consider whether to|It may be reasonable to|The team might] {act}.",
        "Whether to {act} [will be discussed|is undecided].",
        "[We will|The plan is to] {other}[ if {c}|].",
    ]
    q = lambda ts, c=c1, a=act: put(ts, c=c, act=a, other=other)
    h_if = q(["If {c}, {act}.", "{act} if {c}.", "[We will|The team should] {act} if {c}."])
    h_flat = q(["[We will|The plan is to|The team should] {act}.", "It is recommended to {act}."])
    h_never = q(["[We will not|The plan is not to|The team should not] {act}."])
    narrow = rng.choice(
        [
            "in the first 48 hours",
            "and consent is given",
            "and a bed is available",
            "during this admission",
            "and there is no bleeding",
        ]
    )
    items = [
        item("condition_dropped", h_flat, q(flat), q(if_) + q(if_, c2) + q(hedge), q(never[:2] + never[3:])),
        item("condition_kept", h_if, q(if_) + q(flat[1:2] + flat[3:4]), q(if_, c2) + q(if_, c3) + q(hedge) + q(if_, c1, other), q(never[2:] + unless) ),
        item("condition_kept", [f"If {c1} {narrow}, {act}.", f"We will {act} if {c1} {narrow}."], q(if_), q(if_, c2), q(never[2:] + unless)),
        item("condition_mismatch", q(unless[:2]), q(unless) , q(unless, c2) + q(if_, c2), q([f"Only {act} if {c1}." , "{act} only if {c}.", "[If|When] {c}, {act}; otherwise do not.", "Do not {act} unless {c}."])),
        item("condition_mismatch", q(["{act} only if {c}.", "Do not {act} unless {c}.", "[We will|The team should] {act} only if {c}."]), q(["{act} only if {c}.", "Do not {act} unless {c}.", "[If|When] {c}, {act}; otherwise do not.", "[We will|The team should] {act} if and only if {c}."]), q(["{act} only if {c}.", "Do not {act} unless {c}."], c2) + q(if_[:2]), q([*unless, *flat[3:4]])),
        item("condition_dropped", h_never, q(never[:2]), q(["Do not {act} [if|when|unless] {c}.", "[We will not|The team should not] {act} [if|unless|until] {c}."]) + q(hedge), q(flat)),
    ]  # fmt: skip
    return rng.sample(items, 3)


def population(draw: Draw) -> list[Item]:
    """A recommendation for one group against another group or everyone."""
    rng = draw.rng
    p1, p2 = rng.sample(POPULATIONS, 2)
    drug, wrong = draw.two(DRUGS)
    d = draw.disease()["name"]
    a = f"[{drug['name']}|{drug['brand']}]"
    yes = [
        "[In|For] {p}, {a} is [recommended|first-line|the preferred treatment] for {d}.",
        "{p} with {d} should [receive|be treated with|be offered] {a}.",
        "{a} [is recommended|may be used] for {d} in {p}.",
        "Guidelines recommend {a} for {d} [in|among] {p}.",
    ]
    no = [
        "[In|For] {p}, {a} is [not recommended|contraindicated] for {d}.",
        "{p} with {d} should [not receive|not be treated with] {a}.",
        "{a} must not be used for {d} in {p}.",
        "Guidelines advise against {a} for {d} [in|among] {p}.",
    ]
    yes[2] = "{a} is recommended for {d} in {p}."
    everyone = ["all patients", "every patient", "everyone"]
    q = lambda ts, p=p1, x=a: put(ts, a=x, d=d, p=p)
    n = drug["name"]
    return rng.sample([
        item("population", q(yes[:2] + yes[2:3], x=n), q(yes), q(yes, p2) + q(no, p2) + q(yes, x=wrong["name"]), q(no), style="book"),
        item("population", q(no[:3], x=n), q(no), q(yes, p2) + q(no, p2) + q(no, x=wrong["name"]), q(yes), style="book"),
        item("population", put([f"{n} is recommended for {d} in [{'|'.join(everyone)}]."], a=n), put([f"{a} is recommended for {d} in [{'|'.join(everyone)}].", f"[Everyone|Every patient] with {d} should receive {a}, including {p1}."], a=n), q(yes), q([*no, f"{a} is recommended for {d}, but not in {p1}."]), style="book"),
        item("population", q(["{a} is recommended for {d} in {p}."], x=n), [f"{a} is recommended for {d} in [{'|'.join(everyone)}], [including|also in] {p1}.", *q(yes)], [f"{a} is recommended for {d} in {p2}; [data in|studies of] {p1} are [lacking|awaited].", *q(yes, p2)], [f"{a} is recommended for {d}, [except in|but not in] {p1}.", *q(no)], style="book"),
    ], 3)  # fmt: skip


def quantifier(draw: Draw) -> list[Item]:
    """All, most, some, few, none."""
    rng = draw.rng
    d, e = draw.disease()["name"], draw.disease()["name"]
    f, g = draw.finding()["name"], draw.finding()["name"]
    if d == e or f == g:
        return []
    who = rng.choice(
        ["patients with {d}", "people with {d}", "cases of {d}", "participants with {d}", "children with {d}"]
    ).replace("{d}", d)
    verb = rng.choice(["have", "develop", "show", "present with", "experience"])
    k = rng.randint(3, 14)
    m = rng.randint(2, 9)
    all_ = [
        f"[All|All of the] {who} {verb} {f}.",
        f"{f} [occurs in|is found in|is seen in] [all|100% of] {who}.",
        f"Without exception, {who} {verb} {f}.",
        f"[Every one|Each] of the {k + m} {who} had {f}.",
    ]
    most = [
        f"Most {who} {verb} {f}.",
        f"[The majority of|More than half of|Nearly all] {who} {verb} {f}.",
        f"{f} [occurs in|is found in] [most|the majority of|{rng.randint(60, 92)}% of] {who}.",
    ]
    some = [
        f"Some {who} {verb} {f}.",
        f"[A few|Several|A minority of|Occasional] {who} {verb} {f}.",
        f"{f} [occurs in|is found in] [some|a subset of|{rng.randint(11, 38)}% of] {who}.",
        f"{m} of {k + m + 9} {who} had {f}.",
    ]
    none = [
        f"No {who} {verb} {f}.",
        f"None of the {who} {verb} {f}.",
        f"{f} [is never seen in|does not occur in] {who}.",
        f"{f} [occurs in|is found in] none of the {who}.",
        f"0 of {k + m} {who} had {f}.",
    ]
    not_all = [
        f"Not all {who} {verb} {f}.",
        f"{f} is [absent|missing] in some {who}.",
        f"A minority of {who} {verb} no {f}.",
    ]
    else_ = [t.replace(f, g) for t in rng.sample([*all_, *most, *some, *none], 4)] + [
        f"{f} [was looked for|was not assessed] in {who}.",
        f"How many {who} {verb} {f} is [not known|not reported].",
    ]
    out = [
        item("quantifier", all_[:2], all_, some[:2] + else_ + [f"Some {who} {verb} {f}; the rest were not examined.", *most[:1]], none + not_all + [f"[Only|Just] {t[0].lower() + t[1:]}" for t in some[:1]], style="book"),
        item("quantifier", [*some[:1], f"At least some {who} {verb} {f}."], some + most + all_, else_, none, style="book"),
        item("quantifier", none[:3], none, else_, some + most + all_, style="book"),
        item("quantifier", most[:2], most + all_, [f"Some {who} {verb} {f}.", f"[At least some|Several] {who} {verb} {f}.", *else_], [*none, f"[Only a few|Only a minority of|Few|Less than half of] {who} {verb} {f}."], style="book"),
        item("quantifier", not_all[:2], not_all + none[:2] + some[-1:] + [f"[Only some|Only a few|Most but not all] {who} {verb} {f}."], [*else_, f"Many {who} {verb} {f}[; the others were not examined|]."], all_, style="book"),
    ]  # fmt: skip
    return rng.sample(out, 3)


def correction(draw: Draw) -> list[Item]:
    """A statement that a later sentence takes back."""
    rng = draw.rng
    kind = rng.choice(["diagnosis", "drug", "side", "value"])
    if kind == "diagnosis":
        a, b, c = draw.disease()["name"], draw.disease()["name"], draw.disease()["name"]
        say, claim = "the [final|] diagnosis [is|was] {v}", "The diagnosis is {v}."
    elif kind == "drug":
        a, b, c = draw.drug()["name"], draw.drug()["name"], draw.drug()["name"]
        say, claim = "[the patient|she|he] [takes|is on|was given] {v}", "The patient takes {v}."
        if rng.random() < 0.4:
            d = draw.disease()["name"]
            say, claim = "{v} was [prescribed|chosen] for " + d, "{v} was prescribed for " + d + "."
    elif kind == "side":
        a, b = rng.sample(["left", "right"], 2)
        c = "upper"
        part = rng.choice(["knee", "hip", "lung", "kidney", "eye", "ear", "shoulder", "breast", "leg", "arm"])
        what = rng.choice(["lesion", "pain", "swelling", "injury", "infection", "operation"])
        say, claim = f"the {what} [is|was] [in|of|on] the {{v}} {part}", f"The {what} is in the {{v}} {part}."
    else:
        lab = draw.lab()
        x = lab.between(rng, lab.minimum, lab.maximum)
        from training.clinical.quantities import other_value

        a, b = lab.with_unit(x), lab.with_unit(other_value(rng, lab, x))
        c = lab.with_unit(other_value(rng, lab, x))
        say, claim = f"{lab.words()} [was|is] {{v}}", f"{lab.words()} is {{v}}."
    if len({a, b, c}) < 3:
        return []
    base = [
        "[Initially|At first|In the first report], {A}. [Correction|Addendum|Amended report|Later entry]: {B}.",
        "[It was thought that|The referral stated that] {A}[; however,|, but on review] {B}.",
        "{A}. [This was an error|That entry is wrong|This has been corrected]: {B}.",
        "Wait, I wrote that {A}; [actually,|in fact] {B}.",
        "[Although|While] [an earlier note|the referral] says that {A}, [the confirmed record shows that|it was established that] {B}.",
        "{B}[, not {a} as first written|; the earlier entry of {a} is withdrawn].",
        "{A}, [the draft says|wrote the intern]. [The consultant corrected this|On checking, this was corrected]: {B}.",
    ]

    def make(x: str, y: str) -> list[str]:
        first, second = say.replace("{v}", x), say.replace("{v}", y)
        return [t.replace("{A}", first).replace("{B}", second).replace("{a}", x) for t in base]

    first, second = say.replace("{v}", a), say.replace("{v}", b)
    open_a = [
        f"[Initially|At first], {first}[. This is being checked|; this is being reviewed and may change].",
        f"[It was suggested that|One note asks whether] {first}; [nobody has confirmed it|the record is incomplete].",
        f"Two notes disagree: in one {first}, in the other {second}. [Neither has been verified|The matter is open].",
        f"It is unclear whether {first} or {second}.",
    ]
    open_b = [t.replace(a, "\0").replace(b, a).replace("\0", b) for t in open_a]
    return [
        item("correction", claim.replace("{v}", b), make(a, b), open_b, make(b, a)),
        item("correction", claim.replace("{v}", a), make(b, a), open_a, make(a, b)),
    ]  # fmt: skip


FRAMES = [
    (certainty, 7),
    (treatment_effect, 6),
    (drug_role, 6),
    (condition, 8),
    (population, 4),
    (quantifier, 6),
    (correction, 5),
]
