"""Phrases that announce, commit to, exclude or decline an answer, in nine languages, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reasonscore.trace.table import read_table


@cache
def announcements(kind: str) -> re.Pattern[str]:
    """What matches any phrase that announces an answer (`kind` `answer`) or a diagnosis (`diagnosis`).

    >>> announcements("answer").search("So, the answer is C.")[0]
    'the answer is'
    """
    return re.compile(any_of(phrase for known, _, phrase in read_table("answer_phrases.tsv") if known == kind), re.I)


@cache
def abstentions() -> re.Pattern[str]:
    """What matches any phrase by which a response declines to answer."""
    return re.compile(any_of(phrase for _, phrase in read_table("abstentions.tsv")), re.IGNORECASE)


@cache
def cues(kind: str) -> re.Pattern[str]:
    """What matches any cue of one kind of `cues.tsv`.

    >>> bool(cues("concludes").search("Therefore, ...")), bool(cues("concludes").search("soon"))
    (True, False)
    """
    return re.compile(cue_words(kind), re.IGNORECASE)


@cache
def cue_words(kind: str) -> str:
    """The same as the source of a pattern without groups, to be put into a larger one."""
    return any_of(phrase for known, phrase in read_table("cues.tsv") if known == kind)


def any_of(phrases: Iterable[str]) -> str:
    """The source of a pattern that matches any of the phrases, the longest first, at word boundaries."""
    return "(?:" + "|".join(_pattern(one) for one in sorted(phrases, key=lambda one: (-len(one), one))) + ")"


def _pattern(phrase: str) -> str:
    body = re.escape(phrase).replace(r"\ ", r"\s{1,3}").replace("'", "['’]").replace(":", r"(?:\*\*)?\s?[:：]")
    before = r"\b" if phrase[0].isascii() and phrase[0].isalnum() else ""
    after = r"\b" if phrase[-1].isascii() and phrase[-1].isalpha() else ""
    # An ellipsis in the table stands for a few words: "the diagnosis for ... is".
    return before + body.replace("…", r"[^.:;\n]{1,80}?") + after
