# expect: again during the drain, and again after it
"""Drains anew at every call of `shutdown`, for whatever is left by then."""

from solutions.concurrency.graceful_server import DrainReport  # noqa: F401
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    async def shutdown(self):
        self._draining = True
        return await self._drain()
