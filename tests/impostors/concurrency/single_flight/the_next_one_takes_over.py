# expect: the call was to go on, but fn was called again
"""When the caller that runs the call is cancelled, another one starts it from the beginning."""

import asyncio


class SingleFlight:
    def __init__(self):
        self._answers = {}

    def in_flight(self):
        return len(self._answers)

    async def do(self, key, fn):
        while key in self._answers:
            leader = self._answers[key]
            await asyncio.wait([leader])
            if not leader.cancelled() or leader.by_fn:
                return leader.result()
        answer = self._answers[key] = Answer()
        try:
            result = await fn()
        except asyncio.CancelledError:
            answer.by_fn = not asyncio.current_task().cancelling()
            answer.cancel()
            raise
        except Exception as error:
            answer.set_exception(error)
            answer.exception()
            raise
        else:
            answer.set_result(result)
            return result
        finally:
            del self._answers[key]


class Answer(asyncio.Future):
    by_fn = False
