"""What can be a person's name at the start of a text."""

from __future__ import annotations

import re

_NO_NAME = re.compile(
    r"(?:mum|mom|dad|mummy|daddy|mother|father|wife|husband|partner|parents?|family|son|daughter|nurse|gp|patient|the|an?|this|that|his|her|its|their|no|any|option|choice|answer)\b|(?-i:[A-Z]{2,})\b",
    re.I,
)


_TITLED = re.compile(r"(?:Dr|Prof|Professor)\b")
_LIFE = re.compile(
    r"(?:is|was) (?:also |currently )?(?:an?|the|born|one)\b|(?:became|graduated|served|founded|received|studied|"
    r"trained|worked|pioneered|speciali[sz]e[sd]|earned|completed|has been)\b"
)


def may_name_person(text: str, said: str = "") -> bool:
    """False for "A CT", "TTE" and "Haemoglobin", which a parser takes for names where a sentence opens with them.

    "Dr Rao explained the scan" names somebody whom no later "he" means; "Dr Rao was born in Pune" does.

    >>> may_name_person("Dr Rao", "explained the scan"), may_name_person("Dr Rao", "was born in Pune")
    (False, True)
    """
    if _TITLED.match(text) and _LIFE.match(said) is None:
        return False
    return text[:1].isupper() and not _NO_NAME.match(text) and not any(map(str.isdigit, text))
