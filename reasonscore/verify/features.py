"""Features: what the combination looks at in one window, by name, all of them readable and bounded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from reasonscore.verify.statement import Statement, concept_relation, held_words, read_statement
from reasonscore.verify.verdict import Check

LIMIT = 5.0
"""Log odds beyond which a model's certainty counts no further."""
CHECK_NAMES = (
    "correction quantity polarity direction laterality temporality condition certainty quantifier concept role "
    "causation experiencer"
).split()


def window_features(
    claim: str, window: str, row: Sequence[float], checks: Sequence[Check], elsewhere: float = 0.0
) -> dict[str, float]:
    """The features of a claim beside one window.

    Args:
        claim: The claim's text.
        window: The evidence's text.
        row: The backend's probabilities in the order of `LABELS`.
        checks: What the checks found.
        elsewhere: Share of the claim's words that the other windows of the evidence hold beyond this one.
    """
    asked, known = read_statement(claim), read_statement(window)
    supported = _log_odds(row[0], row[2])
    contradicted = _log_odds(row[1], row[2])
    recall = words_held(asked, known)
    longer = max(1, len(asked.words) + len(known.words))
    features = {
        "supported": supported,
        "contradicted": contradicted,
        "supported_by_recall": supported * recall,
        "contradicted_by_recall": contradicted * recall,
        "certain": max(row) ** 2,
        "recall": recall,
        "all_held": float(recall == 1.0),
        "unrelated": float(recall < 0.25),
        "elsewhere": elsewhere,
        "overlap": 2 * recall * len(asked.words) / longer,
        "numbers_missing": _numbers_missing(asked, known),
        "names_missing": _names_missing(asked, known),
        "claim_length": min(2.0, math.log1p(len(asked.words)) / 2),
        "window_length": min(3.0, math.log1p(len(known.words)) / 2),
    }
    return features | check_features(checks)


def check_features(checks: Sequence[Check]) -> dict[str, float]:
    """One for each check that agrees, contradicts or withholds; `conflicts` counts both kinds of conflict."""
    found: dict[str, float] = {
        f"{name}_{kind}": 0.0 for name in CHECK_NAMES for kind in ("agree", "contradicts", "withholds")
    }
    for check in checks:
        if check.outcome == "agree":
            found[f"{check.name}_agree"] = 1.0
        elif check.outcome == "conflict":
            found[f"{check.name}_{check.weight}"] = 1.0
    found["any_contradicts"] = float(any(c.outcome == "conflict" and c.weight == "contradicts" for c in checks))
    found["any_withholds"] = float(any(c.outcome == "conflict" and c.weight == "withholds" for c in checks))
    return found


def words_held(claim: Statement, known: Statement) -> float:
    """Share of the claim's words that a text holds, from 0 to 1; by any name of the same concept."""
    return len(held_words(claim, known)) / len(claim.words) if claim.words else 0.0


def elsewhere_held(claim: str, windows: Sequence[str]) -> list[float]:
    """For each window the share of the claim's words that only the other windows hold."""
    asked = read_statement(claim)
    held = [held_words(asked, read_statement(window)) for window in windows]
    everything: frozenset[int] = frozenset().union(*held)
    size = max(1, len(asked.words))
    return [len(everything - one) / size for one in held]


def ordered(features: Mapping[str, float], names: Sequence[str]) -> list[float]:
    """The features in the order of a model."""
    return [features[name] for name in names]


def _log_odds(one: float, other: float) -> float:
    return max(-LIMIT, min(LIMIT, math.log(max(one, 1e-6) / max(other, 1e-6))))


def _numbers_missing(claim: Statement, known: Statement) -> float:
    numbers = [word.key for word in claim.words if word.key[0].isdigit()]
    return sum(number not in known.keys for number in numbers) / len(numbers) if numbers else 0.0


def _names_missing(claim: Statement, known: Statement) -> float:
    if not claim.mentions:
        return 0.0
    missing = 0
    for mention in claim.mentions:
        same = any(concept_relation(other, mention) in ("same", "narrower") for other in known.mentions)
        keys = {w.key for w in claim.words if mention.span[0] <= w.piece[0] < mention.span[1]}
        missing += not same and not keys <= known.keys
    return missing / len(claim.mentions)
