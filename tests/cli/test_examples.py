"""Every command line of the README, the docs and the helps runs: in one process, without a network, on small files.

The stages run without models (REASONSCORE_TIER, REASONSCORE_VERIFIER); what they say is tested elsewhere.
"""

import gzip
import json
import re
import shlex
import sys
from pathlib import Path

import pytest
from reasonscore_cli.command_tree import leaves

from reasonscore.metrics import parse_metrics

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FAST = {"REASONSCORE_TIER": "shallow", "REASONSCORE_VERIFIER": "lexical"}
NOT_RUN = {
    "corpus fetch": "needs a network",
    "serve": "runs until it is stopped; tests/serve",
    "judged FORMAT": "a synopsis",
    "judged medrbench": "needs a folder of another system; tests/judged",
}


def of_help():
    for leaf in leaves():
        for line in (leaf.command.help or "").replace("\b", "").splitlines():
            if re.match(r"(\w[^|]* \| )?reasonscore \w", line.strip()):
                yield f"help of {leaf.name}", line.strip()


def of_pages():
    for page in PAGES:
        code = False
        for line in page.read_text(encoding="utf-8").splitlines():
            code = (not code) if line.startswith("```") else code
            if (code or line.startswith("    ")) and "reasonscore" in line and "|---" not in line:
                found = re.match(r"\s*(?:\$ )?((?:\w[^|]* \| )?reasonscore [a-z-].*)", line)
                if found:
                    # A remark after the command stands three blanks away, or behind a hash.
                    yield page.name, re.split(r"   +| +# ", found[1])[0].strip()


EXAMPLES = list(dict.fromkeys([*of_help(), *of_pages()]))


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A folder with every file that an example names."""
    folder = tmp_path_factory.mktemp("examples")
    row = {
        "id": "a",
        "question": "Why?",
        "response": "Metformin can cause lactic acidosis.",
        "model": "m",
        "seconds": 2,
    }
    row |= {
        "evidence": ["Metformin can cause lactic acidosis."],
        "reference": {"answer": "x", "reasoning": ["It can."]},
    }
    rows = [row, row | {"id": "b", "response": "The heart has two chambers."}]
    passages = [{"id": f"p{n}", "text": f"Metformin and renal failure, HbA1c {n}.", "date": "2021"} for n in range(4)]

    def write(name, items):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        text = "".join(json.dumps(item) + "\n" for item in items)
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())

    for name in ("responses.jsonl", "responses.jsonl.gz", "in.jsonl"):
        write(name, rows)
    write("outputs.jsonl", [{"id": 1, "output": "The answer is B.", "gold": "B"}])
    write("pairs.jsonl", [{"id": 1, "claim": "Fever.", "evidence": ["Fever."]}])
    for name in ("passages.jsonl.gz", "guidelines.jsonl", "guidelines/a.jsonl.gz", "more.jsonl"):
        write(name, passages)
    (folder / "notes").mkdir()
    (folder / "notes" / "one.md").write_text("# Fever\n\nFever has many causes.\n")
    (folder / "run.txt").write_text("q1 Q0 d1 1 2.0 x\nq1 Q0 d2 2 1.0 x\n")
    (folder / "qrels.txt").write_text("q1 0 d1 1\n")
    for shell in (".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"):
        (folder / shell).mkdir(parents=True)
    (folder / "run.toml").write_text('tier = "shallow"\n')
    own = re.search(r"```python\n(# house\.py\n.*?)```", (ROOT / "docs" / "verification.md").read_text(), re.S)
    (folder / "house.py").write_text(own[1])
    return folder


@pytest.fixture(scope="module")
def prepared(world):
    """The same, with what earlier examples would have left: claims, scored files, indexes."""
    from click.testing import CliRunner
    from reasonscore_cli.main import root

    here = str(world)
    fast = ["--tier", "shallow", "--verifier", "lexical", "-q"]
    calls = [
        ["decompose", f"{here}/responses.jsonl", "-o", f"{here}/claims.jsonl", "--tier", "shallow"],
        *(
            ["score", f"{here}/responses.jsonl", "-o", f"{here}/{name}", *fast]
            for name in ("scored.jsonl", "baseline.jsonl", "new.jsonl", "a.jsonl", "b.jsonl", "c.jsonl")
        ),
        *(
            ["index", "build", f"{here}/passages.jsonl.gz", "-o", f"{here}/{name}", "-q"]
            for name in ("index", "evidence", "kept")
        ),
    ]
    for call in calls:
        done = CliRunner().invoke(root, call)
        assert done.exit_code == 0, (call, done.stderr)
    for name in ("claims", "found"):
        (world / f"{name}.jsonl").write_bytes((world / "claims.jsonl").read_bytes())
    return world


def run_line(line, command, folder):
    """Exit codes of a line: parts between && one after the other, pipes from left to right."""
    codes = []
    for part in re.split(r"\s+&&\s+", line):
        text = None
        for words in split_pipe(part):
            target = None
            if ">" in words:
                at = words.index(">")
                words, target = words[:at], folder / words[at + 1].replace("~", str(folder), 1)
            name, *arguments = words
            if name == "echo":
                text = " ".join(arguments) + "\n"
            elif name in ("zcat", "cat"):
                content = (folder / arguments[0]).read_bytes()
                text = (gzip.decompress(content) if name == "zcat" else content).decode()
            elif name == "head":
                text = "".join(text.splitlines(keepends=True)[:1])
            else:
                assert name == "reasonscore", f"what is {name}?"
                code, text, told = command(*spread(arguments, folder), stdin=text, env=FAST)
                codes.append((code, told))
            if target is not None:
                target.write_text(text)
    return codes


def split_pipe(part):
    words, found = shlex.split(part), [[]]
    for word in words:
        if word == "|":
            found.append([])
        else:
            found[-1].append(word)
    return found


def spread(arguments, folder):
    """File patterns, as a shell replaces them."""
    for word in arguments:
        matches = sorted(folder.glob(word)) if "*" in word and " " not in word else []
        yield from map(str, matches) if matches else [word]


@pytest.mark.parametrize(("where", "line"), EXAMPLES, ids=[f"{where}: {line}" for where, line in EXAMPLES])
def test_an_example_runs(where, line, prepared, command, monkeypatch, tmp_path):
    reason = next((why for start, why in NOT_RUN.items() if f"reasonscore {start}" in line), None)
    if reason:
        pytest.skip(reason)
    monkeypatch.chdir(prepared)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    # An index is only built where there is none: examples that build one get a place of their own.
    line = re.sub(r"(index build .* -o )(index|evidence)\b", rf"\1{tmp_path}/index", line)
    if ".zst" in line:
        pytest.importorskip("zstandard", reason="needs the extra zstd")
        import zstandard

        (prepared / "responses.jsonl.zst").write_bytes(
            zstandard.ZstdCompressor().compress((prepared / "responses.jsonl").read_bytes())
        )
    for code, told in run_line(line, command, prepared):
        # Of two given signatures that differ, `signature` says so with 1; so do rows that another system judged badly.
        assert code in ((0, 1) if "reasonscore signature" in line else (0, 4) if "--fail-under" in line else (0,)), told


def test_there_are_many_examples_and_the_pages_of_metrics_name_metrics():
    assert len(EXAMPLES) > 50
    for page in (ROOT / "docs" / "metrics").glob("*.md"):
        for name in re.findall(r'reasonscore score .* -m "(.*)"', page.read_text(encoding="utf-8")):
            assert parse_metrics(name), page.name
