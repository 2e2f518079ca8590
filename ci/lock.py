"""Writes ci/requirements.txt: the packages that `pip install -e '.[test]'` takes today, each with its hash.

python ci/lock.py        (with the Python of CI: files are those of one platform)
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "ci" / "requirements.txt"


def lines(report: dict) -> list[str]:
    """One requirement a package, by name; our own package left out."""
    found = {}
    for item in report["install"]:
        name, version = item["metadata"]["name"].lower().replace("_", "-"), item["metadata"]["version"]
        hashes = item["download_info"].get("archive_info", {}).get("hashes", {})
        if name != "reasonscore":
            found[name] = f"{name}=={version} --hash=sha256:{hashes['sha256']}"
    return [found[name] for name in sorted(found)]


def main() -> None:
    """Ask pip what it would install, and write it down."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    done = subprocess.run([*command, f"{ROOT}[test]"], check=True, capture_output=True, text=True)
    head = f"# Written by ci/lock.py for {platform.python_implementation()} {platform.python_version_tuple()[0]}."
    head += f"{platform.python_version_tuple()[1]} on {platform.system()} {platform.machine()}; see docs/security.md."
    TARGET.write_text("\n".join([head, *lines(json.loads(done.stdout)), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
