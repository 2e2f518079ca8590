"""MedScore: decompositions, verifications and output files.

MedScore only knows supported and not supported; what it does not support becomes `unverifiable`, since it never says
that the evidence speaks against a claim. An answer of the judge that holds neither word is a failed judgement here:
MedScore counts most of those, empty answers included, as supported. Empty claims are reported and left out.

Source: Heyuan9/MedScore, medscore/verifier.py and medscore/medscore.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row, judged_claim
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, read_items
from reasonscore.verify.verdict import Label

FORMAT = "medscore"
METRICS = ("Factuality",)
_WORD = re.compile("true|false", re.IGNORECASE)


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a MedScore file; claim rows (decompositions, verifications) are put together by their id."""
    found: dict[str, JudgedRow] = {}

    def rows(item: Item) -> Iterator[dict[str, Any]]:
        value = item.value
        if isinstance(value.get("claims"), list):
            yield _output_row(item).to_row()
        elif "claim" in value and value.get("id") is not None:
            row = found.setdefault(str(value["id"]), JudgedRow(FORMAT, str(value["id"]), item.where, metrics=METRICS))
            _add_claim(row, value, item.where)
        else:
            why = "found neither a list of claims nor a claim with an id, expected MedScore's output or claim rows"
            yield error_row(FORMAT, str(value.get("id", item.where)), JudgedProblem(item.where, why), value)

    yield from read_each(FORMAT, read_items(path), rows)
    for row in found.values():
        yield row.to_row()


def _output_row(item: Item) -> JudgedRow:
    value = item.value
    rest = {key: entry for key, entry in value.items() if key not in ("claims", "score")}
    row = JudgedRow(FORMAT, str(value.get("id", item.where)), item.where, rest, metrics=METRICS)
    for index, claim in enumerate(value["claims"]):
        if isinstance(claim, Mapping):
            _add_claim(row, claim, f"{item.where} claims[{index}]")
        else:
            row.note("no object", f"claims[{index}]")
    if "score" in value:
        row.stored = {"Factuality": value["score"]}
    return row


def _add_claim(row: JudgedRow, claim: Mapping[str, Any], where: str) -> None:
    text = claim.get("claim")
    if not isinstance(text, str) or not text.strip():
        if text is not None:
            row.problems.append(JudgedProblem(where, "an empty claim; left out"))
        return
    label, failed = _label(claim)
    if failed:
        row.problems.append(JudgedProblem(where, "the judge's answer says neither True nor False; not judged"))
    more = {key: claim[key] for key in ("sentence", "sentence_id", "claim_id", "claim_meta", "raw") if key in claim}
    evidence = _evidence(claim.get("evidence"))
    row.claims.append(judged_claim(len(row.claims), text, label, error=failed, evidence=evidence, **more))


def _label(claim: Mapping[str, Any]) -> tuple[Label | None, bool]:
    raw, score = claim.get("raw"), claim.get("score")
    if raw is None and score is None:
        return None, False
    if isinstance(raw, str):
        # Where both words stand there, MedScore takes the one that first appears later.
        said = [word.lower() for word in _WORD.findall(raw)]
        order = list(dict.fromkeys(said))
        return ("supported" if order[-1] == "true" else "unverifiable", False) if order else (None, True)
    if isinstance(score, bool | int | float):
        return "supported" if score >= 0.5 else "unverifiable", False
    return None, True


def _evidence(found: Any) -> list[dict[str, Any]]:
    if isinstance(found, str):
        return [{"text": found}]
    return [dict(passage) for passage in found if isinstance(passage, Mapping)] if isinstance(found, list) else []
