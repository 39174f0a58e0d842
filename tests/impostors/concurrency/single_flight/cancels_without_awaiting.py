# expect: cancelling is asking, await the answer
"""Cancels the call with its last caller, but does not wait until it has ended."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        call = self._calls.get(key) or self._start(key, fn)
        call.callers += 1
        try:
            return await asyncio.shield(call.task)
        except asyncio.CancelledError:
            if call.callers == 1:
                self._forget(key, call)
                call.task.cancel()
            raise
        finally:
            call.callers -= 1
