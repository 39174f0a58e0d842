"""Graceful server, solved with one task and one flag for each connection.

The flag says whether the task is inside the handler. A drain asks it once:
tasks that only wait for a line are cancelled, the others are left alone and
end by themselves, because they look whether a drain has begun before they
read again. Both ways lead through the same `finally`, so there is one place
where connections are closed.

Whom to wait for, the server must know itself: `Server.wait_closed` returns at
once on 3.11, and waits for idle clients too from 3.12.1 on. `asyncio.wait` has
a timeout and cancels nothing, so what is late stays in our hands: cancel it,
then wait again, since a handler may have to clean up. The drain is a task, so
that a second caller awaits the same one.

Cost: a task and two buffers for each connection. Some things are left out.
A line may arrive in the very turn in which its reader is cancelled; shutting
only the reading half of the socket (`SHUT_RD`) would answer that one as well.
A client that never reads would hold `wait_closed`: use `transport.abort()`
after the deadline. And a cancelled caller of `shutdown` takes the drain along
unless `asyncio.shield` stands between. At work all this is inside your HTTP
server (`uvicorn --timeout-graceful-shutdown`, aiohttp's `shutdown_timeout`),
and you choose the deadlines.

Interview: "How does your service survive a deploy?" Tell it in order. The
orchestrator takes the pod out of the load balancer and sends SIGTERM, at the
same time, so new connections come for some seconds more: fail the readiness
probe first, or sleep in a preStop hook. Then stop accepting, let idle
keep-alive connections go, finish what is in flight, stop the consumers of
queues, and close pools last. Keep the drain deadline, preStop included, below
the kill deadline (30 s in Kubernetes), or SIGKILL decides for you. Check that
the signal arrives at all: as PID 1 a shell does not pass it on. Then say what
is lost anyway: what waits in the listening socket's backlog, requests on the
wire to a keep-alive connection that is just closing, and everything when the
node dies. Therefore clients retry, and retries need idempotent requests or
keys. Long work belongs in a queue with acknowledgements, not in a request.

Hints
-----
1. `start_server` runs your callback as a task for each connection. What must
   `shutdown` know about each of these tasks? See `asyncio.current_task`.
2. What wakes a task that waits in `readline`? What keeps a task that has just
   answered from waiting there again?
3. `asyncio.wait` takes a timeout and cancels nothing. What is to be done with
   the tasks that it returns as pending, and what after that?
4. `shutdown`: on the first call make a task of the drain, on every call await
   it. The drain: close the server, cancel idle tasks, wait with the timeout,
   cancel the late ones, wait for those. `serve_until_signal`: an event, set by
   `loop.add_signal_handler`.
"""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, cast

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class DrainReport(NamedTuple):
    completed: int
    aborted: int


class GracefulServer:
    _server: asyncio.Server

    def __init__(
        self, handler: Callable[[bytes], Awaitable[bytes]], *, drain_timeout: float
    ) -> None:
        self._handler = handler
        self._drain_timeout = drain_timeout
        self._connections: dict[asyncio.Task[Any], bool] = {}  # is its handler running?
        self._draining: asyncio.Task[DrainReport] | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> tuple[str, int]:
        self._server = await asyncio.start_server(self._serve, host, port)
        return host, self._server.sockets[0].getsockname()[1]

    async def shutdown(self) -> DrainReport:
        if self._draining is None:
            self._draining = asyncio.create_task(self._drain())
        return await self._draining

    async def serve_until_signal(self) -> DrainReport:
        loop = asyncio.get_running_loop()
        told = asyncio.Event()
        for number in SIGNALS:
            loop.add_signal_handler(number, told.set)
        try:
            await told.wait()
            return await self.shutdown()
        finally:
            for number in SIGNALS:
                loop.remove_signal_handler(number)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._connections[task] = False
        task.add_done_callback(self._connections.pop)
        # The client may hang up; and a cancelled callback is an error in the log of 3.11.
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            try:
                while self._draining is None and (line := await reader.readline()):
                    self._connections[task] = True
                    writer.write(await self._answer(line[:-1]) + b"\n")
                    self._connections[task] = False
            finally:
                writer.close()
                await writer.wait_closed()

    async def _answer(self, line: bytes) -> bytes:
        try:
            return await self._handler(line)
        except Exception:
            return b"ERROR"

    async def _drain(self) -> DrainReport:
        self._server.close()
        if not self._connections:
            return DrainReport(0, 0)
        busy = {task for task, running in self._connections.items() if running}
        for task in self._connections.keys() - busy:
            task.cancel()
        _, late = await asyncio.wait(set(self._connections), timeout=self._drain_timeout)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
        return DrainReport(completed=len(busy - late), aborted=len(late))
