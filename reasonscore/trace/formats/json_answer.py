r"""JSON answers: `{"reasoning": "...", "answer": "B"}`, well formed or not, fenced or not, after prose or alone.

Keys are looked for one by one, so a missing bracket or an unescaped quotation mark does not lose the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from reasonscore.span import Piece, subtract, trim
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.table import read_table
from reasonscore.trace.title import title_role
from reasonscore.trace.trace import Region

_OPENS = re.compile(r"(?:^|[\n:`*\s])\s{0,8}[{\[]\s{0,20}(?=[\"'“{])")
_NAMES = re.compile(
    r"[\"'“”]\s?(?:name|dx|hypothesis|diagnosis|disease|condition|disorder|answer|label|text|title|entity)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"[\"'“”]\s?(?:text|content|description|step|reasoning|thought|statement|explanation|detail)s?\s?[\"'“”]",
    re.IGNORECASE,
)
"""The key under which an object of a list of steps says what the step is."""
_OBJECTS = re.compile(r"\[\s{0,40}\{")
_LONGEST_ANSWER = 1500
_FEWEST_RATED = 2
_COUNTED = re.compile(
    r"(?:rank|top|diagnosis|dx|ddx|prediction|answer|guess|option|candidate|no)?[ _\-]?(\d{1,2})", re.IGNORECASE
)
_SHARE = re.compile(r"(?:0?\.\d{1,4}|0|1(?:\.0{1,4})?|\d{1,3}(?:\.\d{1,2})?\s?%)")


@cache
def _key() -> re.Pattern[str]:
    """A key with its quotation marks and colon; its kind is the name of the group that matched."""
    keys = read_table("json_keys.tsv")
    kinds = "|".join(
        f"(?P<{kind}>{'|'.join(re.escape(key) for known, key in keys if known == kind)})"
        for kind in ("answer", "ranked", "reason")
    )
    other = r"(?P<other>[\w \-]{1,40})"
    return re.compile(rf"[\"'“”]\s?(?:{kinds}|{other})\s?[\"'“”]\s{{0,3}}:\s{{0,20}}", re.IGNORECASE)


@dataclass
class _Pairs:
    """What the keys of an object hold, taken in one after the other.

    Args:
        text: The response.
    """

    text: str
    regions: list[Region] = field(default_factory=list)
    parts: dict[str, list[Piece]] = field(default_factory=lambda: {"answer": [], "ranked": [], "reason": []})
    items: list[Piece] = field(default_factory=list)
    names: dict[int, tuple[Piece]] = field(default_factory=dict)
    """Where a key is an answer itself, it is no markup."""
    listing: str = ""
    """The bracket of the ranked list whose pairs come next."""
    stepping: bool = False
    """The pairs of a list of steps come next."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found that answers or argues."""
        return not self.items and not any(self.parts.values())

    def take(self, key: re.Match[str], stop: int) -> None:
        """Take in a key and its value, which ends before `stop`."""
        value = _value(self.text, key.end(), stop)
        self.regions.append(Region((key.start(), min(value[0], stop)), "markup"))
        tail = _tail(self.text, value[1], stop)
        self.regions.append(Region((value[1], tail), "markup"))
        if self.listing:
            self._take_item(key, value)
            closing = "]" if self.listing == "[" else "}"
            self.listing = "" if closing in self.text[value[1] : tail] else self.listing
            return
        kind = _kind(key)
        if self._take_step(key, value, tail):
            return
        opened = self.text[value[0] : value[0] + 1] if kind == "ranked" else ""
        self.listing = opened if opened == "{" or (opened == "[" and "{" in self.text[slice(*value)]) else ""
        if kind is not None and value[0] < value[1] and self.listing != "{":
            self.parts[kind].append(value)

    def _take_step(self, key: re.Match[str], value: Piece, tail: int) -> bool:
        """Take in a list of steps that are objects, or what one of them says; False where the key is neither."""
        if _kind(key) == "reason" and _OBJECTS.match(self.text, value[0]):
            self.stepping = True
            return True
        says = self.stepping and _SAYS.match(key[0]) is not None
        if says and value[0] < value[1]:
            self.parts["reason"].append(value)
        self.stepping = self.stepping and "]" not in self.text[value[1] : tail]
        return says

    def _take_item(self, key: re.Match[str], value: Piece) -> None:
        """Take in a pair of a ranked list."""
        said = value[0] < value[1]
        if self.listing == "[":
            # Of its objects the names are the answers.
            self.items += [value] if said and _NAMES.match(key[0]) else []
            return
        # `{"1": "Gout"}` names the answers by rank, `{"Gout": 0.8}` with their probability.
        quote = key[0].strip(" :\t\n")[-1]
        named = trim(self.text, key.start() + 1, self.text.rindex(quote, key.start(), key.end()))
        ranked_first = any(c.isalpha() for c in self.text[slice(*value)])
        self.items += [value if ranked_first else named] if said else []
        self.names |= {} if ranked_first else {key.start(): (named,)}

    def count(self, keys: list[re.Match[str]], end: int) -> None:
        """Take the keys for ranks or rated names where they are that and nothing else."""
        counted = _numbered(self.text, keys, end)
        if not counted and not self.is_empty:
            return
        if counted:
            self.parts = {"answer": [], "ranked": [], "reason": []}
        self.items = counted or _rated(self.text, keys, end)
        self.names = {key.start(): (item,) for key, item in zip(keys, self.items, strict=False) if item[0] < key.end()}


