"""An event tells the callers of the end; the outcome is kept beside it, as a function to call."""

import asyncio
import contextlib


class Flight:
    def __init__(self):
        self.landed = asyncio.Event()
        self.passengers = 0
        self.outcome = None


class SingleFlight:
    def __init__(self):
        self._flights = {}

    def in_flight(self):
        return sum(flight.passengers > 0 for flight in self._flights.values())

    async def do(self, key, fn):
        flight = self._flights.get(key)
        if flight is None or flight.passengers == 0:
            flight = self._flights[key] = Flight()
            flight.pilot = asyncio.create_task(self._fly(flight, key, fn))
        flight.passengers += 1
        try:
            await flight.landed.wait()
            return flight.outcome()
        except asyncio.CancelledError:
            if flight.passengers == 1:
                flight.pilot.cancel()
                self._leave(key, flight)
                with contextlib.suppress(asyncio.CancelledError):
                    await flight.pilot
            raise
        finally:
            flight.passengers -= 1

    async def _fly(self, flight, key, fn):
        try:
            value = await fn()
        except BaseException as caught:
            error = caught

            def outcome():
                raise error
        else:

            def outcome():
                return value

        flight.outcome = outcome
        self._leave(key, flight)
        flight.landed.set()

    def _leave(self, key, flight):
        if self._flights.get(key) is flight:
            del self._flights[key]
