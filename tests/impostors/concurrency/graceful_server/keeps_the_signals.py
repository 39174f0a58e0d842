# expect: after serve_until_signal SIGTERM and SIGINT were still caught
"""Leaves its signal handlers behind, so that a process hanging on its way out cannot be stopped."""

import asyncio
import signal

from solutions.concurrency.graceful_server import DrainReport  # noqa: F401
from solutions.concurrency.graceful_server import GracefulServer as Reference


class GracefulServer(Reference):
    async def serve_until_signal(self):
        told = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
        await told.wait()
        return await self.shutdown()
