"""The lock file of CI pins what pyproject.toml asks for, each file with its hash, and names no index."""

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINE = re.compile(r"([a-z0-9-]+)==([\w.]+) --hash=sha256:[0-9a-f]{64}")


@pytest.fixture
def lock():
    specification = importlib.util.spec_from_file_location("lock", ROOT / "ci" / "lock.py")
    found = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(found)
    return found


def test_it_is_not_stale(lock):
    assert lock.TARGET.read_text().splitlines()[1] == lock.head()[1], "run python ci/lock.py"


def test_each_line_pins_one_file_with_its_hash(lock):
    pinned = [LINE.fullmatch(line)[1] for line in lock.TARGET.read_text().splitlines()[2:]]
    assert pinned == sorted(set(pinned))
    asked = [re.match(r"[\w-]+", line)[0].lower() for line in lock.asked() if not line.startswith(">=")]
    assert set(asked) <= set(pinned)


def test_another_request_makes_it_stale_and_another_platform_is_told(lock, monkeypatch, capsys):
    then, now = lock.TARGET.read_text().splitlines()[0], lock.head()
    monkeypatch.setattr(lock, "head", lambda: [then, "# Asked for otherwise"])
    assert lock.check() == 1
    assert "stale: pyproject.toml asks for other packages since; run python ci/lock.py" in capsys.readouterr().err
    monkeypatch.setattr(lock, "head", lambda: ["# Written for another machine", now[1]])
    assert lock.check() == 3
    monkeypatch.undo()
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"] in lock.asked()
