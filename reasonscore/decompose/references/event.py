"""A statement as a noun phrase, for "this" and "that" which point at it: "the pain starting before the fall"."""

from __future__ import annotations

from reasonscore.decompose.clauses.inflection import gerund
from reasonscore.decompose.draft import Draft, Word
from reasonscore.decompose.render import join_words

_MOST_WORDS = 14
_MODALS = frozenset({"should", "can", "could", "may", "must", "might"})
_FIRST_AUXILIARY = {"was": "being", "were": "being", "is": "being", "are": "being", "has": "having", "have": "having"}
_DENIALS = frozenset({"not", "n't", "never", "no", "cannot"})
_OPEN = frozenset({"this", "that", "it", "these", "those", "they"})


def event_phrase(before: Draft | None) -> str | None:
    """The statement before as a noun phrase; None where it is long, denied, conditional or has no plain verb."""
    if before is None or before.conditions or len(before.words) > _MOST_WORDS:
        return None
    first, last = before.subject
    if last <= first or first > 0 or any(w.text.lower() in _DENIALS for w in before.words):
        return None
    made = _of_order(before) or _of_verb(before) or _of_auxiliary(before)
    if made is None or made.split(" ", 1)[0].lower() in _OPEN:
        return None
    return made


def _of_order(before: Draft) -> str | None:
    """For example "Stopping the drug" of "The drug should be stopped"."""
    first, last = before.subject
    words = before.words
    if last + 2 >= len(words) or words[last].text.lower() not in _MODALS:
        return None
    if words[last + 1].text.lower() == "be":
        at = last + 2
        base = words[at].source
        if base is None or "mood.imperative" not in before.rules or not base.isalpha():
            return None
        thing = [_plain(w) for w in words[first:last]]
        if thing[0].text.lower() in ("the", "a", "an"):
            thing[0] = thing[0]._replace(text=thing[0].text.lower())
        return join_words([Word(gerund(base.lower())), *thing, *[_plain(w) for w in words[at + 1 :]]])
    subject = " ".join(w.text.lower() for w in words[first:last])
    verb = words[last + 1].text.lower()
    if subject not in ("you", "the patient", "patients", "one", "we") or not verb.isalpha() or verb in ("have", "also"):
        return None
    if words[last].text.lower() not in ("should", "can", "must", "could"):
        return None
    return join_words([Word(gerund(verb)), *[_plain(w) for w in words[last + 2 :]]])


def _of_verb(before: Draft) -> str | None:
    if before.verb is None or before.verb[0] < before.subject[1]:
        return None
    position, lemma = before.verb
    words = [_plain(w) for w in before.words]
    words[position] = Word("being" if lemma == "be" else gerund(lemma))
    return join_words(words)


def _of_auxiliary(before: Draft) -> str | None:
    last = before.subject[1]
    if last >= len(before.words) - 1:
        return None
    form = _FIRST_AUXILIARY.get(before.words[last].text.lower())
    if form is None:
        return None
    words = [_plain(w) for w in before.words]
    words[last] = Word(form)
    return join_words(words)


def _plain(word: Word) -> Word:
    """The word without memory of what it replaced."""
    return Word(word.text, word.start, word.end)
