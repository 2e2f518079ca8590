"""English verb forms, for the few places where a claim needs a finite verb that the source did not write."""

from __future__ import annotations

from functools import cache

from reasonscore.decompose.search.table import read_table

_VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    return {base: (past, participle) for base, past, participle in read_table("irregular")}


def third_person(base: str) -> str:
    """The form after he, she, it.

    >>> third_person("suggest"), third_person("carry"), third_person("be")
    ('suggests', 'carries', 'is')
    """
    if base in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def past(base: str) -> str:
    """The past tense.

    >>> past("rise"), past("indicate"), past("carry")
    ('rose', 'indicated', 'carried')
    """
    return _irregular()[base][0] if base in _irregular() else _regular(base)


def participle(base: str) -> str:
    """The past participle.

    >>> participle("take"), participle("start")
    ('taken', 'started')
    """
    return _irregular()[base][1] if base in _irregular() else _regular(base)


def gerund(base: str) -> str:
    """The -ing form.

    >>> gerund("make"), gerund("stop"), gerund("lie")
    ('making', 'stopping', 'lying')
    """
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return base[:-1] + "ing"
    regular = past(base)
    doubled = regular.endswith(base[-1] * 2 + "ed") or base in (
        "run",
        "cut",
        "put",
        "get",
        "set",
        "sit",
        "stop",
        "win",
        "begin",
    )
    return base + (base[-1] if doubled and not base.endswith(base[-1] * 2) else "") + "ing"


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    if base in (
        "skip",
        "stop",
        "drop",
        "swab",
        "plan",
        "clot",
        "trim",
        "scrub",
        "drip",
        "strip",
        "snap",
        "slip",
        "admit",
    ):
        return base + base[-1] + "ed"
    short = len(base) == 3 and base[0] not in _VOWELS and base[1] in _VOWELS and base[2] not in _VOWELS + "wxy"
    return base + (base[-1] if short else "") + "ed"
