# expect: accepted while the server was draining
"""Closes the listening socket last, when all work is done."""

from solutions.concurrency.graceful_server import DrainReport  # noqa: F401
from solutions.concurrency.graceful_server import GracefulServer as Reference


class Later:
    def close(self):
        pass


class GracefulServer(Reference):
    async def _drain(self):
        server, self._server = self._server, Later()
        report = await super()._drain()
        server.close()
        return report
