"""Adverse events of trials: counts, shares, comparisons, kinds of event, notes on them."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from training.clinical.pair import expand
from training.clinical.records import Claim, World, count_word, label, settled, variants
from training.clinical.trial_frame import EVENT, EVENTS, Frame, joined, new_frame


@dataclass(slots=True)
class Safety:
    """Adverse events of one arm."""

    size: int
    total: int
    events: dict[str, int]
    known: bool = True
    """Whether the number of patients is printed."""
    broken_down: bool = True
    """Whether single events are listed."""
    note: tuple[str, str] | None = None
    """A statement about the focus event: kind and side."""


NOTES = {
    "related": (
        [
            "The investigators considered [every case|all cases] of {e} to be related to the study treatment.",
            "Causality ({e}): related in [all|every] case[s|].",
        ],
        [
            "None of the cases of {e} was considered related to the study treatment.",
            "Causality ({e}): unrelated in all cases.",
        ],
        ["Causality of {e} was [not assessed|still under review].", "Reporting of {e} followed the protocol."],
    ),
    "resolved": (
        ["All cases of {e} had resolved by the last visit.", "Outcome of {e}: recovered, all cases."],
        [
            "At the last visit, {e} persisted in [every|each] affected participant.",
            "Outcome of {e}: not recovered, all cases.",
        ],
        ["Outcome of {e}: not reported.", "Cases of {e} were followed by telephone."],
    ),
    "severe": (
        ["Grade 3 or 4 {e} was seen in some of the affected participants.", "{e}: at least one case of grade 4."],
        ["All cases of {e} were grade 1 or 2.", "{e}: no case above grade 2."],
        ["Grades of {e} [were not collected|are not available].", "{e} was graded by the site staff."],
    ),
    "stopped": (
        [
            "Some participants with {e} discontinued the study treatment because of it.",
            "{e} led to withdrawal of the study drug in part of the cases.",
        ],
        [
            "Nobody discontinued the study treatment because of {e}.",
            "{e} did not lead to withdrawal of the study drug in any case.",
        ],
        [
            "Reasons for discontinuation, such as {e}, are not broken down.",
            "Dose changes after {e} were left to the site.",
        ],
    ),
}


def event_words(name: str, subject: bool = False) -> str:
    """Alternatives for an event in a claim: its name and plain forms; as a subject, the singular ones."""
    plain = EVENT[name]["plain"].split("/")
    if subject:
        heads = [re.split(r" (?:in|of|around|with|that|when) ", text)[0].split()[-1] for text in plain]
        plain = [text for text, head in zip(plain, heads, strict=True) if not re.search(r"[^sui]s$", head)]
    return "[" + "|".join([name, *plain, *plain]) + "]"


def share(count: int, size: int) -> str:
    """A count with its percentage as registries print it."""
    return f"{count}/{size} ({100 * count / size:.2f}%)"


def safety_text(frame: Frame, record: list[list[Safety]], rng: random.Random) -> str:
    """The adverse events of the record."""
    style = frame.style if rng.random() < 0.7 else rng.randint(0, 5)
    gap = rng.choice((", ", "; ")) if style in (3, 4) else " " if style == 2 else rng.choice((", ", "\n"))
    turn = rng.choice(("\n", "\n", " "))
    bodies = []
    for t, arms in enumerate(record):
        lines = []
        listed = list(dict.fromkeys(name for arm in arms for name in arm.events))
        full = len(arms) == 2 and all(arm.known and arm.broken_down and list(arm.events) == listed for arm in arms)
        if style == 5 and full and frame.named:
            head = " | ".join(
                ["Event", *(f"{name} (N={arm.size})" for name, arm in zip(frame.arms[t], arms, strict=True))]
            )
            lines = [head, "Any | " + " | ".join(f"{arm.total} ({100 * arm.total / arm.size:.1f}%)" for arm in arms)]
            lines += [
                name
                + " | "
                + " | ".join(f"{arm.events[name]} ({100 * arm.events[name] / arm.size:.1f}%)" for arm in arms)
                for name in listed
            ]
        else:
            for a, arm in enumerate(arms):
                title = f"Adverse Events {a + 1}" if style < 3 else f"Arm {a + 1}"
                title += (
                    f" ({frame.arms[t][a]}" + (f", n={arm.size})" if style == 3 and arm.known else ")")
                    if frame.named
                    else ""
                )
                total = share(arm.total, arm.size) if arm.known else str(arm.total)
                cells = []
                for name, count in (arm.events if arm.broken_down else {}).items():
                    value = (
                        str(count)
                        if not arm.known
                        else share(count, arm.size)
                        if style != 3 or not frame.named
                        else f"{count} ({100 * count / arm.size:.1f}%)"
                    )
                    cells.append(
                        f"{name} {value}"
                        if style == 0
                        else f"{name}: {value}"
                        if style != 2
                        else f"{name.capitalize()} * {value}"
                    )
                lines.append(
                    f"{title}:{' ' if gap != chr(10) else gap}Total: {total}{gap}{gap.join(cells)}".rstrip(" ,;\n")
                )
        lines += [arm_note for arm in arms if arm.note for arm_note in [arm.note[1]]][:1]
        bodies.append(turn.join(lines) if style != 5 else "\n".join(lines))
    return joined(
        frame,
        rng.choice(("Adverse Events:", "Adverse events", "Serious adverse events:", "Reported adverse events:")),
        bodies,
        rng,
    )


def tell(rng: random.Random, kind: str, side: int, e: str) -> str:
    """One printed note on an event."""
    return expand(rng, rng.choice(NOTES[kind][side]), {"e": e})


def safety(rng: random.Random) -> World:
    """Adverse events: counts, shares, comparisons, kinds of event, notes."""
    frame = new_frame(rng)
    names = [row["name"] for row in rng.sample(EVENTS, 11)]
    e, other, spare = names[0], names[1], names[8:]
    listed = names[: rng.randint(3, 5) if sum(map(len, frame.arms)) > 2 else rng.randint(4, 7)]
    base = []
    noted = rng.choice(sorted(NOTES)) if rng.random() < 0.3 else ""
    for t in range(len(frame.arms)):
        base.append([])
        for _ in frame.arms[t]:
            size = rng.choice((rng.randint(18, 90), rng.randint(80, 400), rng.randint(300, 900)))
            top = rng.choice((4, 9, 16, max(5, size // 6)))
            events = {
                name: rng.choice((0, rng.randint(0, 3), rng.randint(1, min(top, size // 3))))
                for name in rng.sample(listed, len(listed))
            }
            base[t].append(Safety(size, 0, events))
    pair = frame.both()
    (t1, a1), (t2, a2) = rng.sample(pair, 2) if len(pair) > 1 else (pair[0], pair[0])
    base[t1][a1].events[e] = max(1, base[t1][a1].events[e])
    system = EVENT[e]["system"]
    order = rng.random() < 0.8
    if order:
        for arms in base:
            for arm in arms:
                arm.events = {name: arm.events[name] for name in listed}

    def settle(r: random.Random, record: list[list[Safety]]) -> None:
        for arms in record:
            for arm in arms:
                low = max(arm.events.values(), default=0)
                high = max(low, min(sum(arm.events.values()), arm.size))
                if not low <= arm.total <= high or not arm.total:
                    arm.total = r.randint(low, high)

    def change(r: random.Random, record: list[list[Safety]]) -> None:
        focus = [record[t1][a1], record[t2][a2]]
        wanted = focus[0].events[e]
        if r.random() < 0.25:
            focus.reverse()
        if r.random() < 0.3:
            x, y = focus
            x.events[e], y.events[e] = y.events[e], x.events[e]
        for arm in focus:
            what = r.random()
            if what < 0.2:
                new = r.choice(spare)
                arm.events = {(new if name == e else name): n for name, n in arm.events.items()}
            elif what < 0.5:
                arm.events[e] = r.choice((0, r.randint(0, 4), r.randint(1, max(2, min(arm.size // 3, 3 * wanted + 2)))))
            elif what < 0.6:
                arm.events[e] = min(arm.size // 2, sum(n for name, n in arm.events.items() if name != e) or 1)
            if r.random() < 0.5:
                name = r.choice([name for name in arm.events if name != e])
                arm.events[name] = min(wanted, arm.size)
            if r.random() < 0.15:
                arm.known = False
            if r.random() < 0.08:
                arm.broken_down = False
            if r.random() < 0.25:
                arm.size = max(18, round(arm.size * r.uniform(0.5, 1.8)), *arm.events.values())
        if r.random() < 0.15:
            arm = record[t1][a1]
            arm.events = {name: 0 if EVENT[name]["system"] == system else n for name, n in arm.events.items()}
        if r.random() < 0.15 and e in record[t1][a1].events:
            arm = record[t1][a1]
            arm.events[e] = min(arm.size // 2, max(arm.events.values()) + r.randint(1, 4))
        if noted:
            side = r.choice((0, 1, 2))
            if record[t1][a1].events.get(e, 0) > 0 and record[t1][a1].broken_down:
                record[t1][a1].note = (f"{noted}{side}", tell(r, noted, side, e))
        settle(r, record)

    settle(rng, base)
    records = variants(rng, base, change)
    if noted:
        records = records[1:]

    def get(record: list[list[Safety]], first: bool = True, name: str = e) -> int | None:
        arm = record[t1][a1] if first else record[t2][a2]
        return arm.events.get(name) if arm.broken_down else None

    def on(test: Callable[[int, int], bool]) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            x, y = get(record), get(record, False)
            if x is None and y is None:
                return label(None)
            unlisted = record[t1][a1] if x is None else record[t2][a2]
            return settled(test, (x, y), range(unlisted.total + 1))

        return judge

    def one(test: Callable[[int, Safety], bool], need_size: bool = False) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            x, arm = get(record), record[t1][a1]
            if need_size and not arm.known and x != 0:
                return label(None)
            return settled(lambda v: test(v, arm), (x,), range(arm.total + 1))

        return judge

    def whole(test: Callable[[Safety], bool], need_size: bool = True) -> Callable[[Any], str | None]:
        def judge(record: Any) -> str | None:
            arm = record[t1][a1]
            if need_size and not arm.known:
                return label(None) if arm.total else None
            return label(test(arm))

        return judge

    x, y, w = frame.arm(t1, a1), frame.arm(t2, a2), event_words(e)
    s = event_words(e, subject=True)
    n, m = base[t1][a1].events[e], base[t2][a2].events[e]
    size, total = base[t1][a1].size, base[t1][a1].total
    k = rng.choice((1, 2, 3, 5, max(1, n - 1), n + 1, max(1, m)))
    percent = rng.choice((1, 2, 5, 10, 20))
    p = "[patients|participants|people]"
    out = [
        Claim(
            "record_events",
            [
                f"[At least one patient|At least one participant|Someone] in {x} [had|developed|experienced] {w}.",
                f"There was at least one case of {w} in {x}.",
                f"{s} [occurred|was recorded|was reported] [at least once|] in {x}.",
            ],
            one(lambda v, _: v >= 1),
        ),
        Claim(
            "record_events",
            [
                f"[No patient|No participant|Nobody|None of the {p}] in {x} [had|developed|experienced|suffered] {w}.",
                f"{s} [did not occur|was not seen] in {x}.",
                f"There were no cases of {w} in {x}.",
                f"{x} was free of {w}.",
            ],
            one(lambda v, _: v == 0),
        ),
        Claim(
            "record_events",
            [
                f"[Exactly |]{count_word(rng, n)} {p} in {x} [had|developed|experienced|suffered] {w}.",
                f"{x} had {count_word(rng, n)} cases of {w}.",
                f"{s} affected {count_word(rng, n)} {p} in {x}.",
            ],
            one(lambda v, _: v == n),
        ),
        Claim(
            "record_events",
            [
                f"[More than|Over] {count_word(rng, k)} {p} in {x} [had|developed|suffered from] {w}.",
                f"{s} was reported for more than {count_word(rng, k)} {p} in {x}.",
            ],
            one(lambda v, _: v > k),
        ),
        Claim(
            "record_events",
            [
                f"Fewer than {count_word(rng, k + 1)} {p} in {x} [had|developed] {w}.",
                f"[At most|No more than] {count_word(rng, k)} {p} in {x} [had|developed|experienced] {w}.",
            ],
            one(lambda v, _: v <= k),
        ),
        Claim(
            "record_share",
            [
                f"[More than|Over] {percent}% of [the |]{p} in {x} [had|developed|experienced] {w}.",
                f"{s} affected more than {percent}% of {x}.",
            ],
            one(lambda v, arm: v * 100 > percent * arm.size, True),
        ),
        Claim(
            "record_share",
            [
                f"[Less than|Under|Fewer than] {percent}% of [the |]{p} in {x} [had|developed|experienced] {w}.",
                f"{s} was seen in less than {percent}% of {x}.",
            ],
            one(lambda v, arm: v * 100 < percent * arm.size, True),
        ),
        Claim(
            "record_share",
            [
                f"[Fewer|Less] than one in {count_word(rng, q := rng.choice((4, 5, 10, 20, 50)))} {p} in {x} [had|experienced] {w}."
            ],
            one(lambda v, arm: v * q < arm.size, True),
        ),
        Claim(
            "record_share",
            [
                f"[More than|Over] {(f := rng.choice((('half', 2), ('a third', 3), ('a quarter', 4), ('a fifth', 5), ('a tenth', 10))))[0]} of [the |]{p} in {x} had [an adverse event|some adverse event|at least one adverse event|at least one event].",
                f"The share of {x} with any adverse event was above {f[0]}.",
            ],
            whole(lambda arm: arm.total * f[1] > arm.size),
        ),
        Claim(
            "record_share",
            [
                f"[Fewer than|Less than] {f[0]} of [the |]{p} in {x} had [an adverse event|any adverse event|adverse events]."
            ],
            whole(lambda arm: arm.total * f[1] < arm.size),
        ),
        Claim(
            "record_size",
            [
                f"{size} {p} in {x} were [assessed|evaluated|analysed] for adverse events.",
                f"The adverse events of {x} refer to {size} {p}.",
                f"The safety population of {x} [had|comprised|consisted of] {size} {p}.",
            ],
            whole(lambda arm: arm.size == size),
        ),
        Claim(
            "record_size",
            [
                f"[More than|Over] {(cut := rng.choice((20, 50, 100, 200, 500, max(1, size - 7), size + 9)))} {p} in {x} were [assessed|evaluated] for adverse events.",
                f"The safety population of {x} was larger than {cut}.",
            ],
            whole(lambda arm: arm.size > cut),
        ),
        Claim(
            "record_events",
            [
                f"[In all|In total|Altogether], {total} {p} in {x} had [an adverse event|at least one adverse event|adverse events].",
                f"{x} had {total} {p} with adverse events in total.",
            ],
            whole(lambda arm: arm.total == total, False),
        ),
    ]
    if (t1, a1) != (t2, a2):
        gap = max(1, abs(n - m))
        alone = x
        x, y = frame.two((t1, a1), (t2, a2))
        out += [
            Claim(
                "record_compare",
                [
                    f"[More|A larger number of|A higher number of] {p} in {x} than in {y} [had|developed|experienced|suffered] {w}.",
                    f"There were more cases of {w} in {x} than in {y}.",
                    f"Cases of {w} were more numerous in {x} than in {y}.",
                    f"{y} had fewer cases of {w} than {x}.",
                ],
                on(lambda u, v: u > v),
            ),
            Claim(
                "record_compare",
                [
                    f"[Fewer|A smaller number of] {p} in {x} than in {y} [had|developed|experienced] {w}.",
                    f"There were fewer cases of {w} in {x} than in {y}.",
                    f"{y} had more cases of {w} than {x}.",
                ],
                on(lambda u, v: u < v),
            ),
            Claim(
                "record_compare",
                [
                    f"[The same number of|Equally many] {p} in {x} and in {y} had {w}.",
                    f"The number of cases of {w} was [the same|equal] in {x} and {y}.",
                    f"{x} and {y} did not differ in the number of cases of {w}.",
                ],
                on(lambda u, v: u == v),
            ),
            Claim(
                "record_compare",
                [
                    f"There were {count_word(rng, gap)} more cases of {w} in {x} than in {y}.",
                    f"Compared with {y}, {x} had {count_word(rng, gap)} more cases of {w}.",
                    f"The number of {p} with {w} was {gap} higher in {x} than in {y}.",
                ],
                on(lambda u, v: u - v == gap),
            ),
            Claim(
                "record_compare",
                [
                    f"At least twice as many {p} had {w} in {x} as in {y}.",
                    f"The number of {p} with {w} in {x} was at least double that in {y}.",
                ],
                lambda record: None if get(record, False) == 0 else on(lambda u, v: u >= 2 * v)(record),
            ),
            Claim(
                "record_compare",
                [
                    f"[Altogether|Together|In total], {x} and {y} had {n + m} cases of {w}.",
                    f"{s} occurred in {n + m} {p} of {x} and {y} [combined|taken together].",
                ],
                on(lambda u, v: u + v == n + m),
            ),
            Claim(
                "record_compare",
                [
                    f"Both {x} and {y} had [at least one case|cases] of {w}.",
                    f"{s} was [reported|recorded|seen] in both {x} and {y}.",
                    f"{s} occurred in {x} as well as in {y}.",
                ],
                on(lambda u, v: u > 0 and v > 0),
            ),
            Claim(
                "record_compare",
                [
                    f"{s} occurred in {x} but not in {y}.",
                    f"Of {x} and {y}, only [the former|the first named] had cases of {w}.",
                    f"[Patients|Participants] in {x} had {w}, whereas nobody in {y} did.",
                ],
                on(lambda u, v: u > 0 and v == 0),
            ),
            Claim(
                "record_compare",
                [
                    f"Neither {x} nor {y} had [any cases|a case] of {w}.",
                    f"{s} was absent from both {x} and {y}.",
                    f"Nobody had {w} in either {x} or {y}.",
                ],
                on(lambda u, v: u == 0 and v == 0),
            ),
        ]

        def compare_share(sign: int) -> Callable[[Any], str | None]:
            def judge(record: Any) -> str | None:
                u, v = get(record), get(record, False)
                first, second = record[t1][a1], record[t2][a2]
                if u is None or v is None or not (first.known and second.known):
                    return None if 0 in (u, v) else label(None)
                return (
                    None
                    if u * second.size == v * first.size and u
                    else label(sign * (u * second.size - v * first.size) > 0)
                )

            return judge

        def compare_whole(test: Callable[[Safety, Safety], bool]) -> Callable[[Any], str | None]:
            def judge(record: Any) -> str | None:
                first, second = record[t1][a1], record[t2][a2]
                return label(test(first, second) if first.known and second.known else None)

            return judge

        out += [
            Claim(
                "record_share",
                [
                    f"[A larger|A higher|A greater] [share|proportion|percentage] of {p} had {w} in {x} than in {y}.",
                    f"The [rate|percentage] of {w} was higher in {x} than in {y}.",
                    f"Relative to its size, {x} had more {p} with {w} than {y}.",
                ],
                compare_share(1),
            ),
            Claim(
                "record_share",
                [
                    f"[A lower|A smaller] [share|proportion|percentage] of {p} had {w} in {x} than in {y}.",
                    f"The [rate|percentage] of {w} was lower in {x} than in {y}.",
                ],
                compare_share(-1),
            ),
            Claim(
                "record_size",
                [
                    f"More {p} were assessed for adverse events in {x} than in {y}.",
                    f"The safety population of {x} was larger than that of {y}.",
                    f"{y} had a smaller safety population than {x}.",
                ],
                compare_whole(lambda u, v: u.size > v.size),
            ),
            Claim(
                "record_share",
                [
                    f"The overall [rate|percentage] of adverse events was higher in {x} than in {y}.",
                    f"A larger share of {x} than of {y} had an adverse event.",
                ],
                compare_whole(lambda u, v: u.total * v.size > v.total * u.size),
            ),
        ]

        x = alone

    def most(record: Any) -> str | None:
        arm = record[t1][a1]
        if not arm.broken_down:
            return label(None)
        ranked = sorted(arm.events.values(), reverse=True)
        if e not in arm.events or len(ranked) < 2 or ranked[0] == ranked[1]:
            return None
        return label(arm.events[e] == ranked[0])

    def versus(record: Any) -> str | None:
        u, v = get(record), get(record, True, other)
        return settled(lambda u, v: u > v, (u, v), range(record[t1][a1].total + 1))

    def kind(record: Any) -> str | None:
        arm = record[t1][a1]
        counts = [v for name, v in arm.events.items() if EVENT[name]["system"] == system and arm.broken_down]
        unsure = arm.broken_down and any(system in EVENT[name]["also"].split() for name in arm.events)
        if unsure and not any(counts):
            return None
        return label(None if not counts else any(counts))

    o = event_words(other)
    so = event_words(other, subject=True)
    out += [
        Claim(
            "record_most",
            [
                f"The [most frequent|most common|commonest] [single |listed |]adverse event in {x} was {w}.",
                f"In {x}, {s} was [more frequent than any other|the most often reported] event.",
                f"No event in {x} was as frequent as {w}.",
            ],
            most,
        ),
        Claim(
            "record_compare",
            [
                f"In {x}, {s} was [more frequent|more common] than {o}.",
                f"More {p} in {x} had {w} than {o}.",
                f"{so} was rarer than {w} in {x}.",
            ],
            versus,
        ),
    ]
    if system != "general":
        named = {"skin": "skin", "blood": "haematological", "eye": "eye", "ear": "ear"}.get(system, system)
        out.append(
            Claim(
                "record_kind",
                [
                    f"[Someone|At least one participant|At least one patient] in {x} had [an adverse event|a problem] of the {named} kind.",
                    f"There were {named} adverse events in {x}.",
                    f"{x} recorded at least one {named} [event|disorder].",
                ],
                kind,
            )
        )
    if noted:

        def on_note(want: int) -> Callable[[Any], str | None]:
            def judge(record: Any) -> str | None:
                arms = record[t1]
                note = arms[a1].note
                if sum(arm.note is not None for arm in arms) > 1:
                    return None
                if not note:
                    return label(None) if arms[a1].events.get(e) else None
                side = int(note[0][-1])
                return label(None if side == 2 else side == want)

            return judge

        at = frame.trial(t1)
        says = {
            "related": (
                [
                    f"In {at}, {s} was [attributed to|blamed on|judged a consequence of] the study treatment.",
                    f"The study treatment caused {w} in {at}[, according to the investigators|].",
                ],
                [
                    f"In {at}, {s} was not [attributed to|blamed on] the study treatment.",
                    f"The investigators of {at} saw no link between {w} and the treatment.",
                ],
            ),
            "resolved": (
                [
                    f"[Participants|Patients] with {w} in {at} all recovered from it.",
                    f"In {at}, {s} was no longer present at the end.",
                ],
                [
                    f"In {at}, {w} [had not gone away|was still present] at the last visit.",
                    f"Nobody in {at} recovered from {w} by the last visit.",
                ],
            ),
            "severe": (
                [f"Some cases of {w} in {at} were [severe|of grade 3 or higher].", f"{at} had severe {w}."],
                [f"All cases of {w} in {at} were mild or moderate.", f"There were no severe cases of {w} in {at}."],
            ),
            "stopped": (
                [
                    f"In {at}, some participants stopped treatment because of {w}.",
                    f"{s} made some participants of {at} give up the study drug.",
                ],
                [
                    f"In {at}, no participant stopped treatment because of {w}.",
                    f"Everyone with {w} in {at} could stay on the study drug as far as that event was concerned.",
                ],
            ),
        }[noted]
        out = [
            Claim("record_note", says[0], on_note(0)),
            Claim("record_note", says[1], on_note(1)),
            *rng.sample(out, 4),
        ]
    return World(records, lambda r, record: safety_text(frame, record, r), out, frame.trials())
