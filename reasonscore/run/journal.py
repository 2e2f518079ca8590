"""The journal of a run: a file beside the output that says, chunk by chunk, what stands in it for certain.

    {"journal": 1, "signature": "rs:...", "options": {...}, "input": {...}}      what the run is, before its first row
    {"chunk": 0, "rows": 32, "end": 81920, "hash": "...", "input": "..."}        one a chunk, after its rows are written
    {"rows": 4000, "end": 10485760, "finished": true}                            at the end

The footers stand beside the output and not in it, so that it stays one row for each input row. A chunk counts only
where its line is whole and the hash fits the bytes of the output that it names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from reasonscore.errors import ReasonScoreError
from reasonscore.signature import differing

SUFFIX = ".journal"
FORM = 1


@dataclass(frozen=True, slots=True)
class Head:
    """What a run is.

    Args:
        signature: What its numbers depend on.
        options: What else decides the bytes of its output, by name.
        input: Size and hash of its input; empty for a pipe.
        journal: Form of the journal.
    """

    signature: str
    options: Mapping[str, Any] = field(default_factory=dict)
    input: Mapping[str, Any] = field(default_factory=dict)
    journal: int = FORM

    def differences(self, other: Head) -> list[str]:
        """Where two runs differ, as `field: this / other`.

        >>> Head("rs:1|verify:backend=onnx", {"limit": 5}).differences(Head("rs:1|verify:backend=onnx"))
        ['options.limit: 5 / -']
        """
        found = differing(self.signature, other.signature)
        for name, here, there in (("options", self.options, other.options), ("input", self.input, other.input)):
            # A pipe has neither size nor hash; its chunks are compared one by one.
            keys = dict.fromkeys([*here, *there]) if name == "options" else [key for key in here if key in there]
            found += [
                f"{name}.{key}: {_shown(here.get(key))} / {_shown(there.get(key))}"
                for key in keys
                if here.get(key) != there.get(key)
            ]
        return found


@dataclass(frozen=True, slots=True)
class Entry:
    """A chunk that is written.

    Args:
        chunk: Its place in the input, from 0.
        rows: How many rows it gave.
        end: Where it ends in the output, in bytes.
        hash: Start of the hash of its bytes in the output.
        input: Start of the hash of its lines in the input.
    """

    chunk: int
    rows: int
    end: int
    hash: str
    input: str


class Journal:
    """An open journal that no other run can write to.

    Args:
        output: The file that it is about.

    Raises:
        ReasonScoreError: Where it cannot be written, or another run is writing it.
    """

    def __init__(self, output: Path) -> None:
        self.path = journal_path(output)
        self.is_new = not self.path.exists()
        try:
            self._handle = os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666), "r+b", buffering=0)
        except OSError as error:
            raise ReasonScoreError(f"cannot write {self.path}: {error.strerror}") from error
        if not _locked(self._handle):
            self._handle.close()
            raise ReasonScoreError(f"{output} is being written by another run; wait for it, or name another output")
        self.finished = False
        self._end = 0

    def begin(self, head: Head) -> None:
        """Start over: whatever stood there is gone."""
        self._cut(0)
        self._put(asdict(head))

    def entries(self) -> Iterator[Entry]:
        """The chunks of an earlier run, up to the first line that is not whole.

        A caller that does not want the entry it was given stops there: `keep` cuts it off, with all after it.
        """
        with self.path.open("rb") as lines:
            self._end = len(lines.readline())
            for line in lines:
                found = _parsed(line)
                if found.get("finished"):
                    self.finished = True
                    return
                entry = _entry(found)
                if entry is None:
                    return
                yield entry
                self._end += len(line)

    def keep(self) -> None:
        """Cut off what was not taken from `entries`, to go on from there."""
        self._cut(self._end)

    def add(self, entry: Entry) -> None:
        """Note a chunk that is written."""
        self._put(asdict(entry))

    def finish(self, rows: int, end: int) -> None:
        """Note that this was all."""
        self._put({"rows": rows, "end": end, "finished": True})

    def close(self) -> None:
        """Close the file, which lets other runs have it; one that was never begun goes."""
        if self.is_new and not self._end:
            self.path.unlink(missing_ok=True)
        self._handle.close()

    def _put(self, found: Mapping[str, Any]) -> None:
        line = json.dumps(found).encode("ascii") + b"\n"
        self._handle.seek(self._end)
        rest = memoryview(line)
        while rest:
            rest = rest[self._handle.write(rest) :]
        self._end += len(line)

    def _cut(self, end: int) -> None:
        self._handle.truncate(end)
        self._end = end


def journal_path(output: Path) -> Path:
    """Where the journal of an output stands.

    >>> journal_path(Path("out.jsonl")).name
    'out.jsonl.journal'
    """
    return output.with_name(output.name + SUFFIX)


def read_head(output: Path) -> Head | None:
    """What the run that wrote an output was; None where no journal says so."""
    try:
        with journal_path(output).open("rb") as handle:
            return _head(_parsed(handle.readline(1 << 20)))
    except OSError:
        return None


def _parsed(line: bytes) -> dict[str, Any]:
    """The object of a whole line; of any other a thing that fits no entry."""
    try:
        found = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _entry(found: Mapping[str, Any]) -> Entry | None:
    kinds = {"chunk": int, "rows": int, "end": int, "hash": str, "input": str}
    whole = found.keys() == kinds.keys() and all(isinstance(found[name], kind) for name, kind in kinds.items())
    return Entry(**found) if whole else None


def _head(found: Mapping[str, Any]) -> Head | None:
    kinds = {"signature": str, "options": dict, "input": dict, "journal": int}
    whole = found.keys() == kinds.keys() and all(isinstance(found[name], kind) for name, kind in kinds.items())
    return Head(**found) if whole else None


def _shown(value: Any) -> str:
    return "-" if value is None else json.dumps(value) if isinstance(value, list | dict) else str(value)


def _locked(handle: IO[bytes]) -> bool:
    """Whether the file is ours alone now; where the system has no such locks, it is taken to be."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Some network file systems have no locks.
        return True
    return True
