import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PATHS = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
FAST = ["--tier", "shallow", "--verifier", "lexical", "-q", "--batch-size", "4"]
ROWS = 64


def row_lines(count):
    """Short rows, some of them broken, one id there twice."""
    lines = []
    for number in range(count):
        row = {
            "id": f"r{number}",
            "response": f"Fever for {number} days.",
            "evidence": [f"Fever for {number % 9} days."],
        }
        lines.append(json.dumps(row))
    lines[5] = '{"id": "r5", "response": 5}'
    lines[30] = '{"broken'
    lines[count - 3] = lines[7]
    return "".join(line + "\n" for line in lines)


class Nursery:
    """A warm process whose forks run the command; see nursery.py."""

    def __init__(self, log):
        self.log = log
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).parent / "nursery.py", log],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": PATHS},
        )  # fmt: skip

    def start(self, *arguments):
        """The id of a process that runs the command."""
        self._process.stdin.write(json.dumps([str(argument) for argument in arguments]) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def wait(self):
        """Its exit code; minus the number of the signal that ended it."""
        return int(self._process.stdout.readline())

    def run(self, *arguments):
        """The exit code of the command."""
        self.start(*arguments)
        return self.wait()

    def kill(self, pid, number=signal.SIGKILL):
        """End the process, and with it the workers that it leaves behind."""
        os.kill(pid, number)
        return self.wait()

    def close(self):
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


@pytest.fixture(scope="session")
def nursery(tmp_path_factory):
    found = Nursery(tmp_path_factory.mktemp("nursery") / "log")
    yield found
    found.close()


@pytest.fixture(scope="session")
def whole(nursery, tmp_path_factory):
    """An input and what an undisturbed run makes of it."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "in.jsonl").write_text(row_lines(ROWS))
    nursery.run("check", folder / "in.jsonl")  # Answers once the process is warm.
    began = time.monotonic()
    assert nursery.run("score", folder / "in.jsonl", "-o", folder / "out.jsonl", *FAST) == 1
    return folder / "in.jsonl", folder / "out.jsonl", time.monotonic() - began
