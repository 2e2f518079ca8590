"""Credit: which claims of a response earn something, which cost something, and which count for nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reasonscore.decompose.certainty import certainty
from reasonscore.decompose.claim import Claim
from reasonscore.decompose.sentence import split_sentences
from reasonscore.reward.opposition import opposed_claims
from reasonscore.reward.statement import is_statement
from reasonscore.verify.statement import held_words, light_keys, read_statement
from reasonscore.verify.verdict import Verdict
from reasonscore.verify.words import content_words, recall

HEDGED = frozenset(("possible", "probable", "uncertain", "counterfactual"))
"""Degrees of certainty that assert nothing."""

_SAME = 0.8
"""Share of words in common from which a claim repeats an earlier one."""


@dataclass(frozen=True, slots=True)
class ClaimCount:
    """The claims of a response by what they are worth.

    Args:
        credited: Indices of claims that are supported, asserted no more weakly than their evidence, new, and about
            something that it speaks of; not of those whose contrary is stated as well.
        contradicted: How many are contradicted.
        doubt: Their probabilities of being contradicted, added up; a verdict that is nearly a tie costs little.
        hedged: How many are supported, but hedge where the evidence asserts.
        neutral: How many can be neither supported nor contradicted.
        repeated: How many say what an earlier claim says.
        copied: How many are copied from evidence or question.
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

    @property
    def counted(self) -> int:
        """Claims that a share is taken of: all but repeated and copied ones, which neither earn nor cost."""
        return len(self.credited) + self.contradicted + self.hedged + self.neutral + self.cut

    @property
    def all(self) -> int:
        """All claims."""
        return self.counted + self.repeated + self.copied

    def balance(self, penalty: float) -> float:
        """Credited claims less the penalty, by probability for contradicted ones, whole for those not looked at."""
        return len(self.credited) - penalty * (self.doubt + self.cut)


def count_claims(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], copied: Collection[int] = (), cut: int = 0
) -> ClaimCount:
    """The count of a response.

    Args:
        claims: In order.
        verdicts: One a claim; without verdicts no claim is credited.
        copied: Indices of copied claims.
        cut: Claims beyond the budget.
    """
    credited: list[int] = []
    sources: list[str] = []
    contradicted = hedged = neutral = repeated = 0
    doubt = 0.0
    fresh = _fresh(claims)
    opposed = opposed_claims(claims) if verdicts else frozenset[int]()
    for index, claim in enumerate(claims):
        label = verdicts[index].label if verdicts else None
        if index not in fresh:
            repeated += 1
        elif index in copied:
            pass
        elif label == "contradicted":
            contradicted += 1
            found = verdicts[index].probabilities
            doubt += found.contradicted if found else 1.0
        elif label != "supported" or index in opposed or not _earns(claim, verdicts[index]):
            neutral += 1
        elif claim.certainty in HEDGED and not _evidence_hedges(claim, verdicts[index]):
            hedged += 1
        else:
            credited.append(index)
            sources.append(verdicts[index].evidence[0].id if verdicts[index].evidence else "")
    taken = sum(index in fresh for index in copied)
    return ClaimCount(tuple(credited), contradicted, hedged, neutral, repeated, taken, cut, tuple(sources), doubt)


def _earns(claim: Claim, verdict: Verdict) -> bool:
    """Whether a supported claim is a statement on what its evidence speaks of: any text bears out that blood is red."""
    if not is_statement(claim.text):
        return False
    asked = read_statement(claim.text)
    known = read_statement(verdict.evidence[0].text) if verdict.evidence else asked
    return any(asked.words[index].key not in light_keys() for index in held_words(asked, known))


def _fresh(claims: Sequence[Claim]) -> frozenset[int]:
    """Indices of the claims that say something new."""
    fresh: list[int] = []
    said: list[tuple[frozenset[str], bool, tuple[float, ...]]] = []
    for index, claim in enumerate(claims):
        if any(flag.startswith("redundant_with") for flag in claim.flags):
            continue
        words = frozenset(content_words(claim.text))
        kind = (claim.negated, tuple(sorted(quantity.value for quantity in claim.quantities)))
        if any(kind == other[1:] and _alike(words, other[0]) for other in said):
            continue
        said.append((words, *kind))
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
