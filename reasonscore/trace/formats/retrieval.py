"""Search turns: retrieved text is evidence and queries are questions; neither is the model's claim.

`<search>`, `<information>`, `<documents>`, `<tool_call>`, Search-o1 bars, ReAct `Action:` / `Observation:` lines, and
the follow-up questions of iterative retrieval (`Follow up:`, `Query 1:`, headed lists of queries or documents).
"""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.heading import headings
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.line import lines
from reasonscore.trace.mark import Block, Tag, find_blocks, find_tags
from reasonscore.trace.trace import Region

_RETRIEVED = frozenset(
    "information search_result search_results searchresult result results document documents doc docs context contexts "
    "passage passages paragraph retrieval retrieved retrieved_documents retrieved_context evidence observation "
    "tool_response tool_result function_results knowledge snippet tool_results reference references".split()
)
_QUERIES = frozenset(
    "search query queries search_query subquery subquestion tool_call tool_calls function_call function_calls action "
    "tool_code invoke follow_up follow_up_questions".split()
)
_BARS = {
    "|begin_search_query": ("query", False),
    "|end_search_query": ("query", True),
    "|begin_search_result": ("information", False),
    "|end_search_result": ("information", True),
    "|begin_of_query": ("query", False),
    "|end_of_query": ("query", True),
    "|begin_of_documents": ("information", False),
    "|end_of_documents": ("information", True),
}
_STOPS = frozenset("think thinking answer search query reasoning final_answer".split())
_LINE = re.compile(
    r"(?P<query>(?:Action(?: Input)?|Search(?: Query)?|Follow[- ]?up(?: question)?s?|Sub-?question|Query|Tool call|"
    r"Are follow up questions needed here)(?: \d{1,2})?\s?:)"
    r"|(?P<retrieved>(?:Observation|Search results?|Retrieved (?:documents?|passages?|evidence|context)|"
    r"(?:Document|Passage|Doc|Context) \[?\d{1,2}\]?)(?: \d{1,2})?\s?:)"
    r"|(?P<own>(?:Thought|Intermediate answer|Answer|Final answer|Reasoning|Analysis|So the final answer is|Conclusion)"
    r"(?: \d{1,2})?\s?:)",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"^\W{0,6}(?:Action(?: Input)?|Search|Intermediate answer)(?: \d{1,2})?\s?:", re.IGNORECASE | re.MULTILINE
)
_REFERENCES = re.compile(
    r"^[ \t]{0,4}(?:references|sources|bibliography|citations|works cited|literature|references? list)\s?:?[ \t]{0,4}\n"
    r"\s{0,4}(?=\[\d{1,3}\]|\(?\d{1,3}[.)]\s|[-*•]\s)",
    re.IGNORECASE | re.MULTILINE,
)
_LEAD = re.compile(r"[\s*#\-]{0,8}")
FINISHES = r"(?:finish|final[ _]?answer|submit(?:[ _]answer)?|answer|respond|conclude)"
"""What an action or a tool is called that gives the answer and looks nothing up."""
_ANSWERING_CALL = re.compile(rf"[\"']name[\"']\s?:\s?[\"']{FINISHES}[\"']", re.IGNORECASE)
_ANSWERING_ACTION = re.compile(rf"Action(?: \d{{1,2}})?\s?:\s?[*`]{{0,3}}{FINISHES}\b", re.IGNORECASE)
_ANSWER_TAG = re.compile(r"<(?:answer|final_answer|option|choice|diagnosis)\b", re.IGNORECASE)
_LOOSE = frozenset(("result", "results", "tool_call", "tool_calls", "function_call", "function_calls", "action"))


def read(text: str, piece: Piece) -> Layout | None:
    """Queries and retrieved text; None where there are none."""
    tags = [_plain(tag) for tag in find_tags(text) if piece[0] <= tag.piece[0] < piece[1]]
    # A `<result>` without any query is what the response results in.
    asked = any(tag.name in _QUERIES or tag.name in _RETRIEVED - {"result"} for tag in tags)
    regions = [
        Region(block.outer, reason)
        for names, reason in ((_RETRIEVED, "retrieved"), (_QUERIES, "query"))
        for block in find_blocks(tags, names, piece[1], stops=_STOPS - names)
        if (block.closed or block.name in ("information", "tool_response", "search"))
        and not (_answers(text, block) or (block.name == "result" and not asked))
    ]
    regions += [*_labelled(text, piece), *_headed(text, piece), *_bare_references(text, piece)]
    return Layout(name="search", regions=tuple(regions)) if regions else None


def _answers(text: str, block: Block) -> bool:
    """A call of the tool that gives the answer, or a result that holds one in a tag of its own."""
    return block.name in _LOOSE and (
        _ANSWERING_CALL.search(text, *block.inner) is not None or _ANSWER_TAG.search(text, *block.inner) is not None
    )


def _plain(tag: Tag) -> Tag:
    name, closes = _BARS.get(tag.name, (tag.name, tag.closes))
    return Tag(name, closes, tag.rest, tag.piece)


def _labelled(text: str, piece: Piece) -> list[Region]:
    """Lines labelled as a query or a retrieved text, each up to the next label or blank line.

    A query counts only where it asks something or where search turns are labelled too, an observation only there: a
    plan may well say `Follow-up: in two weeks`, and a model may label its own observations.
    """
    regions: list[Region] = []
    turns = _TURNS.search(text, *piece) is not None
    reason: str | None = None
    finishes = False
    for start, end in lines(text, *piece):
        lead = _LEAD.match(text, start, end)
        label = _LINE.match(text, lead.end() if lead else start, end)
        if label is not None and label["query"]:
            named = _ANSWERING_ACTION.match(text, label.start(), end) is not None
            given = label["query"].casefold().startswith("action input")
            finishes = (finishes and given) or named or text.find("Finish[", start, end) >= 0
            reason = (
                None if finishes else "query" if turns or text[start:end].rstrip(" *").endswith(("?", "？")) else None
            )
        elif label is not None:
            source = label["retrieved"]
            observed = source is not None and source[0] in "Oo"
            reason = "retrieved" if source and (turns or not observed) else None
            if label["own"] and label["own"].casefold().startswith("intermediate"):
                regions.append(Region((start, label.end()), "markup"))
        elif reason == "query" or not text[start:end].strip():
            reason = None
        if reason is not None and start < end:
            regions.append(Region((start, end), reason))
    return regions


def _bare_references(text: str, piece: Piece) -> list[Region]:
    """A numbered list under a line that says only `References`, up to the next blank line."""
    found = _REFERENCES.search(text, *piece)
    if found is None:
        return []
    blank = text.find("\n\n", found.end(), piece[1])
    return [Region(trim(text, found.start(), blank if blank >= 0 else piece[1]), "retrieved")]


def _headed(text: str, piece: Piece) -> list[Region]:
    """What stands under a heading that announces retrieved documents, queries or references."""
    regions = []
    stop = piece[1]
    for one in reversed([found for found in headings(text, *piece) if found.role or found.level]):
        marked = one.level or text.startswith("**", one.piece[0])
        if marked and one.role in ("retrieved", "queries", "reference"):
            reason = "query" if one.role == "queries" else "retrieved"
            regions.append(Region((one.piece[0], trim(text, one.piece[0], stop)[1]), reason))
        stop = one.piece[0]
    return regions


formats.register("retrieval")(Format("region", 20, read))
