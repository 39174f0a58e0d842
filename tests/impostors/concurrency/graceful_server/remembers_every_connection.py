# expect: still keeps \d+ tasks that are done
"""Never forgets the task of a connection, so that memory grows with every client."""

from solutions.concurrency.graceful_server import DrainReport  # noqa: F401
from solutions.concurrency.graceful_server import GracefulServer as Reference


class Hoard(dict):
    def pop(self, task):
        return self[task]


class GracefulServer(Reference):
    def __init__(self, handler, *, drain_timeout):
        super().__init__(handler, drain_timeout=drain_timeout)
        self._connections = Hoard()
