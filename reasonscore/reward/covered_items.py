"""Which items of the reference reasoning a response covers by saying them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from reasonscore.decompose.fields.certainty import certainty
from reasonscore.reward.assessment import Assessment
from reasonscore.reward.copying import without
from reasonscore.reward.credit import HEDGED
from reasonscore.reward.opposition import opposed_claims
from reasonscore.reward.statement import is_statement
from reasonscore.reward.truism import is_truism
from reasonscore.reward.wide_range import is_wide
from reasonscore.span import make_span
from reasonscore.verify.backend import Backend, ProbabilityRows, TextPair
from reasonscore.verify.coverage import ResponseIndex
from reasonscore.verify.facts.statement import names, read_statement
from reasonscore.verify.linear import load_linear_model
from reasonscore.verify.window import Window
from reasonscore.verify.words import content_words, recall

_OWN = 0.6
"""Of the item's words that the response holds anywhere, the share that its statements must hold."""
_AGENTS = ("drug", "drug_class", "organism")
_MODEL = ("entailed", "contradicted")
"""Features that take the entailment model; each lies between 0 and 1."""

SURE = 0.8
"""Least probability of a contradiction that denies an item. Of the claims of honest responses the embedded model labels
a quarter contradicted by the reference, since they say something else; one in sixty reaches this."""


def denied_items(assessed: Assessment) -> int:
    """How many items some claim contradicts."""
    denied = {
        verdict.evidence[0].id
        for verdict in assessed.against
        if verdict.label == "contradicted" and verdict.probabilities and verdict.probabilities.contradicted >= SURE
    }
    return len(denied)


class Response(NamedTuple):
    """A response with what it is held against.

    Args:
        assessed: With the verdicts of its claims.
        references: Items of the reference reasoning.
        said: What may cover something: the response without copies and answers.
    """

    assessed: Assessment
    references: Sequence[str]
    said: str


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that only the entailment model decides; `stated` tells where a statement stands that may cover it."""

    item: str
    index: ResponseIndex
    windows: Sequence[Window]
    stated: tuple[bool, ...]

    def decide(self, rows: ProbabilityRows) -> bool:
        covered = self.index.judge(self.item, self.windows, rows).covered
        return covered and self.stated[int(rows[:, 0].argmax())]


def covered_items(responses: Sequence[Response], backend: Backend) -> list[tuple[bool, ...]]:
    """For each response, whether each item of its reference is covered, and covered by statements.

    A statement is a claim that reads as a sentence, is no truism, is neither copied nor contradicted by evidence,
    reference or the response itself, and is as sure as the item. One of them must stand where the item is covered, and
    all together must hold most of the item's words that the response holds: else a heap of terms or a string of hedges
    beside one plain sentence would do.

    The entailment model is asked only where its answer can change the outcome, and about all responses at once.
    """
    found = [_by_words(one) if one.references else [] for one in responses]
    asked = [one for own in found for one in own if isinstance(one, _Open)]
    rows = backend.predict([TextPair(window.text, one.item) for one in asked for window in one.windows])
    ends = list(accumulate(len(one.windows) for one in asked))
    decided = iter([one.decide(rows[end - len(one.windows) : end]) for one, end in zip(asked, ends, strict=True)])
    return [tuple(next(decided) if isinstance(one, _Open) else one for one in own) for own in found]


def _by_words(response: Response) -> list[bool | _Open]:
    """What words alone decide of each item; else what is left to ask."""
    assessed = response.assessed
    empty = _empty(assessed)
    sure, unsure = _statements(assessed, empty)
    if not sure and not unsure:
        return [False] * len(response.references)
    said = frozenset(content_words(assessed.trace.text))
    index = ResponseIndex(_stating_text(response, empty), assessed.sample.record.question)
    return [
        _decide(assessed, item, index, sure | unsure if _hedges(item) else sure, said) for item in response.references
    ]


def _decide(
    assessed: Assessment, item: str, index: ResponseIndex, stating: Mapping[int, frozenset[str]], said: frozenset[str]
) -> bool | _Open:
    words = content_words(item)
    own = frozenset().union(*stating.values())
    if not words or not stating or recall(words, own) < _OWN * recall(words, said):
        return False
    if not _names_agents(item, [assessed.claims[index].text for index in stating]):
        return False
    windows = index.windows(item)
    stated = tuple(_states(assessed, stating, window) for window in windows)
    least, most = _reach(index.shared(item, windows)) if any(stated) else (False, False)
    if not most or (least and all(stated)):
        return most
    return _Open(item, index, windows, stated)


def _names_agents(item: str, texts: Sequence[str]) -> bool:
    """Whether some text names each drug and organism of the item: what is said of urate says nothing of thiazides."""
    known = [read_statement(text) for text in texts]
    for mention in read_statement(item).mentions:
        if mention.concept.kind in _AGENTS:
            keys = read_statement(mention.surface).keys
            if not any(keys <= one.keys or names(one, mention) for one in known):
                return False
    return True


def _reach(shared: Mapping[str, float]) -> tuple[bool, bool]:
    """Whether an item is covered whatever the entailment model says, and whether it may be."""
    model = load_linear_model("coverage")
    weights = {name: model.weights.get(name, 0.0) for name in _MODEL}
    worst = {name: float(weight < 0) for name, weight in weights.items()}
    best = {name: float(weight > 0) for name, weight in weights.items()}
    least, most = (model.probability({**shared, **bound}) >= model.threshold for bound in (worst, best))
    return least, most


def _empty(assessed: Assessment) -> frozenset[int]:
    """Indices of the claims that state nothing: both of a thing and its contrary, truisms and wide ranges."""
    evidence = "\n".join(passage.text for passage in assessed.sample.record.evidence or ())
    return opposed_claims(assessed.claims) | {
        index for index, claim in enumerate(assessed.claims) if is_truism(claim.text) or is_wide(claim, evidence)
    }


def _stating_text(response: Response, empty: Collection[int]) -> str:
    """What is said without the claims that state nothing: their words cover nothing either."""
    claims = response.assessed.claims
    return without(response.said, make_span(piece for index in empty for piece in claims[index].span))


def _statements(
    assessed: Assessment, empty: Collection[int]
) -> tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]]:
    """The words of the claims that may cover an item, by index: of those that assert, and of those that hedge."""
    denied = {
        index
        for verdicts in (assessed.verdicts, assessed.against)
        for index, verdict in enumerate(verdicts)
        if verdict.label == "contradicted"
    }
    useless = {*denied, *assessed.copied, *empty}
    sure: dict[int, frozenset[str]] = {}
    unsure: dict[int, frozenset[str]] = {}
    for index, claim in enumerate(assessed.claims):
        if index not in useless and is_statement(claim.text):
            kind = unsure if claim.certainty in HEDGED else sure
            kind[index] = frozenset(content_words(claim.text))
    return sure, unsure


def _states(assessed: Assessment, stating: Collection[int], window: Window) -> bool:
    """Whether one of the claims stands in a part of the response."""
    first, last = window.piece
    return any(start < last and end > first for index in stating for start, end in assessed.claims[index].span)


def _hedges(text: str) -> bool:
    return certainty(text).label in HEDGED
