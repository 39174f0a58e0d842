r"""Graceful server: a deploy loses no request.

One line over TCP is one request, `handler(line)` returns the answer, a line as
well; neither includes the `\n`. Connections are served side by side. A handler
that raises is answered by `ERROR`. A client that hangs up is no error; forget
its connection. Clients send whole lines, each only when they have read the
answer to the one before.

    >>> import asyncio
    >>> async def shout(line):
    ...     return line.upper()
    >>> async def main():
    ...     server = GracefulServer(shout, drain_timeout=5)
    ...     reader, writer = await asyncio.open_connection(*await server.start())
    ...     writer.write(b"hello\n")
    ...     print(await reader.readline())
    ...     return await server.shutdown()
    >>> asyncio.run(main())
    b'HELLO\n'
    DrainReport(completed=0, aborted=0)

`shutdown` refuses new connections and closes idle ones, which wait for a line,
at once. A request whose handler has begun is answered, then its connection is
closed. Handlers still running `drain_timeout` seconds later are cancelled and
awaited. When it returns, all connections are closed and no task is left.
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple


class DrainReport(NamedTuple):
    """What became of the requests whose handler was running when the drain began."""

    completed: int
    """Answered."""
    aborted: int
    """Cut off when `drain_timeout` was over."""


class GracefulServer:
    def __init__(
        self, handler: Callable[[bytes], Awaitable[bytes]], *, drain_timeout: float
    ) -> None:
        raise NotImplementedError

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> tuple[str, int]:
        """Listen, on a free port if it is 0; return the host and port to connect to."""
        raise NotImplementedError

    async def shutdown(self) -> DrainReport:
        """Drain the started server. All calls share one drain and its report."""
        raise NotImplementedError

    async def serve_until_signal(self) -> DrainReport:
        """Shut the started server down at the first SIGTERM or SIGINT, and report.

        After that neither signal is caught any more.
        """
        raise NotImplementedError
