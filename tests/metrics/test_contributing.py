"""The example of CONTRIBUTING is a metric: three files, and nothing else is touched."""

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
RUN = """
import importlib.util, json, sys
sys.path[:0] = {paths!r}
import reasonscore.metrics.claims as group
group.__path__.append({folder!r})
import pytest
assert pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly", {test!r}]) == 0
from click.testing import CliRunner
from reasonscore_cli.metrics import metrics
told = CliRunner().invoke(metrics, ["UnverifiableRate"]).stdout
assert "unverifiable / judged claims" in told and "lower is better" in told, told
from reasonscore.metrics import parse_metric
assert repr(parse_metric("UnverifiableRate")) == "UnverifiableRate"
spec = importlib.util.spec_from_file_location("build_metrics", {build!r})
build = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build)
pages = build.pages()
assert pages["unverifiable_rate.md"].startswith("# UnverifiableRate")
assert "[UnverifiableRate](unverifiable_rate.md)" in pages["index.md"]
"""


def test_the_example_runs_as_it_stands(tmp_path):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = text[text.index("## Adding a metric") : text.index("## Data")]
    test, metric = (dedent(block) for block in re.findall(r"```python\n(.*?)```", part, re.DOTALL))
    (tmp_path / "unverifiable_rate.py").write_text(metric, encoding="utf-8")
    (tmp_path / "test_unverifiable_rate.py").write_text(test, encoding="utf-8")
    paths = [str(ROOT), str(ROOT / "cli"), str(ROOT / "resources")]
    program = RUN.format(
        paths=paths,
        folder=str(tmp_path),
        test=str(tmp_path / "test_unverifiable_rate.py"),
        build=str(ROOT / "docs" / "build_metrics.py"),
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(metric.splitlines()) <= 90
    for named in re.findall(r"`((?:reasonscore|tests|docs)/[\w/]+\.py)`", part):
        assert "unverifiable_rate" in named or (ROOT / named).exists(), named
