# expect: no error is kept
"""Keeps the future of a key that failed: one failure fails for ever."""

from solutions.postgres.data_loader import DataLoader as Reference


class DataLoader(Reference):
    async def _call(self, keys):
        for key, result in (await self._results(keys)).items():
            if isinstance(result, BaseException):
                self._futures[key].set_exception(result)
            else:
                self._futures[key].set_result(result)
