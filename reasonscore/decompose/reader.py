"""The rule-based decomposer: layout, sentences, filter, then the shallow or the parse tier, then the text as a whole."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reasonscore.decompose.claim import Decomposition, Filtered
from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.document import Sentence, assemble
from reasonscore.decompose.draft import Draft, Dropped, Link, SentenceDraft
from reasonscore.decompose.filter import filter_reason
from reasonscore.decompose.layout import Unit, read_layout
from reasonscore.decompose.parse import Parse
from reasonscore.decompose.pipeline import Pipeline
from reasonscore.decompose.plain import PlainText, plain_text
from reasonscore.decompose.shallow import read_shallow
from reasonscore.decompose.tree import read_tree
from reasonscore.decompose.wrapper import Wrapper, unwrap
from reasonscore.span import subtract, trim
from reasonscore.trace.trace import Trace

RULES = "1"
"""Version of the rules; it changes whenever the same text gives other claims."""

_CACHE = 20_000
_BATCH = 2_000


class RuleDecomposer:
    """Claims by rule.

    Args:
        pipeline: The parser of the parse tier; None for the shallow tier.
        granularity: `coarse`, `balanced` or `fine`.
        fallback: True where the shallow tier stands in for a pipeline that isn't installed.
    """

    def __init__(self, pipeline: Pipeline | None, granularity: str = "balanced", fallback: bool = False) -> None:
        self._pipeline = pipeline
        self._granularity = granularity
        self._fallback = fallback
        self._drafts: OrderedDict[str, SentenceDraft] = OrderedDict()

    def signature(self) -> Mapping[str, str]:
        """Tier, pipeline with version, granularity and rule version."""
        entries = {"tier": "parse" if self._pipeline else "shallow"}
        if self._pipeline:
            entries["pipeline"] = f"{self._pipeline.name}-{self._pipeline.version}"
        elif self._fallback:
            entries["pipeline"] = "missing"
        return entries | {"granularity": self._granularity, "rules": RULES}

    def decompose_many(self, sources: Sequence[Source]) -> list[Decomposition]:
        """One decomposition a source, in order; sentences of all of them are parsed together."""
        out: list[Decomposition] = []
        pending: list[tuple[Source, list[tuple[Unit, PlainText]], list[Filtered]]] = []
        count = 0
        for source in sources:
            units, layout = _units(source.trace)
            pending.append((source, units, layout))
            count += len(units)
            if count >= _BATCH:
                out += self._finish(pending)
                pending, count = [], 0
        return out + self._finish(pending)

    def _finish(
        self, pending: list[tuple[Source, list[tuple[Unit, PlainText]], list[Filtered]]]
    ) -> list[Decomposition]:
        drafts = self._read([plain.text for _, units, _ in pending for _, plain in units])
        out = []
        for source, units, layout in pending:
            sentences = [Sentence(unit, plain, drafts[plain.text]) for unit, plain in units]
            out.append(assemble(source.trace, source.question, sentences, layout))
        return out

    def _read(self, texts: list[str]) -> dict[str, SentenceDraft]:
        """The drafts of the sentences, from the cache or made now."""
        found: dict[str, SentenceDraft] = {}
        wanted: list[tuple[str, Wrapper]] = []
        for text in dict.fromkeys(texts):
            cached = self._drafts.get(text)
            if cached is not None:
                self._drafts.move_to_end(text)
                found[text] = cached
                continue
            reason = filter_reason(text)
            wrapper = unwrap(text) if reason is None else None
            if wrapper is not None and wrapper.pieces:
                reason = filter_reason(text[wrapper.start :])
            if reason is not None or wrapper is None:
                found[text] = SentenceDraft((), (Dropped((0, len(text)), reason or "fragment"),))
            else:
                wanted.append((text, wrapper))
        parses = (
            self._pipeline.parse([text[w.start :] for text, w in wanted])
            if self._pipeline
            else iter([None] * len(wanted))
        )
        for (text, wrapper), parse in zip(wanted, parses, strict=True):
            found[text] = self._draft(text, wrapper, parse)
        for text, draft in found.items():
            self._drafts[text] = draft
        while len(self._drafts) > _CACHE:
            self._drafts.popitem(last=False)
        return found

    def _draft(self, text: str, wrapper: Wrapper, parse: Parse | None) -> SentenceDraft:
        core = text[wrapper.start :]
        drafts = read_tree(parse, self._granularity) if parse is not None else read_shallow(core)
        drafts = [_moved(draft, wrapper.start) for draft in drafts]
        if not drafts:
            return SentenceDraft((), (Dropped((0, len(text)), "fragment"),))
        drafts = [_wrapped(draft, wrapper, position == 0) for position, draft in enumerate(drafts)]
        used = {wrapper.relation_cue, wrapper.cue}
        dropped = [Dropped(piece, reason) for piece, reason in wrapper.pieces if piece not in used]
        return SentenceDraft(tuple(drafts), tuple(dropped))


def _units(trace: Trace) -> tuple[list[tuple[Unit, PlainText]], list[Filtered]]:
    """The readable sentences of a trace outside its regions, and its layout."""
    text = trace.text
    if trace.language != "en":
        start, end = trim(text, 0, len(text))
        return [], [Filtered(((start, end),), "unsupported_language")] if start < end else []
    layout = [Filtered((region.piece,), region.reason) for region in trace.regions]
    units: list[tuple[Unit, PlainText]] = []
    for start, end in subtract(0, len(text), [region.piece for region in trace.regions]):
        found, marks = read_layout(text, start, end)
        layout += marks
        units += [(unit, plain_text(text, unit.start, unit.end)) for unit in found]
    return units, layout


def _moved(draft: Draft, offset: int) -> Draft:
    """The draft in offsets of the whole sentence."""
    if not offset:
        return draft
    return replace(
        draft,
        words=tuple(w._replace(start=w.start + offset, end=w.end + offset) if w.start >= 0 else w for w in draft.words),
        conditions=tuple(
            c._replace(
                words=tuple(
                    w._replace(start=w.start + offset, end=w.end + offset) if w.start >= 0 else w for w in c.words
                )
            )
            for c in draft.conditions
        ),
        links=tuple(
            link._replace(cue=(link.cue[0] + offset, link.cue[1] + offset)) if link.cue else link
            for link in draft.links
        ),
        cue=(draft.cue[0] + offset, draft.cue[1] + offset) if draft.cue else None,
    )


def _wrapped(draft: Draft, wrapper: Wrapper, first: bool) -> Draft:
    """The draft with what the words around the sentence say about it."""
    if not wrapper.pieces:
        return draft
    links = draft.links
    if first and wrapper.relation is not None:
        links = (*links, Link(wrapper.relation, -1, wrapper.relation_cue))
    if not first:
        return replace(draft, rules=(*wrapper.rules, *draft.rules), flags=(*wrapper.flags, *draft.flags), links=links)
    return replace(
        draft,
        links=links,
        rules=(*wrapper.rules, *draft.rules),
        flags=(*wrapper.flags, *draft.flags),
        certainty=wrapper.certainty,
        negated=True if wrapper.negated else draft.negated,
        cue=wrapper.cue,
    )
