# expect: the other two must not notice
"""Gives all loads of a key the same future: who cancels one cancels all."""

from solutions.postgres.data_loader import DataLoader as Reference


class DataLoader(Reference):
    def load(self, key):
        super().load(key)
        return self._futures[key]

    async def _call(self, keys):
        for key, result in (await self._results(keys)).items():
            future = self._futures[key]
            if isinstance(result, BaseException):
                del self._futures[key]
            if future.done():
                continue
            if isinstance(result, BaseException):
                future.set_exception(result)
            else:
                future.set_result(result)
