# expect: whoever comes while a call is running must find it
"""Looks, awaits the answer and only then stores it: at the `await` all the others get in."""


class SingleFlight:
    def __init__(self):
        self._answers = {}

    def in_flight(self):
        return len(self._answers)

    async def do(self, key, fn):
        if key not in self._answers:
            self._answers[key] = await fn()
        return self._answers.pop(key, None)
