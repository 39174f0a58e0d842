# expect: the loads of 1 and 3 gave
"""Raises the first exception among the results for all keys of the call."""

from solutions.postgres.data_loader import DataLoader as Reference


class DataLoader(Reference):
    async def _results(self, keys):
        results = await super()._results(keys)
        errors = [result for result in results.values() if isinstance(result, BaseException)]
        return dict.fromkeys(keys, errors[0]) if errors else results
