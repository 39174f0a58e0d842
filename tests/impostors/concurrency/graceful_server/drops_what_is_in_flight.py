# expect: 50 requests were in flight when shutdown was called, 50 were lost
"""Stops the server and cancels every connection, busy or idle."""

import asyncio

from solutions.concurrency.graceful_server import DrainReport
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    async def _drain(self):
        self._server.close()
        tasks = list(self._connections)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return DrainReport(0, 0)
