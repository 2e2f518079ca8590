"""What of a text makes no claim, with the reason: by sentence, and by the parts of a sentence that a cue sets apart."""

from __future__ import annotations

import re
from functools import cache

from reasonscore.decompose.search.cue import Cues
from reasonscore.decompose.search.table import read_table

REASONS = {
    "question": "a question",
    "greeting_thanks_closing": "a greeting, thanks or a closing",
    "empathy": "sympathy with the reader",
    "contact_request": "a request for information or contact",
    "process_meta": "talk about the own procedure",
    "task_restatement": "what the task asks",
    "exam_commentary": "talk about the exam or its difficulty",
    "source_pointer": "a bare reference, or a number in brackets that points at one",
    "personal_story": "the writer's own story",
    "preference": "a liking without a statement",
    "disclaimer": "a disclaimer about the text itself",
    "heading": "a heading or label",
    "markup": "list numbers, tags, fences",
    "fragment": "words without a statement",
    "connective": "words that join clauses",
    "wrapper": "a frame around a statement",
    "retracted": "taken back by the writer",
    "unsupported_language": "not English",
    "unparsable": "too long or too broken to be read",
}
"""Reason codes of `filtered`, each with its meaning; a region keeps its own reason (`code`, `quoted`, `retrieved`)."""

_QUESTION = re.compile(r"\?[\"'”’)\]*\s]*$")
_COLON_QUESTION = re.compile(r"^.{12}[^a-z\n]*[a-z].*:\s[^:]*\?$")
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _cues() -> Cues:
    return Cues(read_table("filters"))


_MORE = re.compile(
    r"\b\d+(?:\.\d+)?\s?(?:mg|mmol|%|ml|units|mmhg)|\b(?:because|indicat\w+|suggest\w+|diagnos\w+|should "
    r"be treated|treat\w+ with)\b",
    re.I,
)


def filter_reason(text: str, whole: str | None = None) -> str | None:
    """The reason why a sentence, or a part of a whole one, makes no claim; None where it may make one.

    >>> filter_reason("Could this still be sarcoidosis?"), filter_reason("The calcium is low.")
    ('question', None)
    """
    if not _LETTER.search(text):
        return "fragment"
    if "?" in text and _QUESTION.search(text) and not _COLON_QUESTION.match(text):
        return "question"
    cue = _cues().at(text, 0, whole)
    return None if cue is None else cue.label
