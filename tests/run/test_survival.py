"""Runs that are killed, interrupted and cut short, against one that nobody disturbed: the same bytes."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from reasonscore.run.journal import journal_path

ROOT = Path(__file__).parent.parent.parent
PATHS = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
FAST = ["--tier", "shallow", "--verifier", "lexical", "-q", "--batch-size", "4"]


def killed_again_and_again(nursery, whole, output, times, workers):
    source, expected, seconds = whole
    draw = random.Random(times + workers)
    command = ["score", source, "-o", output, *FAST, "--workers", workers, "--resume"]
    done = 0
    while done < times:
        pid = nursery.start(*command)
        time.sleep(draw.uniform(0, 0.8 * seconds))
        try:
            code = nursery.kill(pid)
        except ProcessLookupError:
            code = nursery.wait()
        if code == -signal.SIGKILL:
            done += 1
        else:
            assert code == 1
            assert output.read_bytes() == expected.read_bytes()
            output.unlink()
            journal_path(output).unlink()
    assert nursery.run(*command) == 1
    assert output.read_bytes() == expected.read_bytes()
    assert journal_path(output).read_bytes() == journal_path(expected).read_bytes()


@pytest.mark.parametrize("workers", [1, 2])
def test_twenty_kills_lose_and_double_nothing(nursery, whole, tmp_path, workers):
    killed_again_and_again(nursery, whole, tmp_path / "out.jsonl", 20, workers)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_a_hundred_kills_lose_and_double_nothing(nursery, whole, tmp_path, workers, suffix):
    source, expected, seconds = whole
    if suffix:
        packed = tmp_path / f"whole.jsonl{suffix}"
        assert nursery.run("score", source, "-o", packed, *FAST) == 1
        expected = packed
    output = tmp_path / f"out.jsonl{suffix}"
    killed_again_and_again(nursery, (source, expected, seconds), output, 100, workers)
