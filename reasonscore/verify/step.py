"""Step categories: Citation, Repetition, Reasoning or Redundancy, judged against the case and the earlier steps.

Source: the four categories are those of MedR-Bench's Reasoning Evaluator; the features and weights are ours, fitted by
training/steps.py on judged development cases.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reasonscore.decompose.layout.sentence import split_sentences
from reasonscore.verify.linear import load_linear_model
from reasonscore.verify.words import content_words, recall

Category = Literal["citation", "repetition", "reasoning", "redundancy"]

_INFERENCE = re.compile(
    r"\b(?:suggest|indicat|consistent with|likely|unlikely|rul(?:e|es|ed|ing) out|exclud|differential|because|"
    r"therefore|thus|hence|points? (?:to|toward)|support|typical|hallmark|caus|due to|concern|rais(?:e|es|ing)|"
    r"given|should|requir|explain|argu|favou?r|reflect|imply|implies|imped|pathognomonic|characteristic|warrant|"
    r"recommend|consider|suspect|align|correlat|compatible|secondary to)",
    re.IGNORECASE,
)
# "Diagnosed" and "confirmed" are words of case reports as well, so they are not among them.
_ARGUES = re.compile(
    r"\b(?:suggest|indicat|consistent with|likely|unlikely|rul(?:e|es|ed|ing) out|exclud|therefore|thus|hence"
    r"|points? (?:to|toward)|support|typical|hallmark|could|may|might|argu|favou?r|reflect|impl(?:y|ies)"
    r"|pathognomonic"
    r"|characteristic|consider|suspect|align|compatible|predispos|reduces|increases|risk|explain|concern|commonly"
    r"|often|can)",
    re.IGNORECASE,
)
"""Words of a sentence that weighs what it says; a case report hardly has them."""
_GATHERS = re.compile(
    r"\b(?:key (?:findings|features|points)|summar|identif(?:y|ied|ication)|review|gather|collect|chief complaint"
    r"|extract"
    r"|case (?:summary|overview|information)|presentation|clinical (?:information|data)|recogni[sz]"
    r"|patient (?:information|history|data))",
    re.IGNORECASE,
)
"""Words by which a step says that it collects what is known."""
_OPENING = 200
"""Characters at the start of a step that say what it is about."""
_MANY_NEW = 20
"""Words beyond the case from which on more of them say nothing more."""
_REPEATED = 0.9
"""Share of a step's words that one earlier step must hold for the step to say nothing new."""
NEAR = 200
"""Earlier steps that a step is compared with one by one: more would make a long list's time quadratic."""
_LEAST_WORDS = 3
"""Content words below which a step is too short to be called a repetition."""


@dataclass(frozen=True, slots=True)
class StepJudgement:
    """The category of a step, its probability (0 to 1) and the reason in words."""

    category: Category
    probability: float
    reason: str


UNREADABLE = StepJudgement("redundancy", 0.0, "not judged: unsupported language")
"""What a step in another language gets; metrics over such a response have the status `unsupported_language`."""


def step_features(
    step: str, question: Collection[str], earlier: Collection[frozenset[str]], said: Collection[str]
) -> dict[str, float]:
    """What the citation model looks at, by name; all values lie between 0 and about 1.

    Args:
        step: The step's text.
        question: Content words of the case.
        earlier: Content words of each of the latest earlier steps.
        said: Content words of all earlier steps together.
    """
    words = content_words(step)
    sentences = [step[start:end] for start, end in split_sentences(step)]
    return {
        "in_question": recall(words, question),
        "in_one_earlier": max((recall(words, held) for held in earlier), default=0.0),
        "in_all_earlier": recall(words, said),
        "inference_cue": float(bool(_INFERENCE.search(step))),
        "digits": sum(character.isdigit() for character in step) / max(1, len(words)),
        "first": float(not earlier),
        "new_words": min(1.0, len({word for word in words if word not in question}) / _MANY_NEW),
        "argues": sum(_ARGUES.search(one) is not None for one in sentences) / max(1, len(sentences)),
        "gathers": float(bool(_GATHERS.search(step[:_OPENING]))),
    }


def judge_steps(
    steps: Sequence[str], question: str | None, claimless: Collection[int] = frozenset()
) -> list[StepJudgement]:
    """One judgement a step, in order; earlier steps are those before it.

    Args:
        steps: The steps' texts.
        question: The case that steps may restate.
        claimless: Indices of steps in which the decomposer found nothing but greetings, headings and the like.

    >>> [s.category for s in judge_steps(["Fever and cough for 3 days.", "This suggests pneumonia."], "Fever, cough.")]
    ['citation', 'reasoning']
    """
    model = load_linear_model("citation")
    judged = []
    asked = frozenset(content_words(question or ""))
    earlier: deque[frozenset[str]] = deque(maxlen=NEAR)
    said: set[str] = set()
    for index, step in enumerate(steps):
        features = step_features(step, asked, earlier, said)
        citation = model.probability(features)
        size = len(content_words(step))
        if features["in_one_earlier"] >= _REPEATED and size >= _LEAST_WORDS:
            found = StepJudgement("repetition", features["in_one_earlier"], "an earlier step says the same")
        elif citation >= model.threshold:
            found = StepJudgement("citation", citation, "restates the case")
        elif index in claimless or not size:
            found = StepJudgement("redundancy", 1 - citation, "makes no claim")
        else:
            found = StepJudgement("reasoning", 1 - citation, "goes beyond the case and the earlier steps")
        judged.append(found)
        earlier.append(frozenset(content_words(step)))
        said |= earlier[-1]
    return judged


def steps_signature() -> Mapping[str, str]:
    """The version of the citation model."""
    return {"steps": load_linear_model("citation").digest}
