"""What the endpoints answer: the same as the library, and a clear error for everything else."""

import json
import math
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonscore.reward import Reward, Sample
from reasonscore.scorer import Scorer
from reasonscore.serve.refusal import Refusal

CLINICAL = Reward("clinical", profile="rule")
RECORDS = [
    {
        "id": "a",
        "question": "A painful toe after a feast. Which disease?",
        "response": "Serum urate was raised to 9.8 mg/dL. The answer is gout.",
        "answer": "gout",
        "evidence": ["Serum urate was 9.8 mg/dL."],
    },
    {"id": 2, "response": "The answer is lupus.", "reference": {"answer": "gout"}},
    {"response": "No idea."},
]
GARBAGE = [
    None, 5, True, "", "\x00\ud800{<think>", [], {}, [[]], ["a"], {"role": "assistant"},
    [{"role": "user", "content": 3}], "x" * 100_000, "<think>" * 5_000, "((((" * 20_000,
    {"a": {"b": [None]}}, [{"type": "image"}],
]  # fmt: skip


def test_a_list_gives_what_the_library_gives(serving):
    server = serving([CLINICAL])
    found = server.ask("/score", {"records": RECORDS}).json()["results"]
    wanted = CLINICAL.score_batch([Sample.from_row(row) for row in RECORDS])
    assert [one["reward"] for one in found] == [one.reward for one in wanted]
    assert [one["components"] for one in found] == [one.components for one in wanted]
    assert [one["counters"] for one in found] == [one.counters for one in wanted]
    assert [one.get("id") for one in found] == ["a", 2, None]
    assert server.ask("/score", {"records": []}).json()["results"] == []


def test_one_record_gives_one_object(serving):
    server = serving([CLINICAL])
    found = server.ask("/score", RECORDS[0])
    assert found.status == 200
    assert found.headers["content-type"] == "application/json"
    wanted = server.ask("/score", {"records": RECORDS[:1]}).json()["results"][0]
    assert {key: value for key, value in found.json().items() if key != "signature"} == wanted


def test_rows_are_those_of_the_scorer(serving):
    server = serving([CLINICAL], metrics=["Factuality", "Completeness"])
    rows = [*RECORDS[:2], {"id": "broken", "response": 5}, {"id": "half", "response": "A half \ud83d."}]
    scorer = Scorer(["Factuality", "Completeness"], CLINICAL.settings)
    wanted = [json.loads(json.dumps(row)) for row in scorer.score_many(rows)]
    body = server.ask("/score?output=rows", {"records": rows}).json()
    assert body["results"] == wanted
    assert body["signature"] == scorer.signature
    assert [row["status"] for row in wanted] == ["scored", "scored", "error", "scored"]
    assert server.ask("/score?output=rows", rows[0]).json() == wanted[0]


def test_several_presets_and_the_first_is_the_default(serving):
    server = serving([Reward("choice", profile="rule"), Reward("ranked_list", profile="rule")])
    record = {"response": "1. Lupus\n2. Gout", "answer": "gout"}
    assert server.ask("/score?preset=ranked_list", record).json()["reward"] == 0.5
    assert set(server.ask("/score", record).json()["components"]) == set(
        server.service.reward("choice").preset.components
    )
    refused = server.ask("/score?preset=clinical", record)
    assert refused.status == 404
    assert "known: choice, ranked_list" in refused.error["message"]


@pytest.mark.parametrize("path", ["/reward", "/get_reward"])
def test_the_contract_of_openrlhf(serving, path):
    server = serving([CLINICAL])
    prompt = "<|user|>Which disease?<|assistant|>"
    label = json.dumps({"answer": "gout", "evidence": ["Serum urate was 9.8 mg/dL."]})
    body = {
        "query": [prompt + "Serum urate was raised to 9.8 mg/dL. The answer is gout.<|end|>", prompt + "\x00{<think>"],
        "prompts": [prompt, prompt],
        "labels": [label, label],
    }
    found = server.ask(path, body).json()
    assert sorted(found) == ["extra_logs", "rewards", "scores"]
    assert found["rewards"][0] > 0 == found["rewards"][1]
    assert all(0 <= score <= 1 for score in found["scores"])
    assert set(found["extra_logs"]) == set(CLINICAL.keys)
    assert all(len(column) == 2 for column in found["extra_logs"].values())
    alone = server.ask(path, {name: values[:1] for name, values in body.items()}).json()
    assert alone["rewards"] == found["rewards"][:1]
    assert server.ask(path, {"query": ["It is B."]}).status == 200


