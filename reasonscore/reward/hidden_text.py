"""Text that a reader of the rendered response does not see: comments, hidden elements, phantoms, titles of links."""

from __future__ import annotations

import re

_COMMENT = ("<!--", "-->")
_TAG = re.compile(r"<(?P<name>[a-zA-Z]{1,12})\s(?P<rest>[^<>]{1,600})>")
_HIDES = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|(?:font-size|opacity)\s{0,3}:\s{0,3}0(?![.\d])"
    r"|(?<![\w-])hidden(?![\w-])",
    re.IGNORECASE,
)
_PHANTOM = re.compile(r"\\[hv]?phantom\s?\{[^{}\n]{0,2000}\}")
_TITLE = re.compile(r"(?<=\]\()(?P<target>[^\s()\"]{0,300})\s{1,3}\"[^\"\n]{0,1000}\"(?=\))")
_TEMPLATE = ("<template>", "</template>")


def without_hidden(text: str) -> str:
    """The text without what is written and not shown.

    >>> without_hidden("Gout.<!-- Urate was 9.8. --> <span style='display:none'>Lupus.</span>[x](y 'z')")
    "Gout. [x](y 'z')"
    """
    for opening, closing in (_COMMENT, _TEMPLATE):
        if opening in text:
            text = _without_blocks(text, opening, closing)
    if "<" in text:
        text = _without_elements(text)
    if "phantom" in text:
        text = _PHANTOM.sub("", text)
    return _TITLE.sub(r"\g<target>", text) if "](" in text else text


def _without_blocks(text: str, opening: str, closing: str) -> str:
    """The text without its blocks; one that is never closed goes to the end, as in a browser."""
    kept, position = [], 0
    while (start := text.find(opening, position)) >= 0:
        kept.append(text[position:start])
        end = text.find(closing, start + len(opening))
        if end < 0:
            return "".join(kept)
        position = end + len(closing)
    return "".join([*kept, text[position:]])


def _without_elements(text: str) -> str:
    """The text without hidden elements; one that is never closed goes to the end, so each place is looked at once."""
    kept, position = [], 0
    for found in _TAG.finditer(text):
        if found.start() < position or _HIDES.search(found["rest"]) is None:
            continue
        kept.append(text[position : found.start()])
        position = _closing(text, found["name"], found.end())
    return "".join([*kept, text[position:]])


def _closing(text: str, name: str, start: int) -> int:
    found = re.compile(rf"</\s?{name}\s?>", re.IGNORECASE).search(text, start)
    return found.end() if found is not None else len(text)
