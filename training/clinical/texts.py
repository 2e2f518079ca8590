"""Trials, lists, conjunctions, copies with exceptions, hard neutrals, other topics."""
# ruff: noqa: E501, E731 (one template a line, and short fillers beside their templates, keep the tables readable)

from __future__ import annotations

from training.clinical.modality import put
from training.clinical.pair import Item, item, mirrored
from training.clinical.vocabulary import ARMS, CAUSES, DISEASES, DRUGS, FINDINGS, OUTCOMES, PROCEDURES, Draw


def trial(draw: Draw) -> list[Item]:
    """Intervention against comparator: higher, lower, no difference; arms, eligibility."""
    rng = draw.rng
    drugs = [f"{r['name']}" for r in rng.sample(DRUGS, 2)]
    a, b = rng.sample([*drugs, *rng.sample(ARMS, 2)], 2)
    o, o2 = rng.sample(OUTCOMES, 2)
    p = rng.choice(["p < 0.001", "p = 0.01", "p = 0.03", "95% CI 1.2 to 3.4"])
    pn = rng.choice(["p = 0.62", "p = 0.41", "p = 0.18", "95% CI -0.8 to 0.9"])
    kind = rng.choice(["difference", "difference", "difference", "arms", "criteria", "criteria"])
    if kind == "difference":
        x, y = sorted(rng.sample(range(8, 88), 2))
        up = [
            f"{o} [was|were] significantly [higher|greater|increased] [with|in the arm given] {a} [than|compared with|versus] {b} ({p}).",
            f"{a} [significantly|markedly] [increased|raised] {o} [compared with|relative to|versus] {b}.",
            f"{o}: {y} [in the|with] {a} [group|arm] [against|versus] {x} [in the|with] {b} [group|arm] ({p}).",
            f"{b} [resulted in|led to|gave] significantly lower {o} than {a} ({p}).",
        ]
        down = [
            f"{o} [was|were] significantly [lower|smaller|reduced] [with|in the arm given] {a} [than|compared with|versus] {b} ({p}).",
            f"{a} [significantly|markedly] [reduced|lowered] {o} [compared with|relative to|versus] {b}.",
            f"{o}: {x} [in the|with] {a} [group|arm] [against|versus] {y} [in the|with] {b} [group|arm] ({p}).",
            f"{b} [resulted in|led to|gave] significantly higher {o} than {a} ({p}).",
        ]
        same = [
            f"{o} did not differ significantly between {a} and {b} ({pn}).",
            f"There was no significant difference in {o} between [the|] {a} and {b} [groups|arms|].",
            f"{o} [was|were] similar [with|in the arms given] {a} and {b} ({pn}).",
            f"{a} had no [significant|] effect on {o} [compared with|versus] {b}.",
            f"{o}: {x} with {a} against {x} with {b} ({pn}).",
        ]
        c = rng.choice([z for z in ARMS if z not in (a, b)])
        n = (
            [t.replace(o, o2) for t in (up[0], down[0], same[0], same[1])]
            + [t.replace(b, c) for t in (up[0], down[1], same[2])]
            + [
                f"{o} will be compared between {a} and {b}[ in a later report|; recruitment continues].",
                f"The trial compares {a} with {b}; the primary endpoint is {o}.",
            ]
        )
        cu = [
            f"{o} [was|were] significantly [higher|increased] with {a} than with {b}.",
            f"{a} significantly increased {o} compared with {b}.",
        ]
        cd = [
            f"{o} [was|were] significantly [lower|reduced] with {a} than with {b}.",
            f"{a} significantly reduced {o} compared with {b}.",
        ]
        cs = [
            f"There was no significant difference in {o} between {a} and {b}.",
            f"{o} did not differ significantly between {a} and {b}.",
        ]
        return [
            item("trial_result", cu, up, n, down + same, style="study"),
            item("trial_result", cd, down, n, up + same, style="study"),
            item("trial_result", cs, same, n, up + down, style="study"),
        ]
    if kind == "arms":
        n1, n2 = rng.sample(range(18, 240), 2)
        ra, rb = sorted(rng.sample(range(6, 92), 2))
        f = draw.finding()["name"]
        text = [
            "{f} [occurred in|was reported by] {x}% of the {a} group and {y}% of the {b} group.",
            "Adverse events: {f} {x}% ({a}), {y}% ({b}).",
            "In the {a} arm {x}% had {f}, in the {b} arm {y}%.",
            "{f}: arm 1 ({a}): {x}%; arm 2 ({b}): {y}%.",
        ]
        q = lambda x, y: put(text, f=f, a=a, b=b, x=str(x), y=str(y))
        more_a, more_b = (
            [f"{f} was more [frequent|common] with {a} than with {b}."],
            [f"{f} was more [frequent|common] with {b} than with {a}."],
        )
        g = draw.finding()["name"]
        n = [
            *put(text, f=g if g != f else "readmission", a=a, b=b, x=str(ra), y=str(rb)),
            f"{f} [occurred in|was reported by] {rb}% of the {a} group; the {b} group [had other complaints|was not asked].",
            f"{n1} patients were given {a} and {n2} were given {b}.",
        ]
        exact = [f"{rb}% of [the {a} group|patients given {a}] had {f}.", f"In the {a} arm, {rb}% had {f}."]
        return [
            item("trial_result", more_a, q(rb, ra), n, q(ra, rb), style="study"),
            item("trial_result", more_b, q(ra, rb), n, q(rb, ra), style="study"),
            item(
                "trial_result",
                exact,
                q(rb, ra),
                [*n[:-2], f"{f} was reported by {rb}% of all patients."],
                q(ra, rb),
                style="study",
            ),
        ]
    d, e = draw.two(DISEASES)
    who = rng.choice(
        [
            "[patients|people|those|anyone] with {x}",
            "[patients|people|those] [taking|treated with] {y}",
            "[patients|people|those] aged over {n}",
            "[patients|people|those] who have had {z}",
        ]
    )
    n0 = rng.choice([60, 65, 70, 75, 80])
    slot = {"x": d["name"], "y": drugs[0], "z": rng.choice(PROCEDURES)["name"], "n": str(n0)}
    for k, v in slot.items():
        who = who.replace("{" + k + "}", v)
    bare = who.replace("[patients|people|those|anyone] ", "").replace("[patients|people|those] ", "")
    yes = [
        f"Inclusion criteria: [patients|participants] {bare}.",
        f"[The trial|The study] [admits|accepts|includes|is open to] {who}.",
        f"{who} [are eligible|may take part|can be enrolled].",
        f"Inclusion: - {bare}. Exclusion: - {e['name']}.",
        f"Exclusion criteria: {e['name']}. Inclusion criteria: patients {bare}.",
    ]
    no = [
        f"Exclusion criteria: [patients|participants] {bare}.",
        f"[The trial|The study] [excludes|does not accept|is closed to] {who}.",
        f"{who} [are not eligible|may not take part|cannot be enrolled].",
        f"Inclusion: - {e['name']}. Exclusion: - {bare}.",
        f"Inclusion criteria: {e['name']}. Exclusion criteria: patients {bare}.",
    ]
    h = [f"Patients {bare} [are eligible|can take part].", f"The [trial|study] [includes|accepts] patients {bare}."]
    h2 = [f"Patients {bare} [are not eligible|cannot take part].", f"The [trial|study] excludes patients {bare}."]
    none = [
        f"Inclusion criteria: {e['name']}. Exclusion criteria: {draw.something()}.",
        f"Outcome measure: {o} in patients {bare}[ at other centres|].",
        f"Inclusion criteria: patients with {e['name']}. [No exclusion criteria are listed.|]",
        f"[Exclusion|Inclusion] criteria: {e['name']}. A companion study concerns patients {bare}.",
    ]
    return mirrored("trial_criteria", h, h2, none, yes, no, style="study")


