"""The scorer: rows in, verified and scored rows out, one for one and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Unpack

from reasonscore.block import Item, blocks, isolated
from reasonscore.decompose.claim import Decomposition
from reasonscore.errors import InputError
from reasonscore.input_row import InputRow, parse_input
from reasonscore.kind import kind_of
from reasonscore.metrics.given import Given, given_metrics
from reasonscore.metrics.metric import Need
from reasonscore.pipeline import Evidence, Pipeline
from reasonscore.record import Record
from reasonscore.result import Result
from reasonscore.retrieve.retriever import Retriever
from reasonscore.settings import DEFAULT_METRICS, SettingChanges, Settings, check_names
from reasonscore.signature import format_signature
from reasonscore.stage_row import claims_row, trace_row

_SETTINGS = tuple(SettingChanges.__annotations__)
_VERIFY_NEEDS: frozenset[Need] = frozenset({"verdicts", "references", "steps"})


class Scorer:
    """Scores responses; loads each model once, at its first use.

    Stages that no metric needs are not run, and the signature says so.

    Args:
        metrics: Metrics by name, with parameters (`"FActScore(gamma=10)"`), or as values.
        settings: Everything else; the defaults are those of the command line.
        retriever: Your own search, asked for records without evidence, in place of an index.
        **changes: Fields of `Settings` to set, for example `tier="shallow"`.

    Raises:
        UnknownNameError: For a metric or setting that does not exist.
        InputError: For a setting that cannot be, or a metric or retriever that is none.

    Its `repr` names the metrics and what differs from the defaults. It pickles and copies without its models.

    >>> scorer = Scorer(["Factuality"], tier="shallow", verifier="lexical")
    >>> print(scorer.score({"id": "c1", "response": "She has a fever.", "evidence": "The patient has a fever."}))
    c1: Factuality 1
    >>> scorer
    Scorer([Factuality], tier='shallow', verifier='lexical')
    """

    def __init__(
        self,
        metrics: Given = DEFAULT_METRICS,
        settings: Settings | None = None,
        *,
        retriever: Retriever | None = None,
        **changes: Unpack[SettingChanges],
    ) -> None:
        check_names(changes)
        if retriever is not None and not isinstance(retriever, Retriever):
            found = type(retriever).__name__
            raise InputError(f"found {found}, expected an object with retrieve and signature", field="retriever")
        self.metrics = given_metrics(metrics)
        names = tuple(repr(metric) for metric in self.metrics)
        self.settings = replace(settings or Settings(), metrics=names, **changes)  # type: ignore[arg-type]  # paths become strings there
        self.pipeline = Pipeline(self.settings, retriever)
        self._needs = frozenset[Need]().union(*(metric.needs for metric in self.metrics))

    def __repr__(self) -> str:
        default = Settings()
        own = {name: getattr(self.settings, name) for name in _SETTINGS}
        changed = [f"{name}={value!r}" for name, value in own.items() if value != getattr(default, name)]
        own_search = self.pipeline.given_retriever
        changed += [f"retriever={type(own_search).__name__}"] if own_search is not None else []
        return f"Scorer({', '.join([repr(list(self.metrics)), *changed])})"

    def score(self, row: InputRow) -> Result:
        """The output row of one input row; an invalid row gives an error row.

        Args:
            row: A JSON object in the record format, at least `{"response": ...}`; a `Record`; or the response alone.
        """
        return next(self.score_items([parse_input(row)]))

    def score_many(self, rows: Iterable[InputRow]) -> Iterator[Result]:
        """Output rows in the order of the input rows, a block at a time: lazy in, lazy out.

        Rows that share an id are scored each: ids are unique within a file, which the command line checks, and what a
        program holds may well have several responses of one case. Give them ids of their own where the output rows go
        into one file, or are compared with `compare`.

        Args:
            rows: What `score` takes, any number of them; a row without an id goes by its number.

        Raises:
            InputError: For one row or text in place of rows.
        """
        if isinstance(rows, Mapping | Record | str) or not isinstance(rows, Iterable):
            raise InputError(f"found {kind_of(rows)}, expected rows; `score` takes one")
        return self.score_items(parse_input(row, number) for number, row in enumerate(rows, start=1))

    def score_items(self, items: Iterable[Item]) -> Iterator[Result]:
        """Output rows of records and of rows that failed before."""
        for block in blocks(items, self.settings.block_size):
            yield from self.score_block(block)

    def score_block(self, block: Sequence[Item]) -> list[Result]:
        """The output rows of items that are worked on together."""
        return [Result(row) for row in isolated(self._score_block, block)]

    @cached_property
    def signature(self) -> str:
        """Everything that changes a number, in one line; loads the stages that will run."""
        verifies = bool(self._needs & _VERIFY_NEEDS)
        return format_signature(
            {
                "decompose": self.pipeline.decomposer.signature() if self._needs else {},
                "retrieve": self.pipeline.retrieve_signature() if "verdicts" in self._needs else {},
                "verify": self.pipeline.verifier.signature() if verifies else {},
            }
        )

    def _score_block(self, block: Sequence[Item]) -> list[Mapping[str, Any]]:
        scored = iter(self._score_records([item for item in block if isinstance(item, Record)]))
        return [next(scored) if isinstance(item, Record) else item.to_row() for item in block]

    def _score_records(self, records: Sequence[Record]) -> list[dict[str, Any]]:
        reads = self.pipeline.read(records)
        found = [Decomposition()] * len(reads)
        if self._needs:
            found = self.pipeline.decompose(reads)
        claims = [decomposition.claims for decomposition in found]
        judgements: list[Any] = [None] * len(reads)
        evidence: list[Evidence] = []
        if self._needs & _VERIFY_NEEDS:
            if "verdicts" in self._needs:
                evidence = self.pipeline.retrieve(records, claims)
            judgements = list(self.pipeline.verify(reads, claims, evidence or [[()]] * len(reads)))
        rows = []
        for number, (read, decomposition, judgement) in enumerate(zip(reads, found, judgements, strict=True)):
            row: dict[str, Any] = read.record.identified()
            if evidence and read.record.evidence is None:
                row |= self.pipeline.recorded(decomposition.claims, read.record.question, evidence[number])
            row["status"] = "scored"
            row |= {"scores": {}, "trace": trace_row(read.trace, judgement)}
            row |= {"claims": [], "filtered": [], "references": []}
            row |= claims_row(decomposition, judgement, with_verdicts="verdicts" in self._needs)
            row["signature"] = self.signature
            row["scores"] = {repr(metric): metric.score(row).to_row() for metric in self.metrics}
            rows.append(row)
        return rows


def score(row: InputRow, metrics: Given = DEFAULT_METRICS, **changes: Unpack[SettingChanges]) -> Result:
    """The output row of one input row; for more than one, make a `Scorer` and keep it.

    Args:
        row: A JSON object in the record format, a `Record`, or the response alone.
        metrics: Metrics by name, or as values.
        **changes: Fields of `Settings`.

    Raises:
        ReasonScoreError: What making a `Scorer` raises.
    """
    return Scorer(metrics, **changes).score(row)


def decompose(text: str, question: str | None = None, **changes: Unpack[SettingChanges]) -> Decomposition:
    """The claims of a text and what makes no claim.

    Args:
        text: A response or any piece of clinical prose.
        question: The case, whose entities pronouns may mean.
        **changes: Fields of `Settings`, for example `granularity="fine"`.

    Raises:
        InputError: For a text that is none, or a setting that cannot be.
        UnknownNameError: For a setting that does not exist.

    >>> decompose("No fever was seen.", tier="shallow").claims[0].negated
    True
    """
    if not isinstance(text, str):
        raise InputError(f"found {kind_of(text)}, expected a string", field="text")
    check_names(changes)
    pipeline = Pipeline(replace(Settings(), **changes))  # type: ignore[arg-type]  # paths become strings there
    return pipeline.decompose(pipeline.read([Record(id="0", response=text, question=question)]))[0]
