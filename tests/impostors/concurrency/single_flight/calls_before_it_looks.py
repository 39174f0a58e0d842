# expect: only after fn had been called
"""Calls `fn` first and looks up afterwards whether there is any use for its coroutine."""

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        coroutine = fn()
        try:
            return await super().do(key, lambda: coroutine)
        finally:
            coroutine.close()
