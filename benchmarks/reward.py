"""Rewards for 64 completions of about 15 claims that share their evidence by groups, on two cores.

    python benchmarks/reward.py [--preset clinical] [--completions 64] [--group 16] [--rounds 3] [--wordings 0]

Prints, under the NLI profile, seconds for a batch; for the same one by one with nothing remembered between them, once
with the models kept and once with a reward made anew for each completion; and under the rule profile milliseconds a
completion. Texts are written here from a seed: each completion states findings of its prompt, one in four of them
wrong. With `--wordings N` the completions of a group choose among N sentences, as those of a trained policy do.
"""

from __future__ import annotations

import argparse
import random
import time
from functools import partial

from reasonscore.reward import Reward, Sample
from reasonscore.reward.engine import Engine

FINDINGS = {
    "serum sodium": ("mmol/L", 118, 155), "serum potassium": ("mmol/L", 2.4, 6.9), "haemoglobin": ("g/dL", 6, 17),
    "platelet count": ("per microlitre", 20_000, 480_000), "serum creatinine": ("mg/dL", 0.5, 6.0),
    "lactate": ("mmol/L", 0.6, 9.0), "heart rate": ("beats a minute", 42, 148), "serum urate": ("mg/dL", 2.5, 11.0),
    "body temperature": ("degrees Celsius", 34.8, 40.6), "oxygen saturation": ("percent", 78, 99),
    "serum calcium": ("mg/dL", 6.5, 14.0), "troponin": ("ng/L", 3, 4200), "ferritin": ("ng/mL", 4, 1900),
    "systolic pressure": ("mmHg", 74, 212), "bilirubin": ("mg/dL", 0.3, 18.0), "albumin": ("g/dL", 1.6, 4.9),
}  # fmt: skip
SIGNS = (
    "a pansystolic murmur at the apex", "crackles at both bases", "a palpable spleen", "pitting oedema to the knees",
    "a warm and swollen left knee", "spider naevi on the chest", "a stiff neck", "purpura over the shins",
    "bronchial breathing on the right", "a tender liver edge", "absent ankle jerks", "a raised venous pressure",
)  # fmt: skip
DISEASES = (
    "septic arthritis", "infective endocarditis", "decompensated cirrhosis", "lobar pneumonia", "acute gout",
    "bacterial meningitis", "nephrotic syndrome", "haemolytic anaemia", "Addison disease", "myocardial infarction",
)  # fmt: skip


def prompt(seed: int) -> dict[str, object]:
    """A case with eight findings, four signs and background passages."""
    draw = random.Random(seed)
    values = {}
    for name in draw.sample(sorted(FINDINGS), 8):
        unit, low, high = FINDINGS[name]
        values[name] = f"{draw.uniform(low, high):.1f} {unit}" if high < 1000 else f"{draw.randint(low, high)} {unit}"
    signs, disease = draw.sample(SIGNS, 4), draw.choice(DISEASES)
    evidence = [
        f"On admission the {name} was {value}, measured twice within the hour." for name, value in values.items()
    ]
    evidence += [f"On examination there was {sign}." for sign in signs]
    evidence.append(
        f"Typical presentations of {disease} combine a gradual onset with raised inflammatory markers. " * 4
        + "Treatment is started once cultures have been taken, and imaging is repeated after a week of therapy."
    )
    reasoning = [f"The {name} of {value} narrows the differential." for name, value in list(values.items())[:3]]
    reasoning += [f"The finding of {signs[0]} points to {disease}."]
    return {"values": values, "signs": signs, "disease": disease, "evidence": evidence, "reasoning": reasoning}


def completion(case: dict, seed: int, wordings: int = 0) -> str:
    """About fifteen claims on a case, one in four of them wrong; chosen among the first few wordings where asked."""
    draw = random.Random(seed)
    if wordings:
        pool = [one for number in range(8) for one in sentences(case, random.Random(number), number)]
        said = draw.sample(list(dict.fromkeys(pool))[:wordings], min(15, wordings))
    else:
        said = sentences(case, draw, seed)
    answer = case["disease"] if draw.random() < 0.5 else draw.choice(DISEASES)
    return f"<think>{' '.join(said)}</think><answer>{answer}</answer>"


def sentences(case: dict, draw: random.Random, seed: int) -> list[str]:
    """Fifteen sentences in any order."""
    said = []
    for name, value in draw.sample(sorted(case["values"].items()), 7):
        if draw.random() < 0.25:
            unit = value.split(" ", 1)[1]
            value = f"{draw.randint(1, 99)} {unit}"
        said.append(
            draw.choice(("Her {} came back at {}.", "The {} stands at {}.", "We note a {} of {}.")).format(name, value)
        )
    signs = draw.sample(case["signs"], 3) + draw.sample(SIGNS, 1)
    shapes = ("The patient has {}.", "Examination reveals {}.", "I would not overlook {}.")
    said += [draw.choice(shapes).format(sign) for sign in signs]
    said += [
        f"These changes are compatible with {draw.choice(DISEASES)}.",
        f"A course over days speaks for {case['disease']}.",
        "Cultures should be taken before antibiotics are given.",
        f"The dose is adjusted because renal function in case {seed} may change.",
    ]
    draw.shuffle(said)
    return said


