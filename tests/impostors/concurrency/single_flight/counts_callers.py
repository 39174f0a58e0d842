# expect: with three callers for one key
"""Counts those who wait, not the calls they wait for."""

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    def in_flight(self):
        return sum(call.callers for call in self._calls.values())
