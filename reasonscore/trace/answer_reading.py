"""All that a response answers: choice, free text, ranked list, abstention, and what was unclear about it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reasonscore.record import Record
from reasonscore.span import Piece, Span, slices, trim
from reasonscore.trace import ranked
from reasonscore.trace.answer import clean, from_place, from_prose, short_final, without_confidence
from reasonscore.trace.asked import asked_in_prose, asks
from reasonscore.trace.choice import Choice, read_choice, resolve
from reasonscore.trace.commitment import ANNOUNCED
from reasonscore.trace.considered import also_considered
from reasonscore.trace.name_list import comma_list, name_of
from reasonscore.trace.named_disease import last_named
from reasonscore.trace.option_scores import best_scored
from reasonscore.trace.phrase import abstentions, cues
from reasonscore.trace.reading import Reading

_TAIL = 50_000
_PLACES = 30
_SHORT_PLACE = 400
_VERSUS = re.compile(r"\s(?:versus|vs\.?)\s", re.IGNORECASE)
_EARLY = 40
_EARLY_STRONG = 100


@dataclass(frozen=True, slots=True)
class AnswerReading:
    """What was read; the fields are those of `Trace`."""

    answer: str | None = None
    span: Span | None = None
    choice: str | None = None
    choices: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    answer_spans: tuple[Span, ...] = ()
    confidences: tuple[float | None, ...] = ()
    duplicates: int = 0
    beyond_cap: int = 0
    abstained: bool = False
    ambiguities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the response to read an answer from.

    Args:
        piece: The part.
        explicit: It holds an answer and nothing else.
        whole: All of it is the answer.
        thinking: It is not addressed to the reader.
        correction: It takes a marked answer back, so only a plain announcement in it counts.
    """

    piece: Piece
    explicit: bool = False
    whole: bool = False
    thinking: bool = False
    correction: bool = False


def read_answers(reading: Reading, record: Record) -> AnswerReading:
    """The answers of a response whose parts are known, with the options and given answers of its record."""
    text = reading.text
    places = _places(reading)
    found = _free_text(reading, places)
    found = _ranked(reading, found)
    if record.options:
        found = _choice(reading, places, record.options, found)
    found = replace(found, abstained=_abstains(text, places, found))
    if found.answer is None and not (found.abstained or record.options):
        order = (_asked, _named) if asks(record.question or "") else (_named, _asked)
        found = _ranked(reading, next((one for read in order if (one := read(reading)).answer), AnswerReading()))
    if record.answers is not None:
        found = replace(found, answers=record.answers, answer_spans=(), confidences=(None,) * len(record.answers))
    return found


def _places(reading: Reading) -> list[Place]:
    """Where to look, best first: marked answers from last to first, the final part, the end of the thinking."""
    places = _corrections(reading)
    marked = [piece for section in reading.sections for piece in section.answers[: -_PLACES - 1 : -1]]
    places += [Place(piece, explicit=True) for piece in marked]
    plans = [piece for section in reading.sections for piece in section.plans]
    places += [Place(piece, explicit=True, whole=True) for piece in plans[:_PLACES]]
    places += [Place(piece) for piece in reading.final[: -_PLACES - 1 : -1]]
    places += [Place(piece, thinking=True) for piece in reading.thinking[: -_PLACES - 1 : -1]]
    return [replace(one, piece=(max(one.piece[0], one.piece[1] - _TAIL), one.piece[1])) for one in places]


def _corrections(reading: Reading) -> list[Place]:
    """What follows the last marked answer, where it begins to take that back."""
    ends = [piece[1] for section in reading.sections for piece in section.answers]
    if not ends:
        return []
    last = max(ends)
    for start, end in reading.final[: -_PLACES - 1 : -1]:
        found = cues("corrects").search(reading.text, max(start, last), end) if last < end else None
        if found is not None:
            return [Place((found.end(), end), correction=True)]
    return []


def _free_text(reading: Reading, places: Sequence[Place]) -> AnswerReading:
    text = reading.text
    for place in places:
        found: Piece | None
        if place.whole:
            found = clean(text, *place.piece)
        else:
            found = from_place(text, place.piece) if place.explicit else from_prose(text, place.piece)
        if found is None and not (place.explicit or place.thinking or place.correction):
            found = short_final(text, place.piece)
        if found is not None:
            span = reading.span_of(without_confidence(text, *found))
            return AnswerReading(answer=slices(text, span), span=span)
    return AnswerReading()


def _named(reading: Reading) -> AnswerReading:
    """The disease that a short final part names, where nothing else was found."""
    for piece in reversed(reading.final):
        found = last_named(reading.text, piece)
        if found is not None:
            span = reading.span_of(found)
            return AnswerReading(answer=slices(reading.text, span), span=span, answers=())
    return AnswerReading()


def _asked(reading: Reading) -> AnswerReading:
    """What the part for the reader says of the drug, organism or step that it calls the likely or best one."""
    for piece in reversed(reading.final):
        found = asked_in_prose(reading.text, piece)
        if found is not None:
            span = reading.span_of(clean(reading.text, *found))
            return AnswerReading(answer=slices(reading.text, span), span=span)
    return AnswerReading()


