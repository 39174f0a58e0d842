# expect: they must run side by side
"""Makes the calls of one turn one after another, each when the one before is back."""

import asyncio

from solutions.postgres.data_loader import DataLoader as Reference


class DataLoader(Reference):
    def _dispatch(self):
        keys, self._queue = self._queue, []
        call = asyncio.create_task(self._call_in_turn(keys))
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)

    async def _call_in_turn(self, keys):
        size = self._max_batch_size or len(keys)
        for start in range(0, len(keys), size):
            await self._call(keys[start : start + size])
