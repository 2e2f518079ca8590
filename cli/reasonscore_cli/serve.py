"""`reasonscore serve`: rewards and scored rows over HTTP."""

from __future__ import annotations

import json
import logging
from typing import Any

import click

from reasonscore.settings import DEFAULT_METRICS, Settings
from reasonscore_cli.options import options
from reasonscore_cli.scored import metric_names
from reasonscore_cli.verifier_name import VerifierName

PRESETS = ("clinical",)
"""What is served where nothing is named."""
_DEFAULT = Settings()

judging_options = options(
    click.option(
        "--preset",
        "presets",
        multiple=True,
        metavar="NAME",
        help="A reward to serve; repeatable; the first is the default.",
    ),
    click.option(
        "--profile",
        type=click.Choice(["nli", "rule"]),
        default="nli",
        show_default=True,
        help="With the embedded model, or without any.",
    ),
    click.option(
        "--set", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the preset, its budget or settings."
    ),
    click.option(
        "-m",
        "--metric",
        "--metrics",
        "metrics",
        multiple=True,
        metavar="METRIC",
        help="Of scored rows; a metric or a comma list; repeatable.",
    ),
    click.option(
        "--verifier",
        type=VerifierName(),
        help="In place of the profile's; a plugin by its name, or your own by MODULE:NAME.",
    ),
    click.option("--model", help="The verifier's model: a folder, or a Hugging Face name for torch."),
    click.option(
        "--device",
        default=_DEFAULT.device,
        show_default=True,
        help="For torch: cpu, cuda, cuda:1. No GPU is taken unless named here.",
    ),
    click.option(
        "--dtype",
        type=click.Choice(["float32", "float16", "bfloat16"]),
        default=_DEFAULT.dtype,
        show_default=True,
        help="Precision of a torch verifier.",
    ),
    click.option("--threads", type=click.IntRange(min=0), default=_DEFAULT.threads, help="0 for all cores."),
    click.option("--index", metavar="DIR|URL|MODULE:NAME", help="What to search for records without evidence."),
)

network_options = options(
    click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; others need a token."),
    click.option(
        "--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 for any that is free."
    ),
    click.option("--token-file", metavar="FILE", help="Every request must carry this token. Also: REASONSCORE_TOKEN."),
    click.option("--tls-cert", metavar="FILE", help="A certificate, with --tls-key: HTTPS."),
    click.option("--tls-key", metavar="FILE", help="Its key."),
    click.option("--batch", type=click.IntRange(min=1), default=64, show_default=True, help="Records judged together."),
    click.option(
        "--wait",
        type=click.FloatRange(0, 1000),
        default=10,
        show_default=True,
        help="Milliseconds to wait for company.",
    ),
    click.option(
        "--queue", type=click.IntRange(min=1), default=4096, show_default=True, help="Records that may wait; more: 429."
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=170,
        show_default=True,
        help="Seconds to an answer, else 504.",
    ),
    click.option(
        "--max-mb",
        type=click.FloatRange(0.01, 16),
        default=16,
        show_default=True,
        help="Size of a request, else 413.",
    ),
    click.option(
        "--max-records", type=click.IntRange(min=1), default=1024, show_default=True, help="Records of a request."
    ),
    click.option("-v", "--verbose", is_flag=True, help="A line on stderr for each request; never its text."),
)


@click.command()
@judging_options
@network_options
def serve(**found: Any) -> None:
    r"""Serve rewards and scored rows over HTTP.

    POST /score takes a record or {"records": [...]} and gives rewards, or scored rows with ?output=rows; POST /reward
    speaks OpenRLHF's contract; GET /healthz; GET /metrics for Prometheus. SIGTERM ends it after the last answer.

    \b
    reasonscore serve --preset clinical
    reasonscore serve --preset choice --preset ranked_list --profile rule --port 9000

    \b
    curl -s localhost:8765/score -d '{"response": "The answer is B.", "answer": "B"}'
    """
    from reasonscore.reward import Reward
    from reasonscore.serve.access import Access, read_token
    from reasonscore.serve.limits import Limits
    from reasonscore.serve.server import listen, make_server, serve_until_told
    from reasonscore.serve.service import Service

    if bool(found["tls_cert"]) != bool(found["tls_key"]):
        raise click.UsageError("--tls-cert and --tls-key belong together")
    access = Access(read_token(found["token_file"]))
    limits = Limits(
        body=int(found["max_mb"] * 1024 * 1024),
        records=found["max_records"],
        queue=found["queue"],
        seconds=found["timeout"],
        batch=found["batch"],
        wait=found["wait"] / 1000,
    )
    changes = {name: found[name] for name in ("model", "device", "dtype", "threads", "index")}
    given = dict(_setting(text) for text in found["given"])
    for name in ("preset", "profile"):
        if name in given:
            raise click.UsageError(f"--set {name}: it has an option of its own, --{name}")
    changes |= given
    changes |= {"verifier": found["verifier"]} if found["verifier"] else {}
    rewards = [Reward(name, profile=found["profile"], **changes) for name in dict.fromkeys(found["presets"] or PRESETS)]
    service = Service(rewards, metrics=metric_names(found["metrics"], DEFAULT_METRICS), limits=limits)
    certificate = (found["tls_cert"], found["tls_key"]) if found["tls_cert"] else None

    with listen(found["host"], found["port"], access) as listening:
        host, port = listening.getsockname()[:2]
        address = f"{'https' if certificate else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"
        server = make_server(
            service,
            access,
            certificate=certificate,
            started=lambda: _say(f"serving {', '.join(service.rewards)} on {address}; POST /score, /reward"),
        )
        if found["verbose"]:
            logging.getLogger("reasonscore.serve").setLevel(logging.INFO)
        if access.token is not None and certificate is None and found["host"] not in ("127.0.0.1", "localhost", "::1"):
            _say("texts and the token travel unencrypted; use --tls-cert, or a proxy that does")
        service.load()
        if serve_until_told(server, listening):
            click.get_current_context().exit(130)


def _setting(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise click.UsageError(f"--set {text}: expected NAME=VALUE")
    try:
        return name.strip(), json.loads(value)
    except ValueError:
        return name.strip(), value


def _say(text: str) -> None:
    click.echo(f"reasonscore: {text}", err=True)
