"""Rewards for 64 completions of about 15 claims that share their evidence by groups, on two cores.

    python benchmarks/reward.py [--overlap 0 0.25 0.5 0.75 0.9] [--prompts 4] [--group 16] [--rounds 3] [--rule]

A group holds what one policy wrote to one prompt, as in GRPO. A prompt has evidence of the size of a published case
report with a few passages of guidance, and twelve reference items (`reward_cases.py`). A completion has fifteen
sentences on findings of its prompt, one in four of them wrong, and every second answer is wrong. With the probability
`overlap` a sentence is what the policy mostly says of that finding, else it has a wording of its own. `shared` is what
that comes to: the share of sentences that another completion of the group has word for word.

One batch is compared, in turns, with the same completions scored one by one, models kept and nothing else remembered:
each completion pays for its evidence, its reference, its claims and all its pairs.

- `alone`: as batches of one, with a fresh engine each;
- `scorer`: through `Scorer.score`, as an evaluation would, which asks the model about everything.

`closed` is the batch as trainers ask for it, with `judge_closed=False`, and `decisive` the same with `decisive=0.6`:
where the passage that has most of a claim decides, the model is not asked about the others. One by one takes a part of
each group, and its time is multiplied. The last line is the same in JSON: `[seconds, CPU seconds]`, for the rule
profile milliseconds a completion.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

from reward_cases import make_case, samples, words

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.reward import Reward, Sample
from reasonscore.reward.claim_verdicts import REMEMBERED
from reasonscore.reward.engine import RESULTS, Engine
from reasonscore.reward.gold import Gold, Memory
from reasonscore.scorer import Scorer


def shared(given: Sequence[Sample], group: int) -> float:
    """The share of sentences that another completion of the group has word for word."""
    texts = [one.response.partition("</think>")[0].removeprefix("<think>") for one in given]
    said = [{text[a:b] for a, b in split_sentences(text)} for text in texts]
    together = alone = 0
    for start in range(0, len(said), group):
        for place in range(start, start + group):
            others = set().union(*(said[one] for one in range(start, start + group) if one != place))
            together += len(said[place] & others)
            alone += len(said[place] - others)
    return together / (together + alone)


class Spent(tuple[float, float]):
    """Seconds by the clock and of the processor."""

    def times(self, factor: float) -> Spent:
        return Spent(factor * one for one in self)

    def __str__(self) -> str:
        return f"{self[0]:7.2f} s {self[1]:7.2f} s CPU"


def timed(work: Callable[[], object]) -> Spent:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent((time.perf_counter() - wall, time.process_time() - cpu))


class Fresh:
    """A reward whose models are loaded and warm, and which forgets everything else when it is told to."""

    def __init__(self, preset: str, profile: str, **settings: object) -> None:
        self.reward = Reward(preset, profile=profile, **settings)
        self.claims = 0.0
        self.score(
            [Sample("She has a fever and a cough.", answer="flu", evidence=["She has a fever."], reasoning="Fever.")]
        )

    def forget(self) -> None:
        clear_caches()
        forget(self.reward.engine)

    def score(self, given: list[Sample]) -> None:
        results = self.reward.score_batch(given)
        self.claims = statistics.mean(one.counters["claims"] for one in results)
        assert all(one.reward is not None for one in results)

    def batch(self, given: list[Sample]) -> Spent:
        self.forget()
        return timed(partial(self.score, given))

    def alone(self, given: list[Sample]) -> Spent:
        spent = [self.batch([one]) for one in given]
        return Spent(map(sum, zip(*spent, strict=True)))


class FreshScorer:
    """A scorer with the same models and stages, which forgets between two rows."""

    def __init__(self, reward: Reward) -> None:
        self._scorer = Scorer(["Factuality", "Completeness"], reward.settings)
        self._score([{"response": "She has a fever.", "evidence": ["She has a fever."]}])

    def _score(self, rows: list[dict]) -> None:
        for row in rows:
            self._scorer.score(row)

    def alone(self, given: list[Sample]) -> Spent:
        total = [0.0, 0.0]
        for one in given:
            clear_caches()
            self._scorer.pipeline.backend._rows.clear()
            self._scorer.pipeline.decomposer._drafts.clear()
            reference = {"answer": one.answer, "reasoning": one.reasoning}
            row = {"response": one.response, "question": one.question, "reference": reference}
            spent = timed(partial(self._score, [row | {"evidence": one.evidence}]))
            total = [before + now for before, now in zip(total, spent, strict=True)]
        return Spent(total)


def forget(engine: Engine) -> None:
    """Drops everything that an engine remembers, but keeps its models."""
    engine.gold = Gold()
    engine.results = Memory(RESULTS)
    engine.verifier._index = engine.gold.windows
    engine.verdicts._known = Memory(REMEMBERED)
    engine._pipeline.backend._rows.clear()
    engine._pipeline.decomposer._drafts.clear()


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


def median(values: Sequence[Spent]) -> Spent:
    return Spent(statistics.median(column) for column in zip(*values, strict=True))


def measure(options: argparse.Namespace, overlap: float, models: dict[str, Fresh], scorer: FreshScorer) -> dict:
    given = samples(options.prompts, options.group, overlap)
    part = given[:: options.every]
    rounds: dict[str, list[Spent]] = {name: [] for name in ("batch", "closed", "decisive", "alone", "scorer", "rule")}
    for _ in range(options.rounds):
        rounds["batch"].append(models["nli"].batch(given))
        rounds["alone"].append(models["nli"].alone(part).times(len(given) / len(part)))
        rounds["closed"].append(models["closed"].batch(given))
        rounds["decisive"].append(models["decisive"].batch(given))
        rounds["scorer"].append(scorer.alone(part).times(len(given) / len(part)))
        rounds["rule"].append(models["rule"].batch(given).times(1000 / len(given)))
    spent = {name: median(values) for name, values in rounds.items()}
    found = {"overlap": overlap, "shared": shared(given, options.group), "claims": models["nli"].claims}
    print(f"\noverlap {overlap:g}: {found['shared']:.0%} of the sentences shared, {found['claims']:.1f} claims each")
    for name, label in LABELS.items():
        own = spent[name]
        times = "" if name == "batch" else f"{own[0] / spent['batch'][0]:6.1f} {own[1] / spent['batch'][1]:5.1f} times"
        print(f"  {label:42}{own}{times}", flush=True)
    print(f"  rule profile, a completion: {spent['rule'][0]:.1f} ms, {spent['rule'][1]:.1f} ms CPU")
    return found | {name: [round(value, 3) for value in one] for name, one in spent.items()}


DECISIVE = 0.6
LABELS = {
    "batch": "one batch",
    "closed": "one batch, closed gates skipped",
    "decisive": "the same where the best passage decides",
    "alone": "one by one, nothing remembered",
    "scorer": "Scorer.score one by one",
}


def measure_rule(options: argparse.Namespace, overlap: float, model: Fresh) -> list[float]:
    """Milliseconds a completion of the rule profile by the clock and of the processor: the least of the rounds."""
    given = samples(options.prompts, options.group, overlap)
    spent = [model.batch(given).times(1000 / len(given)) for _ in range(options.rounds)]
    best = [round(min(column), 1) for column in zip(*spent, strict=True)]
    share = shared(given, options.group)
    print(f"{share:.0%} of the sentences shared, {model.claims:.1f} claims each: {best[0]} ms, {best[1]} ms CPU")
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", default="clinical")
    parser.add_argument("--prompts", type=int, default=4)
    parser.add_argument("--group", type=int, default=16)
    parser.add_argument("--overlap", type=float, nargs="+", default=[0.0, 0.25, 0.5, 0.75, 0.9])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=3, help="one by one takes every one of so many completions")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--rule", action="store_true", help="the rule profile alone")
    options = parser.parse_args()
    sizes = [words(make_case(number)) for number in range(options.prompts)]
    evidence, reference = (statistics.mean(column) for column in zip(*sizes, strict=True))
    print(f"{options.preset}: {options.prompts * options.group} completions in groups of {options.group};")
    print(f"{evidence:.0f} words of evidence and {reference:.0f} of reference a prompt")
    if options.rule:
        model = Fresh(options.preset, "rule")
        print(json.dumps([measure_rule(options, overlap, model) for overlap in options.overlap]))
        return
    models = {
        "nli": Fresh(options.preset, "nli", threads=options.threads),
        "closed": Fresh(options.preset, "nli", threads=options.threads, judge_closed=False),
        "decisive": Fresh(options.preset, "nli", threads=options.threads, judge_closed=False, decisive=DECISIVE),
        "rule": Fresh(options.preset, "rule"),
    }
    scorer = FreshScorer(models["nli"].reward)
    print(json.dumps([measure(options, overlap, models, scorer) for overlap in options.overlap]))


if __name__ == "__main__":
    main()
