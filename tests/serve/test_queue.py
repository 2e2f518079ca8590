"""Many at once: one batch for all, a bounded queue, time limits, clients that leave, and an end that answers."""

import gc
import json
import socket
import threading
import time
from dataclasses import replace

import pytest

from reasonscore.reward import Reward, Sample


def bodies(count):
    return [{"response": f"The answer is {'AB'[n % 2]}.", "question": f"case {n}", "answer": "B"} for n in range(count)]


def join(threads):
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def test_two_hundred_at_once_get_their_own_answers_without_an_error(serving):
    reward = Reward("clinical", profile="rule")
    server = serving([reward], wait=0.05)
    given = [body | {"evidence": ["The patient has a fever."]} for body in bodies(200)]
    threads, found = server.ask_many("/score", given)
    join(threads)
    assert [one.status for one in found] == [200] * 200
    wanted = reward.score_batch([Sample.from_row(row) for row in given])
    assert [one.json()["reward"] for one in found] == [one.reward for one in wanted]
    lines = dict(line.rsplit(" ", 1) for line in server.ask("/metrics").text.splitlines() if line[0] != "#")
    assert int(lines['reasonscore_records_total{output="clinical"}']) == 200
    assert int(lines["reasonscore_batch_records_count"]) < 50
    assert int(lines["reasonscore_records_held"]) == 0


def test_a_full_queue_refuses_and_loses_nothing(serving, gated, until):
    server = serving([gated], queue=4, batch=1, wait=0)
    threads, found = server.ask_many("/score", bodies(4))
    until(lambda: server.service.held == 4)
    refused = server.ask("/score", bodies(1)[0])
    assert (refused.status, refused.error["type"]) == (429, "queue_full")
    assert int(refused.headers["retry-after"]) >= 1
    assert server.ask("/reward", {"query": ["B"]}).status == 429
    assert server.ask("/healthz").status == 200
    gated.gate.set()
    join(threads)
    assert [one.json()["reward"] for one in found] == [0, 1, 0, 1]
    assert server.ask("/score", bodies(1)[0]).status == 200


def test_a_list_is_taken_wholly_or_not_at_all(serving, gated, until):
    server = serving([gated], queue=4, batch=1, wait=0)
    threads, _ = server.ask_many("/score", bodies(2))
    until(lambda: server.service.held == 2)
    assert server.ask("/score", {"records": bodies(3)}).status == 429
    assert server.service.held == 2
    gated.gate.set()
    join(threads)
    assert server.ask("/score", {"records": bodies(5)}).status == 413


def test_requests_that_wait_share_a_bounded_memory(serving, gated, until):
    server = serving([gated], memory=3000, body=2000, batch=1)
    threads, found = server.ask_many("/score", [bodies(1)[0] | {"source": "x" * 1500}])
    until(lambda: server.service.held == 1)
    refused = server.ask("/score", {"response": "y" * 1500})
    assert (refused.status, refused.error["type"]) == (429, "memory_full")
    gated.gate.set()
    join(threads)
    assert found[0].status == 200


def test_an_answer_that_takes_too_long_is_given_up_and_not_judged(serving, gated, until):
    server = serving([gated], batch=1, wait=0)
    patient = server.service.limits
    first, answered = server.ask_many("/score", bodies(1))
    until(lambda: len(gated.seen) == 1)
    # Only those that stand behind it are in a hurry, so that a slow machine gives up no others.
    server.service.limits = replace(patient, seconds=0.3)
    threads, found = server.ask_many("/score", bodies(3))
    join(threads)
    assert [(one.status, one.error["type"]) for one in found] == [(504, "timeout")] * 3
    assert all("0.3 s" in one.error["message"] for one in found)
    server.service.limits = patient
    gated.gate.set()
    join(first)
    assert answered[0].status == 200
    until(lambda: server.service._batcher.waiting == 0)
    assert len(gated.seen) == 1
    assert server.ask("/score", bodies(2)[1]).json()["reward"] == 1.0


def test_what_clients_gave_up_still_counts_as_waiting(serving, gated, until):
    server = serving([gated], seconds=0.2, queue=3, batch=1, wait=0)
    join(server.ask_many("/score", bodies(3))[0])
    assert server.ask("/score", {"records": bodies(2)}).status == 429


