"""`reasonscore explain`: one text, its claims, their verdicts and the rules behind them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from reasonscore_cli.options import decompose_options, judge_options, settings

if TYPE_CHECKING:
    from reasonscore.decompose.claim import Claim
    from reasonscore.verify.verdict import Verdict

COLOURS = {"supported": "green", "contradicted": "red", "unverifiable": "yellow", "no_evidence": "bright_black"}


@click.command()
@click.argument("text")
@click.option("--evidence", multiple=True, metavar="TEXT", help="A passage to judge the claims by; repeatable.")
@click.option("--question", help="The case, whose entities pronouns may mean.")
@decompose_options
@judge_options
def explain(text: str, evidence: tuple[str, ...], question: str | None, **found: Any) -> None:
    r"""Show what decompose and verify do with TEXT ('-' for stdin), and why.

    \b
    reasonscore explain "If the potassium exceeds 5.5 mmol/L, stop spironolactone."
    reasonscore explain "There is no effusion." --evidence "A small left pleural effusion is seen."
    """
    from reasonscore.pipeline import Pipeline
    from reasonscore.record import parse_record

    given = sys.stdin.read() if text == "-" else text
    row: dict[str, Any] = {"id": "text", "response": given, "question": question}
    record = parse_record(row | ({"evidence": list(evidence)} if evidence else {}))
    pipeline = Pipeline(settings(**found, primer=False))
    reads = pipeline.read([record])
    decomposition = pipeline.decompose(reads)[0]
    judgement = pipeline.verify(reads, [decomposition.claims], [[record.evidence or ()]])[0]
    colour = None if not os.environ.get("NO_COLOR") else False
    for claim, verdict in zip(decomposition.claims, judgement.verdicts, strict=True):
        for line in _claim_lines(claim, verdict):
            click.echo(line, color=colour)
    for part in decomposition.filtered:
        words = " ".join(" ".join(given[a:b] for a, b in part.span).split())
        click.echo(click.style(f"filtered ({part.reason}): {words[:100]}", fg="bright_black"), color=colour)
    if not decomposition.claims:
        foreign = any(part.reason == "unsupported_language" for part in decomposition.filtered)
        why = "this text is not English" if foreign else "nothing in this text can be true or false on its own"
        click.echo(f"no claims: {why}", color=colour)


def _claim_lines(claim: Claim, verdict: Verdict) -> list[str]:
    from reasonscore.decompose.rule import rules

    shown = verdict.label or verdict.status
    lines = [f"{click.style(shown, fg=COLOURS.get(shown), bold=True)}  {claim.text}"]
    fields = [claim.type, claim.certainty] + (["negated"] if claim.negated else [])
    fields += [f"{part.kind}{' not' if part.negated else ''}: {part.text}" for part in claim.condition]
    fields += [f"{q.name or 'value'} {q.comparator} {q.value:g} {q.unit or ''}".rstrip() for q in claim.quantities]
    lines.append(f"    {'; '.join(fields + list(claim.flags))}")
    known = rules()
    lines += [f"    rule {name}: {known[name].description}" for name in claim.provenance if name in known]
    if verdict.probabilities:
        row = verdict.probabilities.to_row()
        lines.append("    " + ", ".join(f"{label} {value:.2f}" for label, value in row.items()))
        best = verdict.evidence[0]
        lines.append(f"    evidence {best.id}: {' '.join(best.text.split())[:160]}")
    lines += [f"    check {check.name}: {check.outcome}" for check in verdict.checks]
    return lines
