"""The formats that medical reasoning models write, one family per file; importing this registers them all."""

from reasonscore.trace.formats import (
    answer_table,
    answer_tags,
    boxed,
    code_fence,
    continuation,
    harmony,
    headed,
    json_answer,
    quotation,
    reflection,
    retrieval,
    special_tokens,
    think_tags,
    transcript,
)

__all__ = [
    "answer_table",
    "answer_tags",
    "boxed",
    "code_fence",
    "continuation",
    "harmony",
    "headed",
    "json_answer",
    "quotation",
    "reflection",
    "retrieval",
    "special_tokens",
    "think_tags",
    "transcript",
]
