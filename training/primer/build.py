"""Build the index of the primer into the resources: python training/primer/build.py."""

from __future__ import annotations

from pathlib import Path

from reasonscore.retrieve.index import build_index
from reasonscore.retrieve.primer import NOTE

HERE = Path(__file__).parent
TARGET = HERE.parent.parent / "resources/reasonscore_resources/primer/index"


def main() -> None:
    info = build_index(sorted(HERE.glob("*.jsonl")), TARGET, note=NOTE, overwrite=True)
    print(f"{info.passages} passages, {info.terms} terms, {info.bytes / 1e6:.2f} MB in {TARGET.name}/")


if __name__ == "__main__":
    main()
