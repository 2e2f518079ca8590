"""One text as a whole: drafts become claims with offsets, steps and relations; nothing is left over."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple, cast

from reasonscore.decompose.claim import Certainty, Claim, Condition, Decomposition, Filtered, Relation, Subject
from reasonscore.decompose.draft import Draft, Phrase, SentenceDraft, Word
from reasonscore.decompose.fields.certainty import certainty
from reasonscore.decompose.fields.claim_type import claim_type
from reasonscore.decompose.fields.experiencer import experiencer
from reasonscore.decompose.fields.flag import flag_corrected, flags_of
from reasonscore.decompose.fields.negation import polarity
from reasonscore.decompose.fields.quantity import find_quantities
from reasonscore.decompose.fields.temporality import temporality
from reasonscore.decompose.layout.layout import Unit
from reasonscore.decompose.layout.note import mark_added
from reasonscore.decompose.layout.plain_text import PlainText
from reasonscore.decompose.layout.planned import type_plans
from reasonscore.decompose.references.correction import point_at_corrected
from reasonscore.decompose.references.duplicate import flag_duplicates
from reasonscore.decompose.references.reference import Resolution, Resolver
from reasonscore.decompose.render import as_sentence, claim_words, condition_text, join_words, words_between
from reasonscore.span import Piece, Span, make_span, subtract
from reasonscore.trace.trace import Trace

_START = attrgetter("start")
_ALNUM = re.compile(r"\w+")
_NOBODY = Subject("")
_PLAIN = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))


class Sentence(NamedTuple):
    """A sentence of the text with its readable form and its draft."""

    unit: Unit
    plain: PlainText
    draft: SentenceDraft


def assemble(
    trace: Trace,
    question: str | None,
    sentences: Sequence[Sentence],
    layout: Sequence[Filtered],
    forms: Mapping[str, str] | None = None,
) -> Decomposition:
    """The claims of a text and what was filtered, every letter and digit accounted for.

    Args:
        trace: The text.
        question: What it answers.
        sentences: Its sentences with their drafts.
        layout: What was set aside before.
        forms: The long form of each abbreviation that the text or the question defines.
    """
    forms = forms or {}
    references = Resolver(question, trace.text, forms)
    steps = StepIndex(trace)
    claims: list[Claim] = []
    filtered = list(layout)
    end = 0
    for index, sentence in enumerate(sentences):
        label = _label(sentence)
        if label is not None or "\n" in trace.text[end : sentence.unit.start]:
            references.entitle(label)
        end = sentence.unit.end
        made = _claims(steps, index, sentence, references, claims)
        claims += made
        filtered += [
            Filtered(tuple(sentence.plain.source(*item.piece)), item.reason) for item in sentence.draft.dropped
        ]
    claims = type_plans(trace.text, point_at_corrected(claims), filtered)
    claims = flag_duplicates(flag_corrected(claims), forms)
    filtered += _left_over(trace, claims, filtered)
    filtered.sort(key=lambda item: item.span)
    return Decomposition(tuple(claims), tuple(filtered))


def _label(sentence: Sentence) -> str | None:
    """The label that opens a sentence: "Caffeine: it can mimic anxiety"."""
    for (start, end), reason in sentence.draft.dropped:
        if reason == "heading" and not sentence.plain.text[:start].strip():
            return sentence.plain.text[start:end].strip()
    return None


def _claims(
    steps: StepIndex, index: int, sentence: Sentence, references: Resolver, before: Sequence[Claim]
) -> list[Claim]:
    made: list[Claim] = []
    ids: list[str] = []
    references.begin()
    for written in sentence.draft.drafts:
        draft = mark_added(written, sentence.plain)
        resolved = references.resolve(draft)
        claim = _claim(steps, index, sentence, resolved)
        made.append(claim)
        ids.append(claim.id)
    out = []
    for claim, draft in zip(made, sentence.draft.drafts, strict=True):
        relations = []
        for link in draft.links:
            target = ids[link.target] if link.target >= 0 else before[-1].id if before else None
            if target is not None and target != claim.id:
                span = make_span(sentence.plain.source(*link.cue)) if link.cue else ()
                relations.append(Relation(target, link.kind, span))
        out.append(replace(claim, relations=tuple(relations)) if relations else claim)
    return out


def _claim(steps: StepIndex, index: int, sentence: Sentence, resolved: Resolution) -> Claim:
    draft, plain = resolved.draft, sentence.plain
    bare = as_sentence(join_words(draft.words))
    words = claim_words(draft)
    text = bare if words is draft.words else as_sentence(join_words(words))
    conditional = bool(draft.conditions)
    label = cast("Certainty", draft.certainty or _certainty_of(text, bare))
    sure = label in ("asserted", "counterfactual") or draft.certainty is not None
    if not sure and any(c.place == "inside" and c.marker for c in draft.conditions):
        within = {word.start for c in draft.conditions for word in c.words}
        label = certainty(as_sentence(join_words([w for w in draft.words if w.start not in within]))).label
    negated = polarity(bare) if draft.negated is None else draft.negated
    kind = claim_type(text, label, conditional)
    span = _pieces(plain, words)
    cue = _cue(plain, draft, bare, label)
    quantities = tuple(q for q, _ in find_quantities(bare))
    first, last = draft.subject
    flags = (*draft.flags, *flags_of(draft.rules), *resolved.flags)
    return Claim(
        id=_identity(text, span),
        text=text,
        atom=_atom(words, text),
        span=span,
        sentence=index,
        step=steps.find(span if sentence.unit.lead is None else ((sentence.unit.start, sentence.unit.end),)),
        type=cast("str", draft.kind) or kind,  # type: ignore[arg-type]
        condition=tuple(
            Condition(condition_text(c), c.kind, _pieces(plain, c.words), c.negated)
            for c in draft.conditions
            if c.words
        ),
        subject=Subject(join_words(draft.words[first:last]), resolved.pronoun)
        if first < last or resolved.pronoun
        else _NOBODY,
        negated=negated,
        certainty=label,
        cue=cue,
        temporality=temporality(bare),
        experiencer=experiencer(bare, kind),
        quantities=quantities,
        flags=tuple(dict.fromkeys(flags)) if len(flags) > 1 else flags,
        provenance=draft.rules or ("sentence.whole",),
    )


def _certainty_of(text: str, bare: str) -> str:
    """The certainty of a claim without its condition; only "if ... were ..., ... would" needs both halves."""
    label = certainty(bare).label
    if (
        text != bare
        and label != "counterfactual"
        and ("would" in text or "'d" in text or "might have" in text or "could have" in text)
        and certainty(text).label == "counterfactual"
    ):
        return "counterfactual"
    return label


def _pieces(plain: PlainText, words: Sequence[Word]) -> Span:
    """Source pieces of copied words; neighbours with nothing but space between them are joined."""
    if isinstance(words, Phrase):
        # A stretch of the text as it stands has nothing but space between its words.
        pieces = plain.source(words[0].start, words[-1].end) if words else []
        return tuple(pieces) if len(pieces) == 1 else make_span(pieces)
    joined: list[Piece] = []
    text = plain.text
    first = last = -1
    for _, start, end, _ in sorted([word for word in words if word.start >= 0], key=_START):
        gap = text[last:start] if first >= 0 else "-"
        if gap == " " or not gap.strip():
            last = max(last, end)
        else:
            if first >= 0:
                joined.append((first, last))
            first, last = start, end
    if first >= 0:
        joined.append((first, last))
    return make_span(piece for start, end in joined for piece in plain.source(start, end))


def _atom(words: Sequence[Word], text: str) -> str:
    """The claim in source words alone, in their order; `text` is what all of its words make."""
    if isinstance(words, Phrase):
        return text
    last = -1
    for word in words:
        if word.start <= last or word.source is not None:
            break
        last = word.start
    else:
        return text
    words = sorted({word for word in words if word.start >= 0}, key=_START)
    return as_sentence(join_words([word._replace(text=word.source or word.text) for word in words]))


def _cue(plain: PlainText, draft: Draft, bare: str, label: str) -> Span | None:
    if draft.cue is not None:
        return make_span(plain.source(*draft.cue))
    if label == "asserted":
        return None
    piece = certainty(bare).cue
    if piece is None:
        return None
    return _pieces(plain, words_between(draft.words, *piece)) or None


def _identity(text: str, span: Span) -> str:
    lower = text.lower()
    if lower.isascii():
        normal = " ".join(lower.encode().translate(_PLAIN).decode().split())
    else:
        normal = " ".join(_ALNUM.findall(lower.replace("_", " ")))
    key = f"{normal}|{span}".encode("utf-8", "surrogatepass")
    return "c" + hashlib.blake2b(key, digest_size=8).hexdigest()


class StepIndex:
    """The steps of a trace, asked for the one at a position: a text may have as many of them as sentences."""

    def __init__(self, trace: Trace) -> None:
        pieces = [(start, end, index) for index, step in enumerate(trace.steps) for start, end in step.span or ()]
        self._pieces = sorted(pieces)
        self._disjoint = all(one[1] <= two[0] for one, two in pairwise(self._pieces))

    def find(self, span: Span) -> int | None:
        """The first step that holds the beginning of the span."""
        if not span or not self._pieces:
            return None
        position = span[0][0]
        # Steps that a row brought along may overlap; then each one has to be looked at.
        last = bisect_right(self._pieces, position, key=lambda piece: piece[0])
        near = self._pieces[max(0, last - 1) : last] if self._disjoint else self._pieces[:last]
        return min((index for _, end, index in near if position < end), default=None)


def _left_over(trace: Trace, claims: Sequence[Claim], filtered: Sequence[Filtered]) -> list[Filtered]:
    """What no claim, condition, cue, relation or filtered span holds: words between clauses."""
    taken: list[Span] = [item.span for item in filtered]
    for claim in claims:
        taken.append(claim.span)
        taken += [part.span for part in claim.condition]
        taken += [relation.span for relation in claim.relations]
        taken.append(claim.cue or ())
    pieces = make_span(piece for span in taken for piece in span)
    found: list[Filtered] = []
    for start, end in subtract(0, len(trace.text), pieces):
        first, last = _trim_marks(trace.text, start, end)
        if first < last:
            found.append(Filtered(((first, last),), "connective"))
    return found


def _trim_marks(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
