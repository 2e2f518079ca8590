"""The keys under which one ranked answer is known: its name, the abbreviation in brackets, its initials."""

from __future__ import annotations

import re

from reasonscore.trace.option_mention import normal

_BRACKET = re.compile(r"\s?\((?P<inside>[^()\n]{2,60})\)\s*$")
_SHORT = re.compile(r"[A-Z][A-Za-z0-9\-]{0,8}[A-Z0-9]")
_FEWEST_INITIALS = 3
_SMALL = frozenset(("of", "the", "and", "with", "in", "a", "to", "due", "by", "s"))


def aliases(name: str) -> tuple[str, ...]:
    """The keys of a name, the name itself first; two answers that share a key are one.

    >>> aliases("Deep vein thrombosis (DVT)")
    ('deep vein thrombosis dvt', 'deep vein thrombosis', 'dvt')
    >>> aliases("Deep vein thrombosis"), aliases("DVT"), aliases("Acne")
    (('deep vein thrombosis', 'dvt'), ('dvt',), ('acne',))
    """
    bracket = _BRACKET.search(name)
    plain = name[: bracket.start()] if bracket is not None else name
    keys = [normal(name)]
    if bracket is not None and (_SHORT.fullmatch(bracket["inside"]) or _SHORT.fullmatch(plain)):
        keys += [normal(plain), normal(bracket["inside"])]
    words = [word for word in normal(plain).split() if word not in _SMALL]
    if len(words) >= _FEWEST_INITIALS and all(word[0].isalpha() for word in words):
        keys.append("".join(word[0] for word in words))
    return tuple(dict.fromkeys(key for key in keys if key))
