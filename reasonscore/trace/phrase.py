"""Phrases that announce, commit to, exclude or decline an answer, in nine languages, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reasonscore.trace.refusal import REFUSAL
from reasonscore.trace.table import read_table

_KINDS = (
    r"(?:(?:most|more|very|single|clear|likely|likeliest|probable|plausible|final|working|clinical|overall"
    r"|leading|top"
    r"|primary|underlying|unifying|correct|presumptive|definitive|suspected|principal|main|best|only|right|true"
    r"|probable"
    r"|provisional|fitting|appropriate|reasonable|my|our)\s)"
)
_BECOMES = (
    r"(?:is|was|remains?|would be|must be|should be|has to be|could be|appears? to be|seems? to be|will be|likely is"
    r"|becomes|looks to be)(?: (?:therefore|thus|then|indeed|clearly|likely|probably|most likely|simply"
    r"|almost certainly))?\b"
    r"|[-=]{1,2}>|→|⇒|=|(?<!\n)(?<!\n\s)[–—-](?=\s)"
)
_GRAMMAR = {
    "answer": rf"\b(?:answer|ans)(?: here| then| now)?\s{{0,2}}(?:{_BECOMES})"
    rf"|\b{_KINDS}(?:choice|option|pick|selection|response|letter)(?: here| then"
    rf"| now)?\s{{0,2}}(?:{_BECOMES})",
    "diagnosis": rf"\b(?:diagnosis|dx|d/dx)(?: of exclusion)?(?: here| then"
    rf"| now)?\s{{0,2}}(?:{_BECOMES})"
    rf"|\b{_KINDS}(?:cause|explanation|condition|disease|etiology|aetiology|culprit|disorder|entity"
    rf"|possibility|candidate)"
    rf"(?: here| then| now)?\s{{0,2}}(?:{_BECOMES})"
    r"|(?:(?<=\n)|(?<=[.;]\s)|(?<![\w\W]))(?:most )?(?:likely|probable)\s?:"
    r"|\b(?:most|more) (?:likely|probable|plausible) (?:is|would be|seems?|remains)\b",
}
"""How English announces beyond the fixed phrases: kind, noun, verb or arrow."""


@cache
def announcements(kind: str) -> re.Pattern[str]:
    """What matches any phrase that announces an answer (`kind` `answer`) or a diagnosis (`diagnosis`).

    >>> announcements("answer").search("So, the answer is C.")[0]
    'the answer is'
    """
    fixed = any_of(phrase for known, _, phrase in read_table("answer_phrases.tsv") if known == kind)
    return re.compile(f"{fixed}|{_GRAMMAR[kind]}", re.IGNORECASE)


@cache
def abstentions(kind: str) -> re.Pattern[str]:
    """What matches a phrase by which a response declines to answer.

    Args:
        kind: `strong` for phrases that decline wherever they stand, `weak` for those that do so only as the answer
            itself ("unknown", "I am not sure"), `bare` for those that do so only as the whole answer ("none"),
            `refusal` for sentences about who is not able to answer.
    """
    fixed = any_of(phrase for known, _, phrase in read_table("abstentions.tsv") if known == kind)
    sources = {"strong": f"{fixed}|{REFUSAL}", "refusal": REFUSAL}
    return re.compile(sources.get(kind, fixed), re.IGNORECASE)


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
    """The source of a pattern that matches any of the phrases, the longest first, at word boundaries.

    The alternatives are grouped by their first character: most places of a text then fail after one look.
    """
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda one: (-len(one), one)):
        groups.setdefault(phrase[0].casefold(), []).append(phrase)
    words = [_group(first, group) for first, group in sorted(groups.items()) if first.isascii() and first.isalnum()]
    others = [
        _group(first, group) for first, group in sorted(groups.items()) if not (first.isascii() and first.isalnum())
    ]
    return "(?:" + "|".join([*([rf"\b(?:{'|'.join(words)})"] if words else []), *others]) + ")"


def _group(first: str, phrases: Iterable[str]) -> str:
    return f"{re.escape(first)}(?:{'|'.join(_rest(phrase) for phrase in phrases)})"


def _rest(phrase: str) -> str:
    """The source of a pattern for a phrase without its first character."""
    body = re.escape(phrase[1:]).replace(r"\ ", r"\s{1,3}").replace("'", "['’]").replace(":", r"(?:\*\*)?\s?[:：]")
    after = r"\b" if phrase[-1].isascii() and phrase[-1].isalpha() else ""
    # An ellipsis in the table stands for a few words: "the diagnosis for ... is".
    return body.replace("…", r"[^.:;\n]{1,80}?") + after