def members(draw: Draw) -> list[Item]:
    """A member of a list; both halves of a conjunction; either."""
    rng = draw.rng
    kind = rng.choice(["finding", "drug", "disease", "procedure"])
    table = {"finding": FINDINGS, "drug": DRUGS, "disease": DISEASES, "procedure": PROCEDURES}[kind]
    a, b, c, d, e = (row["name"] for row in rng.sample(table, 5))
    if kind == "finding":
        frame, lack, h, hn = (
            "[The patient|She|He] [has|presented with|reports] {l}.",
            "[The patient|She|He] [has no|denied] {o}.",
            "The patient has {v}.",
            "The patient has no {v}.",
        )
    elif kind == "drug":
        frame, lack, h, hn = (
            "[Medication on admission|Medications|Current drugs]: {l}.",
            "[The patient|She|He] does not take {o}.",
            "The patient takes {v}.",
            "The patient does not take {v}.",
        )
    elif kind == "disease":
        frame, lack, h, hn = (
            "[Past medical history|Comorbidities|Problem list]: {l}.",
            "No history of {o}.",
            "The patient has a history of {v}.",
            "The patient has no history of {v}.",
        )
    else:
        frame, lack, h, hn = (
            "[The patient|She|He] underwent {l}.",
            "[The patient|She|He] did not undergo {o}.",
            "The patient underwent {v}.",
            "The patient did not undergo {v}.",
        )
    flat = frame.replace(
        "[Medication on admission|Medications|Current drugs]: ", "[The patient|She|He] takes "
    ).replace("[Past medical history|Comorbidities|Problem list]: ", "[The patient|She|He] has a history of ")

    def listed(*names: str) -> list[str]:
        names_ = list(names)
        rng.shuffle(names_)
        text = ", ".join(names_[:-1]) + (" and " if len(names_) > 1 else "") + names_[-1]
        return [frame.replace("{l}", text), flat.replace("{l}", text), frame.replace("{l}", "; ".join(names_))]

    def lacking(*names: str) -> list[str]:
        text = (", ".join(names[:-1]) + " or " if len(names) > 1 else "") + names[-1]
        return [lack.replace("{o}", text)]

    def each(xs: list[str], ys: list[str]) -> list[str]:
        return [f"{x} {y}" for x in xs for y in ys]

    with_a = listed(a, b, c) + listed(a, d) + listed(a, b, c, d) + each(listed(a, b), lacking(c))
    no_a = (
        each(listed(b, c), lacking(a))
        + each(listed(b), lacking(d, a))
        + lacking(b, a, c)
        + each(lacking(a), listed(b, d))
    )
    silent = listed(b, c, d) + listed(b, e) + each(listed(b, c), lacking(d)) + lacking(b, c)
    v = lambda t, x: t.replace("{v}", x)
    out = [
        item("list_member", v(h, a), with_a, silent, no_a),
        item("list_member", v(hn, a), no_a, silent, with_a),
        item("conjunction", v(h, f"{a} and {b}").replace("history of", "history of"), listed(a, b, c) + listed(a, b) + listed(d, b, a), listed(a, c) + listed(b, d) + listed(a, c, d), each(listed(a), lacking(b)) + each(listed(b, c), lacking(a)) + lacking(a, b)),
        item("conjunction", v(h, f"{a} or {b}"), listed(a, c) + listed(b, d) + listed(a, b), listed(c, d) + listed(c, e, d) + each(listed(c), lacking(d)), lacking(a, b) + each(listed(c), lacking(b, a)) + lacking(c, a, b)),
        item("conjunction", f"{v(h, a)[:-1]} but {v(hn, b)[0].lower()}{v(hn, b)[1:]}".replace("the patient", "[she|he|the patient]") if kind != "drug" else f"The patient takes {a} but not {b}.", each(listed(a), lacking(b)) + each(listed(a, c), lacking(b, d)), listed(a, c) + lacking(b) + each(lacking(b), listed(c)), listed(a, b) + listed(b, c, a) + each(listed(b), lacking(a))),
    ]  # fmt: skip
    return rng.sample(out, 3)


