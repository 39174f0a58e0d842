# expect: did not find that one any more
"""Forgets whatever stands under the key when a cancelled call ends, be it the next call."""

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    def _forget(self, key, call):
        self._calls.pop(key, None)
