"""No streams: a protocol for each connection, and a task for each request only."""

import asyncio
import signal
from collections import namedtuple

DrainReport = namedtuple("DrainReport", ["completed", "aborted"])


class Connection(asyncio.Protocol):
    def __init__(self, server):
        self.server = server
        self.received = b""
        self.request = None
        self.closed = asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport
        self.server.everyone.add(self)
        if self.server.over:
            transport.close()

    def data_received(self, data):
        self.received += data
        if self.received.endswith(b"\n") and not self.server.over:
            line, self.received = self.received[:-1], b""
            self.request = asyncio.create_task(self.answer(line))

    async def answer(self, line):
        try:
            answer = await self.server.handler(line)
        except Exception:
            answer = b"ERROR"
        self.transport.write(answer + b"\n")
        self.request = None
        if self.server.over:
            self.transport.close()

    def connection_lost(self, error):
        self.closed.set()
        self.server.everyone.discard(self)
        if self.request:
            self.request.cancel()


class GracefulServer:
    def __init__(self, handler, *, drain_timeout):
        self.handler = handler
        self.drain_timeout = drain_timeout
        self.everyone = set()
        self.over = None

    async def start(self, host="127.0.0.1", port=0):
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(lambda: Connection(self), host, port)
        return self.server.sockets[0].getsockname()

    async def shutdown(self):
        self.over = self.over or asyncio.ensure_future(self.drain())
        return await asyncio.shield(self.over)

    async def drain(self):
        self.server.close()
        everyone = list(self.everyone)
        requests = {one.request for one in everyone if one.request}
        for one in everyone:
            if not one.request:
                one.transport.close()
        late = set()
        try:
            async with asyncio.timeout(self.drain_timeout):
                for one in everyone:
                    await one.closed.wait()
        except TimeoutError:
            late = {request for request in requests if not request.done()}
        for request in late:
            request.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        for one in everyone:
            if not one.closed.is_set():
                one.transport.abort()
                await one.closed.wait()
        return DrainReport(len(requests - late), len(late))

    async def serve_until_signal(self):
        loop = asyncio.get_running_loop()
        first = asyncio.Event()
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = [signal.getsignal(number) for number in numbers]
        for number in numbers:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(first.set))
        await first.wait()
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
        return await self.shutdown()
