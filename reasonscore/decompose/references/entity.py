"""What a text and its question have spoken of: things by number and kind, the patient, the doctor, a person's name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from reasonscore.decompose.draft import Draft, Noun
from reasonscore.decompose.references.person_name import may_name_person
from reasonscore.decompose.search.named import named_in, same_thing
from reasonscore.decompose.search.table import pattern

_PERSONS = frozenset(
    "patient man woman boy girl doctor team surgeon mother father he she who child infant nurse physician people "
    "person adult individual parent".split()
)
_CARERS = frozenset("doctor team surgeon nurse physician".split())
_LIGHT = frozenset(
    "couple lot number range majority minority amount bit series variety pair dozen second minute hour day night week "
    "weekend month year decade case way thing kind sort type part rest fact matter addition contrast example instance "
    "most some all few many need someone something anyone anything everyone everything nothing nobody anybody "
    "somebody risk half third quarter one chance doubt question time times example sense answer good bad".split()
)
"""Nouns that measure or introduce: no pronoun means them."""


def is_person(noun: Noun) -> bool:
    """True for a noun that "it" can't mean."""
    return noun.head in _PERSONS


def speak_for_themselves(nouns: tuple[Noun, ...]) -> bool:
    """True where a clause names several people who are no carers: "they" may be them."""
    return any(noun.plural and is_person(noun) and noun.head not in _CARERS for noun in nouns)


def same_kind(one: Noun, two: Noun) -> bool:
    """True where two things are rivals for a pronoun: both drugs, or both names."""
    drug = pattern("reference.drug")
    if drug.match(one.head) and drug.match(two.head):
        return True
    return one.named and two.named


def definite(noun: Noun) -> str:
    """The phrase as it is spoken of the second time: "a mass" becomes "the mass"."""
    text = re.sub(r"^(?:an?|some|this|that|these|those|any|no|each|its|their)\s+", "the ", noun.text, flags=re.I)
    if text == noun.text and not noun.named and re.match(r"(?:the|his|her|their|my|your)\b", text, re.I):
        text = text[0].lower() + text[1:]
    return re.sub(r"^(?:his|her)\b", "the patient's", text, flags=re.I)


