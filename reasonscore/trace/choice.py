"""The chosen option of a multiple-choice question, by letter or by its text.

Every mention of an option is collected with what the sentence around it commits to; the last mention of the strongest
commitment is the choice, so a later self-correction wins over an earlier claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reasonscore.span import Piece
from reasonscore.trace.commitment import ANNOUNCED, COMMITTED, CONCLUDED, commitments
from reasonscore.trace.letter_pattern import find_loose
from reasonscore.trace.near_text import find_near, find_words
from reasonscore.trace.option_mention import Mention, find_mentions, texts_of
from reasonscore.trace.option_verdict import accepted_option, ticked_options
from reasonscore.trace.phrase import abstentions, cues
from reasonscore.trace.valence import valences

_AND = re.compile(
    r"[\s\"'”’“‘*)(\]\[.:]{0,6}(?:,|&|\+|/|;|\||、|和|以及|(?:as well as|along with|plus|and|or|y|o|et|ou|e|și|sau|und"
    r"|oder)\b)[\s\"'”’“‘*)(\]\[]{0,6}(?:and )?"
    r"(?:option )?[(\"'*]{0,3}",
    re.IGNORECASE,
)
_LAST_JOINT = re.compile(r"&|和|、|\b(?:and|or|nor|y|o|et|ou|e|și|sau|und|oder)\b", re.IGNORECASE)
_JOINT = re.compile(rf"[\W_]{{0,6}}(?:{_LAST_JOINT.pattern})?[\W_]{{0,6}}(?:options? )?", re.IGNORECASE)
_REASONED = re.compile(r"\W{1,4}(?:because|as|since|for|due|given|on account|owing)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:but|however|although|though|yet|so|still|nonetheless|nevertheless|if|most|best|likely|rather|without"
    r"|because|since|as|therefore|only|except|other than|more than|beyond)\b",
    re.IGNORECASE,
)
"""What turns from a refusal to an answer in one sentence."""
_AMONG = re.compile(r"\b(?:between|among|amongst|whether|which)\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?\n]")
_EITHER = re.compile(r"\beither\b", re.IGNORECASE)
_BOTH = re.compile(r"\bboth\s\W{0,3}(?:options? )?$", re.IGNORECASE)
_PLURAL = re.compile(r"[\"'”’*)\]]{0,4}\s(?:are|both|all|apply|fit|work|remain|would both|would all)\b", re.IGNORECASE)
_LISTED = re.compile(r"(?:^|\n)[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]*[*_(]{0,3}$")
_SHORT = 12
_MOST_MENTIONS = 200
_NEAR = 60


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
    accepted = accepted_option(text, piece, options, found) if least < ANNOUNCED else None
    if not found:
        return Choice(accepted.letter, accepted.piece, (accepted.letter,)) if accepted else None
    scored = _scored(text, piece, options, found)
    if not scored:
        return None
    if (settled := _left_over(options, scored) or _ticked(text, piece, options, scored)) is not None:
        return settled
    if accepted and all(level < CONCLUDED or one.piece <= accepted.until for level, one in scored):
        return Choice(accepted.letter, accepted.piece, (accepted.letter,))
    best = max(level for level, _ in scored)
    if best < least and not (explicit and least == 0):
        return None
    chosen = _foremost(text, piece, scored, explicit=explicit)
    chosen = _corrected(text, chosen, scored) or chosen
    plain = explicit or best >= ANNOUNCED
    if plain and (taken_back := _last_word(text, piece, options, chosen)) is not None:
        return taken_back
    both = _together(text, [one for level, one in scored if level >= 0], _spelt(scored, chosen))
    if both is not None and (plain or _means_both(text, piece, scored, both)):
        return both
    return Choice(chosen.letter, chosen.piece, (chosen.letter,), chosen.contradicts)


def _scored(text: str, piece: Piece, options: Mapping[str, str], found: Sequence[Mention]) -> list[tuple[int, Mention]]:
    """The mentions with what is committed to; where all are excluded, those made in passing with them."""
    scored = [one for one in _with_company(text, commitments(text, piece, found)) if not _refused(text, piece, *one)]
    if not scored or any(level >= 0 for level, _ in scored):
        return scored
    # Only exclusions are spelt out: what is left may be named in passing.
    loose = [Mention(letter, at, True) for letter, at in find_loose(text, piece, tuple(options))[-_MOST_MENTIONS:]]
    named = {one.letter for _, one in scored}
    words = [one for one in find_words(text, piece, options)[-_MOST_MENTIONS:] if one.letter not in named]
    return scored + commitments(text, piece, sorted([*loose, *words], key=lambda one: one.piece))


def _ticked(
    text: str, piece: Piece, options: Mapping[str, str], scored: Sequence[tuple[int, Mention]]
) -> Choice | None:
    """The options of a list that are ticked, unless another one is announced behind them."""
    ticked = ticked_options(text, piece, options)
    if not ticked or any(one.piece[0] > max(ticked.values())[1] for level, one in scored if level >= ANNOUNCED):
        return None
    places = sorted(ticked.values())
    return Choice(None, (places[0][0], places[-1][1]), tuple(ticked))


def _foremost(text: str, piece: Piece, scored: Sequence[tuple[int, Mention]], *, explicit: bool) -> Mention:
    """The mention of the strongest commitment: the last one that announces, else what is argued for."""
    best = max(level for level, _ in scored)
    top = [one for level, one in scored if level == best]
    if best >= ANNOUNCED:
        return top[-1]
    # A place that only answers names the answer first and argues for it afterwards.
    return ([one for one in top if one.lettered] or top)[0] if explicit else _uncrowned(text, piece, top, best)


def _means_both(text: str, piece: Piece, scored: Sequence[tuple[int, Mention]], both: Choice) -> bool:
    """Options that stand together in passing are chosen together where words say so, or nothing else is said."""
    best = max(level for level, _ in scored)
    first = next(one for level, one in scored if level == best)
    return (
        (best == 0 and _EITHER.search(text, *piece) is not None)
        or piece[1] - piece[0] <= _SHORT
        or _BOTH.search(text[max(0, first.piece[0] - 20) : first.piece[0]]) is not None
        or _PLURAL.match(text, both.piece[1]) is not None
    )


def _refused(text: str, piece: Piece, level: int, mention: Mention) -> bool:
    """The mention is what a refusal does not choose from: `I cannot choose between A and B`."""
    if level >= COMMITTED:
        return False
    start = max(piece[0], mention.piece[0] - _NEAR)
    start = max([start, *(found.end() for found in _STOP.finditer(text, start, mention.piece[0]))])
    found = abstentions("refusal").finditer(text, max(piece[0], start - _NEAR), mention.piece[0])
    until = max((one.end() for one in found), default=start)
    if until <= start or _AGAIN.search(text, until, mention.piece[0]):
        return False
    # "I cannot pick A" excludes it; "I cannot pick between A and B" says nothing of either.
    return level >= 0 or _AMONG.search(text, until, mention.piece[0]) is not None


def _spelt(scored: Sequence[tuple[int, Mention]], chosen: Mention) -> Mention:
    """The first mention of the chosen option by letter that commits as much: `A and D, a with d` chooses two."""
    level = next(level for level, one in scored if one == chosen)
    same = [one for own, one in scored if own == level and one.letter == chosen.letter and one.lettered]
    return chosen if chosen.lettered or not same else same[-1]


def _uncrowned(text: str, piece: Piece, mentions: Sequence[Mention], level: int) -> Mention:
    """The choice among mentions that no phrase announces.

    What is called most likely or concluded counts where it is said last, by letter if one is named. Where nothing is
    said but the mentions themselves, the one counts that its clause speaks for; of equals the emphasised one, else the
    first that is not an item of a list.
    """
    if level >= CONCLUDED:
        return ([one for one in mentions if one.lettered] or list(mentions))[-1]
    values = valences(text, piece, mentions)
    mentions = [one for one, value in zip(mentions, values, strict=True) if value == max(values)]
    bold = [one for one in mentions if text.startswith("**", max(0, one.piece[0] - 2))]
    running = [one for one in mentions if not _LISTED.search(text, max(0, one.piece[0] - 12), one.piece[0])]
    return (bold or running or list(mentions))[0]


def _corrected(text: str, chosen: Mention, scored: Sequence[tuple[int, Mention]]) -> Mention | None:
    """The option that is last committed to after the chosen one was taken back; None where none was."""
    later = [one for level, one in scored if level >= COMMITTED and one.piece[0] > chosen.piece[1]]
    if not later or cues("corrects").search(text, chosen.piece[1], later[-1].piece[0]) is None:
        return None
    return later[-1]


def _left_over(options: Mapping[str, str], scored: Sequence[tuple[int, Mention]]) -> Choice | None:
    """The one option that is never mentioned where all the others are excluded."""
    named = dict.fromkeys(one.letter for _, one in scored)
    if len(named) != len(options) - 1 or any(level >= 0 for level, _ in scored):
        return None
    letter = next(letter for letter in options if letter not in named)
    return Choice(letter, scored[-1][1].piece, (letter,))


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
    for index, (before, after) in enumerate(pairwise(list(extended))):
        # "rule out A because ..., B because ... and D because ..."
        joint = text[before[1].piece[1] : after[1].piece[0]]
        both = all(_REASONED.match(text, one.piece[1]) for _, one in (before, after))
        if extended[index][0] < 0 and both and not _STOP.search(joint):
            extended[index + 1] = (min(after[0], -1), after[1])
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
