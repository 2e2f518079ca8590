"""The sentences of a text as they are read: without markup, completed, and each statement of a line for itself."""

from __future__ import annotations

from reasonscore.decompose.claim import Filtered
from reasonscore.decompose.layout.described import describe
from reasonscore.decompose.layout.itemised import itemise
from reasonscore.decompose.layout.layout import Unit, read_layout
from reasonscore.decompose.layout.lead_in import complete, expand
from reasonscore.decompose.layout.letter import parts_of_letter
from reasonscore.decompose.layout.named_list import said_of_each
from reasonscore.decompose.layout.note import spell_out
from reasonscore.decompose.layout.numbered import parts_by_number
from reasonscore.decompose.layout.plain_text import PlainText, plain_text
from reasonscore.decompose.layout.table_row import read_row
from reasonscore.decompose.restated.as_for import said_of_topic
from reasonscore.decompose.restated.but_if import parts_but_if
from reasonscore.decompose.restated.ellipsis import fill
from reasonscore.decompose.restated.paired import parts_of
from reasonscore.decompose.restated.partial_count import parts_of_count
from reasonscore.decompose.restated.put_in import without_put_in
from reasonscore.decompose.restated.reduced import without_gap
from reasonscore.decompose.restated.restated import is_restated
from reasonscore.decompose.restated.revision import pause, revise
from reasonscore.span import Piece, subtract, trim
from reasonscore.trace.trace import Trace


def readable_units(trace: Trace) -> tuple[list[tuple[Unit, PlainText]], list[Filtered]]:
    r"""The readable sentences of a trace outside its regions, and its layout.

    >>> units, layout = readable_units(Trace(text="# Plan\n**Rest** helps."))
    >>> [plain.text for _, plain in units], [item.reason for item in layout]
    (['Rest helps.'], ['heading'])
    """
    text = trace.text
    if trace.language != "en":
        start, end = trim(text, 0, len(text))
        return [], [Filtered(((start, end),), "unsupported_language")] if start < end else []
    # A line break inside a table's cell doesn't end the row; the layout sets the tag aside itself.
    regions = [region for region in trace.regions if text[slice(*region.piece)][:3].lower() != "<br"]
    layout = [Filtered((region.piece,), region.reason) for region in regions]
    units: list[tuple[Unit, PlainText]] = []
    for start, end in subtract(0, len(text), [region.piece for region in regions]):
        found, marks = read_layout(text, start, end)
        layout += marks
        units += _completed(text, found, layout)
    return units, layout


def _completed(text: str, found: list[Unit], layout: list[Filtered]) -> list[tuple[Unit, PlainText]]:
    """The units as they are read: items with the line that they complete, which then makes no claim of its own.

    What a writer takes back goes to the layout; what alternatives share is said with each of them.
    """
    units = [(unit, plain_text(text, unit.start, unit.end)) for unit in found]
    used: set[Piece] = set()
    named: dict[int, PlainText] = {}
    for index, (unit, plain) in enumerate(units):
        if unit.lead is None or unit.kind == "table":
            continue
        described = describe(plain)
        if described is not None:
            # "Options:" over "Gum - cheap, easy to use": gum is an option, and it is cheap.
            member = complete(plain_text(text, *unit.lead), described[0])
            if member is not None:
                named[unit.start] = member
                used.add(unit.lead)
            continue
        whole = complete(plain_text(text, *unit.lead), plain)
        if whole is not None:
            units[index] = (unit, whole)
            used.add(unit.lead)
    kept = [(unit, plain) for unit, plain in units if (unit.start, unit.end) not in used] if used else units
    out: list[tuple[Unit, PlainText]] = []
    for unit, plain in kept:
        if unit.kind != "table" and unit.start not in named and not is_restated(plain):
            out.append((unit, plain))
            continue
        plain, put_in = without_put_in(plain)
        layout += [Filtered((piece,), "connective") for piece in put_in]
        plain, paused = pause(plain)
        layout += [Filtered((piece,), "process_meta") for piece in paused]
        revised, gone = revise(plain)
        layout += [Filtered((piece,), "retracted") for piece in gone]
        rows = [revised]
        if unit.kind == "table":
            rows = read_row(plain_text(text, *unit.lead) if unit.lead is not None else None, revised)
        rows = [part for row in rows for part in parts_by_number(row)]
        lines = [line for row in rows for line in ((describe(row) or (row, [row]))[1])]
        lines = [named[unit.start], *lines] if unit.start in named else lines
        lines = [part for line in lines for part in parts_of_letter(line)]
        items = [item for line in lines for part in parts_of(line) for whole in expand(part) for item in itemise(whole)]
        items = [said_of_topic(each) for item in items for each in said_of_each(item)]
        items = [part for item in items for each in parts_but_if(item) for part in parts_of_count(each)]
        out += [(unit, part) for item in items for line in spell_out(without_gap(item)) for part in fill(line)]
    return out