def _ranked(reading: Reading, single: AnswerReading) -> AnswerReading:
    """A ranked list from the places that hold one, else from a marked answer, else the single answer alone."""
    text = reading.text
    items = _marked_list(reading, single)
    if not items and reading.final:
        # Every line is a name and how sure it is, whatever label it begins with.
        items = ranked.read_rated(text, (reading.final[0][0], reading.final[-1][1]))
    if not items and (single.span is None or not _is_announced(reading)):
        items = next((listed for piece in reversed(reading.final) if (listed := ranked.read_final(text, piece))), [])
        single = AnswerReading() if items and not (single.span and single.span[0][0] >= items[0][0]) else single
    if not items and single.span:
        items = _beside(reading, (single.span[0][0], single.span[-1][1]))
    found = ranked.rank(text, items)
    spans = tuple(reading.span_of(piece) for piece in found.pieces)
    answers = tuple(slices(text, span) for span in spans)
    return replace(
        _headed(single, answers, spans),
        answers=answers,
        answer_spans=spans,
        confidences=found.confidences,
        duplicates=found.duplicates,
        beyond_cap=found.beyond_cap,
    )


def _marked_list(reading: Reading, single: AnswerReading) -> list[Piece]:
    """The names in the places that are marked as a list, or as an answer that is one."""
    text, sections = reading.text, reading.sections
    items = [name_of(text, *one) for section in sections for one in section.items]
    for piece in [one for section in sections for one in section.ranked[: -_PLACES - 1 : -1]]:
        items = items or ranked.read_list(text, piece, commas=True) or ranked.read_one(text, piece)
    if items and single.span and any(section.answers for section in sections):
        # The answer comes first, then the differential that the response gives beside it.
        items = [(single.span[0][0], single.span[-1][1]), *items]
    for piece in [one for section in sections for one in section.answers[: -_PLACES - 1 : -1]]:
        items = items or ranked.read_list(text, piece)
    return items


def _beside(reading: Reading, lead: Piece) -> list[Piece]:
    """The single answer, or the two that it sets against each other, and what is considered behind it."""
    text = reading.text
    against = comma_list(text, *lead) if _VERSUS.search(text, *lead) else []
    rest = [(max(piece[0], lead[1]), piece[1]) for piece in reading.final if piece[1] > lead[1]]
    return [*(against or [lead]), *[one for piece in rest for one in also_considered(text, piece)]]


def _headed(single: AnswerReading, answers: Sequence[str], spans: Sequence[Span]) -> AnswerReading:
    """The single answer of a ranked list: the one that was read, else the first of the list."""
    if answers and single.answer is None:
        return AnswerReading(answer=answers[0], span=spans[0])
    if len(answers) < 2 or not single.span or spans[0][0][0] != single.span[0][0]:
        return single
    # The answer was read to the end of the line on which the list begins.
    return AnswerReading(answer=answers[0], span=spans[0]) if spans[0][-1][1] < single.span[-1][1] else single


def _is_announced(reading: Reading) -> bool:
    """Some part of the response stands or says that it is the answer."""
    return any(section.answers or section.plans for section in reading.sections) or any(
        from_prose(reading.text, piece) for piece in reading.final
    )


def _choice(
    reading: Reading, places: Sequence[Place], options: Mapping[str, str], found: AnswerReading
) -> AnswerReading:
    text = reading.text
    chosen: Choice | None = None
    if len(reading.final) > 1:
        # Keys and brackets may part one table of scores into many places.
        joined = Place((reading.final[0][0], reading.final[-1][1]))
        places = [joined, *places] if best_scored(text, joined.piece, options) else places
    for place in places:
        explicit = place.explicit and place.piece[1] - place.piece[0] <= _SHORT_PLACE
        scored = best_scored(text, place.piece, options)
        least = ANNOUNCED if place.correction or scored else 0
        chosen = read_choice(text, place.piece, options, explicit=explicit, least=least)
        if chosen is None and scored:
            chosen = Choice(scored[0], scored[1], (scored[0],))
        if chosen is not None:
            break
        if not (place.thinking or place.correction) and _declines(text, place.piece):
            # What the thinking leaned to is no answer where the part for the reader declines.
            break
    if chosen is None:
        return found
    chosen = resolve(chosen, options)
    notes = ["several_choices"] if chosen.letter is None else []
    notes += ["letter_contradicts_text"] if chosen.contradicts else []
    if any(start <= chosen.piece[0] < end for start, end in reading.thinking):
        notes.append("answer_from_thinking")
    answer = found.answer
    if chosen.letter is not None:
        answer = options[chosen.letter].strip() or found.answer
    return replace(
        found,
        answer=answer,
        span=(chosen.piece,),
        choice=chosen.letter,
        choices=chosen.letters if chosen.letter is None else (chosen.letter,),
        ambiguities=tuple(notes),
    )


def _abstains(text: str, places: Sequence[Place], reading: AnswerReading) -> bool:
    """The answer itself declines; or, without one, a short part for the reader or the end of a long one does."""
    if reading.choice is not None or not places:
        return False
    if reading.answer is not None:
        if reading.span is not None:
            # The sentence is what declines, whatever of it was taken for the answer.
            start = max(text.rfind("\n", 0, reading.span[0][0]) + 1, reading.span[0][0] - _EARLY_STRONG)
            said = abstentions("refusal").search(text, start, reading.span[-1][1])
            if said is not None and said.end() > reading.span[0][0]:
                return True
        strong, weak = abstentions("strong").search(reading.answer), abstentions("weak").match(reading.answer)
        if abstentions("bare").fullmatch(reading.answer):
            return True
        return (strong is not None and strong.start() <= _EARLY_STRONG) or (
            weak is not None and len(reading.answer) <= weak.end() + _EARLY
        )
    return _declines(text, places[0].piece)


def _declines(text: str, piece: Piece) -> bool:
    """A short part, or the end of a long one, says that it does not answer."""
    start, end = trim(text, *piece)
    if end - start > _SHORT_PLACE:
        start = max(text.rfind("\n", start, end), end - _SHORT_PLACE)
    return any(
        abstentions(kind).search(text, start, end) for kind in ("strong", *(["weak"] if end - start < 80 else []))
    )
