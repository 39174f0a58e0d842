# expect: the garbage collector took a call that was running
"""Starts the call with a task that nobody refers to."""

import asyncio

from solutions.postgres.data_loader import DataLoader as Reference


class DataLoader(Reference):
    def _dispatch(self):
        keys, self._queue = self._queue, []
        size = self._max_batch_size or len(keys)
        for start in range(0, len(keys), size):
            asyncio.create_task(self._call(keys[start : start + size]))  # noqa: RUF006
