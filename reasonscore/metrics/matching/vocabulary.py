"""What words of a diagnosis are worth and mean: generic words, sites of the body, organisms, synonyms, antonyms.

The tables stand in `reasonscore_resources/metrics`; a word in none of them names the disease itself and counts fully.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reasonscore.resource import resource_text

WEIGHTS = {"skip": 0.0, "qualifier": 0.15, "kind": 0.4, "site": 0.4, "common": 0.7, "specific": 1.0}
"""How much of a diagnosis a word carries: `primary` little, `tumor` and `gastric` some, `schwannoma` all."""

_ENDINGS = (
    *("osises", "oses", "osis", "otic", "iasis", "iases", "ically", "itides", "ization", "isation"),
    *("ations", "ation", "ated", "aceous", "eous", "ious", "ous", "inous", "ular", "eal", "ial", "ical", "ic", "al"),
    *("ary", "ar", "oid", "ing", "ed", "us", "um", "es", "is", "ae", "a", "i", "y", "e", "s"),
)


class Vocabulary(NamedTuple):
    """The tables of answer matching, by stem."""

    classes: dict[str, str]
    sites: dict[str, str]
    parents: dict[str, str]
    organisms: dict[str, str]
    phrases: dict[tuple[str, ...], tuple[str, ...]]
    antonyms: tuple[tuple[str, str], ...]


@cache
def stem(word: str) -> str:
    """The word without the ending that tells its noun from its adjective or plural; short words stay.

    >>> [stem(word) for word in ("tuberculous", "tuberculosis", "cryptococcal", "metastases", "sarcomas")]
    ['tubercul', 'tubercul', 'cryptococc', 'metastas', 'sarcoma']
    """
    word = word.replace("ae", "e").replace("oe", "e").replace("tumour", "tumor").replace("ph", "f")
    if word.endswith(("omas", "omata")):
        return word.removesuffix("ta").removesuffix("s")
    if word.endswith(("oma", "itis", "emia", "opathy", "ss")):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


@cache
def vocabulary() -> Vocabulary:
    """The tables, read once."""
    classes = {stem(word): kind for word, kind in _table("answer_words")}
    sites, parents = {}, {}
    for word, site, part_of in _table("sites"):
        sites[stem(word)] = site
        parents[site] = part_of
    synonyms = {tuple(phrase.split()): tuple(means.split()) for phrase, means in _table("synonyms")}
    return Vocabulary(
        classes=classes,
        sites=sites,
        parents=parents,
        organisms={stem(word): organism for word, organism in _table("organisms")},
        phrases={phrase: _settle(means, synonyms) for phrase, means in synonyms.items()},
        antonyms=tuple((one, other) for one, other in _table("antonyms")),
    )


def replace_phrases(words: list[str]) -> list[str]:
    """The words with every synonym put into the one form that stands for all; the longest phrase wins.

    >>> replace_phrases(["hydatid", "cyst", "of", "the", "liver"])
    ['echinococcosis', 'of', 'the', 'liver']
    """
    phrases, at = vocabulary().phrases, 0
    found: list[str] = []
    while at < len(words):
        for length in range(min(5, len(words) - at), 0, -1):
            if means := phrases.get(tuple(words[at : at + length])):
                found += means
                at += length
                break
        else:
            found.append(words[at])
            at += 1
    return found


def is_part_of(site: str, whole: str) -> bool:
    """Whether a site is another one or lies in it.

    >>> is_part_of("ileum", "abdomen"), is_part_of("abdomen", "ileum")
    (True, False)
    """
    parents = vocabulary().parents
    while site and site != whole:
        site = parents.get(site, "")
    return bool(site)


def _settle(means: tuple[str, ...], synonyms: dict[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    """A meaning with its own single words replaced, so that one pass over a text is enough."""
    settled: list[str] = []
    for word in means:
        again = synonyms.get((word,), (word,))
        settled += (word,) if set(again) & set(means) else again
    return tuple(settled)


def _table(name: str) -> list[tuple[str, ...]]:
    lines = resource_text(f"metrics/{name}.tsv").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines if line.strip()]
