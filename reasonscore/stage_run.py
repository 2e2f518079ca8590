"""Single stages over a block: what `decompose`, `retrieve` and `verify` write when they run on their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reasonscore.block import Failed, Item
from reasonscore.claim_record import ClaimRecord, is_claim_row, parse_claim_record
from reasonscore.decompose.claim import Claim, Decomposition
from reasonscore.decompose.claim_row import parse_claims
from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.pipeline import Evidence, Pipeline, claimless_steps
from reasonscore.record import Record, identified, parse_record
from reasonscore.retrieve.recorded_search import FIELD, is_recorded
from reasonscore.signature import extended, format_signature, parse_signature
from reasonscore.stage_row import claims_row, evidence_row, trace_row
from reasonscore.verify.verifier import Case


@dataclass(frozen=True, slots=True)
class Decomposed:
    """A record whose row already brings its claims."""

    record: Record
    claims: tuple[Claim, ...]


ClaimsItem = Decomposed | ClaimRecord | Record | Failed


def parse_claims_row(row: Mapping[str, Any], line: int | None = None) -> Decomposed | ClaimRecord | Record:
    """A bare claim, a record with its claims, or a record that is still to be decomposed.

    Raises:
        InputError: Where the row is none of them.
    """
    if is_claim_row(row):
        return parse_claim_record(row, line)
    if "response" not in row:
        raise InputError("missing, expected a response, or a bare claim in 'claim'", field="response", line=line)
    record = parse_record(row, line)
    if row.get("claims") is None:
        return record
    try:
        return Decomposed(record, parse_claims(row["claims"]))
    except InputError as error:
        raise InputError(error.message, field=error.field, line=line) from None


def decompose_block(pipeline: Pipeline, block: Sequence[Item]) -> list[dict[str, Any]]:
    """The rows of a block with their claims and what was filtered."""
    records = [item for item in block if isinstance(item, Record)]
    found = iter(pipeline.decompose(pipeline.read(records)))
    signature = format_signature({"decompose": pipeline.decomposer.signature()}) if records else ""
    rows = []
    for item in block:
        if isinstance(item, Failed):
            rows.append(item.to_row())
        else:
            rows.append({**_identified(item), **claims_row(next(found), None), "signature": signature})
    return rows


def retrieve_block(pipeline: Pipeline, block: Sequence[ClaimsItem]) -> list[dict[str, Any]]:
    """The rows of a block with what the index holds on their claims; a row that brings evidence of its own keeps it.

    Raises:
        ReasonScoreError: Where there is neither an index nor a search of the caller's.
    """
    retriever = pipeline.retriever
    if retriever is None:
        raise ReasonScoreError("no index to search; give --index a folder made by `reasonscore index build`")
    claims = _claims(pipeline, block)
    queries = [
        [] if isinstance(item, Failed) or _brings_evidence(item) else pipeline.queries(own, _question(item))
        for item, own in zip(block, claims, strict=True)
    ]
    signature = pipeline.retrieve_signature()
    found = iter(retriever.retrieve([query for own in queries for query in own], pipeline.settings.top_k))
    rows = []
    for item, own, mine in zip(block, claims, queries, strict=True):
        passages = [next(found) for _ in mine]
        if isinstance(item, Failed):
            rows.append(item.to_row())
            continue
        row = _identified(item)
        if _brings_evidence(item):
            pipeline.tell_of_own_evidence()
        else:
            if is_recorded(row):
                del row[FIELD]
            row |= pipeline.recorded(own, _question(item), passages) or evidence_row(passages)
        if not isinstance(item, ClaimRecord):
            row["signature"] = extended(row.get("signature"), {"retrieve": signature})
        rows.append(row)
    return rows


def verify_block(pipeline: Pipeline, block: Sequence[ClaimsItem]) -> list[dict[str, Any]]:
    """The rows of a block with verdicts; bare claims come back as id and verdict alone."""
    claims = _claims(pipeline, block)
    records = [_record(item) for item in block if not isinstance(item, Failed | ClaimRecord)]
    reads = iter(pipeline.read(records))
    cases, traces = [], []
    for item, own in zip(block, claims, strict=True):
        if isinstance(item, Failed):
            continue
        evidence = _evidence(pipeline, item, own)
        if isinstance(item, ClaimRecord):
            cases.append(Case(own, evidence))
            continue
        read = next(reads)
        traces.append(read.trace)
        steps = tuple(step.text for step in read.trace.steps)
        idle = claimless_steps(read.trace, own)
        cases.append(
            Case(
                own,
                evidence,
                read.trace.text,
                read.references,
                steps,
                read.record.question,
                idle,
                read.trace.language == "en",
                extracted=True,
            )
        )
    judged, found = iter(pipeline.verifier.verify_many(cases)), iter(traces)
    ran = {"verify": pipeline.verifier.signature()} if cases else {}
    rows: list[dict[str, Any]] = []
    for item, own in zip(block, claims, strict=True):
        if isinstance(item, Failed):
            rows.append(item.to_row())
            continue
        judgement = next(judged)
        if isinstance(item, ClaimRecord):
            rows.append({"id": _identified(item)["id"], "verdict": judgement.verdicts[0].to_row()})
            continue
        row = {**_identified(item), "trace": trace_row(next(found), judgement)}
        row |= {**claims_row(Decomposition(own), judgement), "filtered": _record(item).row.get("filtered", [])}
        rows.append(row | {"signature": _verified_signature(pipeline, item, ran)})
    return rows


def _verified_signature(pipeline: Pipeline, item: Decomposed | Record, ran: Mapping[str, Mapping[str, str]]) -> str:
    earlier = _record(item).row.get("signature")
    stages = dict(ran)
    if isinstance(item, Record):
        stages["decompose"] = pipeline.decomposer.signature()
    if pipeline.retriever is not None or "retrieve" not in parse_signature(str(earlier)):
        stages["retrieve"] = pipeline.retrieve_signature()
    return extended(earlier, stages)


def _claims(pipeline: Pipeline, block: Sequence[ClaimsItem]) -> list[tuple[Claim, ...]]:
    """The claims of each item of a block; whole records without claims are decomposed, all together."""
    records = [item for item in block if isinstance(item, Record)]
    found = iter(pipeline.decompose(pipeline.read(records)) if records else ())
    claims: list[tuple[Claim, ...]] = []
    for item in block:
        if isinstance(item, Record):
            claims.append(next(found).claims)
        elif isinstance(item, Decomposed):
            claims.append(item.claims)
        else:
            claims.append((item.claim,) if isinstance(item, ClaimRecord) else ())
    return claims


def _evidence(pipeline: Pipeline, item: Decomposed | ClaimRecord | Record, claims: Sequence[Claim]) -> Evidence:
    own = item.evidence if isinstance(item, ClaimRecord) else _record(item).evidence
    row = item.row if isinstance(item, ClaimRecord) else _record(item).row
    if own is not None:
        return pipeline.own_evidence(row, own, claims, _question(item))
    if pipeline.retriever is None:
        return [()]
    return pipeline.retriever.retrieve(pipeline.queries(claims, _question(item)), pipeline.settings.top_k) or [()]


def _brings_evidence(item: Decomposed | ClaimRecord | Record) -> bool:
    """Whether a row has evidence that no earlier search of the user's own left in it."""
    found = item if isinstance(item, ClaimRecord) else _record(item)
    return found.evidence is not None and not is_recorded(found.row)


def _record(item: Decomposed | Record) -> Record:
    return item.record if isinstance(item, Decomposed) else item


def _question(item: Decomposed | ClaimRecord | Record) -> str | None:
    return item.question if isinstance(item, ClaimRecord) else _record(item).question


def _identified(item: Decomposed | ClaimRecord | Record) -> dict[str, Any]:
    """The row as it came, with the id that it goes by."""
    return identified(item.row, item.id) if isinstance(item, ClaimRecord) else _record(item).identified()
