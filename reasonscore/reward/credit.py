"""Credit: which claims of a response earn something, which cost something, and which count for nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from reasonscore.decompose.claim import Claim
from reasonscore.decompose.fields.certainty import certainty
from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.reward.opposition import opposed_claims
from reasonscore.reward.statement import is_statement
from reasonscore.reward.taken import taken_words, tells_more
from reasonscore.reward.truism import is_truism
from reasonscore.reward.wide_range import is_wide
from reasonscore.verify.facts.statement import held_words, light_keys, read_statement
from reasonscore.verify.verdict import Verdict
from reasonscore.verify.words import content_words, recall

HEDGED = frozenset(("possible", "probable", "uncertain", "counterfactual"))
"""Degrees of certainty that assert nothing."""

_SAME = 0.8
"""Share of words in common from which a claim repeats an earlier one."""
_MORE = 2
"""Words of its own from which on a copied claim says more than it copies."""
_ASKED = 0.75
"""Share of a claim's words that the question holds from which on it says what was told."""


@dataclass(frozen=True, slots=True)
class ClaimCount:
    """The claims of a response by what they are worth.

    Args:
        credited: Indices of claims that are supported, asserted no more weakly than their evidence, new, and about
            something that it speaks of; not of those whose contrary is stated as well, and not of truisms.
        contradicted: How many are contradicted.
        doubt: Their probabilities of being contradicted, added up; a verdict that is nearly a tie costs little.
        hedged: How many are supported, but hedge where the evidence asserts.
        neutral: How many can be neither supported nor contradicted.
        repeated: How many say what an earlier claim says.
        copied: How many are copied from evidence or question.
        restated: How many are supported, but say no more than the question or the claims before them.
        cut: How many were not looked at.
        sources: For each credited claim the id of the passage that supports it.
    """

    credited: tuple[int, ...] = ()
    contradicted: int = 0
    hedged: int = 0
    neutral: int = 0
    repeated: int = 0
    copied: int = 0
    cut: int = 0
    sources: tuple[str, ...] = ()
    doubt: float = 0.0
    restated: int = 0

    @property
    def counted(self) -> int:
        """Claims that a share is taken of: all but repeated, copied and restated ones, which neither earn nor cost."""
        return len(self.credited) + self.contradicted + self.hedged + self.neutral + self.cut

    @property
    def all(self) -> int:
        """All claims."""
        return self.counted + self.repeated + self.copied + self.restated

    def balance(self, penalty: float) -> float:
        """Credited claims less the penalty, by probability for contradicted ones, whole for those not looked at."""
        return len(self.credited) - penalty * (self.doubt + self.cut)


def count_claims(
    claims: Sequence[Claim],
    verdicts: Sequence[Verdict],
    copied: Collection[int] = (),
    cut: int = 0,
    *,
    own: Mapping[int, str] = MappingProxyType({}),
    asked: str = "",
) -> ClaimCount:
    """The count of a response.

    Args:
        claims: In order.
        verdicts: One a claim; without verdicts no claim is credited.
        copied: Indices of copied claims.
        cut: Claims beyond the budget.
        own: What each claim that holds some of a copy says itself, by index.
        asked: What the prompt says itself, apart from the evidence.
    """
    credited: list[int] = []
    sources: list[str] = []
    contradicted = hedged = neutral = repeated = restated = 0
    doubt = 0.0
    told: set[str] = set()
    joined = {index for index in copied if _says_more(own.get(index, ""))}
    fresh = _fresh([own[index] if index in joined else claim.text for index, claim in enumerate(claims)], claims)
    opposed = opposed_claims(claims) if verdicts else frozenset[int]()
    for index, claim in enumerate(claims):
        label = verdicts[index].label if verdicts else None
        if index not in fresh:
            repeated += 1
        elif index in copied:
            neutral += index in joined
        elif label == "contradicted":
            contradicted += 1
            found = verdicts[index].probabilities
            doubt += found.contradicted if found else 1.0
        elif label != "supported" or index in opposed or not _earns(claim, verdicts[index], own.get(index)):
            neutral += 1
        elif _restates(claim, asked):
            restated += 1
        elif claim.certainty in HEDGED and not _evidence_hedges(claim, verdicts[index]):
            hedged += 1
        elif not tells_more(words := _taken(claim, verdicts[index]), told):
            restated += 1
        else:
            told |= words
            credited.append(index)
            sources.append(verdicts[index].evidence[0].id if verdicts[index].evidence else "")
    taken = sum(index in fresh and index not in joined for index in copied)
    return ClaimCount(
        tuple(credited), contradicted, hedged, neutral, repeated, taken, cut, tuple(sources), doubt, restated
    )


def _says_more(own: str) -> bool:
    """Whether a copied claim also states something itself, which the copy beside it must not hide."""
    return sum(word.key not in light_keys() for word in read_statement(own).words) >= _MORE


def _earns(claim: Claim, verdict: Verdict, own: str | None = None) -> bool:
    """Whether a supported claim is a statement on what its evidence speaks of: any text bears out that blood is red.

    Of a claim that holds a copy what it says itself must be spoken of.
    """
    if not is_statement(claim.text) or is_truism(claim.text):
        return False
    if verdict.evidence and is_wide(claim, verdict.evidence[0].text):
        return False
    asked = read_statement(claim.text if own is None else own)
    known = read_statement(verdict.evidence[0].text) if verdict.evidence else asked
    return any(asked.words[index].key not in light_keys() for index in held_words(asked, known))


def _taken(claim: Claim, verdict: Verdict) -> frozenset[str]:
    return taken_words(claim.text, verdict.evidence[0].text) if verdict.evidence else frozenset()


def _restates(claim: Claim, asked: str) -> bool:
    """Whether the claim says what the question has told: a case cut into small truths is no reasoning."""
    statement, told = read_statement(claim.text), read_statement(asked)
    words = [index for index, word in enumerate(statement.words) if word.key not in light_keys()]
    held = held_words(statement, told)
    return bool(asked) and sum(index in held for index in words) >= _ASKED * len(words)


def _fresh(texts: Sequence[str], claims: Sequence[Claim]) -> frozenset[int]:
    """Indices of the claims that say something new; the texts are what they say themselves."""
    fresh: list[int] = []
    said: dict[tuple[bool, tuple[float, ...]], list[frozenset[str]]] = {}
    for index, claim in enumerate(claims):
        if any(flag.startswith("redundant_with") for flag in claim.flags):
            continue
        words = frozenset(content_words(texts[index]))
        kind = (claim.negated, tuple(sorted(quantity.value for quantity in claim.quantities)))
        others = said.setdefault(kind, [])
        if any(_alike(words, other) for other in others):
            continue
        others.append(words)
        fresh.append(index)
    return frozenset(fresh)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= _SAME * len(one | other)


def _evidence_hedges(claim: Claim, verdict: Verdict) -> bool:
    """Whether the sentence of the evidence that resembles the claim most is no surer than the claim."""
    if not verdict.evidence:
        return False
    window = verdict.evidence[0].text
    asked = content_words(claim.text)
    sentences = [window[start:end] for start, end in split_sentences(window)]
    best = max(sentences, key=lambda one: recall(asked, frozenset(content_words(one))), default="")
    return certainty(best).label in HEDGED
