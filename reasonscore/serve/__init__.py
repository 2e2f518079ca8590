"""Rewards and scored rows over HTTP: `reasonscore serve`, and a client for it.

    from reasonscore.serve import Client
    Client("http://127.0.0.1:8765").rewards([{"response": "The answer is B.", "answer": "B"}])

Starlette and uvicorn are imported only where the server starts (extra `serve`); the client needs neither.
"""

from reasonscore.serve.client import Client, ServiceError

__all__ = ["Client", "ServiceError"]
