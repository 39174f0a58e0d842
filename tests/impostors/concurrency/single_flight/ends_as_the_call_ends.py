# expect: and not with .an answer after all
"""After its own cancellation ends as the cancelled call does, with an answer or an error."""

import asyncio

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        call = self._calls.get(key) or self._start(key, fn)
        call.callers += 1
        try:
            return await asyncio.shield(call.task)
        except asyncio.CancelledError:
            if call.callers > 1:
                raise
            self._forget(key, call)
            call.task.cancel()
            return await call.task
        finally:
            call.callers -= 1
