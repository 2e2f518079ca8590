"""Whether a response has the form that was asked for."""

from __future__ import annotations

import re
from typing import Literal

from reasonscore.reward.assessment import Assessment
from reasonscore.trace.mark import find_tags

Style = Literal["tags", "think", "headings", "any"]
STYLES: tuple[Style, ...] = ("tags", "think", "headings", "any")

_THINK, _ANSWER = ("think", "thinking"), ("answer",)
_HEADING = re.compile(r"^#{1,4}\s{0,3}(?:\*\*)?(thinking|final response)\b", re.IGNORECASE | re.MULTILINE)


def well_formed(assessed: Assessment, style: Style = "any") -> float:
    """1 where the response has the form, else 0; never anything between, so that form alone is worth little.

    - `tags`: one think block, then one answer block, nothing else around them. The opening think tag may stand in the
      prompt.
    - `think`: one closed think block, then something.
    - `headings`: one "## Thinking" and one "## Final Response", in this order.
    - `any`: some final answer outside of the thinking, in a response that ends.

    Every style wants words in each part, and a response that is not cut short.
    """
    trace = assessed.trace
    if assessed.sample.cut[0] or not trace.text.strip():
        return 0.0
    if style == "any":
        found = trace.answer is not None or trace.choice is not None
        return float(found and not trace.truncated and "answer_from_thinking" not in trace.ambiguities)
    if style == "headings":
        return float(_headed(trace.text))
    return float(_tagged(trace.text, with_answer=style == "tags"))


def _tagged(text: str, *, with_answer: bool) -> bool:
    tags = [tag for tag in find_tags(text) if tag.name in (*_THINK, *(_ANSWER if with_answer else ()))]
    if tags and tags[0].name in _THINK and tags[0].closes:
        opening = 0
    elif len(tags) > 1 and tags[0].name in _THINK and tags[1].name == tags[0].name and tags[1].closes:
        if text[: tags[0].piece[0]].strip():
            return False
        opening = tags[0].piece[1]
        tags = tags[1:]
    else:
        return False
    if not _says(text[opening : tags[0].piece[0]]):
        return False
    if not with_answer:
        return len(tags) == 1 and _says(text[tags[0].piece[1] :])
    shape = [(tag.name in _ANSWER, tag.closes) for tag in tags[1:]]
    if shape != [(True, False), (True, True)]:
        return False
    around = text[tags[0].piece[1] : tags[1].piece[0]] + text[tags[2].piece[1] :]
    return not around.strip() and _says(text[tags[1].piece[1] : tags[2].piece[0]])


def _headed(text: str) -> bool:
    found = [(match[1].casefold(), match) for match in _HEADING.finditer(text)]
    if [name for name, _ in found] != ["thinking", "final response"]:
        return False
    first, second = found[0][1], found[1][1]
    return (
        not text[: first.start()].strip() and _says(text[first.end() : second.start()]) and _says(text[second.end() :])
    )


def _says(text: str) -> bool:
    return any(character.isalnum() for character in text)
