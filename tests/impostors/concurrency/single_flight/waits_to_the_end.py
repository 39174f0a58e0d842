# expect: still there: it has nothing to wait for
"""A cancelled caller stays until the call has ended, though others wait for it anyway."""

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
            call.callers -= 1
            await asyncio.wait([call.task])
            raise