def read(text: str, piece: Piece) -> Layout | None:
    """Answers, ranked answers and reasoning by key; None where no object with such a key is there."""
    opening = _OPENS.search(text, *piece)
    if opening is None:
        return None
    keys = [found for found in _key().finditer(text, opening.start(), piece[1]) if _opens_pair(text, found.start())]
    pairs = _Pairs(text)
    for index, key in enumerate(keys):
        pairs.take(key, keys[index + 1].start() if index + 1 < len(keys) else piece[1])
    pairs.count(keys, piece[1])
    if pairs.is_empty:
        return None
    opened = Region((text.index(opening[0].strip()[0], opening.start()), keys[0].start()), "markup")
    answers, items = pairs.parts["answer"], pairs.items
    # A list or object as the answer is a ranked answer.
    several = {one for one in answers if text[one[0]] in "[{"}
    asked = {_name(found) for found in keys if _kind(found) == "answer"}
    if not items and opening[0].rstrip().endswith("[") and len(answers) > 1 and len(asked) == 1:
        # A bare list of objects with one answer each is ranked.
        answers, items = [], answers
    return Layout(
        name="json",
        answers=tuple(one for one in answers if one not in several and one[1] - one[0] <= _LONGEST_ANSWER),
        ranked=tuple(sorted({*pairs.parts["ranked"], *several})),
        items=tuple(items),
        reasoning=tuple(pairs.parts["reason"]),
        regions=tuple(
            Region(rest, one.reason)
            for one in [opened, *pairs.regions]
            for rest in subtract(*one.piece, pairs.names.get(one.piece[0], ()))
        ),
    )


def _numbered(text: str, keys: list[re.Match[str]], end: int) -> list[Piece]:
    """The values of an object whose keys count from one: `{"rank_1": "Gout", "rank_2": "Lupus"}`."""
    stops = [key.start() for key in keys[1:]] + [end]
    counted = [_COUNTED.fullmatch(_name(key)) for key in keys]
    if len(keys) < _FEWEST_RATED or [one and int(one[1]) for one in counted] != list(range(1, len(keys) + 1)):
        return []
    return [_value(text, key.end(), stop) for key, stop in zip(keys, stops, strict=True)]


def _rated(text: str, keys: list[re.Match[str]], end: int) -> list[Piece]:
    """The keys of an object that gives each of them a probability and says nothing else: `{"Gout": 0.8}`."""
    if len(keys) < _FEWEST_RATED:
        return []
    stops = [key.start() for key in keys[1:]] + [end]
    values = [text[slice(*_value(text, key.end(), stop))] for key, stop in zip(keys, stops, strict=True)]
    if not all(_SHARE.fullmatch(value) for value in values):
        return []
    return [key.span("other") if key["other"] else key.span() for key in keys]


def _name(key: re.Match[str]) -> str:
    return (key["answer"] or key["ranked"] or key["reason"] or key["other"] or "").casefold()


def _kind(key: re.Match[str]) -> str | None:
    """What a key holds, by the table, else by the words of its name (`top_3_differentials`)."""
    for kind in ("answer", "ranked", "reason"):
        if key[kind] is not None:
            return kind
    role = title_role(key["other"].casefold().replace("_", " ").replace("-", " "))
    return {"answer": "answer", "differential": "ranked", "thinking": "reason"}.get(role or "")


def _opens_pair(text: str, at: int) -> bool:
    """A key follows an opening brace or a comma (or, in damaged JSON, a line end)."""
    before = text[max(0, at - 40) : at].rstrip(" \t")
    return before.endswith(("{", ",", "\n", "[", "，"))


def _value(text: str, start: int, stop: int) -> Piece:
    """A value without its quotation marks; a list or object with its brackets."""
    left, right = trim(text, start, stop)
    if left >= right:
        return left, left
    if text[left] in "[{":
        close = text.rfind("]" if text[left] == "[" else "}", left, right)
        return (left, close + 1) if close > left else (left, right)
    while right > left and (text[right - 1] in ",}]`" or text[right - 1].isspace()):
        right -= 1
    if text[left] in "\"'“":
        quote = "”" if text[left] == "“" else text[left]
        end = text.rfind(quote, left + 1, right)
        return (left + 1, end if end > left else right)
    comma = re.compile(r"[,}\]\n]").search(text, left, right)
    return trim(text, left, comma.start() if comma else right)


def _tail(text: str, start: int, stop: int) -> int:
    """The end of the punctuation after a value."""
    while start < stop and (text[start] in "\"'”,}] \t\n"):
        start += 1
    return start


formats.register("json_answer")(Format("section", 30, read))
