"""The citation on the command line says what CITATION.cff says."""

import re
from pathlib import Path

CFF = (Path(__file__).parents[2] / "CITATION.cff").read_text(encoding="utf-8")


def fact(name):
    return re.search(rf'^\s*(?:- )?{name}: "?(.*?)"?$', CFF, re.MULTILINE)[1]


def test_the_same_facts_as_in_the_file(command):
    code, out, _ = command("--citation")
    assert code == 0
    for known in (fact("title"), fact("name"), fact("version"), fact("license"), fact("date-released")[:4]):
        assert known in out
    assert out.count("{") == out.count("}")
    assert "@software{reasonscore," in out
