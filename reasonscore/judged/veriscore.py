"""VeriScore: verification rows, and extraction rows that carry their verification.

Only the exact word supported scores, as in VeriScore; contradicted stays contradicted, everything else that the judge
may say (inconclusive, unsupported) is `unverifiable`, and an answer that is no label at all is a failed judgement.

Source: Yixiao-Song/VeriScore, veriscore/veriscore.py, claim_verifier.py and verify_claims.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reasonscore.judged.judged_row import JudgedRow, error_row, judged_claim
from reasonscore.judged.problem import JudgedProblem
from reasonscore.judged.record import read_each
from reasonscore.judged.source import Item, read_items
from reasonscore.verify.verdict import Label

FORMAT = "veriscore"
METRICS = ("Factuality",)
LABELS: dict[str, Label] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "inconclusive": "unverifiable",
    "unsupported": "unverifiable",
}

NO_CLAIM = "no verifiable claim."
"""What the extractor writes where a response has no claim; it is none itself."""

KEYS = frozenset(("claim_verification_result", "all_claims", "all_claim_lst", "abstained"))
"""Any of these makes a row one of responses; without them it maps claims to their results."""


def read(path: Path, reference: Path | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a VeriScore file, one a response."""
    return read_each(FORMAT, read_items(path), _rows)


def _rows(item: Item) -> Iterator[dict[str, Any]]:
    why = _unknown(item.value)
    yield error_row(FORMAT, item.where, JudgedProblem(item.where, why), item.value) if why else _row(item).to_row()


def _row(item: Item) -> JudgedRow:
    value = item.value
    bare = not KEYS & set(value)
    source = {} if bare else {key: entry for key, entry in value.items() if key != "claim_verification_result"}
    row = JudgedRow(FORMAT, str(value.get("id", item.where)), item.where, source, metrics=METRICS)
    row.trace["abstained"] = bool(value.get("abstained"))
    judged = _judged(value) if not bare else {str(claim): found for claim, found in value.items()}
    listed = list(dict.fromkeys([*_claims(value), *judged])) if not bare else list(judged)
    for claim in listed:
        found = judged.get(claim)
        if found is None:
            row.note("a claim without a verification result; not judged")
        word = str(found.get("verification_result") or "").strip().strip("#.").strip().lower() if found else ""
        label = LABELS.get(word)
        if found is not None and label is None:
            row.note("a verification result that is no label; not judged")
        results = found.get("search_results") if found else (value.get("claim_search_results") or {}).get(claim)
        evidence = _evidence(results)
        row.claims.append(judged_claim(len(row.claims), claim, label, error=found is not None, evidence=evidence))
    return row


def _claims(value: Mapping[str, Any]) -> list[str]:
    # The code reads one name, the shipped sample has the other.
    found = value.get("all_claims") or value.get("all_claim_lst") or ()
    texts = [str(claim) for claim in found] if isinstance(found, list) else []
    return [text for text in texts if text.strip().casefold() != NO_CLAIM]


def _judged(value: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    found = value.get("claim_verification_result") or ()
    if isinstance(found, Mapping):
        return {str(claim): entry for claim, entry in found.items() if isinstance(entry, Mapping)}
    return {str(entry.get("claim")): entry for entry in found if isinstance(entry, Mapping)}


def _unknown(value: Mapping[str, Any]) -> str:
    if KEYS & set(value):
        return ""
    if value and all(isinstance(entry, Mapping) and "verification_result" in entry for entry in value.values()):
        return ""
    return "found neither claims nor verification results, expected a row of VeriScore"


def _evidence(results: Any) -> list[dict[str, Any]]:
    if isinstance(results, str):
        return [{"text": results}]
    entries = results if isinstance(results, list) else []
    return [
        {"id": entry.get("link"), "text": " ".join(str(entry[key]) for key in ("title", "snippet") if entry.get(key))}
        for entry in entries
        if isinstance(entry, Mapping)
    ]
