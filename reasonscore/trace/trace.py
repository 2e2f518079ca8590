"""A response, read: where it thinks, what it answers, its steps, and what in it is not the model's own statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reasonscore.span import Piece, Span


@dataclass(frozen=True, slots=True)
class Step:
    """One reasoning step.

    Args:
        text: The step, as parsed or as the input row gave it.
        span: Where it stands in the response; None only for input steps that the response does not contain.
    """

    text: str
    span: Span | None

    def to_row(self) -> dict[str, Any]:
        """The step as a JSON object, with its category and probability still open."""
        span = None if self.span is None else [list(piece) for piece in self.span]
        return {"text": self.text, "span": span, "category": None, "probability": None}


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the response that is never decomposed, with the reason (`code`, `quoted`, `retrieved`, ...)."""

    piece: Piece
    reason: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What the reader found in a response.

    Args:
        text: The response; all spans are offsets into it.
        format: Name of the format that was recognised, `plain` where none was.
        thinking: The reasoning part; None where the response has no separate one.
        final: The part addressed to the reader; None where nothing but reasoning was found.
        answer: The final answer, None where none was found.
        answer_span: Where it stands.
        choice: Letter of the chosen option.
        answers: Ranked answers, best first, without duplicates.
        abstained: The response says that it cannot answer.
        truncated: The response stops before its end.
        steps: Reasoning steps in order.
        regions: What must not be decomposed, in order and disjoint.
        language: `en`, or another language's code where the text is not English.
        choices: All options that are chosen together; one for a clear choice, several for `both A and C`.
        answer_spans: Where the ranked answers stand, in their order; empty where the input row brought them.
        confidences: What the response says of each ranked answer, 0 to 1; None where it says nothing.
        duplicates: How many ranked answers repeated an earlier one.
        beyond_cap: How many ranked answers were left out because the list is too long.
        ambiguities: What was unclear and how it was read: `several_choices`, `letter_contradicts_text`,
            `thinking_disagrees`, `answer_from_thinking`.
        copied: Share of the response's words that stand in runs copied from the question, 0 to 1.
        flattened: The response was a list of chat messages; `text` is what the spans refer to.
    """

    text: str
    format: str = "plain"
    thinking: Span | None = None
    final: Span | None = None
    answer: str | None = None
    answer_span: Span | None = None
    choice: str | None = None
    answers: tuple[str, ...] = ()
    abstained: bool = False
    truncated: bool = False
    steps: tuple[Step, ...] = ()
    regions: tuple[Region, ...] = ()
    language: str = "en"
    choices: tuple[str, ...] = ()
    answer_spans: tuple[Span, ...] = ()
    confidences: tuple[float | None, ...] = ()
    duplicates: int = 0
    beyond_cap: int = 0
    ambiguities: tuple[str, ...] = ()
    copied: float = 0.0
    flattened: bool = False

    def to_row(self) -> dict[str, Any]:
        """The trace as a JSON object of an output row.

        `text` is there only where the response was a list of chat messages, `language` only where it is not English;
        `ambiguities`, `choices` (several chosen together), `confidences`, `duplicates` and `beyond_cap` only where
        there is something to report.

        >>> Trace("Rest.", steps=(Step("Rest.", ((0, 5),)),)).to_row()["steps"]
        [{'text': 'Rest.', 'span': [[0, 5]], 'category': None, 'probability': None}]
        """
        row: dict[str, Any] = {
            "format": self.format,
            "answer": self.answer,
            "choice": self.choice,
            "answers": list(self.answers),
            "abstained": self.abstained,
            "truncated": self.truncated,
            "steps": [step.to_row() for step in self.steps],
        }
        row |= {"text": self.text} if self.flattened else {}
        row |= {"language": self.language} if self.language != "en" else {}
        row |= {"ambiguities": list(self.ambiguities)} if self.ambiguities else {}
        row |= {"choices": list(self.choices)} if len(self.choices) > 1 else {}
        row |= {"confidences": list(self.confidences)} if any(one is not None for one in self.confidences) else {}
        row |= {"duplicates": self.duplicates} if self.duplicates else {}
        return row | ({"beyond_cap": self.beyond_cap} if self.beyond_cap else {})
