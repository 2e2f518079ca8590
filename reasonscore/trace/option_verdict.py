"""The option that a response accepts where it passes judgement on one option after the other.

A) too slow        | A | No  |        (A) ✗ (B) ✓ (C) ✗
B) this is it      | B | Yes |
C) contraindicated | C | No  |
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reasonscore.span import Piece
from reasonscore.trace.letter_pattern import CROSSES, TICKS
from reasonscore.trace.option_mention import Mention, normal
from reasonscore.trace.phrase import cue_words

_HEADS = re.compile(r"[\"'”’*)]{0,4}\s?(?:[?:–—→=]|->|-\s|[✓✔✅☑✗✘❌✖❎])")
_LAST_WORD = re.compile(r"\w+$")
_APPROVING = ("yes", "true", "correct", "right", "matches", "fits", "match", "fit", "best")
_CHECKED = ("[x]", "[X]")
_REMARK = 200
_MOST_LABELS = 100
_CHARACTERS = 8000


class Accepted(NamedTuple):
    """The accepted option.

    Args:
        letter: Its key.
        piece: Where the key stands.
        until: Where the key of the last remark stands.
    """

    letter: str
    piece: Piece
    until: Piece


def accepted_option(
    text: str, piece: Piece, options: Mapping[str, str], mentions: Sequence[Mention] = ()
) -> Accepted | None:
    r"""The one option that the remarks accept; else the one that they do not reject; None where that is not one.

    >>> text = "A) too slow\nB) this is it\nC) never"
    >>> accepted_option(text, (0, len(text)), {"A": "Fluids", "B": "Drainage", "C": "Rest"}).letter
    'B'

    Args:
        text: The response.
        piece: A part of it.
        options: Letter to text.
        mentions: Mentions of options by their text, which may head a remark as their letters do.
    """
    low = max(piece[0], piece[1] - _CHARACTERS)
    known = {key.upper(): key for key in options}
    labels = [
        (one.start(), one.end(), known[one["key"].upper()], one.span("key"))
        for one in _label(tuple(sorted(options))).finditer(text, low, piece[1])
    ]
    if not labels:
        heads = [one for one in mentions if not one.lettered and _HEADS.match(text, one.piece[1], piece[1])]
        labels = [(one.piece[0], one.piece[1], one.letter, one.piece) for one in heads if one.piece[0] >= low]
    labels = labels[-_MOST_LABELS:]
    if len({key for _, _, key, _ in labels}) < max(2, len(options) - 1):
        return None
    verdicts: dict[str, bool | None] = {}
    places: dict[str, Piece] = {}
    for index, (_, end, key, place) in enumerate(labels):
        stop = labels[index + 1][0] if index + 1 < len(labels) else piece[1]
        line = text.find("\n", end, stop)
        remark = text[end : min(line if line >= 0 else stop, end + _REMARK)]
        # The last judgement of an option stands.
        verdicts[key], places[key] = _verdict(remark, options[key]), place
    accepted = [key for key, verdict in verdicts.items() if verdict]
    if not accepted and len(verdicts) == len(options):
        accepted = [key for key, verdict in verdicts.items() if verdict is None]
    return Accepted(accepted[0], places[accepted[0]], labels[-1][3]) if len(accepted) == 1 else None


def ticked_options(text: str, piece: Piece, options: Mapping[str, str]) -> dict[str, Piece]:
    r"""The options whose lines are ticked, where each line of an option is ticked or crossed and several are ticked.

    >>> text = "✓ A. Statin\n✗ B. NSAID\n✓ C. Aspirin"
    >>> list(ticked_options(text, (0, len(text)), {"A": "Statin", "B": "NSAID", "C": "Aspirin"}))
    ['A', 'C']
    """
    low = max(piece[0], piece[1] - _CHARACTERS)
    known = {key.upper(): key for key in options}
    ticked: dict[str, Piece] = {}
    judged: set[str] = set()
    for one in _marked_line(tuple(sorted(options))).finditer(text, low, piece[1]):
        mark = one["before"] or one["after"]
        key = known[one["key"].upper()]
        if mark is None or key in judged:
            return {}
        judged.add(key)
        if mark in TICKS or mark in _CHECKED:
            ticked[key] = one.span("key")
    return ticked if len(ticked) > 1 and len(judged) >= len(options) - 1 else {}


@lru_cache(maxsize=64)
def _marked_line(keys: tuple[str, ...]) -> re.Pattern[str]:
    """A line that begins with an option, its mark before or after it."""
    letters = "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))
    mark = rf"[{''.join(sorted(TICKS))}{''.join(sorted(CROSSES))}]|\[[ xX]\]"
    return re.compile(
        rf"(?:^|(?<=\n))[ \t>|*_•+\-–#]{{0,8}}(?:(?P<before>{mark})\ufe0f?[ \t*_]{{0,4}})?"
        rf"(?i:option |choice )?[(\[*_]{{0,3}}"
        rf"(?P<key>{letters})[)\]*_]{{0,3}}[.:)|–—-](?:[^\n]{{0,200}}?(?P<after>{mark}))?"
    )


def _verdict(remark: str, option: str) -> bool | None:
    """Whether a remark accepts its option; None where it does neither."""
    ticked, crossed = any(c in TICKS for c in remark), any(c in CROSSES for c in remark)
    if ticked != crossed:
        return ticked
    said = normal(remark).removeprefix(normal(option)).strip()
    last = _LAST_WORD.search(said)
    if _words("rejects_option").search(said) or (last and last[0] in ("no", "false", "incorrect", "wrong", "out")):
        return False
    accepts = _words("accepts_option").search(said) or (last and last[0] in _APPROVING)
    return True if accepts else None


@lru_cache(maxsize=2)
def _words(kind: str) -> re.Pattern[str]:
    """A word of acceptance or rejection among the first few."""
    return re.compile(rf"^(?:\w{{1,15}} ){{0,4}}?{cue_words(kind)}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _label(keys: tuple[str, ...]) -> re.Pattern[str]:
    letters = "|".join(re.escape(key) for key in sorted(keys, key=lambda key: (-len(key), key)))
    word = r"(?i:option |choice |answer )?"
    return re.compile(
        rf"(?:(?:^|(?<=\n))[ \t>|*_•+\-–#]{{0,8}}{word}[(\[*_\"']{{0,3}}|(?<=[\s,;|])[(\[])(?P<key>{letters})"
        r"(?:[)\]*_\"']{1,4}|(?=\s?[:.|–—→=-]))[ \t]?(?:[:.)|–—→=>-]{1,2})?(?=\s|$|[✓✔✅☑✗✘❌✖❎])"
    )
