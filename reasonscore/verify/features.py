"""Features: what the combination looks at in one window, by name, all of them readable and bounded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from reasonscore.verify.reach import NO_REACH, Reach
from reasonscore.verify.statement import (
    REMEMBERED,
    Statement,
    held_words,
    light_keys,
    names,
    read_statement,
    split_statements,
)
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
) -> dict[str, float]:
    """The features of a claim beside one window.

    Args:
        claim: The claim's text.
        window: The evidence's text.
        row: The backend's probabilities in the order of `LABELS`.
        checks: What the checks found.
        elsewhere: Share of the claim's words that the other windows of the evidence hold beyond this one.
        reach: What the whole of a long passage holds of the claim.
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
        "symbols_missing": _symbols_missing(asked, known),
        "subject_missing": _subject_missing(asked, known),
        "claim_length": min(2.0, math.log1p(len(asked.words)) / 2),
        "window_length": min(3.0, math.log1p(len(known.words)) / 2),
    }
    long = {"supported": supported, "contradicted": contradicted, "elsewhere": elsewhere} | reach._asdict()
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
        if not names(known, mention):
            keys = {w.key for w in claim.words if mention.span[0] <= w.piece[0] < mention.span[1]}
            missing += not keys <= known.keys
    return missing / len(claim.mentions)


def _symbols_missing(claim: Statement, known: Statement) -> float:
    """Share of the claim's symbols and proper names ("IL-6", "GATA3", "Mayo") that the text does not hold."""
    symbols = _symbols(claim)
    return len(symbols - held_words(claim, known)) / len(symbols) if symbols else 0.0


@lru_cache(maxsize=REMEMBERED)
def _symbols(claim: Statement) -> frozenset[int]:
    return frozenset(index for index, word in enumerate(claim.words) if _is_symbol(claim.text, word.piece))


def _is_symbol(text: str, piece: tuple[int, int]) -> bool:
    word = text[piece[0] : piece[1]]
    if word.isalpha() and word.islower():
        return False
    if any(char.isdigit() for char in word):
        return any(char.isalpha() for char in word)
    return any(char.isupper() for char in word[1:]) or (word[0].isupper() and piece[0] > 0)


def _subject_missing(claim: Statement, known: Statement) -> float:
    """Whether the text does not hold the first word of the claim that says something."""
    first = next((i for i, word in enumerate(claim.words) if word.key not in light_keys()), None)
    return float(first is not None and first not in held_words(claim, known))
