# expect: was cancelled, and so was the call
"""Awaits the shared task itself: cancelling any caller cancels what it awaits."""

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        call = self._calls.get(key) or self._start(key, fn)
        return await call.task
