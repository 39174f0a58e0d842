# expect: and ended with None
"""Catches the cancellation of a caller and returns as if nothing had happened."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        try:
            return await super().do(key, fn)
        except asyncio.CancelledError:
            if asyncio.current_task().cancelling():
                return None
            raise
