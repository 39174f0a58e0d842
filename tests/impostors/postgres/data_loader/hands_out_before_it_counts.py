# expect: nobody knows which for which
"""Hands out results while it pairs them, and finds out too late that their number is wrong."""

from solutions.postgres.data_loader import DataLoader as Reference


class DataLoader(Reference):
    async def _call(self, keys):
        left = set(keys)
        try:
            for key, result in zip(keys, await self._batch_load(keys), strict=True):
                left.remove(key)
                if isinstance(result, Exception):
                    self._futures.pop(key).set_exception(result)
                else:
                    self._futures[key].set_result(result)
        except BaseException as error:
            for key in left:
                self._futures.pop(key).set_exception(error)
