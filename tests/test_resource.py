"""Embedded files are read in one place and held against their hashes; a damaged one is named."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reasonscore import resource
from reasonscore.errors import ResourceError

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "reasonscore_resources"
SPECIAL = {"resource.py", "onnx.py", "primer.py", "example.py"}


def table():
    program = "import hash_resources; print(hash_resources.table(), end='')"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "training", capture_output=True, text=True, check=True, timeout=60
    ).stdout


@pytest.mark.skipif(not (FOLDER / resource.TABLE).exists(), reason="no hashes yet: python training/hash_resources.py")
def test_the_table_of_hashes_is_current():
    assert (FOLDER / resource.TABLE).read_text() == table(), "run python training/hash_resources.py"


def test_the_table_names_every_file_that_is_read():
    names = [line.split("\t")[0] for line in table().splitlines()]
    assert names == resource.resource_names() == sorted(names)
    assert {"lexicon/concepts.tsv.gz", "nli/config.json", "nli/tokenizer.json", "verify/verdict.json"} <= set(names)
    assert not any(name.endswith((".py", ".md")) for name in names)


def test_every_folder_has_its_source():
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    folders = {name.split("/")[0] for name in resource.resource_names() if "/" in name}
    assert [name for name in sorted(folders) if f"{name}/" not in text] == []


def test_nothing_reads_a_resource_past_its_hash():
    for path in [*(ROOT / "reasonscore").rglob("*.py"), *(ROOT / "cli").rglob("*.py")]:
        if path.name not in SPECIAL:
            calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
            opened = [call for call in calls if getattr(call.func, "id", None) == "files"]
            assert not opened, f"{path}: read it with reasonscore.resource"


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """A copy of the resources with their hashes, in which a test can break a file."""
    copy = tmp_path / "reasonscore_resources"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("model.onnx", "__pycache__"))
    (copy / resource.TABLE).write_text(table())
    monkeypatch.setattr(resource, "files", lambda package: copy)
    resource.hashes.cache_clear()
    yield copy
    resource.hashes.cache_clear()


def test_a_damaged_file_is_named_with_both_hashes(damaged):
    assert resource.resource_text("verify/sides.tsv")
    content = bytearray((damaged / "verify" / "sides.tsv").read_bytes())
    content[5] ^= 1
    (damaged / "verify" / "sides.tsv").write_bytes(content)
    with pytest.raises(
        ResourceError,
        match=r"embedded file verify/sides\.tsv is damaged: its hash is \w{12}, expected \w{12}; reinstall",
    ):
        resource.resource_text("verify/sides.tsv")


def test_a_lost_file_is_named(damaged):
    (damaged / "primer" / "index" / "manifest.json").unlink()
    with pytest.raises(ResourceError, match=r"primer/index/manifest\.json cannot be read \(No such file"):
        resource.check_folder("primer/index")


def test_the_digest_is_that_of_all_files(damaged):
    before = resource.resources_digest()
    resource.hashes.cache_clear()
    text = (damaged / resource.TABLE).read_text()
    (damaged / resource.TABLE).write_text(text.replace(text.split("\t")[1][:4], "0000", 1))
    assert len(before) == 12
    assert resource.resources_digest() != before
