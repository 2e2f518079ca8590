"""Second readings: a contradiction is looked at again, sentence by sentence, before it is asserted.

A small model that reads a whole answer takes a denial anywhere in it for one of the claim. In ordinary text, where
hardly one claim in fifty is contradicted, most contradictions that it finds are of this kind; a reader looks at them
first. A contradiction that is one stands in a sentence which speaks of what the claim speaks of, and no other sentence
says what the claim says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.verify.backend import ProbabilityRows, TextPair
from reasonscore.verify.bearing import is_advice, is_ascribed, is_personal, is_possibility
from reasonscore.verify.facts.denial import denied_reaches
from reasonscore.verify.facts.statement import read_statement, words_held
from reasonscore.verify.features import LIMIT, is_sure
from reasonscore.verify.linear import LinearModel, load_linear_model
from reasonscore.verify.one_sided import one_sided
from reasonscore.verify.prior import Priors, load_priors
from reasonscore.verify.shared_name import share_names
from reasonscore.verify.trial.record import is_record
from reasonscore.verify.verdict import Probabilities, Verdict

MOST = 6
"""Sentences of a window that are asked about; the window has seldom more, and the others hold less of the claim."""
MOST_LACKING = 3.0
"""Words of the claim that a sentence may lack; beyond them it is about something else anyhow."""


def needs_reading(verdict: Verdict) -> bool:
    """Whether a verdict is a contradiction, which is read again; lines of a trial's record are no sentences."""
    if verdict.label != "contradicted" or not verdict.evidence:
        return False
    return not any(check.name == "trial" for check in verdict.checks) and not is_record(verdict.evidence[0].text)


def reread_pairs(claim: str, verdict: Verdict) -> list[TextPair]:
    """What the backend is asked: the deciding window, which it remembers, its sentences, and the window turned round.

    If a claim cannot hold beside the evidence, nor can the evidence beside the claim.
    """
    window = verdict.evidence[0].text
    pairs = [share_names(text, claim) for text in (window, *sentences_read(claim, window))]
    return [*pairs, TextPair(pairs[0].hypothesis, pairs[0].premise)]


def sentences_read(claim: str, window: str) -> list[str]:
    """The sentences of a window that hold most of the claim's words, in their order; none where it has only one.

    >>> sentences_read("Zinc helps.", "Zinc helps. Iron does not.")
    ['Zinc helps.', 'Iron does not.']
    >>> sentences_read("Zinc helps.", "Zinc does not help.")
    []
    """
    sentences = [window[start:end] for start, end in split_sentences(window)]
    if len(sentences) < 2:
        return []
    asked = read_statement(claim)
    held = [words_held(asked, read_statement(sentence)) for sentence in sentences]
    kept = sorted(range(len(sentences)), key=lambda index: (-held[index], index))[:MOST]
    return [sentences[index] for index in sorted(kept)]


def reread(
    claim: str,
    verdict: Verdict,
    rows: ProbabilityRows,
    model: LinearModel | None = None,
    priors: Priors | None = None,
    *,
    extracted: bool = False,
) -> Verdict:
    """The verdict itself where the contradiction holds, else one that asserts nothing.

    The part of its probability that does not hold goes to "unverifiable"; the flag is `low_confidence`.

    Args:
        claim: The claim's text.
        verdict: A contradiction.
        rows: The backend's probabilities of `reread_pairs`, in their order.
        model: What a contradiction needs; that of the resources by default.
        priors: How often contradictions hold; those of the resources by default.
        extracted: Whether the claim was taken out of a response; else it came by itself.
    """
    said = verdict.probabilities
    if said is None:
        return verdict
    model = model or load_linear_model("contradiction")
    holds = (priors or load_priors()).corrected(
        model.probability(reading_features(claim, verdict, rows)), extracted=extracted
    )
    if holds >= model.threshold:
        return verdict
    kept = said.contradicted * holds
    row = Probabilities(said.supported, kept, said.unverifiable + said.contradicted - kept)
    flags = (*(flag for flag in verdict.flags if flag != "low_confidence"), "low_confidence")
    return replace(verdict, label="unverifiable", probabilities=row, flags=flags)


def reading_features(claim: str, verdict: Verdict, rows: ProbabilityRows) -> Mapping[str, float]:
    """What speaks for a contradiction and against it, by name.

    Args:
        claim: The claim's text.
        verdict: The contradiction.
        rows: The backend's probabilities of `reread_pairs`.
    """
    said = verdict.probabilities
    assert said is not None
    window = verdict.evidence[0].text
    asked = read_statement(claim)
    sentences = sentences_read(claim, window) or [window]
    reverse, own = rows[-1], rows[1:-1] if len(rows) > 2 else rows[:1]
    held = [words_held(asked, read_statement(sentence)) for sentence in sentences]
    fullest, against = held.index(max(held)), int(own[:, 1].argmax())
    denials = [bool(denied_reaches(sentence)) for sentence in sentences]
    denied = one_sided(asked, window)
    checks = [check for check in verdict.checks if check.outcome == "conflict" and check.weight == "contradicts"]
    return {
        "contradicted": _odds(said.contradicted, 1 - said.contradicted),
        "supported": _odds(said.supported, said.unverifiable),
        "window_contradicted": _odds(rows[0, 1], rows[0, 2]),
        "window_supported": _odds(rows[0, 0], rows[0, 2]),
        "turned_contradicted": _odds(reverse[1], 1 - reverse[1]),
        "sentence_contradicted": _odds(own[against, 1], 1 - own[against, 1]),
        "sentence_supported": _odds(own[:, 0].max(), 1 - own[:, 0].max()),
        "fullest_contradicted": _odds(own[fullest, 1], 1 - own[fullest, 1]),
        "fullest_supported": _odds(own[fullest, 0], 1 - own[fullest, 0]),
        "held": words_held(asked, read_statement(window)),
        "held_by_fullest": held[fullest],
        "held_by_contradicting": held[against],
        "lacking": min(MOST_LACKING, len(asked.words) * (1 - held[against])),
        "denied_by_claim": denied.claim,
        "denied_by_window": denied.evidence,
        "denied_elsewhere": float(any(denials) and not denials[fullest] and not denied_reaches(claim)),
        "only_one_advises": float(is_advice(claim) != is_advice(sentences[against])),
        "only_one_personal": float(is_personal(claim) != is_personal(sentences[against])),
        "possibility": float(is_possibility(claim)),
        "ascribed": float(is_ascribed(claim)),
        "conflict": float(bool(checks)),
        "sure_conflict": float(any(is_sure(check, asked, window) for check in checks)),
        "agreement": float(any(check.outcome == "agree" for check in verdict.checks)),
        "conflicting": float("conflicting_evidence" in verdict.flags),
    }


def reading_signature() -> Mapping[str, str]:
    """The version of the model of contradictions, and the priors that it is corrected for."""
    return {"contradiction": load_linear_model("contradiction").digest, **load_priors().signature()}


def _odds(one: float, other: float) -> float:
    return max(-LIMIT, min(LIMIT, math.log(max(float(one), 1e-6) / max(float(other), 1e-6))))
