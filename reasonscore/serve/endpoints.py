"""The endpoints: /score, /reward as OpenRLHF calls it, /healthz, /metrics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from reasonscore import __version__
from reasonscore.jsonl import dump_row
from reasonscore.kind import kind_of
from reasonscore.reward.adapters.openrlhf import answer_rows, query_samples
from reasonscore.reward.result import RewardResult
from reasonscore.serve.body import announced, parse_body, read_body
from reasonscore.serve.exposition import CONTENT_TYPE
from reasonscore.serve.judge import ROWS, Outcome, Work
from reasonscore.serve.refusal import Refusal
from reasonscore.serve.room import Room
from reasonscore.serve.service import Service, works_of

OUTPUTS = ("rewards", "rows")


class Endpoints:
    """What each path answers.

    Args:
        service: What judges.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._memory = Room(service.limits.memory)

    async def score(self, request: Request) -> Response:
        """Rewards or scored rows: of one record, or of a list under `records`.

        Raises:
            Refusal: For an output that does not exist, or a body that is no record.
        """
        output = request.query_params.get("output", OUTPUTS[0])
        if output not in OUTPUTS:
            raise Refusal(422, "output", f"expected one of {', '.join(OUTPUTS)}", field="output")
        preset = self._service.reward(request.query_params.get("preset")).name
        wanted = ROWS if output == ROWS else preset
        with self._memory_for(request):
            given = parse_body(await read_body(request, self._service.limits))
            many = "records" in given
            rows = _list(given, "records") if many else [given]
            if not many and "response" not in given:
                message = "found neither response nor records; expected a record, or {'records': [record, ...]}"
                raise Refusal(422, "record", message)
            found = await self._service.judge(works_of(wanted, rows), partial(_gone, request)) if rows else []
        bodies = [_row(outcome, row) for outcome, row in zip(found, rows, strict=True)]
        signature = self._service.scorer.signature if wanted == ROWS else self._service.signatures.get(preset, "")
        if many:
            return _json({"results": bodies, "signature": signature})
        return _json(bodies[0] | {"signature": signature})

    async def reward(self, request: Request) -> Response:
        """OpenRLHF's contract: three parallel lists in; `rewards`, `scores` and `extra_logs` out."""
        reward = self._service.reward(request.query_params.get("preset"))
        with self._memory_for(request):
            given = parse_body(await read_body(request, self._service.limits))
            queries = _list(given, "query")
            prompts, labels = (_beside(given, name, len(queries)) for name in ("prompts", "labels"))
            works = [Work(reward.name, sample=sample) for sample in query_samples(queries, prompts, labels)]
            found = await self._service.judge(works, partial(_gone, request)) if works else []
        return _json(answer_rows([one for one in found if isinstance(one, RewardResult)], reward))

    async def healthz(self, request: Request) -> Response:
        """Whether the server lives: 200, or 503 where judging is stuck."""
        state = self._service.state
        body = {"status": state, "version": __version__, "held": self._service.held}
        return _json(body, 200 if state == "ok" else 503)

    async def metrics(self, request: Request) -> Response:
        """The server's numbers in Prometheus' text format."""
        return PlainTextResponse(self._service.measures.text(), media_type=CONTENT_TYPE)

    def _memory_for(self, request: Request) -> Any:
        size = min(announced(request, self._service.limits), self._service.limits.body)
        if not self._memory.fits(size):
            message = "the requests that wait fill the memory for them; try again later"
            raise Refusal(429, "memory_full", message, retry_after=self._service.patience)
        return self._memory.take(size)


def _json(body: Mapping[str, Any], status: int = 200) -> Response:
    # Rows may carry half characters, which UTF-8 does not have.
    return Response(dump_row(body), status, media_type="application/json")


def _list(given: Mapping[str, Any], name: str) -> Sequence[Any]:
    value = given.get(name)
    if not isinstance(value, list):
        found = "nothing" if name not in given else kind_of(value)
        raise Refusal(422, "field", f"found {found}, expected a list", field=name)
    return value


def _beside(given: Mapping[str, Any], name: str, size: int) -> Sequence[Any]:
    """A list as long as the queries; what is absent is absent for each of them."""
    if given.get(name) is None:
        return [None] * size
    value = _list(given, name)
    if len(value) != size:
        raise Refusal(422, "field", f"found {len(value)} items, expected {size} as in query", field=name)
    return value


def _row(outcome: Outcome, row: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(outcome, RewardResult):
        return dict(outcome) if isinstance(outcome, Mapping) else {}
    own = {"id": row["id"]} if isinstance(row.get("id"), str | int) else {}
    return own | {
        "reward": outcome.reward,
        "components": dict(outcome.components),
        "counters": dict(outcome.counters),
        "problem": outcome.problem,
    }


async def _gone(request: Request) -> None:
    """Is done once the client hangs up; the body has been read by then."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
