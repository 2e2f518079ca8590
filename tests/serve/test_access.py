"""Who may ask, and that nothing of what they ask is written down."""

import base64
import logging

import pytest

from reasonscore.errors import InputError, ReasonScoreError
from reasonscore.reward import Reward
from reasonscore.serve.access import Access, read_token

TOKEN = "0123456789abcdef"
RECORD = {"response": "It is B.", "answer": "B"}
SECRET = "Zebrafish patient Quux"


def basic(text):
    return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}


def test_a_token_is_asked_for_and_told_to_nobody(serving):
    server = serving(access=Access(TOKEN))
    assert server.ask("/score", RECORD, {"Authorization": f"Bearer {TOKEN}"}).json()["reward"] == 1.0
    assert server.ask("/score", RECORD, basic(f"any:{TOKEN}")).status == 200
    wrong = [{}, {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": TOKEN}, basic("any"), basic("any:")]
    for headers in [*wrong, {"Authorization": "Basic ***"}, {"Authorization": "Bearer \xff"}]:
        found = server.ask("/score", RECORD, headers)
        assert (found.status, found.error["type"]) == (401, "token")
        assert found.headers["www-authenticate"].startswith("Bearer")
        assert TOKEN not in found.text
    assert server.ask("/metrics").status == 401
    assert server.ask("/healthz").status == 200
    assert TOKEN not in repr(Access(TOKEN))


def test_without_a_token_only_this_machine_is_answered(serving):
    server = serving()
    for host in ("localhost", f"localhost:{server.port}", "127.0.0.1", "[::1]:80"):
        assert server.ask("/score", RECORD, {"Host": host}).status == 200
    for host in ("example.org", "example.org:80", "10.0.0.1", "localhost.example.org", ""):
        assert server.ask("/score", RECORD, {"Host": host}).error["type"] == "host"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "example.org"])
def test_without_a_token_no_other_host_is_listened_on(host):
    with pytest.raises(ReasonScoreError, match=r"without a token .* --token-file FILE or set REASONSCORE_TOKEN"):
        Access().check_host(host)
    Access(TOKEN).check_host(host)


def test_where_the_token_comes_from(tmp_path, monkeypatch):
    monkeypatch.delenv("REASONSCORE_TOKEN", raising=False)
    assert read_token() is None
    monkeypatch.setenv("REASONSCORE_TOKEN", TOKEN)
    assert read_token() == TOKEN
    file = tmp_path / "token"
    file.write_text("another-token-of-mine\n")
    assert read_token(file) == "another-token-of-mine"
    file.write_text("\n")
    for path in (file, tmp_path / "none", tmp_path):
        with pytest.raises(ReasonScoreError):
            read_token(path)
    for short in ("", "short", "with a\nbreak in its middle"):
        with pytest.raises(InputError, match="at least 16"):
            Access(short)


def test_nothing_of_a_request_reaches_the_log(command):
    process, server, log = command("-v", "--preset", "clinical")
    record = {"response": f"{SECRET} has gout.", "question": SECRET, "answer": SECRET, "evidence": [SECRET]}
    server.ask("/score", record)
    server.ask("/score", {"records": [record, SECRET]})
    server.ask("/score?output=rows", {"records": [record, {"response": {SECRET: SECRET}}]})
    server.ask("/score", record | {"response": {SECRET: [SECRET]}, "evidence": {"a": {SECRET: 1}}, "options": SECRET})
    server.ask("/reward", {"query": [SECRET, {SECRET: SECRET}], "prompts": [SECRET, 1], "labels": [SECRET, [[SECRET]]]})
    server.ask("/score", f'{{"response": "{SECRET}'.encode())
    server.ask(f"/{SECRET.replace(' ', '%20')}?{SECRET.replace(' ', '+')}", record)
    server.ask(f"/score?preset={SECRET.split()[0]}", record, {"X-Note": SECRET})
    metrics = server.ask("/metrics").text
    process.terminate()
    process.wait(30)
    written = log.read_text()
    assert written.count("/score 200") == 3
    for word in SECRET.split():
        assert word not in written + metrics


def test_a_failure_is_logged_by_its_type_and_place_only(serving, caplog, monkeypatch):
    class Failing(Reward):
        def score_batch(self, samples):
            raise ValueError(f"could not read {samples[0].question}")

    server = serving([Failing("choice", profile="rule")])
    monkeypatch.setattr(type(server.service), "reward", _quoting)
    with caplog.at_level(logging.DEBUG):
        found = server.ask("/score", RECORD | {"question": SECRET})
    assert (found.status, found.error["type"]) == (500, "internal")
    assert "KeyError at _quoting, line" in caplog.text
    assert "Quux" not in caplog.text + found.text
    monkeypatch.undo()
    with caplog.at_level(logging.DEBUG):
        found = server.ask("/score", RECORD | {"question": SECRET})
    assert found.error["message"].startswith("ValueError while a record was judged")
    assert "Quux" not in caplog.text + found.text


def _quoting(service, name):
    raise KeyError(SECRET)
