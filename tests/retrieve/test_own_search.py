"""Own search: functions and a local HTTP server that answers, is late, fails, or answers nonsense."""

import json
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reasonscore.errors import InputError, ReasonScoreError, ResourceError
from reasonscore.pipeline import Pipeline
from reasonscore.record import Passage
from reasonscore.retrieve.http_search import HttpRetriever
from reasonscore.retrieve.loader import load_retriever
from reasonscore.retrieve.own_search import CallableRetriever
from reasonscore.retrieve.retriever import Retriever
from reasonscore.scorer import Scorer
from reasonscore.settings import Settings
from reasonscore.stage_run import parse_claims_row, retrieve_block, verify_block


def shelf(query, top_k):
    """A search that the loader can find by name."""
    return [f"about {query}"] * top_k


class Service(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((asked, self.headers.get("Authorization")))
        kind = self.path.strip("/")
        if kind == "late":
            time.sleep(0.5)
        if kind == "busy-once" and len(self.server.asked) == 1:
            return self.answer(503, b"")
        if kind == "dripping":
            self.answer(200, b"[", **{"Content-Length": 9999})
            for _ in range(40):
                time.sleep(0.02)
                self.wfile.write(b" ")
            return None
        if kind == "broken":
            return self.answer(500, b"")
        if kind == "forbidden":
            return self.answer(403, b"")
        if kind == "moved":
            return self.answer(302, b"", Location="/list")
        passages = [{"id": f"p{n}", "text": f"{asked['query']} {n}", "date": "2020"} for n in range(9)]
        content = {
            "list": passages,
            "results": {"results": [{"text": "undated"}]},
            "empty": {"passages": []},
            "nonsense": {"hits": 3},
            "numbers": [1, 2],
        }.get(kind, passages)
        return self.answer(200, b"<html>" if kind == "html" else json.dumps(content).encode())

    def answer(self, code, content, **headers):
        self.send_response_only(code)
        for name, value in {"Date": "Mon, 02 Nov 2026 10:00:00 GMT", "Content-Length": len(content), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A client that gave up is what the test wants."""


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), Service) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def search(server, path, **options):
    return HttpRetriever(f"http://127.0.0.1:{server.server_port}/{path}", pause=0.01, **options)


def test_service_answers_in_the_order_of_the_queries(server):
    queries = [f"query {n % 7}" for n in range(20)]
    found = search(server, "list", workers=8).retrieve(queries, 2)
    assert [[passage.text for passage in passages] for passages in found] == [[f"{q} 0", f"{q} 1"] for q in queries]
    assert found[0][0] == Passage("query 0 0", "p0", date="2020")
    assert len(server.asked) == 7
    assert server.asked[0][0].keys() == {"query", "top_k"}


def test_empty_and_wrapped_answers(server):
    assert search(server, "empty").retrieve(["q"], 3) == [[]]
    assert search(server, "list").retrieve([], 3) == []
    # Without a date of its own a passage has the day of the answer.
    assert search(server, "results").retrieve(["q"], 3) == [[Passage("undated", "e1", date="2026-11-02")]]


def test_busy_service_is_asked_again(server):
    assert len(search(server, "busy-once").retrieve(["q"], 1)[0]) == 1
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("path", "message", "times"),
    [
        ("broken", "answered 500", 2),
        ("forbidden", "answered 403", 1),
        ("moved", "answered 302", 1),
        ("late", r"no answer within 0.1 s", 2),
        ("dripping", r"no answer within 0.1 s", 2),
        ("html", "not JSON", 1),
        ("nonsense", "found an object, expected a list", 1),
        ("numbers", r"passage\[0\]", 1),
    ],
)
def test_failures_are_said(server, path, message, times):
    with pytest.raises(ReasonScoreError, match=message):
        search(server, path, timeout=0.1 if path in ("late", "dripping") else 5, attempts=2).retrieve(["q"], 3)
    assert len(server.asked) == times


def test_nobody_listens():
    with pytest.raises(ReasonScoreError, match="no connection"):
        HttpRetriever("http://127.0.0.1:9/search", attempts=1).retrieve(["q"], 3)


def test_address_and_signature(server):
    with pytest.raises(InputError, match="expected http"):
        HttpRetriever("file:///etc/passwd")
    found = HttpRetriever("https://user:secret@example.org:8443/find?key=secret", headers={"Authorization": "secret"})
    assert isinstance(found, Retriever)
    assert found.signature() == {"engine": "http", "search": "https://example.org:8443/find"}
    search(server, "list", headers={"Authorization": "Bearer x"}).retrieve(["q"], 1)
    HttpRetriever(f"http://user:s%40@127.0.0.1:{server.server_port}/list").retrieve(["q"], 1)
    assert [who for _, who in server.asked] == ["Bearer x", "Basic dXNlcjpzQA=="]


def test_function():
    found = CallableRetriever(shelf)
    assert isinstance(found, Retriever)
    assert [len(passages) for passages in found.retrieve(["a", "b", "a"], 3)] == [3, 3, 3]
    assert found.signature()["search"].endswith(":shelf")
    mixed = CallableRetriever(lambda query, top_k: ["x", {"text": "y", "id": 7}, Passage("z", "own", score=2.0)])
    assert mixed.retrieve(["q"], 9) == [[Passage("x", "e1"), Passage("y", "7"), Passage("z", "own", score=2.0)]]
    assert CallableRetriever(lambda query, top_k: iter(())).retrieve(["q"], 1) == [[]]


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda query, top_k: None, "found null, expected a list"),
        (lambda query, top_k: "text", "found a string, expected a list"),
        (lambda query, top_k: [{"title": "x"}], r"passage\[0\].text"),
        (lambda query, top_k: 1 / 0, "failed with ZeroDivisionError"),
    ],
)
def test_function_failures_are_said(function, message):
    with pytest.raises(ReasonScoreError, match=message):
        CallableRetriever(function, "mine/1").retrieve(["q"], 1)


def test_loader(tmp_path, monkeypatch):
    (tmp_path / "my_shelf.py").write_text("def find(query, top_k):\n    return ['found ' + query]\nlimit = 3\n")
    monkeypatch.chdir(tmp_path)
    assert load_retriever("my_shelf:find").retrieve(["gout"], 1)[0][0].text == "found gout"
    assert load_retriever("my_shelf:find").signature() == {"engine": "own", "search": "my_shelf:find"}
    assert load_retriever("http://localhost:1/x").signature()["engine"] == "http"
    assert load_retriever("primer").signature()["index"].startswith("primer-")
    for place, message in [
        ("my_shelf:none", "none"),
        ("no_such_module:x", "no_such_module"),
        ("my_shelf:limit", "not a"),
    ]:
        with pytest.raises(ResourceError, match=message):
            load_retriever(place)
    with pytest.raises(ResourceError, match="no manifest"):
        load_retriever(tmp_path / "nothing")


def anywhere(query, top_k):
    """The same two passages without names, and one of the query's own."""
    return ["Metformin can cause lactic acidosis.", {"text": f"On {query.lower()}", "score": 2.5, "date": "2024"}]


RESPONSE = {"id": "c1", "response": "Metformin can cause lactic acidosis. She has a fever. Aspirin is an NSAID."}


def run_again(row, **settings):
    return Scorer(["Factuality"], tier="shallow", verifier="lexical", primer=False, **settings).score(row)


def test_what_was_found_is_stored_with_its_day_and_repeats_the_run():
    rows = [RESPONSE, {"id": "c2", "response": "", "evidence": None}, {**RESPONSE, "id": "c3", "evidence": "A fever."}]
    scorer = Scorer(["Factuality"], tier="shallow", verifier="lexical", retriever=CallableRetriever(anywhere, "mine/1"))
    first, empty, own = (json.loads(json.dumps(row)) for row in scorer.score_many(rows))
    assert own["evidence"] == "A fever."
    assert "retrieval" not in own
    assert empty["evidence"] == empty["retrieval"]["queries"] == []
    # Passages that several claims share stand there once, with a score for each query.
    assert [passage["text"] for passage in first["evidence"]].count("Metformin can cause lactic acidosis.") == 1
    assert len(first["evidence"]) == len(first["claims"]) + 1
    assert first["retrieval"]["search"] == {"engine": "own", "search": "mine/1"}
    assert first["retrieval"]["date"] == datetime.now(UTC).date().isoformat()
    again = run_again(first)
    assert again.pop("signature") != first.pop("signature")
    assert json.dumps(again) == json.dumps(first)
    # Another question to the same evidence: a claim that was not searched for is judged by all of it.
    asked = {**first, "response": "Aspirin is an NSAID, and she has gout."}
    assert run_again(asked)["claims"][0]["verdict"]["status"] == "judged"
    # A field of that name in another shape is the user's own, and evidence cut short is said.
    assert run_again({**first, "retrieval": "BM25"})["retrieval"] == "BM25"
    cut = run_again({**first, "evidence": first["evidence"][:1]})
    assert cut["status"] == "error"
    assert cut["error"]["field"].startswith("retrieval.queries[")


def test_service_is_asked_once_a_block_and_by_the_stage_of_its_own(server):
    address = f"http://127.0.0.1:{server.server_port}/list"
    scored = list(Scorer(["Factuality"], tier="shallow", verifier="lexical", index=address).score_many([RESPONSE] * 3))
    assert len(server.asked) == len(scored[0]["claims"])
    pipeline = Pipeline(Settings(tier="shallow", verifier="lexical", index=address))
    [found] = retrieve_block(pipeline, [parse_claims_row(RESPONSE | {"retrieval": {}})])
    assert found["evidence"] == scored[0]["evidence"]
    assert found["retrieval"] == scored[0]["retrieval"]
    offline = Pipeline(Settings(tier="shallow", verifier="lexical", primer=False))
    [verified] = verify_block(offline, [parse_claims_row(found)])
    assert [claim["verdict"] for claim in verified["claims"]] == [c["verdict"] for c in scored[0]["claims"]]
