"""A task for each batch, open to keys until its first step; each load picks its result from it."""

import asyncio


class Batch:
    def __init__(self, loader):
        self.keys = []
        self.is_open = True
        self.task = asyncio.create_task(self.run(loader))

    async def run(self, loader):
        self.is_open = False
        try:
            results = list(await loader.batch_load(self.keys))
            if len(results) != len(self.keys):
                raise ValueError(f"{len(self.keys)} keys, but {len(results)} results")
        except BaseException as error:
            results = [error] * len(self.keys)
        outcomes = dict(zip(self.keys, results, strict=True))
        for key, outcome in outcomes.items():
            if isinstance(outcome, BaseException):
                del loader.batches[key]
        return outcomes


class DataLoader:
    def __init__(self, batch_load, *, max_batch_size=None):
        if max_batch_size is not None and max_batch_size < 1:
            raise ValueError(max_batch_size)
        self.batch_load = batch_load
        self.max_batch_size = max_batch_size
        self.batches = {}
        self.last = None

    def load(self, key):
        return asyncio.create_task(self._pick(self._note(key), key))

    def load_many(self, keys):
        batches = [(self._note(key), key) for key in keys]
        return asyncio.create_task(self._pick_many(batches))

    def _note(self, key):
        if key not in self.batches:
            if not self._has_room():
                self.last = Batch(self)
            self.last.keys.append(key)
            self.batches[key] = self.last
        return self.batches[key]

    def _has_room(self):
        if self.last is None or not self.last.is_open:
            return False
        return self.max_batch_size is None or len(self.last.keys) < self.max_batch_size

    async def _pick(self, batch, key):
        outcomes = await asyncio.shield(batch.task)
        if isinstance(outcomes[key], BaseException):
            raise outcomes[key]
        return outcomes[key]

    async def _pick_many(self, batches):
        return [await self._pick(batch, key) for batch, key in batches]
