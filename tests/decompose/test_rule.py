"""Every rule id that the code can write is described, and every described one is in the documentation."""

import re
from pathlib import Path

from reasonscore.decompose.rule import rules
from reasonscore.decompose.table import read_table

ROOT = Path(__file__).resolve().parents[2]


def test_every_rule_is_described():
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "reasonscore/decompose").glob("*.py")))
    families = {name.split(".")[0] for name in rules()}
    written = {name for name in re.findall(r'"([a-z]+\.[a-z_]+)"', source) if name.split(".")[0] in families}
    assert written - {row[0] for row in read_table("patterns")} <= set(rules())


def test_every_rule_is_documented():
    page = (ROOT / "docs/decomposition.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in rules())