ACTS = [
    ("{a} [relieves|reduces] {f}", "does not [relieve|reduce] {f}", "{f}"),
    ("{a} [lowers|reduces] {o}", "does not [lower|reduce] {o}", "{o}"),
    ("{a} [raises|increases] {o}", "does not [raise|increase] {o}", "{o}"),
    ("{a} [prevents|protects against] {d}", "does not [prevent|protect against] {d}", "{d}"),
    ("{a} [improves|helps] {o}", "does not [improve|help] {o}", "{o}"),
    ("{a} shortens the [duration|course] of {d}", "does not shorten the [duration|course] of {d}", "{d}"),
    ("{a} [crosses|penetrates] the {b}", "does not [cross|penetrate] the {b}", "{b}"),
    ("{a} acts within {m}", "does not act within {m}", "{m}"),
    ("{a} is [cleared|excreted] by the {k}", "is not [cleared|excreted] by the {k}", "{k}"),
    ("{a} interacts with {a2}", "does not interact with {a2}", "{a2}"),
    ("{a} [inhibits|blocks] {e}", "does not [inhibit|block] {e}", "{e}"),
    ("{a} can be [given|used] in {p}", "cannot be [given|used] in {p}", "{p}"),
]


def copies(draw: Draw) -> list[Item]:
    """Two statements joined by but, while, and: a copy or paraphrase of one half is entailed."""
    from training.clinical.vocabulary import POPULATIONS

    rng = draw.rng
    a, a2 = (r["name"] for r in draw.two(DRUGS))

    def slots() -> dict[str, str]:
        return {
            "f": draw.finding()["name"], "o": rng.choice(OUTCOMES), "d": draw.disease()["name"], "a": a, "a2": a2,
            "b": rng.choice(["blood-brain barrier", "placenta", "bacterial cell wall", "lung epithelium", "skin"]),
            "m": rng.choice(["minutes", "an hour", "two days", "a week", "six weeks"]),
            "k": rng.choice(["kidney", "liver", "bile", "lungs", "gut"]),
            "e": rng.choice(["potassium channels", "viral replication", "thrombin", "renin release", "histamine release", "sodium reabsorption", "cholesterol synthesis", "folate metabolism"]),
            "p": rng.choice(POPULATIONS),
        }  # fmt: skip

    one, two, three = rng.sample(ACTS, 3)
    s1, s2, s3 = slots(), slots(), slots()
    if any(s1[key] in (s2[key], s3[key]) or s2[key] == s3[key] for key in "fod"):
        return []
    put1 = lambda t, s: put([t], **s)[0]
    p1, n1 = put1(one[0], s1), put1(one[1], s1)
    p2, n2 = put1(two[0], s2), put1(two[1], s2)
    p3, n3 = put1(three[0], s3), put1(three[1], s3)
    drop = lambda t: t.split(f"{a} ", 1)[1]
    if a in drop(p1) + drop(p2):
        return []

    def joined(x: str, y: str) -> list[str]:
        """Both statements about the drug; `x` and `y` are predicates."""
        return [
            f"{a} {x} but {y}.",
            f"{a} {x}[,|] and {y}.",
            f"While {a} {y}, it {x}.",
            f"Although {a} {x}, it {y}.",
            f"{a} {y}; [however,|by contrast,|on the other hand] it {x}.",
            f"{a} {x}. It {y}.",
            f"[Note that|Remember that|It is known that] {a} {x}, [though|although|even if] it {y}.",
            f"{a}, which {y}, {x}.",
            f"[Because|Since] {a} {x} but {y}, [timing matters|a second agent is often added].",
        ]

    rest = [drop(p2), n2, drop(p3), n3]
    yes = [t for r in rest for t in joined(drop(p1), r)] + [f"{p1}."]
    no = [t for r in rest for t in joined(n1, r)] + [f"{a} {n1}."]
    silent = (
        [t for r, q in ((drop(p2), n3), (n2, drop(p3)), (n3, n2), (drop(p3), drop(p2))) for t in joined(r, q)]
        + [t.replace(a, a2) for t in joined(drop(p1), drop(p3))[:2]] * (a2 not in p1)
        + [f"It is [unclear|not known] whether {p1}[; it is known that it {n3}|]."]
    )
    for says, opposite, found in ((p1, f"{a} {n1}", yes), (f"{a} {n1}", p1, no)):
        others = yes if found is no else no
        found += [
            f"[It is a myth|It is not true|It used to be taught] that {opposite}; in fact {says}[, and it {n3}|]."
        ] * 5
        others += [f"[It is a myth|It is not true] that {says}[; it {n3}|, although it {drop(p3)}]."] * 5
        silent += [
            f"It [is not known|remains to be tested|has not been studied] whether {says}, [though|but] it {rng.choice((n3, drop(p3)))}."
        ] * 5
    h1, h2 = [f"{p1}."], [f"{a} {n1}."]
    out = [item("copy", h1, yes, silent, no, style="book"), item("copy", h2, no, silent, yes, style="book")]
    out.append(
        item(
            "copy",
            [f"{a} {drop(p1)} but {n2}.", f"{p1}, but it {n2}."],
            joined(drop(p1), n2),
            [*joined(drop(p1), drop(p3)), *joined(n2, n3), f"{p1}."],
            [*joined(n1, n2), *joined(drop(p1), drop(p2)), *joined(drop(p2), n1)],
            style="book",
        )
    )
    return out


