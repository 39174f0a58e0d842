# expect: yet the next caller did not share it
"""Forgets the call when one of its callers is cancelled: the next one starts a second call."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        try:
            return await super().do(key, fn)
        except asyncio.CancelledError:
            self._calls.pop(key, None)
            raise
