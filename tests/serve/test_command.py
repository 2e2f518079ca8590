"""The command: what it refuses before it starts, and HTTPS."""

import re
import shutil
import socket
import ssl
import subprocess
import sys

import pytest
from reasonscore_cli.main import main

from reasonscore.errors import MissingExtraError
from reasonscore.serve import Client, ServiceError


def told(capsys, *arguments):
    """Exit code and stderr of `reasonscore serve`."""
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--profile", "rule", "--port", "0", *map(str, arguments)])
    return ended.value.code, capsys.readouterr().err


def test_help_has_two_examples_that_parse(capsys):
    from reasonscore_cli.serve import serve

    with pytest.raises(SystemExit, match="0"):
        main(["serve", "--help"])
    text = capsys.readouterr().out
    examples = re.findall(r"^\s*reasonscore serve (.*)$", text, re.MULTILINE)
    assert len(examples) == 2
    for example in examples:
        serve.make_context("serve", example.split())
    assert "curl -s localhost:8765/score" in text


def test_another_host_without_a_token_is_refused_with_the_reason(capsys, monkeypatch):
    monkeypatch.delenv("REASONSCORE_TOKEN", raising=False)
    code, error = told(capsys, "--host", "0.0.0.0")
    assert code == 2
    assert "without a token the server answers this machine only" in error


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--preset", "clinica"], 2, "did you mean clinical"),
        (["-m", "Factualiti"], 2, "did you mean Factuality"),
        (["--set", "longest"], 2, "expected NAME=VALUE"),
        (["--set", "nothing=3"], 2, "unknown parameter of clinical 'nothing'"),
        (["--set", "claims=0"], 2, "expected a number above 0"),
        (["--set", "profile=nli"], 2, "an option of its own, --profile"),
        (["--set", "preset=choice"], 2, "an option of its own, --preset"),
        (["--set", "shaping=3"], 2, "expected a list of shapings"),
        (["--set", "budget=3"], 2, "expected a Budget"),
        (["--token-file", "/nowhere/token"], 2, "cannot read the token"),
        (["--tls-cert", "x.pem"], 2, "belong together"),
        (["--device", "cuda"], 3, "--device and --dtype need torch"),
        (["--set", "verifier=torch"], 3, "the torch verifier needs --model"),
        (["--verifier", "torch"], 3, "the torch verifier needs --model"),
        (["--host", "256.1.1.1"], 2, "without a token"),
    ],
)
def test_what_cannot_work_is_said_before_it_starts(capsys, monkeypatch, arguments, code, message):
    monkeypatch.delenv("REASONSCORE_TOKEN", raising=False)
    found, error = told(capsys, *arguments)
    assert (found, message in error) == (code, True), error


def test_a_port_in_use_is_named(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, error = told(capsys, "--port", port)
    assert code == 2
    assert f"cannot listen on 127.0.0.1, port {port}" in error


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    from reasonscore.reward import Reward
    from reasonscore.serve.server import make_server
    from reasonscore.serve.service import Service

    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reasonscore\[serve\]'"):
        make_server(Service([Reward("choice", profile="rule")]))


def test_the_client_needs_neither_starlette_nor_uvicorn():
    names = ("starlette", "uvicorn", "torch", "spacy")
    code = f"import sys, reasonscore.serve; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60,
                          env={"PYTHONPATH": ":".join(sys.path)})  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_no_gpu_is_taken_unless_named(command):
    import json

    process, server, _ = command("--preset", "clinical", environment={"CUDA_VISIBLE_DEVICES": "0"})
    body = {"response": "She has a fever.", "evidence": ["The patient has a fever."]}
    assert "backend=lexical" in json.loads(server.ask("/score", body).text)["signature"]
    maps = f"/proc/{process.pid}/maps"
    try:
        with open(maps, encoding="utf-8") as handle:
            loaded = handle.read()
    except OSError:
        pytest.skip("this system does not show what a process has loaded")
    assert not re.search(r"libcuda|libcudart|nvidia|libtorch", loaded)


def test_https_with_a_certificate_and_a_token(command, tmp_path, monkeypatch):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed; a certificate for this test cannot be made")
    key, certificate, token = tmp_path / "key.pem", tmp_path / "cert.pem", tmp_path / "token"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    token.write_text("0123456789abcdef\n")
    options = ["--tls-cert", certificate, "--tls-key", key, "--token-file", token, "--host", "0.0.0.0"]
    _, server, log = command("--preset", "choice", *map(str, options))
    assert "https://" in log.read_text()
    assert "unencrypted" not in log.read_text()
    url = f"https://localhost:{server.port}"
    with pytest.raises(ServiceError, match="SSLCertVerificationError"):
        Client(url, token="0123456789abcdef", tries=1).score_batch([{"response": "B"}])
    context = ssl.create_default_context(cafile=str(certificate))
    monkeypatch.setattr(ssl, "create_default_context", lambda: context)
    assert Client(url, token="0123456789abcdef").score_batch([{"response": "It is B.", "answer": "B"}])[0].reward == 1.0
