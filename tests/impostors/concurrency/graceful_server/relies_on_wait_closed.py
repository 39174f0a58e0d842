# expect: an idle connection was not closed at once
"""Leaves it to `Server.wait_closed`: on 3.11 it waits for nobody, from 3.12.1 on for everybody."""

from solutions.concurrency.graceful_server import DrainReport
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    async def _drain(self):
        open_before = len(self._connections)
        self._server.close()
        await self._server.wait_closed()
        return DrainReport(open_before, 0)
