"""Facts beside a trial's record (masking, allocation, centres, deaths, conclusions) and claims that go beyond its numbers."""
# ruff: noqa: E501 (one wording a line keeps the tables readable)

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, NamedTuple

from training.clinical.pair import expand
from training.clinical.records import Claim, World, label


class Fact(NamedTuple):
    """Sentences for two states that exclude each other and for a mention that decides nothing; claims for the two."""

    first: list[str]
    second: list[str]
    mention: list[str]
    says_first: list[str]
    says_second: list[str]


FACTS = {
    "masking": Fact(
        [
            "Masking: double (participant and investigator).",
            "Double-blind design.",
            "Neither participants nor staff knew the allocation.",
        ],
        ["Masking: none (open label).", "Open-label design.", "Treatment was not concealed from anyone."],
        ["Masking is described in the protocol.", "Masking: not stated."],
        [
            "{at} was [double-blind|blinded on both sides].",
            "In {at}, the participants did not know which treatment they got.",
        ],
        ["{at} was open-label.", "In {at}, everyone knew which treatment was given."],
    ),
    "allocation": Fact(
        ["Allocation: randomised.", "Participants were randomised by computer.", "Treatment was allocated by chance."],
        [
            "Allocation: non-randomised.",
            "The physician chose the treatment; there was no randomisation.",
            "Participants chose their treatment themselves.",
        ],
        ["Allocation: not stated.", "How treatment was allocated is not described."],
        ["{at} was randomised.", "Chance decided who got which treatment in {at}."],
        ["{at} was not randomised.", "It was not left to chance who got which treatment in {at}."],
    ),
    "centres": Fact(
        ["Conducted at {n} centres.", "Multicentre study ({n} hospitals).", "Sites: {n}."],
        ["Conducted at a single centre.", "Single-centre study.", "Sites: 1."],
        ["The number of sites is not given.", "Sites: see annex."],
        ["{at} took place at more than one [centre|site].", "Several [hospitals|centres] took part in {at}."],
        ["{at} took place at only one [centre|site].", "Just one [hospital|centre] took part in {at}."],
    ),
    "deaths": Fact(
        [
            "Deaths (all causes): {n}.",
            "{n} participants died during the study.",
            "All-cause mortality: {n} participants.",
        ],
        ["Deaths (all causes): 0.", "No participant died during the study.", "All-cause mortality: none."],
        ["Deaths are reported elsewhere.", "Deaths: not reported."],
        ["[Somebody|At least one participant] died in {at}.", "{at} had deaths."],
        ["Nobody died in {at}.", "All participants of {at} survived the study.", "{at} had no deaths."],
    ),
    "conclusion": Fact(
        [
            "The investigators concluded that the treatment is [safe|acceptably safe] in this population.",
            "Conclusion: the safety profile is acceptable.",
        ],
        [
            "The investigators concluded that the treatment is not safe in this population.",
            "Conclusion: the safety profile is not acceptable.",
        ],
        [
            "No conclusion on safety was drawn.",
            "A conclusion on safety is left to the final report.",
            "Safety will be judged in a later report.",
        ],
        [
            "The investigators of {at} regarded the treatment as safe.",
            "According to the conclusion of {at}, the treatment is acceptably safe.",
        ],
        [
            "The investigators of {at} regarded the treatment as unsafe.",
            "According to the conclusion of {at}, the treatment is not safe enough.",
        ],
    ),
    "benefit": Fact(
        [
            "The authors recommend the treatment for routine care.",
            "Conclusion: the treatment should be adopted in practice.",
        ],
        [
            "The authors advise against the treatment in routine care.",
            "Conclusion: the treatment should not be adopted in practice.",
        ],
        ["The authors make no recommendation.", "Whether to adopt the treatment is left open."],
        [
            "{at} ends with a recommendation [for|in favour of] the treatment.",
            "Those who ran {at} want the treatment to be used in practice.",
        ],
        [
            "{at} ends with a recommendation against the treatment.",
            "Those who ran {at} do not want the treatment to be used in practice.",
        ],
    ),
    "completion": Fact(
        ["The study was completed as planned.", "Status: completed."],
        [
            "The study was stopped early for futility.",
            "Status: terminated early (slow recruitment).",
            "The study was halted before its planned end.",
        ],
        ["Status: unknown.", "The status has not been updated."],
        ["{at} was carried through to its planned end.", "{at} was not stopped early."],
        ["{at} was [stopped|broken off] before its planned end.", "{at} ended early."],
    ),
    "women": Fact(
        ["Women: {high}%.", "{high}% of the participants were women.", "Sex: female {high}%, male {rest_high}%."],
        ["Women: {low}%.", "{low}% of the participants were women.", "Sex: female {low}%, male {rest_low}%."],
        ["Sex of the participants: not reported.", "The proportion of women is not given."],
        ["[Most|The majority] of the participants of {at} were women.", "Women outnumbered men in {at}."],
        ["[Most|The majority] of the participants of {at} were men.", "Men outnumbered women in {at}."],
    ),
    "funding": Fact(
        ["Funding: the manufacturer of the study drug.", "Sponsor: pharmaceutical company."],
        ["Funding: public grants only.", "Sponsor: university hospital, without industry money."],
        ["Funding: not stated.", "The sponsor is not named."],
        ["{at} was paid for by industry.", "A drug company stood behind {at}."],
        ["{at} was run without money from industry.", "No drug company paid for {at}."],
    ),
    "follow-up": Fact(
        ["Lost to follow-up: {n}.", "{n} participants were lost to follow-up."],
        ["Lost to follow-up: 0.", "Follow-up was complete in all participants."],
        ["Losses to follow-up were not reported.", "Lost to follow-up: no data."],
        ["Some participants of {at} were lost to follow-up.", "Follow-up in {at} was incomplete."],
        ["No participant of {at} was lost to follow-up.", "Everyone in {at} was followed to the end."],
    ),
}