def test_a_client_that_leaves_takes_its_records_along(serving, gated, until):
    server = serving([gated], batch=1, wait=0)
    threads, _ = server.ask_many("/score", bodies(1))
    until(lambda: len(gated.seen) == 1)
    body = json.dumps({"response": "B", "question": "left", "answer": "B"}).encode()
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        raw.sendall(f"POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        until(lambda: server.service.held == 2)
    until(lambda: server.service.held == 1)
    gated.gate.set()
    join(threads)
    assert server.ask("/score", bodies(2)[1]).status == 200
    assert ["left"] not in gated.seen
    assert 'status="499"} 1' in server.ask("/metrics").text


def test_clients_that_leave_write_nothing_to_the_log(serving, gated, until, caplog):
    server = serving([gated], batch=1, wait=0)
    body = json.dumps({"records": bodies(3)}).encode()
    head = f"POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port)) as leaving:
        leaving.sendall(head + body)
        until(lambda: server.service.held == 3)
    until(lambda: server.service.held == 0)
    gated.gate.set()
    assert server.ask("/healthz").status == 200
    gc.collect()
    assert [one.message for one in caplog.records if one.name == "asyncio"] == []


def test_a_body_that_does_not_come_is_not_waited_for(serving):
    server = serving(read_seconds=0.3)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as raw:
        raw.sendall(b"POST /score HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{")
        assert raw.recv(1000).startswith(b"HTTP/1.1 408")


def test_a_batch_is_full_or_waits_its_moment(serving, gated, until):
    server = serving([gated], batch=3, wait=0.3)
    gated.gate.set()
    threads, _ = server.ask_many("/score", bodies(7))
    join(threads)
    sizes = sorted(map(len, gated.seen))
    assert sum(sizes) == 7
    assert sizes[-1] == 3
    assert len(sizes) <= 4


def test_one_broken_record_harms_no_neighbour(serving):
    class Fragile(Reward):
        def score_batch(self, samples):
            if any(sample.question == "case 1" for sample in samples):
                raise OSError("secret")
            return super().score_batch(samples)

    server = serving([Fragile("choice", profile="rule")], wait=0.2)
    threads, found = server.ask_many("/score", bodies(4))
    join(threads)
    assert [one.status for one in found] == [200, 500, 200, 200]
    assert found[1].error["message"] == "OSError while a record was judged; please report it"


def test_records_without_a_reward_are_told_from_time_to_time(serving, caplog):
    server = serving()
    for n in range(3):
        assert server.ask("/reward", {"query": [f"It is B, {n}."]}).json()["rewards"] == [0.0]
    told = [line for line in caplog.messages if "none of 1 samples has a reward" in line]
    assert len(told) == 1
    lines = server.ask("/metrics").text.splitlines()
    assert 'reasonscore_records_without_reward_total{output="choice"} 3' in lines


def test_the_end_answers_what_was_accepted(serving, gated, until):
    server = serving([gated], batch=2, wait=0)
    threads, found = server.ask_many("/score", bodies(10))
    until(lambda: server.service.held == 10)
    server.server.should_exit = True
    time.sleep(0.3)
    with pytest.raises(OSError, match=r"refused|reset"):
        socket.create_connection(("127.0.0.1", server.port), timeout=1).sendall(b"x")
    gated.gate.set()
    join(threads)
    assert [one.json()["reward"] for one in found] == [n % 2 for n in range(10)]
    server.stop()
    with pytest.raises(RuntimeError, match="closed"):
        server.service._batcher.submit(Sample("B"))


def test_a_command_that_is_told_to_end_while_busy_answers_and_exits_with_0(command):
    process, server, log = command("--preset", "clinical", "--wait", "1000", "--batch", "1000")
    given = [body | {"evidence": ["The patient has a fever."]} for body in bodies(60)]
    threads, found = server.ask_many("/score", given)
    for _ in range(200):
        if server.ask("/healthz").json()["held"] == 60:
            break
        time.sleep(0.005)
    process.terminate()
    join(threads)
    assert [one.status for one in found] == [200] * 60
    assert process.wait(30) == 0, log.read_text()


def test_interrupting_it_exits_with_130(command):
    import signal

    process, server, _ = command("--preset", "choice")
    assert server.ask("/score", bodies(2)[1]).json()["reward"] == 1.0
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 130


def test_threads_of_one_process_may_ask_while_it_scores(serving):
    reward = Reward("choice", profile="rule")
    server = serving([reward])
    samples = [Sample.from_row(body) for body in bodies(50)]
    beside = []
    thread = threading.Thread(target=lambda: beside.extend(reward.score_batch(samples)))
    thread.start()
    found = server.ask("/score", {"records": bodies(50)}).json()["results"]
    thread.join(30)
    assert [one["reward"] for one in found] == [one.reward for one in beside]