class Entities:
    """The things a text has spoken of so far, most recent last.

    Args:
        question: The case or question, whose things may be meant from the start.
        text: The response itself.
        forms: The long form of each abbreviation.
    """

    def __init__(self, question: str | None, text: str, forms: Mapping[str, str] | None = None) -> None:
        self.forms = forms or {}
        self.question = question or ""
        self._text = text
        self._told_of_patient = False
        self.person: str | None = None
        self.biography = False
        self.things: list[tuple[Noun, ...]] = []
        self.sentence: list[Noun] = []
        self.before: list[Noun] = []
        self._earlier = 0
        self._previous = 0
        self.label: Noun | None = None
        self._paired = False
        self._topics: dict[str, str | None] = {}

    @cached_property
    def _patient_is_named(self) -> bool:
        patient = pattern("reference.patient")
        return patient.found(self.question) or patient.found(self._text[:4000])

    @property
    def patient(self) -> bool:
        """True where question or text speak of a patient."""
        return self._told_of_patient or self._patient_is_named

    @cached_property
    def doctor(self) -> str | None:
        """The doctor of the text, as it is first named."""
        doctor = pattern("reference.doctor").search(self._text)
        return doctor.group().lower() if doctor else None

    def begin(self) -> None:
        """A new sentence begins: what the last one named is what "the former" means."""
        if self.sentence and not self._paired:
            self.before = self.sentence
        self._paired = False
        self._topics.clear()
        self.sentence = []
        self._previous, self._earlier = self._earlier, len(self.things)

    def entitle(self, label: str | None) -> None:
        """Take in the label of an item: "it" behind "**Caffeine**: ..." may be what the item is about."""
        self.label = None
        words = label.split() if label else []
        if not label:
            return
        if len(words) > 5 or _ABSENT.match(label) or not named_in(label):
            self.things += [()] * 3  # what the item is about is not known, and what stood before it is not meant
            return
        plural = words[-1].lower().endswith("s") and not words[-1].lower().endswith(("ss", "is", "us"))
        text = label if words[0][1:] != words[0][1:].lower() else label[0].lower() + label[1:]
        self.label = Noun(text, words[-1].lower(), plural, False, True)
        self.things.append((self.label,))

    def remember(self, draft: Draft) -> None:
        """Take in what a claim speaks of."""
        nouns, patient = draft.nouns, pattern("reference.patient")
        first, last = draft.subject
        if not (nouns or draft.conditions or last > first):
            self._told_of_patient = self._told_of_patient or _tells_of_patient(draft)
            return
        if not _LISTED.isdisjoint(draft.rules) and any(noun.subject and noun.plural for noun in nouns):
            nouns = tuple(noun for noun in nouns if noun.subject)  # "side effects are A and B": "it" is none of them
        named = [w for w in draft.words[first:last] if w.source]
        if nouns and nouns[0].subject and named and not any(w.text.endswith("ing") for w in named):
            text = " ".join(w.text for w in draft.words[first:last]).replace(" 's", "'s")
            nouns = (nouns[0]._replace(text=text), *nouns[1:])
        if named and not any(noun.subject for noun in nouns) and named[0].source is not None:
            # "It goes away after stopping the drug": what "it" meant is still what comes next is said of.
            pronoun = named[0].source.lower()
            text = " ".join(w.text for w in draft.words[first:last]).replace(" 's", "'s")
            if pronoun in ("it", "they"):
                text = text if text[:2].isupper() else text[0].lower() + text[1:]
                nouns = (Noun(text, text.split()[-1].lower(), pronoun == "they", False, True), *nouns)
        opening = " ".join([w.text for w in draft.words[:8]]).lower()
        self._told_of_patient = self._told_of_patient or _tells_of_patient(draft)
        if nouns and not any(noun.subject for noun in nouns) and opening.startswith(nouns[0].text.lower()):
            nouns = (nouns[0]._replace(subject=True), *nouns[1:])
        for condition in draft.conditions:
            words = " ".join(w.text for w in condition.words[condition.marker :])
            found = pattern("reference.opening_subject").match(words)
            if found and condition.place == "initial":
                plural = bool(_PLURAL_VERB.match(words, found.end(1)))
                head = found.group(1).split()[-1].lower()
                nouns = (Noun(found.group(1), head, plural, False, True), *nouns)
        if "clause.extraposed" in draft.rules and last > first:
            # "Donating blood is possible": what "it" means next is the donation.
            told = " ".join(w.text for w in draft.words[first:last]).replace(" 's", "'s")
            nouns = (Noun(told[0].lower() + told[1:], told.split()[-1].lower(), False, False, True), *nouns)
        done_to = last > first + 1 and draft.words[first + 1].text.lower() in _DETERMINERS
        if (
            last > first
            and (done_to or not any(noun.subject for noun in nouns))
            and _DOING.match(draft.words[first].text)
        ):
            # "Swaddling is fine until ...": the doing is what comes next is said of.
            told = " ".join(w.text for w in draft.words[first:last])
            if last - first <= 3 and _POINTING.isdisjoint(told.lower().split()):
                nouns = (Noun(told[0].lower() + told[1:], told.split()[-1].lower(), False, False, True), *nouns)
        if not nouns:
            return
        self.things.append(nouns)
        known = {noun.text.lower() for noun in self.sentence}
        self.sentence += [noun for noun in nouns if noun.text.lower() not in known]
        for noun in nouns:
            if (
                (noun.subject or opening.startswith(noun.text.lower()))
                and noun.named
                and not noun.plural
                and (self.person is None or noun.head in self.person.lower())
            ):
                if self.person is None and may_name_person(noun.text, _said(draft)) and not named_in(noun.text):
                    self.person = noun.text
                    # "Ada Lane, 44 years old, is a painter": who opens a text by name is whom it tells of.
                    self.biography = len(self.things) == 1 and not patient.search(self.question)
                break

    def thing(self, plural: bool) -> str | None:
        """What the clause before is about, else the only thing that it names, else what one before it is about.

        None where a rival of its kind stands beside it; where nothing agrees, the one thing that the question names.
        """
        if self.label is not None and self.label.plural == plural:
            last = self.things[-1] if self.things else ()
            if not any(n.subject and n.plural == plural and not is_person(n) for n in last):
                return definite(self.label)
        recent = self.things[-3:]
        for back, nouns in enumerate(reversed(recent)):
            agreeing = [n for n in nouns if n.plural == plural and n.head not in _LIGHT and not _ABSENT.match(n.text)]
            things = {n.text.lower(): n for n in agreeing if not is_person(n)}
            chosen = next((n for n in agreeing if n.subject and (not is_person(n) or (plural and not back))), None)
            if chosen is not None:
                rival = any(name != chosen.text.lower() and same_kind(n, chosen) for name, n in things.items())
                return None if rival else definite(chosen)
            if things and not back:
                only = next(iter(things.values())) if len(things) == 1 else None
                # What only stands in a predicate has no claim against what the text was about until then.
                about = next(
                    (n for n in self._about(plural) if n.text.lower() != (only.text.lower() if only else "")), None
                )
                return definite(only) if only is not None and about is None else None
        return None if plural else self._topic()

    def _about(self, plural: bool) -> list[Noun]:
        """The subjects of the claims before the last one, in its sentence, that agree in number."""
        start = self._earlier if len(self.things) > self._earlier else self._previous
        return [
            noun
            for nouns in self.things[start:-1]
            for noun in nouns
            if noun.subject and noun.plural == plural and noun.head not in _LIGHT and not is_person(noun)
        ]

    def _topic(self) -> str | None:
        """The one drug, disease, test or procedure that the question names."""
        named = [name for kind, name in named_in(self.question) if kind in ("drug", "disease", "procedure", "test")]
        return named[0] if len(named) == 1 else None

    def topic_of(self, kind: str) -> str | None:
        """The drug or disease of the question, else of the first subject, else the only one.

        None where a claim just before is about another one. The claims of a sentence share it.
        """
        if kind not in self._topics:
            self._topics[kind] = self._topic_now(kind)
        return self._topics[kind]

    def _topic_now(self, kind: str) -> str | None:
        asked = [name for k, name in named_in(self.question) if k == kind]
        subjects = [noun.text for nouns in self.things for noun in nouns if noun.subject]
        about = [[name for k, name in named_in(text) if k == kind] for text in subjects]
        spoken = self.of_kind(kind)
        topic = next((names[0] for names in (asked, about[0] if about else [], spoken) if len(names) == 1), None)
        if topic is None or any(not same_thing(name, topic) for names in about[-3:] for name in names):
            return None
        return topic

    def of_kind(self, kind: str) -> list[str]:
        """The things of a kind that the sentences before this one have named, or else the question."""
        phrases = [definite(noun) for nouns in self.things[: self._earlier] for noun in nouns if not is_person(noun)]
        spelled = [self.forms.get(phrase, phrase) for phrase in phrases]
        spoken = dict.fromkeys(name for phrase in spelled for k, name in named_in(phrase) if k == kind)
        if spoken:
            return list(spoken)
        return [name for k, name in named_in(self.question) if k == kind]

    def pair(self) -> tuple[str, str] | None:
        """The two things that the sentence before named: what "the former" and "the latter" mean.

        They stay so for the next sentence: "the latter" may come one sentence after "the former".
        """
        self._paired = True
        within = _two(self.sentence)
        if within is not None:
            self.before = within
        nouns = _two(self.before) or [noun for noun in self.before if not is_person(noun)]
        for kind in ("drug", "disease", "test", "procedure", "finding", "organism"):
            alike = [n for n in nouns if any(k == kind for k, _ in named_in(n.text)) and not _joined(n)]
            if len(alike) == 2:
                return definite(alike[0]), definite(alike[1])
        single = [n for n in nouns if not _joined(n)]
        return (definite(single[0]), definite(single[1])) if len(single) == 2 else None


