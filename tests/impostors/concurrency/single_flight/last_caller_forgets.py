# expect: must be forgotten before the first of its callers
"""Forgets a call when its last caller leaves: the first to return still finds the old answer."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference
from solutions.concurrency.single_flight import _Call


class SingleFlight(Reference):
    def _start(self, key, fn):
        call = self._calls[key] = _Call(fn)
        return call

    async def do(self, key, fn):
        call = self._calls.get(key) or self._start(key, fn)
        call.callers += 1
        try:
            return await asyncio.shield(call.task)
        finally:
            call.callers -= 1
            if call.callers == 0:
                self._forget(key, call)
                call.task.cancel()
                await asyncio.wait([call.task])