def neutral_hard(draw: Draw) -> list[Item]:
    """The claim's concepts are there, its relation is not."""
    rng = draw.rng
    drug, drug2 = (r["name"] for r in draw.two(DRUGS))
    d, d2 = (r["name"] for r in draw.two(DISEASES))
    f = draw.finding()["name"]
    proc = rng.choice(PROCEDURES)["name"]
    kind = rng.choice(["because", "outcome", "choice", "plan", "cause"])
    if kind == "because":
        yes = [
            f"{drug} was [stopped|withdrawn] because of {f}.",
            f"Because of {f}, {drug} was [stopped|withdrawn].",
            f"{f} [led to withdrawal|was the reason for stopping] of {drug}.",
            f"{drug} caused {f} and was therefore stopped.",
        ]
        no = [
            f"{drug} was [continued|kept] despite {f}.",
            f"{drug} was stopped, but not because of {f}.",
            f"{f} was not the reason why {drug} was stopped.",
            f"{drug} was [never stopped|continued], although there was {f}.",
        ]
        n = [
            f"{drug} was [stopped|withdrawn]. {f} [was noted|was present].",
            f"The patient had {f}. {drug} was reviewed.",
            f"{f} [is|was] [recorded|mentioned] and {drug} was [stopped|withdrawn] [in the same month|].",
            f"{drug2} was stopped because of {f}; {drug} was also taken.",
        ]
        return [
            item(
                "neutral_hard",
                [f"{drug} was stopped because of {f}.", f"{f} was the reason for stopping {drug}."],
                yes,
                n,
                no,
            ),
            item(
                "neutral_hard",
                [f"{drug} was not stopped because of {f}.", f"{f} was not the reason why {drug} was stopped."],
                no,
                n,
                yes,
            ),
        ]
    if kind == "outcome":
        yes = [
            f"{d} [improved|got better|resolved] [after|on|with] {drug}.",
            f"[With|On|After] {drug}, {d} improved.",
            f"{drug} was given for {d}, which improved.",
        ]
        no = [
            f"{d} [worsened|did not improve|got worse] [after|on|despite] {drug}.",
            f"[With|Despite|On] {drug}, {d} got worse.",
            f"{drug} was given for {d}, which failed to improve.",
        ]
        n = [
            f"{drug} was given for {d}[; the response is not recorded|].",
            f"{d} was treated with {drug}[; follow-up is pending|].",
            f"{d2} improved [after|on|with] {drug}; {d} [is also known|was not reassessed].",
            f"{d2} worsened on {drug}; {d} was not reassessed.",
        ]
        return mirrored(
            "neutral_hard", [f"{d} improved [on|with] {drug}."], [f"{d} did not improve [on|with] {drug}."], n, yes, no
        )
    if kind == "choice":
        yes = [
            f"{drug} is preferred [to|over] {drug2} [in|for] {d}.",
            f"[In|For] {d}, {drug} is [better|more effective] than {drug2}.",
            f"{drug2} is [inferior to|less effective than] {drug} [in|for] {d}.",
        ]
        no = [
            f"{drug2} is preferred [to|over] {drug} [in|for] {d}.",
            f"[In|For] {d}, {drug2} is [better|more effective] than {drug}.",
            f"{drug} is [inferior to|less effective than] {drug2} [in|for] {d}.",
        ]
        n = [
            f"{drug} and {drug2} are [both|each] [used|given] [in|for] {d}.",
            f"[In|For] {d}, [the options are|choose between] {drug} and {drug2}.",
            f"{drug} has not been compared with {drug2} [in|for] {d}.",
            f"{drug} is preferred to {drug2} in {d2}; {d} was not studied.",
        ]
        return mirrored("neutral_hard", yes[:2], no[:2], n, yes, no, style="book")
    if kind == "plan":
        done = [
            f"{proc} [was performed|was done|was carried out|took place] [yesterday|today|on day 2|].",
            f"[The patient|She|He] [underwent|has had] {proc}.",
            f"{proc} has been completed.",
        ]
        not_done = [
            f"{proc} was [cancelled|not performed|never done].",
            f"[The patient|She|He] [refused|did not undergo|has not had] {proc}.",
            f"{proc} did not take place.",
        ]
        n = [
            f"{proc} [is planned|was offered|was discussed|was recommended|has been requested].",
            f"[The patient|She|He] [agreed to|was referred for|is on the waiting list for] {proc}.",
            f"If symptoms persist, {proc} [will be considered|is an option].",
        ]
        return [
            item(
                "neutral_hard",
                [f"[The patient|She|He] underwent {proc}.", f"{proc} was [performed|done]."],
                done,
                n,
                not_done,
            ),
            item(
                "neutral_hard",
                [f"[The patient|She|He] did not undergo {proc}.", f"{proc} was not [performed|done]."],
                not_done,
                n,
                done,
            ),
        ]
    row = rng.choice(CAUSES)
    a, b = row["cause"], row["effect"]
    yes = [
        f"[The patient's|His|Her] {b} [is|was] [due to|caused by|secondary to] {a}.",
        f"{a} [explains|accounts for|caused] [the patient's|his|her] {b}.",
        f"{b} secondary to {a}.",
    ]
    no = [
        f"[The patient's|His|Her] {b} [is|was] not [due to|caused by|secondary to] {a}.",
        f"{a} does not [explain|account for] [the patient's|his|her] {b}.",
        f"{b} unrelated to {a}.",
    ]
    n = [
        f"[The patient|She|He] has {a} and {b}.",
        f"{b} was noted; {a} was [also noted|known].",
        f"The cause of [the patient's|his|her] {b} is [unknown|unclear]; {a} [was recorded earlier|is on the problem list].",
        f"Problems: {a}; {b}.",
    ]
    return mirrored(
        "neutral_hard",
        [f"The patient's {b} is due to {a}.", f"{a} explains the patient's {b}."],
        [f"The patient's {b} is not due to {a}.", f"{a} does not explain the patient's {b}."],
        n,
        yes,
        no,
    )


