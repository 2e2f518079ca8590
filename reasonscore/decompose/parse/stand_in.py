"""Words that the parser reads better in the clothes of others, of the same length, so that no offset moves.

A parser trained on news takes "neither leaks nor kinks" for nouns, and "raised" behind a comma for a verb. It is shown
"usually leaks and kinks" and "severe"; the rules then see the words that were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reasonscore.decompose.parse.dose import STAND_INS, without_doses
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.parse.pipeline import Pipeline
from reasonscore.decompose.segments.segment import has_verb

_NEITHER = re.compile(
    r"(?P<before>(?P<there>\bthere (?:is|was|are|were) )"
    r"|\b(?:is|are|was|were|been|can|could|may|might|will|would|should|must|does|do|did|"
    r"he|she|it|they|i|we|you) |\b(?:has|have|had) (?=neither \w+(?:ed|en|own|one)\b)"
    r"|\b(?:the|an?|his|her|its|their|this|that|your|my)\s(?:[\w-]+\s)?(?!\w+(?:ed|s)\b)[\w-]+ )"
    r"neither\b(?P<between>.{1,80}?)\bnor\b",
    re.I,
)
_ADJECTIVES = {
    "raised": "severe",
    "elevated": "abnormal",
    "reduced": "serious",
    "lowered": "serious",
    "increased": "excessive",
    "decreased": "excessive",
    "enlarged": "abnormal",
    "prolonged": "excessive",
    "impaired": "abnormal",
    "altered": "serious",
}
_PARTICIPLE = re.compile(
    rf"(?:(?<=, )|^)({'|'.join(_ADJECTIVES)})(?= (?!by\b|to\b|from\b|in\b|on\b|at\b|the\b|an?\b|his\b|"
    r"her\b|its\b|with\b|after\b|and\b|or\b|for\b)[a-z-]+)",
    re.I,
)


_DENIED = re.compile(
    r"(?<=\bdenies )(?:[a-z]{3,12}, ){1,7}[a-z]{3,12},? (?:or|and) [a-z]{3,12}(?=[.;]|$)"
    r"|(?<=\bdenied )(?:[a-z]{3,12}, ){1,7}[a-z]{3,12},? (?:or|and) [a-z]{3,12}(?=[.;]|$)"
)
_LACKS = re.compile(
    r"(?<=\b(?:has|had) )no [a-z]{3,12}(?: [a-z]{3,12})?(?:, no [a-z]{3,12}(?: [a-z]{3,12})?){0,5},? "
    r"(?:and|or) no [a-z]{3,12}(?: [a-z]{3,12})?(?=[.;,]| but | or | and |$)"
)
_COMPLAINTS = {
    len(word): word
    for word in "flu pain cough nausea fatigue headache dizziness depression indigestion constipation".split()
}
_PROVIDED = re.compile(r"(?<=[,\w] )provided(?= (?!that\b|by\b|to\b|with\b|in\b|for\b|a\b|an\b|us\b)\w)")
_COMPOUNDS = {"abuts": "meets", "rebound tenderness": "serious tenderness", "night sweats": "night chills"}
_COMPOUND = re.compile(rf"\b(?:{'|'.join(_COMPOUNDS)})\b")
# "This increases preload" reads as one long noun; what John does has to be a verb.
_THIS = re.compile(
    r"This(?= (?:increases|decreases|causes|drops|limits|blocks|triggers|damages|changes|supports|signals|favou?rs|"
    r"lowers|strains|stresses|raises|delays|affects) (?!in\b|of\b|to\b|and\b|is\b|was\b|are\b|were\b)\w)"
)
_ORDERS = {
    "suggest": "arrange",
    "limit": "avoid",
    "treat": "avoid",
    "store": "leave",
    "finish": "forget",
    "cut": "get",
    "trust": "avoid",
}
_ORDER = re.compile(rf"^(?:{'|'.join(_ORDERS)})(?= (?!of\b|for\b|to\b|is\b|was\b|and\b|or\b|in\b)[a-z]+)", re.I)
"""Orders that read as nouns at the front of a sentence: "Limit caffeine"."""

_DEGREES = re.compile(
    r"\b(mild|moderate|low|minimal|small|trivial) to (moderate|severe|high|medium|large|marked)\b", re.I
)
"""A range of degrees, whose "to" a parser takes for that of a verb: "moderate to severe stenosis"."""

_UP_TO = re.compile(r"\b(?:(?<=, )|(?<=^)|(?<=and ))[Uu]p to(?= (?:an?|one|two|three|half|\d)\b)")
"""A limit that a parser takes for a place: "Up to a quarter develop it"."""

_POINTS = re.compile(r"(?<=\w )points(?= (?:to|towards?|away from)\b)")
"""What a noun does when it "points to" something; a parser makes it a noun: "recovery points"."""

_RELATIVE = re.compile(r"\b(?:who|which|that|whose|whom)\b", re.I)


_RATIO = re.compile(r"(?<=[A-Za-z]):(?=[A-Za-z])")
_RAISED = re.compile(
    r"\b((?:excludes?|suggests?|causes?|shows?|indicates?|confirms?|means?|explains?|of|with|for) )"
    rf"({'|'.join(_ADJECTIVES)})(?= [a-z]+)",
    re.I,
)
_SINGLE = re.compile(r"(?<![\w'])'(?=\w)([^'\"]{1,60})(?<=\w)'(?![\w'])")
"""A phrase in single quotes, which a parser takes for apostrophes."""


def stand_in(text: str) -> str:
    """The text as it is shown to the parser.

    >>> stand_in("The graft neither leaks nor kinks.")
    'The graft usually leaks and kinks.'
    >>> stand_in("Fever, raised liver enzymes and a rash suggest hepatitis.")
    'Fever, severe liver enzymes and a rash suggest hepatitis.'
    >>> stand_in("She denies haematuria, ataxia or rigors.")
    'She denies depression, nausea or nausea.'
    >>> stand_in("She takes bisoprolol 75 mg twice daily, ramipril and a statin.")
    'She takes penicillin                  , ramipril and a statin.'
    """
    if "'" in text:
        text = _SINGLE.sub(r'"\1"', text)
    if "ed " in text:
        text = _PARTICIPLE.sub(_adjective, text)
        text = _RAISED.sub(lambda match: match[1] + _ADJECTIVES[match[2].lower()], text)
    if "denie" in text:
        text = _DENIED.sub(_complaints, text)
    if " no " in text:
        text = _LACKS.sub(_complaints, text)
    text = without_doses(text)
    if ", provided " in text:
        text = _PROVIDED.sub("whenever", text)
    if ":" in text:
        text = _RATIO.sub("/", text)
    text = _COMPOUND.sub(lambda match: _COMPOUNDS[match[0].lower()], text)
    text = _ORDER.sub(lambda match: _ORDERS[match[0].lower()].capitalize(), text)
    if "p to " in text:
        text = _UP_TO.sub("about", text)
    if " to " in text:
        text = _DEGREES.sub(r"\1 or \2", text)
    if "points " in text:
        text = _POINTS.sub("refers", text)
    if text.startswith("This "):
        text = _THIS.sub("John", text)
    if "neither" in text and " nor " in text:
        text = _NEITHER.sub(_usually, text)
    return text


def _adjective(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    if has_verb(before) or _RELATIVE.search(before):
        return match[0]
    word = _ADJECTIVES[match[1].lower()]
    return word.capitalize() if match[1][:1].isupper() else word


def _complaints(match: re.Match[str]) -> str:
    """The list with everyday complaints for its words, of which a parser may know none."""
    words = re.split(r"(\W+)", match[0])
    return "".join(word if word in ("or", "and", "no") else _COMPLAINTS.get(len(word), word) for word in words)


def _usually(match: re.Match[str]) -> str:
    return f"{match['before']}{'certain' if match['there'] else 'usually'}{match['between']}and"


def parse_in_clothes(pipeline: Pipeline, sentences: Sequence[str]) -> Iterator[Parse | None]:
    """The parses of the sentences, made with stand-ins, holding the words that were written."""
    for sentence, parse in zip(sentences, pipeline.parse([stand_in(text) for text in sentences]), strict=True):
        yield None if parse is None else restore(parse, sentence)


def restore(parse: Parse, text: str) -> Parse:
    """The parse with the words that were written."""
    if parse.text == text:
        return parse
    parse.text = text
    for token, (start, end) in enumerate(zip(parse.starts, parse.ends, strict=True)):
        written = text[start:end]
        if written != parse.words[token]:
            if written == "This":
                parse.tags[token] = "DT"
            if parse.words[token].isspace():
                written = written.rstrip()
                parse.ends[token] = start + len(written)
                parse.tags[token], parse.deps[token] = "CD", "nummod"
            elif parse.words[token] in STAND_INS:
                parse.tags[token] = "NN"
            low = written.lower()
            lemma = low[:-1] if parse.tags[token] == "VBZ" and low.endswith("s") else low
            parse.words[token], parse.lower[token], parse.lemmas[token] = written, low, lemma
    return parse
