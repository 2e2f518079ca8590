"""What docs/security.md promises: no code from data, no shell, no file that a record names, bounds on what is read."""

import ast
import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reasonscore.errors import ResourceError
from reasonscore.retrieve.corpus import CorpusFile
from reasonscore.retrieve.document import BadDocument
from reasonscore.retrieve.manifest import read_manifest

ROOT = Path(__file__).parent.parent
FILES = [path for name in ("reasonscore", "cli", "resources") for path in sorted((ROOT / name).rglob("*.py"))]
CALLS = {"eval", "exec", "compile", "__import__", "breakpoint"}
MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "subprocess", "pty", "commands"}
OF_OS = {"system", "popen", "execv", "execve", "execvp", "execl", "spawnl", "spawnv", "posix_spawn"}
IMPORTED_BY_NAME = {
    # From the code's own tables, never from data.
    "reasonscore/__init__.py", "reasonscore/aggregate/__init__.py", "reasonscore/metrics/__init__.py",
    "reasonscore/metrics/catalogue.py", "reasonscore/retrieve/corpus.py", "reasonscore/judged/reader.py",
    "reasonscore/reward/adapters/ms_swift.py", "cli/reasonscore_cli/main.py",
    "reasonscore/metrics/tasks/rouge.py", "reasonscore/metrics/tasks/bleu.py",
    "reasonscore/metrics/tasks/chrf.py", "reasonscore/metrics/tasks/embedding.py", "reasonscore/adapters/framework.py",
    # What a user names with --index or --verifier module:name.
    "reasonscore/own_object.py",
}  # fmt: skip


def problems(tree):
    """Line and reason of everything in a module that could run what data say."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            for name in names:
                if name.split(".")[0] in MODULES:
                    yield node.lineno, f"imports {name}"
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in CALLS:
            yield node.lineno, f"calls {node.func.id}"
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if node.func.value.id == "os" and node.func.attr in OF_OS:
                yield node.lineno, f"calls os.{node.func.attr}"
            if node.func.attr == "load" and node.func.value.id in ("np", "numpy"):
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                if not (isinstance(given.get("allow_pickle"), ast.Constant) and given["allow_pickle"].value is False):
                    yield node.lineno, "numpy.load without allow_pickle=False"
        for keyword in node.keywords:
            if keyword.arg in ("shell", "trust_remote_code") and getattr(keyword.value, "value", None) is not False:
                yield node.lineno, f"{keyword.arg}="


@pytest.mark.parametrize("code", [
    "eval(x)", "exec(x)", "import pickle", "from pickle import loads", "os.system(x)", "run(x, shell=True)",
    "np.load(x)", "np.load(x, allow_pickle=True)", "import subprocess", "f(trust_remote_code=True)",
])  # fmt: skip
def test_the_search_finds_what_it_looks_for(code):
    assert list(problems(ast.parse(code)))


def test_nothing_in_the_packages_runs_what_data_say():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {why}"
        for path in FILES
        for line, why in problems(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_modules_are_imported_by_name_only_where_we_know_of_it():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "import_module"
    }
    assert found <= IMPORTED_BY_NAME


PROGRAM = """
import sys
secret, out = sys.argv[1:]
touched = []
def watch(event, arguments):
    if event == "open" and str(arguments[0]) == secret:
        touched.append(event)
    elif event.startswith(("subprocess", "os.system", "os.exec", "os.posix_spawn", "socket.connect", "socket.getaddr")):
        touched.append(event)
sys.addaudithook(watch)
from reasonscore_cli.main import main
try:
    main(["score", "-", "-o", out, "--tier", "shallow", "--verifier", "lexical", "-q"])
except SystemExit as end:
    assert end.code == 0, end.code
assert not touched, touched
"""


def test_a_path_in_a_record_is_text_and_never_opened(tmp_path):
    """Also: scoring starts no process and opens no connection."""
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret is out.")
    name, url = str(secret), secret.as_uri()
    row = {"id": name, "question": name, "response": f"See {name}. Read {url}. !cat {name} `cat {name}` $(cat {name})"}
    row |= {"evidence": [name, {"id": name, "text": url, "source": name, "title": url}], "steps": [name, url]}
    row |= {"options": {"A": name, "B": url}, "answers": [name], "reference": {"answer": name, "reasoning": [url]}}
    row |= {"path": name, "file": name, "image": name, "index": name, "model": name}
    out = tmp_path / "out.jsonl"
    paths = {"PYTHONPATH": ":".join(str(ROOT / part) for part in ("", "cli", "resources")), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, name, str(out)],
        input=json.dumps(row), capture_output=True, text=True, timeout=120, env=paths, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "The secret is out" not in out.read_text()


@pytest.mark.parametrize("name", ["../other", "/etc", "a/../../b", "C:\\x", "..", ""])
def test_an_index_cannot_make_us_read_outside_of_its_folder(tmp_path, name):
    from reasonscore.retrieve.index import build_index

    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Fever."}\n')
    build_index([tmp_path / "in.jsonl"], tmp_path / "index")
    path = tmp_path / "index" / "manifest.json"
    whole = json.loads(path.read_text())
    for change in ({"shards": [whole["shards"][0] | {"name": name}]}, {"files": {name: {"bytes": 1, "sha256": "x"}}}):
        path.write_text(json.dumps(whole | change))
        with pytest.raises(ResourceError, match="damaged"):
            read_manifest(tmp_path / "index")


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Document><QAPair>&b;</QAPair></Document>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "no-such"])
def test_entities_are_refused_in_every_encoding(tmp_path, encoding):
    from reasonscore.retrieve.medquad import read_medquad

    path = tmp_path / "a.xml"
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    path.write_bytes((head + BOMB).encode("ascii" if encoding == "no-such" else encoding))
    [found] = read_medquad(CorpusFile(path, "a.xml"), {})
    assert isinstance(found, BadDocument)
    if encoding in ("utf-8", "utf-16"):
        assert "document type" in str(found)


@pytest.mark.parametrize("form", ["medquad", "markdown"])
def test_a_file_that_unpacks_without_end_is_refused(tmp_path, monkeypatch, form):
    from importlib import import_module

    module = import_module(f"reasonscore.retrieve.{form}")
    monkeypatch.setattr(module, "LARGEST", 10_000)
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b" " * 1_000_000))
    [found] = getattr(module, f"read_{form}")(CorpusFile(path, "a"), {})
    assert isinstance(found, BadDocument)
    assert "more than 10,000 bytes" in str(found)


def test_the_runtime_of_the_model_neither_reports_nor_remembers_who_ran_it(tmp_path):
    """From 1.29 on onnxruntime keeps a device id and sends events, unless it is told not to before it loads."""
    code = """
import os, sys
from reasonscore.verify.backend import TextPair
from reasonscore.verify.backends.onnx import OnnxBackend
before = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 0
backend = OnnxBackend(threads=1)
after = len(os.listdir("/proc/self/task")) if os.path.isdir("/proc/self/task") else 0
backend.predict([TextPair("No pneumothorax.", "There is no pneumothorax.")])
sys.exit(after - before)
"""
    # These would keep it quiet in a test and leave it talking at a user's.
    quiet = ("CI", "ORT_", "GITHUB_", "TF_BUILD", "BUILD_", "JENKINS", "XDG_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(quiet)}
    environ |= {"HOME": str(tmp_path), "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    environ["PYTHONPATH"] = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))
    done = subprocess.run([sys.executable, "-c", code], env=environ, check=False)
    assert (done.returncode, [path.name for path in tmp_path.rglob("*")]) == (0, [])