def other_topic(draw: Draw) -> list[Item]:
    """Evidence on another topic: it says nothing about the claim, whatever words it shares."""
    rng = draw.rng
    d, d2 = draw.two(DISEASES)
    drug, drug2 = draw.two(DRUGS)
    f, f2 = (r["name"] for r in draw.two(FINDINGS))
    x, y = d["name"], d2["name"]
    say = [
        ("{drug} is [recommended|used] for {x}.", ["[Patients with|People with] {x} [should receive|are treated with|are given] {drug}.", "The treatment of {x} is {drug}."], ["{drug} [has no place|is not used|is useless] in {x}.", "[Patients with|People with] {x} should not receive {drug}."]),
        ("{x} [often|commonly] presents with {f}.", ["{f} is a [common|frequent] [sign|feature] of {x}.", "[Many|Most] people with {x} have {f}."], ["{f} is [rare|unusual|not a feature] in {x}.", "{x} hardly ever presents with {f}."]),
        ("{drug} [can cause|may cause] {f}.", ["{f} is [a side effect|an adverse effect] of {drug}.", "{f} has been seen with {drug}."], ["{drug} does not cause {f}.", "{f} is not a side effect of {drug}."]),
        ("[The patient|She|He] has {x}.", ["The diagnosis is {x}.", "{x} was confirmed."], ["{x} was ruled out.", "The diagnosis is not {x}."]),
        ("{x} is more common in men than in women.", ["Men are more often affected by {x} than women.", "In {x}, men outnumber women."], ["{x} is more common in women than in men.", "Women are more often affected by {x} than men."]),
        ("{drug} was [started|given] for {x}.", ["[The patient|She|He] was treated with {drug} for {x}.", "For {x}, {drug} was begun."], ["{drug} was not given for {x}.", "{x} was left without {drug}."]),
    ]  # fmt: skip
    h, e, c = rng.choice(say)
    q = lambda ts, **s: put(ts, **({"drug": drug["name"], "x": x, "f": f} | s))
    away = {"drug": drug2["name"], "x": y, "f": f2}
    n = (
        q([h, *e, *c], **away)
        + q([h, *e, *c], x=y, f=f2)
        + [" ".join(pair) for pair in zip(q([h, *e], **away), q([*c, h], **away), strict=False)]
    )
    n += [
        f"{f2} [was|is] [present|absent].",
        f"{drug2['name']} {drug2['dose']} {drug2['unit']} {drug2['frequency']} is [usual|sufficient].",
        f"{y} is [not|] hereditary.",
    ]
    n = [t for t in n if not (x in t and f in t) and not (drug["name"] in t and x in t)]
    tail = " ".join(q([rng.choice(e)], **away))
    return [
        item(
            "other_topic",
            q([h]),
            q([h, *e]) + [f"{t} {tail}" for t in q(e)],
            n,
            q(c) + [f"{tail} {t}" for t in q(c)],
            style=rng.choice(["patient", "book"]),
        )
    ]


