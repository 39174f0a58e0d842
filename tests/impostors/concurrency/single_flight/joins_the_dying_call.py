# expect: from a call of their own
"""Forgets a cancelled call only when it has ended: whoever comes before dies with it."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    def in_flight(self):
        return sum(not call.task.cancelling() for call in self._calls.values())

    async def do(self, key, fn):
        call = self._calls.get(key) or self._start(key, fn)
        call.callers += 1
        try:
            return await asyncio.shield(call.task)
        except asyncio.CancelledError:
            if call.callers == 1:
                call.task.cancel()
                await asyncio.wait([call.task])
            raise
        finally:
            call.callers -= 1
