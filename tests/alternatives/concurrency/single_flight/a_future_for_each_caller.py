"""No shield: each caller waits on a future of its own, and one task answers all that are left."""

import asyncio


class Call:
    def __init__(self):
        self.waiters = set()
        self.task = None


class SingleFlight:
    def __init__(self):
        self._calls = {}

    def in_flight(self):
        return len(self._calls)

    async def do(self, key, fn):
        if key not in self._calls:
            call = self._calls[key] = Call()
            call.task = asyncio.create_task(self._serve(key, call, fn))
        call = self._calls[key]
        waiter = asyncio.get_running_loop().create_future()
        call.waiters.add(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            call.waiters.discard(waiter)
            if not call.waiters and not call.task.done():
                if self._calls.get(key) is call:
                    del self._calls[key]
                call.task.cancel()
                await asyncio.wait([call.task])
            raise

    async def _serve(self, key, call, fn):
        error = result = None
        try:
            result = await fn()
        except BaseException as caught:
            error = caught
        if self._calls.get(key) is call:
            del self._calls[key]
        for waiter in call.waiters:
            if waiter.done():
                continue
            if error is None:
                waiter.set_result(result)
            elif isinstance(error, asyncio.CancelledError):
                waiter.cancel()
            else:
                waiter.set_exception(error)
        call.waiters.clear()
