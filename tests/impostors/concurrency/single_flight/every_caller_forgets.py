# expect: whoever leaves the old one late must not forget it
"""Every caller that returns forgets the key, though the next call may stand there by then."""

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        try:
            return await super().do(key, fn)
        finally:
            self._calls.pop(key, None)
