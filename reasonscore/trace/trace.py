"""A response, read: where it thinks, what it answers, its steps, and what in it is not the model's own statement."""

from __future__ import annotations

from dataclasses import dataclass

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
