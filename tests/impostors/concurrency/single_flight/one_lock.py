# expect: different keys must not wait
"""Runs every call under one lock, and so all keys one after another."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    def __init__(self):
        super().__init__()
        self._lock = asyncio.Lock()

    async def do(self, key, fn):
        async def locked():
            async with self._lock:
                return await fn()

        return await super().do(key, locked)
