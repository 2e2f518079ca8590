"""Whom a pronoun means: the nearest thing that agrees, or nobody, with a flag, where two agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from reasonscore.decompose.draft import ConditionDraft, Draft
from reasonscore.decompose.references.contraction import uncontracted
from reasonscore.decompose.references.entity import Entities, definite, speak_for_themselves
from reasonscore.decompose.references.event import event_phrase
from reasonscore.decompose.references.fitting import acts, fitting
from reasonscore.decompose.references.identity import is_disease, names_disease
from reasonscore.decompose.references.implicit import with_owner
from reasonscore.decompose.references.one_speaker import singular_verb
from reasonscore.decompose.references.owner import owner
from reasonscore.decompose.references.several import both, carers
from reasonscore.decompose.references.spelling import spell_out
from reasonscore.decompose.references.spoken import is_expletive, spoken, takes_time
from reasonscore.decompose.search.named import KIND_OF_WORD
from reasonscore.decompose.search.table import pattern

_HE = frozenset({"he", "she"})
_HIS = frozenset({"his", "her"})
_BARE = frozenset("it they this these those he she its their which who".split())
_KINDS = frozenset(
    "drug medication medicine antibiotic condition disease disorder infection test treatment procedure "
    "virus bacterium bacteria syndrome illness "
    "agent vaccine therapy lesion mass tumor tumour nodule finding substance hormone supplement vitamin "
    "cancer company film book song album".split()
)
_OBVIOUS = frozenset(
    "patient case man woman child question point time year week month morning stage age setting".split()
)
_GENERIC = frozenset("drug medication medicine condition disease disorder illness".split())
_OPEN = {"that": " the a an his her ", "those": " who with whose in at aged over under without taking on "}
_UNRESOLVED = ("unresolved_reference",)


class Resolution(NamedTuple):
    """A draft with its references resolved, the pronoun that was replaced, and doubts."""

    draft: Draft
    pronoun: str | None = None
    flags: tuple[str, ...] = ()


class Resolver:
    """Resolves the references of one text, claim after claim.

    Args:
        question: The case or question, whose things may be meant from the start.
        text: The response itself.
        forms: The long form of each abbreviation.
    """

    def __init__(self, question: str | None, text: str, forms: Mapping[str, str] | None = None) -> None:
        self._entities = Entities(question, text, forms)
        self._before: Draft | None = None
        self._pointed_at: tuple[int, str, str | None] | None = None
        self._meant: dict[tuple[int, int], str | None] = {}

    def begin(self) -> None:
        """A new sentence begins."""
        self._entities.begin()
        self._meant.clear()
        self._pointed_at = None

    def entitle(self, label: str | None) -> None:
        """A new item of a list begins, under a label or under none."""
        self._entities.entitle(label)

    def resolve(self, draft: Draft) -> Resolution:
        """The draft with its pronouns replaced where that is safe; the draft is remembered for those after it."""
        conditions = tuple([self._condition(c) for c in draft.conditions])
        if conditions != draft.conditions:
            draft = draft._replace(conditions=conditions)
        resolution = self._subject(draft)
        self._before = with_owner(resolution.draft, self._entities)
        resolution = Resolution(self._before, resolution.pronoun, resolution.flags)
        self._entities.remember(resolution.draft)
        # A condition that still opens with "they", whose antecedent is not known.
        left = [c.words[c.marker : c.marker + 1] for c in conditions if c.place == "initial"]
        if left and any(words and words[0].text.lower() == "they" for words in left) and not resolution.flags:
            resolution = resolution._replace(flags=_UNRESOLVED)
        if self._entities.forms:
            resolution = resolution._replace(draft=spell_out(resolution.draft, self._entities.forms))
        return resolution

    def _subject(self, draft: Draft) -> Resolution:
        first, last = draft.subject
        words = draft.words
        if last <= first:
            low = words[0].text.lower() if words else ""
            if low not in _BARE or is_expletive(words):
                return Resolution(draft)
            if low in _HE | _HIS:
                return self._replaced(draft, 0, 1, self._someone(low), low)
            return Resolution(draft, None, _UNRESOLVED)
        low = words[first].text.lower()
        if last - first == 1:
            return self._pronoun(draft, first, last, low)
        if low in _HIS:
            return self._replaced(draft, first, first + 1, owner(self._someone(low)), low)
        if low == "their" and self._entities.doctor and words[last - 1].text.lower().rstrip("s") in _SPEECHES:
            return self._replaced(draft, first, first + 1, owner(self._entities.doctor), low)
        if low in ("its", "their"):
            return self._replaced(draft, first, first + 1, owner(self._thing(draft, low == "their")), low)
        if low in ("this", "these", "those", "that"):
            if f" {words[first + 1].text.lower()} " in _OPEN.get(low, ""):
                return Resolution(draft)  # "those with asthma", "that the pain wakes him is typical"
            return self._pointed(draft, first, last, low)
        if low == "the":
            return self._named_again(draft, first, last)
        return Resolution(draft)

    def _pronoun(self, draft: Draft, first: int, last: int, low: str) -> Resolution:
        words = draft.words
        if low in _HE or low in ("hers", "his"):
            return self._replaced(draft, first, last, self._someone(low), low)
        if low == "it":
            if is_expletive(words[first:]) or takes_time(draft, last):
                return Resolution(draft)
            if words[first].start < 0 and words[first].source is None:
                return Resolution(draft, None, _UNRESOLVED)  # a rule has added it
            if names_disease(words[first + 1 : first + 9]) and not is_disease(self._entities.thing(False)):
                return Resolution(draft, None, _UNRESOLVED)
            other = any(word.text.lower() in ("alternatively", "otherwise") for word in words[:first])
            thing = None if other else self._fitting(draft, last, plural=False)
            return self._replaced(draft, first, last, thing, low)
        if low == "they":
            doctor = self._entities.doctor
            said = spoken(words[last : last + 7])
            rivals = bool(self._entities.things) and speak_for_themselves(self._entities.things[-1])
            if doctor and not rivals and (pattern("reference.speech").match(said) or acts(said)):
                one = draft if doctor.endswith("s") else singular_verb(draft, last)
                return self._replaced(one, first, last, carers(self._entities) or doctor, low)
            return self._replaced(draft, first, last, self._fitting(draft, last, plural=True), low)
        if low in ("these", "those"):
            return self._replaced(draft, first, last, self._fitting(draft, last, plural=True), low)
        if low in ("neither", "both", "either"):
            return self._replaced(draft, first, last, both(self._entities, low), low)
        if low in ("this", "that", "which"):
            label = self._entities.label
            if low == "this" and label is not None and not label.plural and self._entities.things[-1] == (label,):
                return self._replaced(draft, first, last, label.text, low)
            return self._replaced(draft, first, last, self._event(draft, first), low)
        return Resolution(draft)

    def _replaced(self, draft: Draft, first: int, last: int, by: str | None, pronoun: str) -> Resolution:
        place = draft.words[first].start
        if place >= 0:  # the claims of a sentence that share a pronoun share what it means
            by = self._meant.setdefault((place, last), by)
        if by is None:
            return Resolution(draft, None, _UNRESOLVED)
        if by.lower() == pronoun or by.lower() in ("it's", "they's"):
            return Resolution(draft)
        word = draft.words[first]
        text = (
            by[0].upper() + by[1:]
            if first == 0 and not draft.conditions
            else _ARTICLE.sub(lambda match: match[0].lower(), by)
        )
        after = draft.words[last:]
        if not by.endswith(("'s", "'")):
            after = uncontracted(after)
        words = (*draft.words[:first], word._replace(text=text, source=word.source or word.text), *after)
        start, end = draft.subject
        rules = (*draft.rules, "reference.pronoun")
        shift = last - first - 1
        verb = (draft.verb[0] - shift, draft.verb[1]) if draft.verb else None
        return Resolution(draft._replace(words=words, subject=(start, end - shift), rules=rules, verb=verb), word.text)

    def _someone(self, pronoun: str) -> str | None:
        person = self._entities.person
        if person is None or (self._entities.patient and not self._entities.biography):
            named = person if person and re.match(r"(?:Mr|Mrs|Ms|Miss)\b", person) else None
            base = named or ("the patient" if self._entities.patient else None)
        else:
            base = person
        return owner(base) if base is not None and pronoun == "hers" else base

    def _thing(self, draft: Draft, plural: bool) -> str | None:
        """What the text has spoken of; the pronoun itself where the claim's own opening condition names it."""
        for condition in draft.conditions:
            words = " ".join(w.text for w in condition.words[condition.marker :])
            inverted = condition.words[condition.marker :] if condition.marker else condition.words[1:]
            supposed = " ".join(w.text for w in inverted)
            if condition.place != "initial" or any(w.source for w in condition.words):
                continue
            if not plural and _ACTOR.match(" ".join(w.text for w in condition.words[condition.marker :])):
                return "it"
            if pattern("reference.opening_subject").match(words) or _SUPPOSED.match(supposed):
                return "they" if plural else "it"
        return self._entities.thing(plural)

    def _fitting(self, draft: Draft, last: int, plural: bool) -> str | None:
        """What the pronoun means; None where the claim can't be said of it, or names it besides: "unlike flu, it"."""
        thing = self._thing(draft, plural)
        if thing in ("it", "they"):
            return thing
        found = fitting(thing, spoken(draft.words[last : last + 9]), self._entities.things[-3:], plural)
        if found is None:
            return None
        bare = _ARTICLE.sub("", found[0].upper() + found[1:]).strip().lower()
        around = f" {spoken(draft.words[: max(0, last - 1)])} ".lower()
        return None if f" {bare} " in around else found

    def _event(self, draft: Draft, first: int) -> str | None:
        """The statement that "this" points at; clauses that share the word share what it means."""
        start = draft.words[first].start
        if self._pointed_at is not None and self._pointed_at[0] == start:
            return self._pointed_at[2]
        said = spoken(draft.words[draft.subject[1] : draft.subject[1] + 4])
        found = event_phrase(self._before) if not _IDENTIFIES.match(said) else None
        self._pointed_at = (start, draft.words[first].text.lower(), found)
        return found

    def _pointed(self, draft: Draft, first: int, last: int, low: str) -> Resolution:
        """For example "this test": the thing of that name, or for "this drug" the thing last spoken of."""
        head = _singular(draft.words[last - 1].text)
        if head in _OBVIOUS:
            return self._replaced(draft, first, first + 1, "the", low)
        for nouns in reversed(self._entities.things[-4:]):
            for noun in nouns:
                if noun.head.rstrip("s") == head.rstrip("s") and len(noun.text.split()) > 1:
                    return self._replaced(draft, first, last, definite(noun), low)
        if last - first == 2 and low in ("this", "that"):
            candidates = self._entities.of_kind(KIND_OF_WORD[head]) if head in KIND_OF_WORD else []
            if len(candidates) == 1:
                return self._replaced(draft, first, last, candidates[0], low)
            if head in _KINDS and not candidates:
                thing = self._entities.thing(False)
                if thing is not None:
                    return self._replaced(draft, first, last, thing, low)
        found = self._replaced(draft, first, first + 1, "the", low)
        return found._replace(flags=_UNRESOLVED)

    def _named_again(self, draft: Draft, first: int, last: int) -> Resolution:
        """For example "the former", "the drug": the one of its kind that was named; a flag where there are several."""
        head = _singular(draft.words[last - 1].text)
        if last - first != 2:
            return Resolution(draft)
        if head in ("former", "latter"):
            pair = self._entities.pair()
            return self._replaced(draft, first, last, pair[head == "latter"] if pair else None, f"the {head}")
        if head not in _GENERIC or draft.words[last - 1].text.lower() != head:
            return Resolution(draft)
        candidates = self._entities.of_kind(KIND_OF_WORD[head])
        if len(candidates) == 1:
            return self._replaced(draft, first, last, candidates[0], f"the {head}")
        return Resolution(draft, None, _UNRESOLVED if len(candidates) > 1 else ())

    def _condition(self, condition: ConditionDraft) -> ConditionDraft:
        """For example "if it is sterile": resolved as the clause before it would be."""
        words = condition.words
        # "Were it calcified": the verb stands where other conditions have their marker.
        at = condition.marker or int(bool(words) and words[0].text.lower() in ("were", "had", "should"))
        if condition.place == "inside" or len(words) <= at + 1:
            return condition
        low = words[at].text.lower()
        by: str | None = None
        if low in _HE:
            by = self._someone(low)
        elif low in _HIS:
            by = owner(self._someone(low))
        elif condition.place == "initial" and (low == "they" or (low == "it" and not is_expletive(words[at:]))):
            by = self._entities.thing(low == "they")
            if low == "it" and names_disease(words[at + 1 : at + 9]) and not is_disease(by):
                by = None
            if low == "they" and acts(spoken(words[at + 1 : at + 8])):
                by = None
        if by is None:
            return condition
        changed = words[at]._replace(text=by, source=words[at].text)
        after = words[at + 1 :]
        if low not in _HIS:
            after = uncontracted(after)
        return condition._replace(words=(*words[:at], changed, *after))


_SPEECHES = frozenset("recommendation advice opinion concern goal suggestion priority assessment view".split())
"""What doctors have: "their advice"."""

_SUPPOSED = re.compile(r"(?:the|this|that|an?|his|her)\s(?:[\w-]+\s){1,3}?(?:been|be|\w+)\b", re.I)
_ACTOR = re.compile(r"(?:you|they|he|she|we|i|your \w+|someone|anyone|somebody)\b", re.I)
_IDENTIFIES = re.compile(
    r"(?:(?:is|was|are|were|'s)\s(?:acute|chronic|primary|secondary|early|classic|typical|an?|the|why|when|how|what|"
    r"where|not an?|because|part)"
    r"|(?:must|would|could|may|might)\s(?:(?:also|still|well)\s)?be\s(?:an?|(?-i:[A-Z]\w+)))\b",
    re.I,
)
_ARTICLE = re.compile(r"(?:The|An?)(?=\s)")


def _singular(word: str) -> str:
    low = word.lower()
    return low if low in KIND_OF_WORD or low in _KINDS or low in ("diagnosis", "this") else low.rstrip("s")