def with_facts(frame: Callable[[random.Random], World]) -> Callable[[random.Random], World]:
    """The frame with lines of facts added to its records, and claims about them."""

    def world(rng: random.Random) -> World:
        inner = frame(rng)
        chosen = rng.sample(sorted(FACTS), 3)
        t = rng.randrange(len(inner.trials))
        at = inner.trials[t][1]
        numbers = {"n": str(rng.randint(2, 30)), "high": str(rng.randint(53, 90)), "low": str(rng.randint(10, 47))}
        numbers |= {f"rest_{key}": str(100 - int(numbers[key])) for key in ("high", "low")}

        def state(r: random.Random) -> dict[tuple[int, str], int]:
            states = {(t, name): r.choice((0, 0, 1, 1, 2)) for name in chosen if r.random() < 0.75}
            for other in range(len(inner.trials)):
                if other != t:
                    states |= {(other, name): r.choice((0, 1, 2)) for name in chosen if r.random() < 0.6}
            return states

        records = [(record, state(rng)) for record in inner.variants]

        def render(r: random.Random, pair: tuple[Any, dict[tuple[int, str], int]]) -> str:
            record, states = pair
            lines = []
            for (trial, name), side in sorted(states.items(), key=lambda _: r.random()):
                text = expand(r, r.choice(FACTS[name][side]), numbers)
                printed = inner.trials[trial][0]
                lines.append((trial, f"{printed}: {text}" if printed else text))
            lines.sort(key=lambda entry: entry[0])
            text = inner.render(r, record)
            added = r.choice(("\n", " ", "\n")).join(line for _, line in lines)
            return f"{added}\n{text}" if r.random() < 0.3 else f"{text}\n{added}"

        claims = []
        for name in chosen:
            for want, wordings in ((0, FACTS[name].says_first), (1, FACTS[name].says_second)):

                def judge(pair: Any, name: str = name, want: int = want) -> str | None:
                    side = pair[1].get((t, name), 2)
                    return label(None if side == 2 else side == want)

                claims.append(Claim("record_fact", [text.replace("{at}", at) for text in wordings], judge))
        return World(records, render, claims, inner.trials)

    return world
