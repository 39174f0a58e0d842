"""Streams, and no task is cancelled before the deadline: the drain ends every client's input."""

import asyncio
import contextlib
import signal
import socket
from typing import NamedTuple


class DrainReport(NamedTuple):
    completed: int
    aborted: int


class GracefulServer:
    def __init__(self, handler, *, drain_timeout):
        self.handler = handler
        self.drain_timeout = drain_timeout
        self.writers = {}
        self.running = 0
        self.over = None

    async def start(self, host="127.0.0.1", port=0):
        self.server = await asyncio.start_server(self.accept, host, port)
        return self.server.sockets[0].getsockname()[:2]

    def accept(self, reader, writer):
        task = asyncio.create_task(self.serve(reader, writer))
        self.writers[task] = writer
        task.add_done_callback(self.writers.pop)

    async def serve(self, reader, writer):
        try:
            async for line in reader:
                self.running += 1
                try:
                    answer = await self.handler(line.rstrip(b"\n"))
                except Exception:
                    answer = b"ERROR"
                finally:
                    self.running -= 1
                writer.writelines([answer, b"\n"])
                await writer.drain()
            writer.close()
            await writer.wait_closed()
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()

    async def shutdown(self):
        if self.over is None:
            self.over = asyncio.get_running_loop().create_future()
            self.over.set_result(await self.drain())
        return await asyncio.shield(self.over)

    async def drain(self):
        self.server.close()
        await asyncio.sleep(0)  # a connection may be accepted and not yet shown to us
        running = self.running
        tasks = asyncio.gather(*self.writers, return_exceptions=True)
        for writer in self.writers.values():
            with contextlib.suppress(OSError):  # that client may be gone
                writer.get_extra_info("socket").shutdown(socket.SHUT_RD)
        aborted = 0
        deadline = asyncio.get_running_loop().time() + self.drain_timeout
        try:
            async with asyncio.timeout_at(deadline):
                await asyncio.shield(tasks)
        except TimeoutError:
            aborted = self.running
            for task in list(self.writers):
                task.cancel()
            await tasks
        return DrainReport(running - aborted, aborted)

    async def serve_until_signal(self):
        loop = asyncio.get_running_loop()
        queue = asyncio.Queue()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, queue.put_nowait, number)
        await queue.get()
        report = await self.shutdown()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        return report
