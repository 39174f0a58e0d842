# expect: most of an answer of \d+ bytes was still in the transport's buffer
"""Takes an answer for sent when it has been written to the transport."""

from solutions.concurrency.graceful_server import DrainReport  # noqa: F401
from solutions.concurrency.graceful_server import GracefulServer as Reference


async def at_once():
    pass


class GracefulServer(Reference):
    async def _serve(self, reader, writer):
        writer.wait_closed = at_once
        await super()._serve(reader, writer)
