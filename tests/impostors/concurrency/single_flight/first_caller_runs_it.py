# expect: the first of three callers was cancelled, and so was the call
"""Lets the first caller run the call and tell the others: who cancels it cancels all."""

import asyncio


class SingleFlight:
    def __init__(self):
        self._answers = {}

    def in_flight(self):
        return len(self._answers)

    async def do(self, key, fn):
        if key in self._answers:
            return await asyncio.shield(self._answers[key])
        answer = self._answers[key] = asyncio.get_running_loop().create_future()
        try:
            result = await fn()
        except asyncio.CancelledError:
            answer.cancel()
            raise
        except Exception as error:
            answer.set_exception(error)
            answer.exception()
            raise
        finally:
            del self._answers[key]
        answer.set_result(result)
        return result
