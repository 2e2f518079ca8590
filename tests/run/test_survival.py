"""Runs that are killed, interrupted and cut short, against one that nobody disturbed: the same bytes."""

import os
import random
import signal
import subprocess
import sys
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


def cut_run(whole, output, rows_bytes, journal_bytes):
    """What a run leaves behind that ended anywhere: the start of its rows and the start of its journal."""
    output.write_bytes(whole[1].read_bytes()[:rows_bytes])
    journal_path(output).write_bytes(journal_path(whole[1]).read_bytes()[:journal_bytes])


@pytest.mark.parametrize("seed", range(12))
def test_any_remains_are_continued_to_the_same_bytes(nursery, whole, tmp_path, seed):
    """Rows ahead of the journal, a journal ahead of its rows (a lost cache), lines torn anywhere."""
    draw, output = random.Random(seed), tmp_path / "out.jsonl"
    rows, journal = whole[1].stat().st_size, journal_path(whole[1]).stat().st_size
    cut_run(whole, output, draw.randrange(rows + 1), draw.randrange(journal + 1))
    if seed % 3 == 0 and output.stat().st_size:
        content = bytearray(output.read_bytes())
        content[draw.randrange(len(content))] ^= 1
        output.write_bytes(content)
    assert nursery.run("score", whole[0], "-o", output, *FAST, "--resume") == 1
    assert output.read_bytes() == whole[1].read_bytes()
    assert journal_path(output).read_bytes() == journal_path(whole[1]).read_bytes()


def heeding():
    # What runs in a shell's background ignores interrupts, and so would all that it starts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def command(*arguments, **options):
    """A process that runs the command as a user would start it."""
    return subprocess.Popen(
        [sys.executable, "-m", "reasonscore", *map(str, arguments)], preexec_fn=heeding,
        env=os.environ | {"PYTHONPATH": PATHS}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def ended(process, timeout=60):
    out, told = process.communicate(timeout=timeout)
    return process.returncode, out, told.decode()


def grown(output, process, size=1):
    """Wait until some rows are written."""
    deadline = time.monotonic() + 60
    while not (output.exists() and output.stat().st_size >= size):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)


@pytest.fixture
def long_input(tmp_path):
    path = tmp_path / "long.jsonl"
    path.write_text(
        "".join(f'{{"id": {n}, "response": "Fever on day {n}.", "evidence": "Fever."}}\n' for n in range(20000))
    )
    return path


def queued(pid):
    """Seconds that a process stood ready while others had the cores; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


def workers_of(pid):
    """The worker processes of a run; where they share one, they are its children and not the run's."""
    found = []
    for child in map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            found += workers_of(child) or [child]
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers under /proc")
@pytest.mark.parametrize("shared", [True, False], ids=["forked", "spawned"])
def test_workers_that_die_are_replaced_and_nothing_is_lost_or_doubled(long_input, tmp_path, shared):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(long_input.read_text().splitlines(keepends=True)[:600]))
    # Workers with a connection of their own each start from nothing.
    apart = [] if shared else ["--pair-cache", tmp_path / "pairs"]
    process = command("score", source, "-o", output, *FAST, "--workers", 2, *apart)
    grown(output, process)
    workers = workers_of(process.pid)
    parents = {int(Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[1]) for worker in workers}
    assert (process.pid in parents) is not shared
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    code, _, told = ended(process)
    assert (code, len(workers)) == (0, 2)
    assert told.count("a worker process died (killed by SIGKILL); it is replaced and its rows are done again") == 2
    alone = tmp_path / "alone.jsonl"
    assert ended(command("score", source, "-o", alone, *FAST))[0] == 0
    assert output.read_bytes() == alone.read_bytes()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers under /proc")
def test_where_the_process_that_workers_come_from_dies_another_takes_its_place(long_input, tmp_path):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(long_input.read_text().splitlines(keepends=True)[:600]))
    process = command("score", source, "-o", output, *FAST, "--workers", 2)
    grown(output, process)
    [worker, _] = workers_of(process.pid)
    parent = int(Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(parent, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    code, _, told = ended(process)
    assert code == 0, told
    assert told.count("a worker process died (") == 1
    assert len(output.read_bytes().splitlines()) == 600
    for pid in (parent, worker):
        assert not Path(f"/proc/{pid}").exists() or "(zombie)" in Path(f"/proc/{pid}/status").read_text()


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_within_two_seconds_and_can_be_resumed(long_input, tmp_path, workers, number):
    output = tmp_path / "out.jsonl"
    arguments = ["score", long_input, "-o", output, *FAST, "--workers", workers]
    process = command(*arguments, start_new_session=True)
    grown(output, process)
    before, began = queued(process.pid), time.monotonic()
    # As a terminal does it: the whole group gets the signal, workers included.
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    took, stood = time.monotonic() - began, queued(process.pid) - before
    # Nothing but other processes may make it longer: what this one stood in line, each worker that ends may have too.
    assert took < 2 + stood * (1 + workers), (took, stood)
    code, _, told = ended(process)
    assert code == 130
    assert "Traceback" not in told
    assert f"{output} is whole, --resume goes on" in told
    lines = output.read_bytes().splitlines(keepends=True)
    assert len(lines) % 4 == 0
    assert all(line.endswith(b"\n") for line in lines)
    process = command(*arguments, "--resume")
    grown(output, process, output.stat().st_size + 1)
    process.kill()
    ended(process)
    assert output.read_bytes().startswith(b"".join(lines))


def test_a_closed_pipe_ends_quietly(long_input):
    process = command("score", long_input, *FAST)
    first = process.stdout.readline()
    process.stdout.close()
    assert first.startswith(b'{"id": 0,')
    with process.stderr as told:
        assert (process.wait(60), told.read()) == (0, b"")


def test_two_runs_never_write_to_one_output(long_input, tmp_path):
    output = tmp_path / "out.jsonl"
    process = command("score", long_input, "-o", output, *FAST)
    grown(output, process)
    code, _, told = ended(command("score", long_input, "-o", output, *FAST))
    process.kill()
    ended(process)
    assert code == 2
    assert f"{output} is being written by another run; wait for it, or name another output" in told
