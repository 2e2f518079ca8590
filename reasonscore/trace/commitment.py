"""How strongly the sentence around a mention of an option commits to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reasonscore.span import Piece
from reasonscore.trace.letter_pattern import CROSSES, TICKS
from reasonscore.trace.option_mention import Mention
from reasonscore.trace.phrase import announcements, cue_words, cues

ANNOUNCED = 4
COMMITTED = 3
CONCLUDED = 2
_NOUN = r"(?:answer|choice|option|winner|pick|one|culprit|exception|odd one|outlier|diagnosis|explanation)"
_CROWNED = re.compile(
    r"[\"'”’*)\]:.]{0,4}\s?(?:(?:is|as|would be|seems|appears|being|was) )?(?:to be )?(?:clearly |simply "
    r"|therefore )?"
    r"(?:the |our |my )?(?:most |single |only |clear |obvious |sole )?(?:(?:correct|right|best|final) )?"
    r"(?:answer|choice|option|winner)\b"
    r"|[\"'”’*)\]]{0,4}\s(?:is|are) (?:both |all )?(?:the )?(?:correct|right|acceptable|what|how|where"
    r"|supported by|backed by)\b"
    r"|[\"'”’*)\]]{0,4}\s?(?:[:–—-]|->|→|=>)\s?(?:(?:true|correct|yes|accepted|right|kept)\b(?!\s[a-z])|[✓✔✅])"
    r"|\?\s{1,3}(?:yes|yep|correct|right|i think so|i believe so|probably)\b"
    r"|[\"'”’*)\]]{0,4}\s(?:is|are|remains) (?:clearly |indeed |still )?(?:the (?:\w{1,15} )?(?:way|of choice"
    r"|to go|to give)"
    r"|(?:my|our) (?:\w{1,10} )?(?:answer|choice|pick|vote|selection|guess|bet|first))\b"
    r"|[\"'”’*)\]]{0,4}\s(?:it is|it must be|it has to be|is it)\W{0,3}$"
    rf"|[\"'”’*)\]]{{0,4}}\s(?:is|are) the (?:false |incorrect |only |right )?{_NOUN}\b",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"\b(?:initially|originally|at first|at first sight|first glance"
    r"|between|torn|either|whether|could be|might be|may be|narrow(?:s|ed)? (?:it |this |things )?(?:down )?to)\b"
    r"(?:\W{0,4}[\w'’\-]{1,20}){0,6}\W{0,4}$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:students|people|candidates|residents|colleagues|many|others|some|one|you|textbooks|distractors?)\b"
    r"(?: [\w'’]{1,15}){0,3} (?:pick|choose|select|say|think|answer|go for|go with|suggest|consider|favou?r)\W{0,4}$",
    re.IGNORECASE,
)
"""`Many students pick B` says nothing of what the response picks."""
_CONCEDED = re.compile(
    r"\b(?:although|even though|though|while|whereas|despite|even if|granted that)\b[^,;]{0,120}$", re.I
)
_PREFERRED = re.compile(
    r"(?:^|[^\w])(?:i|we|i['’](?:d|m|ll|ve)|we['’](?:d|re|ll)|let['’]?s|my (?:vote|money|pick|choice|answer|bet"
    r"|guess))\b"
    r"(?: [\w'’]{1,12}){0,3}?"
    r" (?:lean(?:ing)?(?: more)? (?:towards?|to)|settl(?:e|ing) (?:on|for)|opt(?:ing)? for|vot(?:e|ing) for"
    r"|go(?:ing)? (?:with|for)"
    r"|goes (?:to|on|with)|is on|commit to|favou?r|choos(?:e|ing)|decid(?:e|ed) (?:on|for)|pick(?:ing)?"
    r"|select(?:ing)?"
    r"|stick(?:ing)? (?:with|to)|conclude|side with|bet on|prefer|endorse|submit|answer)"
    r"(?: (?:option|choice|answer|letter|the))?\W{0,5}$",
    re.IGNORECASE,
)
_NONE_BUT = re.compile(
    r"\b(?:nothing|anything|none|no(?: \w{1,15})?|little|nobody)(?: \w{1,15}){0,2} (?:other than|more than|but|except"
    r"|besides)\W{0,4}$"
    r"|\b(?:not|isn['’]t|wasn['’]t)\b[^.!?\n]{1,60}\b(?:but|rather|instead)\b[,:]?(?: (?:it is|rather|instead"
    r"|option|the))?\W{0,4}$"
    r"|\b(?:not|isn['’]t|wasn['’]t)\b[^.!?\n]{1,40}[,;:–—-]\s?(?:it is|it['’]s|but)(?: (?:option|actually"
    r"|rather))?\W{0,4}$",
    re.IGNORECASE,
)
"""`Nothing but C`, `not A but C`, `not A, it is C` name C."""
_IF_ONLY = re.compile(
    r"\W{0,3}(?:would|might|could) (?:only |also )?(?:be|have been|fit)\b[^.;\n]{0,60}\bif\b", re.IGNORECASE
)
_NAMED_NOT = re.compile(
    r"\b(?:not|except|incorrect|wrong|false|least)\b(?:\W{1,3}[\w'’\-]{1,20}){1,4}\W{1,3}(?:is|are|would be)\W{0,6}$",
    re.IGNORECASE,
)
"""`The one that is not a cause is D` names D."""
_TURNED = re.compile(r"[,;.:—(]|\b(?:though|although|but|while|however|whereas|yet)\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:and|but|which|so|then)\s(?:\w{1,12}ly )?(?:supports?|favou?rs?|suggests?|confirms?|points?|indicates?"
    r"|makes?|leaves?"
    r"|argues|fits?|establishes|leads?|means|is|are|speaks?)\b",
    re.IGNORECASE,
)
"""`Excludes A and supports B` excludes A alone."""
_KEPT = re.compile(r"(?:can(?:not|['’]t)|could not|not) (?:be )?(?:\w{1,12} )?$", re.IGNORECASE)
"""`Cannot be excluded` excludes nothing."""
_SENTENCE_END = re.compile(r"[.!?](?=[\"'”’)*]{0,3}\s)|[。！？]|\n")
_CLAUSE = re.compile(r"[,;:—]\s(?=[^,;:—]*$)")
_VERDICT_WORDS = frozenset("yes no maybe true false sí si oui non da nu sim não ja nein 是 否".split())
_DENIED = re.compile(r"\b(?:not|incorrect|wrong|isn['’]t)\b", re.IGNORECASE)
_OPTION_WORD = re.compile(r"\b(?:option|choice|answer|correct|incorrect|wrong|right|[A-J])\b", re.IGNORECASE)
_LABELLED = re.compile(r"\s{0,40}[*_(\[]{0,3}[A-J1-9][*_)\]]{0,3}\s?[:.)–—-]")
_ARGUED = re.compile(r"!\s|\W{0,6}(?:because|since|as|given|due to)\b", re.IGNORECASE)
_BOX = re.compile(r"[ \t]{0,8}(?:[-*+]\s)?\[(?P<mark>[ xX✓])\]\s")
"""A check box of a Markdown list."""
_REACH = 160
_NEAR = 60
_AT_ONCE = 20
_CHANGES = re.compile(r"(?:switch|chang|revis|make)", re.IGNORECASE)
_DOES = re.compile(r"[\"'”’*)\]]{0,4}\s(?:does|do|is|will|would|can|has|did|was)\W{0,3}$", re.IGNORECASE)
"""`Hydrochlorothiazide does.` after what the others do not."""


def commitments(text: str, piece: Piece, mentions: Sequence[Mention]) -> list[tuple[int, Mention]]:
    """Each mention with how strongly its sentence commits to it, in order."""
    found = []
    for index, one in enumerate(mentions):
        taken = mentions[index - 1].piece[1] if index else piece[0]
        turned = index > 0 and _TURNED.search(text, taken, one.piece[0]) is not None
        found.append((commitment(text, piece, one, taken if turned else piece[0]), one))
    return found


def commitment(text: str, piece: Piece, mention: Mention, since: int = 0) -> int:
    """How strongly the sentence of a mention commits to it: 4 announces the answer, -1 excludes the option.

    Args:
        text: The response.
        piece: A part of it.
        mention: The mention.
        since: Where an announcement may stand at the earliest: one before another option announced that one.
    """
    start, end = _sentence(text, piece, mention.piece)
    before = text[max(start, mention.piece[0] - _REACH) : mention.piece[0]]
    after = text[mention.piece[1] : min(end, mention.piece[1] + _REACH)]
    clause = _CLAUSE.split(before)[-1]
    offset = max(0, since - (mention.piece[0] - len(before)))
    announced = [found.span() for found in announcements("answer").finditer(before, offset)]
    if announced and not _DENIED.search(before, announced[-1][1]):
        # A change of mind names the new answer at once: "switch to B", not "switch to another drug such as ...".
        near = _AT_ONCE if _CHANGES.match(before, *announced[-1]) else _NEAR
        if len(before) - announced[-1][1] <= near:
            return ANNOUNCED
    if _opens_with_verdict(text, piece, mention) or _opens_alone(text, piece, mention):
        return ANNOUNCED
    marked = _marked(text, piece, mention.piece)
    if marked is not None:
        return ANNOUNCED if marked else -1
    if _NAMED_NOT.search(clause) or _NONE_BUT.search(before):
        return COMMITTED
    if _PREFERRED.search(clause) and not _WEIGHED.search(clause):
        return ANNOUNCED
    if _excluded(clause, after):
        return -1
    if _CROWNED.match(after):
        return ANNOUNCED
    if _DOES.match(after):
        return COMMITTED
    if _WEIGHED.search(clause) or _OTHERS.search(clause) or _CONCEDED.search(before):
        return 0
    if cues("commits").search(before + " " + after):
        return COMMITTED
    return CONCLUDED if cues("concludes").search(before) else 1


def _opens_with_verdict(text: str, piece: Piece, mention: Mention) -> bool:
    """The part begins with `Yes.` or `No, ...`, which are options."""
    word = text[slice(*mention.piece)].casefold()
    alone = not any(c.isalnum() for c in text[piece[0] : mention.piece[0]])
    return word in _VERDICT_WORDS and alone and not text[mention.piece[1] : mention.piece[1] + 2].strip()[:1].isalnum()


def _opens_alone(text: str, piece: Piece, mention: Mention) -> bool:
    """The part opens with the letter and a reason, or with a line of the letter alone that begins no list."""
    start, end = mention.piece
    if not mention.lettered or any(c.isalnum() for c in text[max(piece[0], start - _REACH) : start]):
        return False
    if start - piece[0] < _REACH and _ARGUED.match(text, end, piece[1]):
        return True
    stop = text.find("\n", end, piece[1])
    alone = start - piece[0] < _REACH and stop >= 0 and not any(c.isalnum() for c in text[end : min(stop, end + 99)])
    return alone and not _LABELLED.match(text, stop, piece[1])


def _marked(text: str, piece: Piece, mention: Piece) -> bool | None:
    """A line that begins with the mention is ticked or crossed; None where it is neither or both."""
    start = max(piece[0], text.rfind("\n", max(piece[0], mention[0] - _REACH), mention[0]) + 1)
    stop = text.find("\n", mention[1], min(piece[1], mention[1] + _REACH))
    line = text[start : stop if stop >= 0 else min(piece[1], mention[1] + _REACH)]
    ticked, crossed = any(c in TICKS for c in line), any(c in CROSSES for c in line)
    box = _BOX.match(line)
    if box is not None:
        return box["mark"] != " "
    alone = not any(c.isalnum() for c in _OPTION_WORD.sub("", text[start : mention[0]]))
    return ticked if ticked != crossed and alone else None


def _excluded(clause: str, after: str) -> bool:
    """The clause before the mention excludes it, or what is said of it does."""
    found = _before().search(clause)
    excluded = found is not None and not _KEPT.search(clause[: found.start()]) and not _THEN.search(found[0])
    return bool(excluded or _after().match(after) or _IF_ONLY.match(after))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{cue_words('excludes_before')}|n['’]t|\bno(?!\s(?:doubt|question|other"
        rf"|need)))(?:\W{{1,4}}(?:[\w\-']{{1,20}}\W{{1,3}}){{0,4}}|)$",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    verb = r"(?:is|are|was|were|would be|seems?|can be|could be|looks?|sounds?|appears?)(?:n['’]t| not)?"
    verdict = (
        r"[\"'”’*)\]]{0,4}\s?(?:[:–—-]|->|→|=>|\?)\s{0,3}"
        r"(?:(?:false|incorrect|wrong|nope?|rejected|eliminated|unlikely)\b|[✗✘❌])"
    )
    return re.compile(
        rf"^(?:{verdict}|[^\w,;]{{0,4}}(?:\([^()]{{0,60}}\)\W{{0,3}})?(?:[\w\-']{{1,20}} ){{0,4}}?(?:"
        rf"{verb} ?(?:also |both |all |clearly |more |very |a |an |the )?{cue_words('excludes_after')}"
        r"|(?:is|are|was|were|do|does|did|would|could)n['’]t|(?:do|does|did|would|can|could) ?not\b|cannot"
        r"|misses|lacks|fails|overlooks|ignores|worsens|delays|不正确|错误|不符合))",
        re.IGNORECASE,
    )


def _sentence(text: str, piece: Piece, mention: Piece) -> Piece:
    """The sentence around a mention, looked for within a bounded distance."""
    low, high = max(piece[0], mention[0] - 2 * _REACH), min(piece[1], mention[1] + 2 * _REACH)
    start = low
    for found in _SENTENCE_END.finditer(text, low, mention[0]):
        # "the answer is:" and a line break before the letter belong together.
        if not text[low : found.start()].rstrip(" *\n").endswith((":", "：", " is", "是", "为")):
            start = found.end()
    found_end = _SENTENCE_END.search(text, mention[1], high)
    return start, found_end.start() if found_end else high
