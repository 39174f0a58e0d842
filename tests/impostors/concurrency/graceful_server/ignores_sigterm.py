# expect: SIGTERM came with one request in flight, its answer: None
"""Waits for Ctrl-C only, as on the developer's own machine."""

import asyncio
import signal

from solutions.concurrency.graceful_server import DrainReport  # noqa: F401
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    async def serve_until_signal(self):
        loop = asyncio.get_running_loop()
        told = asyncio.Event()
        loop.add_signal_handler(signal.SIGINT, told.set)
        await told.wait()
        loop.remove_signal_handler(signal.SIGINT)
        return await self.shutdown()
