"""Multi-agent transcripts: turns of named experts, and a moderator or a last turn that decides."""

from __future__ import annotations

import re

from reasonscore.span import Piece, trim
from reasonscore.trace.layout import Format, Layout, formats
from reasonscore.trace.trace import Region

_EXPERT = (
    r"agent|doctor|dr\.?|physician|expert|specialist|moderator|coordinator|judge|critic|reviewer|surgeon|nurse|"
    r"pharmacist|internist|generalist|assistant|consultant|attending|resident|leader|summari[sz]er|aggregator|"
    r"supervisor|\w{3,20}ologist|\w{3,20}iatrist|\w{3,20}iatrician|patient|user|human|student|synthesizer|"
    r"decision[- ]maker|chair|recruiter|examiner|measurement"
)
_TURN = re.compile(
    rf"^[ \t]{{0,4}}(?:#{{1,6}} ?|[*_\[【]{{0,3}})(?P<name>(?:[\w.'&/\-]{{1,25}} ){{0,3}}?(?:{_EXPERT})"
    r"(?: [\w.'&/\-]{1,20}){0,2}(?: ?\([^()\n]{1,50}\))?)[*_\]】]{0,3} ?[:：][*_]{0,3}[ \t]?",
    re.IGNORECASE | re.MULTILINE,
)
_OTHERS = re.compile(r"\b(?:patient|user|human|measurement)\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"moderator|coordinator|judge|summari|aggregator|leader|chair|synthesi|decision|supervisor|attending|final",
    re.IGNORECASE,
)
_FEWEST = 3


def read(text: str, piece: Piece) -> Layout | None:
    """Turns as steps and the deciding turn as the final part; None for fewer than three turns of two speakers."""
    found = list(_TURN.finditer(text, *piece))
    names = [one["name"].casefold().strip() for one in found]
    if len(found) < _FEWEST or len(set(names)) < 2:
        return None
    regions = [Region(one.span(), "markup") for one in found]
    turns: list[Piece] = []
    decided: list[Piece] = []
    for index, one in enumerate(found):
        stop = found[index + 1].start() if index + 1 < len(found) else piece[1]
        body = trim(text, one.end(), stop)
        if _OTHERS.search(names[index]):
            regions.append(Region(body, "quoted"))
        elif body[0] < body[1]:
            turns.append(body)
            decided += [body] if _DECIDES.search(names[index]) else []
    if not turns:
        return None
    last = decided[-1] if decided else turns[-1]
    return Layout(
        name="transcript",
        thinking=tuple(one for one in turns if one != last),
        final=(last,),
        steps=tuple(turns),
        regions=tuple(one for one in regions if one.piece[0] < one.piece[1]),
    )


formats.register("transcript")(Format("envelope", 30, read))
