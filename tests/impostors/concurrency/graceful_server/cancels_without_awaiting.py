# expect: cancelling is asking, await the answer
"""Cancels what is late and returns, while the handlers have yet to clean up."""

import asyncio

from solutions.concurrency.graceful_server import DrainReport
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    async def _drain(self):
        self._server.close()
        if not self._connections:
            return DrainReport(0, 0)
        busy = {task for task, running in self._connections.items() if running}
        for task in self._connections.keys() - busy:
            task.cancel()
        _, late = await asyncio.wait(set(self._connections), timeout=self._drain_timeout)
        for task in late:
            task.cancel()
        await asyncio.sleep(0)
        return DrainReport(len(busy - late), len(late))