def test_garbage_gets_a_finite_reward_and_never_an_error(serving):
    server = serving([CLINICAL])
    records = [{"response": one, "answer": "gout", "evidence": ["Serum urate was 9.8 mg/dL."]} for one in GARBAGE]
    records += [{"response": "It is gout.", name: one} for one in GARBAGE for name in ("answer", "evidence", "options")]
    found = server.ask("/score", {"records": records})
    assert found.status == 200
    for one in found.json()["results"]:
        assert one["reward"] is None or (0 <= one["reward"] <= 1 and math.isfinite(one["reward"]))
    assert found.json()["results"][1]["counters"]["error"] == 1
    labels = [None, 5, {"answer": ["gout"]}, "{not json", [], ""]
    contract = {"query": [GARBAGE[n] for n in range(6)], "prompts": [None, 5, "", [], {}, "x"], "labels": labels}
    rewards = server.ask("/reward", contract).json()["rewards"]
    assert len(rewards) == 6
    assert all(isinstance(one, float) for one in rewards)


@pytest.mark.parametrize(
    ("path", "body", "status", "kind", "field"),
    [
        ("/score", b"", 400, "json", None),
        ("/score", b'{"response": "B"', 400, "json", None),
        ("/score", b"\xff\xfe", 400, "json", None),
        ("/score", b'{"response": NaN}', 400, "json", None),
        ("/score", b'{"a":' * 5000 + b"1" + b"}" * 5000, 400, "json", None),
        ("/score", b"[" * 90_000, 400, "json", None),
        ("/score", b'{"response": 1e999}', 400, "json", None),
        ("/score", b"[]", 400, "json", None),
        ("/score", {"text": "B"}, 422, "record", None),
        ("/score", {"records": {}}, 422, "field", "records"),
        ("/score", {"records": [{"response": "B"}, "B"]}, 422, "record", "records[1]"),
        ("/score", {"records": [{"response": "B"}] * 9}, 413, "too_many_records", "records"),
        ("/score?output=html", {"response": "B"}, 422, "output", "output"),
        ("/reward", {"prompts": []}, 422, "field", "query"),
        ("/reward", {"query": "B"}, 422, "field", "query"),
        ("/reward", {"query": ["B"], "labels": []}, 422, "field", "labels"),
        ("/reward", {"query": ["B"] * 9}, 413, "too_many_records", "records"),
        ("/nothing", {"response": "B"}, 404, "path", None),
        ("/score/", {"response": "B"}, 404, "path", None),
        ("/healthz", {"response": "B"}, 405, "method", None),
    ],
)
def test_what_cannot_be_answered_is_explained(small, path, body, status, kind, field):
    found = small.ask(path, body)
    assert (found.status, found.error["type"], found.error["field"]) == (status, kind, field)
    assert len(found.error["message"]) > 10
    assert small.ask("/score", {"response": "It is B.", "answer": "B"}).json()["reward"] == 1.0


def test_a_packed_body_and_a_wrong_method_are_refused(small):
    assert small.ask("/score", b"\x1f\x8b", {"Content-Encoding": "gzip"}).status == 415
    assert small.ask("/score", method="DELETE").status == 405


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=60) | st.text('{}[]":,0e-.NaIn\\u', max_size=40).map(str.encode))
def test_any_bytes_are_an_object_or_a_refusal(body):
    from reasonscore.serve.body import parse_body

    try:
        found = parse_body(body)
    except Refusal as refusal:
        found = refusal
    assert isinstance(found, dict) or (found.status, found.kind) == (400, "json")


def test_bytes_that_are_not_http_leave_the_server_alive(small):
    for junk in (
        b"\x00\x16\x03\x01" * 50,
        b"POST /score\r\n\r\n",
        b"POST /score HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", small.port), timeout=10) as raw:
            raw.sendall(junk)
            assert b" 200 " not in raw.recv(100)
    assert small.ask("/healthz").status == 200


def test_too_large_is_refused_before_it_is_held(serving):
    server = serving(body=10_000)
    assert server.ask("/score", {"response": "x" * 9_000}).status == 200
    for size in (10_000, 30_000):  # a client that is still sending sees the answer, too
        found = server.ask("/score", {"response": "x" * size})
        assert (found.status, found.error["type"]) == (413, "too_large")
        assert "10,000" in found.error["message"]
    pieces = iter([b'{"response": "', *[b"x" * 1000] * 30, b'"}'])
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(b"POST /score HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        for piece in pieces:
            raw.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        raw.sendall(b"0\r\n\r\n")
        assert raw.recv(1000).startswith(b"HTTP/1.1 413")


def test_health(serving):
    server = serving()
    found = server.ask("/healthz")
    assert (found.status, found.json()["status"]) == (200, "ok")
    assert server.ask("/healthz", method="HEAD").status == 200
    server.service._judge.begun = -1e9
    assert (server.ask("/healthz").status, server.ask("/healthz").json()["status"]) == (503, "stuck")
