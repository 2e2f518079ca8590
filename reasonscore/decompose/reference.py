"""Whom a pronoun means: the nearest thing that agrees, or nobody, with a flag, where two agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reasonscore.decompose.draft import ConditionDraft, Draft, Noun, Word
from reasonscore.decompose.inflection import gerund
from reasonscore.decompose.table import pattern

_HE = frozenset({"he", "she"})
_HIS = frozenset({"his", "her"})
_KINDS = frozenset(
    "drug medication medicine antibiotic condition disease disorder infection test treatment procedure "
    "virus bacterium bacteria syndrome illness "
    "agent vaccine therapy lesion mass tumor tumour nodule finding substance hormone supplement vitamin "
    "cancer company film book song album".split()
)


class Resolution(NamedTuple):
    """A draft with its references resolved, the pronoun that was replaced, and doubts."""

    draft: Draft
    pronoun: str | None = None
    flags: tuple[str, ...] = ()


class Entities:
    """The things a text has spoken of so far, most recent last.

    Args:
        question: The case or question, whose topic may be meant from the start.
        text: The response itself.
        topics: Things that the question names.
    """

    def __init__(self, question: str | None, text: str, topics: Sequence[Noun] = ()) -> None:
        self._patient = bool(
            pattern("reference.patient").search(question or "") or pattern("reference.patient").search(text[:4000])
        )
        doctor = pattern("reference.doctor").search(text)
        self._doctor = doctor.group().lower() if doctor else None
        self._things: list[tuple[Noun, ...]] = [tuple(topics)] if topics else []
        self._person: str | None = None
        self._before: Draft | None = None

    def resolve(self, draft: Draft) -> Resolution:
        """The draft with its pronouns replaced where that is safe; the draft is remembered for those after it."""
        resolution = self._subject(draft)
        done = resolution.draft
        if done.conditions:
            done = replace(done, conditions=tuple(self._condition(c, done) for c in done.conditions))
        self._remember(done)
        return resolution._replace(draft=done)

    def _remember(self, draft: Draft) -> None:
        self._before = draft
        nouns = draft.nouns
        first, last = draft.subject
        if nouns and nouns[0].subject and last > first and any(w.source for w in draft.words[first:last]):
            nouns = (
                nouns[0]._replace(text=" ".join(w.text for w in draft.words[first:last]).replace(" 's", "'s")),
                *nouns[1:],
            )
        for condition in draft.conditions:
            found = pattern("reference.opening_subject").match(
                " ".join(w.text for w in condition.words[condition.marker :])
            )
            if found and condition.place == "initial":
                nouns = (Noun(found.group(1), found.group(1).split()[-1].lower(), False, False, True), *nouns)
        if nouns:
            self._things.append(nouns)
            for noun in nouns:
                if (
                    noun.subject
                    and noun.named
                    and not noun.plural
                    and (self._person is None or noun.head in self._person.lower())
                ):
                    if self._person is None and noun.text[:1].isupper():
                        self._person = noun.text
                    break

    def _subject(self, draft: Draft) -> Resolution:
        first, last = draft.subject
        words = draft.words
        if last <= first:
            low = words[0].text.lower() if words else ""
            if low in (
                "it",
                "they",
                "this",
                "these",
                "those",
                "he",
                "she",
                "its",
                "their",
                "which",
                "who",
            ) and not pattern("reference.expletive").match(_spoken(words[:9])):
                if low in _HE | _HIS:
                    return self._replaced(draft, 0, 1, self._someone(low), low)
                return Resolution(draft, None, ("unresolved_reference",))
            return Resolution(draft)
        low = words[first].text.lower()
        if last - first == 1:
            if low in _HE or low in ("hers", "his"):
                return self._replaced(draft, first, last, self._someone(low), low)
            if low == "it":
                if pattern("reference.expletive").match(_spoken(words[first : first + 9])):
                    return Resolution(draft)
                return self._replaced(draft, first, last, self._thing(draft, False), low)
            if low == "they":
                if self._doctor and pattern("reference.speech").match(_spoken(words[last : last + 4])):
                    return self._replaced(draft, first, last, self._doctor, low)
                return self._replaced(draft, first, last, self._thing(draft, True), low)
            if low in ("these", "those", "both"):
                return self._replaced(draft, first, last, self._thing(draft, True) if low != "both" else low, low)
            if low in ("this", "that", "which"):
                return self._replaced(draft, first, last, self._clause(draft), low)
            return Resolution(draft)
        if low in _HIS:
            return self._replaced(draft, first, first + 1, self._owner(self._someone(low)), low)
        if low == "its":
            return self._replaced(draft, first, first + 1, self._owner(self._thing(draft, False)), low)
        if low == "their":
            return self._replaced(draft, first, first + 1, self._owner(self._thing(draft, True)), low)
        if low in ("this", "these", "those", "that"):
            return self._pointed(draft, first, last, low)
        return Resolution(draft)

    def _replaced(self, draft: Draft, first: int, last: int, by: str | None, pronoun: str) -> Resolution:
        if by is None:
            return Resolution(draft, None, ("unresolved_reference",))
        if by.lower() == pronoun:
            return Resolution(draft)
        word = draft.words[first]
        text = by[0].upper() + by[1:] if first == 0 and not draft.conditions else by
        after = draft.words[last:]
        if after and after[0].text.lower() in _CONTRACTED and not by.endswith(("'s", "'")):
            after = (after[0]._replace(text=_CONTRACTED[after[0].text.lower()], source=after[0].text), *after[1:])
        words = (*draft.words[:first], word._replace(text=text, source=word.source or word.text), *after)
        start, end = draft.subject
        rules = (*draft.rules, "reference.pronoun")
        shift = last - first - 1
        verb = (draft.verb[0] - shift, draft.verb[1]) if draft.verb else None
        return Resolution(replace(draft, words=words, subject=(start, end - shift), rules=rules, verb=verb), word.text)

    def _someone(self, pronoun: str) -> str | None:
        if self._patient or self._person is None:
            named = self._person if self._person and re.match(r"(?:Mr|Mrs|Ms|Miss)\b", self._person) else None
            base = named or ("the patient" if self._patient else None)
        else:
            base = self._person
        if base is None:
            return None
        return self._owner(base) if pronoun in ("hers",) else base

    def _owner(self, base: str | None) -> str | None:
        return (
            None
            if base is None
            else base + ("'" if base.endswith("s") and " " not in base and base[0].islower() else "'s")
        )

    def _thing(self, draft: Draft, plural: bool) -> str | None:
        """The nearest subject that agrees in number, else the nearest other noun; None beside a rival of its kind."""
        recent = self._things[-3:]
        for subjects in (True, False):
            for nouns in reversed(recent):
                agreeing = [n for n in nouns if n.plural == plural and not _personal(n)]
                chosen = next((n for n in agreeing if n.subject or not subjects), None)
                if chosen is None:
                    continue
                rivals = [n for n in agreeing if n.text.lower() != chosen.text.lower() and _same_kind(n, chosen)]
                if rivals or (not subjects and len({n.text.lower() for n in agreeing}) > 1):
                    return None
                return _definite(chosen)
        return None

    def _clause(self, draft: Draft) -> str | None:
        """The statement before, as a noun phrase: "the pain starting before the fall"."""
        before = self._before
        if (
            before is None
            or before.verb is None
            or before.conditions
            or len(before.words) > 14
            or before.subject[1] <= before.subject[0]
        ):
            return None
        position, lemma = before.verb
        if (
            before.subject[0] > 0
            or position < before.subject[1]
            or any(w.text.lower() in ("not", "n't", "never") for w in before.words)
        ):
            return None
        from reasonscore.decompose.render import join_words

        words = list(before.words)
        words[position] = words[position]._replace(text="being" if lemma == "be" else gerund(lemma))
        text = join_words([Word(w.text, w.start, w.end) for w in words])
        return text if text.split(" ", 1)[0] not in ("This", "That", "It") else None

    def _pointed(self, draft: Draft, first: int, last: int, low: str) -> Resolution:
        """For example "this test": the thing of that name, or for "this drug" the thing last spoken of."""
        head = draft.words[last - 1].text.lower().rstrip("s")
        if head in (
            "patient",
            "case",
            "man",
            "woman",
            "child",
            "question",
            "point",
            "time",
            "year",
            "week",
            "month",
            "morning",
            "stage",
            "age",
            "setting",
        ):
            return self._replaced(draft, first, first + 1, "the", low)
        for nouns in reversed(self._things[-4:]):
            for noun in nouns:
                if noun.head.rstrip("s") == head and len(noun.text.split()) > 1:
                    return self._replaced(draft, first, last, _definite(noun), low)
        if head in _KINDS and last - first == 2 and low in ("this", "that"):
            thing = self._thing(draft, False)
            if thing is not None:
                return self._replaced(draft, first, last, thing, low)
        found = self._replaced(draft, first, first + 1, "the", low)
        return found._replace(flags=("unresolved_reference",))

    def _condition(self, condition: ConditionDraft, draft: Draft) -> ConditionDraft:
        """For example "if it is sterile": resolved as the clause before it would be."""
        at = condition.marker
        words = condition.words
        if condition.place == "inside" or len(words) <= at + 1:
            return condition
        low = words[at].text.lower()
        following = _spoken(words[at : at + 9])
        by: str | None = None
        if low in _HE:
            by = self._someone(low)
        elif low in _HIS:
            by = self._owner(self._someone(low))
        elif low == "it" and not pattern("reference.expletive").match(following) and condition.place == "initial":
            by = self._thing(draft, False)
        if by is None:
            return condition
        changed = words[at]._replace(text=by, source=words[at].text)
        return condition._replace(words=(*words[:at], changed, *words[at + 1 :]))


_CONTRACTED = {"'s": "is", "'re": "are", "'ll": "will", "'ve": "have", "'d": "would"}


def _spoken(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words).replace(" '", "'").replace(" n't", "n't")


def _personal(noun: Noun) -> bool:
    return noun.head in (
        "patient",
        "man",
        "woman",
        "boy",
        "girl",
        "doctor",
        "team",
        "surgeon",
        "mother",
        "father",
        "he",
        "she",
        "who",
    )


def _same_kind(one: Noun, two: Noun) -> bool:
    if pattern("reference.drug").match(one.head) and pattern("reference.drug").match(two.head):
        return True
    return one.named and two.named


def _definite(noun: Noun) -> str:
    """The phrase as it is spoken of the second time: "a mass" becomes "the mass"."""
    text = re.sub(r"^(?:an?|some|this|that|these|those|any|no|each|its|their)\s+", "the ", noun.text, flags=re.I)
    if text == noun.text and not noun.named and re.match(r"(?:the|his|her|their|my|your)\b", text, re.I):
        text = text[0].lower() + text[1:]
    return re.sub(r"^(?:his|her)\b", "the patient's", text, flags=re.I)
