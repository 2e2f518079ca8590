"""Runs that survive, measured: memory over a million rows, kills at random points, worker deaths, shared memory.

    python benchmarks/reliability.py memory --rows 100000 1000000 --folder /tmp/rows --svg docs/reliability-memory.svg
    python benchmarks/reliability.py kills --times 100 --workers 2
    python benchmarks/reliability.py deaths --times 20 --workers 2
    python benchmarks/reliability.py share --rows 200 --workers 4

Every figure is printed as a line of JSON. Run from the repository.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATHS = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
FAST = ["--tier", "shallow", "--verifier", "lexical", "--no-primer", "-q"]
FINDINGS = "Fever Cough Rash Hypotension Tachycardia Jaundice Oedema Dyspnoea Vertigo Nausea".split()


def write_rows(path: Path, count: int, seed: int = 5) -> None:
    """Short rows, every eighth with a passage; a run has soon seen most, so that its bounded caches are full."""
    draw = random.Random(seed)
    with path.open("w", encoding="utf-8") as handle:
        for number in range(count):
            row = {"id": f"row-{number}", "response": f"{draw.choice(FINDINGS)} on day {number % 97}."}
            if number % 8 == 0:
                row["evidence"] = [f"{draw.choice(FINDINGS)}."]
            handle.write(json.dumps(row) + "\n")


def start(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reasonscore", "score", *map(str, arguments)]
    return subprocess.Popen(command, env=os.environ | {"PYTHONPATH": PATHS}, cwd=ROOT)


def rows_written(output: Path) -> int:
    """Rows that the journal vouches for, from its last whole line: every chunk but the last has as many."""
    journal = output.with_name(output.name + ".journal")
    try:
        with journal.open("rb") as handle:
            handle.seek(max(0, journal.stat().st_size - 400))
            lines = [line for line in handle.read().splitlines(keepends=True) if line.endswith(b"\n")]
        last = json.loads(lines[-1])
    except (OSError, ValueError, IndexError):
        return 0
    return last.get("rows", 0) if last.get("finished") else last.get("chunk", -1) * 32 + last.get("rows", 0)


def memory(found: argparse.Namespace) -> None:
    """What the run and its processes hold over the rows: pages of their own and their part of shared ones."""
    curves = {}
    folder = Path(found.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for count in found.rows:
        source, output = folder / f"{count}.jsonl", folder / f"{count}.scored.jsonl"
        write_rows(source, count)
        process = start(source, "-o", output, *FAST, "--workers", found.workers)
        began, points, peak = time.monotonic(), [], 0
        while process.poll() is None:
            with contextlib.suppress(OSError):
                held = sum(pages_of(pid)["Pss"] for pid in (process.pid, *below(process.pid)))
                peak = max(peak, held)
                points.append((rows_written(output), held))
            time.sleep(found.every)
        seconds = time.monotonic() - began
        curves[count] = points
        line = {"rows": count, "peak_mb": round(peak / 1024, 1), "seconds": round(seconds), "code": process.returncode}
        line |= {"workers": found.workers, "written": rows_written(output)}
        early = [held for rows, held in points if rows <= 100_000]
        line["peak_of_first_100000_mb"] = round(max(early, default=0) / 1024, 1)
        print(json.dumps(line), flush=True)
        source.unlink()
        output.unlink()
        output.with_name(output.name + ".journal").unlink()
        (folder / f"{count}.curve.json").write_text(json.dumps(line | {"curve": points}))
    if found.svg:
        plot([json.loads((folder / f"{count}.curve.json").read_text()) for count in found.rows], Path(found.svg))


def plot(runs: list[dict], path: Path) -> None:
    """Resident memory over rows, one line a run."""
    width, height, left, bottom = 720, 300, 60, 40
    most_rows = max(run["rows"] for run in runs)
    most = 1.15 * max(point[1] for run in runs for point in run["curve"]) / 1024
    step = 50 if most < 400 else 100
    colours = ["#d95f02", "#1b6ca8", "#1b9e77", "#7570b3"]

    def x(rows: float) -> float:
        return left + rows / most_rows * (width - left - 20)

    def y(megabytes: float) -> float:
        return height - bottom - megabytes / most * (height - bottom - 20)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        'font-size="12" role="img" aria-label="resident memory over rows written">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    parts += [
        f'<path d="M{left} {y(megabytes):.1f}H{width - 20}" stroke="#ddd"/>'
        f'<text x="{left - 8}" y="{y(megabytes) + 4:.1f}" text-anchor="end">{megabytes} MB</text>'
        for megabytes in range(0, int(most) + 1, step)
    ]
    for tenth in range(0, 11, 2):
        rows = most_rows * tenth // 10
        parts.append(f'<text x="{x(rows):.1f}" y="{height - 18}" text-anchor="middle">{rows:,}</text>')
    parts.append(f'<text x="{width / 2}" y="{height - 3}" text-anchor="middle">rows written</text>')
    for place, run in enumerate(runs):
        thin = run["curve"][:: max(1, len(run["curve"]) // 400)]
        line = " ".join(f"{x(rows):.1f},{y(kilobytes / 1024):.1f}" for rows, kilobytes in thin)
        colour = colours[place % len(colours)]
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        label = f"{run['rows']:,} rows: peak {run['peak_mb']} MB"
        place_y = height - 70 - 16 * place
        parts.append(f'<text x="{width - 30}" y="{place_y}" text-anchor="end" fill="{colour}">{label}</text>')
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")


def kills(found: argparse.Namespace) -> None:
    """One run, killed again and again at random moments and resumed, against an undisturbed one."""
    draw = random.Random(found.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, whole, output = folder / "in.jsonl", folder / "whole.jsonl", folder / "out.jsonl"
        write_rows(source, found.rows[0])
        began = time.monotonic()
        assert start(source, "-o", whole, *FAST).wait() == 0
        undisturbed = time.monotonic() - began
        done, torn, finished = 0, 0, 0
        while done < found.times:
            process = start(source, "-o", output, *FAST, "--workers", found.workers, "--resume")
            time.sleep(draw.uniform(0.3, 2.5 if found.workers > 1 else 1.8))
            if process.poll() is not None:
                finished += 1
                assert output.read_bytes() == whole.read_bytes()
                output.unlink()
                output.with_name("out.jsonl.journal").unlink()
                continue
            process.kill()
            process.wait()
            done += 1
            size = output.stat().st_size if output.exists() else 0
            torn += size != end_written(output)
        assert start(source, "-o", output, *FAST, "--workers", found.workers, "--resume").wait() == 0
        same = output.read_bytes() == whole.read_bytes()
        line = {"kills": done, "workers": found.workers, "rows": found.rows[0], "torn": torn, "finished": finished}
        print(json.dumps(line | {"undisturbed_seconds": round(undisturbed, 1), "same_bytes": same}))


def end_written(output: Path) -> int:
    """Bytes of the output that the journal vouches for."""
    try:
        lines = output.with_name(output.name + ".journal").read_bytes().splitlines(keepends=True)
    except OSError:
        return 0
    return max((json.loads(line).get("end", 0) for line in lines if line.endswith(b"\n")), default=0)


def deaths(found: argparse.Namespace) -> None:
    """Worker processes killed at random moments of one run, against an undisturbed one."""
    draw = random.Random(found.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, whole, output = folder / "in.jsonl", folder / "whole.jsonl", folder / "out.jsonl"
        write_rows(source, found.rows[0])
        assert start(source, "-o", whole, *FAST).wait() == 0
        arguments = [source, "-o", output, *FAST, "--workers", found.workers, "--resume"]
        killed, runs, process = 0, 0, None
        while killed < found.times:
            if process is None:
                # A run that ended in the meantime is followed by another, until there were enough deaths.
                output.unlink(missing_ok=True)
                output.with_name("out.jsonl.journal").unlink(missing_ok=True)
                process, before, runs = start(*arguments), 0, runs + 1
            time.sleep(draw.uniform(0.05, 0.5))
            workers, now = workers_of(process.pid), rows_written(output)
            if process.poll() is None and workers and now > before:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(draw.choice(workers), signal.SIGKILL)
                    killed, before = killed + 1, now
            if process.poll() is not None:
                assert (process.returncode, output.read_bytes() == whole.read_bytes()) == (0, True)
                process = None
        code = process.wait() if process else 0
        same = output.read_bytes() == whole.read_bytes()
        line = {"deaths": killed, "workers": found.workers, "runs": runs, "rows": found.rows[0]}
        print(json.dumps(line | {"code": code, "same_bytes": same}))


def share(found: argparse.Namespace) -> None:
    """Memory of each process of a run with the embedded model, by the pages that are its own and its part of others."""
    with tempfile.TemporaryDirectory() as name:
        source, output = Path(name) / "in.jsonl", Path(name) / "out.jsonl"
        write_rows(source, 20_000)
        slow = [item for item in FAST if item == "-q"]
        apart = ["--pair-cache", Path(name) / "pairs"] if found.apart else []
        process = start(source, "-o", output, *slow, "--batch-size", 8, "--workers", found.workers, *apart)
        while process.poll() is None and (not output.exists() or output.read_bytes().count(b"\n") < found.rows[0]):
            time.sleep(0.5)
        run, workers = pages_of(process.pid), [pages_of(pid) for pid in workers_of(process.pid)]
        parents = {parent_of(pid) for pid in workers_of(process.pid)} - {process.pid}
        everyone = [run, *workers, *(pages_of(pid) for pid in parents)]
        line = {"workers": found.workers, "together_mb": round(sum(one["Pss"] for one in everyone) / 1024)}
        line["a_worker_mb"] = [round(one["Pss"] / 1024) for one in workers]
        line["its_own_mb"] = [round((one["Private_Dirty"] + one["Private_Clean"]) / 1024) for one in workers]
        print(json.dumps(line | {"forked": bool(parents)}))
        process.terminate()
        process.wait()


def pages_of(pid: int) -> dict[str, int]:
    """Kilobytes of a process by what they are: `Pss` shares each page among those that have it."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) for line in lines}


def below(pid: int) -> list[int]:
    """All processes that a process started, and those that they did."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, task.read_text().split())
    return found + [deeper for child in found for deeper in below(child)]


def parent_of(pid: int) -> int:
    """The process that a process came from."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def workers_of(pid: int) -> list[int]:
    """Worker processes of a run; where they are forked from one, they are its children. Empty once the run is gone."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, task.read_text().split()):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found += workers_of(child) or [child]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["memory", "kills", "deaths", "share"])
    parser.add_argument("--rows", type=int, nargs="+", default=[2000])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two looks at the memory")
    parser.add_argument("--folder", default=tempfile.gettempdir())
    parser.add_argument("--svg")
    parser.add_argument("--apart", action="store_true", help="workers that each load everything, for comparison")
    found = parser.parse_args()
    {"memory": memory, "kills": kills, "deaths": deaths, "share": share}[found.what](found)


if __name__ == "__main__":
    main()
