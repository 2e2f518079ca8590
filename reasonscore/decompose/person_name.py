"""What can be a person's name at the start of a text."""

from __future__ import annotations

import re

_NO_NAME = re.compile(
    r"(?:mum|mom|dad|mummy|daddy|mother|father|wife|husband|partner|parents?|family|son|daughter|nurse|gp|patient|the|an?|this|that|his|her|its|their|no|any|option|choice|answer)\b|(?-i:[A-Z]{2,})\b",
    re.I,
)


def may_name_person(text: str) -> bool:
    """False for "A CT", "TTE" and "Haemoglobin", which a parser takes for names where a sentence opens with them."""
    return text[:1].isupper() and not _NO_NAME.match(text) and not any(map(str.isdigit, text))
