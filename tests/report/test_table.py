import csv
import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonscore.aggregate.estimate import Estimate
from reasonscore.report.export import escape_latex, format_csv, format_json, format_latex
from reasonscore.report.grid import Grid, render_grid
from reasonscore.report.subgroup_table import format_subgroups
from reasonscore.report.table import Look, format_table

SIGNATURE = "rs:0.1.0|verify:backend=onnx|aggregate:missing=skip"
ESTIMATES = [
    Estimate(
        "Factuality",
        0.8333,
        (0.79, 0.871),
        200,
        190,
        {"scored": 190, "no_claims": 8, "error": 2},
        {"supported": 900, "contradicted": 40, "unverifiable": 140},
        "higher",
        SIGNATURE,
    ),
    Estimate("ContradictionRate", 0.04, (0.02, 0.05), 200, 200, {"scored": 200}, {}, "lower", SIGNATURE),
    Estimate("HitRate@5", None, None, 200, 0, {"no_reference": 200}, {}, "higher", SIGNATURE),
]


def test_the_table_of_groups_states_its_confidence():
    groups = {"a": [replace(ESTIMATES[0], confidence=0.9)]}
    head = format_subgroups("model", groups, [], Look(width=200)).splitlines()[0]
    assert [cell.strip() for cell in head.split("|")] == ["Metric", "model", "Mean", "90 % interval", "Scored"]


def test_table_shows_everything_a_reader_needs():
    text = format_table(ESTIMATES)
    assert text.splitlines() == [
        " Metric              |  Mean | 95 % interval |    Scored | Supported | Contradicted | Unverifiable"
        " | Not scored",
        "---------------------+-------+---------------+-----------+-----------+--------------+--------------"
        "+----------------------",
        " Factuality ↑        | 0.833 | 0.790 - 0.871 | 190 / 200 |       900 |           40 |          140"
        " | no_claims 8, error 2",
        " ContradictionRate ↓ | 0.040 | 0.020 - 0.050 | 200 / 200 |           |              |              |",
        " HitRate@5 ↑         |     - |             - |   0 / 200 |           |              |              |"
        " no_reference 200",
        "",
        "↑ higher is better, ↓ lower is better",
        "rows without a value are left out of the mean",
        f"signature: {SIGNATURE}",
    ]


def test_table_without_colour_has_no_escapes_and_ascii_only_is_ascii():
    assert "\x1b" not in format_table(ESTIMATES, width=60)
    assert "\x1b" in format_table(ESTIMATES, color=True)
    assert format_table(ESTIMATES, ascii_only=True).isascii()
    assert format_table(ESTIMATES, ascii_only=True, width=60).isascii()
    assert format_table([]) == "no metrics in these rows"


def test_narrow_terminal_keeps_the_numbers():
    for width, color in ((100, False), (80, False), (100, True), (50, False)):
        lines = format_table(ESTIMATES, width=width, color=color).split("\n\n")[0].splitlines()
        text = "\n".join(lines)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert max(map(len, plain.splitlines())) <= width
        for cell in ("Factuality ↑", "ContradictionRate ↓", "0.833", "0.790-0.871", "190/200", "900"):
            assert cell in plain.replace(" - ", "-").replace(" / ", "/")
        assert "no_claims 8, error 2" in format_table(ESTIMATES, width=width)


@settings(deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=5), st.sampled_from([None, 30, 200]))
def test_any_cell_text_can_be_drawn(rows, width):
    assert "name" in render_grid(Grid(["name", "n"], rows, right={1}), width)


def test_exports_agree_with_the_estimates():
    content = json.loads(format_json(ESTIMATES, n=200))
    assert content["n"] == 200
    assert content["metrics"] == json.loads(json.dumps([estimate.to_row() for estimate in ESTIMATES]))
    lines = list(csv.DictReader(io.StringIO(format_csv(ESTIMATES))))
    assert [line["value"] for line in lines] == ["0.8333", "0.04", ""]
    assert (lines[0]["low"], lines[0]["supported"], lines[0]["not_scored"]) == ("0.79", "900", "no_claims=8;error=2")
    assert list(lines[0])[-6:-1] == ["direction", "supported", "contradicted", "unverifiable", "not_scored"]
    latex = format_latex([*ESTIMATES, Estimate("A_b", -0.5, (-1.0, 0.0), 3, 3)])
    assert r"A\_b & -0.500 & [-1.000, 0.000] & 3/3 \\" in latex
    assert f"% signature: {SIGNATURE}" in latex


@pytest.mark.parametrize("estimates", [[], [ESTIMATES[2]]])
def test_exports_of_nothing(estimates):
    assert "NaN" not in format_json(estimates) + format_csv(estimates) + format_latex(estimates)


def test_escape_latex():
    assert escape_latex(r"a\b{c}~d") == r"a\textbackslash{}b\{c\}\textasciitilde{}d"
