import importlib.util
import re
from dataclasses import fields
from pathlib import Path

import pytest

from reasonscore.metrics import parse_metric, registry
from reasonscore.metrics.description import describe
from reasonscore.metrics.family import FAMILIES, PLUGINS, family_of

DOCS = Path(__file__).parents[2] / "docs"
SPEC = importlib.util.spec_from_file_location("build_metrics", DOCS / "build_metrics.py")
build = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(build)


def test_every_metric_has_an_up_to_date_page():
    found = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "metrics").glob("*.md")}
    assert found == build.pages(), "run: python docs/build_metrics.py"
    assert len(found) == len(list(registry)) + 1


def test_type_checkers_know_every_metric():
    assert build.STUB.read_text(encoding="utf-8") == build.stub(), "run: python docs/build_metrics.py"


def test_parameters_are_all_documented():
    for name in registry:
        assert list(describe(registry[name]).parameters) == [item.name for item in fields(registry[name])], name


def test_every_metric_belongs_to_a_family_and_a_plugin_to_none():
    assert {family_of(registry[name]) for name in registry} == set(FAMILIES.values())
    assert family_of(type("Theirs", (registry["Factuality"],), {"__module__": "their.metrics.claims"})) == PLUGINS


def test_the_papers_name_metrics_that_exist():
    for _, names, _ in build.PAPERS:
        for written in re.findall(r"`([A-Z][^`=]*|[A-Z][^`]*\))`", names):
            parse_metric(written.replace("model=...", "model=''"))


DEFINITIONS = Path(__file__).parents[3] / "shared" / "metrics.md"


@pytest.mark.skipif(not DEFINITIONS.exists(), reason="the definitions of the reference systems are not in ../shared")
def test_every_reference_system_has_a_metric():
    text = DEFINITIONS.read_text(encoding="utf-8")
    table = re.findall(r"^\| ([^|]+?) \| [^|]+ \| [^|]+ \|", text.partition("## 2.")[0], re.MULTILINE)
    systems = {name for name in table if name not in ("System", "---") and "---" not in name}
    headings = re.findall(r"^### 2\.\d+ (.+?)(?: - | \[|$)", text, re.MULTILINE)
    systems |= {part for heading in headings for part in re.split(r" and | / | \(|\)", heading)[:1]}
    named = " ".join(f"{system} {metrics}" for system, metrics, _ in build.PAPERS).casefold()
    for system in sorted(systems - {"Nearby definitions we can reuse"}):
        name = re.sub(r"'\d\d| Reasoning Evaluator| F1@K", "", system).casefold()
        assert name in named, f"no row for {system} in 'which metric for which paper'"
