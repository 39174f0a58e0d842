# expect: a handler took longer than drain_timeout, and no end came
"""Waits for the requests in flight for as long as they like."""

from solutions.concurrency.graceful_server import DrainReport  # noqa: F401
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    def __init__(self, handler, *, drain_timeout):
        super().__init__(handler, drain_timeout=None)
