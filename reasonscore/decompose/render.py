"""Words to text: spacing, capital, period."""

from __future__ import annotations

from collections.abc import Sequence

from reasonscore.decompose.draft import ConditionDraft, Draft, Phrase, Word

_CLOSING = frozenset(".,;:!?)]}%'\"”’")
_REDUCED = frozenset(
    {"so", "not", "present", "necessary", "possible", "left", "in", "on", "under", "positive", "negative", "applicable"}
)
_SINGULAR = frozenset({"it", "this", "that", "he", "she", "i", "there"})
_CAPITALS = frozenset(
    ("The", "A", "An", "This", "These", "It", "He", "She", "They", "There", "Its", "His", "Her", "Patients")
)
_OPENING = frozenset("([{“‘")
_NO_SPACE = frozenset(["", *".,;:!?)]}"])
_ATTACHED = frozenset(("%", "'s", "’s", "n't", "'"))


def join_words(words: Sequence[Word]) -> str:
    """The words with the spaces that the source had, or that English wants.

    >>> join_words([Word("He", 0, 2), Word("has", 10, 13), Word("5", 20, 21), Word("%", 21, 22)])
    'He has 5%'
    """
    phrase = words if isinstance(words, Phrase) else None
    if phrase is not None and phrase.joined is not None:
        return phrase.joined
    out: list[str] = []
    space = False
    before, stop = "", -2
    # The test of _glued in place: this loop runs several times over every word of a text.
    for text, start, end, source in words:
        if space and not (
            (start == stop and start >= 0 and (source is None or text.startswith("'")))
            or text[:1] in _NO_SPACE
            or (text in _ATTACHED and (text != "'" or not 0 <= stop < start))
            or before in _OPENING
        ):
            out.append(" ")
        out.append(text)
        space, before, stop = True, text, end
    joined = "".join(out)
    if phrase is not None:
        phrase.joined = joined
    return joined


def _glued(before: Word, word: Word) -> bool:
    if word.start >= 0 and word.start == before.end and (word.source is None or word.text.startswith("'")):
        return True
    if word.text == "'" and 0 <= before.end < word.start:
        return False  # a quotation opens
    if word.text[:1] in _NO_SPACE or word.text in _ATTACHED:
        return True
    return before.text in _OPENING


def claim_words(draft: Draft) -> Sequence[Word]:
    """The whole claim, conditions in their places."""
    if not draft.conditions or all(condition.place == "inside" for condition in draft.conditions):
        return draft.words
    words: list[Word] = []
    for condition in draft.conditions:
        if condition.place == "initial":
            words += [*condition.words, Word(",")]
    first = draft.words[0] if draft.words else None
    if words and first is not None and first.text in _CAPITALS:
        # "..., and when given late, the drug may fail": its subject stood at the front of the sentence.
        words += [first._replace(text=first.text.lower(), source=first.source or first.text), *draft.words[1:]]
    else:
        words += draft.words
    for condition in draft.conditions:
        if condition.place == "final":
            words += condition.words
    return words


_LOOSE = (".", "!", ",", ";", " ")
_KEPT = ("i.v.", "etc.", "p.o.")
_JOINTS = str.maketrans("", "", "-'’,")


def as_sentence(text: str) -> str:
    """The text with a capital at its start and a period at its end.

    >>> as_sentence("the scan is normal,")
    'The scan is normal.'
    >>> as_sentence("there's no need for it")
    "There's no need for it."
    """
    text = text.strip(" ,;:-–—")
    while text.endswith(_LOOSE) and not text.endswith(_KEPT):
        text = text[:-1]
    first = text.split(" ", 1)[0].translate(_JOINTS)
    if first.isalpha() and first.islower() and len(first[0].upper()) == 1:
        text = text[:1].upper() + text[1:]
    return text + "." if text else text


def condition_text(condition: ConditionDraft) -> str:
    """The condition without its marker, where a clause is left without it.

    "given with food" keeps its "when", and "this were a stroke" its "if": what is only supposed can't be said alone.
    """
    rest = condition.words[condition.marker :]
    first = rest[0].text.lower() if rest else ""
    reduced = first.endswith(("ed", "en")) or first in _REDUCED
    supposed = first in _SINGULAR and any(word.text.lower() == "were" for word in rest[1:3])
    return join_words(condition.words if reduced or supposed else rest).strip(" ,;.")


def words_between(words: Sequence[Word], start: int, end: int) -> list[Word]:
    """The words that stand at `[start, end)` of their rendered text."""
    if isinstance(words, Phrase) and words.is_even:
        offset = words[0].start
        return [word for word in words if word.start < end + offset and word.end > start + offset]
    found, position = [], 0
    before: Word | None = None
    for word in words:
        if before is not None and not _glued(before, word):
            position += 1
        if position < end and position + len(word.text) > start:
            found.append(word)
        position += len(word.text)
        before = word
    return found
