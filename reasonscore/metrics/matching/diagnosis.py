"""A diagnosis, taken apart: its components, and the side, type, grade and organism that tell it from a similar one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reasonscore.metrics.matching.designator import find_designators
from reasonscore.metrics.matching.normal_form import normalise
from reasonscore.metrics.matching.vocabulary import WEIGHTS, replace_phrases, stem, vocabulary

LONGEST = 60
"""Words that are read of an answer: a diagnosis stands at its beginning, an explanation follows."""

_WORD = re.compile(r"[a-z0-9+]+(?:[.'-][a-z0-9+]+)*|[(),;:/\[\]]|::")
_LEAD = re.compile(
    r"^(?:(?:the |my |so |thus |therefore |hence )*(?:most |final |likely |probable |primary |leading |definitive )*"
    r"(?:diagnos[ie]s|answer|conclusion)(?: is| was| would be| of)?(?: an?| the)?[\s:,-]+"
    r"|case \d+:|\(?(?:\d{1,2}|[a-h])[.)]\s+|[-•]\s+)"
)
_AMOUNT = re.compile(r"\b(\d+(?:\.\d+)?) ?(mg|mcg|g|kg|ml|l|dl|units?|iu|mmol|meq|mmhg|%)\b")
_GLUED = re.compile(r"\b(\d+(?:\.\d+)?)(mg|mcg|kg|ml|mmol|meq|mmhg|cm|mm)\b")
_NEGATIONS = ("no ", "not ", "absence of ", "negative for ", "without ", "normal ")
_SPELLINGS = (
    *(("tumour", "tumor"), ("aemi", "emi"), ("haem", "hem"), ("oedem", "edem"), ("oesoph", "esoph"), ("paed", "ped")),
    *(("diarrhoea", "diarrhea"), ("foet", "fet"), ("caec", "cec"), ("coeliac", "celiac"), ("leucocyt", "leukocyt")),
    *(("leucaem", "leukem"), ("gynaec", "gynec"), ("anaesth", "anesth"), ("ischaem", "ischem"), ("naev", "nev")),
)
_BREAKS = frozenset(
    "( ) [ ] , ; : / with and or complicated complicating following after leading resulting presenting mimicking "
    "versus vs involving accompanied in causing".split()
)
_CAUSES = frozenset("due caused secondary from because".split())
_CAUSED_BY = frozenset("induced associated related mediated driven positive mutated dependent".split())
_STOPS = frozenset(["without", "excluding", "absence"])


class Token(NamedTuple):
    """A word that counts: its stem, its class, and its weight."""

    stem: str
    kind: str
    weight: float


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The parts of an answer.

    Args:
        components: Diagnoses, causes and complications in order, the first one the main one.
        words: All words that were read, for antonyms.
        designators: Types, grades and other numbers or letters, each with its word.
        organisms: Organisms by genus.
        sites: Sites of the body, a set for each component.
        amounts: Numbers with their units.
        negated: It says that something is absent.
    """

    components: tuple[tuple[Token, ...], ...]
    words: frozenset[str]
    designators: frozenset[tuple[str, str]]
    organisms: frozenset[str]
    sites: tuple[frozenset[str], ...]
    amounts: frozenset[tuple[str, str]]
    negated: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of all components."""
        return tuple(token for component in self.components for token in component)


@lru_cache(maxsize=4096)
def read_diagnosis(text: str, definitions: tuple[tuple[str, str], ...] = ()) -> Diagnosis:
    """The diagnosis that an answer states.

    Args:
        text: The answer.
        definitions: Abbreviations with what they stand for, from this answer and the one that it is compared with.

    >>> found = read_diagnosis("Left renal abscess due to Staphylococcus aureus")
    >>> [token.stem for token in found.components[0]], sorted(found.organisms)
    (['left', 'kidney', 'abscess'], ['staphylococcus'])
    """
    plain = _GLUED.sub(r"\1 \2", american(_LEAD.sub("", normalise(text))))
    words = _words(plain)
    long_forms = dict(definitions)
    words = [part for word in words for part in long_forms.get(word, word).split()]
    words = replace_phrases(words)[:LONGEST]
    components: list[tuple[Token, ...]] = []
    causes: list[tuple[Token, ...]] = []
    current: list[Token] = []
    target, stopped = components, False
    for at, word in enumerate([*words, ";"]):
        hyphened = word in _CAUSED_BY and words[at + 1 : at + 2] not in (["with"], ["by"], ["to"], [])
        if word in _BREAKS or word in _CAUSES or word in _CAUSED_BY:
            (causes if hyphened else target).append(tuple(current))
            target = causes if word in _CAUSES or (word in _CAUSED_BY and not hyphened) else components
            current, stopped = [], False
        elif word in _STOPS:
            stopped = True
        elif not stopped and (token := _token(word)).weight > 0:
            current.append(token)
    components += causes
    kept = [part for part in components if any(token.kind != "qualifier" for token in part)]
    organisms = {genus for word in words if (genus := vocabulary().organisms.get(stem(word)))}
    sites = tuple(frozenset(token.stem for token in part if token.kind == "site") for part in kept)
    amounts = frozenset((number, unit) for number, unit in _AMOUNT.findall(plain))
    negated = plain.startswith(_NEGATIONS)
    return Diagnosis(tuple(kept), _said(words), find_designators(words), frozenset(organisms), sites, amounts, negated)


def _said(words: list[str]) -> frozenset[str]:
    """The words, without `secondary` where it means a cause."""
    following = [*words[1:], ""]
    return frozenset(
        word for word, after in zip(words, following, strict=False) if (word, after) != ("secondary", "to")
    )


def first_statement(text: str) -> str:
    """The first paragraph that is not a heading: what an answer says before it explains."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = [line for line in block.splitlines() if not line.lstrip().startswith("#")]
        body = " ; ".join(line.strip() for line in lines if line.strip())
        if body and not re.fullmatch(r"\W*(?:final )?(?:diagnosis|answer)\W*", body, re.IGNORECASE):
            return body
    return text


def american(text: str) -> str:
    """The text in American spelling, which the tables use.

    >>> american("oesophageal tumour with anaemia")
    'esophageal tumor with anemia'
    """
    for british, spelled in _SPELLINGS:
        text = text.replace(british, spelled)
    return text


def _words(plain: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(plain):
        bare = word.removesuffix("'s").strip("'")
        if "-" in bare and not any(sign.isdigit() for sign in bare):
            head, _, tail = bare.partition("-")
            found += [head + tail] if head in ("high", "low", "non") else bare.split("-")
        else:
            found.append(bare)
    return found


def _token(word: str) -> Token:
    known, root = vocabulary(), stem(word)
    if site := known.sites.get(root):
        return Token(site, "site", WEIGHTS["site"])
    kind = known.classes.get(root, "skip" if len(word) == 1 or word.isdigit() else "specific")
    return Token(root, kind, WEIGHTS[kind])
