# expect: must raise TypeError: a list is no key
"""Gives a caller whose key cannot be looked up a call of its own, and tells nobody."""

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    async def do(self, key, fn):
        try:
            return await super().do(key, fn)
        except TypeError:
            return await fn()
