"""The `index` commands: what they print, their exit codes."""

import json

import pytest
from click.testing import CliRunner
from reasonscore_cli.index import index

from reasonscore.errors import ResourceError


def run(*arguments, code=0):
    result = CliRunner().invoke(index, [str(argument) for argument in arguments])
    if result.exit_code != code and result.exception:
        raise result.exception
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "c.jsonl"
    rows = [
        {"id": "a", "title": "Kawasaki disease", "text": "Strawberry tongue and fever.", "date": "2021-05"},
        {"id": "b", "text": "Fever in sepsis.", "source": "Own", "licence": "CC0", "date": "last spring"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_build_search_info_verify(tmp_path, corpus):
    folder = tmp_path / "index"
    built = run("build", corpus, "-o", folder)
    assert built.stdout == ""
    assert "2 documents, 2 passages, 0 duplicates, 0 skipped" in built.stderr
    found = run("search", folder, "strawberry fever", "-k", 1).stdout
    assert found.startswith("1. ")
    assert "Kawasaki disease" in found
    rows = [json.loads(line) for line in run("search", folder, "fever", "--format", "jsonl").stdout.splitlines()]
    assert {row["id"] for row in rows} == {"a", "b"}
    info = json.loads(run("info", folder, "--format", "json").stdout)
    assert (info["passages"], info["licences"], info["dates"]) == (2, {"": 1, "CC0": 1}, ["2021-05", "2021-05"])
    assert "passages   2" in run("info", folder).stdout
    assert "2 passages: all as they were written" in run("verify", folder).stdout


def test_filters(tmp_path, corpus):
    run("build", corpus, "-o", tmp_path / "index", "-q")

    def ids(*options):
        output = run("search", tmp_path / "index", "fever", "--format", "jsonl", *options).stdout
        return [json.loads(line)["id"] for line in output.splitlines()]

    assert ids("--source", "own") == ["b"]
    assert ids("--since", "2021") == ["a"]
    assert ids("--until", "2020") == []
    told = run("search", tmp_path / "index", "fever", "--until", "2020").stderr
    assert told == "no passage that shares a word with the query passes the filter; see also --undated\n"
    assert run("search", tmp_path / "index", "gout").stderr == "no passage shares a word with the query\n"
    assert sorted(ids("--since", "2020", "--undated")) == ["a", "b"]


def test_skipped_documents_give_exit_code_1(tmp_path, corpus):
    corpus.write_text(corpus.read_text() + '\n{"id": "c"}\nnot json\n')
    built = run("build", corpus, "-o", tmp_path / "index", code=1)
    assert "skipped c.jsonl, line 3, field 'text': missing" in built.stderr
    assert "skipped c.jsonl, line 4: not valid JSON" in built.stderr


def test_added_and_renamed_fields(tmp_path, corpus):
    run("build", corpus, "-o", tmp_path / "index", "-q")
    (tmp_path / "more.jsonl").write_text('{"key": "c", "body_text": "Gout in the toe."}')
    run("add", tmp_path / "index", tmp_path / "more.jsonl", "--field", "id=key", "--field", "text=body_text")
    assert "Gout in the toe." in run("search", tmp_path / "index", "gout").stdout
    assert run("build", corpus, "-o", tmp_path / "x", "--field", "nothing", code=2).output.count("NAME=OTHER") == 1


def test_damage_is_said(tmp_path, corpus):
    run("build", corpus, "-o", tmp_path / "index", "-q")
    path = tmp_path / "index/00000/passages.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Fever", b"Cough"))
    with pytest.raises(ResourceError, match=r"00000/passages.jsonl: found other content"):
        run("verify", tmp_path / "index", code=3)
