"""A reward: a preset with its settings, called with samples."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Literal

from reasonscore.errors import InputError, UnknownNameError
from reasonscore.kind import kind_of
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.budget import Budget
from reasonscore.reward.engine import Engine, Failure, engine_for
from reasonscore.reward.preset import Gated, Preset, presets
from reasonscore.reward.result import COUNTERS, RewardResult
from reasonscore.reward.sample import Sample
from reasonscore.reward.shaping.shaping import Shaped, Shaping, make_shaping
from reasonscore.settings import Settings

RULES = 4
"""Version of what earns and what does not, beyond the preset's formula."""
Profile = Literal["rule", "nli"]
PROFILES: dict[str, dict[str, str]] = {
    "rule": {"tier": "shallow", "verifier": "lexical"},
    "nli": {"tier": "shallow", "verifier": "onnx"},
}
"""`rule` runs no model: for smoke tests and rewards that read no claims. `nli` runs the embedded model on the CPU."""


class Reward:
    r"""A preset with its settings. It holds no model: it pickles, copies and crosses processes.

    Args:
        preset: The name of a preset, or one that is ready.
        profile: `nli` or `rule`.
        budget: What one sample may cost.
        shaping: What is done to the reward for length, in order: values, or `{"name": ...}` with their parameters.
        judge_closed: Whether the claims of a response are judged although a gate is closed, so that its reward is 0 and
            only its other components are learned. False saves that time; those components are then None.
        decisive: Probability, from 0.5 to 1, of support or contradiction by the passage that has most of a claim from
            which on the model is not asked about its other passages. None asks about all, as an evaluation does.
        **changes: Parameters of the preset (`longest=3`), fields of the budget (`claims=64`) and of the scorer's
            `Settings` (`verifier="torch"`, `threads=1`).

    Raises:
        UnknownNameError: For a preset or parameter that does not exist.

    >>> reward = Reward("ranked_list", profile="rule")
    >>> reward.score_batch([Sample("1. Lupus\n2. Gout", answer="gout")])[0].reward
    0.5
    """

    def __init__(
        self,
        preset: str | Preset = "clinical",
        *,
        profile: Profile = "nli",
        budget: Budget | None = None,
        shaping: Sequence[Shaping | Mapping[str, Any]] = (),
        judge_closed: bool = True,
        decisive: float | None = None,
        **changes: Any,
    ) -> None:
        import reasonscore.reward.presets  # noqa: F401  (fills the registry)

        if profile not in PROFILES:
            raise UnknownNameError("profile", profile, PROFILES)
        if budget is not None and not isinstance(budget, Budget):
            raise InputError(f"found {kind_of(budget)}, expected a Budget; its fields are settings too", field="budget")
        if isinstance(shaping, str | Mapping) or not isinstance(shaping, Iterable):
            raise InputError(f"found {kind_of(shaping)}, expected a list of shapings", field="shaping")
        chosen = presets[preset]() if isinstance(preset, str) else preset
        own = _fields(chosen)
        cost = budget or Budget()
        known = {*own, *_fields(cost), *_fields(Settings())} - {"metrics", "block_size", "primer"}
        for name in changes:
            if name not in known:
                raise UnknownNameError(f"parameter of {chosen.name}", name, known)
        self.preset: Preset = replace(chosen, **_only(changes, own))  # type: ignore[type-var]
        self.budget = replace(cost, **_only(changes, set(_fields(cost)) - set(own)))
        self.judge_closed = judge_closed
        if decisive is not None and not 0.5 <= decisive <= 1:
            raise InputError(f"found {decisive!r}, expected None or a number from 0.5 to 1", field="decisive")
        self.decisive = decisive
        self.shaping = tuple(make_shaping(one) for one in shaping)
        rest = {name: value for name, value in changes.items() if name in _fields(Settings())}
        # The demonstration corpus must never decide a reward.
        self.settings = replace(Settings(metrics=(), primer=False), **(PROFILES[profile] | rest))

    @property
    def name(self) -> str:
        """The preset's name."""
        return self.preset.name

    @property
    def bounds(self) -> tuple[float, float]:
        """The declared range: no reward lies outside of it."""
        low, high = self.preset.bounds
        for one in self.shaping:
            low, high = min(low, one.reach[0]), max(high, one.reach[1])
        return low, high

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of `RewardResult.to_flat`, the same for every sample."""
        return tuple(RewardResult(None, dict.fromkeys(self.preset.components)).to_flat())

    def score_batch(self, samples: Iterable[Sample | Mapping[str, Any]]) -> list[RewardResult]:
        """One result a sample, in order; a sample's result does not depend on its neighbours, and nothing is raised.

        Equal samples are judged once.

        Args:
            samples: Samples, or mappings with a `response` and the columns of a sample.
        """
        engine = self.engine
        given: dict[str, Sample] = {}
        order: list[str] = []
        for one in samples:
            sample = one if isinstance(one, Sample) else _sample(one)
            order.append(sample.key())
            given.setdefault(order[-1], sample)
        own = repr(self)
        results = {key: known for key in given if (known := engine.results.find((own, key))) is not None}
        new = [key for key in given if key not in results]
        assessed = engine.assess([given[key] for key in new], self.preset.needs, self.budget, self._closed)
        for key, found in zip(new, assessed, strict=True):
            results[key] = self._result(found)
            # What the clock decided may come out otherwise the next time.
            if not isinstance(found, Failure):
                engine.results.put((own, key), results[key])
        return [results[key] for key in order]

    def score(self, sample: Sample | Mapping[str, Any]) -> RewardResult:
        """The result of one sample."""
        return self.score_batch([sample])[0]

    @property
    def engine(self) -> Engine:
        """The engine of this process, shared by all rewards with the same settings."""
        return engine_for(self.settings, self.decisive)

    @property
    def signature(self) -> str:
        """The preset with its parameters and everything that the stages declare, in one line."""
        from reasonscore.scorer import Scorer

        needs = ["Factuality"] if self.preset.needs else []
        shaped = "".join(f"|{one!r}" for one in self.shaping)
        decisive = "" if self.decisive is None else f",decisive={self.decisive:g}"
        return f"{self.preset!r}{shaped}|reward:rules={RULES}{decisive}|{Scorer(needs, self.settings).signature}"

    def _closed(self, assessed: Assessment) -> bool:
        return not self.judge_closed and isinstance(self.preset, Gated) and self.preset.closed(assessed)

    def _result(self, found: Assessment | Failure) -> RewardResult:
        if isinstance(found, Failure):
            counters = dict.fromkeys(COUNTERS, 0.0) | {("timed_out" if found.timed_out else "error"): 1.0}
            return RewardResult(None, dict.fromkeys(self.preset.components), counters, found.problem)
        parts = {name: _finite(value) for name, value in self.preset.judge(found).items()}
        if found.closed and isinstance(self.preset, Gated):
            gates = self.preset.gates
            parts = {name: value if name in gates else None for name, value in parts.items()}
            composed: float | None = 0.0
        else:
            composed = _finite(self.preset.compose(parts))
        reward = None if composed is None else self._clip(self._shape(composed, found))
        return RewardResult(reward, parts, self._counters(found), "; ".join(found.sample.problems) or None)

    def _shape(self, reward: float, found: Assessment) -> float:
        if not self.shaping:
            return reward
        words = tuple(found.trace.text.casefold().split())
        for one in self.shaping:
            reward = one.apply(Shaped(reward, self.preset.bounds[1], found.sample.length, words))
        return reward

    def _clip(self, reward: float) -> float:
        low, high = self.bounds
        return min(high, max(low, reward))

    def _counters(self, found: Assessment) -> dict[str, float]:
        count = found.evidence_count() if found.verdicts or not found.against else found.reference_count()
        numbers = (
            count.all,
            len(count.credited),
            count.contradicted,
            count.hedged,
            count.repeated,
            count.copied,
            len(found.trace.text.split()),
            found.sample.cut[0],
            found.cut_claims,
            found.sample.cut[1],
            0.0,
            bool(found.sample.problems),
        )
        return dict(zip(COUNTERS, map(float, numbers), strict=True))

    def __repr__(self) -> str:
        return (
            f"Reward({self.preset!r}, settings={self.settings!r}, budget={self.budget!r}, shaping={self.shaping!r}, "
            f"judge_closed={self.judge_closed}, decisive={self.decisive})"
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reward) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))


def score_batch(
    samples: Iterable[Sample | Mapping[str, Any]], preset: str | Preset = "clinical", **settings: Any
) -> list[RewardResult]:
    """One result a sample, in order.

    Args:
        samples: Samples, or mappings with a `response` and the columns of a sample.
        preset: The name of a preset, or one that is ready.
        **settings: What `Reward` takes.

    >>> score_batch([{"response": "It is <answer>B</answer>", "answer": "B"}], "choice", profile="rule")[0].reward
    1.0
    """
    return Reward(preset, **settings).score_batch(samples)


def _sample(given: Any) -> Sample:
    return Sample.from_row(given) if isinstance(given, Mapping) else Sample(given)


def _fields(value: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(value))


def _only(changes: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: changes[name] for name in names if name in changes}


def _finite(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)
