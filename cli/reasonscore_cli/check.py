"""`reasonscore check`: is this file what `score` expects?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from reasonscore_cli.options import input_options


@click.command()
@input_options
def check(**found: Any) -> None:
    r"""Validate IN without scoring it: every broken row with its line, field and what was expected, then what is there.

    \b
    reasonscore check responses.jsonl
    reasonscore check outputs.jsonl --field response=output --field reference.answer=gold
    """
    from reasonscore.block import Failed
    from reasonscore.record import parse_record
    from reasonscore_cli.field import parse_fields
    from reasonscore_cli.rows import Rows
    from reasonscore_cli.stream import Tally

    tally = Tally(found["on_error"], found["max_errors"], shown=100)
    fields = parse_fields(found["renamed"])
    source = Rows(found["path"], parse_record, fields, found["limit"], tally)
    present: Counter[str] = Counter()
    renamed: Counter[str] = Counter()
    near: Counter[tuple[str, str]] = Counter()
    good = 0
    for item in source.items():
        if isinstance(item, Failed):
            continue
        good += 1
        renamed.update(fields.found_in(item.row))
        near.update(fields.near_misses(item.row))
        present["empty response"] += not item.response.strip()
        present["question"] += item.question is not None
        present["evidence"] += item.evidence is not None
        present["reference.answer"] += item.gold_answers is not None
        present["reference.reasoning"] += item.gold_reasoning is not None
        gold = item.row.get("reference") is not None and item.gold_answers is None and item.gold_reasoning is None
        present["reference that has neither answer nor reasoning"] += gold
        present["answers"] += item.answers is not None
        present["options"] += item.options is not None
        present["steps"] += item.steps is not None
    code = tally.report("`score` would write them with their error")
    click.echo(f"{good} of {tally.n_rows} rows can be scored")
    for name, count in present.items():
        if count:
            click.echo(f"  {count} with {name}")
    for (given, ours), count in near.items():
        click.echo(f"  {count} with {given}, which is not read; did you mean {ours} (--field {ours}={given})?")
    for _, theirs in fields.pairs:
        if good and not renamed[".".join(theirs)]:
            click.echo(f"no row has the field '{'.'.join(theirs)}' of --field; check its spelling")
    if good and not present["evidence"]:
        click.echo("no row brings evidence: give `score` an index, or claims will be judged by the embedded primer")
    click.get_current_context().exit(code)
