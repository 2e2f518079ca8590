"""The same file gives the same bytes: on another day, under another hash seed, on any number of workers."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PATHS = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
EXAMPLE = Path(str(files("reasonscore_resources") / "examples" / "records.jsonl"))
LATER = "import time; now = time.time; time.time = lambda: now() + 400 * 86400; "


def scored(source, output, *options, seed="0", zone="UTC", day=""):
    """The bytes of a run and its summary."""
    program = f"{day}from reasonscore_cli.main import main\nif __name__ == '__main__': main()"
    script = output.with_suffix(".py")
    script.write_text(program)
    done = subprocess.run(
        [sys.executable, script, "score", source, "-o", output, *map(str, options)],
        env=os.environ | {"PYTHONPATH": PATHS, "PYTHONHASHSEED": seed, "TZ": zone}, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return output.read_bytes(), output.with_name(output.name + ".journal").read_bytes(), done.stderr


@pytest.fixture
def source(tmp_path):
    """The example records three times over, under other ids."""
    rows = [json.loads(line) for line in EXAMPLE.read_text().splitlines()] * 3
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row | {"id": number}) + "\n" for number, row in enumerate(rows)))
    return path


def test_another_day_seed_zone_and_number_of_workers(source, tmp_path):
    fast = ["--tier", "shallow", "--verifier", "lexical", "--batch-size", 3]
    one = scored(source, tmp_path / "one.jsonl", *fast)
    two = scored(
        source, tmp_path / "two.jsonl", *fast, "--workers", 3, "--threads", 2, seed="77", zone="Asia/Tokyo", day=LATER
    )
    assert one == two


@pytest.mark.slow
def test_the_embedded_model_gives_the_same_bytes_on_any_number_of_workers(source, tmp_path):
    runs = [scored(source, tmp_path / f"{n}.jsonl", "--batch-size", 2, "--workers", n) for n in (1, 2, 3)]
    assert runs[0] == runs[1] == runs[2]