def _two(nouns: list[Noun]) -> list[Noun] | None:
    """The two things of one kind that "both A and B" joins; None where no such pair was named, or more than one."""
    pairs = []
    for noun in nouns:
        names = re.split(r"\s+and\s+", re.sub(r"^both\s+", "", noun.text, flags=re.I))
        kinds = [{kind for kind, _ in named_in(name)} for name in names]
        if len(names) == 2 and kinds[0] & kinds[1]:
            pairs.append([noun._replace(text=name, head=name.split()[-1].lower(), plural=False) for name in names])
    return pairs[0] if len(pairs) == 1 else None


def _tells_of_patient(draft: Draft) -> bool:
    """True for a claim that opens with "the patient" and goes on."""
    return " ".join([word.text for word in draft.words[:3]]).lower().startswith("the patient ")


_LISTED = frozenset({"list.split", "list.labelled"})
_POINTING = frozenset("it them this that these those him her they".split())
_ABSENT = re.compile(r"(?:no|neither|none|without)\b", re.I)
"""What isn't there: no pronoun may mean the thing itself."""

_DETERMINERS = frozenset("the a an your his her their any".split())
_DOING = re.compile(r"[A-Za-z]{2,}ing$")
_PLURAL_VERB = re.compile(r"\s*(?:are|were|have)\b", re.I)


def _joined(noun: Noun) -> bool:
    return " and " in noun.text or " or " in noun.text


def _said(draft: Draft) -> str:
    """The first words behind the subject of a draft."""
    return " ".join([word.text for word in draft.words[draft.subject[1] : draft.subject[1] + 4]])
