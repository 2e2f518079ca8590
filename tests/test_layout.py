"""The house rules that a machine can hold us to: direction of imports, size of files, what a bare import loads."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = [ROOT / "reasonscore", ROOT / "cli" / "reasonscore_cli", ROOT / "resources" / "reasonscore_resources"]
FILES = [path for package in PACKAGES for path in sorted(package.rglob("*.py"))]
# `reasonscore.decompose` is both a stage and the public function of that name: its package can be called.
PUBLIC_CALL = ("decompose/__init__.py", "reasonscore.scorer")
FLOW = ["trace", "decompose", "retrieve", "verify", "metrics", "aggregate", "report"]
EVERYWHERE = {
    "lexicon", "errors", "span", "record", "messages", "registry", "signature", "jsonl", "kind", "resource", "garbage",
    "own_object", "csv_cell", "number_text",
}  # fmt: skip
HEAVY = ["spacy", "onnxruntime", "torch", "numpy", "bm25s", "tokenizers", "rapidfuzz"]


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
    return names


@pytest.mark.parametrize("stage", FLOW)
def test_a_stage_imports_only_from_stages_before_it(stage):
    allowed = EVERYWHERE | set(FLOW[: FLOW.index(stage) + 1])
    for path in sorted((ROOT / "reasonscore" / stage).rglob("*.py")):
        for name in imported(path):
            if name.startswith("reasonscore.") and (f"{stage}/{path.name}", name) != PUBLIC_CALL:
                assert name.split(".")[1] in allowed, (path.name, name)


def test_the_lexicon_imports_no_stage():
    for path in sorted((ROOT / "reasonscore" / "lexicon").rglob("*.py")):
        ours = {name.split(".")[1] for name in imported(path) if name.startswith("reasonscore.")}
        assert ours <= EVERYWHERE, path.name


def test_the_core_never_imports_the_command_line():
    for path in sorted((ROOT / "reasonscore").rglob("*.py")):
        if path.name != "__main__.py":
            assert not any(name.startswith("reasonscore_cli") for name in imported(path)), path


def test_files_are_small_and_named_by_a_noun():
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {path.name: size for path, size in sizes.items() if size > 300} == {}
    assert sorted(sizes.values())[len(sizes) // 2] <= 90
    assert not {path.stem for path in FILES} & {"utils", "util", "helpers", "helper", "common", "base", "misc"}


@pytest.mark.parametrize("stage", ["decompose", "verify"])
def test_a_large_stage_has_a_map_and_its_folders_an_order(stage):
    folder = ROOT / "reasonscore" / stage
    described = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    listed = re.findall(r"^    (\w+)  ", described, re.M)
    assert sorted(listed) == sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    named = {name for name in re.findall(r"`(\w+)`", described) if name != stage}
    assert named <= {path.stem for path in folder.rglob("*.py")}
    for place, name in enumerate(listed):
        for path in sorted((folder / name).glob("*.py")):
            inner = {found.split(".")[2] for found in imported(path) if found.startswith(f"reasonscore.{stage}.")}
            assert not inner & set(listed[place + 1 :]), path


@pytest.mark.parametrize("code", ["import reasonscore", "from reasonscore_cli.main import main; main(['--help'])"])
def test_a_bare_import_and_help_load_nothing_heavy(code):
    tail = f"import sys; print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    program = f"try:\n    {code}\nexcept SystemExit: pass\n{tail}"
    paths = [str(ROOT), str(ROOT / "cli"), str(ROOT / "resources")]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths}\n{program}"],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stderr.strip() == "[]"


def test_public_names_are_sorted_documented_and_resolve():
    import reasonscore

    assert reasonscore.__all__ == sorted(reasonscore.__all__)
    for name in reasonscore.__all__:
        if name != "__version__":
            assert getattr(reasonscore, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reasonscore.nothing


def test_one_version():
    import tomllib

    import reasonscore

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == reasonscore.__version__
    assert f"version: {reasonscore.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def undocumented_errors(path):
    """Public functions and methods that raise an error of ours by name, but do not say so."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    classes = [node for node in body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]
    for node in [*body, *(one for kept in classes for one in kept.body)]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name[0] != "_":
            raised = [one.exc for one in ast.walk(node) if isinstance(one, ast.Raise) and isinstance(one.exc, ast.Call)]
            ours = [call for call in raised if isinstance(call.func, ast.Name) and call.func.id in ERRORS]
            if ours and "Raises:" not in (ast.get_docstring(node) or ""):
                yield f"{path.relative_to(ROOT)}: {node.name}"


ERRORS = {"ReasonScoreError", "InputError", "UnknownNameError", "ResourceError", "MissingExtraError", "Refusal"}


def test_what_a_public_function_raises_is_documented():
    library = [path for path in FILES if path.is_relative_to(ROOT / "reasonscore")]
    assert [found for path in library for found in undocumented_errors(path)] == []


def test_every_formula_is_the_one_that_is_used():
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    used = {
        name
        for tree in trees.values()
        for node in ast.walk(tree)
        for name in (
            [node.id] if isinstance(node, ast.Name)
            else [node.attr] if isinstance(node, ast.Attribute)
            else [one.name for one in node.names] if isinstance(node, ast.ImportFrom)
            else []
        )
    }  # fmt: skip
    unused = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, tree in trees.items()
        if path.is_relative_to(ROOT / "reasonscore" / "metrics")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name not in used | {"__getattr__", "__dir__"}
    ]
    assert unused == []
