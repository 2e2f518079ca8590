"""Every rule id that the code can write is described, does what its row says, and stands so in the documentation."""

import re
from pathlib import Path

import pytest

from reasonscore.decompose.decomposer import Source
from reasonscore.decompose.fields.flag import FLAGS
from reasonscore.decompose.loader import load_decomposer
from reasonscore.decompose.rule import rules
from reasonscore.decompose.search.table import read_table
from reasonscore.decompose.segments.filter import REASONS
from reasonscore.trace.trace import Trace

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/decomposition.md").read_text(encoding="utf-8")


def setting(name):
    """The tier and the granularity at which a rule works."""
    if name.startswith("shallow."):
        return "shallow", "balanced"
    return "parse", "fine" if name.startswith("fine.") or name == "list.kind" else "balanced"


@pytest.fixture(scope="module")
def decomposed():
    found = {}
    for tier, granularity in sorted({setting(name) for name in rules()}):
        names = [name for name in rules() if setting(name) == (tier, granularity)]
        sources = [Source(Trace(text=rules()[name].before)) for name in names]
        made = load_decomposer(tier, granularity=granularity).decompose_many(sources)
        found.update(zip(names, made, strict=True))
    return found


def test_every_rule_is_described():
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "reasonscore/decompose").rglob("*.py"))
    )
    families = {name.split(".")[0] for name in rules()}
    written = {name for name in re.findall(r'"([a-z]+\.[a-z_]+)"', source) if name.split(".")[0] in families}
    assert written - {row[0] for row in read_table("patterns")} <= set(rules())


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_does_what_it_says(name, decomposed):
    claims = decomposed[name].claims
    assert " / ".join(claim.text for claim in claims) == rules()[name].after
    assert any(name in claim.provenance for claim in claims)


def test_the_documentation_shows_every_rule_as_it_is():
    for rule in rules().values():
        assert f"| `{rule.id}` | {rule.description} | {rule.before} | {rule.after} |\n" in PAGE


def test_the_documentation_names_every_reason_and_flag():
    for name, meaning in (REASONS | FLAGS).items():
        assert f"| `{name}` | {meaning} |" in PAGE
