"""Headed traces: `## Thinking` / `## Final Response`, `### Reasoning:` / `### Answer:`, and their relatives.

HuatuoGPT-o1 and MedReason divide thinking from response; MedR-Bench asks for reasoning with `<step n>` and one of
answer, treatment or additional information; many models write `**Final Answer:** B` or plain `Diagnosis:` lines. The
titles of nine languages stand in `headings.tsv`.
"""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.heading import Heading, headings
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.trace import Region

_PLANS = ("treatment", "request")
_ANSWERS = ("answer", *_PLANS)
_ROLES = ("thinking", "final", "answer", "differential", *_PLANS)
_BLANK = re.compile(r"\n[ \t]*\n")
_SHORT_LEAD = 200
_ASKED = re.compile(
    r"(?:^|\n)[ \t*_>#]{0,8}(?:Q|Question)[*_]{0,3}\s?[:.][^\n]{0,2000}\n+[ \t*_>#]{0,8}A[*_]{0,3}\s?[:.][*_ \t]{0,6}"
)
_REQUEST_TITLE = "additional information required"
_MEDRBENCH_TITLES = ("reasoning", "resoning", "reasonning")


def read(text: str, piece: Piece) -> Layout | None:
    """Thinking, final part, answers and ranked answers by headings; None where no known heading is there."""
    found = [one for one in headings(text, *piece) if one.level or one.role]
    found = _opening(text, piece, found)
    known = [one for one in found if one.role is not None]
    if not known:
        return None
    bodies = {one: trim(text, one.body, _end(text, one, stop)) for one, stop in _stops(found, piece[1])}
    part = {role: [bodies[one] for one in known if one.role == role] for role in _ROLES}
    thinking, final, answers = part["thinking"], part["final"], part["answer"]
    plans = [] if answers else [body for role in _PLANS for body in part[role]]
    # A differential inside the reasoning is on the way to the answer, not the answer.
    ranked = [one for one in part["differential"] if not (answers and any(_within(one, other) for other in thinking))]
    # A titled step and a numbered item keep their titles: the splitters need them.
    regions = [Region(one.piece, "markup") for one in found if one.role is not None or not _is_item(one)]
    regions += [Region(bodies[one], "question") for one in known if one.role == "question" and one.level]
    if not any(part.values()):
        return None
    # "C", then "Explanation: ...": what stands before the reasons is what they are given for.
    lead = trim(text, piece[0], known[0].piece[0])
    if not (final or answers or plans) and known[0].role == "thinking" and lead[1] - lead[0] <= _SHORT_LEAD:
        final = [lead] if any(c.isalnum() for c in text[slice(*lead)]) else []
    return Layout(
        name=_name(known),
        thinking=_filled(thinking) if final or answers or plans else (),
        final=_filled(final) or (_filled(answers + plans + ranked) if thinking else ()),
        answers=_filled(answers),
        plans=_filled(plans),
        ranked=_filled(ranked),
        reasoning=_filled(thinking),
        regions=tuple(one for one in regions if one.piece[0] < one.piece[1]),
    )


def _is_item(heading: Heading) -> bool:
    return heading.title.startswith("step ") or heading.title[:1].isdigit()


def _end(text: str, heading: Heading, stop: int) -> int:
    """Where the text under a heading ends; an answer on the heading's own line ends with its paragraph."""
    if not heading.inline or heading.role in ("thinking", "final"):
        return stop
    blank = _BLANK.search(text, heading.body, stop)
    return blank.start() if blank else stop


def _within(inner: Piece, outer: Piece) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _opening(text: str, piece: Piece, found: list[Heading]) -> list[Heading]:
    """The headings, with a bare first line `thinking` seen as one (a damaged `## Thinking`)."""
    left, _ = trim(text, *piece)
    asked = _ASKED.match(text, left, piece[1])
    if asked is not None and not found:
        # "Q: ..." and below it "A: ...", where A is no option.
        start = text.rfind("\n", left, asked.end()) + 1
        return [Heading("a", "answer", 0, (start, asked.end()), asked.end(), inline=True)]
    end = text.find("\n", left, min(piece[1], left + 30))
    if end < 0 or (found and found[0].piece[0] <= left):
        return found
    title = "".join(c for c in text[left:end].casefold() if c.isalpha())
    if title not in ("thinking", "thought", "reasoning"):
        return found
    return [Heading(title, "thinking", 0, (left, end), end), *found]


def _stops(found: list[Heading], end: int) -> list[tuple[Heading, int]]:
    """Where the text under each heading stops: at the next heading that is not below it."""
    stopped: list[tuple[Heading, int]] = []
    open_ones: list[Heading] = []
    for one in found:
        while open_ones and not _holds(open_ones[-1], one):
            stopped.append((open_ones.pop(), one.piece[0]))
        open_ones.append(one)
    stopped += [(one, end) for one in reversed(open_ones)]
    return stopped


def _holds(upper: Heading, lower: Heading) -> bool:
    """A heading of a deeper level, or an unknown or plain line, belongs to the part above it."""
    if upper.inline:
        return lower.role is None and lower.level == 0
    if upper.level and lower.level:
        return lower.level > upper.level and lower.role not in _outranking(upper)
    if upper.level:
        return lower.role is None or upper.role in ("thinking", "final")
    return lower.role is None and lower.level == 0


def _outranking(upper: Heading) -> tuple[str, ...]:
    return ("final", "answer") if upper.role == "thinking" else ()


def _name(known: list[Heading]) -> str:
    roles = {one.role for one in known}
    titles = {one.title for one in known}
    if "thinking" in roles and any(one.title == "final response" for one in known):
        return "thinking_final_response"
    if "reasoning process" in titles and "conclusion" in titles:
        return "reasoning_conclusion"
    if any(one.level and one.title in _MEDRBENCH_TITLES for one in known) and roles & set(_ANSWERS):
        return "medrbench"
    if any(one.level and one.title == _REQUEST_TITLE for one in known):
        return "medrbench"
    return "headings"


def _filled(pieces: list[Piece]) -> tuple[Piece, ...]:
    return tuple(sorted({one for one in pieces if one[0] < one[1]}))


formats.register("headed")(Format("section", 40, read))
