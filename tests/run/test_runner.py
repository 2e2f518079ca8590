"""A run in this process: what is refused, what is packed, what a worker's lines come back as."""

import gzip
import io
import json
import logging
import os
import signal
import sys
import threading
from functools import partial

import pytest
import zstandard
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from reasonscore_cli.main import main

from reasonscore.errors import MissingExtraError, ReasonScoreError, ResourceError
from reasonscore.jsonl import RawLine, raw_lines, read_jsonl
from reasonscore.run.chunk import LARGEST, Chunk, chunks
from reasonscore.run.journal import journal_path
from reasonscore.run.message import pack_done, pack_error, pack_lines, unpack, unpack_done, unpack_error, unpack_lines
from reasonscore.run.pool import Pool
from reasonscore.run.seen import Seen, mark_of
from reasonscore.run.task import Done, Task
from reasonscore.scorer import Scorer

FAST = ["--tier", "shallow", "--verifier", "lexical", "--no-primer", "-q", "--batch-size", "4"]
TEXT = "".join(f'{{"id": {n}, "response": "Fever on day {n}.", "evidence": "Fever."}}\n' for n in range(30))


def run(*arguments, stdin=None):
    """Exit code, stdout and stderr of the command."""
    import click

    @click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def whole(rest):
        main(list(rest))

    done = CliRunner().invoke(whole, [str(argument) for argument in arguments], input=stdin)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def scored(tmp_path):
    """An input and the output of a run over half of it that was cut off."""
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(TEXT)
    assert run("score", source, "-o", output, *FAST)[0] == 0
    lines = journal_path(output).read_bytes().splitlines(keepends=True)
    journal_path(output).write_bytes(b"".join(lines[:5]))
    return source, output


@pytest.mark.parametrize(
    ("changed", "differences"),
    [
        (["--verifier", "onnx"], ["verify.backend: lexical / onnx"]),
        (["-m", "Efficiency"], ['"Completeness", "Efficiency"] / ["Efficiency"]']),
        (["--batch-size", "5"], ["options.block_size: 4 / 5"]),
        (["--limit", "7"], ["options.limit: - / 7"]),
        (["--field", "question=case"], ['options.field: [] / ["question=case"]']),
        (["--granularity", "fine"], ["decompose.granularity: balanced / fine"]),
    ],
)  # fmt: skip
def test_other_options_are_refused_with_what_differs(scored, changed, differences):
    source, output = scored
    before = output.read_bytes(), journal_path(output).read_bytes()
    code, _, told = run("score", source, "-o", output, *FAST, *changed, "--resume")
    assert code == 2
    assert f"{output} was begun with other options or another input (then / now):" in told
    for line in differences:
        assert f"{line}\n" in told
    assert (output.read_bytes(), journal_path(output).read_bytes()) == before


@pytest.mark.parametrize("place", [0, 29])
def test_another_input_is_refused(scored, place):
    source, output = scored
    lines = TEXT.splitlines(keepends=True)
    lines[place] = lines[place].replace("Fever on", "Rash on")
    source.write_text("".join(lines))
    before = output.read_bytes()
    code, _, told = run("score", source, "-o", output, *FAST, "--resume")
    assert code == 2
    assert output.read_bytes() == before
    assert "  input.hash: " in told
    assert "  input.bytes: " in told


def test_another_pipe_is_refused_where_it_differs(scored):
    _, output = scored
    other = TEXT.replace("Fever on day 5", "Rash on day 5")
    code, _, told = run("score", "-", "-o", output, *FAST, "--resume", stdin=other)
    assert code == 2
    assert "was begun with another input, which differs from this one after row 4 (input.line: 5)" in told
    assert run("score", "-", "-o", output, *FAST, "--resume", stdin=TEXT)[0] == 0
    assert len(output.read_text().splitlines()) == 30


def interrupt(*_):
    raise KeyboardInterrupt


