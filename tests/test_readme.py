"""The README keeps its promises: two set-up commands, a Python example that runs, links that lead somewhere."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_exactly_two_set_up_commands_and_ci_runs_the_second():
    set_up = README.split("## Set up")[1].split("## What comes out")[0]
    commands = re.findall(r"```bash\n(.*?)\n```", set_up, re.DOTALL)
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv") and "\n" not in command for command in commands)
    assert "reasonscore score --example" in commands[0]
    assert "pytest" in commands[1]
    assert "<!-- tests -->" in (ROOT / ".ci" / "run").read_text()


def test_the_python_example_runs():
    code = README.split("```python\n")[1].split("\n```")[0]
    names: dict[str, object] = {}
    exec(code, names)
    assert names["result"].scores["Factuality"].value == 1


def test_links_lead_somewhere():
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