def reasoning(draw: Draw) -> list[Item]:
    """Steps of a model's reasoning: supports, argues against, does not bear on."""
    d, d2 = (r["name"] for r in draw.two(DISEASES))
    f, f2 = (r["name"] for r in draw.two(FINDINGS))
    for_ = [
        "[This|The {f}|The presence of {f}] [suggests|supports|points to|favours|is in keeping with] {d}.",
        "[Given|In view of] the {f}, {d} is [more likely|favoured].",
        "{f} makes {d} more likely.",
        "[So|Therefore|Hence], because of the {f}, {d} becomes more likely.",
    ]
    against = [
        "[This|The {f}|The presence of {f}] [argues against|speaks against|is not in keeping with|makes unlikely] {d}.",
        "[Given|In view of] the {f}, {d} is [less likely|disfavoured].",
        "{f} makes {d} less likely.",
        "[So|Therefore|Hence], because of the {f}, {d} becomes less likely.",
    ]
    for_[0], against[0] = for_[0].replace("[This|", "["), against[0].replace("[This|", "[")
    n = put(
        [
            "The {f} [suggests|argues against] {d2}.",
            "The {f2} [suggests|argues against] {d}.",
            "{f} was [noted|asked about]; {d} [has not been considered yet|will be considered].",
            "{f} [occurs|can occur] in many conditions[; {d} is discussed next|].",
            "[Given|In view of] the {f2}, {d} is [more|less] likely.",
        ],
        f=f,
        d=d,
        f2=f2,
        d2=d2,
    )
    q = lambda ts: put(ts, f=f, d=d)
    out = mirrored(
        "reasoning_step",
        q(["{f} supports {d}.", "The {f} makes {d} more likely."]),
        q(["{f} argues against {d}.", "The {f} makes {d} less likely."]),
        n,
        q(for_),
        q(against),
    )
    most = put(
        [
            "[The most likely diagnosis is|Most likely is|I conclude that it is] {d}[, less likely {d2}|].",
            "{d} is [favoured over|more likely than] {d2}.",
            "Between {d2} and {d}, [I favour|the evidence favours] {d}.",
            "{d2} was considered, but {d} fits better.",
        ],
        d=d,
        d2=d2,
    )
    least = put(
        [
            "[The most likely diagnosis is|Most likely is|I conclude that it is] {d2}, less likely {d}.",
            "{d2} is [favoured over|more likely than] {d}.",
            "Between {d} and {d2}, [I favour|the evidence favours] {d2}.",
            "{d} was considered, but {d2} fits better.",
        ],
        d=d,
        d2=d2,
    )
    both = put(
        [
            "[The differential includes|We considered|The options are] {d} and {d2}.",
            "[It could be|This may be] {d} or {d2}.",
            "{d} and {d2} [are equally likely|cannot be told apart]; [tests are pending|no decision was made].",
        ],
        d=d,
        d2=d2,
    )
    out += mirrored(
        "reasoning_step", f"{d} is more likely than {d2}.", f"{d2} is more likely than {d}.", both[:2], most, least
    )
    return out


