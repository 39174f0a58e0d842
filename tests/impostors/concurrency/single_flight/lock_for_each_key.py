# expect: still kept \['the key'\]
"""Guards each key with a lock of its own, and never throws a lock away."""

import asyncio
from collections import defaultdict

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    def __init__(self):
        super().__init__()
        self._locks = defaultdict(asyncio.Lock)

    async def do(self, key, fn):
        async with self._locks[key]:
            running = super().do(key, fn)
        return await running
