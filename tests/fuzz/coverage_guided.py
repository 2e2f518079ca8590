"""A coverage-guided fuzzer: atheris over the targets. `pip install atheris` into an environment of its own.

python tests/fuzz/coverage_guided.py json -max_total_time=600 -dict=tests/fuzz/words.dict NEW tests/fuzz/corpus/json

NEW is a folder for the inputs that it finds worth keeping; every further argument is libFuzzer's. An input that breaks
the target is kept in fuzz-findings/, one for each place in the code, and the run goes on.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
FINDINGS = Path("fuzz-findings")


def going_on(target, name):
    """The target that keeps what breaks it, once for each place, in place of ending the run."""
    known = set()

    def run(data):
        try:
            target(data)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{name}-{type(error).__name__}-{Path(frame.filename).stem}-{frame.lineno}"
            if place not in known:
                known.add(place)
                FINDINGS.mkdir(exist_ok=True)
                (FINDINGS / place).write_bytes(data)
                sys.stderr.write(f"FOUND {place}\n{traceback.format_exc()}")

    return run


def main() -> None:
    """Fuzz the target that the first argument names."""
    sys.path[:0] = [str(ROOT / name) for name in ("", "cli", "resources")]
    name = sys.argv.pop(1)
    if name == "parse":
        # spaCy imports a great deal that is not ours; only our own modules are instrumented.
        import spacy  # noqa: F401
    with atheris.instrument_imports(include=["reasonscore"]):
        from tests.fuzz.target import TARGETS

        # Imports inside functions happen here, while imports are still instrumented.
        TARGETS[name](b"The CT is normal. The answer is A.")
    atheris.Setup(sys.argv, going_on(TARGETS[name], name))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
