"""The chosen option of a multiple-choice question, by letter or by its text.

Every mention of an option is collected with what the sentence around it commits to; the last mention of the strongest
commitment is the choice, so a later self-correction wins over an earlier claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reasonscore.span import Piece
from reasonscore.trace.letter_pattern import CROSSES, TICKS, find_loose
from reasonscore.trace.near_text import find_near
from reasonscore.trace.option_mention import Mention, find_mentions, texts_of
from reasonscore.trace.phrase import announcements, cue_words, cues

_SENTENCE_END = re.compile(r"[.!?](?=[\"'”’)*]{0,3}\s)|[。！？]|\n")
_CLAUSE = re.compile(r"[,;:—]\s(?=[^,;:—]*$)")
_AND = re.compile(
    r"[\s\"'”’“‘*)(\]\[.:]{0,6}(?:,|&|\+|/|;|\||、|和|以及|(?:and|y|et|e|și|und)\b)[\s\"'”’“‘*)(\]\[]{0,6}(?:and )?"
    r"(?:option )?[(\"'*]{0,3}",
    re.IGNORECASE,
)
_CROWNED = re.compile(
    r"[\"'”’*)\]:.]{0,4}\s?(?:(?:is|as|would be|seems|appears) )?(?:to be )?(?:the |our |my )?(?:most |single )?"
    r"(?:(?:correct|right|best|final) )?(?:answer|choice|option)\b"
    r"|[\"'”’*)\]]{0,4}\s(?:is|are) (?:the )?(?:correct|right)\b"
    r"|[\"'”’*)\]]{0,4}\s?(?:[:–—-]|->|→|=>)\s?(?:(?:true|correct|yes|accepted|right|kept)\b|[✓✔✅])"
    r"|\?\s{1,3}(?:yes|yep|correct|right|i think so|i believe so|probably)\b"
    r"|[\"'”’*)\]]{0,4}\s(?:is|are) the (?:exception|odd one|outlier|false one|incorrect one)",
    re.IGNORECASE,
)
_LAST_JOINT = re.compile(r"&|和|、|\b(?:and|or|nor|y|o|et|ou|e|și|sau|und|oder)\b", re.IGNORECASE)
_JOINT = re.compile(rf"[\W_]{{0,6}}(?:{_LAST_JOINT.pattern})?[\W_]{{0,6}}(?:options? )?", re.IGNORECASE)
_WEIGHED = re.compile(
    r"\b(?:initially|originally|at first"
    r"|between|torn|either|whether|could be|might be|may be|narrow(?:s|ed)? (?:it |this |things )?(?:down )?to)\b"
    r"(?:\W{0,4}[\w'’\-]{1,20}){0,4}\W{0,4}$",
    re.IGNORECASE,
)
_IF_ONLY = re.compile(
    r"\W{0,3}(?:would|might|could) (?:only |also )?(?:be|have been|fit)\b[^.;\n]{0,60}\bif\b", re.IGNORECASE
)
_NAMED_NOT = re.compile(
    r"\b(?:not|except|incorrect|wrong|false|least)\b(?:\W{1,3}[\w'’\-]{1,20}){1,4}\W{1,3}(?:is|are|would be)\W{0,6}$",
    re.IGNORECASE,
)
"""`The one that is not a cause is D` names D."""
_BOTH = re.compile(r"\bboth\s\W{0,3}(?:options? )?$", re.IGNORECASE)
_VERDICT_WORDS = frozenset("yes no maybe true false sí si oui non da nu sim não ja nein 是 否".split())
_DENIED = re.compile(r"\b(?:not|incorrect|wrong)\b", re.IGNORECASE)
_LISTED = re.compile(r"(?:^|\n)[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]*[*_(]{0,3}$")
_OPTION_WORD = re.compile(r"\b(?:option|choice|answer|correct|incorrect|wrong|right|[A-J])\b", re.IGNORECASE)
_REACH = 160
_SHORT = 12
_MOST_MENTIONS = 200
_NEAR = 60
ANNOUNCED = 4
COMMITTED = 3
CONCLUDED = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """The option that a text commits to.

    Args:
        letter: Key of the option; None where several are chosen.
        piece: Where it stands.
        letters: All options that are chosen together, in the order of the text.
        contradicts: The letter stands beside the text of another option.
    """

    letter: str | None
    piece: Piece
    letters: tuple[str, ...]
    contradicts: bool = False


def read_choice(
    text: str, piece: Piece, options: Mapping[str, str], *, explicit: bool = False, least: int = 0
) -> Choice | None:
    """The choice that `text[start:end]` makes; None where it mentions no option.

    Args:
        text: The response.
        piece: A part of it.
        options: Letter to text.
        explicit: The part holds an answer and nothing else, so a bare letter is enough.
        least: Least commitment that counts: 0 unless excluded, 3 called the most likely or best, 4 announced.

    >>> options = {"A": "Sarcoidosis", "B": "Tuberculosis"}
    >>> read_choice("It may be A. Wait, the answer is (B).", (0, 37), options).letter
    'B'
    """
    found = find_mentions(text, piece, options, explicit=explicit)[-_MOST_MENTIONS:]
    found = found or find_near(text, piece, options)
    if not found:
        return None
    scored = _with_company(text, [(_commitment(text, piece, one), one) for one in found])
    if all(level < 0 for level, _ in scored):
        # Only exclusions are spelt out: what is left may be named in passing.
        loose = [Mention(letter, at, True) for letter, at in find_loose(text, piece, tuple(options))[-_MOST_MENTIONS:]]
        scored += [(_commitment(text, piece, one), one) for one in loose]
    best = max(level for level, _ in scored)
    if best < least and not (explicit and least == 0):
        return None
    top = [one for level, one in scored if level == best]
    # A place that only answers names the answer first and argues for it afterwards.
    first = explicit and best < ANNOUNCED
    lettered = [one for one in top if one.lettered]
    chosen = (lettered or top)[0] if first else top[-1] if best >= ANNOUNCED else _uncrowned(text, top, best)
    taken_back = _last_word(text, piece, options, chosen) if best >= ANNOUNCED else None
    if taken_back is not None:
        return taken_back
    if explicit or best >= ANNOUNCED or piece[1] - piece[0] <= _SHORT or _after_both(text, top[0]):
        both = _together(text, [one for level, one in scored if level >= 0], chosen)
        if both is not None:
            return both
    return Choice(chosen.letter, chosen.piece, (chosen.letter,), chosen.contradicts)


def _commitment(text: str, piece: Piece, mention: Mention) -> int:
    """How strongly the sentence of a mention commits to it: 4 announces the answer, -1 excludes the option."""
    start, end = _sentence(text, piece, mention.piece)
    before = text[max(start, mention.piece[0] - _REACH) : mention.piece[0]]
    after = text[mention.piece[1] : min(end, mention.piece[1] + _REACH)]
    announced = [found.end() for found in announcements("answer").finditer(before)]
    if announced and len(before) - announced[-1] <= _NEAR and not _DENIED.search(before, announced[-1]):
        return ANNOUNCED
    if _opens_with_verdict(text, piece, mention):
        return ANNOUNCED
    marked = _marked(text, piece, mention.piece)
    if marked is not None:
        return ANNOUNCED if marked else -1
    if _NAMED_NOT.search(_CLAUSE.split(before)[-1]):
        return COMMITTED
    if _excluded(before, after):
        return -1
    if _CROWNED.match(after):
        return ANNOUNCED
    if _WEIGHED.search(_CLAUSE.split(before)[-1]):
        return 0
    if cues("commits").search(before + " " + after):
        return COMMITTED
    return CONCLUDED if cues("concludes").search(before) else 1


def _opens_with_verdict(text: str, piece: Piece, mention: Mention) -> bool:
    """The part begins with `Yes.` or `No, ...`, which are options."""
    word = text[slice(*mention.piece)].casefold()
    alone = not any(c.isalnum() for c in text[piece[0] : mention.piece[0]])
    return word in _VERDICT_WORDS and alone and not text[mention.piece[1] : mention.piece[1] + 2].strip()[:1].isalnum()


def _marked(text: str, piece: Piece, mention: Piece) -> bool | None:
    """A line that begins with the mention is ticked or crossed; None where it is neither or both."""
    start = max(piece[0], text.rfind("\n", max(piece[0], mention[0] - _REACH), mention[0]) + 1)
    stop = text.find("\n", mention[1], min(piece[1], mention[1] + _REACH))
    line = text[start : stop if stop >= 0 else min(piece[1], mention[1] + _REACH)]
    ticked, crossed = any(c in TICKS for c in line), any(c in CROSSES for c in line)
    alone = not any(c.isalnum() for c in _OPTION_WORD.sub("", text[start : mention[0]]))
    return ticked if ticked != crossed and alone else None


def _excluded(before: str, after: str) -> bool:
    """The clause before the mention excludes it, or what is said of it does."""
    clause = _CLAUSE.split(before)[-1]
    return bool(_before().search(clause) or _after().match(after) or _IF_ONLY.match(after))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{cue_words('excludes_before')}|n['’]t|\bno(?!\s(?:doubt|question|other|need)))(?:\W{{1,4}}(?:[\w\-']{{1,20}}\W{{1,3}}){{0,4}}|)$",
        re.IGNORECASE,
    )


@cache
def _after() -> re.Pattern[str]:
    verb = r"(?:is|are|was|were|would be|seems?|can be|could be)(?:n['’]t| not)?"
    verdict = (
        r"[\"'”’*)\]]{0,4}\s?(?:[:–—-]|->|→|=>|\?)\s{0,3}"
        r"(?:(?:false|incorrect|wrong|nope?|rejected|eliminated|unlikely)\b|[✗✘❌])"
    )
    return re.compile(
        rf"^(?:{verdict}|[^\w,;]{{0,4}}(?:\([^()]{{0,60}}\)\W{{0,3}})?(?:[\w\-']{{1,20}} ){{0,4}}?(?:"
        rf"{verb} ?(?:also |both |all |clearly |more )?{cue_words('excludes_after')}"
        r"|(?:is|are|was|were|do|does|did|would|could)n['’]t|(?:do|does|did|would|can|could) ?not\b|cannot"
        r"|不正确|错误|不符合))",
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


def _uncrowned(text: str, mentions: Sequence[Mention], level: int) -> Mention:
    """The choice among mentions that no phrase announces.

    What is called most likely or concluded counts where it is said last, by letter if one is named. Where nothing is
    said but the mentions themselves, the emphasised one counts, else the first that is not an item of a list.
    """
    if level >= CONCLUDED:
        return ([one for one in mentions if one.lettered] or list(mentions))[-1]
    bold = [one for one in mentions if text.startswith("**", max(0, one.piece[0] - 2))]
    running = [one for one in mentions if not _LISTED.search(text, max(0, one.piece[0] - 12), one.piece[0])]
    return (bold or running or list(mentions))[0]


def _last_word(text: str, piece: Piece, options: Mapping[str, str], announced: Mention) -> Choice | None:
    """The option that a text ends with once it took its announcement back (`The answer is C... wait, clonus! B.`)."""
    corrected = cues("corrects").search(text, announced.piece[1], piece[1])
    if corrected is None:
        return None
    letters = find_loose(text, (max(corrected.end(), piece[1] - _NEAR), piece[1]), tuple(options))
    if not letters or any(c.isalnum() or c == "?" for c in text[letters[-1][1][1] : piece[1]]):
        return None
    letter, place = letters[-1]
    return Choice(letter, place, (letter,))


def _after_both(text: str, mention: Mention) -> bool:
    return _BOTH.search(text[max(0, mention.piece[0] - 20) : mention.piece[0]]) is not None


def _with_company(text: str, scored: Sequence[tuple[int, Mention]]) -> list[tuple[int, Mention]]:
    """The commitments, an exclusion extended to the end of its list: `rule out A, C and D`."""
    extended = list(scored)
    first = 0
    for last in range(len(extended)):
        joint = text[extended[last][1].piece[1] : extended[last + 1][1].piece[0]] if last + 1 < len(extended) else ""
        if _JOINT.fullmatch(joint):
            continue
        closed = last > first and _LAST_JOINT.search(text[extended[last - 1][1].piece[1] : extended[last][1].piece[0]])
        if extended[first][0] < 0 and closed:
            extended[first : last + 1] = [(min(level, -1), one) for level, one in extended[first : last + 1]]
        first = last + 1
    return extended


def _together(text: str, mentions: Sequence[Mention], chosen: Mention) -> Choice | None:
    """The options that are chosen together with one: `both A and C`, `A, C`; None where it stands alone."""
    chain = [chosen]
    for one in reversed([one for one in mentions if one.piece < chosen.piece]):
        if not _AND.fullmatch(text, one.piece[1], chain[0].piece[0]):
            break
        chain.insert(0, one)
    for one in [one for one in mentions if one.piece > chosen.piece]:
        if not _AND.fullmatch(text, chain[-1].piece[1], one.piece[0]):
            break
        chain.append(one)
    letters = tuple(dict.fromkeys(one.letter for one in chain))
    return Choice(None, (chain[0].piece[0], chain[-1].piece[1]), letters) if len(letters) > 1 else None


def resolve(choice: Choice, options: Mapping[str, str]) -> Choice:
    """The choice with `both A and C` read as the option that says so, where there is one."""
    if choice.letter is not None:
        return choice
    texts = texts_of(options)
    for letter, words in texts.items():
        letters = [word.upper() for word in words.split() if len(word) == 1]
        if set(letters) == {one.upper() for one in choice.letters}:
            return replace(choice, letter=letter)
    if "all of the above" in texts.values() and len(choice.letters) == len(options) - 1:
        return replace(choice, letter=next(letter for letter, words in texts.items() if words == "all of the above"))
    return choice