def combined(draw: Draw) -> list[Item]:
    """Claims that need two sentences: a pronoun, `the former` and `the latter`, the first and the second."""
    rng = draw.rng
    d, d2 = (r["name"] for r in draw.two(DISEASES))
    drug, drug2 = (r["name"] for r in draw.two(DRUGS))
    f = draw.finding()["name"]
    n, m = rng.sample(range(2, 15), 2)
    kind = rng.choice(["pronoun", "latter", "ordinal", "later"])
    if kind == "pronoun":
        start = [
            "[The patient|She|He] has {d}.",
            "{d} was diagnosed {n} years ago.",
            "Known {d}.",
            "In {m} {d} was confirmed.".replace("{m}", rng.choice(["March", "June", "autumn"])),
        ]
        yes = [
            "[It|This|The condition] was treated with {a}.",
            "For this, {a} was [given|prescribed|chosen].",
            "[He|She] received {a} for it.",
            "{a} was started because of it.",
        ]
        no = [
            "[It|This|The condition] was not treated with {a}.",
            "For this, {a} was never [given|prescribed|used].",
            "[He|She] refused {a} for it.",
            "{a} was not given for it.",
        ]
        open_ = [
            "{a} was [given|prescribed|chosen] for another condition.",
            "[It|This|The condition] was treated with {a2}; {a} is being considered.",
            "{a} was [given|started] [for {e}|because of {e}].",
            "Whether it was treated with {a} [is not recorded|is unknown].",
        ]
        mk = lambda tail: [f"{x} {y}" for x in put(start, d=d, n=str(n)) for y in put(tail, a=drug, a2=drug2, e=d2)]
        return mirrored(
            "multi_sentence",
            [f"{d} was treated with {drug}.", f"{drug} was given for {d}."],
            [f"{d} was not treated with {drug}.", f"{drug} was not given for {d}."],
            mk(open_),
            mk(yes),
            mk(no),
        )
    if kind == "latter":
        lead = [
            "[Two patients|Two cases] were [seen|described]: one with {x}, the other with {y}.",
            "Of [two brothers|two sisters|two neighbours], one had {x} and the other had {y}.",
            "Case 1 had {x}. Case 2 had {y}.",
        ]
        did = rng.choice(
            [
                f"was given {drug}",
                f"developed {f}",
                "died",
                "was admitted to intensive care",
                "recovered fully",
                "needed an operation",
            ]
        )
        both = [(t, "former", "latter", d, d2) for t in lead] + [(t, "latter", "former", d2, d) for t in lead]
        yes = [t.replace("{x}", x).replace("{y}", y) + f" Only the {which} {did}." for t, which, _, x, y in both]
        no = [t.replace("{x}", x).replace("{y}", y) + f" Only the {which} {did}." for t, _, which, x, y in both]
        open_ = [
            t.replace("{x}", x).replace("{y}", y) + rng.choice([f" One of them {did}.", f" A third person {did}."])
            for t, _, _, x, y in both
        ]
        return mirrored(
            "multi_sentence",
            f"The [person|patient] with {d} {did}.",
            f"The [person|patient] with {d2} {did}.",
            open_,
            yes,
            no,
            context=False,
        )
    if kind == "ordinal":
        tests = rng.sample(
            [
                "chest CT",
                "brain MRI",
                "abdominal ultrasound",
                "echocardiogram",
                "bone scan",
                "colonoscopy",
                "biopsy",
                "lumbar puncture",
                "blood film",
                "chest radiograph",
            ],
            2,
        )
        what = rng.choice(
            ["was normal", "showed a mass", f"suggested {d}", "was repeated", "was of poor quality", "was abnormal"]
        )
        lead = [
            "[Two tests were done|Two examinations followed]: {p} and {q}.",
            "[The patient|She|He] had {p} first and then {q}.",
            "First {p} and then {q} [were|was] arranged.",
        ]
        say = lambda which: [
            t.replace("{p}", f"a {p}").replace("{q}", f"a {q}") + f" Only the {w} {what}."
            for t in lead
            for p, q, w in ((tests[which], tests[1 - which], "first"), (tests[1 - which], tests[which], "second"))
        ]
        open_ = [
            t.replace("{p}", f"a {tests[k]}").replace("{q}", f"a {tests[1 - k]}")
            + f" One of them {what}[, the letter does not say which|]."
            for t in lead
            for k in (0, 1)
        ]
        return mirrored("multi_sentence", f"The {tests[0]} {what}.", f"The {tests[1]} {what}.", open_, say(0), say(1))
    start = [
        f"{drug} was [started|begun] [on admission|on Monday|on day {n}].",
        f"[The patient|She|He] was put on {drug}.",
        f"Treatment with {drug} began.",
    ]
    after = [
        f"[{m} days later|Soon afterwards|After that], {f} [appeared|developed|set in].",
        f"{f} [appeared|developed|set in] {m} days later.",
    ]
    before = [
        f"{f} had been present for {m} days by then.",
        f"[By that time|Before that], {f} had already [appeared|developed|set in].",
    ]
    vague = [
        f"{f} is also recorded, without a date.",
        f"When {f} [appeared|developed|set in] is not known.",
        f"{f} was asked about.",
    ]
    join = lambda tails: [f"{x} {y}" for x in start for y in tails]
    return mirrored(
        "multi_sentence",
        [f"{f} [appeared|developed] after {drug} was [started|begun]."],
        [f"{f} was present before {drug} was [started|begun]."],
        join(vague),
        join(after),
        join(before),
    )


FRAMES = [(trial, 9), (members, 7), (copies, 8), (neutral_hard, 7), (other_topic, 7), (reasoning, 5), (combined, 6)]
