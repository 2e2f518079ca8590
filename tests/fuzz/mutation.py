"""A plain mutation fuzzer: the same seed gives the same inputs; needs nothing but the standard library.

python tests/fuzz/mutation.py trace --seconds 60
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ODD = [
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xe2\x80\x8b",
    b"\xf0\x9f\x99\x82",
    b"\r\n",
    b"\xc2\x85",
    b"1e999",
    b"\\u0000",
]
LONGEST = 4096


def seeds(target: str) -> list[bytes]:
    """The corpus of a target, in order of the file names."""
    return [path.read_bytes() for path in sorted((HERE / "corpus" / target).iterdir())]


def words() -> list[bytes]:
    """The dictionary: what the readers react to, one entry a line as libFuzzer writes it."""
    lines = (HERE / "words.dict").read_text(encoding="ascii").splitlines()
    entries = [line.strip()[1:-1] for line in lines if line.startswith('"')]
    return [entry.encode().decode("unicode_escape").encode("latin-1") for entry in entries]


def mutations(target: str, seed: int = 0) -> Iterator[bytes]:
    """Inputs without end: each a corpus file with one to eight changes."""
    chance = random.Random(f"{target} {seed}")
    corpus, parts = seeds(target), words() + ODD
    while True:
        data = bytearray(chance.choice(corpus))
        for _ in range(chance.randint(1, 8)):
            _change(data, chance, corpus, parts)
        yield bytes(data[:LONGEST])


def _change(data: bytearray, chance: random.Random, corpus: list[bytes], parts: list[bytes]) -> None:
    at = chance.randint(0, len(data))
    until = min(len(data), at + chance.randint(0, 40))
    match chance.randrange(6):
        case 0:
            data[at:at] = chance.choice(parts)
        case 1:
            data[at:until] = chance.choice(parts)
        case 2:
            del data[at:until]
        case 3:
            data[at:at] = bytes(data[at:until]) * chance.randint(1, 8)
        case 4:
            other = chance.choice(corpus)
            start = chance.randint(0, len(other))
            data[at:at] = other[start : start + chance.randint(0, 80)]
        case _:
            if at < len(data):
                data[at] = chance.randrange(256)


def main() -> None:
    """Fuzz one target for some seconds; an input that breaks it is kept beside the log and ends the run."""
    sys.path[:0] = [str(HERE.parents[1] / name) for name in ("", "cli", "resources")]
    from tests.fuzz.target import TARGETS

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), help="folder for inputs that break it")
    given = parser.parse_args()
    end, n_run, slowest = time.monotonic() + given.seconds, 0, 0.0
    for data in mutations(given.target, given.seed):
        start = time.monotonic()
        if start > end:
            break
        try:
            TARGETS[given.target](data)
        except Exception:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"{given.target}-{given.seed}-{n_run}").write_bytes(data)
            raise
        n_run, slowest = n_run + 1, max(slowest, time.monotonic() - start)
    sys.stdout.write(f"{given.target}: {n_run:,} inputs, the slowest took {slowest:.2f} s, nothing found\n")


if __name__ == "__main__":
    main()
