# expect: nobody can ever wake
"""Passes on what is an `Exception`: when the call ends with CancelledError, nobody is told."""

import asyncio


class SingleFlight:
    def __init__(self):
        self._waiters = {}
        self._tasks = set()

    def in_flight(self):
        return len(self._waiters)

    async def do(self, key, fn):
        waiter = asyncio.get_running_loop().create_future()
        if key in self._waiters:
            self._waiters[key].append(waiter)
        else:
            self._waiters[key] = [waiter]
            task = asyncio.create_task(self._run(key, fn))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await waiter

    async def _run(self, key, fn):
        try:
            result = await fn()
        except Exception as error:
            for waiter in self._waiters.pop(key):
                waiter.set_exception(error)
        else:
            for waiter in self._waiters.pop(key):
                waiter.set_result(result)