def samples(count: int, group: int, wordings: int = 0) -> list[Sample]:
    """Completions in groups that share a prompt."""
    found = []
    for number in range(count):
        case = prompt(number // group)
        found.append(
            Sample(
                completion(case, 1000 + number, wordings), question="What is the diagnosis?", answer=case["disease"],
                evidence=case["evidence"], reasoning=case["reasoning"],
            )
        )  # fmt: skip
    return found


def timed(work) -> tuple[float, float]:
    """Wall and CPU seconds of a call."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


class Fresh:
    """A reward whose engine remembers nothing of earlier measurements; its models are loaded and warm."""

    def __init__(self, preset: str, profile: str, **settings: object) -> None:
        from reasonscore.reward import engine

        self.reward = Reward(preset, profile=profile, **settings)
        self.engine = Engine(self.reward.settings)
        self._home = engine
        self._use()
        self.reward.score(
            Sample("She has a fever and a cough.", answer="flu", evidence=["She has a fever."], reasoning="Fever.")
        )

    def _use(self) -> None:
        import os

        self._home._engines[(os.getpid(), self.reward.settings)] = self.engine

    def batch(self, given: list[Sample]) -> None:
        self._use()
        results = self.reward.score_batch(given)
        self.claims = sum(one.counters["claims"] for one in results) / len(results)
        assert all(one.reward is not None for one in results)


def clear_caches() -> None:
    """Empties what the stages remember by text, so that no measurement pays for another's."""
    import gc
    from functools import _lru_cache_wrapper

    for one in gc.get_objects():
        # Unbounded ones hold tables and patterns, which are part of the models.
        if isinstance(one, _lru_cache_wrapper) and str(one.__module__).startswith("reasonscore"):
            size = one.cache_info().maxsize
            if size is not None and size > 256:
                one.cache_clear()


def one_by_one(given: list[Sample], preset: str, *, keep_models: bool) -> tuple[float, float]:
    """Wall and CPU seconds of scoring each sample alone, with nothing remembered between them."""
    models = Fresh(preset, "nli")
    total = [0.0, 0.0]
    for sample in given:
        clear_caches()
        if keep_models:
            forget(models.engine)
            spent = timed(partial(models.batch, [sample]))
        else:
            spent = timed(partial(anew, preset, sample))
        total = [before + now for before, now in zip(total, spent, strict=True)]
    return total[0], total[1]


def anew(preset: str, sample: Sample) -> None:
    """Scores with models loaded for this sample alone."""
    reward = Reward(preset)
    found = Engine(reward.settings).assess([sample], reward.preset.needs, reward.budget)
    reward.preset.judge(found[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", default="clinical")
    parser.add_argument("--completions", type=int, default=64)
    parser.add_argument("--group", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--wordings", type=int, default=0)
    options = parser.parse_args()
    given = samples(options.completions, options.group, options.wordings)
    shown = f"{len(given)} completions in groups of {options.group}"
    print(f"{options.preset}, {shown}, wordings: {options.wordings or 'own'}")
    for number in range(options.rounds):
        figures = {}
        for profile in ("rule", "nli"):
            clear_caches()
            whole = Fresh(options.preset, profile)
            figures[profile] = timed(partial(whole.batch, given))
        rule, nli = figures["rule"], figures["nli"]
        print(f"round {number + 1}: {whole.claims:.1f} claims a completion")
        print(f"  nli profile, one batch        {nli[0]:6.2f} s wall, {nli[1]:6.2f} s CPU")
        clear_caches()
        saved = timed(partial(Fresh(options.preset, "nli", judge_closed=False).batch, given))
        print(f"  the same, judge_closed=False  {saved[0]:6.2f} s wall, {saved[1]:6.2f} s CPU")
        for label, keep in (("one by one, models kept", True), ("one by one, made anew", False)):
            wall, cpu = one_by_one(given, options.preset, keep_models=keep)
            print(
                f"  {label:30}{wall:6.2f} s wall, {cpu:6.2f} s CPU: {cpu / nli[1]:.1f} and {cpu / saved[1]:.1f} times"
            )
        each = [1000 * value / len(given) for value in rule]
        print(f"  rule profile                  {each[0]:6.1f} ms wall a completion, {each[1]:.1f} ms CPU")


def forget(engine: Engine) -> None:
    """Drops everything that an engine remembers, but keeps its models."""
    from reasonscore.reward.gold import Gold, Memory

    engine.gold = Gold()
    engine.results = Memory(1)
    engine.verifier._index = engine.gold.windows
    engine.verdicts._known = Memory(16384)
    engine.verifier._backend._rows.clear()
    engine._pipeline.decomposer._drafts.clear()


if __name__ == "__main__":
    main()
