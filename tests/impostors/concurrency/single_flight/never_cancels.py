# expect: it runs on for nobody
"""Shields the call and stops there: when nobody is left, the work goes on all the same."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        call = self._calls.get(key) or self._start(key, fn)
        return await asyncio.shield(call.task)
