"""The client: the library's own results, from a server that may be busy, away or another one."""

import json
import pickle
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reasonscore.errors import InputError
from reasonscore.reward import Reward, Sample
from reasonscore.reward.batcher import MicroBatcher
from reasonscore.scorer import Scorer
from reasonscore.serve import Client, ServiceError
from reasonscore.serve.access import Access

CLINICAL = Reward("clinical", profile="rule")
SAMPLES = [
    Sample("The answer is gout.", answer=["gout"], evidence=[{"id": "e", "text": "Serum urate was 9.8 mg/dL."}]),
    Sample([{"role": "assistant", "content": "It is lupus."}], answer="gout", question="Which disease?"),
    Sample(None, answer="gout"),
    Sample("B", options={"A": "Gout", "B": "Lupus"}, answer="B", length=7),
    Sample("It is gout.", answer=object(), evidence={1, 2}),
]


@pytest.fixture
def stub():
    """A server that gives prepared answers, one after the other, and keeps what it was asked."""
    servers = []

    def start(*answers):
        waiting, asked = list(answers), []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                asked.append((self.path, dict(self.headers), json.loads(body)))
                status, headers, given = waiting.pop(0) if len(waiting) > 1 else waiting[0]
                if status is None:
                    return
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(given if isinstance(given, bytes) else json.dumps(given).encode())

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}", asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_it_gives_what_the_library_gives(serving):
    client = Client(serving([CLINICAL]).url, records=2)
    assert client.is_up()
    assert client.score_batch(SAMPLES) == CLINICAL.score_batch(
        [*SAMPLES[:4], Sample("It is gout.", answer={"unreadable": "object"}, evidence={"unreadable": "set"})]
    )
    assert client.score_batch([]) == []
    again = pickle.loads(pickle.dumps(client))
    assert again.score_batch([{"response": "B", "answer": "B"}])[0].reward == 1.0


def test_columns_of_a_data_frame_may_be_sent(serving):
    import numpy

    row = {"response": "It is B.", "answer": numpy.array(["B"]), "evidence": float("nan"), "step": numpy.int64(3)}
    assert Client(serving([CLINICAL]).url).score_batch([row]) == CLINICAL.score_batch([row])


def test_it_stands_in_for_a_reward_in_a_batcher(serving):
    batcher = MicroBatcher(Client(serving([CLINICAL]).url).score_batch)
    futures = [batcher.submit(sample) for sample in SAMPLES[:3]]
    assert [one.result() for one in futures] == CLINICAL.score_batch(SAMPLES[:3])
    batcher.close()


def test_it_gives_rows(serving):
    rows = [{"id": str(n), "response": "She has a fever.", "evidence": "The patient has a fever."} for n in range(5)]
    found = list(Client(serving([CLINICAL]).url, records=2).score_rows(iter(rows)))
    wanted = Scorer(["Factuality"], CLINICAL.settings).score_many(rows)
    assert found == [json.loads(json.dumps(row)) for row in wanted]


def test_presets_tokens_and_refusals(serving, monkeypatch):
    token = "0123456789abcdef"
    server = serving([CLINICAL, Reward("choice", profile="rule")], access=Access(token))
    client = Client(server.url, preset="choice", token=token)
    assert set(client.score_batch(SAMPLES)[0].components) == set(Reward("choice").preset.components)
    with_password = server.url.replace("://", f"://any:{token}@")
    assert Client(with_password).score_batch(SAMPLES[:1])[0].reward is not None
    with pytest.raises(ServiceError, match=r"/score: 401 expected the header") as caught:
        Client(server.url).score_batch(SAMPLES)
    assert caught.value.status == 401
    monkeypatch.setenv("REASONSCORE_TOKEN", token)
    assert len(Client(server.url).score_batch(SAMPLES)) == 5
    with pytest.raises(ServiceError, match=r"404 no such preset here; known: choice, clinical"):
        Client(server.url, preset="none").score_batch(SAMPLES)


def test_a_busy_server_is_asked_again_when_it_says(stub):
    answer = {"results": [{"reward": 0.5, "components": {}, "counters": {}, "problem": None}]}
    busy = (429, {"Retry-After": "7"}, {"error": {"message": "full"}})
    url, asked = stub(busy, (503, {}, b""), (None, {}, b""), (200, {}, b"{half"), (200, {}, answer))
    slept = []
    found = Client(url + "/base/", sleep=slept.append).score_batch([{"response": "B"}])
    assert found[0].reward == 0.5
    assert slept == [7.0, 1.0, 2.0, 4.0]
    assert [path for path, _, _ in asked] == ["/base/score"] * 5
    assert all(body == {"records": [{"response": "B"}]} for _, _, body in asked)


def test_it_gives_up_and_says_so(stub):
    url, asked = stub((504, {}, {"error": {"message": "no answer within 1 s"}}))
    slept = []
    with pytest.raises(ServiceError, match=r"504 no answer within 1 s at the last of 3 tries"):
        Client(url, tries=3, sleep=slept.append).score_batch([{"response": "B"}])
    assert (len(asked), slept) == (3, [0.5, 1.0])
    nobody = Client("http://127.0.0.1:9", tries=2, sleep=slept.append)
    assert not nobody.is_up()
    with pytest.raises(ServiceError, match=r"ConnectionRefusedError .* is `reasonscore serve` running there"):
        nobody.score_batch([{"response": "B"}])


@pytest.mark.parametrize("answer", [{"results": []}, {"other": 1}])
def test_another_server_is_noticed(stub, answer):
    url, _ = stub((200, {}, answer))
    with pytest.raises(ServiceError, match="is this another server"):
        Client(url).score_batch([{"response": "B"}])


def test_a_redirect_is_not_followed(stub):
    other, asked = stub((200, {}, {"results": []}))
    url, _ = stub((307, {"Location": other}, b""))
    with pytest.raises(ServiceError, match="307"):
        Client(url, token="0123456789abcdef").score_batch([{"response": "B"}])
    assert asked == []


def test_long_texts_are_sent_in_parts(stub):
    url, asked = stub((200, {}, {"results": [{"reward": None, "components": {}, "counters": {}}]}))
    found = Client(url).score_batch([{"response": "x" * 3_000_000}] * 3)
    assert (len(found), len(asked)) == (3, 3)


def test_what_cannot_be_sent(stub):
    for url in ("ftp://host", "http://", "file:///etc/passwd"):
        with pytest.raises(InputError, match="expected an address"):
            Client(url)
    url, asked = stub((200, {}, {}))
    with pytest.raises(InputError, match=r"records\[1\]"):
        list(Client(url).score_rows([{"response": "B"}, {"response": "B", "weight": float("nan")}]))
    assert asked == []
