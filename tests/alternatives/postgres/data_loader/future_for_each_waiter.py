"""No shield: values in one dict, waiters in another; a full chunk leaves without the turn's end."""

import asyncio
import functools


class DataLoader:
    def __init__(self, batch_load, *, max_batch_size=None):
        if max_batch_size is not None and max_batch_size < 1:
            raise ValueError("too small")
        self._load = batch_load
        self._size = max_batch_size
        self._values = {}
        self._waiters = {}
        self._noted = []
        self._running = {}

    def load(self, key):
        future = asyncio.get_running_loop().create_future()
        if key in self._values:
            future.set_result(self._values[key])
            return future
        if key in self._waiters:
            self._waiters[key].append(future)
            return future
        self._waiters[key] = [future]
        self._noted.append(key)
        if len(self._noted) == self._size:
            self._send()
        elif len(self._noted) == 1:
            future.get_loop().call_soon(self._send)
        return future

    def load_many(self, keys):
        return asyncio.gather(*[self.load(key) for key in keys])

    def _send(self):
        if not self._noted:
            return
        keys, self._noted = self._noted, []
        task = asyncio.create_task(self._run(keys.copy()))
        self._running[task] = keys
        task.add_done_callback(functools.partial(self._settle, keys))

    async def _run(self, keys):
        return await self._load(keys)

    def _settle(self, keys, task):
        del self._running[task]
        try:
            results = task.result()
            if len(results) != len(keys):
                raise ValueError("as many results as keys, please")
        except BaseException as error:
            results = [error] * len(keys)
        for key, result in zip(keys, results, strict=True):
            waiters = [one for one in self._waiters.pop(key) if not one.done()]
            if isinstance(result, BaseException):
                for waiter in waiters:
                    waiter.set_exception(result)
            else:
                self._values[key] = result
                for waiter in waiters:
                    waiter.set_result(result)