def test_an_interruption_before_the_first_row_says_what_became_of_the_output(tmp_path, monkeypatch):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(TEXT)
    command = ["score", source, "-o", output, *FAST]
    told = "\nreasonscore: interrupted before the first row was written"
    with monkeypatch.context() as early:
        early.setattr("reasonscore_cli.task.score_task", interrupt)
        assert run(*command)[::2] == (130, f"{told}; {output} was not made\n\n")
        assert not output.exists()
        assert run(*command[:2], *FAST)[::2] == (130, f"{told}\n\n")
        assert run("score", source, "-o", os.devnull, *FAST)[::2] == (130, f"{told}\n\n")
        output.write_text("mine\n")
        assert run(*command)[::2] == (130, f"{told}; {output} is as it was\n\n")
        assert output.read_text() == "mine\n"
    with monkeypatch.context() as late:
        late.setattr("reasonscore.scorer.Scorer.score_block", interrupt)
        assert run(*command)[::2] == (130, f"{told}; {output} is empty, --resume goes on\n\n")
    assert run(*command, "--resume")[0] == 0
    assert output.read_bytes().count(b"\n") == 30


def test_an_interruption_counts_the_rows_that_are_written(tmp_path, monkeypatch):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(TEXT)
    score_block = Scorer.score_block

    def until_the_ninth(scorer, block):
        return interrupt() if block[0].id == "8" else score_block(scorer, block)

    monkeypatch.setattr(Scorer, "score_block", until_the_ninth)
    told = f"\nreasonscore: interrupted after 8 rows; {output} is whole, --resume goes on\n\n"
    assert run("score", source, "-o", output, *FAST)[::2] == (130, told)
    assert output.read_bytes().count(b"\n") == 8


def test_a_finished_run_is_only_summed_up_again(scored):
    source, output = scored
    _, _, first = run("score", source, "-o", output, *FAST[:-3], "--batch-size", 4, "--resume")
    before = output.stat().st_mtime_ns, output.read_bytes()
    code, _, second = run("score", source, "-o", output, *FAST[:-3], "--batch-size", 4, "--resume")
    assert (code, output.read_bytes()) == (0, before[1])
    assert first == second
    assert "Factuality" in second


def test_rows_of_another_run_are_told_before_they_are_gone(scored):
    source, output = scored
    arguments = ["score", source, "-o", output, *FAST]
    assert "held 16 rows of an interrupted run; it is written anew (--resume goes on)" in run(*arguments)[2]
    assert run(*arguments)[2] == ""
    told = run(*arguments, "--limit", 5, "-m", "Truncation")[2]
    assert f"{output} held 30 rows of another run (then / now: " in told
    assert "); it is written anew" in told


def test_an_output_can_be_kept_from_being_written_anew(scored):
    source, output = scored
    before = output.read_bytes(), journal_path(output).read_bytes()
    code, _, told = run("score", source, "-o", output, *FAST, "--no-overwrite")
    assert code == 2
    assert f"{output} is there already and --no-overwrite keeps it; name another output, or go on with" in told
    assert (output.read_bytes(), journal_path(output).read_bytes()) == before
    assert run("score", source, "-o", output, *FAST, "--no-overwrite", "--resume")[0] == 0
    assert len(output.read_text().splitlines()) == 30
    new = output.with_name("new.jsonl")
    new.touch()
    assert run("score", source, "-o", new, *FAST, "--no-overwrite")[0] == 0
    assert run("score", source, "-o", "/dev/null", *FAST, "--no-overwrite")[0] == 0


def test_resuming_needs_a_file_that_can_be_told(tmp_path):
    (tmp_path / "in.jsonl").write_text(TEXT)
    code, _, told = run("score", tmp_path / "in.jsonl", *FAST, "--resume")
    assert (code, told) == (
        2, "reasonscore: error: standard output cannot be read back, so nothing can be resumed; name a file with -o\n"
    )  # fmt: skip
    (tmp_path / "out.jsonl").write_text("something else\n")
    code, _, told = run("score", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", *FAST, "--resume")
    assert code == 2
    assert "has no journal beside it (out.jsonl.journal), so nobody can say what it holds" in told
    assert (tmp_path / "out.jsonl").read_text() == "something else\n"
    assert not (tmp_path / "out.jsonl.journal").exists()
    (tmp_path / "out.jsonl").unlink()
    assert run("score", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", *FAST, "--resume")[0] == 0


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_packed_files_in_and_out(tmp_path, suffix):
    packed = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}[suffix]
    source, output, plain = (tmp_path / name for name in (f"in.jsonl{suffix}", f"out.jsonl{suffix}", "out.jsonl"))
    source.write_bytes(packed(TEXT.encode()))
    assert run("score", source, "-o", output, *FAST)[0] == 0
    assert run("score", "-", "-o", plain, *FAST, stdin=TEXT)[0] == 0
    assert [line.row for line in read_jsonl(output)] == [line.row for line in read_jsonl(plain)]
    if suffix == ".gz":
        assert gzip.decompress(output.read_bytes()) == plain.read_bytes()
    else:
        unpacked = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(output.read_bytes()), read_across_frames=True)
        assert unpacked.read() == plain.read_bytes()


