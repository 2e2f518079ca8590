"""Servers on free ports: in a thread, so that tests can reach into them, and as the command in a process."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from reasonscore.reward import Reward

ROOT = Path(__file__).parent.parent.parent
PATHS = os.pathsep.join(str(ROOT / name) for name in ("", "cli", "resources"))


class Gated(Reward):
    """A reward whose batches wait for a gate, and that keeps what it was given."""

    def __init__(self, *given, **settings):
        super().__init__(*given, **settings)
        self.gate = threading.Event()
        self.seen = []

    def score_batch(self, samples):
        samples = list(samples)
        self.seen.append([sample.question for sample in samples])
        assert self.gate.wait(30)
        return super().score_batch(samples)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.text = response.read().decode()

    def json(self):
        return json.loads(self.text)

    @property
    def error(self):
        return self.json()["error"]


class Running:
    """A server to talk to."""

    def __init__(self, port, service=None, server=None):
        self.port, self.service, self.server = port, service, server
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, path, body=None, headers=None, method=None, timeout=150):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        given = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        try:
            connection.request(method or ("GET" if body is None else "POST"), path, given, headers or {})
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def ask_many(self, path, bodies):
        """Concurrent answers, in the order of the bodies."""
        found = [None] * len(bodies)

        def one(index):
            found[index] = self.ask(path, bodies[index])

        threads = [threading.Thread(target=one, args=(index,)) for index in range(len(bodies))]
        for thread in threads:
            thread.start()
        return threads, found


def wait_for(condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come about in time"
        time.sleep(0.01)


@pytest.fixture
def until():
    return wait_for


@pytest.fixture
def gated():
    """A choice reward whose gate a test opens; opened at the end in any case."""
    reward = Gated("choice", profile="rule")
    yield reward
    reward.gate.set()


@pytest.fixture
def serving():
    """Starts servers in threads: `serving(rewards, access=..., metrics=..., **limits)`."""
    with servers() as start:
        yield start


@pytest.fixture(scope="module")
def small():
    """One server for all requests of a module that are refused: at most 8 records and 100,000 bytes."""
    with servers() as start:
        yield start(records=8, body=100_000)


@contextlib.contextmanager
def servers():
    """A function that starts servers, which end with the block."""
    pytest.importorskip("uvicorn", reason="needs the extra: pip install 'reasonscore[serve]'")
    from reasonscore.serve.access import Access
    from reasonscore.serve.limits import Limits
    from reasonscore.serve.server import listen, make_server
    from reasonscore.serve.service import Service

    with contextlib.ExitStack() as stack:

        def start(rewards=None, access=None, metrics=("Factuality",), **limits):
            given = rewards or [Reward("choice", profile="rule")]
            service = Service(given, metrics=metrics, limits=Limits(**limits))
            access = access or Access()
            listening = stack.enter_context(listen("127.0.0.1", 0, access))
            ready = threading.Event()
            server = make_server(service, access, started=ready.set)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            running = Running(listening.getsockname()[1], service, server)

            def stop():
                server.should_exit = True
                for reward in given:
                    if isinstance(reward, Gated):
                        reward.gate.set()
                thread.join(30)
                assert not thread.is_alive()

            running.stop = stop
            stack.callback(stop)
            thread.start()
            assert ready.wait(30)
            return running

        yield start


@pytest.fixture
def command(tmp_path):
    """Starts `reasonscore serve` in a process: gives the process, a `Running`, and the file with what it wrote."""
    pytest.importorskip("uvicorn", reason="needs the extra: pip install 'reasonscore[serve]'")
    started = []

    def start(*options, environment=None):
        log = tmp_path / f"log{len(started)}"
        with log.open("wb") as handle:
            process = subprocess.Popen(
                [sys.executable, "-m", "reasonscore", "serve", "--profile", "rule", "--port", "0", *options],
                env=os.environ | {"PYTHONPATH": PATHS} | (environment or {}), stdout=handle, stderr=handle,
            )  # fmt: skip
        started.append(process)
        wait_for(lambda: process.poll() is not None or "; POST" in log.read_text(), 60)
        assert process.poll() is None, log.read_text()
        port = int(log.read_text().partition("://")[2].partition(";")[0].rpartition(":")[2])
        return process, Running(port), log

    yield start
    for process in started:
        process.kill()
        process.wait()
