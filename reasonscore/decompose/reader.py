"""The rule-based decomposer: layout, sentences, filter, the shallow or the parse tier, the text as a whole."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reasonscore.decompose.claim import Decomposition, Filtered
from reasonscore.decompose.conditions.alternative import split_alternatives
from reasonscore.decompose.conditions.condition import remaining_conditions
from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.document import Sentence, assemble
from reasonscore.decompose.draft import ConditionDraft, Draft, Dropped, Link, SentenceDraft, Word
from reasonscore.decompose.fields.inner_frame import without_frame
from reasonscore.decompose.fields.population import population_conditions
from reasonscore.decompose.fields.unfinished import bare_condition, completed, glue, in_that_case, under
from reasonscore.decompose.fields.wrapping import wrapped
from reasonscore.decompose.layout.frequency import read_frequencies
from reasonscore.decompose.layout.labline import read_lab_line
from reasonscore.decompose.layout.layout import Unit
from reasonscore.decompose.layout.listing import read_listing
from reasonscore.decompose.layout.plain_text import PlainText
from reasonscore.decompose.layout.score_line import read_score
from reasonscore.decompose.layout.value import detach_values
from reasonscore.decompose.parse.parse import Parse
from reasonscore.decompose.parse.pipeline import Pipeline
from reasonscore.decompose.parse.quotation import logical_quotes
from reasonscore.decompose.parse.stand_in import parse_in_clothes
from reasonscore.decompose.readable import readable_units
from reasonscore.decompose.references.abbreviation import expansions, installed_detector, load_finder
from reasonscore.decompose.shallow import read_shallow
from reasonscore.decompose.statement import Statement, read_statements
from reasonscore.decompose.tree import read_tree
from reasonscore.decompose.wording import words_of_text
from reasonscore.garbage import no_collection

RULES = "8"
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
        """Tier, pipeline with version, granularity, rule version, and what else finds abbreviations."""
        entries = {"tier": "parse" if self._pipeline else "shallow"}
        if self._pipeline:
            entries["pipeline"] = f"{self._pipeline.name}-{self._pipeline.version}"
        elif self._fallback:
            entries["pipeline"] = "missing"
        detector = installed_detector()
        if detector is not None:
            entries["abbreviations"] = detector
        return entries | {"granularity": self._granularity, "rules": RULES}

    def decompose_many(self, sources: Sequence[Source]) -> list[Decomposition]:
        """One decomposition a source, in order; sentences of all of them are parsed together."""
        if self._pipeline is None:
            return self._decompose_each(sources)
        out: list[Decomposition] = []
        pending: list[tuple[Source, list[tuple[Unit, PlainText]], list[Filtered]]] = []
        count = 0
        for source in sources:
            units, layout = readable_units(source.trace)
            pending.append((source, units, layout))
            count += len(units)
            if count >= _BATCH:
                out += self._finish(pending)
                pending, count = [], 0
        return out + self._finish(pending)

    def _decompose_each(self, sources: Sequence[Source]) -> list[Decomposition]:
        """The same one by one: without a parser there is nothing to gain from many sentences at a time."""
        with no_collection():  # its work makes no cycles
            return [each for source in sources for each in self._finish([(source, *readable_units(source.trace))])]

    def _finish(
        self, pending: list[tuple[Source, list[tuple[Unit, PlainText]], list[Filtered]]]
    ) -> list[Decomposition]:
        drafts = self._read([plain.text for _, units, _ in pending for _, plain in units])
        finder = load_finder()
        out = []
        for source, units, layout in pending:
            sentences = [Sentence(unit, plain, drafts[plain.text]) for unit, plain in units]
            forms = expansions([*finder.find(source.question or ""), *finder.find(source.trace.text)])
            out.append(assemble(source.trace, source.question, sentences, layout, forms))
        return out

    def _read(self, texts: list[str]) -> dict[str, SentenceDraft]:
        """The drafts of the sentences, from the cache or made now."""
        found: dict[str, SentenceDraft] = {}
        wanted: list[tuple[str, list[Statement], list[Dropped]]] = []
        for text in dict.fromkeys(texts):
            cached = self._drafts.get(text)
            if cached is not None:
                self._drafts.move_to_end(text)
                found[text] = cached
            else:
                wanted.append((text, *read_statements(text)))
        cores = [logical_quotes(text[s.start : s.end]) for text, statements, _ in wanted for s in statements]
        parses = parse_in_clothes(self._pipeline, cores) if self._pipeline else iter([None] * len(cores))
        for text, statements, dropped in wanted:
            found[text] = self._draft(text, statements, dropped, [next(parses) for _ in statements])
        for text, draft in found.items():
            self._drafts[text] = draft
        while len(self._drafts) > _CACHE:
            self._drafts.popitem(last=False)
        return found

    def _draft(
        self, text: str, statements: list[Statement], dropped: list[Dropped], parses: list[Parse | None]
    ) -> SentenceDraft:
        drafts: list[Draft] = []
        case: tuple[ConditionDraft, ...] = ()
        for statement, parse in zip(statements, parses, strict=True):
            openings: tuple[ConditionDraft | None, ...] = statement.openings or (None,)
            if statement.case and case:
                openings = tuple(in_that_case(condition) for condition in case[-1:])
            made: list[Draft] = []
            for opening in openings:
                made += self._statement(text, statement, parse, opening, len(drafts) + len(made))
            if drafts and len(made) == 1 and made[0].conditions and _only_conditions(text, statement, made[0]):
                # "if A, or if B": what was said under A holds under B.
                words = words_of_text(text, _start(statement), statement.end)
                words = words[:-1] if words[-1].text == "." else words
                other = made[0].conditions[0]._replace(words=words, place="final")
                made = [under(drafts[-1], other)]
            elif drafts and len(made) == 1 and (condition := bare_condition(made[0])) is not None:
                made = [under(drafts[-1], condition)]
            made = completed(glue(made), drafts[-1] if drafts else None)
            if not made:
                dropped = [*dropped, Dropped((statement.start, statement.end), "fragment")]
            drafts += made
            case = drafts[-1].conditions if drafts else ()
        return SentenceDraft(tuple(drafts), tuple(dropped))

    def _statement(
        self, text: str, statement: Statement, parse: Parse | None, opening: ConditionDraft | None, base: int
    ) -> list[Draft]:
        """The drafts of one statement under one of its opening conditions; `base` of them stand before it."""
        lab = None
        if opening is None:
            where = (text, statement.start, statement.end)
            lab = read_score(*where) or read_lab_line(*where) or read_listing(*where) or read_frequencies(*where)
        if lab is not None:
            drafts = lab
        elif parse is None:
            drafts = read_shallow(text, statement.start, statement.end, opening)
        else:
            drafts = [_moved(draft, statement.start) for draft in read_tree(parse, self._granularity, opening)]
            if any(_headless(draft) for draft in drafts):
                words = words_of_text(text, _start(statement), statement.end)
                drafts = [Draft(words, (opening,) if opening else (), rules=("sentence.whole",))]
        if lab is None and self._granularity != "coarse":
            values = detach_values(text, statement.start, statement.end)
            made = [draft.words for draft in drafts if "value.bracketed" in draft.rules] if values else []
            known = {b.start for words in made for a, b in pairwise(words) if a.text != "("}
            drafts += [v for v in values if known.isdisjoint(w.start for w in v.words if w.text[:1].isdigit())]
        out: list[Draft] = []
        more: list[Draft] = []
        for position, draft in enumerate(drafts):
            links = draft.links
            if links and base:
                links = tuple([link._replace(target=link.target + base) for link in links])
            if position == 0 and base and statement.relation is not None:
                links = (*links, Link(statement.relation, base - 1, statement.cue))
            if links is not draft.links:
                draft = draft._replace(links=links)
            draft = wrapped(draft, statement.wrapper, position == 0, base)
            draft, *others = split_alternatives(remaining_conditions(without_frame(draft)))
            out.append(population_conditions(draft))
            more += [population_conditions(other) for other in others]
        return out + more


def _only_conditions(text: str, statement: Statement, draft: Draft) -> bool:
    """True for "or when she is pregnant, has an abscess, or is weak" behind another condition."""
    if draft.conditions[0].words == draft.words:
        return True
    alone = draft.subject[1] <= draft.subject[0] and bool(statement.openings)
    return alone and text[: _start(statement)].rstrip().endswith(" or")


def _start(statement: Statement) -> int:
    """Where a statement begins with its opening condition."""
    return statement.openings[0].words[0].start if statement.openings else statement.start


_FINITE = frozenset(("is", "are", "was", "were", "has", "had"))


def _headless(draft: Draft) -> bool:
    """True for a condition that the parser tied to nothing, or half a pair: the statement is safer whole."""
    words = draft.words
    if words and words[-1].text.lower() in ("and", "or"):
        return True
    if any(a.text.lower() in ("should", "must") and b.text.lower() in _FINITE for a, b in pairwise(words)):
        return True  # a relative clause taken for an order: "the patient should are in pain"
    return len(words) > 1 and words[0].text.lower() in ("if", "unless", "when") and words[1].text == ","


def _moved(draft: Draft, offset: int) -> Draft:
    """The draft in offsets of the whole sentence; an opening condition has these already."""
    if not offset:
        return draft
    return draft._replace(
        words=_moved_words(draft.words, offset),
        conditions=tuple(c if c.ready else c._replace(words=_moved_words(c.words, offset)) for c in draft.conditions),
        links=tuple(
            link._replace(cue=(link.cue[0] + offset, link.cue[1] + offset)) if link.cue else link
            for link in draft.links
        ),
    )


def _moved_words(words: tuple[Word, ...], offset: int) -> tuple[Word, ...]:
    return tuple(w._replace(start=w.start + offset, end=w.end + offset) if w.start >= 0 else w for w in words)
