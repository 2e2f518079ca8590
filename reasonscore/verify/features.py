"""Features: what the combination looks at in one window, by name, all of them readable and bounded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from reasonscore.verify.facts.statement import (
    REMEMBERED,
    Statement,
    held_words,
    light_keys,
    read_statement,
    split_statements,
    words_held,
)
from reasonscore.verify.missing import names_missing, numbers_missing, subject_missing, symbols_missing
from reasonscore.verify.one_sided import NOTHING_DENIED, OneSided
from reasonscore.verify.reach import NO_REACH, Reach
from reasonscore.verify.verdict import Check

LIMIT = 5.0
"""Log odds beyond which a model's certainty counts no further."""
SURE = 0.74
"""Share of the claim's words that the sentence must hold which decided a check, for the check to be sure."""
LONG = 45
"""Content words of evidence beyond which no check is sure: a long note speaks of many things."""
CHECK_NAMES = (
    "correction arithmetic quantity polarity direction laterality temporality condition "
    "certainty quantifier concept role "
    "causation experiencer examination detail act trial"
).split()


def window_features(
    claim: str,
    window: str,
    row: Sequence[float],
    checks: Sequence[Check],
    elsewhere: float = 0.0,
    reach: Reach = NO_REACH,
    mean: tuple[float, float] = (0.0, 0.0),
    denied: OneSided = NOTHING_DENIED,
) -> dict[str, float]:
    """The features of a claim beside one window.

    Args:
        claim: The claim's text.
        window: The evidence's text.
        row: The backend's probabilities in the order of `LABELS`.
        checks: What the checks found.
        elsewhere: Share of the claim's words that the other windows of the evidence hold beyond this one.
        reach: What the whole of a long passage holds of the claim.
        mean: Mean log odds of support and of contradiction over the windows of the same passage.
        denied: What only the claim denies of what it shares with the fullest sentence of the passage's windows.
    """
    asked, known = read_statement(claim), read_statement(window)
    supported, contradicted = log_odds(row)
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
        "numbers_missing": numbers_missing(asked, known),
        "names_missing": names_missing(asked, known),
        "symbols_missing": symbols_missing(asked, known),
        "subject_missing": subject_missing(asked, known),
        "claim_length": min(2.0, math.log1p(len(asked.words)) / 2),
        "window_length": min(3.0, math.log1p(len(known.words)) / 2),
    }
    long = {"supported": supported, "contradicted": contradicted, "elsewhere": elsewhere} | reach._asdict()
    long |= {"mean_supported": mean[0], "mean_contradicted": mean[1]}
    long |= {"denied_by_claim": denied.claim, "denied_alone": denied.alone}
    features |= {f"long_{name}": value * reach.long for name, value in long.items() if name != "long"}
    return features | {"long": reach.long} | check_features(checks, asked, window)


def check_features(checks: Sequence[Check], claim: Statement, window: str) -> dict[str, float]:
    """One for each check that agrees, contradicts or withholds, and one for those that are sure of it.

    A check is sure where the sentence that decided it says nearly everything else that the claim says: in a whole note
    another number or condition is seldom a rival of the claim's.
    """
    found = dict(_silent())
    for check in checks:
        if check.outcome == "silent":
            continue
        kind = "agree" if check.outcome == "agree" else check.weight
        sure = is_sure(check, claim, window)
        # These were added to weights that were already fitted: "any" is about the checks before them.
        for name in (check.name, "any")[: 1 + (check.name not in ("examination", "trial"))]:
            found[f"{name}_{kind}"] = 1.0
            if sure:
                found[f"sure_{name}_{kind}"] = 1.0
    return found


@cache
def _silent() -> Mapping[str, float]:
    """The features where all checks are silent."""
    kinds = ("agree", "contradicts", "withholds")
    found = [f"{name}_{kind}" for name in (*CHECK_NAMES, "any") for kind in kinds]
    return dict.fromkeys([*found, *(f"sure_{name}" for name in found)], 0.0)


def is_sure(check: Check, claim: Statement, window: str) -> bool:
    """Whether the sentences that a check points to hold most of the claim's words beside those that it compares."""
    own = check.span if sum(end - start for start, end in check.span) < 0.8 * len(claim.text) else ()
    asked = _weighty(claim)
    if own:
        asked = frozenset(i for i in asked if not any(a <= claim.words[i].piece[0] < b for a, b in own))
    sentences = split_statements(window)
    if sum(len(statement.words) for _, statement in sentences) > LONG:
        return False
    if not asked:
        return True
    held: frozenset[int] = frozenset()
    for offset, statement in sentences:
        end = offset + len(statement.text)
        if not check.evidence_span or any(offset <= start < end for start, _ in check.evidence_span):
            held |= held_words(claim, statement)
    return len(asked & held) >= SURE * len(asked)


@lru_cache(maxsize=REMEMBERED)
def _weighty(claim: Statement) -> frozenset[int]:
    """Indices of the words that say something."""
    return frozenset(index for index, word in enumerate(claim.words) if word.key not in light_keys())


def elsewhere_held(claim: str, windows: Sequence[str]) -> list[float]:
    """For each window the share of the claim's words that only the other windows hold."""
    asked = read_statement(claim)
    held = [held_words(asked, read_statement(window)) for window in windows]
    everything: frozenset[int] = frozenset().union(*held)
    size = max(1, len(asked.words))
    return [len(everything - one) / size for one in held]


def log_odds(row: Sequence[float]) -> tuple[float, float]:
    """Of support and of contradiction against neither, from a row of probabilities in the order of `LABELS`."""
    return _log_odds(row[0], row[2]), _log_odds(row[1], row[2])


def _log_odds(one: float, other: float) -> float:
    return max(-LIMIT, min(LIMIT, math.log(max(one, 1e-6) / max(other, 1e-6))))
