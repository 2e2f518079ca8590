"""Writes ci/requirements.txt: the packages that `pip install -e '.[test]'` takes today, each with its hash.

python ci/lock.py            (with the Python of CI: files are those of one platform)
python ci/lock.py --check    ends with 1 where pyproject.toml asks for something else by now, with 3 on another platform

Each line pins one file, the one that pip chose. Its tags name the minor version of Python, so that any patch version
takes it; where an index gets further files of a release later, pip still takes the one whose hash stands here.
"""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "ci" / "requirements.txt"
BUILDING = ("editables~=0.3", "wheel")
"""What hatchling asks for where a package is installed with -e, and older versions of pip for a source archive."""


def asked() -> list[str]:
    """What pyproject.toml asks for to build the package and to run its tests."""
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = found["project"]
    return [
        *found["build-system"]["requires"],
        *project["dependencies"],
        *project["optional-dependencies"]["test"],
        project["requires-python"],
        *BUILDING,
    ]


def head() -> list[str]:
    """The platform of the file and a hash of what was asked for."""
    version = ".".join(platform.python_version_tuple()[:2])
    return [
        f"# Written by ci/lock.py for {platform.python_implementation()} {version} on {platform.system()} "
        f"{platform.machine()}; see docs/security.md.",
        f"# Asked for in pyproject.toml: sha256 {hashlib.sha256(json.dumps(asked()).encode()).hexdigest()}",
    ]


def lines(report: dict) -> list[str]:
    """One requirement a package, by name; our own package left out."""
    found = {}
    for item in report["install"]:
        name, version = item["metadata"]["name"].lower().replace("_", "-"), item["metadata"]["version"]
        hashes = item["download_info"].get("archive_info", {}).get("hashes", {})
        if name != "reasonscore":
            found[name] = f"{name}=={version} --hash=sha256:{hashes['sha256']}"
    return [found[name] for name in sorted(found)]


def check() -> int:
    """The exit code of --check; says what is wrong."""
    platform_then, asked_then = TARGET.read_text(encoding="utf-8").splitlines()[:2]
    platform_now, asked_now = head()
    if platform_then != platform_now:
        sys.stderr.write(f"ci/requirements.txt is for another platform:\n  {platform_then}\n  {platform_now}\n")
        return 3
    if asked_then != asked_now:
        sys.stderr.write(
            "ci/requirements.txt is stale: pyproject.toml asks for other packages since; run python ci/lock.py\n"
        )
        return 1
    return 0


def main() -> None:
    """Ask pip what it would install, and write it down."""
    if sys.argv[1:] == ["--check"]:
        sys.exit(check())
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    wanted = [
        f"{ROOT}[test]",
        *BUILDING,
        *tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"],
    ]
    done = subprocess.run([*command, *wanted], check=True, capture_output=True, text=True)
    TARGET.write_text("\n".join([*head(), *lines(json.loads(done.stdout)), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
