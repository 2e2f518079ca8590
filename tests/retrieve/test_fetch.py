"""Named corpora, and downloads against a local server: resumed, cut off, wrong, missing."""

import hashlib
import io
import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner
from reasonscore_cli.corpus import corpus as corpus_command

from reasonscore.errors import InputError, ReasonScoreError, UnknownNameError
from reasonscore.retrieve import named_corpus as table
from reasonscore.retrieve.corpus import read_corpus
from reasonscore.retrieve.fetch import fetch_corpus, fetch_file, unpack
from reasonscore.retrieve.named_corpus import NamedCorpus, RemoteFile, named_corpora, named_corpus

CONTENT = bytes(range(256)) * 4000


class Files(BaseHTTPRequestHandler):
    def do_GET(self):
        kind = self.path.strip("/")
        asked = self.headers.get("Range")
        self.server.asked.append((kind, asked))
        if kind == "gone":
            return self.answer(404, b"")
        content = self.server.archive if kind == "archive.zip" else CONTENT
        start = int(asked.split("=")[1].split("-")[0]) if asked and kind != "no-ranges" else 0
        if start >= len(content):
            return self.answer(416, b"")
        body = content[start:]
        cut = 300_000 if kind == "cut" and len(self.server.asked) == 1 else len(body)
        return self.answer(206 if start else 200, body[:cut], length=len(body))

    def answer(self, code, body, length=None):
        self.send_response_only(code)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def remote(server, path, content=CONTENT, **more):
    digests = more.pop("digests", {"sha256": hashlib.sha256(content).hexdigest()})
    return RemoteFile("data.bin", f"http://127.0.0.1:{server.server_port}/{path}", digests, **more)


def test_fetched_checked_and_not_fetched_again(server, tmp_path):
    told = []
    path = fetch_file(remote(server, "file"), tmp_path, received=lambda *news: told.append(news))
    assert path.read_bytes() == CONTENT
    assert told[0] == ("data.bin", 0, len(CONTENT))
    assert told[-1] == ("data.bin", len(CONTENT), len(CONTENT))
    assert fetch_file(remote(server, "file"), tmp_path) == path
    assert len(server.asked) == 1
    path.write_bytes(b"changed")
    assert fetch_file(remote(server, "file", bytes=len(CONTENT)), tmp_path).read_bytes() == CONTENT


def test_interruption_goes_on(server, tmp_path):
    with pytest.raises(ReasonScoreError, match=r"interrupted after 300,000 bytes .*repeat the command"):
        fetch_file(remote(server, "cut"), tmp_path)
    assert not (tmp_path / "data.bin").exists()
    assert fetch_file(remote(server, "cut"), tmp_path).read_bytes() == CONTENT
    assert server.asked == [("cut", None), ("cut", "bytes=300000-")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.bin"]


@pytest.mark.parametrize(("path", "there"), [("no-ranges", CONTENT[:1000]), ("file", CONTENT + b"more than there is")])
def test_partial_files_of_no_use(server, tmp_path, path, there):
    (tmp_path / "data.bin.part").write_bytes(there)
    assert fetch_file(remote(server, path), tmp_path).read_bytes() == CONTENT


def test_wrong_digest_is_removed(server, tmp_path):
    with pytest.raises(ReasonScoreError, match=r"found md5 .*, expected 00; the download was removed"):
        fetch_file(remote(server, "file", digests={"md5": "00"}), tmp_path)
    with pytest.raises(ReasonScoreError, match="expected 5"):
        fetch_file(remote(server, "file", bytes=5), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_missing_and_unreachable(server, tmp_path):
    with pytest.raises(ReasonScoreError, match="answered 404"):
        fetch_file(remote(server, "gone"), tmp_path)
    with pytest.raises(ReasonScoreError, match="interrupted after 0 bytes"):
        fetch_file(RemoteFile("x", "http://127.0.0.1:9/x", {"md5": "0"}), tmp_path, timeout=1)


def packed(names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in names.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_command_fetches_and_unpacks(server, tmp_path, monkeypatch):
    server.archive = packed(
        {"tiny/corpus.jsonl": '{"_id": "d", "title": "", "text": "Gout."}\n', "tiny/queries.jsonl": ""}
    )
    digest = hashlib.sha256(server.archive).hexdigest()
    url = f"http://127.0.0.1:{server.server_port}/archive.zip"
    tiny = NamedCorpus(
        "tiny",
        "",
        "CC0",
        "",
        "",
        "",
        "reasonscore index build ...",
        "",
        (RemoteFile("tiny.zip", url, {"sha256": digest}),),
    )
    monkeypatch.setattr(table, "named_corpora", lambda: [tiny])
    result = CliRunner().invoke(corpus_command, ["fetch", "tiny", "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert result.stdout == f"{tmp_path / 'tiny'}\n"
    assert "licence: CC0" in result.stderr
    assert [item.text for item in read_corpus(tmp_path / "tiny" / "tiny")] == ["Gout."]


def test_archives_that_leave_their_folder_or_are_damaged(tmp_path):
    (tmp_path / "bad.zip").write_bytes(packed({"../outside.txt": "x"}))
    with pytest.raises(ReasonScoreError, match="leaves the folder"):
        unpack(tmp_path / "bad.zip")
    (tmp_path / "bad.zip").write_bytes(b"PK no")
    with pytest.raises(ReasonScoreError, match="cannot be unpacked"):
        unpack(tmp_path / "bad.zip")
    assert not (tmp_path / "outside.txt").exists()


def test_table():
    corpora = named_corpora()
    assert len({item.name for item in corpora}) == len(corpora) >= 10
    for item in corpora:
        assert item.build.startswith("reasonscore index build ")
        assert all(file.url.startswith("https://") and file.digests for file in item.files)
    with pytest.raises(UnknownNameError, match="did you mean medquad"):
        named_corpus("medqaud")
    with pytest.raises(InputError, match="git clone"):
        fetch_corpus(named_corpus("medquad"), None)


def test_list_command():
    shown = CliRunner().invoke(corpus_command, ["list"]).stdout
    assert "CC BY 4.0" in shown
    rows = json.loads(CliRunner().invoke(corpus_command, ["list", "--format", "json"]).stdout)
    assert {"name", "licence", "size", "home", "build"} <= rows[0].keys()