@pytest.mark.parametrize("command", ["decompose", "verify"])
def test_stages_resume_too(tmp_path, command):
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(TEXT)
    arguments = [command, source, "-o", output, "--tier", "shallow", "-q"]
    arguments += ["--verifier", "lexical", "--batch-size", 4] if command == "verify" else []
    assert run(*arguments)[0] == 0
    whole = output.read_bytes()
    journal = journal_path(output).read_bytes()
    journal_path(output).write_bytes(journal[: len(journal) // 2])
    output.write_bytes(whole[: len(whole) // 2])
    assert run(*arguments, "--resume")[0] == 0
    assert (output.read_bytes(), journal_path(output).read_bytes()) == (whole, journal)


@given(st.lists(st.tuples(st.integers(1, 10**9), st.binary(max_size=20)), min_size=1, max_size=5))
def test_lines_travel_to_a_worker_and_back(found):
    lines = [RawLine(number, content, len(content)) for number, content in found]
    assert unpack_lines(pack_lines(lines)) == lines


@given(st.lists(st.tuples(st.none() | st.integers(-(2**63), 2**63 - 1), st.text(max_size=9)), min_size=1, max_size=5))
def test_answers_travel_back(found):
    rows = [json.dumps(text).encode() + b"\n" for _, text in found]
    done = Done([mark for mark, _ in found], [{"id": text} for _, text in found], rows, ("told",))
    assert unpack_done(*unpack(pack_done(done))) == done


@pytest.mark.parametrize(
    ("error", "kind", "text"),
    [
        (ReasonScoreError("odd"), ReasonScoreError, "odd"),
        (ResourceError("gone"), ResourceError, "gone"),
        (MissingExtraError("This", "zstd"), ResourceError, str(MissingExtraError("This", "zstd"))),
        (MemoryError(), ReasonScoreError, "MemoryError: MemoryError"),
    ],
)
def test_errors_travel_with_what_decides_the_exit_code(error, kind, text):
    found = unpack_error(unpack(pack_error(error))[0])
    assert (type(found), str(found)) == (kind, text)


def test_chunks_end_by_rows_and_by_bytes():
    lines = [RawLine(n, b"x" * (LARGEST // 2), LARGEST // 2) for n in range(5)]
    assert [len(chunk.lines) for chunk in chunks(lines, 100)] == [2, 2, 1]
    assert [len(chunk.lines) for chunk in chunks(lines, 1, limit=3)] == [1, 1, 1]


def test_a_file_is_read_no_further_than_its_limit(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(b"{}\n" * 3)
    assert [chunk.lines[0].number for chunk in chunks(raw_lines(tmp_path / "in.jsonl"), 1, 2)] == [1, 2]


def test_many_ids_are_remembered_in_little_memory():
    seen = Seen()
    assert all(seen.add(mark_of(str(number))) for number in range(50_000))
    assert not any(seen.add(mark_of(str(number))) for number in range(0, 50_000, 7))
    seen.close()


NO_ENTRIES = [b"", b"{}\n", b"[]\n", b"null\n", b'{"chunk": 0}\n', b'{"finished": 1', b"\x00" * 90]
NO_ENTRIES += [b'{"chunk": "0", "rows": 4, "end": "9", "hash": "", "input": ""}\n']


@pytest.mark.parametrize("line", NO_ENTRIES)
def test_a_journal_is_believed_up_to_what_is_no_entry(scored, line):
    source, output = scored
    whole = output.read_bytes()
    journal = journal_path(output)
    journal.write_bytes(journal.read_bytes() + line + b'{"rows": 4, "end": 0, "finished": true}\n')
    assert run("score", source, "-o", output, *FAST, "--resume")[0] == 0
    assert output.read_bytes() == whole
    journal.write_bytes(line)
    assert run("score", source, "-o", output, *FAST, "--resume")[0] == 0
    assert output.read_bytes() == whole


def test_an_input_is_never_its_own_output(tmp_path):
    (tmp_path / "in.jsonl").write_text(TEXT)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "in.jsonl")
    code, _, told = run("score", tmp_path / "in.jsonl", "-o", tmp_path / "link.jsonl", *FAST)
    assert (code, told) == (
        2,
        f"reasonscore: error: {tmp_path / 'in.jsonl'} is the input and the output; name another output\n",
    )
    assert (tmp_path / "in.jsonl").read_text() == TEXT


def test_what_never_began_leaves_nothing_behind(tmp_path):
    (tmp_path / "in.jsonl").write_text(TEXT)
    code, _, told = run("score", tmp_path / "in.jsonl", "-o", tmp_path / "out.jsonl", "--model", "none")
    assert code == 3, told
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def chatty_task():
    logging.getLogger("reasonscore").warning("heard once")
    return Task(lambda row, line: row, dict, lambda items: [{"id": item["id"]} for item in items])


@pytest.mark.parametrize("share", [False, True])
def test_what_each_worker_tells_is_heard_once(share, caplog):
    lines = [RawLine(n, b'{"id": %d}' % n, 9) for n in range(1, 40)]
    with Pool(chatty_task, 2, share=share) as pool:
        told = [text for _, done in pool.run(Chunk(n, (line,)) for n, line in enumerate(lines)) for text in done.told]
    assert told + [record.getMessage() for record in caplog.records] == ["heard once"]


def family_task(threads):
    """A task that tells whose child it runs in, with threads of its own."""
    for _ in range(threads):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    return Task(lambda row, line: row, dict, lambda items: [{"id": 1, "parent": os.getppid()} for _ in items])


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
@pytest.mark.parametrize(("share", "threads", "forked"), [(True, 0, True), (True, 1, False), (False, 0, False)])
def test_workers_are_forked_from_one_that_has_no_threads_and_only_where_that_is_wanted(share, threads, forked):
    with Pool(partial(family_task, threads), 2, share=share) as pool:
        [(_, done)] = pool.run([Chunk(0, (RawLine(1, b"{}", 2),))])
    assert (json.loads(done.rows[0])["parent"] != os.getpid()) is forked


def deadly_task(path):
    """A task whose process dies at one row; the file counts the deaths."""

    def run_rows(items):
        for item in items:
            if item["response"] == "die":
                with open(path, "ab") as handle:
                    handle.write(b".")
                os.kill(os.getpid(), signal.SIGKILL)
        return [{"id": item["id"], "pid": 0} for item in items]

    return Task(lambda row, line: row, dict, run_rows)


def broken_task():
    os._exit(9)


@pytest.mark.parametrize("share", [False, True])
def test_a_row_that_takes_its_workers_with_it_becomes_an_error_row(tmp_path, share):
    lines = [RawLine(n, b'{"id": %d, "response": "%s"}' % (n, b"die" if n == 5 else b"x"), 30) for n in range(1, 9)]
    with Pool(partial(deadly_task, tmp_path / "deaths"), 2, share=share) as pool:
        answers = [done for _, done in pool.run([Chunk(0, tuple(lines[:2])), Chunk(1, tuple(lines[2:]))])]
    rows = [json.loads(row) for done in answers for row in done.rows]
    assert [row["id"] for row in rows] == list(range(1, 9))
    assert [row["id"] for row in rows if row.get("status") == "error"] == [5]
    assert rows[4]["error"] == {
        "type": "WorkerDied",
        "message": "the process died 2 times on this row (killed by SIGKILL); is it too large?",
        "field": None,
        "line": 5,
    }
    assert (tmp_path / "deaths").read_bytes() == b"...."


@pytest.mark.parametrize("share", [False, True])
def test_processes_that_die_before_they_begin_end_the_run(share):
    ended = pytest.raises(ReasonScoreError, match=r"end before they begin \(exit code 9\)")
    with ended, Pool(broken_task, 2, share=share):
        pass
