"""The application: paths to endpoints, behind the guard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.routing import Route, Router
from starlette.types import ASGIApp

from reasonscore.serve.access import Access
from reasonscore.serve.endpoints import Endpoints
from reasonscore.serve.guard import Guard
from reasonscore.serve.service import Service


def make_app(service: Service, access: Access | None = None) -> ASGIApp:
    """An ASGI application; it closes the service when it stops.

    Args:
        service: What judges; `load` it first, or the first request waits for the models.
        access: Who may ask; this machine by default.
    """
    ends = Endpoints(service)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        yield
        await asyncio.to_thread(service.close)

    answers = {
        "/score": ends.score,
        "/reward": ends.reward,
        # The name of OpenRLHF's own reward server.
        "/get_reward": ends.reward,
        "/healthz": ends.healthz,
        "/metrics": ends.metrics,
    }
    # Starlette's own application would answer errors itself, and hand their tracebacks to the log.
    routes = [Route(path, answer, methods=["GET", "POST"]) for path, answer in answers.items()]
    router = Router(routes, redirect_slashes=False, lifespan=lifespan)
    return Guard(router, access or Access(), service.limits, service.measures)
