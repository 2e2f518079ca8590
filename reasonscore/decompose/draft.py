"""A claim in the making: words of one sentence, copied or added, before the document gives it context."""

from __future__ import annotations

from typing import NamedTuple

from reasonscore.decompose.claim import ConditionKind, RelationKind
from reasonscore.span import Piece


class Word(NamedTuple):
    """One word of a claim; `start` is -1 where a rule added it, `source` what stood there where a rule replaced it."""

    text: str
    start: int = -1
    end: int = -1
    source: str | None = None


class Phrase(tuple[Word, ...]):
    """Every word of a stretch of text, as it stands there.

    `joined` is their text once somebody asked for it; `is_even` says that it is the stretch itself, letter for letter.
    """

    joined: str | None = None
    is_even = False


class ConditionDraft(NamedTuple):
    """A condition: its words with the marker in front, how many of them are the marker, and where it is written.

    `place` is `initial` or `final`, or `inside` where the words already stand among those of the claim;
    `ready` ones were cut off before the parser read.
    """

    words: tuple[Word, ...]
    kind: ConditionKind
    marker: int = 1
    negated: bool = False
    place: str = "initial"
    ready: bool = False


class Noun(NamedTuple):
    """A thing that a clause speaks of, for the pronouns that come after it."""

    text: str
    head: str
    plural: bool
    named: bool
    subject: bool


class Link(NamedTuple):
    """A relation to the draft at `target` of the same sentence, or to the claim before it where `target` is -1."""

    kind: RelationKind
    target: int
    cue: Piece | None = None


class Draft(NamedTuple):
    """One claim of a sentence.

    Args:
        words: The claim without its conditions.
        conditions: What it depends on.
        subject: Which of the words are its subject: first, and one after the last.
        links: Relations to its neighbours.
        rules: Ids of the rules that made it.
        flags: Doubts.
        certainty: Set where a wrapper decided it; None leaves it to the words.
        negated: The same for polarity.
        cue: The words of that wrapper.
        kind: Claim type where the construction fixes it.
        nouns: What it speaks of, its subject first.
        verb: Place and base form of its finite verb, where that stands alone.
    """

    words: tuple[Word, ...]
    conditions: tuple[ConditionDraft, ...] = ()
    subject: tuple[int, int] = (0, 0)
    links: tuple[Link, ...] = ()
    rules: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    certainty: str | None = None
    negated: bool | None = None
    cue: Piece | None = None
    kind: str | None = None
    nouns: tuple[Noun, ...] = ()
    verb: tuple[int, str] | None = None


class Dropped(NamedTuple):
    """A part of the sentence that makes no claim."""

    piece: Piece
    reason: str


class SentenceDraft(NamedTuple):
    """The claims of one sentence, in offsets of its plain text; it never depends on other sentences."""

    drafts: tuple[Draft, ...] = ()
    dropped: tuple[Dropped, ...] = ()
