"""The pages of docs/commands are those that the commands' own help gives, and each has two examples."""

import importlib.util
from pathlib import Path

import pytest
from reasonscore_cli.command_tree import leaves

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("build_commands", DOCS / "build_commands.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_current(builder):
    wanted = builder.pages()
    found = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "commands").glob("*.md")}
    stale = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    assert not stale, f"python docs/build_commands.py writes {', '.join(stale)} anew"


@pytest.mark.parametrize("leaf", leaves(), ids=lambda leaf: leaf.name)
def test_every_help_has_two_examples(builder, leaf):
    blocks = [block for block in builder.help_blocks(leaf.command) if builder.is_example(block)]
    lines = [line for block in blocks for line in block.splitlines() if f"reasonscore {leaf.name}" in line]
    assert len(lines) >= 2


def test_the_overview_of_the_command_line_names_every_command():
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    for leaf in leaves():
        if len(leaf.words) == 1:
            assert f"`{leaf.name}" in text, leaf.name
