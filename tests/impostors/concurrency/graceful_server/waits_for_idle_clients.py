# expect: an idle connection was not closed at once
"""Lets every client go on until it hangs up by itself, keep-alive connections too."""

import asyncio

from solutions.concurrency.graceful_server import DrainReport
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    async def _drain(self):
        self._server.close()
        if not self._connections:
            return DrainReport(0, 0)
        done, late = await asyncio.wait(list(self._connections), timeout=self._drain_timeout)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return DrainReport(len(done), len(late))
